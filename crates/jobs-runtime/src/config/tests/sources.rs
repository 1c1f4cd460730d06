//! Which source wins, and what each value tells of where it came from.

use super::*;
use crate::auth::Pat;
use crate::client::Client;
use crate::transport::Script;

// R7.2, CFG-1, CFG-5, CFG-7, CFG-12: set in the program, then the environment, then the file.
#[test]
fn sources_have_an_order() {
    use Attribute::{ConfigFile, Host, Profile, Token};
    type Row = (
        &'static [(Attribute, &'static str)],
        &'static [(&'static str, &'static str)],
        (Option<&'static str>, Option<&'static str>),
    );
    #[rustfmt::skip]
    let table: &[Row] = &[
        // nothing but the file
        (&[], &[], (Some("https://default"), Some("default-token"))),
        (&[], &[("CONFIG_PROFILE", "other")], (Some("https://other"), Some("other-token"))),
        (&[(Profile, "other")], &[("CONFIG_PROFILE", "nohost")], (Some("https://other"), Some("other-token"))),
        (&[], &[("CONFIG_PROFILE", "pat.with.dot")], (Some("https://dot"), Some("dot-token"))),
        // a profile does not inherit from the default one
        (&[], &[("CONFIG_PROFILE", "nohost")], (None, Some("nohost-token"))),
        // without a profile, the file is not read once a host or a credential is known
        (&[], &[("HOST", "x")], (Some("https://x"), None)),
        (&[], &[("TOKEN", "x")], (None, Some("x"))),
        (&[(Host, "x")], &[], (Some("https://x"), None)),
        // with one, each source fills what those before it left
        (&[], &[("HOST", "x"), ("CONFIG_PROFILE", "other")], (Some("https://x"), Some("other-token"))),
        (&[(Host, "y")], &[("HOST", "x"), ("TOKEN", "x"), ("CONFIG_PROFILE", "other")], (Some("https://y"), Some("x"))),
        (&[(Token, "y"), (Profile, "nohost")], &[("HOST", "x")], (Some("https://x"), Some("y"))),
        // an empty value is none, at every place
        (&[(Host, ""), (Profile, "")], &[("HOST", ""), ("TOKEN", " "), ("CONFIG_PROFILE", "")], (Some("https://default"), Some("default-token"))),
        // spaces and line ends around a value, as secret stores leave them
        (&[], &[("HOST", " x "), ("TOKEN", "x\n")], (Some("https://x"), Some("x"))),
        // another file
        (&[], &[("CONFIG_FILE", "/does/not/exist")], (None, None)),
        (&[(ConfigFile, "/does/not/exist")], &[], (None, None)),
        (&[], &[("CONFIG_FILE", "~/.databrickscfg"), ("CONFIG_PROFILE", "other")], (Some("https://other"), Some("other-token"))),
    ];
    let home = Home::with(FILE);
    for (explicit, variables, (host, token)) in table {
        let config = resolve(explicit, variables, &home).unwrap();
        assert_eq!(
            (config.get(Host), config.get(Token)),
            (*host, *token),
            "{explicit:?} {variables:?}"
        );
    }
}

