//! What a request says: the members of its body, query and path, read as leniently as the service
//! reads them. Numbers may come as text, a null is like an absent member, unknown members are let
//! through.

mod body;

use serde_json::{Map, Value};

use super::ServiceError;
use crate::shape::kind_of;

/// The members of a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members {
    all: Map<String, Value>,
    /// Whether what only may be a mistake is refused.
    strict: bool,
}

impl Members {
    pub(crate) fn new(all: Map<String, Value>) -> Self {
        Self { all, strict: false }
    }

    /// The members of a body, none if it is empty, and of a query.
    pub(crate) fn parse(body: &[u8], query: &str) -> Result<Self, ServiceError> {
        let mut members = Self::new(body::parse(body)?);
        members.add_query(query);
        Ok(members)
    }

    /// The members of the body of an operation, in the types that they have, and of a query.
    pub(crate) fn of_operation(
        operation: &str,
        strict: bool,
        body: &[u8],
        query: &str,
    ) -> Result<Self, ServiceError> {
        let mut members = Self::of_members(operation, strict, body::parse(body)?)?;
        members.add_query(query);
        Ok(members)
    }

    /// The members of the body of an operation, in the types that they have.
    pub(crate) fn of_members(
        operation: &str,
        strict: bool,
        body: Map<String, Value>,
    ) -> Result<Self, ServiceError> {
        let all = body::of_operation(operation, strict, body)?;
        Ok(Self { all, strict })
    }

    /// Whether what only may be a mistake is refused.
    pub(crate) fn is_strict(&self) -> bool {
        self.strict
    }

    fn add_query(&mut self, query: &str) {
        for (name, text) in form_urlencoded::parse(query.as_bytes()) {
            self.add_text(name.into_owned(), text.into_owned());
        }
    }

    /// Adds a member of the query or the path, whose text may stand for any type.
    pub(crate) fn add_text(&mut self, name: String, text: String) {
        self.all.insert(name, Value::String(text));
    }

    /// All members.
    pub(crate) fn all(&self) -> &Map<String, Value> {
        &self.all
    }

    /// A member as it came; none if it is absent or null.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.all.get(name).filter(|value| !value.is_null())
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
    let found = kind_of(found);
    ServiceError::malformed(format!(
        "Expected {expected} for field '{name}', found {found}"
    ))
}
