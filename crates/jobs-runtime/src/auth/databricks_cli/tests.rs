use std::sync::Arc;
use std::time::SystemTime;

use serde_json::json;

use super::super::testing::{CANARY, FakePrograms, Services, complains, context, prints, verdict};
use super::*;

fn services() -> Services {
    Services::answering(|_| None)
}

/// The strategy with these attributes, over these programs.
fn cli(attributes: &[(Attribute, &str)], programs: &FakePrograms) -> DatabricksCli {
    let mut context = context(attributes, &[], &services());
    context.programs = Arc::new(programs.clone());
    DatabricksCli {
        context,
        path: PathBuf::from("databricks"),
        version: Mutex::default(),
    }
}

fn version(major: u64, minor: u64, patch: u64) -> String {
    json!({"Major": major, "Minor": minor, "Patch": patch}).to_string()
}

fn token(access_token: &str) -> String {
    json!({
        "access_token": access_token,
        "token_type": "Bearer",
        "expiry": "2033-05-18T03:33:20Z",
    })
    .to_string()
}

// F.B: CLI version ×13.
#[test]
fn a_version_is_read_or_unknown() {
    for (printed, expected) in [
        (
            r#"{"Major": 0, "Minor": 207, "Patch": 1}"#,
            Some((0, 207, 1)),
        ),
        (r#"{"Major": 1, "Minor": 0, "Patch": 0}"#, Some((1, 0, 0))),
        (
            r#"{"Major": 0, "Minor": 207, "Patch": 1, "Prerelease": "beta"}"#,
            Some((0, 207, 1)),
        ),
        (
            r#"{"ProjectName": "cli", "Version": "0.298.0", "Branch": "", "Major": 0, "Minor": 298, "Patch": 0, "IsSnapshot": false}"#,
            Some((0, 298, 0)),
        ),
        (r#"{"Major": 0, "Minor": 0, "Patch": 0}"#, None),
        ("not json", None),
        ("", None),
        ("Databricks CLI v0.207.1", None),
        (r#"{"Major": 0, "Minor": 207}"#, None),
        (r#"{"Major": "0", "Minor": 207, "Patch": 1}"#, None),
        (r#"{"Major": -1, "Minor": 207, "Patch": 1}"#, None),
        ("[]", None),
        ("null", None),
    ] {
        let read = Version::parse(printed.as_bytes());
        assert_eq!(
            read.map(|Version(a, b, c)| (a, b, c)),
            expected,
            "{printed}"
        );
    }
}

// F.B: ordering ×12.
#[test]
fn versions_are_ordered_as_numbers() {
    let ascending = [
        None,
        Some(Version(0, 0, 1)),
        Some(Version(0, 9, 0)),
        Some(Version(0, 10, 0)),
        Some(Version(0, 207, 0)),
        Some(Version(0, 207, 1)),
        Some(Version(0, 207, 10)),
        Some(Version(0, 208, 0)),
        Some(Version(0, 296, 0)),
        Some(Version(1, 0, 0)),
        Some(Version(1, 2, 3)),
        Some(Version(10, 0, 0)),
    ];
    assert!(ascending.is_sorted_by(|a, b| a < b));
}

// F.B: command ×13+2.
#[test]
fn the_cli_is_asked_what_its_version_understands() {
    use Attribute::{AccountId, Host, Profile};
    const HOST: (Attribute, &str) = (Host, "https://x.cloud.databricks.com");
    const ACCOUNT_HOST: (Attribute, &str) = (Host, "https://accounts.cloud.databricks.com");
    const PROFILE: (Attribute, &str) = (Profile, "p");
    const ACCOUNT: (Attribute, &str) = (AccountId, "a");
    let old = Some(Version(0, 207, 0));
    let knows_profile = Some(Version(0, 207, 1));
    let knows_refresh = Some(Version(0, 296, 0));
    let by_host = "auth token --host https://x.cloud.databricks.com";
    let by_account = "auth token --host https://accounts.cloud.databricks.com --account-id a";
    let by_profile = "auth token --profile p";
    let table: [(&[_], _, Result<String, &str>); 15] = [
        (&[HOST], old, Ok(by_host.into())),
        (&[HOST], None, Ok(by_host.into())),
        (&[HOST], knows_profile, Ok(by_host.into())),
        (
            &[HOST],
            knows_refresh,
            Ok(format!("{by_host} --force-refresh")),
        ),
        (&[ACCOUNT_HOST, ACCOUNT], old, Ok(by_account.into())),
        (
            &[ACCOUNT_HOST, ACCOUNT],
            knows_refresh,
            Ok(format!("{by_account} --force-refresh")),
        ),
        // An account beside the host of a workspace is not the CLI's business.
        (&[HOST, ACCOUNT], knows_profile, Ok(by_host.into())),
        (&[HOST, PROFILE], old, Ok(by_host.into())),
        (&[HOST, PROFILE], None, Ok(by_host.into())),
        (&[HOST, PROFILE], knows_profile, Ok(by_profile.into())),
        (
            &[HOST, PROFILE],
            knows_refresh,
            Ok(format!("{by_profile} --force-refresh")),
        ),
        (&[PROFILE], knows_profile, Ok(by_profile.into())),
        (&[PROFILE], old, Err("too old to be asked by profile")),
        (&[PROFILE], None, Err("too old to be asked by profile")),
        (&[], knows_refresh, Err("neither is set")),
    ];
    for (attributes, version, expected) in table {
        let config = context(attributes, &[], &services()).config;
        match (arguments(&config, version), expected) {
            (Ok(arguments), Ok(expected)) => assert_eq!(arguments.join(" "), expected),
            (Err(error), Err(expected)) => {
                assert!(error.to_string().contains(expected), "{error}");
            }
            (got, expected) => panic!("{attributes:?} {version:?}: {got:?}, not {expected:?}"),
        }
    }
}

// F.B: a failed question for the version is not remembered; a good answer is.
#[tokio::test]
async fn the_version_is_asked_until_it_is_known() {
    let times = Mutex::new(0);
    let programs = FakePrograms::answering(move |arguments| {
        if !arguments.starts_with("version") {
            return prints(token(CANARY));
        }
        let mut times = times.lock().unwrap();
        *times += 1;
        if *times == 1 {
            complains("no")
        } else {
            prints(version(0, 300, 0))
        }
    });
    let cli = cli(&[(Attribute::Host, "https://x")], &programs);
    for expected in [
        vec!["version --output json", "auth token --host https://x"],
        vec![
            "version --output json",
            "auth token --host https://x --force-refresh",
        ],
        vec!["auth token --host https://x --force-refresh"],
    ] {
        let token = cli.token().await.unwrap();
        assert_eq!(token.access_token.expose(), CANARY);
        assert_eq!(
            token
                .expires_at
                .map(|at| at.duration_since(SystemTime::UNIX_EPOCH).unwrap()),
            Some(Duration::from_secs(2_000_000_000))
        );
        assert_eq!(programs.asked(), expected);
    }
}

// F.B: scope validation ×7.
#[tokio::test]
async fn a_token_must_have_the_scopes_that_are_wanted() {
    for (wanted, scope, fits) in [
        (Some("jobs, clusters"), json!("clusters jobs"), true),
        (Some("jobs"), json!("all-apis"), false),
        (Some("jobs"), json!("jobs offline_access"), true),
        (Some("jobs offline_access"), json!("jobs"), true),
        (Some("jobs,sql"), json!(["sql", "jobs"]), true),
        (Some("jobs"), json!(null), true),
        (None, json!("anything"), true),
    ] {
        let jwt = jwt::unsigned(&json!({ "scope": scope }));
        let programs = FakePrograms::answering(move |arguments| {
            prints(if arguments.starts_with("version") {
                version(0, 300, 0)
            } else {
                token(&jwt)
            })
        });
        let mut attributes = vec![(Attribute::Host, "https://x")];
        attributes.extend(wanted.map(|wanted| (Attribute::Scopes, wanted)));
        let token = cli(&attributes, &programs).token().await;
        assert_eq!(token.is_ok(), fits, "{wanted:?} {scope}: {token:?}");
    }
}

// G.1: what the CLI says is told, but no token; and what to do.
#[tokio::test]
async fn a_failure_says_what_to_do() {
    let long = CANARY.repeat(3);
    for (answer, expected) in [
        (
            format!("Error: no token for {long}"),
            "databricks auth login --host https://x",
        ),
        (String::new(), "did not say why"),
    ] {
        let programs = FakePrograms::answering(move |arguments| {
            if arguments.starts_with("version") {
                complains("")
            } else {
                complains(&answer)
            }
        });
        let error = cli(&[(Attribute::Host, "https://x")], &programs)
            .token()
            .await
            .unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(
            !format!("{error:#} {error:?}").contains(CANARY),
            "{error:?}"
        );
    }
    let odd = [
        "",
        "{}",
        r#"{"access_token": "canary-5e2c"}"#,
        r#"{"access_token": "canary-5e2c", "expiry": "soon"}"#,
    ];
    for printed in odd {
        let error = parse(printed.as_bytes()).unwrap_err();
        assert!(
            !format!("{error:#} {error:?}").contains(CANARY),
            "{error:?}"
        );
    }
}

#[cfg(unix)]
mod on_the_path {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A program of this name and size in a directory of its own.
    fn program(name: &str, script: &str, size: u64) -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(name);
        fs::write(&path, script).unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        if size > 0 {
            file.set_len(size).unwrap();
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        directory
    }

    fn on_path(directories: &[&tempfile::TempDir]) -> Context {
        let path = std::env::join_paths(directories.iter().map(|d| d.path())).unwrap();
        let path = path.to_str().unwrap();
        context(
            &[(Attribute::Host, "https://x")],
            &[("PATH", path)],
            &services(),
        )
    }

    // F.B test_core CLI: not installed, legacy, both in either order, an explicit path, a link.
    #[test]
    fn the_cli_is_found_and_the_older_one_passed_by() {
        let legacy = program("databricks", "#!/bin/sh\n", 0);
        let modern = program("databricks", "#!/bin/sh\n", LEGACY_BELOW);
        let linked = tempfile::tempdir().unwrap();
        let target = modern.path().join("databricks");
        std::os::unix::fs::symlink(&target, linked.path().join("databricks")).unwrap();
        for (directories, expected) in [
            (vec![], "not configured"),
            (vec![&legacy], "not configured"),
            (vec![&modern], "possible"),
            (vec![&legacy, &modern], "possible"),
            (vec![&modern, &legacy], "possible"),
            (vec![&linked], "possible"),
        ] {
            let (word, _) = verdict(&STRATEGY, &on_path(&directories));
            assert_eq!(word, expected, "{directories:?}");
        }
        let legacy_path = legacy.path().join("databricks");
        for (path, expected) in [
            (legacy_path.to_str().unwrap(), "possible"),
            ("/not/there/databricks", "incomplete"),
        ] {
            let attributes = [
                (Attribute::Host, "https://x"),
                (Attribute::DatabricksCliPath, path),
            ];
            let (word, _) = verdict(&STRATEGY, &context(&attributes, &[], &services()));
            assert_eq!(word, expected, "{path}");
        }
    }

    // A real program: what it is given, and what becomes of what it prints.
    #[tokio::test]
    async fn a_real_program_is_asked_and_believed() {
        let script = format!(
            "#!/bin/sh\n\
             echo \"$HOME $*\" >> \"${{0%/*}}/asked\"\n\
             echo 'a warning' >&2\n\
             case \"$1\" in\n\
             version) echo '{}' ;;\n\
             auth) echo '{}' ;;\n\
             esac\n\
             exit 0\n",
            version(0, 300, 0),
            token(CANARY)
        );
        let directory = program("databricks", &script, LEGACY_BELOW);
        let path = directory.path().to_str().unwrap().to_owned();
        let mut context = context(
            &[(Attribute::Host, "https://x"), (Attribute::Profile, "p")],
            &[
                ("PATH", &format!("{path}:/usr/bin:/bin")),
                ("HOME", "/home/of/someone"),
            ],
            &services(),
        );
        context.programs = programs::default_programs();
        let Verdict::Possible(credentials) = configure(&context) else {
            panic!("it is there");
        };
        let headers = credentials.headers().await.unwrap();
        assert_eq!(headers["authorization"], format!("Bearer {CANARY}"));
        assert!(headers["authorization"].is_sensitive());
        let asked = fs::read_to_string(directory.path().join("asked")).unwrap();
        assert_eq!(
            asked,
            "/home/of/someone version --output json\n\
             /home/of/someone auth token --profile p --force-refresh\n"
        );
    }

    // A program that hangs is left behind by no one.
    #[tokio::test]
    async fn a_program_that_hangs_is_killed() {
        let directory = program("databricks", "#!/bin/sh\nexec /bin/sleep 600\n", 0);
        let context = on_path(&[&directory]);
        let path = directory.path().join("databricks");
        let program =
            Program::new(&path, ["x"], &*context.environment).timeout(Duration::from_millis(30));
        let error = programs::default_programs()
            .run(program)
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), std::io::ErrorKind::TimedOut, "{error}");
    }
}
