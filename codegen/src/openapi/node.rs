//! YAML and JSON as a tree that remembers where everything stands.

use std::sync::Arc;
use std::{fmt, thread};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Error, Location, MessageFormatter, Options, Spanned, UserMessageFormatter};

use super::printable::{hide, show};
use crate::diagnostics::Spot;

/// How deep arrays and objects nest at most, so that whoever walks a tree may recurse.
const DEPTH: usize = 100;

/// How many characters the name of a member has at most. JSON has no such limit, and that of YAML is
/// 1,024, which a path may exceed.
const KEY: usize = 64 << 10;

/// Stack of the parser: it recurses too, and takes up to 60 KB a level in a debug build.
const STACK: usize = 16 << 20;

/// A value and its position in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value itself.
    pub value: Value,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// Where it is written, if an overlay added it; it then stands where that did.
    pub overlay: Option<Arc<Spot>>,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number that fits 64 bits, signed or not.
    Integer(i128),
    /// Any other number.
    Number(f64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object, in the order it was written.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Line of the name, from 1.
    pub line: u64,
    /// Column of the name in characters, from 1.
    pub column: u64,
    /// Where it is written, if an overlay added it; it then stands where that did.
    pub overlay: Option<Arc<Spot>>,
    /// Its value.
    pub node: Node,
}

/// Text that is not YAML, and where.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
}

impl Node {
    /// Reads YAML or JSON.
    ///
    /// # Errors
    ///
    /// When the text is neither, or larger, deeper or fuller of aliases than any document written
    /// by a person.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let lost = |_| SyntaxError {
            message: "the parser gave up".to_owned(),
            line: 1,
            column: 1,
        };
        thread::scope(|scope| {
            let parser = thread::Builder::new().stack_size(STACK);
            match parser.spawn_scoped(scope, || parse_with(text, options())) {
                Ok(parser) => parser.join().unwrap_or_else(|panic| Err(lost(panic))),
                Err(error) => Err(lost(Box::new(error))),
            }
        })
    }

    /// The member with this name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.member(name).map(|member| &member.node)
    }

    /// The member with this name and where its name stands.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.name == name)
    }

    /// The members of an object; none of anything else.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// What kind of value this is, for messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Integer(_) | Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }
}

fn options() -> Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: DEPTH,
            max_events: 4_000_000,
            max_nodes: 2_000_000,
            simple_key_max_lookahead: KEY,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: 100_000 },
        strict_booleans: true,
        with_snippet: false,
    }
}

fn parse_with(text: &str, options: Options) -> Result<Node, SyntaxError> {
    serde_yaml::from_str_with_options::<Node>(&hide(text), options).map_err(|error| {
        let location = error.location().unwrap_or(Location::UNKNOWN);
        SyntaxError {
            message: message(&error),
            line: location.line().max(1),
            column: location.column().max(1),
        }
    })
}

/// What is wrong, without the place, which a diagnostic shows in its own way.
fn message(error: &Error) -> String {
    match error {
        Error::AliasError { error, .. } | Error::WithSnippet { error, .. } => message(error),
        Error::DuplicateMappingKey { key: Some(key), .. } => format!("`{key}` is there twice"),
        Error::Budget { .. } => "this is too large, or nests too deeply".to_owned(),
        error => UserMessageFormatter
            .format_message(error)
            .replace(char::is_control, " "),
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        let Spanned {
            value, referenced, ..
        } = spanned;
        Ok(Self {
            value,
            line: referenced.line(),
            column: referenced.column(),
            overlay: None,
        })
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

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Integer(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(show(value).into_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some((name, node)) = entries.next_entry::<Spanned<String>, Node>()? {
            let Spanned {
                value: name,
                referenced,
                ..
            } = name;
            members.push(Member {
                name: show(&name).into_owned(),
                line: referenced.line(),
                column: referenced.column(),
                overlay: None,
                node,
            });
        }
        Ok(Value::Object(members))
    }
}
