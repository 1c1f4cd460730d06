//! Token endpoints as they answer and fail, by script.

mod secrets;

use std::time::SystemTime;

use serde_json::json;

use super::super::tests::context;
use super::*;
use crate::clock::{Clock, ManualClock};
use crate::testing::secs;
use crate::transport::{Reply, Script};

const URL: &str = "https://login.example.test/token";

/// A secret with characters that each encoding writes otherwise.
const SECRET: &str = "canary-9d2f/with+all=kinds \"of&them";

fn form<'a>(url: &'a str, secret: &'a Secret) -> Form<'a> {
    Form {
        url,
        basic: Some(("me", secret)),
        fields: &[("grant_type", "client_credentials"), ("scope", "all-apis")],
    }
}

/// What comes of an exchange with this script, and how long it took.
async fn exchange(script: &Script) -> (Result<Token>, Duration) {
    let clock = ManualClock::new();
    clock.advance(secs(1_000_000));
    let start = clock.elapsed();
    let context = context(&[], &[], script.clone().on_clock(&clock), &clock);
    let secret = Secret::new(SECRET);
    let outcome = context.exchange(form(URL, &secret)).await;
    (outcome, clock.elapsed() - start)
}

fn token() -> Reply {
    Reply::ok(r#"{"access_token": "t", "expires_in": 3600}"#)
}

// B.3: what may be over soon is tried again; what would be the same again is not.
#[tokio::test]
async fn exchanges_are_repeated_where_that_may_help() {
    use TransportErrorKind as K;
    let table = [
        ("429", Reply::status(429), true),
        ("502", Reply::status(502), true),
        ("503", Reply::status(503), true),
        ("504", Reply::status(504), true),
        (
            "oauth 429",
            Reply::status(429).body(r#"{"error":"slow_down"}"#),
            true,
        ),
        ("reset", Reply::reset(), true),
        ("refused", Reply::no_connection(), true),
        ("timeout", Reply::timeout(), true),
        ("400", Reply::status(400), false),
        ("401", Reply::status(401), false),
        ("403", Reply::status(403), false),
        ("500", Reply::status(500), false),
        (
            "oauth 400",
            Reply::status(400).body(r#"{"error":"invalid_grant"}"#),
            false,
        ),
        (
            "oauth 500",
            Reply::status(500).body(r#"{"error":"server_error"}"#),
            false,
        ),
        (
            "redirect",
            Reply::status(302).header("location", "https://evil.test/"),
            false,
        ),
        (
            "no such host",
            Reply::fail(K::Resolve, "no such host"),
            false,
        ),
        (
            "bad certificate",
            Reply::fail(K::Tls, "bad certificate"),
            false,
        ),
        ("not JSON", Reply::ok("<html>"), false),
        ("no token", Reply::ok("{}"), false),
    ];
    for (name, reply, repeated) in table {
        let script = Script::new();
        script.expect("auth_token", reply);
        if repeated {
            script.expect("auth_token", token());
        }
        let (outcome, _) = exchange(&script).await;
        script.assert_done();
        assert_eq!(outcome.is_ok(), repeated, "{name}");
        if let Err(error) = outcome {
            // The request that the token is for has not been sent.
            assert!(!error.was_sent(), "{name}");
        }
    }
}

// B.3: the endpoint says when to come back; never longer than a minute is waited in all.
#[tokio::test]
async fn retry_after_is_waited_at_least() {
    let table: &[(&str, Option<u64>, u64)] = &[
        // What the endpoint says, seconds at least, seconds at most. None: it is given up.
        ("30", Some(30), 30),
        ("Mon, 12 Jan 1970 13:47:10 GMT", Some(30), 30),
        ("0", Some(0), 1),
        ("-5", Some(0), 1),
        ("soon", Some(0), 1),
        ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0), 1),
        ("120", None, 0),
        ("1000000000", None, 0),
    ];
    for &(text, at_least, at_most) in table {
        let script = Script::new();
        script.expect("auth_token", Reply::status(429).header("retry-after", text));
        if at_least.is_some() {
            script.expect("auth_token", token());
        }
        let (outcome, took) = exchange(&script).await;
        script.assert_done();
        assert!(took <= secs(at_most), "{text}: {took:?}");
        match (outcome, at_least) {
            (Ok(_), Some(at_least)) => assert!(took >= secs(at_least), "{text}: {took:?}"),
            (Err(error), None) => assert!(error.is_retryable(), "{text}"),
            (outcome, _) => panic!("{text}: {outcome:?}"),
        }
    }
}

// B.3: a minute in all, with attempts that take their time.
#[tokio::test]
async fn an_exchange_takes_a_minute_at_most() {
    for (status, takes) in [(503, secs(7)), (200, secs(1000))] {
        let script = Script::new();
        script.stub("auth_token", move |_| Reply::status(status).taking(takes));
        let (outcome, took) = exchange(&script).await;
        assert!(outcome.unwrap_err().is_retryable());
        assert!(took > secs(20) && took <= secs(60), "{took:?}");
        let attempts = script.requests();
        assert!(attempts.len() > 1);
        for request in attempts {
            assert!(request.timeout.is_some_and(|timeout| timeout <= secs(20)));
        }
    }
}

// B.3, G.16: what endpoints say is told in their words, and whatever they say does no harm.
#[tokio::test]
async fn refusals_are_told_in_the_endpoint_s_words() {
    let aad = "AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 5f\r\nCorrelation ID: 6";
    let table = [
        (
            401,
            json!({"error": "invalid_client", "error_description": "Client authentication failed"})
                .to_string(),
            "no token from login.example.test: invalid_client: Client authentication failed \
             (status 401)",
        ),
        (
            401,
            json!({"error": "invalid_client", "error_description": aad}).to_string(),
            "no token from login.example.test: invalid_client: AADSTS7000215: Invalid client \
             secret provided. (status 401)",
        ),
        (
            400,
            json!({"errorCode": "E1", "errorSummary": "no such app"}).to_string(),
            "no token from login.example.test: E1: no such app (status 400)",
        ),
        (
            400,
            json!({"error": "unauthorized_client"}).to_string(),
            "no token from login.example.test: unauthorized_client (status 400)",
        ),
        (
            403,
            json!({"error_code": "PERMISSION_DENIED", "message": "IP not allowed"}).to_string(),
            "no token from login.example.test: IP not allowed (status 403)",
        ),
        (
            403,
            "<html><title>Sign in</title></html>".to_owned(),
            "no token from login.example.test: Sign in (status 403)",
        ),
        (
            400,
            String::new(),
            "no token from login.example.test: Bad Request (status 400)",
        ),
        (
            500,
            "[1, {".to_owned(),
            "no token from login.example.test: [1, { (status 500)",
        ),
        (
            400,
            "null".to_owned(),
            "no token from login.example.test: null (status 400)",
        ),
        (
            200,
            json!({"error": "bad_verification_code"}).to_string(),
            "no token from login.example.test: bad_verification_code",
        ),
        (
            200,
            json!({"access_token": 7}).to_string(),
            "no token from login.example.test: there is no `access_token` in its answer",
        ),
        (
            200,
            "<html>".to_owned(),
            "login.example.test answered something else than JSON: is the address right?",
        ),
    ];
    for (status, body, told) in table {
        let script = Script::new();
        script.expect("auth_token", Reply::status(status).body(body));
        let (outcome, _) = exchange(&script).await;
        let error = outcome.unwrap_err();
        assert_eq!(error.to_string(), told);
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn an_outage_keeps_its_kind_and_its_retry_after() {
    let script = Script::new();
    let reply = Reply::status(503)
        .header("retry-after", "90")
        .body(r#"{"error":"temporarily_unavailable","error_description":"soon back"}"#);
    script.expect("auth_token", reply);
    let (outcome, _) = exchange(&script).await;
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert_eq!(error.retry_after(), Some(secs(90)));
    assert_eq!(
        error.to_string(),
        "no token from login.example.test: temporarily_unavailable: soon back (503)"
    );
}

// G.16: a missing or strange lifetime is no reason to fail.
#[tokio::test]
async fn lifetimes_are_read_in_every_form() {
    let now = SystemTime::UNIX_EPOCH + secs(1_000_000);
    let table = [
        (json!({"expires_in": 3600}), Some(secs(3600))),
        (json!({"expires_in": "3599"}), Some(secs(3599))),
        (
            json!({"expires_in": 1.5}),
            Some(Duration::from_millis(1500)),
        ),
        (json!({"expires_in": 0}), Some(secs(0))),
        (json!({"expires_in": -7}), Some(secs(0))),
        (json!({"expires_on": 1_000_060}), Some(secs(60))),
        (json!({"expires_on": "1000060"}), Some(secs(60))),
        (
            json!({"expires_in": "3599", "expires_on": "1"}),
            Some(secs(3599)),
        ),
        (
            json!({"expires_in": "soon", "expires_on": 1_000_060}),
            Some(secs(60)),
        ),
        (json!({}), Some(secs(3600))),
        (
            json!({"expires_in": null, "expires_on": []}),
            Some(secs(3600)),
        ),
        (json!({"expires_in": "NaN"}), Some(secs(3600))),
        (json!({"expires_in": "inf"}), None),
        (json!({"expires_in": 1e300}), None),
    ];
    for (mut answer, expected) in table {
        answer["access_token"] = json!("t");
        let script = Script::new();
        script.expect("auth_token", Reply::ok(answer.to_string()));
        let (outcome, _) = exchange(&script).await;
        let expected = expected.map(|left| now + left);
        assert_eq!(outcome.unwrap().expires_at, expected, "{answer}");
    }
}

#[tokio::test]
async fn a_token_s_type_is_heeded() {
    for (answer, header) in [
        (json!({}), "Bearer t"),
        (json!({"token_type": ""}), "Bearer t"),
        (json!({"token_type": "bearer"}), "Bearer t"),
        (json!({"token_type": "Taker"}), "Taker t"),
    ] {
        let mut answer = answer;
        answer["access_token"] = json!("t");
        let script = Script::new();
        script.expect("auth_token", Reply::ok(answer.to_string()));
        let (outcome, _) = exchange(&script).await;
        let headers = outcome.unwrap().to_headers().unwrap();
        assert_eq!(headers["authorization"], header);
        assert!(headers["authorization"].is_sensitive());
    }
}

#[cfg(feature = "google")]
#[tokio::test]
async fn json_is_posted_with_a_bearer_token() {
    let script = Script::new();
    script.stub("auth_post", |_| Reply::ok(r#"{"a": 1}"#));
    script.stub("auth_token", |_| Reply::ok(r#"{"b": 2}"#));
    let clock = ManualClock::new();
    let context = context(&[], &[], script.clone(), &clock);
    let token = Secret::new("bearer-7");
    let posted = context
        .post_json(URL, &token, &json!({"x": 1}), secs(5))
        .await;
    assert_eq!(posted.unwrap(), json!({"a": 1}));
    context.post_empty(URL, &token, secs(5)).await.unwrap();
    let secret = Secret::new(SECRET);
    assert_eq!(
        context.post_form(form(URL, &secret)).await.unwrap(),
        json!({"b": 2})
    );

    let requests = script.requests();
    assert_eq!(requests[0].headers["authorization"], "Bearer bearer-7");
    assert_eq!(requests[0].headers["content-type"], "application/json");
    assert_eq!(requests[0].timeout, Some(secs(5)));
    assert_eq!(requests[0].body, r#"{"x":1}"#);
    assert!(requests[1].body.is_empty());
    assert_eq!(
        requests[2].body,
        "grant_type=client_credentials&scope=all-apis"
    );
}
