use serde_json::json;

use super::super::testing::{CANARY, Services, answers, context, redirects, verdict};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://adb-1.2.azuredatabricks.net");
const ID: (Attribute, &str) = (Attribute::AzureClientId, "an-id");
const SECRET: (Attribute, &str) = (Attribute::AzureClientSecret, CANARY);
const TENANT: (Attribute, &str) = (Attribute::AzureTenantId, "tenant-1");
const RESOURCE: (Attribute, &str) = (Attribute::AzureWorkspaceResourceId, "/s/sub/w");

fn issuer() -> Services {
    Services::answering(|head| {
        if head.ends_with("/aad/auth") {
            return redirects("https://login.microsoftonline.com/tenant-2/x");
        }
        answers(json!({"access_token": "inner", "token_type": "Bearer", "expires_in": 3600}))
    })
}

fn source(attributes: &[(Attribute, &str)], services: &Services) -> AzureClientSecret {
    AzureClientSecret {
        context: context(attributes, &[], services),
        client_id: ID.1.to_owned(),
        secret: Secret::new(SECRET.1),
    }
}

// B.2, AUTH-9: two tokens, asked for byte for byte.
#[tokio::test]
async fn a_secret_gets_two_tokens() {
    let services = issuer();
    let source = source(&[HOST, ID, SECRET, TENANT, RESOURCE], &services);
    let token = source.token().await.unwrap();
    let asked = |resource: &str| {
        format!(
            "POST https://login.microsoftonline.com/tenant-1/oauth2/token\n\
             content-type: application/x-www-form-urlencoded\n\
             grant_type=client_credentials&resource={resource}&client_id=an-id&client_secret={CANARY}"
        )
    };
    assert_eq!(
        services.asked(),
        [
            asked("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
            asked("https%3A%2F%2Fmanagement.core.windows.net%2F"),
        ]
    );
    assert_eq!(
        token.headers["x-databricks-azure-sp-management-token"],
        "inner"
    );
    assert_eq!(
        token.headers["x-databricks-azure-workspace-resource-id"],
        "/s/sub/w"
    );
    let shown = format!("{source:?} {token:?}");
    assert!(
        !shown.contains(CANARY) && !shown.contains("inner"),
        "{shown}"
    );
}

// AUTH-10
#[tokio::test]
async fn the_tenant_is_looked_for_unless_it_is_set() {
    let services = issuer();
    source(&[HOST, ID, SECRET], &services)
        .token()
        .await
        .unwrap();
    let asked = services.asked();
    assert_eq!(asked[0], "GET https://adb-1.2.azuredatabricks.net/aad/auth");
    assert!(asked[1].starts_with("POST https://login.microsoftonline.com/tenant-2/oauth2/token"));

    let nobody = Services::answering(|_| None);
    let error = source(&[HOST, ID, SECRET], &nobody)
        .token()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("ARM_TENANT_ID"), "{error}");
}

// CFG-26: each Azure cloud has its own issuer and resources.
#[tokio::test]
async fn other_azure_clouds_have_their_own_addresses() {
    for (host, issuer_url, management) in [
        (
            "https://adb-1.2.databricks.azure.us",
            "https://login.microsoftonline.us/",
            "https%3A%2F%2Fmanagement.core.usgovcloudapi.net%2F",
        ),
        (
            "https://adb-1.2.databricks.azure.cn",
            "https://login.chinacloudapi.cn/",
            "https%3A%2F%2Fmanagement.core.chinacloudapi.cn%2F",
        ),
    ] {
        let services = issuer();
        let host = (Attribute::Host, host);
        source(&[host, ID, SECRET, TENANT], &services)
            .token()
            .await
            .unwrap();
        let asked = services.asked();
        assert!(
            asked[0].starts_with(&format!("POST {issuer_url}tenant-1/")),
            "{asked:?}"
        );
        assert!(asked[1].contains(management), "{asked:?}");
    }
}

// AUTH-2, G.3 row 25: ARM_* beside a workspace on another cloud is no one's concern.
#[test]
fn it_applies_in_azure_with_id_and_secret() {
    let none = Services::answering(|_| None);
    let elsewhere = (Attribute::Host, "https://x.cloud.databricks.com");
    for (attributes, expected) in [
        (vec![HOST, ID, SECRET], "chosen"),
        (vec![HOST, SECRET], "incomplete"),
        (vec![HOST, ID], "not configured"),
        (vec![HOST], "not configured"),
        (vec![elsewhere, ID, SECRET], "not configured"),
        (
            vec![elsewhere, (Attribute::Cloud, "azure"), ID, SECRET],
            "chosen",
        ),
        (vec![elsewhere, RESOURCE, ID, SECRET], "chosen"),
    ] {
        let (word, _) = verdict(&STRATEGY, &context(&attributes, &[], &none));
        assert_eq!(word, expected, "{attributes:?}");
    }
}
