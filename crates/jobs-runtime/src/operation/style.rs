//! How values that are more than a scalar stand in a path, a query, a header or a form.

use super::RequestParts;
use crate::Result;
use crate::error::Error;
use crate::json::{self, Encode, Value};

/// How a list or an object becomes names and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// One for each element, one for each member: `tag=a&tag=b`, `from=1&to=2`.
    Exploded,
    /// All in one, with commas: `tag=a,b`, `range=from,1,to,2`.
    Commas,
    /// The same with spaces.
    Spaces,
    /// The same with `|`.
    Pipes,
    /// The way to each scalar is in the name: `range[from]=1`, `tag[0]=a`.
    Deep,
    /// The value's JSON.
    Json,
}

impl RequestParts {
    /// Fills a parameter of the path template with a value that may be more than a scalar.
    ///
    /// # Errors
    ///
    /// When the value is empty, or a number in it is not finite.
    pub fn path_value(&mut self, name: &'static str, value: &dyn Encode) -> Result<()> {
        let text = joined(name, value)?;
        self.path(name, &text)
    }

    /// Adds a query parameter that may be more than a scalar: nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn query_value(&mut self, name: &str, style: Style, value: &dyn Encode) -> Result<()> {
        self.query.extend(pairs(name, style, value)?);
        Ok(())
    }

    /// Adds a header that may be more than a scalar: nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn header_value(&mut self, name: &'static str, value: &dyn Encode) -> Result<()> {
        let text = joined(name, value)?;
        self.header(name, &text);
        Ok(())
    }

    /// Adds a cookie: nothing if unset. What a cookie cannot hold is escaped as in an address.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn cookie(&mut self, name: &str, value: &dyn Encode) -> Result<()> {
        let Some(text) = joined(name, value)? else {
            return Ok(());
        };
        let cookie = format!("{name}={}", escaped(&text));
        match self.headers.iter_mut().find(|(known, _)| *known == COOKIE) {
            Some((_, cookies)) => *cookies = format!("{cookies}; {cookie}"),
            None => self.headers.push((COOKIE, cookie)),
        }
        Ok(())
    }
}

const COOKIE: &str = "cookie";

/// A value as one text; none if it is unset.
fn joined(name: &str, value: &dyn Encode) -> Result<Option<String>> {
    let pairs = pairs(name, Style::Commas, value)?;
    Ok(pairs.into_iter().next().map(|(_, text)| text))
}

/// The names and values that a value becomes.
pub(super) fn pairs(name: &str, style: Style, value: &dyn Encode) -> Result<Vec<(String, String)>> {
    let json = json::to_vec(value).map_err(Error::invalid_request)?;
    let value = json::from_slice(&json).map_err(Error::invalid_request)?;
    let mut pairs = Vec::new();
    let mut add = |name: &str, text: String| pairs.push((name.to_owned(), text));
    match (style, value) {
        (_, Value::Null) => {}
        (Style::Json, value) => add(name, value.to_string()),
        (Style::Deep, value) => deep(name, value, &mut add),
        (Style::Exploded, Value::Array(elements)) => {
            for element in elements {
                add(name, text(element));
            }
        }
        (Style::Exploded, Value::Object(members)) => {
            for (name, member) in members {
                add(&name, text(member));
            }
        }
        (style, value @ (Value::Array(_) | Value::Object(_))) => {
            let separator = match style {
                Style::Spaces => " ",
                Style::Pipes => "|",
                _ => ",",
            };
            let texts: Vec<String> = match value {
                Value::Array(elements) => elements.into_iter().map(text).collect(),
                Value::Object(members) => members
                    .into_iter()
                    .flat_map(|(name, member)| [name, text(member)])
                    .collect(),
                _ => Vec::new(),
            };
            if !texts.is_empty() {
                add(name, texts.join(separator));
            }
        }
        (_, scalar) => add(name, text(scalar)),
    }
    Ok(pairs)
}

/// A scalar as text; anything else as JSON.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

fn deep(name: &str, value: Value, add: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (member, value) in members {
                deep(&format!("{name}[{member}]"), value, add);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.into_iter().enumerate() {
                deep(&format!("{name}[{index}]"), value, add);
            }
        }
        scalar => add(name, text(scalar)),
    }
}

/// The text with all escaped that a cookie's value cannot hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && !b"\",;\\%".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn written(style: Style, value: &dyn Encode) -> String {
        let pairs = pairs("p", style, value).unwrap();
        let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("&")
    }

    // R16.1: the table of styles in OpenAPI, with its own values.
    #[test]
    fn lists_and_objects_are_written_in_their_style() {
        let list = vec!["blue".to_owned(), "black".to_owned()];
        let object = BTreeMap::from([("B".to_owned(), 150_i64), ("G".to_owned(), 200)]);
        for (style, of_list, of_object) in [
            (Style::Exploded, "p=blue&p=black", "B=150&G=200"),
            (Style::Commas, "p=blue,black", "p=B,150,G,200"),
            (Style::Spaces, "p=blue black", "p=B 150 G 200"),
            (Style::Pipes, "p=blue|black", "p=B|150|G|200"),
            (Style::Deep, "p[0]=blue&p[1]=black", "p[B]=150&p[G]=200"),
            (
                Style::Json,
                r#"p=["blue","black"]"#,
                r#"p={"B":150,"G":200}"#,
            ),
        ] {
            assert_eq!(written(style, &list), of_list, "{style:?}");
            assert_eq!(written(style, &object), of_object, "{style:?}");
            assert_eq!(written(style, &None::<i64>), "", "{style:?}");
        }
        assert_eq!(written(Style::Commas, &i64::MAX), "p=9223372036854775807");
        assert_eq!(written(Style::Commas, &Vec::<i64>::new()), "");
        let nested = BTreeMap::from([("a".to_owned(), vec![true])]);
        assert_eq!(written(Style::Deep, &nested), "p[a][0]=true");
        assert_eq!(written(Style::Exploded, &nested), "a=[true]");
    }

    // R16.1
    #[test]
    fn cookies_share_a_header() {
        let mut request = RequestParts::default();
        request.cookie("a", &"x; y=ü".to_owned()).unwrap();
        request.cookie("unset", &None::<i64>).unwrap();
        request.cookie("b", &vec![1_i64, 2]).unwrap();
        assert_eq!(
            request.headers,
            [("cookie", "a=x%3B%20y=%C3%BC; b=1%2C2".to_owned())]
        );
    }
}
