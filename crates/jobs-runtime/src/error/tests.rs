//! What is made of answers that do not tell success.

use std::error::Error as StdError;
use std::fmt;
use std::mem::size_of;
use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue, StatusCode};

use super::*;

mod bodies;
mod details;
mod fuzz;
mod kinds;
mod private_link;

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
    // CFG-20
    let error = read(&with(response(403, ""), "x-request-id", "r-1"));
    let error = error.with_hint("host=https://x.test, auth_type=pat");
    assert_eq!(
        error.to_string(),
        "get_thing: Forbidden (403, request id r-1, host=https://x.test, auth_type=pat)"
    );
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
