//! Which failures are followed by another attempt, and when.

use std::time::{Duration, SystemTime};

use http::{HeaderValue, StatusCode, header::RETRY_AFTER};

use super::*;
use crate::error::Answer;
use crate::operation::RetryClass;
use crate::testing::secs;
use crate::transport::{Response, TransportError, TransportErrorKind};

fn answer(status: u16, retry_after: Option<&'static str>) -> Error {
    let mut response = Response::new(StatusCode::from_u16(status).unwrap(), "");
    if let Some(value) = retry_after {
        response
            .headers
            .insert(RETRY_AFTER, HeaderValue::from_static(value));
    }
    Answer::from(&response).refusal(None, SystemTime::UNIX_EPOCH)
}

/// An answer whose code speaks of a limit.
fn limited(status: u16) -> Error {
    let body = r#"{"error_code": "RESOURCE_EXHAUSTED", "message": "no more"}"#;
    let response = Response::new(StatusCode::from_u16(status).unwrap(), body);
    Answer::from(&response).refusal(None, SystemTime::UNIX_EPOCH)
}

fn lost(kind: TransportErrorKind) -> Error {
    TransportError::new(kind, "lost").into()
}

// R2.2, R8.4: a row for each failure; whether each class of operation is sent again.
#[test]
fn the_class_says_whether_it_is_safe() {
    #[rustfmt::skip]
    let table = [
        //                                            safe  idemp. keyed  no key unsafe
        (lost(TransportErrorKind::Connect),          [true,  true,  true,  true,  true]),
        (lost(TransportErrorKind::Resolve),          [true,  true,  true,  true,  true]),
        (lost(TransportErrorKind::Tls),              [false, false, false, false, false]),
        (lost(TransportErrorKind::Proxy),            [false, false, false, false, false]),
        (lost(TransportErrorKind::Refused),          [true,  true,  true,  true,  true]),
        (lost(TransportErrorKind::Request),          [false, false, false, false, false]),
        (lost(TransportErrorKind::Timeout),          [true,  true,  true,  false, false]),
        (lost(TransportErrorKind::Reset),            [true,  true,  true,  false, false]),
        (lost(TransportErrorKind::Response),         [false, false, false, false, false]),
        (answer(400, None),                          [false, false, false, false, false]),
        (answer(401, None),                          [false, false, false, false, false]),
        (answer(403, None),                          [false, false, false, false, false]),
        (answer(404, None),                          [false, false, false, false, false]),
        (answer(408, None),                          [true,  true,  true,  false, false]),
        (answer(409, None),                          [false, false, false, false, false]),
        (answer(429, None),                          [true,  true,  true,  true,  true]),
        (answer(429, Some("1")),                     [true,  true,  true,  true,  true]),
        (limited(429),                               [true,  true,  true,  true,  true]),
        (limited(400),                               [true,  true,  true,  false, false]),
        (limited(500),                               [true,  true,  true,  false, false]),
        (answer(500, None),                          [true,  true,  true,  false, false]),
        (answer(501, None),                          [false, false, false, false, false]),
        (answer(502, None),                          [true,  true,  true,  false, false]),
        (answer(503, None),                          [true,  true,  true,  false, false]),
        (answer(503, Some("1")),                     [true,  true,  true,  true,  true]),
        (answer(504, None),                          [true,  true,  true,  false, false]),
        (Error::config("x"),                         [false, false, false, false, false]),
    ];
    let classes = [
        (RetryClass::Safe, false),
        (RetryClass::Idempotent, false),
        (RetryClass::Keyed, true),
        (RetryClass::Keyed, false),
        (RetryClass::Unsafe, false),
    ];
    for (error, expected) in table {
        for ((class, keyed), expected) in classes.into_iter().zip(expected) {
            assert_eq!(
                may_repeat(class, keyed, &error),
                expected,
                "{class:?} {keyed} {error:?}"
            );
        }
    }
}

