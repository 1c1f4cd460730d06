//! What the tests share.

use jobs_runtime::json::{self, Decode, Encode, ReadError};
use serde_json::Value;

/// Reads a document that must be right.
pub(crate) fn read<T: Decode>(json: &str) -> T {
    json::from_slice(json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// Reads a document that must be wrong.
pub(crate) fn refuse<T: Decode>(json: &str) -> ReadError {
    match json::from_slice::<T>(json.as_bytes()) {
        Ok(_) => panic!("{json} was read"),
        Err(error) => error,
    }
}

/// Writes a value that can be written.
pub(crate) fn write(value: &dyn Encode) -> String {
    let json = json::to_vec(value).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(json).unwrap_or_else(|error| panic!("{error}"))
}

/// Equal, but for what `serde_json` loses where it does not look for the nearest float.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| other.get(name).is_some_and(|other| same(one, other)))
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            match (one.as_f64(), other.as_f64()) {
                (Some(one), Some(other)) => (one - other).abs() <= one.abs() * 1e-15,
                _ => false,
            }
        }
        _ => one == other,
    }
}
