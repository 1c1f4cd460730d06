use serde_json::json;

use super::super::testing::{CANARY, Services, answers, context, discovery, verdict};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://x.cloud.databricks.com");
const URL: (Attribute, &str) = (
    Attribute::ActionsIdTokenRequestUrl,
    "https://actions.example/id?api-version=2.0",
);
const TOKEN: (Attribute, &str) = (Attribute::ActionsIdTokenRequestToken, CANARY);

// B.2: the id token is asked for with the workflow's own token, for the audience; then exchanged.
#[tokio::test]
async fn an_id_token_is_asked_for_and_exchanged() {
    let services = Services::answering(|head| {
        if head.starts_with("GET https://actions.example") {
            answers(json!({"value": "id-token"}))
        } else if head.starts_with("POST") {
            answers(json!({"access_token": "access", "expires_in": 60}))
        } else {
            discovery(head)
        }
    });
    let attributes = [HOST, URL, TOKEN, (Attribute::TokenAudience, "my audience")];
    let source = GithubOidc {
        context: context(&attributes, &[], &services),
    };
    let token = source.token().await.unwrap();
    assert_eq!(token.access_token.expose(), "access");
    let asked = services.asked();
    let id_token = asked
        .iter()
        .find(|asked| asked.contains("actions.example"))
        .unwrap();
    assert_eq!(
        *id_token,
        format!(
            "GET https://actions.example/id?api-version=2.0&audience=my+audience\n\
             authorization: Bearer {CANARY}"
        )
    );
    let exchange = asked
        .iter()
        .find(|asked| asked.starts_with("POST"))
        .unwrap();
    assert!(exchange.contains("subject_token=id-token"), "{exchange}");
    assert!(!exchange.contains(CANARY), "{exchange}");
}

#[tokio::test]
async fn an_answer_without_a_token_is_an_error() {
    for body in [json!({}), json!({"value": ""}), json!({"value": 7})] {
        let services = Services::answering(move |_| answers(&body));
        let context = context(&[HOST, URL, TOKEN], &[], &services);
        let error = github::id_token(&context, "a").await.unwrap_err();
        assert!(error.to_string().contains("without an id token"), "{error}");
    }
}

#[test]
fn it_applies_in_a_workflow() {
    let none = Services::answering(|_| None);
    for (attributes, expected) in [
        (vec![HOST, URL, TOKEN], "possible"),
        (
            vec![HOST, URL, TOKEN, (Attribute::ClientId, "an-id")],
            "chosen",
        ),
        (vec![HOST, URL], "not configured"),
        (vec![HOST, TOKEN], "not configured"),
        (vec![HOST], "not configured"),
    ] {
        let (word, _) = verdict(&STRATEGY, &context(&attributes, &[], &none));
        assert_eq!(word, expected, "{attributes:?}");
    }
}
