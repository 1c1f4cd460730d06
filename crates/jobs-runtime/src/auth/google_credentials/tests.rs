use serde_json::{Value, json};

use super::super::jwt;
use super::super::testing::{CANARY, Services, answers, context, verdict};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://x.gcp.databricks.com");

/// Made for this test; it opens nothing.
const KEY: &str = include_str!("test_key.b64");

/// What an independent tool signs with that key for the first statement at the Unix epoch.
const SIGNATURE: &str = "8pgO8gXLPQp0XAAmHA6Vp8ysZswCQ7PAgTyweNhHUoZYS7y001qFAoFj0OUmv1fhqyB0doGFcnjHyaqKsKxn8BjmzN036DMJu8nY3Kx2Iukl9j3DtJoF-u6hmz2HvKrU0WSlJOD_0nF-kIoBViTZ-cndzmMiMr7oqydwHJ-mil_vudmHXOByvdoSi4myaZPFYinOmSmEywwnzCsvx-Q0Cj4L-09k1Lf8vfBRGzutUDhft72ukZ-9gSqaDbteK06cyqX0XEYRcj7fE1keiCW937N5gBzmU1k8-xtZ-BYYmraMbZxxoAEbMk2_bh6J-5EfZWLE30of2MugLNNMuXyemA";

fn key() -> Value {
    json!({
        "type": "service_account",
        "client_email": "me@example.iam",
        "private_key_id": "key-1",
        "private_key": format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----\n"),
        "token_uri": "https://oauth2.googleapis.com/token",
    })
}

fn source(credentials: &str, services: &Services) -> GoogleCredentials {
    GoogleCredentials {
        context: context(&[HOST], &[], services),
        credentials: Secret::new(credentials),
    }
}

/// Google, which gives an id token for each statement that asks for one, else an access token.
fn google(access_token: bool) -> Services {
    let times = std::sync::Mutex::new(0);
    Services::answering(move |_| {
        let mut times = times.lock().unwrap();
        *times += 1;
        if *times % 2 == 1 {
            let id_token = jwt::unsigned(&json!({"exp": 2_000_000_000, "secret": CANARY}));
            answers(json!({ "id_token": id_token }))
        } else if access_token {
            answers(json!({"access_token": CANARY, "expires_in": 3600}))
        } else {
            None
        }
    })
}

/// The statement that a request carries, decoded: header, claims, signature.
fn statement(asked: &str) -> (Value, Value, String) {
    let (_, assertion) = asked.split_once("assertion=").unwrap();
    let mut parts = assertion.split('.');
    let mut part = || parts.next().unwrap().to_owned();
    let read = |text: String| {
        let as_token = Secret::new(format!("x.{text}.x"));
        Value::Object(jwt::claims(&as_token).unwrap())
    };
    (read(part()), read(part()), part())
}

// B.2: a signed statement is exchanged for an id token, another one for an access token.
#[tokio::test]
async fn a_key_gets_an_id_token_and_an_access_token() {
    let services = google(true);
    let source = source(&key().to_string(), &services);
    let token = source.token().await.unwrap();
    let asked = services.asked();
    let head = "POST https://oauth2.googleapis.com/token\n\
                content-type: application/x-www-form-urlencoded\n\
                grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
    assert!(
        asked.iter().all(|asked| asked.starts_with(head)),
        "{asked:?}"
    );
    let (header, claims, signature) = statement(&asked[0]);
    assert_eq!(
        header,
        json!({"alg": "RS256", "typ": "JWT", "kid": "key-1"})
    );
    assert_eq!(claims["target_audience"], HOST.1);
    assert_eq!(claims["iss"], "me@example.iam");
    assert_eq!(claims["exp"], 3600);
    assert_eq!(signature, SIGNATURE);
    let (_, claims, _) = statement(&asked[1]);
    assert_eq!(
        claims["scope"],
        "https://www.googleapis.com/auth/cloud-platform https://www.googleapis.com/auth/compute"
    );
    assert_eq!(token.headers["x-databricks-gcp-sa-access-token"], CANARY);
    let life = token
        .expires_at
        .unwrap()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    assert_eq!(life.as_secs(), 3600, "the access token runs out first");
    let shown = format!("{source:?} {token:?}");
    assert!(
        !shown.contains(CANARY) && !shown.contains(&KEY[..40]),
        "{shown}"
    );
}

// B.2: a failure of the second omits it.
#[tokio::test]
async fn no_access_token_is_no_failure() {
    let services = google(false);
    let token = source(&key().to_string(), &services).token().await.unwrap();
    assert!(token.headers.is_empty());
    let life = token
        .expires_at
        .unwrap()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    assert_eq!(life.as_secs(), 2_000_000_000);
}

#[tokio::test]
async fn the_key_may_stand_in_a_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), key().to_string()).unwrap();
    let path = file.path().to_str().unwrap();
    source(path, &google(true)).token().await.unwrap();
}

// A key that cannot be used is not shown.
#[tokio::test]
async fn an_unusable_key_is_an_error_that_does_not_show_it() {
    let mut odd = key();
    odd["private_key"] = json!(CANARY);
    for (given, expected) in [
        ("/not/there".to_owned(), "cannot read"),
        (format!("{{{CANARY}"), "is no JSON"),
        (json!({"private_key": CANARY}).to_string(), "`client_email`"),
        (odd.to_string(), "cannot be used"),
    ] {
        let error = source(&given, &google(true)).token().await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(
            !format!("{error:#} {error:?}").contains(CANARY),
            "{error:?}"
        );
    }
}

#[test]
fn it_applies_where_a_key_is_set() {
    let none = Services::answering(|_| None);
    let with_key = [HOST, (Attribute::GoogleCredentials, "x.json")];
    assert_eq!(
        verdict(&STRATEGY, &context(&with_key, &[], &none)).0,
        "chosen"
    );
    assert_eq!(
        verdict(&STRATEGY, &context(&[HOST], &[], &none)).0,
        "not configured"
    );
}
