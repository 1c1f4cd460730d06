//! Where settings come from, and which of them win.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::client::Client;
use crate::error::ErrorKind;
use crate::transport::Script;

/// A home directory with a profile file, gone when dropped.
struct Home(PathBuf);

impl Home {
    fn with(file: &str) -> Self {
        let home = Self::empty();
        fs::write(home.0.join(".databrickscfg"), file).unwrap();
        home
    }

    fn empty() -> Self {
        let name = format!("jobs-runtime-{}-{}", std::process::id(), fastrand::u64(..));
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> String {
        self.0.join(".databrickscfg").display().to_string()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An environment of this home directory and these variables, which begin with `DATABRICKS_`.
fn environment(home: &Path, variables: &[(&str, &str)]) -> HashMap<String, String> {
    let home_name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    variables
        .iter()
        .map(|(name, value)| (format!("DATABRICKS_{name}"), (*value).to_owned()))
        .chain([(home_name.to_owned(), home.display().to_string())])
        .collect()
}

/// What a client would be configured with.
fn load(
    explicit: &[(Attribute, &str)],
    variables: &[(&str, &str)],
    home: &Home,
) -> Result<(Option<String>, Option<String>)> {
    let mut config = Config::new();
    for (attribute, value) in explicit {
        config.set(*attribute, *value);
    }
    config.load(&environment(&home.0, variables))?;
    let text = |attribute| config.get(attribute).map(str::to_owned);
    Ok((text(Attribute::Host), text(Attribute::Token)))
}

const FILE: &str = "
[DEFAULT]
host = https://default
token = default-token

[other]
host = https://other
token = other-token

[nohost]
token = nohost-token

[pat.with.dot]
host: https://dot
TOKEN: dot-token

[empty]
";

// R7.2: set in the program, then the environment, then the file.
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
        (&[], &[("HOST", "x")], (Some("x"), None)),
        (&[], &[("TOKEN", "x")], (None, Some("x"))),
        (&[(Host, "x")], &[], (Some("x"), None)),
        // with one, each source fills what those before it left
        (&[], &[("HOST", "x"), ("CONFIG_PROFILE", "other")], (Some("x"), Some("other-token"))),
        (&[(Host, "y")], &[("HOST", "x"), ("TOKEN", "x"), ("CONFIG_PROFILE", "other")], (Some("y"), Some("x"))),
        (&[(Token, "y"), (Profile, "nohost")], &[("HOST", "x")], (Some("x"), Some("y"))),
        // an empty value is none, at every place
        (&[(Host, ""), (Profile, "")], &[("HOST", ""), ("TOKEN", " "), ("CONFIG_PROFILE", "")], (Some("https://default"), Some("default-token"))),
        // spaces and line ends around a value, as secret stores leave them
        (&[], &[("HOST", " x "), ("TOKEN", "x\n")], (Some("x"), Some("x"))),
        // another file
        (&[], &[("CONFIG_FILE", "/does/not/exist")], (None, None)),
        (&[(ConfigFile, "/does/not/exist")], &[], (None, None)),
        (&[], &[("CONFIG_FILE", "~/.databrickscfg"), ("CONFIG_PROFILE", "other")], (Some("https://other"), Some("other-token"))),
    ];
    let home = Home::with(FILE);
    for (explicit, variables, (host, token)) in table {
        let loaded = load(explicit, variables, &home).unwrap();
        assert_eq!(
            (loaded.0.as_deref(), loaded.1.as_deref()),
            (*host, *token),
            "{explicit:?} {variables:?}"
        );
    }
}

// R7.2
#[test]
fn each_value_tells_its_source() {
    let home = Home::with(FILE);
    let mut config = Config::new();
    config.set(Attribute::Host, "x");
    config
        .load(&environment(&home.0, &[("CONFIG_PROFILE", "nohost")]))
        .unwrap();
    let source = |attribute| config.source(attribute).unwrap().to_string();
    assert_eq!(source(Attribute::Host), "set in the program");
    assert_eq!(
        source(Attribute::Profile),
        "environment variable DATABRICKS_CONFIG_PROFILE"
    );
    assert_eq!(
        source(Attribute::Token),
        format!("{}:11, profile nohost", home.file())
    );
    assert_eq!(config.source(Attribute::ConfigFile), None);
}

#[test]
fn the_default_profile_can_be_named_in_the_file() {
    let named = |name: &str, sections: &str| {
        let home = Home::with(&format!(
            "[__settings__]\ndefault_profile = {name}\n{sections}"
        ));
        load(&[], &[], &home).map(|(host, _)| host)
    };
    let sections = "[DEFAULT]\nhost = d\n[mine]\nhost = m\n";
    assert_eq!(named("mine", sections).unwrap().as_deref(), Some("m"));
    assert_eq!(
        named("mine", "[mine]\nhost = m\n").unwrap().as_deref(),
        Some("m")
    );
    assert_eq!(named("", sections).unwrap().as_deref(), Some("d"));
    assert_eq!(named("", "[mine]\nhost = m\n").unwrap(), None);
    assert!(named("gone", sections).is_err());
    assert!(named("__settings__", sections).is_err());
}

// R7.2: what was named must be there.
#[test]
fn a_profile_that_is_named_must_be_there() {
    let home = Home::with(FILE);
    for (profile, says) in [
        (
            "gone",
            "has no gone profile configured: there is DEFAULT, other, nohost, pat.with.dot",
        ),
        ("default", "has no default profile configured"),
        ("empty", "has no empty profile configured"),
        ("__settings__", "[__settings__] is no profile"),
    ] {
        let error = load(&[(Attribute::Profile, profile)], &[], &home).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.message().starts_with(&home.file()), "{error}");
        assert!(error.message().contains(says), "{error}");
    }
    let home = Home::empty();
    let error = load(&[], &[("CONFIG_PROFILE", "x")], &home).unwrap_err();
    assert_eq!(
        error.message(),
        format!("profile x is wanted, but there is no file {}", home.file())
    );
    assert_eq!(
        load(&[], &[], &home).unwrap(),
        (None, None),
        "without a profile there need be none"
    );
}

