//! How values that are more than a scalar stand in a path, a query, a header or a form.

use super::{RequestParts, escape};
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
    /// All in one, with spaces: `tag=a b`.
    Spaces,
    /// All in one, with `|`: `tag=a|b`.
    Pipes,
    /// The way to each scalar is in the name: `range[from]=1`, `tag[0]=a`.
    Deep,
    /// The value's JSON.
    Json,
    /// All in one, with commas, and members with `=`: `range=from=1,to=2`.
    Pairs,
    /// In a path, after a dot, with commas: `.a,b`, `.from,1,to,2`.
    Label,
    /// In a path, each after a dot: `.a.b`, `.from=1.to=2`.
    Labels,
    /// In a path, after a semicolon and the name, with commas: `;tag=a,b`, `;range=from,1,to,2`.
    Matrix,
    /// In a path, each after a semicolon and its name: `;tag=a;tag=b`, `;from=1;to=2`.
    Matrices,
}

impl RequestParts {
    /// Fills a parameter of the path template with a value that may be more than a scalar. Its texts
    /// are escaped, but not the signs that the style puts between them.
    ///
    /// # Errors
    ///
    /// When the value is empty, or a number in it is not finite.
    pub fn path_value(
        &mut self,
        name: &'static str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<()> {
        let text = in_path(name, style, value)?;
        self.path_text(name, text)
    }

    /// Adds a query parameter that may be more than a scalar: nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn query_value(&mut self, name: &str, style: Style, value: &dyn Encode) -> Result<()> {
        self.query
            .extend(pairs(name, style, value, escape::in_address)?);
        Ok(())
    }

    /// Adds a header that may be more than a scalar: nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn header_value(
        &mut self,
        name: &'static str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<()> {
        let text = joined(name, style, value)?;
        self.header(name, &text);
        Ok(())
    }

    /// Adds a cookie: nothing if unset. What a cookie cannot hold is escaped as in an address.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn cookie(&mut self, name: &str, style: Style, value: &dyn Encode) -> Result<()> {
        let Some(text) = joined(name, style, value)? else {
            return Ok(());
        };
        let cookie = format!("{name}={}", escape::in_cookie(&text));
        match self.headers.iter_mut().find(|(known, _)| *known == COOKIE) {
            Some((_, cookies)) => *cookies = format!("{cookies}; {cookie}"),
            None => self.headers.push((COOKIE, cookie)),
        }
        Ok(())
    }
}

const COOKIE: &str = "cookie";

/// A value as one text; none if it is unset.
fn joined(name: &str, style: Style, value: &dyn Encode) -> Result<Option<String>> {
    let pairs = pairs(name, style, value, str::to_owned)?;
    Ok(pairs.into_iter().next().map(|(_, text)| text))
}

/// A value as JSON. Only that has null; elsewhere, a member or an element that is null is not there.
fn as_json(style: Style, value: &dyn Encode) -> Result<Value> {
    let json = json::to_vec(value).map_err(Error::invalid_request)?;
    let mut json = json::from_slice(&json).map_err(Error::invalid_request)?;
    match &mut json {
        _ if style == Style::Json => {}
        Value::Array(elements) => elements.retain(|element| !element.is_null()),
        Value::Object(members) => members.retain(|_, value| !value.is_null()),
        _ => {}
    }
    Ok(json)
}

/// A value as it stands in a path, escaped; empty if it is unset or has nothing in it.
fn in_path(name: &str, style: Style, value: &dyn Encode) -> Result<String> {
    let escaped = escape::in_address;
    let (name, value) = (escaped(name), as_json(style, value)?);
    let each_has_name = matches!(style, Style::Pairs | Style::Labels | Style::Matrices);
    let texts: Vec<String> = match value {
        Value::Null => Vec::new(),
        value if style == Style::Json => vec![escaped(&value.to_string())],
        Value::Array(elements) => {
            let texts = elements.into_iter().map(|element| escaped(&text(element)));
            match style {
                Style::Matrices => texts.map(|text| format!("{name}={text}")).collect(),
                _ => texts.collect(),
            }
        }
        Value::Object(members) => {
            let members = members.into_iter();
            let members = members.map(|(name, value)| (escaped(&name), escaped(&text(value))));
            if each_has_name {
                members
                    .map(|(name, text)| format!("{name}={text}"))
                    .collect()
            } else {
                members.flat_map(|(name, text)| [name, text]).collect()
            }
        }
        scalar => match (style, escaped(&text(scalar))) {
            (Style::Matrix | Style::Matrices, text) if text.is_empty() => {
                return Ok(format!(";{name}"));
            }
            (Style::Matrices, text) => vec![format!("{name}={text}")],
            (_, text) => vec![text],
        },
    };
    if texts.iter().all(String::is_empty) {
        return Ok(String::new());
    }
    Ok(match style {
        Style::Label => format!(".{}", texts.join(",")),
        Style::Labels => format!(".{}", texts.join(".")),
        Style::Matrix => format!(";{name}={}", texts.join(",")),
        Style::Matrices => format!(";{}", texts.join(";")),
        _ => texts.join(","),
    })
}

/// The names and values that a value becomes, escaped. A comma that the style puts between values is
/// not: where the service looks for it, those in values are still escaped.
pub(super) fn pairs(
    name: &str,
    style: Style,
    value: &dyn Encode,
    escaped: fn(&str) -> String,
) -> Result<Vec<(String, String)>> {
    let value = as_json(style, value)?;
    let mut pairs = Vec::new();
    let mut add = |name: &str, text: String| pairs.push((escaped(name), escaped(&text)));
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
                Style::Spaces => escaped(" "),
                Style::Pipes => escaped("|"),
                _ => ",".to_owned(),
            };
            let escaped_text = |value| escaped(&text(value));
            let texts: Vec<String> = match value {
                Value::Array(elements) => elements.into_iter().map(escaped_text).collect(),
                Value::Object(members) if style == Style::Pairs => members
                    .into_iter()
                    .map(|(name, member)| format!("{}={}", escaped(&name), escaped_text(member)))
                    .collect(),
                Value::Object(members) => members
                    .into_iter()
                    .flat_map(|(name, member)| [escaped(&name), escaped_text(member)])
                    .collect(),
                _ => Vec::new(),
            };
            if !texts.is_empty() {
                pairs.push((escaped(name), texts.join(&separator)));
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

#[cfg(test)]
mod tests;
