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

pub mod types;
