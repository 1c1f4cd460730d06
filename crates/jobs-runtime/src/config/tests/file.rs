//! How the profile file is read, and which of its sections.

use super::*;
use crate::error::ErrorKind;

fn token(file: &str) -> Option<String> {
    let config = resolve(&[], &[], &Home::with(file)).unwrap();
    assert_eq!(config.get(Attribute::Host), Some("https://h"), "{file}");
    config.get(Attribute::Token).map(str::to_owned)
}

// A.4
#[test]
fn the_file_is_read_as_its_writer_writes_it() {
    #[rustfmt::skip]
    let table = [
        ("[DEFAULT]\nhost=h\ntoken=t", "t"),
        ("\u{feff}[DEFAULT]\r\nhost = h\r\ntoken = t\r\n", "t"),
        ("  [ DEFAULT ]\n\thost : h\n   token\t:\tt  \n", "t"),
        ("host = h\ntoken = t\n[other]\ntoken = o\n", "t"),
        ("\u{feff}host = h\ntoken = t\n", "t"),
        ("# c\n; c\n[DEFAULT]\n#token = c\nhost = h\ntoken = t # c\n", "t"),
        ("[DEFAULT] # c\nhost=h\ntoken = t\n", "t"),
        ("[DEFAULT] ; [c]\nhost=h\ntoken = t\n", "t"),
        ("[DEFAULT]\nhost=h\nToken = t\nunknown = 1\n", "t"),
        ("[DEFAULT]\nhost=h\n\"token\" = t\n`unknown` = 1\n", "t"),
        ("[DEFAULT]\nhost=h\ntoken = 1\ntoken = 2\n[x]\n[DEFAULT]\ntoken = 3\n", "3"),
        ("[DEFAULT]\nhost=h\ntoken = t\nprofile = x\nconfig_file = y\n", "t"),
    ];
    for (file, expected) in table {
        assert_eq!(token(file).as_deref(), Some(expected), "{file}");
    }
}

// A.4, F.A.4: quotes and comments.
#[test]
fn values_are_read_as_their_writer_writes_them() {
    #[rustfmt::skip]
    let table = [
        ("t ; c", "t"),
        ("t\t# c", "t"),
        ("t # c ; c", "t"),
        ("a#b;c=d:e", "a#b;c=d:e"),
        ("#secret", "#secret"),
        ("\"%Y#X$Z\" # comment", "%Y#X$Z"),
        ("'%Y#X$Z' # comment", "%Y#X$Z"),
        ("%Y#X$Z # comment", "%Y#X$Z"),
        ("\"%Y#X $Z\" # c", "%Y#X $Z"),
        ("'%Y # X' # c", "%Y # X"),
        ("\"open", "\"open"),
        ("open\"", "open\""),
        ("\"a\" b", "\"a\" b"),
        ("\"a\"b\"", "\"a\"b\""),
        ("\"it's\"", "it's"),
        ("'a\"", "'a\""),
        ("C:\\new\\%(x)s", "C:\\new\\%(x)s"),
        // how the writer keeps what a comment could be taken for, and what has many lines
        ("`a # b ; c`", "a # b ; c"),
        ("`a\"b'`", "a\"b'"),
        ("`a`b` # c", "a`b"),
        ("`a\n b\nc`", "a\n b\nc"),
        ("\"\"\"{\n\"a\": 1\n}\"\"\"", "{\n\"a\": 1\n}"),
        ("\"\"\"a\"b\"\"\" # c", "a\"b"),
        // a line that goes on
        ("a\\\n  b\\\n c # d", "abc # d"),
        ("a\\", "a"),
    ];
    for (written, expected) in table {
        let file = format!("[DEFAULT]\nhost = h\ntoken = {written}\ncluster_id = after\n");
        let read = match written.ends_with('\\') {
            true => token(&format!("[DEFAULT]\nhost = h\ntoken = {written}")),
            false => token(&file),
        };
        assert_eq!(read.as_deref(), Some(expected), "{written}");
        if !written.ends_with('\\') {
            let config = resolve(&[], &[], &Home::with(file)).unwrap();
            assert_eq!(config.get(Attribute::ClusterId), Some("after"), "{written}");
        }
    }
    for empty in ["", "\"\"", "''", "# c", "; c", "#", "``", "\" \""] {
        let file = format!("[DEFAULT]\nhost = h\ntoken = {empty}\n");
        assert_eq!(token(&file), None, "{empty}");
    }
}