#[test]
fn the_file_is_read_as_its_writer_writes_it() {
    #[rustfmt::skip]
    let table = [
        ("[DEFAULT]\nhost=h\ntoken=t", "t"),
        ("\u{feff}[DEFAULT]\r\nhost = h\r\ntoken = t\r\n", "t"),
        ("  [ DEFAULT ]\n\thost : h\n   token\t:\tt  \n", "t"),
        ("host = h\ntoken = t\n[other]\ntoken = o\n", "t"),
        ("# c\n; c\n[DEFAULT]\n#token = c\nhost = h\ntoken = t # c\n", "t"),
        ("[DEFAULT]\nhost=h\ntoken = t ; c\n", "t"),
        ("[DEFAULT]\nhost=h\ntoken = a#b;c=d:e\n", "a#b;c=d:e"),
        ("[DEFAULT]\nhost=h\ntoken = \"%Y#X $Z\" # c\n", "%Y#X $Z"),
        ("[DEFAULT]\nhost=h\ntoken = '%Y # X' # c\n", "%Y # X"),
        ("[DEFAULT]\nhost=h\ntoken = \"open\n", "\"open"),
        ("[DEFAULT]\nhost=h\nToken = t\nunknown = 1\n", "t"),
        ("[DEFAULT]\nhost=h\ntoken = 1\ntoken = 2\n[x]\n[DEFAULT]\ntoken = 3\n", "3"),
        ("[DEFAULT]\nhost=h\ntoken = C:\\new\\%(x)s\n", "C:\\new\\%(x)s"),
        ("[DEFAULT]\nhost=h\ntoken = t\nprofile = x\nconfig_file = y\n", "t"),
    ];
    for (file, token) in table {
        let loaded = load(&[], &[], &Home::with(file)).unwrap();
        assert_eq!(
            loaded,
            (Some("h".to_owned()), Some(token.to_owned())),
            "{file}"
        );
    }
    assert_eq!(
        load(&[], &[], &Home::with("[DEFAULT]\nhost=h\ntoken = # c\n"))
            .unwrap()
            .1,
        None
    );
}

