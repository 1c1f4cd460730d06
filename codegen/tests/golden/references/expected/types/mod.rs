// Generated from openapi.yaml. Do not edit.

//! The types of the API, by what they are about.

/// Types of the API.
pub mod schemas;
/// Types of the API.
pub mod wall;

pub use schemas::*;
pub use wall::*;
