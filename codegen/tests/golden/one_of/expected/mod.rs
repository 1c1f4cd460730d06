// Generated from openapi.yaml. Do not edit.

//! Library

#![allow(
    rustdoc::redundant_explicit_links,
    reason = "docs are shown where a name is in scope, and where it is not"
)]

pub mod types;
