use serde_json::json;

use super::super::testing::{CANARY, Services, answers, context, redirects, verdict};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://adb-1.2.azuredatabricks.net");
const URL: (Attribute, &str) = (
    Attribute::ActionsIdTokenRequestUrl,
    "https://actions.example/id?v=2",
);
const TOKEN: (Attribute, &str) = (Attribute::ActionsIdTokenRequestToken, CANARY);
const ID: (Attribute, &str) = (Attribute::AzureClientId, "an-id");

// test_core github-oidc-azure: audience, tenant, the request, the token's own type.
#[tokio::test]
async fn an_id_token_stands_for_the_secret_of_a_service_principal() {
    let services = Services::answering(|head| match head {
        "GET https://adb-1.2.azuredatabricks.net/oidc/oauth2/v2.0/authorize" => {
            redirects("https://login.microsoftonline.com/tenant-1/oauth2/v2.0/authorize")
        }
        "GET https://actions.example/id?v=2&audience=api%3A%2F%2FAzureADTokenExchange" => {
            answers(json!({"value": "id-token"}))
        }
        "POST https://login.microsoftonline.com/tenant-1/oauth2/token" => {
            answers(json!({"access_token": "access", "token_type": "Taker", "expires_in": 60}))
        }
        _ => None,
    });
    let source = GithubOidcAzure {
        context: context(&[HOST, URL, TOKEN, ID], &[], &services),
        client_id: ID.1.to_owned(),
    };
    for _ in 0..2 {
        let token = source.token().await.unwrap();
        assert_eq!(token.token_type, "Taker");
        assert!(token.headers.is_empty());
        let asked = services.asked();
        // G.3 row 30: a new id token each time, since it lives for minutes only.
        assert_eq!(asked.len(), 3, "{asked:?}");
        assert_eq!(
            asked[2],
            "POST https://login.microsoftonline.com/tenant-1/oauth2/token\n\
             content-type: application/x-www-form-urlencoded\n\
             grant_type=client_credentials&resource=2ff814a6-3304-4ab8-85cb-cd0e6f879c1d\
             &client_id=an-id\
             &client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
             &client_assertion=id-token"
        );
    }
}

#[test]
fn it_applies_in_a_workflow_for_a_workspace_in_azure() {
    let none = Services::answering(|_| None);
    let elsewhere = (Attribute::Host, "https://x.cloud.databricks.com");
    for (attributes, expected) in [
        (vec![HOST, URL, TOKEN, ID], "chosen"),
        (vec![HOST, URL, TOKEN], "not configured"),
        (vec![HOST, ID], "not configured"),
        (vec![elsewhere, URL, TOKEN, ID], "not configured"),
    ] {
        let (word, _) = verdict(&STRATEGY, &context(&attributes, &[], &none));
        assert_eq!(word, expected, "{attributes:?}");
    }
}
