//! What shells are told when they ask for completions: R20.8.

use std::path::Path;
use std::process::Command;

use jobs_emulator::{Emulator, Fault};

use super::child::Ended as _;
use super::service::{Result, Service};

pub(crate) const JOBS: &str = r#"
jobs:
  - name: nightly
  - name: "it's a (new) job: $1"
  - name: twice
  - name: "17"
"#;

/// How often something is tried that needs an answer in time.
const ATTEMPTS: usize = 20;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The program, asked by a shell for these words, of which the last one is completed.
fn completing(service: &Service, home: &Path, shell: &str, words: &[&str]) -> Command {
    let mut command = service.jobs("--");
    command.arg("jobs").args(words);
    command
        .env("HOME", home)
        .env("XDG_CACHE_HOME", home.join("cache"));
    command.env("JOBS_COMPLETE", shell).env("_CLAP_IFS", "\n");
    command.env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    command
}

/// What the shell shows then.
fn shown(command: &mut Command) -> Result<Vec<String>> {
    let ended = command.ended()?;
    assert_eq!(String::from_utf8(ended.stderr)?, "");
    let shown = String::from_utf8(ended.stdout)?;
    let value = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    Ok(shown.lines().map(value).collect())
}

fn completed(service: &Service, home: &Path, shell: &str, words: &[&str]) -> Result<Vec<String>> {
    patiently(|| shown(&mut completing(service, home, shell, words)))
}

/// Asks for something again where nothing comes: the program gives the service a second and a half,
/// for which a machine may stand still.
pub(crate) fn patiently(ask: impl Fn() -> Result<Vec<String>>) -> Result<Vec<String>> {
    for _ in 0..ATTEMPTS {
        let found = ask()?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

#[test]
fn every_shell_completes_commands_flags_words_and_jobs() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    for shell in SHELLS {
        for (words, value) in [
            (&["list-r"][..], "list-runs"),
            (&["runs", "li"], "list"),
            (&["update", "--ma"], ""),
            (&["create", "--max"], "--max-concurrent-runs"),
            (
                &["create", "--performance-target", "PERF"],
                "PERFORMANCE_OPTIMIZED",
            ),
            (&["get", "nig"], "nightly"),
            (&["run-now", "nig"], "nightly"),
            (&["export", "nig"], "nightly"),
            (&["apply", "x.yaml", "--job", "nig"], "nightly"),
            (&["diff", "nightly", "nig"], "nightly"),
            (&["list-runs", "--job-id", "nig"], "nightly"),
        ] {
            let found = completed(&service, home.path(), shell, words).unwrap();
            let begins = |line: &String| line.split(':').next() == Some(value);
            assert!(
                value.is_empty() || found.iter().any(begins),
                "{shell} {words:?}: {found:?}"
            );
        }
    }
}

#[test]
fn names_are_quoted_where_the_shell_does_not() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    for (shell, quoted) in [
        ("bash", r"it\'s\ a\ \(new\)\ job\:\ \$1"),
        ("elvish", "it's a (new) job: $1"),
        ("fish", "it's a (new) job: $1"),
        ("powershell", "'it''s a (new) job: $1'"),
    ] {
        let typed = match shell {
            "bash" | "fish" => r"it\'s\ a",
            _ => "it's a",
        };
        let found = completed(&service, home.path(), shell, &["get", typed]).unwrap();
        assert_eq!(found, [quoted], "{shell}");
    }
}

// A name that is a number would be taken for an id.
#[test]
fn names_are_shown_once_and_ids_when_they_are_begun() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    let create = service.jobs("create --name twice").ended().unwrap();
    assert!(create.status.success());
    let completed = |word| completed(&service, home.path(), "fish", &["get", word]).unwrap();
    assert_eq!(completed("twice"), ["twice"]);
    let ids = completed("1");
    assert_eq!(ids.len(), 5, "{ids:?}");
    assert!(
        ids.iter()
            .all(|id| id.parse::<i64>().is_ok_and(|id| id > 17)),
        "{ids:?}"
    );
}

