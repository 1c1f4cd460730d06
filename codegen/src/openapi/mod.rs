//! The document as it is written: files, positions, references, and OpenAPI's own structure.
//!
//! Nothing here knows of Rust; [`crate::model`] makes sense of it.

mod document;
mod loader;
mod node;
mod read;
mod schema;
mod waiting;

pub use document::{
    Continuation, ContinuedArray, Document, Method, Operation, Pagination, Parameter,
    ParameterPlace, RequestInfo, Retry, Token,
};
pub(crate) use document::{circular_reference, unsupported_parameter};
pub use loader::{Files, Loaded, Located, Reference};
pub use node::{Node, Value};
pub use schema::{AdditionalProperties, Schema, SchemaType};
pub use waiting::{Begun, Outcome, Tell, Wait};
