//! The rules of reading and writing JSON, by what they are about.

mod common;
mod errors;
mod extra;
mod fuzz;
mod models;
mod reading;
mod scalars;
mod serde;
mod tokens;
mod writing;
