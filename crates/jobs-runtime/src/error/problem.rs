//! What the body of an error says, in whichever dialect.
//!
//! Such bodies come as JSON in four dialects, as `CODE: message`, as an HTML page, or empty.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::details::ErrorDetails;

/// Longest message that is kept, in characters.
pub(super) const MESSAGE: usize = 4096;

/// Longest code or id that is kept, in characters.
pub(super) const NAME: usize = 256;

/// Longest part of a body in an unknown form that becomes the message, in characters.
pub(super) const EXCERPT: usize = 300;

/// Bytes beyond which a body is not read as JSON, but only shown in part: no service explains
/// itself at such length.
const JSON: usize = 1 << 20;

/// Bytes of a text that are looked at.
const TEXT: usize = 64 << 10;

/// What an answer that does not tell success says.
#[derive(Default)]
pub(super) struct Problem {
    pub(super) code: Option<String>,
    /// Empty if it says nothing.
    pub(super) message: String,
    pub(super) details: ErrorDetails,
}

impl Problem {
    pub(super) fn read(body: &[u8]) -> Self {
        let mut problem = match parse(body) {
            Some(Value::Object(object)) => Self::from_json(object),
            _ => Self::from_text(&beginning(body)),
        };
        shorten(&mut problem.message, MESSAGE);
        if let Some(code) = &mut problem.code {
            shorten(code, NAME);
        }
        problem
    }

    fn from_json(mut object: Map<String, Value>) -> Self {
        let mut problem = Self {
            code: object.get("error_code").and_then(scalar_text),
            message: object
                .get("message")
                .and_then(plain_text)
                .unwrap_or_default(),
            ..Self::default()
        };
        problem.read_error(&object);
        problem.read_scim(&object);
        if let Some(Value::Array(details)) = object.remove("details") {
            problem.details = ErrorDetails::read(details);
        }
        problem
    }

    /// API 1.2, and OAuth.
    fn read_error(&mut self, object: &Map<String, Value>) {
        match object.get("error") {
            Some(Value::String(error)) if !error.is_empty() => {
                self.message.clone_from(error);
                if let Some(Value::String(description)) = object.get("error_description") {
                    self.message.push_str(": ");
                    self.message.push_str(description);
                }
            }
            Some(Value::Object(error)) if self.message.is_empty() => {
                self.message = error
                    .get("message")
                    .and_then(plain_text)
                    .unwrap_or_default();
            }
            _ => {}
        }
    }

    /// SCIM, unless there is a message already.
    fn read_scim(&mut self, object: &Map<String, Value>) {
        if !self.message.is_empty() {
            return;
        }
        let Some(detail) = object.get("detail").and_then(scalar_text) else {
            return;
        };
        let scim_type = object.get("scimType").and_then(Value::as_str);
        self.message = match (detail.as_str(), scim_type) {
            ("null", _) => "SCIM API Internal Error".to_owned(),
            (_, Some(scim_type)) => format!("{scim_type} {detail}"),
            (_, None) => detail,
        };
        if self.code.is_none() {
            let status = object.get("status").and_then(scalar_text);
            self.code = status.map(|status| format!("SCIM_{status}"));
        }
    }

    fn from_text(text: &str) -> Self {
        let text = text.trim();
        let is_code = |code: &str| {
            !code.is_empty() && code.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        };
        if let Some((code, message)) = text.split_once(": ")
            && is_code(code)
        {
            return Self {
                code: Some(code.to_owned()),
                message: excerpt(message),
                ..Self::default()
            };
        }
        Self {
            message: html_message(text).unwrap_or_else(|| excerpt(text)),
            ..Self::default()
        }
    }
}

fn parse(body: &[u8]) -> Option<Value> {
    if body.len() > JSON {
        return None;
    }
    let text = String::from_utf8_lossy(body);
    serde_json::from_str(text.trim_start_matches('\u{feff}').trim()).ok()
}

/// The part of a body that is looked at as text; what is not UTF-8 is replaced.
pub(super) fn beginning(body: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(&body[..body.len().min(TEXT)])
}

/// Text of a string or a number: some services write codes as numbers.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A message as it came, or as JSON where it is not a string.
fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(excerpt(&other.to_string())),
    }
}

/// What an HTML page says: its `<pre>`, or else its `<title>`. None if it is no such page, the
/// empty string if it says nothing.
pub(super) fn html_message(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    if !text.starts_with('<') {
        return None;
    }
    // Only ASCII changes its case, so positions are the same in both.
    let lower = text.to_ascii_lowercase();
    let element = |name: &str| {
        let tag = lower.find(&format!("<{name}"))?;
        let start = tag + lower[tag..].find('>')? + 1;
        let end = start + lower[start..].find(&format!("</{name}"))?;
        Some(&text[start..end])
    };
    let content = element("pre")
        .or_else(|| element("title"))
        .unwrap_or_default();
    let content = unescaped(content);
    Some(excerpt(content.trim().trim_end_matches('.')))
}

/// Text of HTML, with what must be escaped there as it is meant.
fn unescaped(html: &str) -> String {
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        // The last one: what it makes is no escape.
        ("&amp;", "&"),
    ];
    escapes
        .iter()
        .fold(html.to_owned(), |text, (escape, meant)| {
            text.replace(escape, meant)
        })
}

/// The beginning of a text, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let mut line = String::new();
    super::show::push_on_one_line(&mut line, text);
    shorten(&mut line, EXCERPT);
    line
}

/// Cuts a text to so many characters, and shows that it is cut.
pub(super) fn shorten(text: &mut String, characters: usize) {
    if let Some((end, _)) = text.char_indices().nth(characters) {
        text.truncate(end);
        text.push('…');
    }
}
