//! A type of the API, for tests that hold for every type.

use std::fmt::Debug;

use jobs_runtime::json::{self, Decode, Encode, ReadError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One type, with what can be done with it by name.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Its name in Rust.
    pub name: &'static str,
    /// Decodes a document and encodes what was read.
    pub decode_encode: fn(&[u8]) -> Result<Vec<u8>, ReadError>,
    /// The same by way of serde.
    pub serde: fn(Value) -> Result<Value, serde_json::Error>,
    /// The same by way of serde from and to text, which keeps the order of members.
    pub serde_text: fn(&[u8]) -> Result<Vec<u8>, serde_json::Error>,
    /// What `Debug` shows of a document.
    pub debug: fn(&[u8]) -> Result<String, ReadError>,
}

impl Case {
    /// The case of a type.
    #[must_use]
    pub fn of<T>(name: &'static str) -> Self
    where
        T: Decode + Encode + Serialize + DeserializeOwned + Clone + Debug + PartialEq,
    {
        Self {
            name,
            decode_encode: |document| {
                let value: T = json::from_slice(document)?;
                assert_eq!(value.clone(), value, "a value equals its clone");
                Ok(json::to_vec(&value).unwrap_or_default())
            },
            serde: |document| serde_json::to_value(serde_json::from_value::<T>(document)?),
            serde_text: |document| serde_json::to_vec(&serde_json::from_slice::<T>(document)?),
            debug: |document| Ok(format!("{:?}", json::from_slice::<T>(document)?)),
        }
    }
}
