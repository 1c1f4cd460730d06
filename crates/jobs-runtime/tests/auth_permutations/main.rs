//! R7.2: the permutations of configuration that the vendor's SDKs agree on, by their numbers.
//!
//! What is asked of errors is their content: which ways and which attributes they name, and that
//! secrets are masked. The words are our own.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use Attribute as A;
use jobs_runtime::Client;
use jobs_runtime::config::{Attribute, Config};
use jobs_runtime::transport::{Reply, Script};

/// A value that is secret in each row that has it as a token or a password.
const SECRET: &str = "canary-4b1d";

struct Row {
    number: u32,
    name: &'static str,
    explicit: &'static [(A, &'static str)],
    variables: &'static [(&'static str, &'static str)],
    /// A folder of `homes`.
    home: &'static str,
    /// Whether the Azure CLI is there.
    az: Az,
    expected: Expected,
}

#[derive(PartialEq)]
enum Az {
    Missing,
    Works,
}

enum Expected {
    /// The strategy that is used, and the host.
    Uses(&'static str, &'static str),
    /// There are no credentials, or no host; what the message names.
    Lacks(&'static [&'static str]),
    /// More than one way is configured: which, and what the message names.
    Conflict(&'static str, &'static [&'static str]),
}

use Az::{Missing, Works};
use Expected::{Conflict, Lacks, Uses};

const DBC: &str = "https://dbc-xxxxxxxx-yyyy.cloud.databricks.com";
const ADB: &str = "https://adb-123.4.azuredatabricks.net";
const RESOURCE_ID: (A, &str) = (A::AzureWorkspaceResourceId, "/sub/rg/ws");

const HOST: (&str, &str) = ("DATABRICKS_HOST", "x");
const TOKEN: (&str, &str) = ("DATABRICKS_TOKEN", SECRET);
const USERNAME: (&str, &str) = ("DATABRICKS_USERNAME", "x");
const PASSWORD: (&str, &str) = ("DATABRICKS_PASSWORD", SECRET);
const PROFILE: &str = "DATABRICKS_CONFIG_PROFILE";

const fn row(number: u32, name: &'static str, expected: Expected) -> Row {
    Row {
        number,
        name,
        explicit: &[],
        variables: &[],
        home: "empty",
        az: Missing,
        expected,
    }
}

impl Row {
    const fn explicit(mut self, explicit: &'static [(A, &'static str)]) -> Self {
        self.explicit = explicit;
        self
    }

    const fn env(mut self, variables: &'static [(&'static str, &'static str)]) -> Self {
        self.variables = variables;
        self
    }

    const fn home(mut self, home: &'static str) -> Self {
        self.home = home;
        self
    }

    const fn az(mut self) -> Self {
        self.az = Works;
        self
    }
}

