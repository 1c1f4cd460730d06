//! Jobs, beyond what single operations do: one kind of request from another, settings as people
//! paste them, changes that lose nothing.

mod convert;
#[cfg(feature = "client")]
mod create_or_get;
#[cfg(feature = "client")]
mod edit;
mod field;
mod settings;

#[cfg(feature = "client")]
pub use create_or_get::CreatedOrFound;
pub use field::JobField;
#[cfg(feature = "yaml")]
pub use settings::yaml_to_json;
