use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::json;

use super::super::testing::{
    CANARY, FakePrograms, Services, complains, context, prints, redirects, verdict,
};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://adb-1.2.azuredatabricks.net");
const RESOURCE: (Attribute, &str) = (
    Attribute::AzureWorkspaceResourceId,
    "/subscriptions/sub-1/resourceGroups/g/providers/Microsoft.Databricks/workspaces/w",
);
const APPLICATION: &str = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
const MANAGEMENT: &str = "https://management.core.windows.net/";

/// A workspace that redirects to the login page of its tenant.
fn workspace() -> Services {
    Services::answering(|head| {
        (head == "GET https://adb-1.2.azuredatabricks.net/aad/auth")
            .then(|| redirects("https://login.microsoftonline.com/tenant-1/oauth2/authorize?x=y"))
            .flatten()
    })
}

fn az(attributes: &[(Attribute, &str)], programs: &FakePrograms, services: &Services) -> AzureCli {
    let mut context = context(attributes, &[], services);
    context.programs = Arc::new(programs.clone());
    AzureCli {
        context,
        path: PathBuf::from("az"),
    }
}

/// What `az` prints for this token.
fn token(access_token: &str) -> String {
    json!({
        "accessToken": access_token,
        "tokenType": "Bearer",
        "expiresOn": "2033-05-18 03:33:20.000000",
        "expires_on": 2_000_000_000,
    })
    .to_string()
}

/// Who `az account show` says is logged in.
fn user(kind: &str, name: &str) -> String {
    json!({"user": {"type": kind, "name": name}}).to_string()
}

/// The token of a person: it has their name in it.
fn person() -> String {
    jwt::unsigned(&json!({"upn": "me@example.com", "secret": CANARY}))
}

// B.5: what is asked for a person: no management token.
#[tokio::test]
async fn a_persons_token_comes_alone() {
    let programs = FakePrograms::answering(|arguments| {
        prints(if arguments.starts_with("account show") {
            user("user", "me@example.com")
        } else {
            token(&person())
        })
    });
    let token = az(&[HOST], &programs, &workspace()).token().await.unwrap();
    assert_eq!(
        programs.asked(),
        [
            "account show --output json".to_owned(),
            format!(
                "account get-access-token --resource {APPLICATION} --output json --tenant tenant-1"
            ),
        ]
    );
    assert!(token.headers.is_empty());
    let expires_at = SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000);
    assert_eq!(token.expires_at, Some(expires_at));
}

// AUTH-9, test_auth_manual_tests: a service principal gets both headers.
#[tokio::test]
async fn a_service_principal_has_a_management_token_beside() {
    let programs = FakePrograms::answering(|arguments| {
        prints(if arguments.starts_with("account show") {
            user("servicePrincipal", "an-id")
        } else if arguments.contains(MANAGEMENT) {
            token("management")
        } else {
            token("inner")
        })
    });
    let token = az(&[HOST, RESOURCE], &programs, &workspace())
        .token()
        .await
        .unwrap();
    let tail = "--output json --tenant tenant-1 --subscription sub-1";
    assert_eq!(
        programs.asked(),
        [
            "account show --output json".to_owned(),
            format!("account get-access-token --resource {APPLICATION} {tail}"),
            format!("account get-access-token --resource {MANAGEMENT} {tail}"),
        ]
    );
    assert_eq!(token.access_token.expose(), "inner");
    assert_eq!(
        token.headers["x-databricks-azure-sp-management-token"],
        "management"
    );
    assert_eq!(
        token.headers["x-databricks-azure-workspace-resource-id"],
        RESOURCE.1
    );
    assert!(token.headers.values().all(http::HeaderValue::is_sensitive));
}

// test_auth_manual_tests: a failure for the management token omits its header.
#[tokio::test]
async fn no_management_token_is_no_failure() {
    let programs = FakePrograms::answering(|arguments| {
        if arguments.starts_with("account show") {
            prints(user("servicePrincipal", "an-id"))
        } else if arguments.contains(MANAGEMENT) {
            complains("ERROR: denied")
        } else {
            prints(token("inner"))
        }
    });
    let token = az(&[HOST, RESOURCE], &programs, &workspace())
        .token()
        .await
        .unwrap();
    assert!(
        !token
            .headers
            .contains_key("x-databricks-azure-sp-management-token")
    );
    assert!(
        token
            .headers
            .contains_key("x-databricks-azure-workspace-resource-id")
    );
}

