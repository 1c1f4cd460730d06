//! Rules that hold for every type of the API.
//!
//! What is tested is what the spec has: a schema that is added there is covered here without a
//! line more.

// All of it is `cfg(test)` anyway. Saying so tells the linter that these are tests.
#[cfg(test)]
mod absent;
#[cfg(test)]
mod debug;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod enums;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod instance;
#[cfg(test)]
mod integers;
#[cfg(test)]
mod json;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod marshalling;
#[cfg(test)]
mod mutations;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod spec;
#[cfg(test)]
mod through_serde;
