// Generated from openapi.yaml. Do not edit.

//! A document as others write it, without extensions, in the style of OpenAPI 3.0.

#[cfg(feature = "blocking")]
/// The client for programs that are not async.
pub mod blocking;
#[cfg(feature = "client")]
mod client;
pub mod operations;
pub mod types;

#[cfg(feature = "client")]
pub use client::Client;
