//! What is made of answers that do not tell success.

use std::error::Error as StdError;
use std::fmt;
use std::mem::size_of;
use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue, StatusCode};

use super::*;
use crate::transport::{Response, TransportError, TransportErrorKind};

const NOT_FOUND: Option<&str> = Some("Thing .* does not exist");

fn response(status: u16, body: impl Into<bytes::Bytes>) -> Response {
    Response::new(StatusCode::from_u16(status).unwrap(), body)
}

fn with(mut response: Response, header: &'static str, value: &str) -> Response {
    response.headers.insert(
        HeaderName::from_static(header),
        HeaderValue::from_str(value).unwrap(),
    );
    response
}

fn refuse(response: &Response, not_found: Option<&str>, now: SystemTime) -> Error {
    Answer::from(response)
        .refusal(not_found, now)
        .in_operation("get_thing")
}

fn read(response: &Response) -> Error {
    refuse(response, NOT_FOUND, SystemTime::UNIX_EPOCH)
}

// R9.1
#[test]
fn is_one_pointer_wide_and_crosses_threads() {
    fn crosses_threads<T: StdError + Send + Sync + 'static>() {}
    crosses_threads::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
}

// R8.4: bodies in every dialect, and in none.
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
        (401, r#"{"message":{"why":1}}"#, r#"{"why":1}"#, None),
        (403, "{}", "Forbidden", None),
        (403, r#"{"error_code":"X","message":null}"#, "Forbidden", Some("X")),
        // API 1.2
        (500, r#"{"error":"RuntimeError: x"}"#, "RuntimeError: x", None),
        (500, r#"{"error":"y","message":"x"}"#, "y", None),
        (500, r#"{"error":"","message":"x"}"#, "x", None),
        (500, r#"{"error":{"code":7,"message":"x"}}"#, "x", None),
        // SCIM
        (404, r#"{"detail":"gone","status":"404","scimType":"noTarget"}"#, "noTarget gone", Some("SCIM_404")),
        (404, r#"{"detail":"gone","status":404}"#, "gone", Some("SCIM_404")),
        (404, r#"{"detail":"null","status":"500"}"#, "SCIM API Internal Error", Some("SCIM_500")),
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

// R8.4
#[test]
fn bytes_that_are_no_text_and_long_bodies_are_cut_to_size() {
    assert_eq!(read(&response(400, &b"a\x80b"[..])).message(), "a\u{fffd}b");
    let long = read(&response(400, "é".repeat(10_000)));
    assert_eq!(long.message().chars().count(), 301);
}

// R9.1: the code tells the kind, or else the status.
#[test]
fn kinds_follow_the_code_and_then_the_status() {
    use ErrorKind::*;
    let table = [
        (400, "", InvalidArgument),
        (400, "INVALID_PARAMETER_VALUE", InvalidArgument),
        (404, "INVALID_PARAMETER_VALUE", InvalidArgument),
        (400, "INVALID_STATE", InvalidArgument),
        (400, "REQUEST_LIMIT_EXCEEDED", TooManyRequests),
        (400, "RESOURCE_DOES_NOT_EXIST", NotFound),
        (400, "SOMETHING_NEW", InvalidArgument),
        (401, "", Unauthenticated),
        (403, "", PermissionDenied),
        (404, "", NotFound),
        (408, "", Timeout),
        (409, "", Conflict),
        (409, "ABORTED", Conflict),
        (409, "ALREADY_EXISTS", AlreadyExists),
        (409, "RESOURCE_ALREADY_EXISTS", AlreadyExists),
        (429, "", TooManyRequests),
        (429, "RESOURCE_EXHAUSTED", TooManyRequests),
        (499, "", Canceled),
        (500, "", Internal),
        (500, "UNKNOWN", Internal),
        (500, "DATA_LOSS", Internal),
        (501, "", Unimplemented),
        (502, "", Unavailable),
        (503, "", Unavailable),
        (504, "", Timeout),
        (444, "", Unknown),
        (302, "", Unknown),
    ];
    for (status, code, kind) in table {
        let body = format!(r#"{{"error_code":"{code}","message":"m"}}"#);
        assert_eq!(
            read(&response(status, body)).kind(),
            kind,
            "{status} {code}"
        );
    }
}

// R8.4
#[test]
fn what_may_pass_is_retryable() {
    for status in 300..600 {
        let passes = matches!(status, 408 | 429 | 500 | 502 | 503 | 504);
        assert_eq!(
            read(&response(status, "")).is_retryable(),
            passes,
            "{status}"
        );
    }
    let limited = r#"{"error_code":"REQUEST_LIMIT_EXCEEDED","message":"m"}"#;
    assert!(read(&response(400, limited)).is_retryable());
}

// R9.3
#[test]
fn not_found_is_known_by_its_message() {
    let body = |message: &str| {
        format!(r#"{{"error_code":"INVALID_PARAMETER_VALUE","message":"{message}"}}"#)
    };
    let gone = read(&response(400, body("Thing 7 does not exist.")));
    assert!(gone.is_not_found());
    assert_eq!(gone.code(), Some("INVALID_PARAMETER_VALUE"), "as it came");
    assert!(!read(&response(400, body("Thing 7 is blue."))).is_not_found());
    assert!(!read(&response(403, body("Thing 7 does not exist."))).is_not_found());

    let gone = response(400, body("Thing 7 does not exist."));
    let kind = refuse(&gone, Some("("), SystemTime::UNIX_EPOCH).kind();
    assert_eq!(
        kind,
        ErrorKind::InvalidArgument,
        "a pattern that is none matches nothing"
    );
}

// R8.1: seconds, or a date; anything else tells nothing.
#[test]
fn the_time_to_come_back_is_read() {
    let table = [
        ("2", Some(2_000)),
        ("1.58", Some(1_580)),
        ("0", Some(0)),
        ("-5", None),
        ("soon", None),
        ("NaN", None),
        ("1e300", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:01:40 GMT", Some(100_000)),
        ("Wed, 31 Dec 1969 23:59:59 GMT", None),
    ];
    for (value, millis) in table {
        let error = read(&with(response(429, ""), "retry-after", value));
        assert_eq!(
            error.retry_after(),
            millis.map(Duration::from_millis),
            "{value}"
        );
    }
    let late = SystemTime::UNIX_EPOCH + Duration::from_secs(200);
    let past = with(
        response(429, ""),
        "retry-after",
        "Thu, 01 Jan 1970 00:01:40 GMT",
    );
    assert_eq!(
        refuse(&past, None, late).retry_after(),
        Some(Duration::ZERO)
    );
}

// R9.1
#[test]
fn details_and_the_request_id_are_kept() {
    let body = r#"{"error_code":"X","message":"m","details":[
        1,
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retry_delay":"42.5s"},
        {"@type":"type.googleapis.com/google.rpc.RequestInfo","request_id":"in-body"},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retry_delay":7}]}"#;
    let error = read(&response(503, body));
    assert_eq!(error.details().len(), 4);
    assert_eq!(error.request_id(), Some("in-body"));
    assert_eq!(error.retry_after(), None, "the last of a type wins");

    let body = body.replace("retry_delay\":7", "retry_delay\":\"2s\"");
    let error = read(&with(response(503, body), "x-request-id", "in-header"));
    assert_eq!(error.request_id(), Some("in-header"));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
}

#[test]
fn redirects_tell_where_to_but_not_their_query() {
    let error = read(&with(
        response(302, ""),
        "location",
        "https://x.test/login?token=hunter2",
    ));
    assert_eq!(
        error.to_string(),
        "get_thing: the service redirects to https://x.test/login: is the host right? (302)"
    );

    let to = "https://x.test/login.html?error=private-link-validation-error:1";
    let error = read(&with(response(302, ""), "location", to));
    assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    assert_eq!(error.code(), Some("PRIVATE_LINK_VALIDATION_ERROR"));
}

// R9.2
#[test]
fn an_error_is_shown_on_one_line() {
    let body = r#"{"error_code":"INVALID_PARAMETER_VALUE","message":"Thing 7\n does not exist."}"#;
    let error = read(&with(response(400, body), "x-request-id", "r-1"));
    assert_eq!(
        error.to_string(),
        "get_thing: Thing 7 does not exist. (400 INVALID_PARAMETER_VALUE, request id r-1)"
    );
    let error = read(&response(503, "")).after(4, Duration::from_millis(12_340));
    assert_eq!(
        error.to_string(),
        "get_thing: Service Unavailable (503, 4 attempts in 12.3s)"
    );
    assert_eq!(Error::config("no host").to_string(), "no host");
}

// R9.2
#[test]
fn debug_shows_what_is_set() {
    assert_eq!(
        format!("{:?}", Error::config("no host")),
        r#"Error { kind: Config, message: "no host", was_sent: false, is_retryable: false }"#
    );
}

// R9.2
#[test]
fn the_alternate_form_adds_causes_that_are_not_told_yet() {
    #[derive(Debug)]
    struct Cause(&'static str, Option<Box<Cause>>);
    impl fmt::Display for Cause {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }
    impl StdError for Cause {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            self.1.as_deref().map(|cause| cause as _)
        }
    }
    let cause = Cause("told", Some(Box::new(Cause("not\ntold", None))));
    let error = Error::config("this is told").with_source(cause);
    assert_eq!(format!("{error}"), "this is told");
    assert_eq!(format!("{error:#}"), "this is told: not told");
}

// R9.1
#[test]
fn what_was_not_sent_is_known() {
    use TransportErrorKind::*;
    let table = [
        (Connect, ErrorKind::Transport, false, true),
        (Resolve, ErrorKind::Transport, false, true),
        (Tls, ErrorKind::Transport, false, false),
        (Request, ErrorKind::InvalidArgument, false, false),
        (Timeout, ErrorKind::Timeout, true, true),
        (Reset, ErrorKind::Transport, true, true),
        (Response, ErrorKind::Transport, true, false),
    ];
    for (transport, kind, sent, retryable) in table {
        let error = Error::from(TransportError::new(transport, "lost"));
        assert_eq!(error.kind(), kind, "{transport:?}");
        assert_eq!(error.was_sent(), sent, "{transport:?}");
        assert_eq!(error.is_retryable(), retryable, "{transport:?}");
        assert!(
            error
                .source()
                .is_some_and(|cause| cause.is::<TransportError>())
        );
    }
    assert!(!Error::invalid_request("x").was_sent());
}
