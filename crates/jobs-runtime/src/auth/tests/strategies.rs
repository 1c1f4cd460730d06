//! What each strategy asks of whom, and what it makes of the answers.

use std::io::Write;

use serde_json::json;

use super::*;
use crate::testing::secs;

/// Strategy, attributes, variables, what is told.
type Case<'a> = (&'a str, Attributes<'a>, &'a [(&'a str, &'a str)], &'a str);

// AUTH-1, CFG-16: what applies, and what is missing if not.
#[test]
fn strategies_say_what_they_lack() {
    let table: &[Case<'_>] = &[
        (
            "pat",
            &[],
            &[],
            "not configured: needs `token` (DATABRICKS_TOKEN)",
        ),
        ("pat", &[(A::Token, "t")], &[], "chosen pat"),
        (
            "basic",
            &[],
            &[],
            "not configured: needs `username` (DATABRICKS_USERNAME) and `password` \
             (DATABRICKS_PASSWORD)",
        ),
        (
            "basic",
            &[(A::Username, "u")],
            &[],
            "incomplete: needs `password` (DATABRICKS_PASSWORD)",
        ),
        (
            "basic",
            &[(A::Username, "u"), (A::Password, "p")],
            &[],
            "chosen basic",
        ),
        (
            "oauth-m2m",
            &[(A::ClientId, "i")],
            &[],
            "incomplete: needs `client_secret` (DATABRICKS_CLIENT_SECRET)",
        ),
        (
            "oauth-m2m",
            &[(A::ClientSecret, "s")],
            &[],
            "incomplete: needs `client_id` (DATABRICKS_CLIENT_ID)",
        ),
        (
            "oauth-m2m",
            &[(A::ClientId, "i"), (A::ClientSecret, "s")],
            &[],
            "chosen oauth-m2m",
        ),
        (
            "metadata-service",
            &[],
            &[],
            "not configured: needs `metadata_service_url` (DATABRICKS_METADATA_SERVICE_URL)",
        ),
        (
            "metadata-service",
            &[(A::MetadataServiceUrl, "https://elsewhere.test/x")],
            &[],
            "incomplete: needs `metadata_service_url` (DATABRICKS_METADATA_SERVICE_URL) to lead \
             to this machine, such as http://localhost:8000/…",
        ),
        (
            "metadata-service",
            &[(A::MetadataServiceUrl, "http://127.0.0.1:1/x")],
            &[],
            "chosen metadata-service",
        ),
        (
            "env-oidc",
            &[],
            &[],
            "not configured: needs an id token in the environment variable DATABRICKS_OIDC_TOKEN",
        ),
        (
            "env-oidc",
            &[],
            &[("DATABRICKS_OIDC_TOKEN", "jwt")],
            "chosen env-oidc",
        ),
        (
            "env-oidc",
            &[],
            &[("DATABRICKS_OIDC_TOKEN", " \n")],
            "not configured: needs an id token in the environment variable DATABRICKS_OIDC_TOKEN",
        ),
        (
            "env-oidc",
            &[(A::OidcTokenEnv, "MINE")],
            &[("MINE", "jwt")],
            "chosen env-oidc",
        ),
        (
            "env-oidc",
            &[(A::OidcTokenEnv, "MINE")],
            &[("DATABRICKS_OIDC_TOKEN", "jwt")],
            "incomplete: needs an id token in the environment variable MINE, which \
             `oidc_token_env` names",
        ),
        (
            "file-oidc",
            &[],
            &[],
            "not configured: needs `oidc_token_filepath` (DATABRICKS_OIDC_TOKEN_FILEPATH)",
        ),
        (
            "file-oidc",
            &[(A::OidcTokenFilepath, "/nowhere")],
            &[],
            "chosen file-oidc",
        ),
    ];
    for (name, attributes, variables, expected) in table {
        let clock = ManualClock::new();
        let context = context(attributes, variables, Script::new(), &clock);
        assert_eq!(told(verdict(&context, name)), *expected);
    }
}

// RFC 7617: the password may have colons in it, the name may not.
#[tokio::test]
async fn basic_sends_user_and_password() {
    let basic = |user| {
        let attributes = [HOST, (A::Username, user), (A::Password, "pä:ss")];
        chosen(
            &context(&attributes, &[], Script::new(), &ManualClock::new()),
            "basic",
        )
    };
    assert_eq!(
        authorization(&*basic("me")).await.unwrap(),
        "Basic bWU6cMOkOnNz"
    );
    assert!(basic("me").headers().await.unwrap()["authorization"].is_sensitive());
    let error = basic("m:e").headers().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`username` (DATABRICKS_USERNAME) must not have a colon in it"
    );
}

// AUTH-7, AUTH-15: the endpoints are found out once per client, and tokens kept.
#[tokio::test]
async fn m2m_finds_its_endpoint_once() {
    let clock = ManualClock::new();
    let script = workspace();
    let attributes = [HOST, (A::ClientId, "id"), (A::ClientSecret, "canary-3e71")];
    let context = context(&attributes, &[], script.clone(), &clock);
    let credentials = chosen(&context, "oauth-m2m");
    for _ in 0..3 {
        assert_eq!(authorization(&*credentials).await.unwrap(), "Bearer at");
    }
    clock.advance(secs(3600));
    credentials.headers().await.unwrap();
    assert_eq!(
        paths(&script),
        [
            "https://ws.example.test/.well-known/databricks-config",
            "https://ws.example.test/oidc/.well-known/oauth-authorization-server",
            "https://ws.example.test/oidc/v1/token",
            "https://ws.example.test/oidc/v1/token",
        ]
    );
}

