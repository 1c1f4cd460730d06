//! Tokens that clients get at the token endpoint.

use std::io::Write as _;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use jobs_emulator::{Emulator, EmulatorBuilder, InProcess, Principal};
use serde_json::{Value, json};

const SECRET: &str = "canary-client-secret";

const CLIENT_CREDENTIALS: &str = "grant_type=client_credentials&scope=all-apis";

fn service(settings: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> InProcess {
    let builder = Emulator::builder().virtual_clock();
    settings(builder).in_process().expect("the emulator starts")
}

/// A workspace with two clients and one token of a user.
fn shared() -> InProcess {
    service(|builder| {
        let robot = Principal::service_principal("robot").member_of("data");
        builder
            .oauth_client(SECRET, robot)
            .oauth_client("canary-other", Principal::service_principal("boss").admin())
            .principal("canary-ada", Principal::user("ada"))
    })
}

async fn send(
    service: &InProcess,
    method: &str,
    path: &str,
    authorization: Option<&str>,
    body: &str,
) -> (u16, Value) {
    let mut request = http::Request::builder().method(method).uri(path);
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    let request = request.body(body.to_owned().into()).expect("a request");
    let answer = service.handle(request).await;
    let body = serde_json::from_slice(answer.body()).expect("JSON");
    (answer.status().as_u16(), body)
}

fn basic(name: &str, password: &str) -> String {
    let encoded = BASE64_STANDARD.encode(format!("{name}:{password}"));
    format!("Basic {encoded}")
}

async fn token(service: &InProcess, authorization: Option<&str>, form: &str) -> (u16, Value) {
    send(service, "POST", "/oidc/v1/token", authorization, form).await
}

async fn access_token(service: &InProcess, id: &str, secret: &str) -> String {
    let (status, answer) = token(service, Some(&basic(id, secret)), CLIENT_CREDENTIALS).await;
    assert_eq!(status, 200);
    answer["access_token"].as_str().expect("a token").to_owned()
}

/// Name of the caller with this token; none if it is refused.
async fn me(service: &InProcess, token: &str) -> Option<String> {
    let bearer = format!("Bearer {token}");
    let path = "/api/2.0/preview/scim/v2/Me";
    let (status, me) = send(service, "GET", path, Some(&bearer), "").await;
    (status == 200).then(|| me["userName"].as_str().unwrap_or_default().to_owned())
}

/// Section 8, AUTH-7: the token endpoint is found from the host alone, without credentials.
#[tokio::test]
async fn the_token_endpoint_is_found_from_the_host() {
    let service = service(|builder| builder);
    let path = "/.well-known/databricks-config";
    let (_, config) = send(&service, "GET", path, None, "").await;
    let endpoint = config["oidc_endpoint"].as_str().expect("an endpoint");
    let host = endpoint.strip_suffix("/oidc").expect("the host before it");
    for document in ["oauth-authorization-server", "openid-configuration"] {
        let path = format!("/oidc/.well-known/{document}");
        let (status, found) = send(&service, "GET", &path, None, "").await;
        assert_eq!(status, 200);
        assert_eq!(found["token_endpoint"], format!("{host}/oidc/v1/token"));
    }
}

/// Section 8: a client's secret, in the header or in the body, gets a token of its service principal.
#[tokio::test]
async fn clients_get_tokens_for_their_secrets() {
    let service = shared();
    let in_body = format!("{CLIENT_CREDENTIALS}&client_id=robot&client_secret={SECRET}");
    let in_header = basic("robot", SECRET);
    for (header, form) in [
        (Some(in_header.as_str()), CLIENT_CREDENTIALS),
        (None, in_body.as_str()),
    ] {
        let (status, answer) = token(&service, header, form).await;
        assert_eq!(status, 200);
        assert_eq!(answer["token_type"], "Bearer");
        assert_eq!(answer["expires_in"], 3600);
        assert_eq!(answer["scope"], "all-apis");
        let token = answer["access_token"].as_str().expect("a token");
        assert_eq!(me(&service, token).await.as_deref(), Some("robot"));
    }
    let first = access_token(&service, "robot", SECRET).await;
    let second = access_token(&service, "robot", SECRET).await;
    assert!(first != second, "each token is another one");
}

/// Section 6: permissions count for clients as for users.
#[tokio::test]
async fn clients_have_the_rights_of_their_principals() {
    let service = shared();
    let path = "/api/2.2/jobs/get?job_id=7";
    for (id, secret, status) in [("robot", SECRET, 403), ("boss", "canary-other", 400)] {
        let bearer = format!("Bearer {}", access_token(&service, id, secret).await);
        let answer = send(&service, "GET", path, Some(&bearer), "").await;
        assert_eq!(answer.0, status, "{id}");
    }
}

/// Section 8: what is refused, in OAuth's own form.
#[tokio::test]
async fn refusals_are_told_as_oauth_tells_them() {
    let service = shared();
    let wrong = basic("robot", "canary-wrong");
    let right = basic("robot", SECRET);
    let exchange = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange";
    let unknown = format!("{exchange}&subject_token=canary-unknown");
    for (header, form, status, error) in [
        (Some(&wrong), CLIENT_CREDENTIALS, 401, "invalid_client"),
        (None, CLIENT_CREDENTIALS, 401, "invalid_client"),
        (Some(&right), "", 400, "invalid_request"),
        (
            Some(&right),
            "grant_type=password",
            400,
            "unsupported_grant_type",
        ),
        (Some(&right), exchange, 400, "invalid_request"),
        (Some(&right), &unknown, 400, "invalid_grant"),
    ] {
        let (answered, body) = token(&service, header.map(String::as_str), form).await;
        assert_eq!(
            (answered, &body["error"]),
            (status, &json!(error)),
            "{form}"
        );
        assert!(body["error_description"].is_string());
    }
    assert_eq!(me(&service, "any").await, None);
}

/// Section 8: without clients and tokens any client gets a token, and so does whoever brings a JWT.
#[tokio::test]
async fn an_open_emulator_gives_tokens_to_anybody() {
    let service = service(|builder| builder);
    let robot = access_token(&service, "robot", SECRET).await;
    assert_eq!(me(&service, &robot).await.as_deref(), Some("robot"));
    let claims = BASE64_URL_SAFE_NO_PAD.encode(r#"{"sub":"repo:team/app"}"#);
    let form = format!(
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=canary.{claims}.x"
    );
    for (client, name) in [("", "repo:team/app"), ("&client_id=robot", "robot")] {
        let (status, answer) = token(&service, None, &format!("{form}{client}")).await;
        assert_eq!(status, 200);
        let token = answer["access_token"].as_str().expect("a token");
        assert_eq!(me(&service, token).await.as_deref(), Some(name));
    }
}

/// Section 8: no signature is checked here, so a protected emulator exchanges only tokens that it
/// knows.
#[tokio::test]
async fn a_protected_emulator_exchanges_only_tokens_it_knows() {
    let service = shared();
    let form =
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=canary-ada";
    let (status, answer) = token(&service, None, form).await;
    assert_eq!(status, 200);
    let token = answer["access_token"].as_str().expect("a token");
    assert_eq!(me(&service, token).await.as_deref(), Some("ada"));
}

/// Section 8: tokens last as long as the emulator was told, by its clock.
#[tokio::test]
async fn tokens_end_after_their_lifetime() {
    let service = service(|builder| builder.token_lifetime(Duration::from_secs(60)));
    let (_, answer) = token(&service, Some(&basic("robot", SECRET)), CLIENT_CREDENTIALS).await;
    assert_eq!(answer["expires_in"], 60);
    let token = answer["access_token"].as_str().expect("a token");
    service
        .advance(Duration::from_millis(59_999))
        .expect("a virtual clock");
    assert!(me(&service, token).await.is_some());
    service
        .advance(Duration::from_millis(1))
        .expect("a virtual clock");
    assert!(me(&service, token).await.is_none());
}

/// R22.7: with a workspace for each token, all tokens of a client lead to one.
#[tokio::test]
async fn tokens_of_one_client_share_a_workspace() {
    let service = service(EmulatorBuilder::workspace_per_token);
    let bearer = |token: String| format!("Bearer {token}");
    let first = bearer(access_token(&service, "robot", SECRET).await);
    let created = "/api/2.2/jobs/create";
    send(&service, "POST", created, Some(&first), r#"{"name":"a"}"#).await;
    for (id, sees) in [("robot", true), ("other", false)] {
        let token = bearer(access_token(&service, id, SECRET).await);
        let (_, list) = send(&service, "GET", "/api/2.2/jobs/list", Some(&token), "").await;
        assert_eq!(list["jobs"].is_array(), sees, "{id}");
    }
}

/// Section 0: older clients send a token as the password of a user.
#[tokio::test]
async fn a_token_may_come_as_a_password() {
    let service = shared();
    let path = "/api/2.0/preview/scim/v2/Me";
    let ada = basic("token", "canary-ada");
    let (status, me) = send(&service, "GET", path, Some(&ada), "").await;
    assert_eq!((status, &me["userName"]), (200, &json!("ada")));
    let wrong = basic("token", "canary-wrong");
    assert_eq!(send(&service, "GET", path, Some(&wrong), "").await.0, 403);
}

/// R10.1: neither secrets nor tokens are in the journal or in what is shown for debugging.
#[tokio::test]
async fn secrets_are_not_shown() {
    let service = shared();
    let form = format!("{CLIENT_CREDENTIALS}&client_id=robot&client_secret={SECRET}");
    token(&service, None, &form).await;
    let journal = service.journal();
    let entry = journal.last().expect("an entry");
    assert_eq!(entry.operation, Some("issue_token"));
    assert_eq!(entry.principal.as_deref(), Some("robot"));
    let shown = format!("{journal:?} {service:?}");
    assert!(!shown.contains("canary"));
    let builder = Emulator::builder().oauth_client(SECRET, Principal::service_principal("robot"));
    assert!(!format!("{builder:?}").contains("canary"));
}

/// R22.2: a scenario names clients and how long their tokens last.
#[tokio::test]
async fn a_scenario_names_clients() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    let text = format!(
        "token_lifetime_ms: 5000\noauth_clients:\n  - {{client_id: robot, client_secret: {SECRET}}}\n"
    );
    file.write_all(text.as_bytes()).expect("a full file");
    let service = service(|builder| builder.scenario_file(file.path()));
    let (_, answer) = token(&service, Some(&basic("robot", SECRET)), CLIENT_CREDENTIALS).await;
    assert_eq!(answer["expires_in"], 5);
    assert_eq!(me(&service, "any").await, None);
}
