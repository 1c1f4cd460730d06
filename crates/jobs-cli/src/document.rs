//! A JSON value as it came: members in their order, numbers as they are written.

use std::collections::BTreeSet;

use jobs_api::runtime::json::{self, Encode, ReadError, Reader, Value};
use jobs_api::types::{JobId, RunId};

use crate::failure::Failure;
use crate::terminal_text::does_something;

/// A JSON value. Numbers keep their digits, which a float would not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Document {
    Null,
    Boolean(bool),
    Number(String),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Document {
    /// What a value is in JSON.
    pub(crate) fn of(value: &dyn Encode) -> Result<Self, Failure> {
        let json = json::to_vec(value).map_err(|error| Failure::Local(error.to_string()))?;
        Self::parse(&json).map_err(|error| Failure::Local(error.to_string()))
    }

    /// Reads JSON.
    pub(crate) fn parse(json: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(json)?;
        let document = Self::take(&mut reader)?;
        reader.finish()?;
        Ok(document)
    }

    fn take(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let raw = reader.raw()?;
        let mut inner = Reader::new(raw.as_bytes())?;
        Ok(match raw.as_bytes().first() {
            Some(b'{') => {
                let mut members = Vec::new();
                inner.members(&mut |name, value| {
                    members.push((name.to_owned(), Self::take(value)?));
                    Ok(())
                })?;
                Self::Object(members)
            }
            Some(b'[') => {
                let mut elements = Vec::new();
                inner.elements(&mut |value| {
                    elements.push(Self::take(value)?);
                    Ok(())
                })?;
                Self::List(elements)
            }
            Some(b'"') => Self::Text(inner.string()?.into_owned()),
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'n') => Self::Null,
            _ => Self::Number(raw.to_owned()),
        })
    }

    /// An object without members that are null.
    pub(crate) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        let members = members.into_iter();
        let members = members.filter(|(_, value)| *value != Self::Null);
        Self::Object(
            members
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// A member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find_map(|(known, value)| (known == name).then_some(value)),
            _ => None,
        }
    }

    /// What members that are called one after the other lead to: `settings.name`.
    pub(crate) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.')
            .try_fold(self, |value, name| value.get(name))
    }

    /// Where a member is that its object has twice.
    pub(crate) fn twice(&self) -> Option<String> {
        match self {
            Self::Object(members) => {
                let mut names = BTreeSet::new();
                members.iter().find_map(|(name, value)| {
                    if !names.insert(name) {
                        return Some(name.clone());
                    }
                    let below = value.twice()?;
                    Some(format!("{name}.{below}").replace(".[", "["))
                })
            }
            Self::List(elements) => elements.iter().enumerate().find_map(|(index, element)| {
                let below = element.twice()?;
                Some(format!("[{index}].{below}"))
            }),
            _ => None,
        }
    }

    /// An element of a list.
    pub(crate) fn element(&self, index: usize) -> Option<&Self> {
        match self {
            Self::List(elements) => elements.get(index),
            _ => None,
        }
    }

    /// A scalar as a person reads it; none for null, lists and objects.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Boolean(true) => Some("true"),
            Self::Boolean(false) => Some("false"),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// The value for those who read JSON with floats.
    pub(crate) fn to_value(&self) -> Value {
        json::from_slice(self.to_json().as_bytes()).unwrap_or_default()
    }

    /// JSON on one line.
    pub(crate) fn to_json(&self) -> String {
        let mut json = String::new();
        self.write(&mut json, None);
        json
    }

    /// JSON over lines, indented by two spaces a level, from this level on.
    pub(crate) fn to_pretty_json(&self, level: usize) -> String {
        let mut json = String::new();
        self.write(&mut json, Some(level));
        json
    }

    fn write(&self, json: &mut String, level: Option<usize>) {
        match self {
            Self::Null => json.push_str("null"),
            Self::Boolean(value) => json.push_str(if *value { "true" } else { "false" }),
            Self::Number(digits) => json.push_str(digits),
            Self::Text(text) => json.push_str(&quoted(text)),
            Self::List(elements) => {
                let parts = elements.iter().map(|element| (None, element));
                write_parts(parts, ['[', ']'], json, level);
            }
            Self::Object(members) => {
                let parts = members.iter().map(|(name, value)| (Some(name), value));
                write_parts(parts, ['{', '}'], json, level);
            }
        }
    }
}

fn write_parts<'a>(
    parts: impl Iterator<Item = (Option<&'a String>, &'a Document)>,
    [open, close]: [char; 2],
    json: &mut String,
    level: Option<usize>,
) {
    json.push(open);
    let inner = level.map(|level| level + 1);
    let mut is_empty = true;
    for (name, value) in parts {
        if !is_empty {
            json.push(',');
        }
        is_empty = false;
        break_line(json, inner);
        if let Some(name) = name {
            json.push_str(&quoted(name));
            json.push_str(if level.is_some() { ": " } else { ":" });
        }
        value.write(json, inner);
    }
    if !is_empty {
        break_line(json, level);
    }
    json.push(close);
}

fn break_line(json: &mut String, level: Option<usize>) {
    if let Some(level) = level {
        json.push('\n');
        json.push_str(&"  ".repeat(level));
    }
}

/// A string in JSON. What would do something to a terminal is escaped, which JSON does not ask for
/// in each case.
pub(crate) fn quoted(text: &str) -> String {
    let mut json = String::new();
    for c in Value::from(text).to_string().chars() {
        match does_something(c) {
            true => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => json.push(c),
        }
    }
    json
}

impl From<&str> for Document {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Document {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Document {
    fn from(value: i64) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<JobId> for Document {
    fn from(id: JobId) -> Self {
        Self::Number(id.to_string())
    }
}

impl From<RunId> for Document {
    fn from(id: RunId) -> Self {
        Self::Number(id.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Document {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R18.1
    #[test]
    fn documents_are_shown_as_they_came() {
        let json = r#"{"z":9223372036854775807,"a":[1.10,123456789012345678901234567890,-0],"e":{},"l":[],"t":"\"\n","n":null,"b":[true,false]}"#;
        let document = Document::parse(json.as_bytes()).unwrap();
        assert_eq!(document.to_json(), json);
        let pretty = document.to_pretty_json(0);
        assert_eq!(Document::parse(pretty.as_bytes()).unwrap(), document);
        assert!(pretty.contains("\n  \"a\": [\n    1.10,"), "{pretty}");
    }

    // R20.2
    #[test]
    fn a_document_does_nothing_to_a_terminal() {
        let text = Document::from("a\u{1b}\u{7f}\u{9b}31m\u{202e}é🎉");
        let json = r#""a\u001b\u007f\u009b31m\u202eé🎉""#;
        assert_eq!(text.to_json(), json);
        assert_eq!(Document::parse(json.as_bytes()).unwrap(), text);
    }

    #[test]
    fn a_path_leads_to_members_of_members() {
        let document = Document::parse(br#"{"a":{"b":[7]}}"#).unwrap();
        let list = document.at("a.b").unwrap();
        assert_eq!(list.element(0).unwrap().scalar(), Some("7"));
        assert_eq!(document.at("a.c"), None);
        assert_eq!(document.at("a.b.c"), None);
    }
}