// A.4: told, and by lines alone: keys and values may be secrets in the wrong place.
#[test]
fn what_may_not_be_meant_is_a_warning() {
    let home = Home::with(
        "[DEFAULT]\nhost = h\ntoken = canary-4b1c\ncanary-4b1d = 1\nTOKEN = canary-4b1e\ncanary-4b1f = 2\n\
         [other]\ncanary-4b20 = 1\n",
    );
    let config = resolve(&[], &[], &home).unwrap();
    let file = home.file();
    assert_eq!(config.get(Attribute::Token), Some("canary-4b1e"));
    assert_eq!(
        config.warnings(),
        [
            format!("{file}:4: the key is not known and thus not heeded"),
            format!("{file}:5: `token` stands there twice; the last one counts"),
            format!("{file}:6: the key is not known and thus not heeded"),
        ]
    );
    let config = resolve(&[(Attribute::Cloud, "MOON")], &[("HOST", "x")], &home).unwrap();
    assert_eq!(
        config.warnings(),
        ["the cloud is none of AWS, AZURE, GCP (set in the program) and thus not heeded"]
    );
    assert_eq!(config.get(Attribute::Cloud), None);
}

// R10.1: the place is told, what stands there is not.
#[test]
fn an_error_in_the_file_tells_its_line() {
    for (file, line, problem) in [
        (
            "[DEFAULT]\nhost = h\ncanary-4b1d\n",
            3,
            "neither `[section]` nor `key = value`",
        ),
        ("[canary-4b1d\n", 1, "the section's name has no `]`"),
        ("\r\n[]\r\n", 2, "the section has no name"),
        ("\n\n = canary-4b1d\n", 3, "the value has no key"),
        ("token = `canary-4b1d\n\n", 1, "the quote is not closed"),
        (
            "\ntoken = \"\"\"canary-4b1d\"\n",
            2,
            "the quote is not closed",
        ),
        (
            "a = 1\nb = 2\ntoken = canary-4b1d\u{0}\ncanary-4b1d",
            4,
            "neither `[section]` nor `key = value`",
        ),
    ] {
        let home = Home::with(file);
        let error = resolve(&[], &[], &home).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.message(),
            format!("{}:{line}: {problem}", home.file())
        );
        assert!(!format!("{error:?}{error:#}").contains("canary-4b1d"));
    }
}

#[test]
fn a_file_that_is_no_text_is_an_error() {
    for (file, says) in [
        (
            &b"host = h\ntoken = hunter\xff\n"[..],
            ":2: not UTF-8: save the file as UTF-8",
        ),
        (
            b"\xff\xfeh\0o\0",
            ":1: the file is UTF-16: save it as UTF-8",
        ),
    ] {
        let home = Home::with(file);
        let error = resolve(&[], &[], &home).unwrap_err();
        assert_eq!(error.message(), format!("{}{says}", home.file()));
    }
    let home = Home::with(vec![b'#'; (1 << 20) + 1]);
    let error = resolve(&[], &[], &home).unwrap_err();
    assert_eq!(
        error.message(),
        format!(
            "cannot read {}: it is too long for a profile file",
            home.file()
        )
    );
    let home = Home::empty();
    fs::create_dir(home.0.join(".databrickscfg")).unwrap();
    let error = resolve(&[], &[], &home).unwrap_err();
    let says = format!("cannot read {}", home.file());
    assert!(error.message().starts_with(&says), "{error}");
}

// G 23: keys that collide with what other tools call their own.
#[test]
fn no_key_is_special_but_the_known_ones() {
    let home = Home::with("environment = 1\nuser_agent = 2\ninit_auth = 3\nhost = h\n");
    let config = resolve(&[], &[], &home).unwrap();
    assert_eq!(config.to_string(), "host=https://h");
}