const ROWS: &[Row] = &[
    row(1, "nothing", Lacks(&["no host", "DATABRICKS_HOST"])),
    row(
        2,
        "host alone",
        Lacks(&[
            "no credentials",
            "needs `token` (DATABRICKS_TOKEN)",
            "Config: host=https://x. Env: DATABRICKS_HOST",
        ]),
    )
    .env(&[HOST]),
    row(
        3,
        "token alone",
        Lacks(&["no host", "Config: token=***. Env: DATABRICKS_TOKEN"]),
    )
    .env(&[TOKEN]),
    row(4, "host and token", Uses("pat", "https://x")).env(&[HOST, TOKEN]),
    row(
        5,
        "host in the program, token in the environment",
        Uses("pat", "https://x"),
    )
    .explicit(&[(A::Host, "https://x")])
    .env(&[TOKEN]),
    row(
        6,
        "user and password without host",
        Lacks(&[
            "no host",
            "Config: username=x, password=***. Env: DATABRICKS_USERNAME, DATABRICKS_PASSWORD",
        ]),
    )
    .env(&[USERNAME, PASSWORD]),
    row(7, "user and password", Uses("basic", "https://x")).env(&[HOST, USERNAME, PASSWORD]),
    row(8, "the program's host wins", Uses("basic", "https://y"))
        .explicit(&[(A::Host, "y")])
        .env(&[HOST, USERNAME, PASSWORD]),
    row(
        9,
        "user in the program, password in the environment",
        Uses("basic", "https://y"),
    )
    .explicit(&[(A::Host, "y"), (A::Username, "x")])
    .env(&[PASSWORD]),
    row(
        10,
        "user and password in the program",
        Uses("basic", "https://y"),
    )
    .explicit(&[(A::Host, "y"), (A::Username, "x"), (A::Password, SECRET)]),
    row(
        11,
        "token and password",
        Conflict(
            "basic and pat",
            &[
                "host=https://x",
                "token=***",
                "username=x",
                "password=***",
                "Env: DATABRICKS_HOST, DATABRICKS_TOKEN, DATABRICKS_USERNAME, DATABRICKS_PASSWORD",
            ],
        ),
    )
    .env(&[HOST, TOKEN, USERNAME, PASSWORD]),
    row(
        12,
        "token and password, one is meant",
        Uses("basic", "https://x"),
    )
    .explicit(&[(A::AuthType, "basic")])
    .env(&[HOST, TOKEN, USERNAME, PASSWORD]),
    row(
        13,
        "a profile file that is not there",
        Lacks(&[
            "no host",
            "Config: config_file=x. Env: DATABRICKS_CONFIG_FILE",
        ]),
    )
    .env(&[("DATABRICKS_CONFIG_FILE", "x")]),
    row(
        14,
        "a host in the program keeps the file from being read",
        Lacks(&[
            "no credentials",
            "no profile file",
            "Config: host=https://x",
        ]),
    )
    .explicit(&[(A::Host, "x")])
    .home("usual"),
    row(15, "an empty default profile", Lacks(&["no host"])).home("empty_default"),
    row(16, "a profile by name", Uses("pat", "https://foo"))
        .env(&[(PROFILE, "abc")])
        .home("empty_default"),
    row(17, "the default profile", Uses("pat", DBC)).home("usual"),
    row(18, "a profile with dots in its name", Uses("pat", DBC))
        .env(&[(PROFILE, "pat.with.dot")])
        .home("usual"),
    row(
        19,
        "a profile without host",
        Lacks(&[
            "no host",
            "Config: token=***, profile=nohost. Env: DATABRICKS_CONFIG_PROFILE",
        ]),
    )
    .env(&[(PROFILE, "nohost")])
    .home("usual"),
    row(
        20,
        "a profile without host, and a token",
        Lacks(&[
            "no host",
            "token=***",
            "Env: DATABRICKS_TOKEN, DATABRICKS_CONFIG_PROFILE",
        ]),
    )
    .env(&[(PROFILE, "nohost"), TOKEN])
    .home("usual"),
    row(
        21,
        "a profile with a token, and a user",
        Conflict(
            "basic and pat",
            &["token=***", "username=x", "DATABRICKS_USERNAME"],
        ),
    )
    .env(&[(PROFILE, "nohost"), USERNAME])
    .home("usual"),
    row(
        22,
        "a token for Azure",
        Uses("pat", "https://adb-xxx.y.azuredatabricks.net"),
    )
    .explicit(&[
        (A::Host, "https://adb-xxx.y.azuredatabricks.net/"),
        (A::Token, SECRET),
    ]),
    row(23, "a resource id and a host", Uses("azure-cli", ADB))
        .explicit(&[(A::Host, ADB), RESOURCE_ID])
        .home("azure")
        .az(),
    // What the Azure CLI would say is not asked: without a host, there is nobody to ask for.
    row(
        24,
        "a resource id alone",
        Lacks(&["no host", "Config: azure_workspace_resource_id=/sub/rg/ws"]),
    )
    .explicit(&[RESOURCE_ID])
    .home("azure")
    .az(),
    row(
        25,
        "a resource id alone, and no Azure CLI",
        Lacks(&["no host", "Config: azure_workspace_resource_id=/sub/rg/ws"]),
    )
    .explicit(&[RESOURCE_ID])
    .home("azure"),
    row(
        26,
        "a resource id and a token",
        Conflict("azure and pat", &["token=***", "/sub/rg/ws"]),
    )
    .explicit(&[(A::Token, SECRET), RESOURCE_ID])
    .home("azure")
    .az(),
    row(
        27,
        "a resource id and a host beside a file",
        Uses("azure-cli", ADB),
    )
    .explicit(&[(A::Host, ADB), RESOURCE_ID])
    .home("usual")
    .az(),
    row(
        28,
        "a resource id and a host beside a profile",
        Uses("azure-cli", "https://adb-9.9.azuredatabricks.net"),
    )
    .explicit(&[
        (A::Host, "https://adb-9.9.azuredatabricks.net"),
        RESOURCE_ID,
    ])
    .env(&[(PROFILE, "justhost")])
    .home("azure")
    .az(),
    row(
        29,
        "a resource id and a user",
        Conflict("azure and basic", &["username=x", "/sub/rg/ws"]),
    )
    .explicit(&[(A::Host, ADB), RESOURCE_ID])
    .env(&[USERNAME])
    .home("azure")
    .az(),
    row(
        30,
        "a profile that is not there",
        Lacks(&["DEFAULT", "corrupt/.databrickscfg", "abc"]),
    )
    .env(&[(PROFILE, "DEFAULT")])
    .home("corrupt"),
    row(31, "one is meant by a variable", Uses("basic", "https://x"))
        .explicit(&[(A::Host, "x")])
        .env(&[("DATABRICKS_AUTH_TYPE", "basic"), TOKEN, USERNAME, PASSWORD]),
];

