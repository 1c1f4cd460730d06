//! Secrets of the ways to authenticate, of the tokens they lead to, and of what says them back.

use std::collections::HashMap;
use std::path::Path;
use std::{fs, io};

use jobs_runtime::Client;
use jobs_runtime::clock::ManualClock;
use jobs_runtime::config::{Attribute as A, Config};
use jobs_runtime::operation::Method;
use jobs_runtime::transport::{Reply, Request, Script};
use serde_json::json;

use crate::log::{assert_log_is_clean, heard, listen};
use crate::shown::{Shown, leak};

/// A way to authenticate: its name, attributes and variables.
struct Way {
    name: &'static str,
    attributes: Vec<(A, String)>,
    variables: Vec<(&'static str, String)>,
}

fn way(name: &'static str, attributes: &[(A, &str)], variables: &[(&'static str, &str)]) -> Way {
    Way {
        name,
        attributes: attributes
            .iter()
            .map(|(attribute, value)| (*attribute, (*value).to_owned()))
            .collect(),
        variables: variables
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
    }
}

/// All of them, with secrets wherever they take any; programs and files stand in `folder`.
fn ways(folder: &Path) -> Vec<Way> {
    let path = |name: &str| folder.join(name).display().to_string();
    let azure = [
        (A::Cloud, "AZURE"),
        (A::AzureTenantId, "tenant"),
        (A::AzureClientId, "id"),
    ];
    let actions = [
        (A::ActionsIdTokenRequestUrl, "https://actions.test/id?api=1"),
        (A::ActionsIdTokenRequestToken, "canary-actions"),
    ];
    vec![
        way("pat", &[(A::Token, "canary-pat")], &[]),
        way(
            "basic",
            &[(A::Username, "me"), (A::Password, "canary-basic")],
            &[],
        ),
        way(
            "oauth-m2m",
            &[(A::ClientId, "id"), (A::ClientSecret, "canary-m2m")],
            &[],
        ),
        way(
            "env-oidc",
            &[],
            &[("DATABRICKS_OIDC_TOKEN", "canary-env-oidc")],
        ),
        way(
            "file-oidc",
            &[(A::OidcTokenFilepath, &path("id-token"))],
            &[],
        ),
        way("github-oidc", &actions, &[]),
        way(
            "github-oidc-azure",
            &[actions.as_slice(), &azure].concat(),
            &[],
        ),
        way(
            "azure-devops-oidc",
            &[],
            &[
                ("SYSTEM_ACCESSTOKEN", "canary-devops"),
                ("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev.test/"),
                ("SYSTEM_TEAMPROJECTID", "project"),
                ("SYSTEM_PLANID", "plan"),
                ("SYSTEM_JOBID", "job"),
                ("SYSTEM_HOSTTYPE", "build"),
            ],
        ),
        way(
            "azure-client-secret",
            &[
                azure.as_slice(),
                &[(A::AzureClientSecret, "canary-azure-secret")],
            ]
            .concat(),
            &[],
        ),
        way(
            "azure-msi",
            &[(A::Cloud, "AZURE"), (A::AzureUseMsi, "true")],
            &[],
        ),
        way("azure-cli", &[(A::Cloud, "AZURE")], &[]),
        way("azure-cli", &[(A::Cloud, "AZURE")], &[("AZ", "fails")]),
        way(
            "databricks-cli",
            &[(A::DatabricksCliPath, &path("databricks"))],
            &[],
        ),
        way(
            "databricks-cli",
            &[(A::DatabricksCliPath, &path("databricks-fails"))],
            &[],
        ),
        way(
            "metadata-service",
            &[(
                A::MetadataServiceUrl,
                "http://localhost:1/canary-path?key=canary-query",
            )],
            &[],
        ),
        way(
            "google-credentials",
            &[(
                A::GoogleCredentials,
                r#"{"type": "service_account", "client_email": "a@b.test",
                    "token_uri": "https://google.test/token", "private_key": "canary-google"}"#,
            )],
            &[],
        ),
    ]
}

