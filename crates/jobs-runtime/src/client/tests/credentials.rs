//! Credentials within a call: asked for at each attempt, renewed once.

use std::sync::atomic::{AtomicU32, Ordering};

use http::HeaderValue;

use super::*;
use crate::BoxFuture;
use crate::error::Error;

/// Tokens `t0`, `t1`, …: another one each time the last one is refused.
#[derive(Debug, Default)]
struct Renewed {
    token: AtomicU32,
    refused: AtomicU32,
    /// How many there are beside the first.
    left: AtomicU32,
    /// Whether getting another one fails.
    broken: bool,
}

impl Credentials for Renewed {
    fn name(&self) -> &'static str {
        if self.token.load(Ordering::SeqCst) == 0 {
            "chain"
        } else {
            "renewed"
        }
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        Box::pin(async {
            let text = format!("t{}", self.token.load(Ordering::SeqCst));
            let value = HeaderValue::try_from(text).map_err(Error::config)?;
            Ok(HeaderMap::from_iter([(AUTHORIZATION, value)]))
        })
    }

    fn refused<'a>(&'a self, headers: &'a HeaderMap) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            self.refused.fetch_add(1, Ordering::SeqCst);
            if self.broken {
                let error = Error::new(ErrorKind::Unauthenticated, "no more tokens");
                return Err(error.in_exchange(true, false));
            }
            let current = format!("t{}", self.token.load(Ordering::SeqCst));
            assert_eq!(
                headers[AUTHORIZATION], current,
                "they are the ones that were sent"
            );
            let left = self.left.load(Ordering::SeqCst);
            if left == 0 {
                return Ok(false);
            }
            self.left.store(left - 1, Ordering::SeqCst);
            self.token.fetch_add(1, Ordering::SeqCst);
            Ok(true)
        })
    }
}

fn with_tokens(script: &Script, left: u32) -> (Client, Arc<Renewed>) {
    let tokens = Arc::new(Renewed {
        left: AtomicU32::new(left),
        ..Renewed::default()
    });
    let client = builder(script).credentials(tokens.clone()).build().unwrap();
    (client, tokens)
}

fn tokens_of(script: &Script) -> Vec<String> {
    let token = |request: &crate::transport::Request| {
        request.headers[AUTHORIZATION].to_str().unwrap().to_owned()
    };
    script.requests().iter().map(token).collect()
}

