//! Answers of operations.

use std::collections::BTreeMap;

use crate::Result;
use crate::json::{self, Decode, Model, ReadError, Reader};

/// An answer that can be decoded from a response body.
pub trait Output: Sized + Send + 'static {
    /// Decodes a response body. An empty one reads as `{}`.
    ///
    /// # Errors
    ///
    /// When the body is not JSON of this shape; the error names the path and the type.
    fn decode(body: &[u8]) -> Result<Self, ReadError>;

    /// Whether the service left the answer out, where it may: the body is empty, or `null`.
    fn is_left_out(body: &[u8]) -> bool {
        matches!(body.trim_ascii(), b"" | b"null")
    }
}

/// Whatever JSON the answer is, nothing of it is kept. What is not JSON is no success: a page to
/// sign in comes with status 200 as well.
impl Output for () {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let mut reader = Reader::new(body)?;
        reader.skip()?;
        reader.finish()
    }
}

impl<M: Model + Send + 'static> Output for M {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        let mut model = M::empty();
        let body = if body.iter().all(u8::is_ascii_whitespace) {
            b"{}"
        } else {
            body
        };
        json::read_document(body, &mut model)?;
        Ok(model)
    }
}

impl<T: Decode + Send + 'static> Output for Vec<T> {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        json::from_slice(body)
    }
}

impl<T: Decode + Send + 'static> Output for BTreeMap<String, T> {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        json::from_slice(body)
    }
}

/// Implements [`Output`] for answers that are a single value.
macro_rules! output_by_decode {
    ($($scalar:ty),*) => {$(
        impl Output for $scalar {
            fn decode(body: &[u8]) -> Result<Self, ReadError> {
                json::from_slice(body)
            }
        }
    )*};
}

output_by_decode!(bool, f64, i64, u64, json::Value, String);

#[cfg(test)]
mod tests {
    use super::*;

    // R16.1
    #[test]
    fn an_answer_may_be_any_json() {
        assert_eq!(Vec::<i64>::decode(b"[1, \"2\"]").unwrap(), [1, 2]);
        let map = BTreeMap::<String, bool>::decode(br#"{"a": true}"#).unwrap();
        assert_eq!(map, BTreeMap::from([("a".to_owned(), true)]));
        assert_eq!(String::decode(br#""x""#).unwrap(), "x");
        assert_eq!(f64::decode(b"1.5").unwrap(), 1.5);
        assert!(Vec::<i64>::decode(b"{}").is_err());
        assert!(Vec::<i64>::decode(b"").is_err());
        for nothing in ["", " ", "{}", "null", "[1]"] {
            assert!(<()>::decode(nothing.as_bytes()).is_ok(), "{nothing}");
        }
        for other in ["not JSON", "<html>", "{", "{} {}"] {
            assert!(<()>::decode(other.as_bytes()).is_err(), "{other}");
        }
    }
}
