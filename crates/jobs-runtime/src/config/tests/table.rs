//! What the table of attributes says.

use crate::config::Attribute;
use crate::config::table::{AuthGroup, DESCRIPTIONS};

#[test]
fn the_table_has_every_attribute_at_its_place() {
    for (index, description) in DESCRIPTIONS.iter().enumerate() {
        assert_eq!(
            description.attribute as usize, index,
            "{}",
            description.keys[0]
        );
    }
    assert_eq!(
        DESCRIPTIONS.len(),
        Attribute::ActionsIdTokenRequestToken as usize + 1
    );
}

#[test]
fn no_two_attributes_share_a_name() {
    let mut names: Vec<_> = DESCRIPTIONS
        .iter()
        .flat_map(|description| description.keys.iter().chain(description.variables))
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

// A.1: names that do not follow from the key are few, and each is told here.
#[test]
fn most_variables_are_named_after_their_key() {
    let odd: Vec<_> = DESCRIPTIONS
        .iter()
        .filter(|description| {
            let usual = format!("DATABRICKS_{}", description.keys[0].to_ascii_uppercase());
            description.variables != [usual]
        })
        .map(|description| (description.keys[0], description.variables))
        .collect();
    assert_eq!(
        odd,
        [
            (
                "oidc_token_filepath",
                &[
                    "DATABRICKS_OIDC_TOKEN_FILEPATH",
                    "DATABRICKS_OIDC_TOKEN_FILE"
                ] as &[_]
            ),
            ("profile", &["DATABRICKS_CONFIG_PROFILE"]),
            ("google_credentials", &["GOOGLE_CREDENTIALS"]),
            (
                "azure_workspace_resource_id",
                &["DATABRICKS_AZURE_RESOURCE_ID"]
            ),
            ("azure_use_msi", &["ARM_USE_MSI"]),
            ("azure_client_secret", &["ARM_CLIENT_SECRET"]),
            ("azure_client_id", &["ARM_CLIENT_ID"]),
            ("azure_tenant_id", &["ARM_TENANT_ID"]),
            ("azure_environment", &["ARM_ENVIRONMENT"]),
            ("databricks_cli_path", &["DATABRICKS_CLI_PATH"]),
            ("skip_verify", &[]),
            ("http_timeout_seconds", &[]),
            ("retry_timeout_seconds", &[]),
            ("max_connection_pools", &[]),
            ("max_connections_per_pool", &[]),
            ("scopes", &[]),
            ("authorization_details", &[]),
            (
                "actions_id_token_request_url",
                &["ACTIONS_ID_TOKEN_REQUEST_URL"]
            ),
            (
                "actions_id_token_request_token",
                &["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
            ),
        ]
    );
}

// A.1, R10.1
#[test]
fn secrets_are_marked_as_such() {
    let sensitive = DESCRIPTIONS
        .iter()
        .filter(|description| description.sensitive);
    assert_eq!(
        sensitive.map(|known| known.keys[0]).collect::<Vec<_>>(),
        [
            "token",
            "password",
            "client_secret",
            "google_credentials",
            "azure_client_secret",
            "metadata_service_url",
            "actions_id_token_request_token",
        ]
    );
}

// CFG-15; scopes belong to no group, so that they do not clash with a token.
#[test]
fn ways_to_authenticate_have_their_attributes() {
    let of = |group| -> Vec<_> {
        DESCRIPTIONS
            .iter()
            .filter(|description| description.group == Some(group))
            .map(|description| description.keys[0])
            .collect()
    };
    let azure = [
        "azure_workspace_resource_id",
        "azure_use_msi",
        "azure_client_secret",
        "azure_client_id",
        "azure_tenant_id",
    ];
    assert_eq!(of(AuthGroup::Azure), azure);
    assert_eq!(of(AuthGroup::Basic), ["username", "password"]);
    assert_eq!(of(AuthGroup::EnvOidc), ["oidc_token_env"]);
    assert_eq!(of(AuthGroup::FileOidc), ["oidc_token_filepath"]);
    let google = ["google_service_account", "google_credentials"];
    assert_eq!(of(AuthGroup::Google), google);
    assert_eq!(of(AuthGroup::MetadataService), ["metadata_service_url"]);
    assert_eq!(of(AuthGroup::Oauth), ["client_id", "client_secret"]);
    assert_eq!(of(AuthGroup::Pat), ["token"]);
}