// R7.1: after 401, or 403 with a mark of expiry, once with new credentials; whatever the class.
#[tokio::test]
async fn credentials_that_ran_out_are_renewed_once() {
    #[rustfmt::skip]
    let table = [
        // answer                                                            renewed
        (401, "",                                                            true),
        (401, r#"{"error_code":"UNAUTHENTICATED","message":"who?"}"#,        true),
        (403, r#"{"error_code":"403","message":"Invalid access token."}"#,   true),
        (403, r#"{"message":"Token is expired"}"#,                           true),
        (403, r#"{"message":"The token's expiration time has passed"}"#,     true),
        (403, "<html><title>403 Forbidden</title></html>",                   true),
        (403, "",                                                            false),
        (403, r#"{"error_code":"PERMISSION_DENIED","message":"Not yours"}"#, false),
        (403, r#"{"message":"the certificate has expired"}"#,                false),
        (400, r#"{"message":"Invalid access token"}"#,                       false),
        (404, "<html>",                                                      false),
    ];
    for (status, body, renewed) in table {
        let script = Script::new();
        script.expect("make_thing", Reply::status(status).body(body));
        if renewed {
            script.expect("make_thing", thing());
        }
        let (client, tokens) = with_tokens(&script, 9);
        let result = client.call(MakeThing::default()).await;
        assert_eq!(result.is_ok(), renewed, "{status} {body}");
        assert_eq!(
            tokens.refused.load(Ordering::SeqCst),
            u32::from(renewed),
            "{status} {body}"
        );
        script.assert_done();
        let expected: &[&str] = if renewed { &["t0", "t1"] } else { &["t0"] };
        assert_eq!(tokens_of(&script), expected);
    }
}

// R7.1: exactly one replay a call; the refusal is the error.
#[tokio::test]
async fn credentials_are_not_renewed_twice_in_a_call() {
    let script = Script::new();
    script.stub("get_thing", |_| Reply::error(401, "UNAUTHENTICATED", "no"));
    let (client, tokens) = with_tokens(&script, 9);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Unauthenticated, 2)
    );
    assert_eq!(tokens.refused.load(Ordering::SeqCst), 1);
    assert_eq!(tokens_of(&script), ["t0", "t1"]);
}

// R7.1: without others to try there is no replay: one request.
#[tokio::test]
async fn credentials_that_cannot_be_renewed_are_refused_for_good() {
    let script = Script::new();
    script.expect("get_thing", Reply::error(401, "UNAUTHENTICATED", "no"));
    script.expect("get_thing", Reply::error(401, "UNAUTHENTICATED", "no"));
    let (client, _) = with_tokens(&script, 0);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    let (client, _) = crate::testing::client(&script);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(401), 1));
    script.assert_done();
}

// R7.3: why there are no others is the error then.
#[tokio::test]
async fn why_they_cannot_be_renewed_is_told() {
    let script = Script::new();
    script.expect("get_thing", Reply::status(401));
    let broken = Renewed {
        broken: true,
        ..Renewed::default()
    };
    let client = builder(&script).credentials(broken).build().unwrap();
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(error.message(), "no more tokens");
    assert_eq!(error.operation(), Some("get_thing"));
    script.assert_done();
}

// R7.5, HTTP-8: no header is kept over attempts; the user agent tells what is in use now.
#[tokio::test]
async fn each_attempt_asks_for_credentials() {
    let script = Script::new();
    script.expect("get_thing", Reply::status(503));
    script.expect("get_thing", Reply::status(401));
    script.expect("get_thing", Reply::status(503));
    script.expect("get_thing", thing());
    let (client, _) = with_tokens(&script, 1);
    client.call(GetThing::default()).await.unwrap();
    assert_eq!(tokens_of(&script), ["t0", "t0", "t1", "t1"]);
    let agents: Vec<_> = script
        .requests()
        .iter()
        .map(|one| one.headers[USER_AGENT].to_str().unwrap().to_owned())
        .collect();
    assert!(agents[1].ends_with(" auth/chain"), "{agents:?}");
    assert!(agents[2].ends_with(" auth/renewed"), "{agents:?}");
}

/// Credentials whose service is down at first.
#[derive(Debug)]
struct Late(AtomicU32);

impl Credentials for Late {
    fn name(&self) -> &'static str {
        "late"
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        Box::pin(async {
            if self.0.fetch_add(1, Ordering::SeqCst) == 0 {
                let error = Error::new(ErrorKind::Unavailable, "the token service is down");
                return Err(error.in_exchange(true, true));
            }
            Ok(HeaderMap::new())
        })
    }
}

// R2.2: what was sent to get credentials is not the request: that never left.
#[tokio::test]
async fn credentials_that_fail_for_now_are_asked_again() {
    let script = Script::new();
    script.expect("make_thing", thing());
    let late = Late(AtomicU32::new(0));
    let client = builder(&script).credentials(late).build().unwrap();
    client.call(MakeThing::default()).await.unwrap();
    script.assert_done();
}

/// Credentials that never come.
#[derive(Debug)]
struct Never;

impl Credentials for Never {
    fn name(&self) -> &'static str {
        "never"
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        Box::pin(std::future::pending())
    }
}

// R8.1: the deadline of a call holds for its credentials as well.
#[tokio::test]
async fn the_deadline_holds_for_credentials() {
    let script = Script::new();
    let client = builder(&script).credentials(Never).build().unwrap();
    let call = client.call(GetThing::default()).deadline(secs(3));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.was_sent());
    assert_eq!(client.elapsed(), secs(3));
}
