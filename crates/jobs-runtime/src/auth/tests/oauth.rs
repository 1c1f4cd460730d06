//! Where OAuth's endpoints are, what hosts tell about themselves, and how id tokens are exchanged.

use serde_json::json;

use super::*;
use crate::auth::chain;
use crate::auth::oauth::{audience, exchange_id_token, token_endpoint};
use crate::config::Secret;
use crate::testing::secs;

const ACCOUNT_HOST: (A, &str) = (A::Host, "https://accounts.cloud.databricks.com");

/// Attributes, metadata, endpoint or error, paths asked.
type Endpoint<'a> = (
    Attributes<'a>,
    String,
    Result<&'a str, &'a str>,
    &'a [&'a str],
);

// AUTH-7: which token endpoint is used, and what is asked for it.
#[tokio::test]
async fn token_endpoints_are_found() {
    let told = |metadata: serde_json::Value| metadata.to_string();
    let table: &[Endpoint<'_>] = &[
        (
            &[ACCOUNT_HOST, (A::AccountId, "acc")],
            String::new(),
            Ok("https://accounts.cloud.databricks.com/oidc/accounts/acc/v1/token"),
            &[],
        ),
        (
            &[ACCOUNT_HOST],
            told(json!({"account_id": "told"})),
            Ok("https://accounts.cloud.databricks.com/oidc/accounts/told/v1/token"),
            &["/.well-known/databricks-config"],
        ),
        (
            &[ACCOUNT_HOST],
            String::new(),
            Err("OAuth on an account host needs `account_id` (DATABRICKS_ACCOUNT_ID)"),
            &["/.well-known/databricks-config"],
        ),
        (
            &[HOST, (A::DiscoveryUrl, "https://idp.example.test/mine")],
            String::new(),
            Ok("https://ws.example.test/mine"),
            &["/mine"],
        ),
        (
            &[HOST, (A::AccountId, "acc")],
            told(json!({"oidc_endpoint": "https://x.test/oidc/accounts/{account_id}//"})),
            Ok("https://ws.example.test/oidc/accounts/acc/.well-known/oauth-authorization-server"),
            &[
                "/.well-known/databricks-config",
                "/oidc/accounts/acc/.well-known/oauth-authorization-server",
            ],
        ),
        // CFG-30, G.26: a place for an account that nobody knows is no reason to fail.
        (
            &[HOST],
            told(json!({"oidc_endpoint": "https://x.test/oidc/accounts/{account_id}"})),
            Ok("https://ws.example.test/oidc/.well-known/oauth-authorization-server"),
            &[
                "/.well-known/databricks-config",
                "/oidc/.well-known/oauth-authorization-server",
            ],
        ),
        // Neither are metadata that are none.
        (
            &[HOST],
            "[1, <".to_owned(),
            Ok("https://ws.example.test/oidc/.well-known/oauth-authorization-server"),
            &[
                "/.well-known/databricks-config",
                "/oidc/.well-known/oauth-authorization-server",
            ],
        ),
    ];
    for (attributes, metadata, expected, asked) in table {
        let script = Script::new();
        let metadata = metadata.clone();
        script.stub("auth_get", move |request| match request.url.path() {
            "/.well-known/databricks-config" if metadata.is_empty() => Reply::status(404),
            "/.well-known/databricks-config" => Reply::ok(metadata.clone()),
            path => Reply::ok(
                json!({"token_endpoint": format!("https://ws.example.test{path}")}).to_string(),
            ),
        });
        let context = context(attributes, &[], script.clone(), &ManualClock::new());
        let found = token_endpoint(&context).await;
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, *expected),
            (Err(found), Err(expected)) => assert_eq!(found.to_string(), *expected),
            (found, expected) => panic!("{found:?} for {expected:?}"),
        }
        let paths: Vec<_> = script
            .requests()
            .iter()
            .map(|request| request.url.path().to_owned())
            .collect();
        assert_eq!(paths, *asked);
        let no_secrets = |name: &str| !matches!(name, "authorization" | "cookie");
        for request in script.requests() {
            assert!(
                request.headers.keys().all(|name| no_secrets(name.as_str())),
                "AUTH-12"
            );
        }
    }
}

