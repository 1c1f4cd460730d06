//! Secrets in the configuration: set in the program, by a variable, in the profile file.

use std::collections::HashMap;
use std::fs;

use jobs_runtime::config::{Attribute as A, Config};
use jobs_runtime::transport::{Reply, Script};
use jobs_runtime::{Client, ClientBuilder};

use crate::log::{assert_log_is_clean, listen};
use crate::shown::Shown;

/// Where a secret may stand, and what stands there.
const SECRETS: &[(A, &str)] = &[
    (A::Token, "canary-token"),
    (A::Password, "canary-password"),
    (A::ClientSecret, "canary-client-secret"),
    (A::AzureClientSecret, "canary-azure-client-secret"),
    (A::ActionsIdTokenRequestToken, "canary-actions-token"),
    (
        A::GoogleCredentials,
        r#"{"type": "service_account", "private_key": "canary-google-key"}"#,
    ),
    (
        A::GoogleCredentials,
        r#"{"type": "service_account", "private_key": "canary-google-key"#,
    ),
    (
        A::MetadataServiceUrl,
        "http://localhost:1/canary-path?token=canary-query",
    ),
    (
        A::MetadataServiceUrl,
        "http://me:canary-password@localhost:1/",
    ),
    (A::Host, "https://me:canary-password@x.test"),
    (A::Host, "https://canary-token@x.test"),
    (A::Host, "https://x.test/?token=canary-query"),
    (A::Host, "ftp://me:canary-password@x.test"),
    (A::Host, "me:canary-pass word@x.test"),
    (A::DiscoveryUrl, "https://me:canary-password@x.test/oidc"),
    (A::DiscoveryUrl, "https://x.test/oidc?token=canary-query"),
    (
        A::ActionsIdTokenRequestUrl,
        "https://me:canary-password@x.test/id?token=canary-query",
    ),
];

/// What else makes a client of a secret, or nearly.
const REST: &[(A, &str)] = &[
    (A::Host, "https://ws.example.test"),
    (A::Username, "me"),
    (A::ClientId, "id"),
    (A::AzureTenantId, "tenant"),
    (A::AzureClientId, "id"),
];

/// Shows all that there is to see of a client to be, and of the client if there is one.
async fn show(shown: &mut Shown, config: &Config, variables: &HashMap<String, String>) {
    let mut resolved = config.clone();
    shown.debug("config", &resolved);
    shown.text("config", &resolved);
    shown.result("resolved", &resolved.resolve(variables).map(|_| ()));
    shown.debug("config", &resolved);
    shown.text("config", &resolved);
    shown.debug("warnings", &resolved.warnings());
    shown.debug("settings", &resolved.iter().collect::<Vec<_>>());

    let builder = builder(config, variables);
    shown.debug("builder", &builder);
    let client = builder.build();
    shown.result("client", &client);
    if let Ok(client) = client {
        let explanation = client.explain_auth().await;
        shown.text("explanation", &explanation);
        shown.debug("explanation", &explanation);
    }
}

fn builder(config: &Config, variables: &HashMap<String, String>) -> ClientBuilder {
    let script = Script::new();
    for operation in ["auth_get", "auth_post", "auth_token"] {
        script.stub(operation, |_| Reply::status(404));
    }
    Client::builder()
        .config(config.clone())
        .environment(variables.clone())
        .transport(script)
}

// CFG-1, R10.1: each from each source, alone and with what makes it a way to authenticate.
#[tokio::test]
async fn no_source_shows_a_secret() {
    listen();
    let mut shown = Shown::default();
    let home = tempfile::tempdir().unwrap();
    let nowhere = HashMap::from([("PATH".to_owned(), "/nowhere".to_owned())]);
    for (attribute, secret) in SECRETS {
        for is_alone in [true, false] {
            let rest: Vec<_> = REST
                .iter()
                .filter(|(other, _)| !is_alone && other != attribute)
                .collect();
            let others = rest.iter().fold(Config::new(), |config, (other, value)| {
                config.with(*other, *value)
            });

            // In the program.
            let config = others.clone().with(*attribute, *secret);
            show(&mut shown, &config, &nowhere).await;

            // By each variable.
            for variable in attribute.variables() {
                let mut variables = nowhere.clone();
                variables.insert((*variable).to_owned(), (*secret).to_owned());
                show(&mut shown, &others, &variables).await;
            }

            // In the file.
            let mut file = String::from("[mine]\n");
            for (other, value) in rest {
                file += &format!("{other} = {value}\n");
            }
            file += &format!("{attribute} = `{secret}`\ncanary-key = canary-value\n");
            fs::write(home.path().join(".databrickscfg"), file).unwrap();
            let mut variables = nowhere.clone();
            variables.insert("HOME".to_owned(), home.path().display().to_string());
            let config = Config::new().with(A::Profile, "mine");
            show(&mut shown, &config, &variables).await;
        }
    }
    shown.assert_clean(&[
        "***",
        "azure-client-secret",
        "DATABRICKS_TOKEN",
        ".databrickscfg",
        "x.test",
    ]);
    assert_log_is_clean(&[]);
}

// A.4, R10.1: a line of the file that is none may be part of a secret.
#[tokio::test]
async fn no_error_in_the_file_shows_its_line() {
    let mut shown = Shown::default();
    let home = tempfile::tempdir().unwrap();
    let path = home.path().display().to_string();
    let variables = HashMap::from([("HOME".to_owned(), path)]);
    for file in [
        "[DEFAULT]\nhost = x\ntoken =\n  canary-on-a-line-of-its-own\n",
        "[canary-section\n",
        "[DEFAULT]\ntoken = `canary-open\n",
        "[DEFAULT]\ntoken = \"\"\"canary-open\n",
        "[DEFAULT]\n= canary-without-key\n",
        "[DEFAULT]\nrate_limit = canary-number\ntoken = canary-token\nhost = x\n",
    ] {
        fs::write(home.path().join(".databrickscfg"), file).unwrap();
        show(&mut shown, &Config::new(), &variables).await;
    }
    shown.assert_clean(&[".databrickscfg:4"]);
}