// test_auth_manual_tests: the subscription may be unknown to the caller.
#[tokio::test]
async fn a_subscription_that_fails_is_left_out() {
    let programs = FakePrograms::answering(|arguments| {
        if arguments.contains("--subscription") {
            complains("ERROR: No subscription found")
        } else if arguments.starts_with("account show") {
            prints(user("user", "me"))
        } else {
            prints(token(&person()))
        }
    });
    az(&[HOST, RESOURCE], &programs, &workspace())
        .token()
        .await
        .unwrap();
    let asked = programs.asked();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked[1].ends_with("--subscription sub-1"), "{asked:?}");
    assert!(!asked[2].contains("--subscription"), "{asked:?}");
}

// test_auth_manual_tests: a managed identity, of the system or of a user, takes no tenant.
#[tokio::test]
async fn a_managed_identity_is_asked_without_a_tenant() {
    for name in ["systemAssignedIdentity", "userAssignedIdentity"] {
        let programs = FakePrograms::answering(move |arguments| {
            prints(if arguments.starts_with("account show") {
                user("servicePrincipal", name)
            } else {
                token("inner")
            })
        });
        az(&[HOST], &programs, &workspace()).token().await.unwrap();
        assert!(
            programs
                .asked()
                .iter()
                .all(|asked| !asked.contains("--tenant")),
            "{name}"
        );
    }
}

// AUTH-10: four answers of the workspace, of which one tells the tenant.
#[tokio::test]
async fn the_tenant_is_where_the_workspace_redirects_to() {
    let programs = FakePrograms::answering(|arguments| {
        prints(if arguments.starts_with("account show") {
            user("user", "me")
        } else {
            token(&person())
        })
    });
    for (answer, tenant) in [
        (None, None),
        (
            Some(crate::transport::Response::new(
                http::StatusCode::NOT_FOUND,
                "",
            )),
            None,
        ),
        (
            Some(crate::transport::Response::new(http::StatusCode::FOUND, "")),
            None,
        ),
        (redirects("https://login.microsoftonline.com/"), None),
        (redirects("/tenant-1/oauth2"), None),
        (
            redirects("https://login.microsoftonline.com/tenant-1/oauth2"),
            Some("tenant-1"),
        ),
    ] {
        let services = Services::answering(move |_| answer.clone());
        az(&[HOST], &programs, &services).token().await.unwrap();
        let asked = programs.asked().pop().unwrap();
        let (_, got) = asked.split_once(" --tenant ").unzip();
        assert_eq!(got, tenant, "{asked}");
        assert_eq!(services.asked().len(), 1);
    }
    let attributes = [HOST, (Attribute::AzureTenantId, "mine")];
    let services = workspace();
    az(&attributes, &programs, &services).token().await.unwrap();
    assert!(programs.asked().pop().unwrap().ends_with("--tenant mine"));
    assert!(
        services.asked().is_empty(),
        "a tenant that is set is not looked for"
    );
}

// F.A.6: the modes of failure; none tells a token.
#[tokio::test]
async fn a_failure_says_what_to_do() {
    let long = CANARY.repeat(3);
    let failures: [fn(String) -> std::io::Result<crate::auth::programs::Ended>; 5] = [
        |long| complains(&format!("ERROR: {long} Please run 'az login'")),
        |_| prints("not json"),
        |_| prints("{}"),
        |_| prints(json!({"accessToken": CANARY}).to_string()),
        |_| Err(std::io::ErrorKind::PermissionDenied.into()),
    ];
    for failure in failures {
        let long = long.clone();
        let programs = FakePrograms::answering(move |_| failure(long.clone()));
        let error = az(&[HOST], &programs, &workspace())
            .token()
            .await
            .unwrap_err();
        assert!(error.to_string().contains("Azure CLI"), "{error}");
        assert!(
            !format!("{error:#} {error:?}").contains(CANARY),
            "{error:?}"
        );
    }
}

// B.5, AUTH-2: it is nobody's business on another cloud, and without `az`.
#[test]
fn it_applies_in_azure_with_the_cli_installed() {
    let none = Services::answering(|_| None);
    let elsewhere = [(Attribute::Host, "https://x.cloud.databricks.com")];
    for (attributes, expected) in [(&elsewhere[..], "in Azure"), (&[HOST][..], "`az`")] {
        let (word, lacks) = verdict(&STRATEGY, &context(attributes, &[("PATH", "/none")], &none));
        assert_eq!(word, "not configured");
        assert!(lacks.contains(expected), "{lacks}");
    }
}
