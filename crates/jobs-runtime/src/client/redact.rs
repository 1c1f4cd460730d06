//! What of a request and an answer may be logged: by a list of what may, not of what may not, so
//! that what nobody thought of stays hidden.

use std::fmt::Write as _;

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value};

/// In place of what is not shown.
const HIDDEN: &str = "***";

/// Headers whose values are shown.
const HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "retry-after",
    "server",
    "user-agent",
    "x-databricks-org-id",
    "x-databricks-workspace-id",
    "x-request-id",
];

/// Members and query parameters whose value is shown, where it is a scalar: words that say how
/// something stands, never what somebody wrote.
const SHOWN: &[&str] = &[
    "enabled",
    "error_code",
    "format",
    "has_more",
    "id",
    "limit",
    "offset",
    "state",
    "status",
    "type",
    "version",
];

/// Endings of such names. Not `_key`: keys may be those to a door.
const SHOWN_ENDINGS: &[&str] = &[
    "_count",
    "_duration",
    "_id",
    "_ids",
    "_millis",
    "_number",
    "_only",
    "_seconds",
    "_state",
    "_time",
    "_type",
];

/// Members whose object is looked into. The members of any other may be named by anybody, after
/// anything: parameters, tags, environment variables.
const ENTERED: &[&str] = &[
    "error",
    "metadata",
    "new_settings",
    "settings",
    "state",
    "status",
];

/// Endings of such names.
const ENTERED_ENDINGS: &[&str] = &["_details", "_info", "_state"];

fn is_in(name: &str, names: &[&str], endings: &[&str]) -> bool {
    names.contains(&name) || endings.iter().any(|ending| name.ends_with(ending))
}

/// Whether the value of a member is shown, where it is a scalar.
pub(crate) fn is_shown_member(name: &str) -> bool {
    is_in(name, SHOWN, SHOWN_ENDINGS)
}

/// Whether the object that a member holds is looked into.
pub(crate) fn is_entered(name: &str) -> bool {
    is_in(name, ENTERED, ENTERED_ENDINGS)
}

/// Headers as `name: value`, one after the other.
pub(super) fn headers(headers: &HeaderMap) -> String {
    let mut text = String::new();
    for (name, value) in headers {
        let shown = is_shown(name, value);
        let value = value.to_str().ok().filter(|_| shown).unwrap_or(HIDDEN);
        let separator = if text.is_empty() { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{separator}{name}: {value}");
    }
    text
}

/// Values of headers that are not shown.
pub(super) fn hidden(headers: &HeaderMap) -> impl Iterator<Item = &HeaderValue> {
    let hidden = headers
        .iter()
        .filter(|(name, value)| !is_shown(name, value));
    hidden.map(|(_, value)| value)
}

fn is_shown(name: &HeaderName, value: &HeaderValue) -> bool {
    HEADERS.contains(&name.as_str()) && !value.is_sensitive()
}

/// The id under which the service knows a request.
pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-request-id")?.to_str().ok()
}

/// A query, with its escapes.
pub(super) fn query(query: &str) -> String {
    let pairs: Vec<_> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if !is_shown_member(name) => format!("{name}={HIDDEN}"),
            _ => pair.to_owned(),
        })
        .collect();
    pairs.join("&")
}

/// A body, if it is JSON; else how long it is.
pub(super) fn body(body: &[u8]) -> String {
    if body.is_empty() {
        return String::new();
    }
    match serde_json::from_slice(body) {
        Ok(Value::Array(values)) => elements(values).to_string(),
        Ok(value) => element(value).to_string(),
        Err(_) => format!("({} bytes that are not JSON)", body.len()),
    }
}

fn members(object: Map<String, Value>) -> Map<String, Value> {
    object
        .into_iter()
        .map(|(name, value)| {
            let value = member(&name, value);
            (name, value)
        })
        .collect()
}

fn member(name: &str, value: Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Object(object) if is_entered(name) => Value::Object(members(object)),
        Value::Array(values) => elements(values),
        Value::Bool(_) | Value::Number(_) | Value::String(_) if is_shown_member(name) => value,
        _ => HIDDEN.into(),
    }
}