// The scopes are those of the configuration, sorted, each once; so are the details.
#[tokio::test]
async fn scopes_and_details_are_asked_for() {
    let table: &[(Attributes<'_>, &str)] = &[
        (&[], "grant_type=client_credentials&scope=all-apis"),
        (
            &[(A::Scopes, "clusters")],
            "grant_type=client_credentials&scope=clusters",
        ),
        (
            &[(A::Scopes, "jobs, clusters jobs")],
            "grant_type=client_credentials&scope=clusters+jobs",
        ),
        (
            &[(A::AuthorizationDetails, r#"[{"type":"x"}]"#)],
            "grant_type=client_credentials&scope=all-apis&authorization_details=%5B%7B%22type%22\
             %3A%22x%22%7D%5D",
        ),
    ];
    for (attributes, form) in table {
        let script = workspace();
        let mut all = vec![HOST, (A::ClientId, "id"), (A::ClientSecret, "canary-3e71")];
        all.extend_from_slice(attributes);
        let context = context(&all, &[], script.clone(), &ManualClock::new());
        chosen(&context, "oauth-m2m").headers().await.unwrap();
        assert_eq!(forms(&script), [*form]);
    }
}

// AUTH-19, F.B test_oidc: one exchange for many calls; a fresh id token for each exchange.
#[tokio::test]
async fn a_file_s_id_token_is_read_for_each_exchange() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap().to_owned();
    let script = workspace();
    let clock = ManualClock::new();
    let attributes = [HOST, (A::OidcTokenFilepath, path.as_str())];
    let context = context(&attributes, &[], script.clone(), &clock);
    let credentials = chosen(&context, "file-oidc");

    let error = credentials.headers().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("the file of `oidc_token_filepath`, {path}, is empty")
    );
    assert!(forms(&script).is_empty());

    // G.30: what editors add around the token does no harm.
    file.write_all(b"id-token-1\r\n").unwrap();
    for _ in 0..6 {
        credentials.headers().await.unwrap();
    }
    std::fs::write(&path, "\n id-token-2").unwrap();
    clock.advance(secs(3600));
    credentials.headers().await.unwrap();
    let forms = forms(&script);
    assert_eq!(forms.len(), 2);
    assert!(
        forms[0].contains("&subject_token=id-token-1&"),
        "{}",
        forms[0]
    );
    assert!(
        forms[1].contains("&subject_token=id-token-2&"),
        "{}",
        forms[1]
    );
}

#[tokio::test]
async fn a_missing_file_is_told_by_its_path() {
    let attributes = [HOST, (A::OidcTokenFilepath, "/nowhere/token")];
    let context = context(&attributes, &[], workspace(), &ManualClock::new());
    let error = chosen(&context, "file-oidc").headers().await.unwrap_err();
    let told = "the file of `oidc_token_filepath`, /nowhere/token, cannot be read: ";
    assert!(error.to_string().starts_with(told), "{error}");
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn a_variable_s_id_token_is_exchanged_once_for_many_calls() {
    let script = workspace();
    let clock = ManualClock::new();
    let variables = [("DATABRICKS_OIDC_TOKEN", " id-token-1\n")];
    let context = context(&[HOST], &variables, script.clone(), &clock);
    let credentials = chosen(&context, "env-oidc");
    for _ in 0..6 {
        assert_eq!(authorization(&*credentials).await.unwrap(), "Bearer at");
    }
    assert_eq!(forms(&script).len(), 1);
    assert!(forms(&script)[0].contains("&subject_token=id-token-1&"));
}

// F.B test_metadata_service_auth: a long token is used again. One of ten seconds is used for most
// of them, and not asked for at each call.
#[tokio::test]
async fn the_metadata_service_s_tokens_are_kept() {
    for (life, after, second) in [
        (1000, 0, "token-1"),
        (10, 4, "token-1"),
        (10, 10, "token-2"),
    ] {
        let clock = ManualClock::new();
        clock.advance(secs(1_000_000));
        let script = Script::new();
        let mut number = 0;
        let now = clock.clone();
        script.stub("auth_get", move |_| {
            number += 1;
            let end = now.elapsed().as_secs() + life;
            let token = format!("token-{number}");
            Reply::ok(
                json!({"access_token": token, "token_type": "Bearer", "expires_on": end})
                    .to_string(),
            )
        });
        let attributes = [HOST, (A::MetadataServiceUrl, "http://localhost:1/x")];
        let context = context(&attributes, &[], script, &clock);
        let credentials = chosen(&context, "metadata-service");
        assert_eq!(
            authorization(&*credentials).await.unwrap(),
            "Bearer token-1"
        );
        clock.advance(secs(after));
        let header = authorization(&*credentials).await.unwrap();
        assert_eq!(header, format!("Bearer {second}"), "{life} {after}");
    }
}
