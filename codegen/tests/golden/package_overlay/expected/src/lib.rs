// Generated from openapi.yaml. Do not edit.

//! A document without extensions. What it leaves out stands in the overlay.

#![allow(
    clippy::disallowed_names,
    clippy::fn_params_excessive_bools,
    clippy::should_implement_trait,
    clippy::similar_names,
    clippy::struct_excessive_bools,
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "members have the names and types of the API, and are as many"
)]
#![allow(
    rustdoc::redundant_explicit_links,
    reason = "docs are shown where a name is in scope, and where it is not"
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
