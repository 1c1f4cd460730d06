//! Tests of the generator as a whole: what goes in, what comes out.

// Marked as tests, so that helpers may unwrap as tests may.
#[cfg(test)]
mod compile;
#[cfg(test)]
mod diagnostics;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod links;
#[cfg(test)]
mod lock;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod overlays;
#[cfg(test)]
mod recipes;
#[cfg(test)]
mod semver;
#[cfg(test)]
mod stay;
