// Generated from openapi.yaml. Do not edit.

//! Library

#![allow(
    rustdoc::redundant_explicit_links,
    reason = "docs are shown where a name is in scope, and where it is not"
)]

#![allow(
    clippy::too_many_lines,
    reason = "what has many members or values is read and written by lists of them"
)]

/// The client for programs that are not async.
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "client")]
mod client;
pub mod operations;
pub mod types;

#[cfg(feature = "client")]
pub use client::Client;