// R10.1: the place is told, what stands there is not.
#[test]
fn an_error_in_the_file_tells_its_line() {
    for (file, line) in [("[DEFAULT]\nhost = h\nhunter2\n", 3), ("[hunter2\n", 1)] {
        let home = Home::with(file);
        let error = load(&[], &[], &home).unwrap_err();
        assert!(
            error
                .message()
                .starts_with(&format!("{}:{line}: ", home.file())),
            "{error}"
        );
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    let home = Home::empty();
    fs::create_dir(home.0.join(".databrickscfg")).unwrap();
    let error = load(&[], &[], &home).unwrap_err();
    assert!(
        error
            .message()
            .starts_with(&format!("cannot read {}", home.file())),
        "{error}"
    );
}

#[test]
fn hosts_are_brought_into_one_form() {
    for (host, expected) in [
        ("x", "https://x"),
        ("X.Test", "https://x.test"),
        ("https://x/", "https://x"),
        ("https://x:443", "https://x"),
        ("x:443/", "https://x"),
        ("x:8443", "https://x:8443"),
        ("https://x/login.html?o=123", "https://x"),
        ("x/?o=123", "https://x"),
        ("x?o=123", "https://x"),
        ("https://x/#job/1", "https://x"),
        ("HTTPS://x", "https://x"),
        ("http://localhost:80", "http://localhost"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("https://[::1]:443", "https://[::1]"),
        ("http://[::1]:81", "http://[::1]:81"),
    ] {
        assert_eq!(Host::parse(host).unwrap().as_str(), expected, "{host}");
    }
    for host in [
        "https://",
        "://x",
        "ftp://x",
        "x y",
        "https://:443",
        "http://x",
        "x:port",
    ] {
        assert_eq!(
            Host::parse(host).unwrap_err().kind(),
            ErrorKind::Config,
            "{host}"
        );
    }
    for host in [
        "https://user:hunter2@x",
        "user:hunter2@x",
        "ftp://hunter2@x",
        "a hunter2@x",
    ] {
        let error = Host::parse(host).unwrap_err();
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
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
             looked at the environment, {file} (not there)"
        )
    );
    assert_eq!(
        complaint(&[("HOST", "x")], &home),
        "no credentials: pat needs `token` (DATABRICKS_TOKEN); \
         looked at the environment, no profile file, since no profile is named"
    );
    let home = Home::with("[mine]\nhost = x\n");
    let file = home.file();
    assert_eq!(
        complaint(&[("CONFIG_PROFILE", "mine")], &home),
        format!(
            "no credentials: pat needs `token` (DATABRICKS_TOKEN); \
             looked at the environment, {file} (profile mine)"
        )
    );
    assert_eq!(
        complaint(
            &[("HOST", "x"), ("TOKEN", "t"), ("AUTH_TYPE", "magic")],
            &home
        ),
        "auth type `magic` is not known: there is pat"
    );
}

// Whoever sets it all in the program does not depend on the machine it runs on.
#[test]
fn what_is_set_in_the_program_is_enough() {
    let home = Home::with("broken");
    let variables = [("CONFIG_PROFILE", "gone"), ("AUTH_TYPE", "magic")];
    let builder = || {
        Client::builder()
            .environment(environment(&home.0, &variables))
            .transport(Script::new())
            .host("x")
    };
    assert_eq!(builder().token("t").build().unwrap().host(), "https://x");
    assert!(
        builder()
            .credentials(crate::auth::Pat::new("t"))
            .build()
            .is_ok()
    );
    assert!(builder().token("t").profile("gone").build().is_err());
}

// R10.1
#[test]
fn a_configuration_is_shown_without_secrets() {
    let home = Home::with("[DEFAULT]\nhost = https://x\ntoken = hunter2\n");
    let mut config = Config::new();
    config.load(&environment(&home.0, &[])).unwrap();
    let file = home.file();
    assert_eq!(
        format!("{config:?}"),
        format!(
            "Config {{ host: \"https://x\" ({file}:2, profile DEFAULT), \
             token: \"***\" ({file}:3, profile DEFAULT) }}"
        )
    );
    assert_eq!(format!("{:?}", Secret::new("hunter2")), "***");
}
