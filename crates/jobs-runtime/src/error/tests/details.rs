//! D.5: what a service tells of an error beside its message.

use serde_json::{Value, json};

use super::*;

fn error_with(details: &Value) -> Error {
    let body = json!({ "error_code": "X", "message": "m", "details": details });
    read(&response(503, body.to_string()))
}

fn tagged(name: &str, mut members: Value) -> Value {
    members["@type"] = json!(format!("type.googleapis.com/google.rpc.{name}"));
    members
}

// ERR-2; F.D "all nine details"
#[test]
fn all_nine_types_are_read_member_by_member() {
    let error = error_with(&json!([
        tagged(
            "ErrorInfo",
            json!({ "reason": "r", "domain": "d", "metadata": { "k": "v" } })
        ),
        tagged(
            "RequestInfo",
            json!({ "request_id": "in-body", "serving_data": "s" })
        ),
        tagged("RetryInfo", json!({ "retry_delay": "42.000000001s" })),
        tagged(
            "DebugInfo",
            json!({ "stack_entries": ["e1", "e2"], "detail": "d" })
        ),
        tagged(
            "QuotaFailure",
            json!({ "violations": [{ "subject": "s", "description": "d" }] })
        ),
        tagged(
            "PreconditionFailure",
            json!({ "violations": [{ "type": "t", "subject": "s", "description": "d" }] }),
        ),
        tagged(
            "BadRequest",
            json!({ "field_violations": [{ "field": "f", "description": "d" }] }),
        ),
        tagged(
            "ResourceInfo",
            json!({ "resource_type": "t", "resource_name": "n", "owner": "o", "description": "d" }),
        ),
        tagged(
            "Help",
            json!({ "links": [{ "description": "d", "url": "u" }] })
        ),
    ]));
    let text = |text: &str| text.to_owned();
    let expected = ErrorDetails {
        error_info: Some(ErrorInfo {
            reason: text("r"),
            domain: text("d"),
            metadata: [(text("k"), text("v"))].into(),
        }),
        request_info: Some(RequestInfo {
            request_id: text("in-body"),
            serving_data: text("s"),
        }),
        retry_info: Some(RetryInfo {
            retry_delay: Some(Duration::new(42, 1)),
        }),
        debug_info: Some(DebugInfo {
            stack_entries: vec![text("e1"), text("e2")],
            detail: text("d"),
        }),
        quota_failure: Some(QuotaFailure {
            violations: vec![QuotaViolation {
                subject: text("s"),
                description: text("d"),
            }],
        }),
        precondition_failure: Some(PreconditionFailure {
            violations: vec![PreconditionViolation {
                r#type: text("t"),
                subject: text("s"),
                description: text("d"),
            }],
        }),
        bad_request: Some(BadRequest {
            field_violations: vec![FieldViolation {
                field: text("f"),
                description: text("d"),
            }],
        }),
        resource_info: Some(ResourceInfo {
            resource_type: text("t"),
            resource_name: text("n"),
            owner: text("o"),
            description: text("d"),
        }),
        help: Some(Help {
            links: vec![HelpLink {
                description: text("d"),
                url: text("u"),
            }],
        }),
        unknown: Vec::new(),
    };
    assert_eq!(*error.details(), expected);
    assert_eq!(error.request_id(), Some("in-body"));
    assert_eq!(error.retry_after(), Some(Duration::new(42, 1)));
}

// ERR-5; F.D: `[1, "foo", [..], {unknown @type}]`, Go "unknown" and "invalid detail values"
#[test]
fn what_is_unknown_or_misshapen_is_kept_as_it_came() {
    let odd = json!([
        1,
        "foo",
        ["foo", "bar"],
        null,
        {},
        { "@type": 7 },
        { "@type": "type.googleapis.com/google.rpc.Unknown", "a": 1 },
        { "@type": "google.rpc.ErrorInfo", "reason": "no such prefix" },
        tagged("ErrorInfo", json!({ "reason": 7 })),
        tagged("ErrorInfo", json!({ "metadata": { "k": 7 } })),
        tagged("RetryInfo", json!({ "retry_delay": 7 })),
        tagged("DebugInfo", json!({ "stack_entries": "e" })),
        tagged("QuotaFailure", json!({ "violations": [7] })),
        tagged("Help", json!({ "links": [{ "url": [] }] })),
    ]);
    let error = error_with(&odd);
    let expected = ErrorDetails {
        unknown: odd.as_array().unwrap().clone(),
        ..ErrorDetails::default()
    };
    assert_eq!(*error.details(), expected);
    assert_eq!(error.message(), "m");
}

// ERR-5; G 32: details of any other shape are no reason to lose the rest
#[test]
fn details_that_are_no_list_are_none() {
    for odd in [json!(null), json!({}), json!("x"), json!(1)] {
        let error = error_with(&odd);
        assert_eq!(error.details(), ErrorDetails::NONE, "{odd}");
        assert_eq!((error.message(), error.code()), ("m", Some("X")), "{odd}");
    }
    assert_eq!(Error::config("x").details(), ErrorDetails::NONE);
}

// ERR-5; Go "last of type wins"
#[test]
fn the_last_of_a_type_wins() {
    let error = error_with(&json!([
        tagged("RetryInfo", json!({ "retry_delay": "1s" })),
        tagged("RequestInfo", json!({ "request_id": "first" })),
        tagged("RequestInfo", json!({ "request_id": "last" })),
        tagged("RetryInfo", json!({ "retry_delay": "2s" })),
        tagged("RetryInfo", json!({ "retry_delay": "soon" })),
    ]));
    assert_eq!(error.request_id(), Some("last"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    assert_eq!(error.details().unknown.len(), 1, "one has no such shape");
}

// D.5: Go cuts off what is below a nanosecond
#[test]
fn delays_are_read_exactly_or_not_at_all() {
    let table = [
        ("0s", Some(Duration::ZERO)),
        ("42s", Some(Duration::from_secs(42))),
        ("1.5s", Some(Duration::from_millis(1_500))),
        ("42.000000001s", Some(Duration::new(42, 1))),
        ("42.0000000012s", Some(Duration::new(42, 1))),
        ("18446744073709551615s", Some(Duration::from_secs(u64::MAX))),
        ("18446744073709551616s", None),
        ("-1s", None),
        ("1", None),
        ("s", None),
        (".5s", None),
        ("1.s", None),
        ("1e3s", None),
        ("+1s", None),
        ("1.-5s", None),
        ("", None),
    ];
    for (delay, expected) in table {
        let error = error_with(&json!([tagged(
            "RetryInfo",
            json!({ "retry_delay": delay })
        )]));
        let info = error.details().retry_info.as_ref();
        assert_eq!(info.and_then(|info| info.retry_delay), expected, "{delay}");
        assert_eq!(error.details().unknown.is_empty(), expected.is_some());
    }
    let without = error_with(&json!([tagged(
        "RetryInfo",
        json!({ "retry_delay": null })
    )]));
    assert_eq!(without.retry_after(), None);
    assert_eq!(without.details().retry_info, Some(RetryInfo::default()));
}

#[test]
fn headers_come_before_details() {
    let details = json!([
        tagged("RetryInfo", json!({ "retry_delay": "42s" })),
        tagged("RequestInfo", json!({ "request_id": "in-body" })),
    ]);
    let body = json!({ "message": "m", "details": details }).to_string();
    let answer = with(response(503, body), "x-request-id", "in-header");
    let error = read(&with(answer, "retry-after", "2"));
    assert_eq!(error.request_id(), Some("in-header"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
}
