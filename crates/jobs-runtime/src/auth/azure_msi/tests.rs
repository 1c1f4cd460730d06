use std::time::SystemTime;

use serde_json::{Value, json};

use super::super::testing::{CANARY, Services, answers, context, verdict};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://adb-1.2.azuredatabricks.net");

fn machine(expires_on: Value) -> Services {
    Services::answering(move |_| {
        answers(json!({"access_token": CANARY, "token_type": "Bearer", "expires_on": expires_on}))
    })
}

// B.2: the address, its parameters and the header, byte for byte; the time in either form.
#[tokio::test]
async fn the_machine_is_asked_for_two_tokens() {
    let start = "GET http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01";
    let resources = [
        "resource=2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
        "resource=https%3A%2F%2Fmanagement.core.windows.net%2F",
    ];
    for (id, tail) in [(None, ""), (Some("an-id"), "&client_id=an-id")] {
        for expires_on in [json!(2_000_000_000), json!("2000000000")] {
            let services = machine(expires_on);
            let mut attributes = vec![HOST, (Attribute::AzureUseMsi, "true")];
            attributes.extend(id.map(|id| (Attribute::AzureClientId, id)));
            let source = AzureMsi {
                context: context(&attributes, &[], &services),
            };
            let token = source.token().await.unwrap();
            let expected = resources.map(|r| format!("{start}&{r}{tail}\nmetadata: true"));
            assert_eq!(services.asked(), expected);
            let expires_at = SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000);
            assert_eq!(token.expires_at, Some(expires_at));
            assert_eq!(
                token.headers["x-databricks-azure-sp-management-token"],
                CANARY
            );
            assert!(!format!("{source:?} {token:?}").contains(CANARY));
        }
    }
}

#[test]
fn it_applies_in_azure_when_it_is_asked_for() {
    let none = Services::answering(|_| None);
    let elsewhere = (Attribute::Host, "https://x.cloud.databricks.com");
    let use_it = (Attribute::AzureUseMsi, "true");
    for (attributes, expected) in [
        (vec![HOST, use_it], "chosen"),
        (
            vec![HOST, (Attribute::AzureUseMsi, "false")],
            "not configured",
        ),
        (vec![HOST], "not configured"),
        (vec![elsewhere, use_it], "not configured"),
    ] {
        let (word, _) = verdict(&STRATEGY, &context(&attributes, &[], &none));
        assert_eq!(word, expected, "{attributes:?}");
    }
}