// CFG-7: what suppresses the file, and what does not.
#[test]
fn the_file_is_left_alone_once_a_host_or_a_credential_is_known() {
    let home = Home::with("[DEFAULT]\nwarehouse_id = from-file\n");
    for variable in [
        "HOST",
        "TOKEN",
        "OIDC_TOKEN_ENV",
        "OIDC_TOKEN_FILE",
        "USERNAME",
        "PASSWORD",
        "CLIENT_ID",
        "CLIENT_SECRET",
        "GOOGLE_SERVICE_ACCOUNT",
        "GOOGLE_CREDENTIALS",
        "AZURE_RESOURCE_ID",
        "ARM_CLIENT_SECRET",
        "ARM_CLIENT_ID",
        "ARM_TENANT_ID",
        "METADATA_SERVICE_URL",
    ] {
        let config = resolve(&[], &[(variable, "x")], &home).unwrap();
        assert_eq!(config.get(Attribute::WarehouseId), None, "{variable}");
        assert_eq!(config.warnings(), [""; 0]);
    }
    let msi = resolve(&[], &[("ARM_USE_MSI", "true")], &home).unwrap();
    assert_eq!(msi.get(Attribute::WarehouseId), None);

    for (variable, value) in [
        ("ACCOUNT_ID", "x"),
        ("WORKSPACE_ID", "1"),
        ("CLOUD", "AWS"),
        ("ARM_ENVIRONMENT", "PUBLIC"),
        ("ARM_USE_MSI", "false"),
        ("AUTH_TYPE", "pat"),
        ("CLUSTER_ID", "x"),
        ("TOKEN_AUDIENCE", "x"),
        ("RATE_LIMIT", "1"),
        ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "x"),
    ] {
        let config = resolve(&[], &[(variable, value)], &home).unwrap();
        assert_eq!(
            config.get(Attribute::WarehouseId),
            Some("from-file"),
            "{variable}"
        );
    }
}

// CFG-5: the preferred name beats the other, in the environment and in the file.
#[test]
fn aliases_fill_in_for_the_preferred_name() {
    use Attribute::{OidcTokenFilepath, TokenAudience};
    let home = Home::empty();
    let path = |explicit: &[_], variables: &[_]| {
        let config = resolve(explicit, variables, &home).unwrap();
        config.get(OidcTokenFilepath).map(str::to_owned)
    };
    let both = [("OIDC_TOKEN_FILE", "alias"), ("OIDC_TOKEN_FILEPATH", "own")];
    assert_eq!(path(&[], &both[..1]).as_deref(), Some("alias"));
    assert_eq!(path(&[], &both).as_deref(), Some("own"));
    let explicit = [(OidcTokenFilepath, "explicit")];
    assert_eq!(path(&explicit, &both).as_deref(), Some("explicit"));
    let empty = [("OIDC_TOKEN_FILE", "alias"), ("OIDC_TOKEN_FILEPATH", "")];
    assert_eq!(path(&[], &empty).as_deref(), Some("alias"));

    for (file, audience) in [
        ("audience = go\n", "go"),
        ("token_audience = own\naudience = go\n", "own"),
        ("audience = go\ntoken_audience = own\n", "own"),
        ("token_audience =\naudience = go\n", "go"),
    ] {
        let config = resolve(&[], &[], &Home::with(file)).unwrap();
        assert_eq!(config.get(TokenAudience), Some(audience), "{file}");
    }
}

// R7.2
#[test]
fn each_value_tells_its_source() {
    let home = Home::with(FILE);
    let variables = [("CONFIG_PROFILE", "nohost"), ("OIDC_TOKEN_FILE", "f")];
    let mut config = Config::new().with(Attribute::Host, "x?o=5");
    config.set(Attribute::AuthType, "pat");
    config.resolve(&environment(&home.0, &variables)).unwrap();
    let file = home.file();
    let rows: Vec<_> = config
        .iter()
        .map(|(attribute, value, source)| format!("{attribute}={value}: {source}"))
        .collect();
    assert_eq!(
        rows,
        [
            "host=https://x: set in the program".to_owned(),
            "workspace_id=5: from host, set in the program".to_owned(),
            format!("token=***: {file}:11, profile nohost"),
            "oidc_token_filepath=f: environment variable DATABRICKS_OIDC_TOKEN_FILE".to_owned(),
            "profile=nohost: environment variable DATABRICKS_CONFIG_PROFILE".to_owned(),
            "auth_type=pat: set in the program".to_owned(),
        ]
    );
    assert_eq!(
        config.source(Attribute::Token),
        Some(&Source::File {
            path: home.0.join(".databrickscfg"),
            profile: "nohost".to_owned(),
            line: 11
        })
    );
    assert_eq!(config.source(Attribute::ConfigFile), None);
}

