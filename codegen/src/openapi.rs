//! The document as it is written: files, positions, references, and OpenAPI's own structure.
//!
//! Nothing here knows of Rust; [`crate::model`] makes sense of it.

mod content;
mod document;
mod edit;
mod extensions;
mod key;
mod keywords;
mod kinds;
mod links;
mod loader;
mod located;
mod lock;
mod node;
mod operation;
mod overlay;
mod parameter;
mod printable;
mod read;
mod reference;
mod schema;
mod security;
mod server;
mod waiting;

pub use content::{Answer, Body, Content, Encoding, Format};
pub use document::Document;
pub(crate) use document::circular_reference;
pub use extensions::{Continuation, ContinuedArray, Pagination, RequestInfo, Retry, Token};
pub use loader::{Files, Loaded};
pub use located::Located;
pub(crate) use located::located;
pub use lock::NameLock;
pub(crate) use lock::{AS, Locked, NameKind};
pub use node::{Member, Node, Value};
pub use operation::{Method, Operation};
pub use overlay::Overlays;
pub(crate) use parameter::unsupported_parameter;
pub use parameter::{Parameter, ParameterPlace, Style};
pub use reference::Reference;
pub(crate) use reference::encode_token;
pub use schema::{AdditionalProperties, Discriminator, Schema, SchemaType};
pub use security::Ways;
pub use waiting::{Begun, Outcome, Tell, Wait};
