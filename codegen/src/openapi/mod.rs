//! The document as it is written: files, positions, references, and OpenAPI's own structure.
//!
//! Nothing here knows of Rust; [`crate::model`] makes sense of it.

mod document;
mod loader;
mod node;
mod read;
mod schema;

pub use document::{
    Continuation, ContinuedArray, Document, Method, Operation, Outcome, Pagination, Parameter,
    ParameterPlace, RequestInfo, Retry, Token, Wait,
};
pub(crate) use document::{circular_reference, unsupported_parameter};
pub use loader::{Files, Loaded, Located, Reference};
pub use node::{Node, Value};
pub use schema::{AdditionalProperties, Schema, SchemaType};
