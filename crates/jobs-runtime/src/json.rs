//! Reading and writing JSON.
//!
//! A type of an API is a [`Model`]: it says which member goes where, by a plain `match`. All else,
//! from the tokens to the path in an error, is done here by code that is not generic, so that it
//! is compiled once, not once per type or once per program:
//!
//! - [`Reader`] walks a document and calls back into the models that it meets,
//! - [`Writer`] takes what models hold and makes a document of it,
//! - [`Extra`] keeps the members that a model does not know, [`UnknownValue`] the values that an
//!   enum does not know: what was read goes back unchanged,
//! - [`ReadError`] and [`WriteError`] tell the place: `runs[42].tasks[3].run_id`.
//!
//! ```
//! use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};
//!
//! #[derive(Default)]
//! struct RunState {
//!     life_cycle_state: Option<String>,
//!     user_cancelled_or_timedout: Option<bool>,
//!     extra: Extra,
//! }
//!
//! impl Model for RunState {
//!     fn empty() -> Self {
//!         Self::default()
//!     }
//!
//!     fn name(&self) -> &'static str {
//!         "RunState"
//!     }
//!
//!     fn read_member(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError> {
//!         match name {
//!             "life_cycle_state" => value.read(&mut self.life_cycle_state),
//!             "user_cancelled_or_timedout" => value.read(&mut self.user_cancelled_or_timedout),
//!             _ => self.extra.read(name, value),
//!         }
//!     }
//!
//!     fn write_members(&self, object: &mut ObjectWriter<'_>) {
//!         object.member("life_cycle_state", &self.life_cycle_state);
//!         object.member("user_cancelled_or_timedout", &self.user_cancelled_or_timedout);
//!         object.extra(&self.extra);
//!     }
//! }
//! json::impl_model!(RunState);
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let document = br#"{"life_cycle_state":"RUNNING","new_member":[1,2.50]}"#;
//! let state: RunState = json::from_slice(document)?;
//! assert_eq!(state.life_cycle_state.as_deref(), Some("RUNNING"));
//! assert_eq!(json::to_vec(&state)?, document);
//!
//! let error = json::from_slice::<Vec<RunState>>(br#"[{}, {"life_cycle_state": 1}]"#).err();
//! assert_eq!(
//!     error.map(|error| error.to_string()).as_deref(),
//!     Some("[1].life_cycle_state: expected a string, found a number (in RunState, at byte 26)"),
//! );
//! # Ok(())
//! # }
//! ```
//!
//! What is a JSON document and what is none is decided as by `serde_json`, and a document nests
//! at most 127 arrays and objects.
//!
//! Models, enums and ids are `serde::Serialize` and `Deserialize` as well, for other formats and
//! for structs that hold them. That way is the slower one; nothing here takes it. It needs a
//! format that describes itself (JSON, YAML, TOML, … but not bincode), reads numbers as 64 bits
//! wide, and gives integers beyond that to the format as floats.

mod choice;
mod decode;
mod encode;
mod error;
mod extra;
mod hidden;
mod id;
mod missing;
mod model;
mod number;
mod open_enum;
mod path;
mod reader;
#[doc(hidden)]
pub mod shim;
mod tokenizer;
mod writer;

pub use decode::Decode;
pub use encode::Encode;
pub use error::{ReadError, WriteError};
pub use extra::Extra;
pub use hidden::Hidden;
pub use model::Model;
pub use open_enum::{OpenEnum, UnknownValue};
pub use reader::{Kind, Reader};
#[doc(no_inline)]
pub use serde_json::Value;
pub use writer::{ObjectWriter, Writer};

#[doc(inline)]
pub use crate::{impl_choice, impl_integer_id, impl_model, impl_open_enum, impl_string_id};

/// Reads a document into a model that is [empty](Model::empty).
///
/// # Errors
///
/// When it is not JSON, when a member is of another type, or when one that is
/// [required](Model::required) is lacking.
pub fn read_document(json: &[u8], model: &mut dyn Model) -> Result<(), ReadError> {
    let mut reader = Reader::new(json)?;
    reader.document(model)?;
    reader.finish()
}

/// Reads a value from a document.
///
/// # Errors
///
/// When it is not JSON, or not of this type.
pub fn from_slice<T: Decode>(json: &[u8]) -> Result<T, ReadError> {
    let mut value = T::empty();
    read_value(json, &mut value)?;
    Ok(value)
}

fn read_value(json: &[u8], value: &mut dyn Decode) -> Result<(), ReadError> {
    let mut reader = Reader::new(json)?;
    if !reader.null() {
        value.fill(&mut reader)?;
    }
    reader.finish()
}

/// Writes a value as a document.
///
/// # Errors
///
/// When a number in it is not finite: JSON has no such number.
pub fn to_vec(value: &dyn Encode) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}
