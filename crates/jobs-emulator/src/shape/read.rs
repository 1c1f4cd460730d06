//! Bodies as leniently as the service reads them: whole numbers may come as text, a null is like an
//! absent member, values of maps that are no text become text, unknown members stay as they are.

use serde_json::{Map, Number, Value};

use super::{Kind, Shape};

/// What the service says of a map whose entries are not of a key and a value each.
const MAP_ENTRY: &str = "Expected 'key' and 'value' to be set for JSON map field";

impl Shape {
    /// Reads an object of this shape.
    ///
    /// # Errors
    ///
    /// When a member is of another type: the service's words for it.
    pub(crate) fn read(&self, object: Map<String, Value>) -> Result<Map<String, Value>, String> {
        let mut read = Map::with_capacity(object.len());
        for (name, value) in object {
            let Some(member) = self.member(&name) else {
                read.insert(name, value);
                continue;
            };
            if value.is_null() {
                continue;
            }
            let value = match &member.kind {
                Some(kind) => kind.read(&name, value)?,
                None => value,
            };
            read.insert(name, value);
        }
        Ok(read)
    }
}

impl Kind {
    /// Reads the value of a field, or an element of it.
    fn read(&self, field: &str, value: Value) -> Result<Value, String> {
        match (self, value) {
            (Self::Text | Self::Word(_), value @ Value::String(_))
            | (Self::Boolean, value @ Value::Bool(_)) => Ok(value),
            (Self::Integer, value) => match integer(&value) {
                Some(number) => Ok(Value::from(number)),
                None => Err(mismatch(field, "integer", &value)),
            },
            (Self::Number, value) => match number(&value) {
                Some(number) => Ok(Value::Number(number)),
                None => Err(mismatch(field, "number", &value)),
            },
            (Self::Boolean, Value::String(text)) if text.eq_ignore_ascii_case("true") => {
                Ok(Value::Bool(true))
            }
            (Self::Boolean, Value::String(text)) if text.eq_ignore_ascii_case("false") => {
                Ok(Value::Bool(false))
            }
            (Self::Object(shape), Value::Object(members)) => shape.read(members).map(Value::Object),
            (Self::List(kind), Value::Array(elements)) => {
                let elements = elements.into_iter();
                let read = elements.map(|element| kind.read(field, element));
                read.collect::<Result<_, _>>().map(Value::Array)
            }
            (Self::Map(kind), Value::Object(entries)) => {
                let entries = entries.into_iter();
                let read = entries.map(|(key, value)| Ok((key, kind.read_entry(field, value)?)));
                read.collect::<Result<_, String>>().map(Value::Object)
            }
            (Self::Map(_), Value::Array(_)) => Err(format!("{MAP_ENTRY} {field}")),
            (kind, value) => Err(mismatch(field, kind.word(), &value)),
        }
    }

    /// Reads the value of an entry of a map.
    fn read_entry(&self, field: &str, value: Value) -> Result<Value, String> {
        match (self, value) {
            (Self::Text, value @ (Value::Number(_) | Value::Bool(_))) => {
                Ok(Value::String(value.to_string()))
            }
            (Self::Text, Value::Null | Value::Array(_) | Value::Object(_)) => {
                Err(format!("{MAP_ENTRY} {field}"))
            }
            (kind, value) => kind.read(field, value),
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Text | Self::Word(_) => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object(_) | Self::Map(_) => "object",
            Self::List(_) => "array",
        }
    }
}

/// A whole number, however it is written: `1`, `1.0`, `"1"`.
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => {
            // A float that is whole is written without a fraction.
            let whole = || number.as_f64()?.to_string().parse().ok();
            number.as_i64().or_else(whole)
        }
        _ => None,
    }
}

fn number(value: &Value) -> Option<Number> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

fn mismatch(field: &str, expected: &str, found: &Value) -> String {
    let found = kind_of(found);
    format!("Expected {expected} for field '{field}', found {found}")
}

/// The type of a value in the service's words.
pub(crate) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "NULL",
        Value::Bool(_) => "BOOLEAN",
        Value::Number(_) => "NUMBER",
        Value::String(_) => "STRING",
        Value::Array(_) => "ARRAY",
        Value::Object(_) => "OBJECT",
    }
}
