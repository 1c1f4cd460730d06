// Generated from openapi.yaml. Do not edit.

//! Library \[beta\] \<1\>

pub mod types;