#[tokio::test]
async fn every_permutation_ends_as_it_must() {
    let programs = azure_cli().unwrap();
    for row in ROWS {
        let context = format!("row {}, {}", row.number, row.name);
        let client = client(row, programs.path());
        match (&row.expected, client) {
            (Uses(strategy, host), Ok(client)) => {
                assert_eq!(client.host(), *host, "{context}");
                let explanation = client.explain_auth().await;
                assert_eq!(
                    explanation.used,
                    Some(*strategy),
                    "{context}: {explanation}"
                );
                assert!(
                    !format!("{explanation}{explanation:?}").contains(SECRET),
                    "{context}"
                );
            }
            (Lacks(named), Err(error)) => {
                let told = error.to_string();
                assert!(!told.contains("more than one"), "{context}: {told}");
                says(&context, &error, named);
            }
            (Conflict(ways, named), Err(error)) => {
                says(
                    &context,
                    &error,
                    &[&format!(
                        "more than one authorization method configured: {ways}"
                    )],
                );
                says(&context, &error, named);
            }
            (_, Ok(client)) => panic!("{context}: {client:?}"),
            (_, Err(error)) => panic!("{context}: {error}"),
        }
    }
}

#[test]
fn the_table_has_all_rows_in_order() {
    let numbers: Vec<_> = ROWS.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=31).collect::<Vec<_>>());
}

/// Checks that an error names all of these, and no secret.
fn says(context: &str, error: &jobs_runtime::Error, named: &[&str]) {
    let told = format!("{error:#}");
    for name in named {
        assert!(
            told.contains(name),
            "{context} does not name {name}: {told}"
        );
    }
    let shown = format!("{told}{error:?}");
    // The one token that a profile has, and the one of the rows.
    assert!(
        !shown.contains(SECRET) && !shown.contains("canary-XYZ"),
        "{context}: {shown}"
    );
}

fn client(row: &Row, programs: &Path) -> jobs_runtime::Result<Client> {
    let mut config = Config::new();
    for (attribute, value) in row.explicit {
        config.set(*attribute, *value);
    }
    let mut variables: HashMap<String, String> = row
        .variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/auth_permutations/homes")
        .join(row.home);
    for name in ["HOME", "USERPROFILE"] {
        variables.insert(name.to_owned(), home.display().to_string());
    }
    let path = match row.az {
        Works => format!("{}:/usr/bin:/bin", programs.display()),
        Missing => "/nowhere".to_owned(),
    };
    variables.insert("PATH".to_owned(), path);

    // Nothing but the host's own description is asked for, and that is not there.
    let script = Script::new();
    script.stub("auth_get", |_| Reply::status(404));
    Client::builder()
        .config(config)
        .environment(variables)
        .transport(script)
        .build()
}

/// A folder with an Azure CLI that knows somebody.
fn azure_cli() -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("az");
    let answer = r#"{"accessToken":"at","tokenType":"Bearer","expiresOn":"2099-01-01 00:00:00.000000","user":{"name":"me","type":"user"}}"#;
    std::fs::write(&path, format!("#!/bin/sh\necho '{answer}'\n"))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(folder)
}
