// Generated from openapi.yaml. Do not edit.

//! The types of the API, by what they are about.

/// Types of the API.
pub mod schemas;

pub use schemas::*;