fn decide(policy: &Backoff, number: u32, elapsed: u64, random: f64, error: &Error) -> Decision {
    policy.decide(&Attempt {
        number,
        elapsed: secs(elapsed),
        error,
        random,
    })
}

// R8.1: full jitter, up to a limit that doubles.
#[test]
fn waits_grow_up_to_a_limit() {
    let policy = Backoff::new();
    let error = answer(503, None);
    let half: Vec<_> = [1, 2, 3, 4, 5, 6, 7, u32::MAX - 1]
        .map(|n| decide(&policy, n, 0, 0.5, &error))
        .into();
    let expected = [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000];
    assert_eq!(
        half,
        expected.map(|millis| Decision::After(Duration::from_millis(millis)))
    );
    assert_eq!(
        decide(&policy, 9, 0, 0.0, &error),
        Decision::After(Duration::ZERO)
    );
}

// R8.1: what the service asks for is waited at least; not at all if there is no time for it.
#[test]
fn the_service_can_ask_for_more_time() {
    let policy = Backoff::new();
    let asks = |value| answer(429, Some(value));
    assert_eq!(
        decide(&policy, 1, 0, 0.5, &asks("30")),
        Decision::After(secs(30))
    );
    assert_eq!(
        decide(&policy, 5, 0, 0.5, &asks("1")),
        Decision::After(secs(8))
    );
    assert_eq!(
        decide(&policy, 1, 270, 0.5, &asks("30")),
        Decision::After(secs(30))
    );
    assert_eq!(decide(&policy, 1, 271, 0.5, &asks("30")), Decision::Stop);
    assert_eq!(decide(&policy, 1, 0, 0.5, &asks("3600")), Decision::Stop);
}

// A mistyped host is not tried for minutes; a wait, which goes by the error itself, goes on.
#[test]
fn an_unknown_host_is_not_tried_for_long() {
    let error = lost(TransportErrorKind::Resolve);
    assert_ne!(decide(&Backoff::new(), 1, 9, 0.9, &error), Decision::Stop);
    assert_eq!(decide(&Backoff::new(), 1, 10, 0.9, &error), Decision::Stop);
    let policy = Backoff::new().max_elapsed(secs(5));
    assert_eq!(decide(&policy, 1, 5, 0.9, &error), Decision::Stop);
    assert!(error.is_retryable());
}

// R8.1
#[test]
fn attempts_can_be_limited() {
    let error = answer(503, None);
    let policy = Backoff::new().max_attempts(3);
    assert_ne!(decide(&policy, 2, 0, 0.5, &error), Decision::Stop);
    assert_eq!(decide(&policy, 3, 0, 0.5, &error), Decision::Stop);
    assert_eq!(decide(&Backoff::never(), 1, 0, 0.5, &error), Decision::Stop);
    let no_time = Backoff::new().max_elapsed(Duration::ZERO);
    assert_eq!(decide(&no_time, 1, 0, 0.0, &error), Decision::Stop);
}

// Nothing panics on odd settings.
#[test]
fn odd_limits_are_harmless() {
    let error = answer(503, None);
    let policy = Backoff::new()
        .waits(Duration::MAX, Duration::MAX)
        .max_elapsed(Duration::MAX);
    for number in [0, 1, 2, u32::MAX - 1] {
        for random in [0.0, 1.0 - f64::EPSILON] {
            assert_ne!(
                decide(&policy, number, u64::MAX, random, &error),
                Decision::Stop
            );
        }
    }
}

// R8.3
#[test]
fn the_budget_runs_out_and_comes_back() {
    let budget = Budget::new();
    let taken = (0..1_000).filter(|_| budget.take(Duration::ZERO)).count();
    assert_eq!(taken, 100);
    assert!(!budget.take(Duration::from_millis(900)));
    assert!(
        budget.take(Duration::from_millis(1_900)),
        "one comes back each second"
    );
    assert!(
        !budget.take(secs(1)),
        "a clock that seems to go back gives nothing"
    );
    for _ in 0..10 {
        budget.succeeded();
    }
    assert!(budget.take(secs(1)), "and one for ten successes");
}
