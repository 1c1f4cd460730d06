//! Jobs, beyond what single operations do: one kind of request from another, settings as people
//! paste them, what differs between them, changes that lose nothing.

#[cfg(feature = "client")]
mod apply;
mod convert;
#[cfg(feature = "client")]
mod create_or_get;
mod diff;
#[cfg(feature = "client")]
mod edit;
mod field;
mod settings;

#[cfg(feature = "client")]
pub use create_or_get::CreatedOrFound;
pub use diff::{SettingsChange, SettingsDiff};
pub use field::JobField;
#[cfg(feature = "yaml")]
pub use settings::yaml_to_json;
