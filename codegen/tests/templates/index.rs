// What this template emits.

//! About it.

/// Types of the API.
pub mod schemas;

pub use schemas::*;
