//! From YAML to JSON, without taking text for anything else.

use std::fmt;

use jobs_runtime::json;
use jobs_runtime::{Error, Result};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::NonFiniteFloatPolicy;
use serde_yaml::{Location, MessageFormatter, Options, Spanned, UserMessageFormatter};

/// A YAML document as JSON. Its scalars are text, but for those that JSON writes the same way: a
/// [`Reader`](json::Reader) that is [`untyped`](json::Reader::untyped) lets the types decide.
///
/// # Errors
///
/// When the text is not one YAML document.
pub fn to_json(text: &str) -> Result<String> {
    let node = serde_yaml::from_str_with_options::<Node>(text, options()).map_err(|error| {
        let place = error.location().unwrap_or(Location::UNKNOWN);
        let message = UserMessageFormatter.format_message(error.without_snippet());
        let message = message.replace(char::is_control, " ");
        Error::invalid_request(format!(
            "invalid YAML in line {}: {message}",
            place.line().max(1)
        ))
    })?;
    let mut json = String::with_capacity(text.len());
    node.write(text, &mut json);
    Ok(json)
}

/// Limits, so that no document costs more than its length suggests.
fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: 100,
            max_events: 2_000_000,
            max_nodes: 1_000_000,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: 100_000 },
        strict_booleans: true,
        // What is too large for a float may be text all the same.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

/// A value, and where it is written.
struct Node {
    value: Value,
    defined: Location,
}

enum Value {
    Null,
    Text(String),
    /// What YAML takes for a boolean or a number, as JSON writes it.
    Typed(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    fn write(&self, source: &str, json: &mut String) {
        match &self.value {
            Value::Null => json.push_str("null"),
            Value::Text(text) => json.push_str(&quoted(text)),
            Value::Typed(typed) => match self.written(source) {
                Some(written) if !is_same_in_json(written) => json.push_str(&quoted(written)),
                written => json.push_str(written.unwrap_or(typed)),
            },
            Value::List(nodes) => {
                json.push('[');
                for (index, node) in nodes.iter().enumerate() {
                    separate(index, json);
                    node.write(source, json);
                }
                json.push(']');
            }
            Value::Map(members) => {
                json.push('{');
                for (index, (name, node)) in members.iter().enumerate() {
                    separate(index, json);
                    json.push_str(&quoted(name));
                    json.push(':');
                    node.write(source, json);
                }
                json.push('}');
            }
        }
    }

    /// The scalar as it is written; none if it has a tag or quotes, which say what it is.
    fn written<'a>(&self, source: &'a str) -> Option<&'a str> {
        let span = self.defined.span();
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let end = start.checked_add(usize::try_from(span.byte_len()?).ok()?)?;
        let written = source.get(start..end)?.trim();
        let says_more = |first| matches!(first, '!' | '"' | '\'' | '|' | '>' | '&' | '*');
        (!written.is_empty() && !written.starts_with(says_more)).then_some(written)
    }
}

fn separate(index: usize, json: &mut String) {
    if index > 0 {
        json.push(',');
    }
}

fn quoted(text: &str) -> String {
    json::Value::from(text).to_string()
}

/// Whether JSON has this scalar in these very characters: a boolean, or a number in decimal digits
/// without an exponent. `831877e8` is more often the number of a revision than a number.
fn is_same_in_json(scalar: &str) -> bool {
    let value = json::from_slice(scalar.as_bytes());
    match value {
        Ok(json::Value::Bool(_)) => true,
        Ok(json::Value::Number(_)) => !scalar.contains(['e', 'E']),
        _ => false,
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, defined, .. } = Spanned::<Value>::deserialize(deserializer)?;
        Ok(Self { value, defined })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Typed(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Typed(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Typed(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Typed(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Typed(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        let number = json::Value::from(value);
        Ok(Value::Typed(if number.is_null() {
            quoted(&value.to_string())
        } else {
            number.to_string()
        }))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = entries.next_entry::<String, Node>()? {
            members.push(member);
        }
        Ok(Value::Map(members))
    }
}