#[test]
fn resolving_twice_changes_nothing() {
    let home = Home::with("[__settings__]\ndefault_profile = p\n[p]\nhost = x?o=5\ntoken = t\n");
    let mut config = Config::new();
    let environment = environment(&home.0, &[("DEBUG_HEADERS", "T")]);
    config.resolve(&environment).unwrap();
    let once = format!("{config:?} {}", config.tried());
    config.resolve(&environment).unwrap();
    assert_eq!(format!("{config:?} {}", config.tried()), once);
}

/// Every variable is set to something that is not Unicode.
struct Unreadable(&'static str);

impl Environment for Unreadable {
    fn variable(&self, _name: &str) -> Option<String> {
        None
    }

    fn is_unreadable(&self, name: &str) -> bool {
        name == self.0
    }
}

// A credential that cannot be read must not make way for another one.
#[test]
fn a_variable_that_is_not_unicode_is_an_error() {
    let environment = Unreadable("DATABRICKS_TOKEN");
    let error = Config::new().resolve(&environment).unwrap_err();
    assert_eq!(
        error.message(),
        "environment variable DATABRICKS_TOKEN is not Unicode: set it anew or unset it"
    );
    let mut config = Config::new().with(Attribute::Token, "t");
    assert!(config.resolve(&environment).is_ok(), "it is not needed");
    let other = Unreadable("DATABRICKS_UNKNOWN");
    assert!(Config::new().resolve(&other).is_ok());
}

// CFG-9
#[test]
fn the_home_directory_is_the_users_own() {
    let home = Home::with(FILE);
    let host = |path: &str| {
        let variables = [("CONFIG_FILE", path)];
        resolve(&[], &variables, &home).map(|config| config.get(Attribute::Host).map(str::to_owned))
    };
    let found = Some("https://default".to_owned());
    assert_eq!(host("~/.databrickscfg").unwrap(), found);
    assert_eq!(host("~//.databrickscfg").unwrap(), found);
    assert_eq!(host(&home.file()).unwrap(), found);
    assert_eq!(host("~/not-there").unwrap(), None);
    let error = host("~root/.databrickscfg").unwrap_err();
    assert_eq!(
        error.message(),
        "`config_file` is ~root/.databrickscfg: the home directories of other users are not \
         looked up. Give the whole path, or `./~root/.databrickscfg` for a file of that name"
    );
    assert!(host("~").unwrap_err().message().starts_with("cannot read"));

    let mut config = Config::new().with(Attribute::ConfigFile, "~/x");
    assert_eq!(
        config.resolve(&()).unwrap_err().message(),
        "`config_file` is ~/x, but there is no home directory: give the whole path"
    );
    let mut config = Config::new();
    config.resolve(&()).unwrap();
    assert_eq!(
        config.tried(),
        "looked at the environment, no profile file (there is no home directory)"
    );
}

// Whoever sets it all in the program does not depend on the machine it runs on.
#[test]
fn what_is_set_in_the_program_is_enough() {
    let home = Home::with("broken");
    let variables = [
        ("CONFIG_PROFILE", "gone"),
        ("AUTH_TYPE", "magic"),
        ("DEBUG_HEADERS", "perhaps"),
        ("CLIENT_ID", "other"),
    ];
    let builder = || {
        Client::builder()
            .environment(environment(&home.0, &variables))
            .transport(Script::new())
            .host("x")
    };
    assert_eq!(builder().token("t").build().unwrap().host(), "https://x");
    assert!(builder().credentials(Pat::new("t")).build().is_ok());
    assert!(builder().token("t").profile("gone").build().is_err());
    assert!(builder().build().is_err());
}

// Credentials of the program's own are the ones that are meant.
#[test]
fn ways_to_authenticate_do_not_clash_with_own_credentials() {
    let home = Home::empty();
    let variables = [("HOST", "x"), ("TOKEN", "t"), ("ARM_CLIENT_ID", "c")];
    let builder = || {
        Client::builder()
            .environment(environment(&home.0, &variables))
            .transport(Script::new())
    };
    assert!(builder().build().is_err());
    let client = builder().credentials(Pat::new("t")).build().unwrap();
    assert_eq!(client.host(), "https://x");
}
