//! What is found in the bodies of errors.

use super::*;

// R8.4, D.1, G 32, 33, 35; F.D: bodies in every dialect, and in none.
#[test]
fn a_message_is_found_in_any_body() {
    #[rustfmt::skip]
    let table: &[(u16, &str, &str, Option<&str>)] = &[
        // nothing at all
        (400, "", "Bad Request", None),
        (503, " \n", "Service Unavailable", None),
        (599, "", "the service gave no reason", None),
        // JSON
        (400, r#"{"error_code":"INVALID_STATE","message":"no"}"#, "no", Some("INVALID_STATE")),
        (400, r#"{"error_code":500,"message":"no"}"#, "no", Some("500")),
        (400, r#"{"error_code":null,"message":"no"}"#, "no", None),
        (400, r#"{"error_code":"","message":"no"}"#, "no", None),
        (400, r#"{"error_code":{},"message":"no"}"#, "no", None),
        (400, "\u{feff}{\"message\":\"no\"}", "no", None),
        (400, r#"{"message":7}"#, "7", None),
        (401, r#"{"message":{"why":1}}"#, r#"{"why":1}"#, None),
        (403, "{}", "Forbidden", None),
        (403, r#"{"error_code":"X","message":null}"#, "Forbidden", Some("X")),
        // API 1.2
        (500, r#"{"error":"RuntimeError: x"}"#, "RuntimeError: x", None),
        (500, r#"{"error":"y","message":"x"}"#, "y", None),
        (500, r#"{"error":"","message":"x"}"#, "x", None),
        (500, r#"{"error":{"code":7,"message":"x"}}"#, "x", None),
        (500, r#"{"error":7,"message":"x"}"#, "x", None),
        // OAuth
        (401, r#"{"error":"invalid_token","error_description":"expired"}"#, "invalid_token: expired", None),
        // SCIM
        (404, r#"{"detail":"gone","status":"404","scimType":"noTarget"}"#, "noTarget gone", Some("SCIM_404")),
        (404, r#"{"detail":"gone","status":404}"#, "gone", Some("SCIM_404")),
        (404, r#"{"detail":"null","status":"500"}"#, "SCIM API Internal Error", Some("SCIM_500")),
        (404, r#"{"detail":"None Group with id 1234 is not found","status":404,"scimType":null}"#, "None Group with id 1234 is not found", Some("SCIM_404")),
        (404, r#"{"detail":"gone"}"#, "gone", None),
        (404, r#"{"detail":"gone","status":404,"error_code":"X"}"#, "gone", Some("X")),
        (404, r#"{"detail":null,"status":404}"#, "Not Found", None),
        (400, r#"{"detail":"d","message":"m"}"#, "m", None),
        // text
        (400, "MALFORMED_REQUEST: vpc_endpoints malformed parameters\n", "vpc_endpoints malformed parameters", Some("MALFORMED_REQUEST")),
        (400, "MALFORMED_REQUEST: one\ntwo", "one two", Some("MALFORMED_REQUEST")),
        (400, "Malformed: one", "Malformed: one", None),
        (400, "this is not a real response", "this is not a real response", None),
        (400, r#""a string""#, r#""a string""#, None),
        (400, "[1, 2]", "[1, 2]", None),
        (400, r#"{"cut": "#, r#"{"cut":"#, None),
        // HTML
        (400, "<html><body><pre> Worker environment not ready.\n</pre></body></html>", "Worker environment not ready", None),
        (502, "<!DOCTYPE html><HTML><Title>Bad  gateway</Title>", "Bad gateway", None),
        (502, "<html><pre></pre></html>", "Bad Gateway", None),
        (502, "<html>", "Bad Gateway", None),
        (400, "<pre>Can&#39;t read &lt;x&gt; &amp;amp;</pre>", "Can't read <x> &amp;", None),
    ];
    for (status, body, message, code) in table {
        let error = read(&response(*status, body.to_string()));
        assert_eq!(error.message(), *message, "{body}");
        assert_eq!(error.code(), *code, "{body}");
        assert_eq!(error.status(), Some(*status));
        assert_eq!(error.operation(), Some("get_thing"));
        assert!(error.was_sent());
    }
}

// R8.4, ERR-1; F.D "JSON string, byte 0x80"
#[test]
fn bytes_that_are_no_text_and_long_bodies_are_cut_to_size() {
    assert_eq!(read(&response(400, &b"a\x80b"[..])).message(), "a\u{fffd}b");
    assert_eq!(read(&response(400, &b"\x80"[..])).message(), "\u{fffd}");
    let long = read(&response(400, "é".repeat(10_000)));
    assert_eq!(long.message().chars().count(), 301);
    assert!(long.message().ends_with('…'));

    let message = "m".repeat(10_000);
    let json = serde_json::json!({ "error_code": message, "message": message }).to_string();
    let long = read(&response(400, json));
    assert_eq!(long.message().chars().count(), 4_097);
    assert_eq!(long.code().map(|code| code.chars().count()), Some(257));

    let huge = format!("{{\"message\":\"{}\"}}", "m".repeat(2 << 20));
    let excerpt = read(&response(400, huge));
    assert!(excerpt.message().starts_with("{\"message\":\"mmm"));
    assert_eq!(excerpt.message().chars().count(), 301);
}

// R9.2: a message has as many lines as it likes, what is shown has one.
#[test]
fn what_is_shown_does_nothing_to_a_terminal() {
    let error = read(&response(400, r#"{"message":"a\u001b[31m\tb\u0000\r\nc"}"#));
    assert_eq!(error.to_string(), "get_thing: a [31m b c (400)");
}
