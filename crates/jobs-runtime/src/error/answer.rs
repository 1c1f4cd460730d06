//! Reads what a service says when it does not succeed.
//!
//! Such answers come as JSON in four dialects, as `CODE: message`, as an HTML page, or empty.
//! Whatever comes, there is a message; a code only where the service gave one.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use http::header::{LOCATION, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use regex_lite::Regex;
use serde_json::{Map, Value};

use super::{Error, ErrorKind};
use crate::json::ReadError;

/// Longest part of an answer in an unknown form that becomes the message, in characters.
const EXCERPT: usize = 300;

/// What a service answered, as far as an error tells of it.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
}

impl Answer<'_> {
    /// The error that an answer other than success stands for. `not_found` is the pattern by
    /// which the service says, with status 400, that the thing asked for does not exist; `now` is
    /// what a date is measured against.
    pub(crate) fn refusal(self, not_found: Option<&str>, now: SystemTime) -> Error {
        let status = self.status.as_u16();
        let problem = self.private_link().unwrap_or_else(|| Problem::read(self));
        let kind = if status == 400 && matches(not_found, &problem.message) {
            ErrorKind::NotFound
        } else {
            ErrorKind::of(status, problem.code.as_deref())
        };
        let transient = kind == ErrorKind::TooManyRequests
            || matches!(status, 408 | 429 | 500 | 502 | 503 | 504);

        let mut error = Error::new(kind, problem.message).in_exchange(true, transient);
        let fields = &mut *error.0;
        fields.status = Some(status);
        fields.code = problem.code;
        fields.request_id = self.request_id().or(problem.request_id);
        fields.retry_after = self.retry_after(now).or(problem.retry_after);
        fields.details = problem.details;
        error
    }

    /// The error of an answer that tells success but cannot be read.
    pub(crate) fn unreadable(self, cause: ReadError) -> Error {
        let message = match html_message(&self.text()) {
            Some(says) if says.is_empty() => {
                "got a web page where JSON was due: is the host right?".to_owned()
            }
            Some(says) => {
                format!("got a web page (“{says}”) where JSON was due: is the host right?")
            }
            None => format!("cannot read the answer: {cause}"),
        };
        let mut error = Error::new(ErrorKind::Decode, message).in_exchange(true, false);
        error.0.status = Some(self.status.as_u16());
        error.0.request_id = self.request_id();
        error.with_source(cause)
    }

    fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.body)
    }

    fn request_id(&self) -> Option<String> {
        let id = self.headers.get("x-request-id")?.to_str().ok()?.trim();
        (!id.is_empty()).then(|| id.to_owned())
    }

    /// `Retry-After`, in seconds or as a date; a date that has passed means now.
    fn retry_after(&self, now: SystemTime) -> Option<Duration> {
        let value = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = value.parse::<f64>() {
            return Duration::try_from_secs_f64(seconds).ok();
        }
        let date = httpdate::parse_http_date(value).ok()?;
        Some(date.duration_since(now).unwrap_or_default())
    }

    /// The redirect by which a workspace answers that only a private link leads to it.
    fn private_link(&self) -> Option<Problem> {
        let location = self.headers.get(LOCATION)?.to_str().ok()?;
        location
            .contains("error=private-link-validation-error")
            .then(|| Problem {
                code: Some("PRIVATE_LINK_VALIDATION_ERROR".to_owned()),
                message:
                    "the workspace is reached over a private link only, and this request did not \
                      come over it"
                        .to_owned(),
                ..Problem::default()
            })
    }

    /// What to say of an answer that says nothing.
    fn reason(&self) -> String {
        if self.status.is_redirection()
            && let Some(location) = self.headers.get(LOCATION)
        {
            // Without the query: it may hold a secret.
            let target = String::from_utf8_lossy(location.as_bytes());
            let target = target.split(['?', '#']).next().unwrap_or_default();
            return format!("the service redirects to {target}: is the host right?");
        }
        self.status
            .canonical_reason()
            .unwrap_or("the service gave no reason")
            .to_owned()
    }
}

/// Whether a message matches a pattern; a pattern that is none matches nothing.
fn matches(pattern: Option<&str>, message: &str) -> bool {
    pattern
        .and_then(|pattern| Regex::new(pattern).ok())
        .is_some_and(|pattern| pattern.is_match(message))
}

/// What the body of an answer tells.
#[derive(Default)]
struct Problem {
    code: Option<String>,
    message: String,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    details: Vec<Value>,
}

impl Problem {
    fn read(answer: Answer<'_>) -> Self {
        let text = answer.text();
        let text = text.trim();
        let mut problem = match serde_json::from_str(text) {
            Ok(Value::Object(object)) => Self::from_json(object),
            _ => Self::from_text(text),
        };
        if problem.message.trim().is_empty() {
            problem.message = answer.reason();
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
        match object.get("error") {
            // API 1.2
            Some(Value::String(error)) if !error.is_empty() => problem.message.clone_from(error),
            Some(Value::Object(error)) if problem.message.is_empty() => {
                problem.message = error
                    .get("message")
                    .and_then(plain_text)
                    .unwrap_or_default();
            }
            _ => {}
        }
        if problem.message.is_empty()
            && let Some(detail) = object.get("detail").and_then(scalar_text)
        {
            problem.message = match (
                detail.as_str(),
                object.get("scimType").and_then(Value::as_str),
            ) {
                ("null", _) => "SCIM API Internal Error".to_owned(),
                (_, Some(scim_type)) => format!("{scim_type} {detail}"),
                (_, None) => detail,
            };
            problem.code = problem.code.or_else(|| {
                object
                    .get("status")
                    .and_then(scalar_text)
                    .map(|status| format!("SCIM_{status}"))
            });
        }
        if let Some(Value::Array(details)) = object.remove("details") {
            for detail in &details {
                problem.read_detail(detail);
            }
            problem.details = details;
        }
        problem
    }

    /// Takes from a detail what the error has a place for; the last of a type wins.
    fn read_detail(&mut self, detail: &Value) {
        let kind = detail
            .get("@type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        match kind.strip_prefix("type.googleapis.com/google.rpc.") {
            Some("RequestInfo") => {
                self.request_id = detail.get("request_id").and_then(scalar_text);
            }
            Some("RetryInfo") => {
                self.retry_after = detail
                    .get("retry_delay")
                    .and_then(Value::as_str)
                    .and_then(|delay| delay.strip_suffix('s')?.parse().ok())
                    .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            }
            _ => {}
        }
    }

    fn from_text(text: &str) -> Self {
        if let Some((code, message)) = text.split_once(": ")
            && !code.is_empty()
            && code
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
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
fn html_message(text: &str) -> Option<String> {
    let text = text.trim_start();
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
    Some(excerpt(content.trim().trim_end_matches('.')))
}

/// The beginning of a text, on one line.
fn excerpt(text: &str) -> String {
    let mut line = String::new();
    super::push_on_one_line(&mut line, text);
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
