//! What an error tells.

use std::collections::BTreeMap;

use crate::common::refuse;
use crate::models::Task;
use jobs_runtime::json::{self, ReadError};

fn message(json: &str) -> String {
    refuse::<Task>(json).to_string()
}

// R3.4
#[test]
fn an_error_names_the_path_the_type_and_the_place() {
    let json = format!(
        r#"{{"tasks":[{}{{"tasks":[{{}},{{}},{{"tags":{{"a.b":["x"]}}}}]}}]}}"#,
        "{},".repeat(42)
    );
    let error = refuse::<Task>(&json);
    assert_eq!(error.path(), r#"tasks[42].tasks[2].tags["a.b"]"#);
    assert_eq!(error.model(), Some("Task"));
    assert_eq!(error.offset(), json.find(r#"["x"]"#));
    assert!(!error.is_syntax());
    assert_eq!(
        error.to_string(),
        format!(
            r#"tasks[42].tasks[2].tags["a.b"]: expected a string, found an array (in Task, at byte {})"#,
            error.offset().unwrap()
        )
    );
    assert_eq!(format!("{error:?}"), format!("ReadError({error})"));
}

#[test]
fn an_error_tells_what_was_expected_and_what_was_found() {
    for (json, says) in [
        (r#"{"name":1}"#, "name: expected a string, found a number"),
        (r#"{"name":[]}"#, "name: expected a string, found an array"),
        (
            r#"{"state":{}}"#,
            "state: expected a string, found an object",
        ),
        (
            r#"{"cluster_id":1.5}"#,
            "cluster_id: expected a string, found a number",
        ),
        (
            r#"{"retries":false}"#,
            "retries: expected an integer, found a boolean",
        ),
        (
            r#"{"run_id":1.5}"#,
            "run_id: expected an integer of 64 bits, found the number 1.5",
        ),
        (
            r#"{"share":"1"}"#,
            "share: expected a number, found a string",
        ),
        (
            r#"{"disabled":"true"}"#,
            "disabled: expected a boolean, found a string",
        ),
        (
            r#"{"tasks":{}}"#,
            "tasks: expected an array, found an object",
        ),
        (
            r#"{"inner":true}"#,
            "inner: expected an object, found a boolean",
        ),
        (
            r#"{"tags":"x"}"#,
            "tags: expected an object, found a string",
        ),
        ("[]", "expected an object, found an array"),
    ] {
        let message = message(json);
        assert!(
            message.starts_with(&format!("{says} (in Task, at byte ")),
            "{message}"
        );
    }
}

#[test]
fn an_error_tells_what_is_not_json() {
    for (json, says) in [
        (
            "",
            "invalid JSON: the document ends too early (in Task, at byte 0)",
        ),
        (
            "{",
            "invalid JSON: expected the name of a member (in Task, at byte 1)",
        ),
        (
            r#"{"name"}"#,
            "invalid JSON: expected `:` after the name of a member (in Task, at byte 7)",
        ),
        (
            r#"{"name":"a" 1}"#,
            "invalid JSON: expected `,` or `}` after a member (in Task, at byte 12)",
        ),
        (
            r#"{"tasks":[{}{}]}"#,
            "tasks: invalid JSON: expected `,` or `]` after an element (in Task, at byte 12)",
        ),
        (
            r#"{"name":"a"#,
            "name: invalid JSON: a string that does not end (in Task, at byte 10)",
        ),
        (
            r#"{"new":[1,x]}"#,
            "new[1]: invalid JSON: expected a value (in Task, at byte 10)",
        ),
        (
            r#"{"share":1e400}"#,
            "share: invalid JSON: a number out of range (in Task, at byte 9)",
        ),
        (
            "{} x",
            "invalid JSON: something follows the document's value (at byte 3)",
        ),
    ] {
        assert_eq!(message(json), says);
        assert!(refuse::<Task>(json).is_syntax());
    }
    let error = json::from_slice::<Task>(b"{\"name\":\"\xff\"}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid JSON: text that is not UTF-8 (at byte 9)"
    );
}

/// Values may be secret, and documents may be hostile.
#[test]
fn an_error_is_one_short_line_that_shows_no_values() {
    let secret = "canary-0123456789";
    for json in [
        format!(r#"{{"retries":"{secret}"}}"#),
        format!(r#"{{"tasks":["{secret}"]}}"#),
        format!(r#"{{"name":["{secret}"]}}"#),
        format!(r#"{{"name":"{secret}\x"}}"#),
    ] {
        assert!(!message(&json).contains("canary"), "{}", message(&json));
    }
    let long = "9".repeat(1_000_000);
    assert!(message(&format!(r#"{{"retries":{long}}}"#)).len() < 150);
    let name = "\\n".repeat(1_000_000);
    let error = refuse::<BTreeMap<String, bool>>(&format!(r#"{{"{name}":1}}"#)).to_string();
    assert!(error.len() < 250 && error.lines().count() == 1, "{error}");
}

#[test]
fn an_error_is_one_pointer() {
    assert_eq!(size_of::<Result<(), ReadError>>(), size_of::<usize>());
    assert_eq!(size_of::<json::WriteError>(), size_of::<usize>());
}
