//! R10.1, R10.3: secrets stand in every place where a secret can stand, and nothing that is shown
//! has one in it: logs at all levels, errors, `Debug` and `Display` of whatever there is, panics.
//!
//! Each secret is a canary: it begins with `canary-` and tells its place, so that what leaks names
//! where it came from. What `Debug` shows of each type of the API is held to the same rule by the
//! suite `models`.

// All of it is `cfg(test)` anyway. Saying so tells the linter that these are tests.
#[cfg(test)]
mod answers;
#[cfg(test)]
mod configuration;
#[cfg(test)]
mod log;
#[cfg(test)]
mod network;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod strategies;
#[cfg(test)]
mod workspace;
