//! Reads and writes the same documents in several ways.
//!
//! `speed` measures how fast that is, `memory` what it allocates: two programs, for the counting
//! of allocations would slow down what is measured. Both print lines for `cargo xtask bench`.

pub mod clock;
pub mod documents;
mod json_text;
mod subject;

pub use subject::{Subject, subjects};
