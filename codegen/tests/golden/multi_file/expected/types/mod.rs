// Generated from openapi.yaml. Do not edit.

//! The types of the API, by what they are about.

/// Those who write books.
pub mod author;
/// Books. What stands here tells what the module of this file is about.
pub mod book;

pub use author::*;
pub use book::*;