/// What stands in for the programs and files of this machine.
fn furnish(folder: &Path) -> io::Result<()> {
    fs::write(folder.join("id-token"), "canary-file-oidc\n")?;
    let long = "x".repeat(100);
    let az = r#"{"accessToken": "canary-azure-cli", "tokenType": "Bearer",
        "expiresOn": "2099-01-01 00:00:00.000000", "user": {"name": "me", "type": "user"}}"#;
    program(&folder.join("az"), &format!("echo '{az}'"))?;
    fs::create_dir(folder.join("fails"))?;
    let fails = format!("echo canary-printed; echo 'bad token canary-told-{long}' >&2; exit 1");
    program(&folder.join("fails/az"), &fails)?;
    program(&folder.join("databricks-fails"), &fails)?;
    let databricks = r#"{"access_token": "canary-databricks-cli", "token_type": "Bearer",
        "expiry": "2099-01-01T00:00:00Z"}"#;
    program(&folder.join("databricks"), &format!("echo '{databricks}'"))
}

fn program(path: &Path, script: &str) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    fs::write(path, format!("#!/bin/sh\n{script}\n"))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

/// Says back all that came with a request, as debugging services do.
fn echo(request: &Request) -> String {
    let mut text = format!("{} {}", request.method, request.url);
    for (name, value) in &request.headers {
        text += &format!(" {name}: {}", value.to_str().unwrap());
    }
    text + " " + &String::from_utf8_lossy(&request.body)
}

/// What a service that gives tokens may do.
type Answer = fn(&Request) -> Reply;

