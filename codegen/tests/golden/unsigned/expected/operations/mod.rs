// Generated from openapi.yaml. Do not edit.

//! The operations of the API: their requests, by what they are about.
//!
//! A request is sent by the method of the client with its operation's name.

/// Operations of the API.
pub mod requests;

pub use requests::*;
