//! More than one way to authenticate, and none.

use super::*;
use crate::client::Client;
use crate::transport::Script;

// R7.2, CFG-15, F.A.1 rows 11, 21, 26 and 29
#[test]
fn two_ways_to_authenticate_are_an_error_with_each_source() {
    let home = Home::with("[nohost]\ntoken = canary-4b1d\n");
    let file = home.file();
    let way_out = "Set `auth_type` (DATABRICKS_AUTH_TYPE) to the one that is meant, \
                   or unset the others";

    let variables = [
        ("HOST", "x"),
        ("TOKEN", "x"),
        ("USERNAME", "x"),
        ("PASSWORD", "x"),
    ];
    let error = resolve(&[], &variables, &home).unwrap_err();
    assert_eq!(
        error.message(),
        format!(
            "more than one authorization method configured: basic and pat. {way_out}: \
             basic (username=x, environment variable DATABRICKS_USERNAME; \
             password=***, environment variable DATABRICKS_PASSWORD), \
             pat (token=***, environment variable DATABRICKS_TOKEN). \
             Config: host=https://x, token=***, username=x, password=***. \
             Env: DATABRICKS_HOST, DATABRICKS_TOKEN, DATABRICKS_USERNAME, DATABRICKS_PASSWORD"
        )
    );

    let variables = [("CONFIG_PROFILE", "nohost"), ("USERNAME", "x")];
    let error = resolve(&[], &variables, &home).unwrap_err();
    assert_eq!(
        error.message(),
        format!(
            "more than one authorization method configured: basic and pat. {way_out}: \
             basic (username=x, environment variable DATABRICKS_USERNAME), \
             pat (token=***, {file}:2, profile nohost). \
             Config: token=***, username=x, profile=nohost. \
             Env: DATABRICKS_USERNAME, DATABRICKS_CONFIG_PROFILE"
        )
    );

    use Attribute::{AzureWorkspaceResourceId, Host, Token};
    let resource = (AzureWorkspaceResourceId, "/sub/rg/ws");
    for (explicit, variables, names) in [
        (&[(Token, "x"), resource][..], &[][..], "azure and pat"),
        (
            &[(Host, "x"), resource],
            &[("USERNAME", "x")],
            "azure and basic",
        ),
        (
            &[],
            &[("TOKEN", "x"), ("ARM_CLIENT_ID", "x")],
            "azure and pat",
        ),
        (
            &[],
            &[
                ("GOOGLE_CREDENTIALS", "x"),
                ("CLIENT_ID", "x"),
                ("OIDC_TOKEN_ENV", "x"),
            ],
            "env-oidc and google and oauth",
        ),
        (
            &[],
            &[("METADATA_SERVICE_URL", "x"), ("OIDC_TOKEN_FILE", "x")],
            "file-oidc and metadata-service",
        ),
    ] {
        let error = resolve(explicit, variables, &home).unwrap_err();
        let says = format!("more than one authorization method configured: {names}. ");
        assert!(error.message().starts_with(&says), "{error}");
    }
}

// CFG-15, G 20, G 21, G 31: what says nothing is no way to authenticate.
#[test]
fn one_way_to_authenticate_is_enough() {
    let home = Home::with("[p]\ntoken = t\npassword =\n");
    for variables in [
        &[("TOKEN", "x"), ("ARM_USE_MSI", "false")][..],
        &[("TOKEN", "x"), ("PASSWORD", "")],
        &[("TOKEN", "x"), ("ARM_ENVIRONMENT", "PUBLIC")],
        &[("CONFIG_PROFILE", "p")],
        &[("CLIENT_ID", "x"), ("CLIENT_SECRET", "x")],
        &[
            ("ARM_CLIENT_ID", "x"),
            ("ARM_TENANT_ID", "x"),
            ("AZURE_RESOURCE_ID", "x"),
        ],
        // auth_type says which one is meant
        &[("TOKEN", "x"), ("USERNAME", "x"), ("AUTH_TYPE", "basic")],
    ] {
        assert!(resolve(&[], variables, &home).is_ok(), "{variables:?}");
    }
    let scopes = [(Attribute::Scopes, "clusters")];
    assert!(resolve(&scopes, &[("TOKEN", "x")], &home).is_ok());
    let msi = [("TOKEN", "x"), ("ARM_USE_MSI", "1")];
    assert!(resolve(&[], &msi, &home).is_err());
}

