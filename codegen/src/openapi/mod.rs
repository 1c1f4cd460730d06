//! The document as it is written: files, positions, references, and OpenAPI's own structure.
//!
//! Nothing here knows of Rust; [`crate::model`] makes sense of it.

mod content;
mod document;
mod edit;
mod loader;
mod lock;
mod node;
mod overlay;
mod parameter;
mod read;
mod schema;
mod server;
mod waiting;

pub use content::{Answer, Body, Content, Format};
pub(crate) use document::circular_reference;
pub use document::{
    Continuation, ContinuedArray, Document, Method, Operation, Pagination, RequestInfo, Retry,
    Token,
};
pub(crate) use loader::encode_token;
pub use loader::{Files, Loaded, Located, Reference};
pub use lock::NameLock;
pub(crate) use lock::{AS, NameKind};
pub use node::{Member, Node, Value};
pub use overlay::Overlays;
pub(crate) use parameter::unsupported_parameter;
pub use parameter::{Parameter, ParameterPlace, Style};
pub use schema::{AdditionalProperties, Discriminator, Schema, SchemaType};
pub use waiting::{Begun, Outcome, Tell, Wait};
