// Generated from openapi.yaml. Do not edit.

//! Library

#[cfg(feature = "blocking")]
/// The client for programs that are not async.
pub mod blocking;
#[cfg(feature = "client")]
mod client;
pub mod operations;
pub mod types;

#[cfg(feature = "client")]
pub use client::Client;