// CFG-17, F.A.1 rows 1, 2, 3, 6, 13, 14, 19, 20 and 24: the end of the message that there are no
// credentials.
#[test]
fn what_was_found_is_told_in_one_line() {
    use Attribute::{AzureWorkspaceResourceId, Host};
    type Row = (
        &'static [(Attribute, &'static str)],
        &'static [(&'static str, &'static str)],
        &'static str,
    );
    let table: &[Row] = &[
        (&[], &[], ""),
        (
            &[],
            &[("HOST", "x")],
            ". Config: host=https://x. Env: DATABRICKS_HOST",
        ),
        (
            &[],
            &[("TOKEN", "x")],
            ". Config: token=***. Env: DATABRICKS_TOKEN",
        ),
        (
            &[],
            &[("PASSWORD", "x"), ("USERNAME", "x")],
            ". Config: username=x, password=***. Env: DATABRICKS_USERNAME, DATABRICKS_PASSWORD",
        ),
        (
            &[],
            &[("CONFIG_FILE", "x")],
            ". Config: config_file=x. Env: DATABRICKS_CONFIG_FILE",
        ),
        (&[(Host, "x")], &[], ". Config: host=https://x"),
        (
            &[],
            &[("CONFIG_PROFILE", "nohost")],
            ". Config: token=***, profile=nohost. Env: DATABRICKS_CONFIG_PROFILE",
        ),
        (
            &[],
            &[("CONFIG_PROFILE", "nohost"), ("TOKEN", "x")],
            ". Config: token=***, profile=nohost. Env: DATABRICKS_TOKEN, DATABRICKS_CONFIG_PROFILE",
        ),
        (
            &[(AzureWorkspaceResourceId, "/sub/rg/ws")],
            &[],
            ". Config: azure_workspace_resource_id=/sub/rg/ws",
        ),
    ];
    let home = Home::with("[nohost]\ntoken = canary-4b1d\n");
    for (explicit, variables, expected) in table {
        let config = resolve(explicit, variables, &home).unwrap();
        let tried = config.tried();
        assert!(tried.starts_with("looked at the environment"), "{tried}");
        assert!(tried.ends_with(expected), "{tried}");
        assert_eq!(config.summary(), *expected);
    }
}

/// What a client with nothing but these variables says.
fn complaint(variables: &[(&str, &str)], home: &Home) -> String {
    let built = Client::builder()
        .environment(environment(&home.0, variables))
        .transport(Script::new())
        .build();
    built.unwrap_err().to_string()
}

// R7.3: what is missing, and where it was looked for.
#[test]
fn what_is_missing_is_told_with_what_was_tried() {
    let home = Home::empty();
    let file = home.file();
    assert_eq!(
        complaint(&[], &home),
        format!(
            "no host: set `host` (DATABRICKS_HOST) or name a profile that has one; \
             looked at the environment, no profile file ({file} is not there)"
        )
    );
    let missing = complaint(&[("HOST", "x")], &home);
    assert!(
        missing.ends_with(
            "looked at the environment, no profile file (no profile is named). \
             Config: host=https://x. Env: DATABRICKS_HOST"
        ),
        "{missing}"
    );
    let home = Home::with("[mine]\nhost = x\n");
    let file = home.file();
    let missing = complaint(&[("CONFIG_PROFILE", "mine")], &home);
    assert!(
        missing.ends_with(&format!(
            "looked at the environment, {file} (profile mine). \
             Config: host=https://x, profile=mine. Env: DATABRICKS_CONFIG_PROFILE"
        )),
        "{missing}"
    );

    // A typing error is the likely reason: the line is told, and not what stands there.
    let home = Home::with("[mine]\nhost = x\ntokn = canary-4b1d\n");
    let file = home.file();
    let missing = complaint(&[("CONFIG_PROFILE", "mine")], &home);
    assert!(
        missing.contains(&format!(
            "{file} (profile mine); {file}:3: the key is not known and thus not heeded. Config: "
        )),
        "{missing}"
    );
}