// AUTH-7, G.26: hosts without OAuth say so, and endpoints in the open are not used.
#[tokio::test]
async fn discovery_fails_in_clear_words() {
    let table = [
        (
            Reply::status(404),
            "OAuth is not supported for this host: there is no \
             https://ws.example.test/oidc/.well-known/oauth-authorization-server. Use another way \
             to authenticate, or check the host",
        ),
        (
            Reply::ok("{}"),
            "https://ws.example.test/oidc/.well-known/oauth-authorization-server names no \
             `token_endpoint`",
        ),
        (
            Reply::ok(r#"{"token_endpoint": "http://evil.test/token"}"#),
            "host `http://evil.test` is reached without TLS: credentials would be open to all on \
             the way. Use https://",
        ),
        (
            Reply::ok("<html>"),
            "ws.example.test answered something else than JSON: is the address right?",
        ),
        (
            Reply::status(403).body("no"),
            "ws.example.test refuses: no (status 403)",
        ),
    ];
    for (reply, told) in table {
        let script = Script::new();
        script.expect("auth_get", Reply::status(404));
        script.expect("auth_get", reply);
        let attributes = [HOST, (A::ClientId, "id"), (A::ClientSecret, "canary-3e71")];
        let context = context(&attributes, &[], script.clone(), &ManualClock::new());
        let error = chosen(&context, "oauth-m2m").headers().await.unwrap_err();
        assert_eq!(error.to_string(), told);
        script.assert_done();
    }
}

// F.B test_oauth: 429 is waited out there as well.
#[tokio::test]
async fn discovery_is_repeated_where_that_may_help() {
    let script = Script::new();
    script.expect("auth_get", Reply::status(404));
    script.expect("auth_get", Reply::status(429));
    script.expect(
        "auth_get",
        Reply::ok(r#"{"token_endpoint": "https://a.test/t"}"#),
    );
    let context = context(&[HOST], &[], script.clone(), &ManualClock::new());
    assert_eq!(token_endpoint(&context).await.unwrap(), "https://a.test/t");
    script.assert_done();
}

// CFG-31: the host is asked twice at most, for under 5 s, and what comes of it is never fatal. A
// host that did not answer is asked again at the next occasion, one that did is not.
#[tokio::test]
async fn metadata_take_little_time() {
    let clock = ManualClock::new();
    let script = Script::new();
    script.stub("auth_get", |_| Reply::ok("").taking(secs(100)));
    let context = context(&[HOST], &[], script.clone().on_clock(&clock), &clock);
    assert!(context.metadata().await.account_id.is_none());
    assert!(clock.elapsed() <= secs(5), "{:?}", clock.elapsed());
    assert_eq!(script.requests().len(), 2);

    script.stub("auth_get", |_| {
        Reply::ok(r#"{"workspace_id": 77, "account_id": "a"}"#)
    });
    assert_eq!(context.workspace_id(), None);
    for _ in 0..3 {
        assert_eq!(context.metadata().await.account_id.as_deref(), Some("a"));
    }
    assert_eq!(script.requests().len(), 3);
    // CFG-32: requests may now name the workspace.
    assert_eq!(context.workspace_id(), Some("77"));
}

// CFG-29: what is configured is not overwritten by what the host tells.
#[tokio::test]
async fn metadata_fill_only_what_is_unset() {
    let script = Script::new();
    script.stub("auth_get", |_| {
        Reply::ok(r#"{"workspace_id": "1", "account_id": "a", "cloud": "AWS"}"#)
    });
    let attributes = [HOST, (A::WorkspaceId, "2"), (A::AccountId, "b")];
    let context = context(&attributes, &[], script, &ManualClock::new());
    context.metadata().await;
    assert_eq!(context.workspace_id(), Some("2"));
    assert_eq!(context.learned_of_host(), [("cloud", "AWS".to_owned())]);
}

// CFG-31: strategies that need no metadata ask for none.
#[tokio::test]
async fn the_host_is_left_alone_where_nothing_is_needed() {
    for attributes in [
        [HOST, (A::Token, "t"), (A::AuthType, "pat")],
        [HOST, (A::Username, "u"), (A::Password, "p")],
    ] {
        let script = Script::new();
        let context = context(&attributes, &[], script.clone(), &ManualClock::new());
        let credentials = chain::from_config(&context).unwrap();
        credentials.headers().await.unwrap();
        assert!(script.requests().is_empty());
    }
}

// AUTH-6
#[tokio::test]
async fn the_audience_of_id_tokens() {
    let table: &[(Attributes<'_>, serde_json::Value, &str)] = &[
        (&[HOST, (A::TokenAudience, "mine")], json!({}), "mine"),
        (
            &[HOST, (A::TokenAudience, "mine")],
            json!({"token_federation_default_oidc_audiences": ["told"]}),
            "mine",
        ),
        (
            &[HOST, (A::AccountId, "acc")],
            json!({"token_federation_default_oidc_audiences": ["told", "too"]}),
            "told",
        ),
        (
            &[ACCOUNT_HOST, (A::AccountId, "acc")],
            json!({"token_federation_default_oidc_audiences": ["told"]}),
            "told",
        ),
        (&[ACCOUNT_HOST, (A::AccountId, "acc")], json!({}), "acc"),
        (&[HOST], json!({"account_id": "told"}), "told"),
        (
            &[HOST],
            json!({"account_id": "told", "workspace_id": "1"}),
            "https://ws.example.test/oidc/v1/token",
        ),
        (
            &[HOST, (A::AccountId, "acc")],
            json!({}),
            "https://ws.example.test/oidc/v1/token",
        ),
    ];
    for (attributes, metadata, expected) in table {
        let script = workspace();
        script.expect("auth_get", Reply::ok(metadata.to_string()));
        let context = context(attributes, &[], script, &ManualClock::new());
        assert_eq!(
            audience(&context).await.unwrap(),
            *expected,
            "{attributes:?} {metadata}"
        );
    }
}

// AUTH-5: the form of an exchange; without a client id, the policy is the whole account's.
#[tokio::test]
async fn id_tokens_are_exchanged() {
    let common = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange\
                  &subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt\
                  &subject_token=a.b.c";
    let table: &[(Attributes<'_>, String)] = &[
        (&[HOST], format!("{common}&scope=all-apis")),
        (
            &[
                HOST,
                (A::ClientId, "id"),
                (A::Scopes, "b a"),
                (A::AuthorizationDetails, "[]"),
            ],
            format!("{common}&scope=a+b&authorization_details=%5B%5D&client_id=id"),
        ),
    ];
    for (attributes, form) in table {
        let script = workspace();
        let context = context(attributes, &[], script.clone(), &ManualClock::new());
        exchange_id_token(&context, &Secret::new("a.b.c"))
            .await
            .unwrap();
        assert_eq!(forms(&script), [form.as_str()]);
        let requests = script.requests();
        assert!(
            !requests
                .last()
                .unwrap()
                .headers
                .contains_key("authorization")
        );
    }
}
