// Generated from openapi.yaml. Do not edit.

//! Library

pub mod types;
