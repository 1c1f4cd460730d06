//! What the configuration says of calls.

use super::*;
use crate::config::Attribute::{self, *};
use crate::config::Config;
use crate::operation::Method;

/// Settings of a client whose configuration says so.
fn configured(script: &Script, host: &str, attributes: &[(Attribute, &str)]) -> ClientBuilder {
    let mut config = Config::new();
    config.set(Host, host);
    config.set(Token, CANARY);
    for (attribute, value) in attributes {
        config.set(*attribute, *value);
    }
    builder(script).config(config)
}

const HOST: &str = "https://example.test";

// CFG-32: the header that says which workspace is meant, where there is a choice.
#[tokio::test]
async fn the_workspace_is_named() {
    let account = "https://accounts.cloud.databricks.com";
    let id: &[_] = &[(WorkspaceId, "123")];
    for (host, attributes, expected) in [
        (HOST, id, Some("123")),
        (HOST, &[], None),
        (HOST, &[(WorkspaceId, "")], None),
        (account, id, None),
    ] {
        let script = Script::new();
        script.stub("raw", |_| Reply::ok("{}"));
        let client = configured(&script, host, attributes).build().unwrap();
        client.raw(Method::Get, "/a").await.unwrap();
        client
            .raw(Method::Get, "/a")
            .header("X-Databricks-Workspace-Id", "7")
            .await
            .unwrap();
        let [given, replaced] = script.requests().try_into().unwrap();
        let id = given.headers.get("x-databricks-workspace-id");
        assert_eq!(id.map(|id| id.to_str().unwrap()), expected, "{host}");
        assert_eq!(replaced.headers["x-databricks-workspace-id"], "7");
    }
}

// CFG-32: the header names the workspace that the host itself tells, from the first request on.
#[tokio::test]
async fn the_workspace_is_named_as_the_host_tells_it() {
    let script = Script::new();
    script.stub("auth_get", |request| match request.url.path() {
        "/.well-known/databricks-config" => Reply::ok(r#"{"workspace_id": 77}"#),
        _ => Reply::ok(r#"{"token_endpoint": "https://example.test/oidc/v1/token"}"#),
    });
    script.stub("auth_token", |_| {
        Reply::ok(r#"{"access_token": "t", "token_type": "Bearer", "expires_in": 3600}"#)
    });
    script.stub("raw", |_| Reply::ok("{}"));
    let mut config = Config::new();
    for (attribute, value) in [(Host, HOST), (ClientId, "id"), (ClientSecret, CANARY)] {
        config.set(attribute, value);
    }
    let client = Client::builder()
        .config(config)
        .environment(())
        .transport(script.clone())
        .clock(ManualClock::new())
        .build()
        .unwrap();
    client.raw(Method::Get, "/a").await.unwrap();
    let requests = script.requests();
    let named = |operation| {
        let mut requests = requests.iter().filter(|one| one.operation == operation);
        let request = requests.next().unwrap();
        request.headers.get("x-databricks-workspace-id")
    };
    assert_eq!(named("raw").unwrap(), "77");
    assert_eq!(named("auth_token"), None);
}

// G.2 row 14: 0 is not a default in disguise; what the program says wins.
#[tokio::test]
async fn the_time_of_an_attempt_can_be_configured() {
    for (value, expected) in [
        (None, Some(secs(60))),
        (Some("90"), Some(secs(90))),
        (Some("0.5"), Some(Duration::from_millis(500))),
        (Some("0"), None),
    ] {
        let script = Script::new();
        script.stub("raw", |_| Reply::ok("{}"));
        let attributes = value.map(|value| (HttpTimeoutSeconds, value));
        let attributes: Vec<_> = attributes.into_iter().collect();
        let build = || configured(&script, HOST, &attributes);
        build()
            .build()
            .unwrap()
            .raw(Method::Get, "/a")
            .await
            .unwrap();
        let client = build().timeout(secs(7)).build().unwrap();
        client.raw(Method::Get, "/a").await.unwrap();
        let timeouts: Vec<_> = script.requests().iter().map(|one| one.timeout).collect();
        assert_eq!(timeouts, [expected, Some(secs(7))], "{value:?}");
    }
}

// G.2 row 14
#[tokio::test]
async fn the_time_of_retries_can_be_configured() {
    for (value, attempts) in [("0", 1..2), ("3", 2..9), ("300", 20..200)] {
        let script = Script::new();
        script.stub("get_thing", |_| Reply::status(503));
        let attributes = [(RetryTimeoutSeconds, value)];
        let client = configured(&script, HOST, &attributes).build().unwrap();
        let error = client.call(GetThing::default()).await.unwrap_err();
        assert!(attempts.contains(&error.attempts()), "{value} {error}");
    }
}

// G.2 row 18: what can be configured is not ignored.
#[tokio::test]
async fn the_rate_can_be_configured() {
    for (value, set, slept) in [("1", None, 2), ("0", None, 0), ("1", Some(0), 0)] {
        let script = Script::new();
        script.stub("get_thing", |_| thing());
        let clock = ManualClock::new();
        let mut builder = configured(&script, HOST, &[(RateLimit, value)]).clock(clock.clone());
        if let Some(set) = set {
            builder = builder.rate_limit(set);
        }
        let client = builder.build().unwrap();
        for _ in 0..3 {
            client.call(GetThing::default()).await.unwrap();
        }
        assert_eq!(clock.sleeps().len(), slept, "{value} {set:?}");
    }
}

// G.2 row 18: to check nothing is refused, not ignored, and the way out is told.
#[cfg(feature = "http")]
#[test]
fn certificates_cannot_be_left_unchecked() {
    let build = |value: &str| {
        let config = Config::new()
            .with(Host, HOST)
            .with(Token, CANARY)
            .with(SkipVerify, value);
        Client::builder().config(config).environment(()).build()
    };
    build("false").unwrap();
    let error = build("true").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let line = error.to_string();
    assert!(
        line.contains("skip_verify") && line.contains("ca_bundle"),
        "{line}"
    );
}