// F.A.3, CFG-10, CFG-11
#[test]
fn the_default_profile_can_be_named_in_the_file() {
    const MINE: &str = "[mine]\nhost = m\n";
    const DEFAULT: &str = "[DEFAULT]\nhost = d\n";
    const OTHER: &str = "[other]\nhost = o\n";
    const NAMED: &str = "[__settings__]\ndefault_profile = mine\n";
    let get = |parts: &[&str], wanted: &str| {
        let home = Home::with(parts.concat());
        resolve(&[(Attribute::Profile, wanted)], &[], &home).map(|config| {
            let text = |attribute| config.get(attribute).unwrap_or_default().to_owned();
            (text(Attribute::Host), text(Attribute::Profile))
        })
    };
    let is = |host: &str, profile: &str| (host.to_owned(), profile.to_owned());

    let named = get(&[NAMED, MINE], "").unwrap();
    assert_eq!(named, is("https://m", "mine"), "it is recorded");
    let both = get(&[NAMED, DEFAULT, MINE], "").unwrap();
    assert_eq!(both, is("https://m", "mine"), "it wins over DEFAULT");
    let fallback = get(&[DEFAULT, MINE], "").unwrap();
    assert_eq!(fallback, is("https://d", ""));
    let empty = get(&["[__settings__]\n", DEFAULT], "").unwrap();
    assert_eq!(empty, is("https://d", ""));
    let blank = get(&["[__settings__]\ndefault_profile =\n", DEFAULT], "").unwrap();
    assert_eq!(blank, is("https://d", ""));
    let none = get(&["[__settings__]\n", MINE], "").unwrap();
    assert_eq!(none, is("", ""));
    let wanted = get(&[NAMED, DEFAULT, MINE, OTHER], "other").unwrap();
    assert_eq!(wanted, is("https://o", "other"));
    let default = get(
        &["[__settings__]\ndefault_profile = DEFAULT\n", DEFAULT],
        "",
    )
    .unwrap();
    assert_eq!(default, is("https://d", "DEFAULT"));

    let says = |parts: &[&str], wanted| get(parts, wanted).unwrap_err().message().to_owned();
    let reserved = "__settings__ is a reserved section name and cannot be used as a profile";
    assert!(says(&[NAMED, MINE], "__settings__").contains(reserved));
    let itself = "[__settings__]\ndefault_profile = __settings__\n";
    assert!(says(&[itself, MINE], "").contains(reserved));
    assert!(says(&[NAMED, DEFAULT], "").contains(
        "has no mine profile configured (its default_profile, line 2); those there are: `DEFAULT`"
    ));
    let home = Home::with([NAMED, MINE].concat());
    let config = resolve(&[], &[], &home).unwrap();
    assert_eq!(
        config.source(Attribute::Profile).unwrap().to_string(),
        format!("{}:2, profile __settings__", home.file())
    );
}

// R7.2, CFG-8, CFG-13, G 24: what was named must be there.
#[test]
fn a_profile_that_is_named_must_be_there() {
    let home = Home::with(FILE);
    for (profile, says) in [
        (
            "gone",
            "has no gone profile configured; those there are: `DEFAULT`, `other`, `nohost`, \
             `pat.with.dot`. \
             Config: profile=gone",
        ),
        (
            "default",
            "has no default profile configured; those there are: `DEFAULT`",
        ),
        ("empty", "has no empty profile configured"),
        ("__settings__", "__settings__ is a reserved section name"),
    ] {
        let error = resolve(&[(Attribute::Profile, profile)], &[], &home).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.message().starts_with(&home.file()), "{error}");
        assert!(error.message().contains(says), "{error}");
    }
    let home = Home::empty();
    let variables = [("CONFIG_PROFILE", "x"), ("TOKEN", "canary-4b1d")];
    let error = resolve(&[], &variables, &home).unwrap_err();
    assert_eq!(
        error.message(),
        format!(
            "profile x is wanted, but there is no profile file: {} is not there. \
             Config: token=***, profile=x. \
             Env: DATABRICKS_TOKEN, DATABRICKS_CONFIG_PROFILE",
            home.file()
        )
    );
    let mut config = Config::new().with(Attribute::Profile, "x");
    let error = config.resolve(&()).unwrap_err();
    assert!(error.message().contains("no home directory"), "{error}");
    let nothing = resolve(&[], &[], &home).unwrap();
    assert_eq!(
        nothing.to_string(),
        "",
        "without a profile there need be none"
    );
}

// A home directory that is none, as services have it, has no file.
#[cfg(unix)]
#[test]
fn a_home_that_is_no_directory_has_no_file() {
    let mut config = Config::new();
    config
        .resolve(&environment(Path::new("/dev/null"), &[]))
        .unwrap();
    assert_eq!(
        config.tried(),
        "looked at the environment, no profile file (/dev/null/.databrickscfg is not there)"
    );
}
