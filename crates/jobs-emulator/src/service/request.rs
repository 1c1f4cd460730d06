//! What a request says: the members of its body, query and path, read as leniently as the service
//! reads them. Numbers may come as text, a null is like an absent member, unknown members are let
//! through.

use serde_json::{Map, Value};

use super::ServiceError;
use crate::depth;

/// The members of a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members(Map<String, Value>);

impl Members {
    pub(crate) fn new(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// The members of a body, none if it is empty, and of a query.
    pub(crate) fn parse(body: &[u8], query: &str) -> Result<Self, ServiceError> {
        let mut members = if body.iter().all(u8::is_ascii_whitespace) {
            Self::default()
        } else {
            Self(serde_json::from_slice(body).map_err(ServiceError::malformed)?)
        };
        if members.0.values().any(depth::is_too_deep) {
            let why = format!("it is nested deeper than {} levels", depth::MAX_DEPTH);
            return Err(ServiceError::malformed(why));
        }
        for (name, text) in form_urlencoded::parse(query.as_bytes()) {
            members.add_text(name.into_owned(), text.into_owned());
        }
        Ok(members)
    }

    /// Adds a member of the query or the path, whose text may stand for any type.
    pub(crate) fn add_text(&mut self, name: String, text: String) {
        self.0.insert(name, Value::String(text));
    }

    /// All members.
    pub(crate) fn all(&self) -> &Map<String, Value> {
        &self.0
    }

    /// A member as it came; none if it is absent or null.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A whole number.
    pub(crate) fn integer(&self, name: &str) -> Result<Option<i64>, ServiceError> {
        let read = |value: &Value| match value {
            Value::String(text) => text.trim().parse().ok(),
            other => other.as_i64(),
        };
        self.read(name, "integer", read)
    }

    /// A yes or no: `true`, `"True"`, …
    pub(crate) fn boolean(&self, name: &str) -> Result<bool, ServiceError> {
        let read = |value: &Value| match value {
            Value::Bool(value) => Some(*value),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Value::String(text) if text.is_empty() => Some(false),
            _ => None,
        };
        Ok(self.read(name, "boolean", read)?.unwrap_or(false))
    }

    /// Text; an empty one is like an absent one.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, ServiceError> {
        Ok(self
            .read(name, "string", Value::as_str)?
            .filter(|text| !text.is_empty()))
    }

    /// An object.
    pub(crate) fn object(&self, name: &str) -> Result<Option<&Map<String, Value>>, ServiceError> {
        self.read(name, "object", Value::as_object)
    }

    /// A list of texts; none if it is absent.
    pub(crate) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, ServiceError> {
        let Some(elements) = self.read(name, "array", Value::as_array)? else {
            return Ok(None);
        };
        let text = |element: &Value| match element {
            Value::String(text) => Ok(text.clone()),
            other => Err(mismatch(name, "string", other)),
        };
        elements
            .iter()
            .map(text)
            .collect::<Result<_, _>>()
            .map(Some)
    }

    fn read<'a, T>(
        &'a self,
        name: &str,
        expected: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, ServiceError> {
        let Some(value) = self.value(name) else {
            return Ok(None);
        };
        read(value)
            .map(Some)
            .ok_or_else(|| mismatch(name, expected, value))
    }
}

/// A member of another type than it must have.
pub(crate) fn mismatch(name: &str, expected: &str, found: &Value) -> ServiceError {
    let found = match found {
        Value::Null => "NULL",
        Value::Bool(_) => "BOOLEAN",
        Value::Number(_) => "NUMBER",
        Value::String(_) => "STRING",
        Value::Array(_) => "ARRAY",
        Value::Object(_) => "OBJECT",
    };
    ServiceError::malformed(format!(
        "Expected {expected} for field '{name}', found {found}"
    ))
}