const ANSWERS: &[Answer] = &[
    |_| {
        let token = json!({"access_token": "canary-access", "refresh_token": "canary-refresh",
            "id_token": "canary-id", "value": "canary-value", "token_type": "Bearer",
            "expires_in": "3600", "expires_on": 4_000_000_000_u64, "expiry": 4_000_000_000_u64,
            "token": "canary-token", "oidcToken": "canary-oidc"});
        Reply::ok(token.to_string())
    },
    |_| Reply::ok(r#"{"access_token": "canary-cut-off"#),
    |_| Reply::ok(r#"{"access_token": ["canary-in-a-list"], "value": 1}"#),
    |_| Reply::ok("access_token=canary-in-a-form"),
    |_| Reply::ok("<html><title>canary-page</title>"),
    |request| {
        let answer = json!({"error": "invalid_client", "error_description": echo(request)});
        Reply::status(400).body(answer.to_string())
    },
    |request| Reply::status(401).body(json!({"message": echo(request)}).to_string()),
    |request| Reply::status(403).body(format!("<pre>{}</pre>", echo(request))),
    |request| Reply::status(500).body(echo(request)),
    |request| Reply::error(503, "BUSY", &echo(request)).header("retry-after", "1"),
    |_| Reply::status(302).header("location", "https://x.test/?token=canary-location"),
    |_| Reply::no_connection(),
    |_| Reply::timeout(),
];

/// What the API may do with the credentials that it gets.
const REFUSALS: &[Answer] = &[
    |request| Reply::error(401, "UNAUTHENTICATED", &echo(request)),
    |request| {
        Reply::error(
            403,
            "PERMISSION_DENIED",
            &format!("expired token: {}", echo(request)),
        )
    },
    |request| Reply::status(403).body(format!("<pre>{}</pre>", echo(request))),
    |request| Reply::error(400, &echo(request), "no"),
    |request| Reply::status(500).body(echo(request)),
    |request| {
        let details = json!([{"@type": "type.googleapis.com/google.rpc.DebugInfo",
            "stack_entries": [echo(request)], "detail": echo(request)}]);
        Reply::status(400).body(json!({"message": "no", "details": details}).to_string())
    },
];

/// A client that authenticates in this way.
fn client(way: &Way, folder: &Path, script: &Script) -> jobs_runtime::Result<Client> {
    let mut config = Config::new()
        .with(A::Host, "https://ws.example.test")
        .with(A::AuthType, way.name);
    for (attribute, value) in &way.attributes {
        config.set(*attribute, value.as_str());
    }
    let mut variables: HashMap<String, String> = way
        .variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let programs = match variables.get("AZ") {
        Some(other) => folder.join(other),
        None => folder.to_owned(),
    };
    let path = format!("{}:/usr/bin:/bin", programs.display());
    variables.insert("PATH".to_owned(), path);
    let clock = ManualClock::new();
    Client::builder()
        .config(config)
        .environment(variables)
        .transport(script.clone().on_clock(&clock))
        .clock(clock)
        .build()
}

/// A workspace whose token endpoint, and all other services that give tokens, answer like this.
fn services(tokens: Answer, api: Answer) -> Script {
    let script = Script::new();
    script.stub("auth_get", move |request| match request.url.path() {
        "/.well-known/databricks-config" => Reply::status(404),
        "/aad/auth" => Reply::status(302).header("location", "https://login.test/tenant/oauth2"),
        path if path.ends_with("/oauth-authorization-server") => {
            Reply::ok(r#"{"token_endpoint": "https://ws.example.test/token"}"#)
        }
        _ => tokens(request),
    });
    script.stub("auth_post", tokens);
    script.stub("auth_token", tokens);
    script.stub("raw", api);
    script
}

// R10.1, G.1 rows 5 to 7: whatever the services do that give tokens.
#[tokio::test]
async fn no_way_to_authenticate_shows_a_secret() {
    listen();
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path()).unwrap();
    let mut shown = Shown::default();
    let (mut called, mut failed) = (0, 0);
    for way in ways(folder.path()) {
        for answer in ANSWERS {
            let script = services(*answer, |_| Reply::ok("{}"));
            let client = client(&way, folder.path(), &script);
            shown.result(way.name, &client);
            let Ok(client) = client else {
                continue;
            };
            let explanation = client.explain_auth().await;
            shown.text("explanation", &explanation);
            shown.debug("explanation", &explanation);
            let called_now = client.raw(Method::Get, "/api").await;
            shown.result("call", &called_now);
            match called_now {
                Ok(_) => called += 1,
                Err(_) => failed += 1,
            }
            shown.debug("client", &client);
            shown.debug("script", &script);
            let again = client.raw(Method::Post, "/api").await;
            shown.result("call", &again);
        }
    }
    assert!(called > 20 && failed > 60, "{called} {failed}");
    shown.assert_clean(&["raw: no token from", "azure-cli", "the Databricks CLI"]);
    assert_log_is_clean(&["jobs_runtime"]);
}

// R10.1, G.1 row 7: whatever the API does with the credentials.
#[tokio::test]
async fn no_refusal_shows_the_credentials() {
    listen();
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path()).unwrap();
    let mut shown = Shown::default();
    let mut sent = 0;
    for way in ways(folder.path()) {
        for refusal in REFUSALS {
            let script = services(ANSWERS[0], *refusal);
            let Ok(client) = client(&way, folder.path(), &script) else {
                continue;
            };
            let answer = client.raw(Method::Get, "/api").await;
            shown.result(way.name, &answer);
            sent += script
                .requests()
                .iter()
                .filter(|request| request.operation == "raw" && leak(&echo(request)).is_some())
                .count();
        }
    }
    assert!(sent > 70, "{sent} requests had credentials");
    shown.assert_clean(&["raw: ", "UNAUTHENTICATED", "PERMISSION_DENIED", "***"]);
    assert_log_is_clean(&["raw", "failed"]);
}

// R10.1: nothing that goes to a token endpoint is in the log, nor what it answers, not even with
// its secrets masked.
#[tokio::test]
async fn the_log_knows_no_token_endpoint() {
    listen();
    let way = way(
        "oauth-m2m",
        &[
            (A::ClientId, "id-of-a-form"),
            (A::ClientSecret, "canary-m2m"),
        ],
        &[],
    );
    let script = services(
        |_| Reply::ok(r#"{"access_token": "canary-access", "note": "of-an-answer"}"#),
        |_| Reply::ok(r#"{"state": "of-the-api"}"#),
    );
    let folder = tempfile::tempdir().unwrap();
    let client = client(&way, folder.path(), &script).unwrap();
    client.raw(Method::Get, "/api").await.unwrap();
    let requests = script.requests();
    let form = requests
        .iter()
        .find(|request| request.operation == "auth_token");
    assert!(echo(form.unwrap()).contains("grant_type=client_credentials"));

    let heard = heard();
    assert!(heard.contains("of-the-api"), "{heard}");
    for word in [
        "grant_type",
        "client_credentials",
        "id-of-a-form",
        "of-an-answer",
        "/token",
    ] {
        assert!(!heard.contains(word), "the log tells of `{word}`");
    }
    assert_log_is_clean(&["authorization: ***"]);
}
