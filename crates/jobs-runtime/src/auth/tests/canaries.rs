//! R10: nothing that is shown of any strategy, whether it works or fails, holds a secret.

use serde_json::json;

use super::*;
use crate::auth::chain;
use crate::transport::Request;

/// A secret in which every encoding changes something.
const CANARY: &str = "canary-7f3a/+\"=&";

/// Parts of it that would show in any encoding.
const TRACE: &str = "7f3a";

/// Says back all that came with a request, as debugging services do.
fn echo(request: &Request) -> String {
    let headers: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    let body = String::from_utf8_lossy(&request.body);
    format!("{} {} {CANARY}", headers.join(" "), body)
}

/// What services may do with a secret that was sent to them.
type Answer = fn(&Request) -> Reply;

const ANSWERS: &[Answer] = &[
    |request| Reply::status(401).body(json!({"error": echo(request)}).to_string()),
    |request| {
        let answer = json!({"error": "invalid_client", "error_description": echo(request)});
        Reply::status(400).body(answer.to_string())
    },
    |request| Reply::status(403).body(json!({"message": echo(request)}).to_string()),
    |request| {
        let details = json!([{"@type": "x", "text": echo(request)}]);
        Reply::status(403).body(json!({"message": "no", "details": details}).to_string())
    },
    |request| Reply::status(503).body(format!("<pre>{}</pre>", echo(request))),
    |request| Reply::status(500).body(echo(request)),
    |request| Reply::ok(echo(request)),
    |request| Reply::ok(json!({"error": echo(request)}).to_string()),
    |_| Reply::no_connection(),
];

/// A strategy, attributes and variables.
type Configuration<'a> = (
    &'static str,
    Vec<(A, &'a str)>,
    Vec<(&'static str, &'static str)>,
);

/// One strategy each, with secrets wherever it takes any.
fn configurations(file: &str) -> Vec<Configuration<'_>> {
    vec![
        ("pat", vec![(A::Token, CANARY)], vec![]),
        (
            "basic",
            vec![(A::Username, "me"), (A::Password, CANARY)],
            vec![],
        ),
        (
            "oauth-m2m",
            vec![(A::ClientId, "me"), (A::ClientSecret, CANARY)],
            vec![],
        ),
        ("env-oidc", vec![], vec![("DATABRICKS_OIDC_TOKEN", CANARY)]),
        ("file-oidc", vec![(A::OidcTokenFilepath, file)], vec![]),
        (
            "metadata-service",
            vec![(
                A::MetadataServiceUrl,
                "http://localhost:1/canary-7f3a?k=7f3a",
            )],
            vec![],
        ),
        (
            "azure-client-secret",
            vec![
                (A::Cloud, "AZURE"),
                (A::AzureTenantId, "tenant"),
                (A::AzureClientId, "me"),
                (A::AzureClientSecret, CANARY),
            ],
            vec![],
        ),
        (
            "github-oidc",
            vec![
                (A::ActionsIdTokenRequestUrl, "https://actions.test/id"),
                (A::ActionsIdTokenRequestToken, CANARY),
            ],
            vec![],
        ),
        (
            "azure-devops-oidc",
            vec![],
            vec![
                ("SYSTEM_ACCESSTOKEN", CANARY),
                ("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev.test/"),
                ("SYSTEM_TEAMPROJECTID", "project"),
                ("SYSTEM_PLANID", "plan"),
                ("SYSTEM_JOBID", "job"),
                ("SYSTEM_HOSTTYPE", "build"),
            ],
        ),
    ]
}

#[tokio::test]
async fn nothing_that_is_shown_holds_a_secret() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), CANARY).unwrap();
    let mut failures = 0;
    for (name, mut attributes, variables) in configurations(file.path().to_str().unwrap()) {
        attributes.push((A::Host, "https://ws.example.test"));
        for answer in ANSWERS {
            let script = Script::new();
            // All that the metadata service knows of us is how it is asked.
            let is_get_answered = name == "metadata-service";
            script.stub("auth_get", move |request| match request.url.path() {
                "/oidc/.well-known/oauth-authorization-server" => {
                    Reply::ok(r#"{"token_endpoint": "https://ws.example.test/token"}"#)
                }
                "/id" => answer(request),
                _ if is_get_answered => {
                    let error = format!("cannot GET {}", request.url);
                    Reply::status(404).body(json!({ "error": error }).to_string())
                }
                _ => Reply::status(404),
            });
            script.stub("auth_token", answer);
            script.stub("auth_post", answer);
            let clock = ManualClock::new();
            let context = context(
                &attributes,
                &variables,
                script.clone().on_clock(&clock),
                &clock,
            );
            let credentials = chain::from_config(&context).unwrap();
            let outcome = credentials.headers().await;
            let explanation = crate::auth::explain(&context, None).await;
            let mut shown = format!("{credentials:?} {outcome:?} {explanation} {explanation:?}");
            if let Err(error) = outcome {
                failures += 1;
                shown += &format!("{error} {error:#} {error:?}");
            }
            shown += &format!("{context:?}");
            assert!(!shown.contains(TRACE), "{name}: {shown}");
        }
    }
    // Every answer is a failure to those that send their secret to be exchanged.
    assert_eq!(failures, 7 * ANSWERS.len());
}

// Also of tokens that a program brings along, with the headers that belong to them.
#[tokio::test]
async fn tokens_show_nothing_of_themselves() {
    let name = http::HeaderName::from_static("x-second-token");
    let mut token = Token::new(CANARY.replace('"', ""));
    token
        .headers
        .insert(name.clone(), http::HeaderValue::from_static("canary-7f3a"));
    let headers = token.to_headers().unwrap();
    assert!(headers[&name].is_sensitive());
    let shown = format!("{token:?} {headers:?}");
    assert!(!shown.contains(TRACE), "{shown}");

    let broken = Token::new("canary-7f3a\n").to_headers().unwrap_err();
    assert!(!format!("{broken:?}").contains(TRACE));
}