fn elements(values: Vec<Value>) -> Value {
    values.into_iter().map(element).collect()
}

/// An element of a list. Objects in lists have members that the API names.
fn element(value: Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(members(object)),
        _ => HIDDEN.into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(value: &Value) -> Value {
        serde_json::from_str(&body(value.to_string().as_bytes())).unwrap()
    }

    // R10.3: how it stands is shown, what somebody wrote is not.
    #[test]
    fn bodies_are_shown_by_a_list() {
        let answer = json!({
            "run_id": 7, "job_id": "8", "run_name": "canary-4b1d", "start_time": 1, "creator": null,
            "state": {"life_cycle_state": "RUNNING", "state_message": "canary-4b1d"},
            "status": {"state": "TERMINATED", "termination_details":
                {"code": "SUCCESS", "type": "SUCCESS", "message": "canary-4b1d"}},
            "tasks": [{"task_key": "canary-4b1d", "run_id": 9, "attempt_number": 0,
                "notebook_task": {"base_parameters": {"user_id": "canary-4b1d"}}}],
            "job_parameters": [{"name": "user_id", "value": "canary-4b1d", "default": "canary-4b1d"}],
            "overriding_parameters": {"notebook_params": {"state": "canary-4b1d"}},
            "new_cluster": {"spark_env_vars": {"my_id": "canary-4b1d"}},
            "tags": {"type": "canary-4b1d"},
            "python_params": ["canary-4b1d", "canary-4b1d"],
            "access_key": "canary-4b1d", "code": "canary-4b1d", "token": "canary-4b1d", "idempotency_token": "canary-4b1d",
            "next_page_token": "canary-4b1d", "has_more": true, "status_id": ["canary-4b1d"],
        });
        let shown = shown(&answer);
        assert!(!shown.to_string().contains("canary-4b1d"), "{shown}");
        for (path, value) in [
            ("/run_id", json!(7)),
            ("/job_id", json!("8")),
            ("/run_name", json!("***")),
            ("/creator", Value::Null),
            ("/state/life_cycle_state", json!("RUNNING")),
            ("/status/termination_details/type", json!("SUCCESS")),
            ("/tasks/0/run_id", json!(9)),
            ("/tasks/0/notebook_task", json!("***")),
            ("/python_params/1", json!("***")),
            ("/has_more", json!(true)),
        ] {
            assert_eq!(shown.pointer(path), Some(&value), "{path}");
        }
    }

    // R10.1
    #[test]
    fn what_is_no_object_is_not_shown() {
        assert_eq!(body(b""), "");
        assert_eq!(body(b"\"canary-4b1d\""), "\"***\"");
        assert_eq!(body(b"<html>canary-4b1d"), "(17 bytes that are not JSON)");
        assert_eq!(
            body(b"[[{\"id\": 1}], \"canary-4b1d\", {\"id\": 1}]"),
            r#"["***","***",{"id":1}]"#
        );
    }

    // R10.1
    #[test]
    fn queries_and_headers_are_shown_by_a_list() {
        assert_eq!(
            query("run_id=7&name=canary-4b1d&page_token=canary-4b1d&limit=5&flag"),
            "run_id=7&name=***&page_token=***&limit=5&flag"
        );
        let mut map = HeaderMap::new();
        let mut secret = HeaderValue::from_static("canary-4b1d");
        map.insert("x-databricks-azure-sp-management-token", secret.clone());
        map.insert("x-request-id", HeaderValue::from_static("r-1"));
        secret.set_sensitive(true);
        map.insert("authorization", secret.clone());
        map.insert("server", secret);
        map.insert("date", HeaderValue::from_bytes(b"\xff").unwrap());
        let text = headers(&map);
        assert!(!text.contains("canary-4b1d"), "{text}");
        assert!(text.contains("x-request-id: r-1"), "{text}");
        assert!(text.contains("date: ***"), "{text}");
    }
}