#[test]
fn names_are_read_once_and_outlive_the_service() {
    let home = tempfile::tempdir().unwrap();
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let words = ["get", "nig"];
    assert_eq!(
        completed(&service, home.path(), "fish", &words).unwrap(),
        ["nightly"]
    );
    let create = service.jobs("create --name nigh").ended().unwrap();
    assert!(create.status.success());
    let found = completed(&service, home.path(), "fish", &words).unwrap();
    assert_eq!(found, ["nightly"], "what is known is young enough");
    let kept = std::fs::read_dir(home.path().join("cache/databricks-jobs")).unwrap();
    for file in kept {
        let text = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!text.is_empty());
        let file = String::from_utf8(text).unwrap();
        assert!(!file.contains("any"), "the token is not in it: {file}");
    }
}

#[test]
fn each_caller_has_names_of_their_own() {
    let builder = Emulator::builder().workspace_per_token();
    let service = Service::start(builder, "{}").unwrap();
    let home = tempfile::tempdir().unwrap();
    for (token, name) in [("ada-token", "nightly"), ("bob-token", "noon")] {
        let mut create = service.jobs(&format!("create --name {name}"));
        create.env("DATABRICKS_TOKEN", token).ended().unwrap();
        let found = patiently(|| {
            let mut command = completing(&service, home.path(), "fish", &["get", "n"]);
            shown(command.env("DATABRICKS_TOKEN", token))
        });
        assert_eq!(found.unwrap(), [name]);
    }
}

// What the service does not tell in time may have been deleted.
#[test]
fn names_are_those_that_the_service_tells_now() {
    for _ in 0..ATTEMPTS {
        let service = Service::start(Emulator::builder(), JOBS).unwrap();
        let home = tempfile::tempdir().unwrap();
        let words = ["get", "n"];
        let before = completed(&service, home.path(), "fish", &words).unwrap();
        assert_eq!(before, ["nightly"]);
        make_old(home.path()).unwrap();
        let page = serde_json::json!({
            "jobs": [{ "job_id": 7, "settings": { "name": "new" } }],
            "has_more": true,
            "next_page_token": "more",
        });
        let first = Fault::on("list").status(200).body(page).times(1);
        for fault in [first, Fault::on("list").status(503)] {
            service.workspace().add_fault(fault).unwrap();
        }
        let after = completed(&service, home.path(), "fish", &words).unwrap();
        // The first page was not there in time either.
        if after == before {
            continue;
        }
        assert_eq!(after, ["new"]);
        let again = completed(&service, home.path(), "fish", &words).unwrap();
        assert_eq!(again, ["new"], "it is kept");
        return;
    }
    panic!("no page is there in time");
}

/// Makes what is kept older than it may be.
fn make_old(home: &Path) -> Result<()> {
    for file in std::fs::read_dir(home.join("cache/databricks-jobs"))? {
        let file = std::fs::File::options().append(true).open(file?.path())?;
        file.set_modified(std::time::SystemTime::UNIX_EPOCH)?;
    }
    Ok(())
}

// R7.2: the profile, however its flag is written.
#[test]
fn names_are_those_of_the_profile_on_the_line() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    let profiles = format!("[there]\nhost = {}\ntoken = any\n", service.url());
    std::fs::write(home.path().join(".databrickscfg"), profiles).unwrap();
    for flags in [&["-pthere"][..], &["-p", "there"], &["--profile=there"]] {
        let words = [flags, &["get", "nig"]].concat();
        let found = patiently(|| {
            let mut command = completing(&service, home.path(), "fish", &words);
            for variable in ["DATABRICKS_HOST", "DATABRICKS_TOKEN"] {
                command.env_remove(variable);
            }
            shown(&mut command)
        });
        assert_eq!(found.unwrap(), ["nightly"], "{flags:?}");
    }
}

#[test]
fn a_service_that_does_not_answer_is_not_waited_for() {
    let builder = Emulator::builder().fault(Fault::on("list").status(503));
    let service = Service::start(builder, JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    let asked_once = |words: &[&str]| shown(&mut completing(&service, home.path(), "fish", words));
    assert!(asked_once(&["get", "nig"]).unwrap().is_empty());

    // Nobody answers at this address; connections to it are accepted all the same.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", silent.local_addr().unwrap());
    let words = ["--host", &host, "get", "nig"];
    assert!(asked_once(&words).unwrap().is_empty());
}

#[test]
fn profiles_are_completed() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(".databrickscfg");
    std::fs::write(
        file,
        "[staging]\nhost = https://s\n[production]\nhost = https://p\n",
    )
    .unwrap();
    let found = completed(&service, home.path(), "fish", &["--profile", ""]).unwrap();
    assert_eq!(found, ["staging", "production"]);
}
