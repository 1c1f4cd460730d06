//! What shells are told when they ask for completions: R20.8.

use std::path::Path;
use std::process::{Command, Stdio};

use jobs_emulator::{Emulator, Fault};

use super::service::{Result, Service};

const JOBS: &str = r#"
jobs:
  - name: nightly
  - name: "it's a (new) job: $1"
  - name: twice
  - name: "17"
"#;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// What a shell shows for these words, of which the last one is completed.
fn completed(service: &Service, home: &Path, shell: &str, words: &[&str]) -> Result<Vec<String>> {
    let mut command = service.jobs("--");
    command.arg("jobs").args(words);
    command
        .env("HOME", home)
        .env("XDG_CACHE_HOME", home.join("cache"));
    command.env("JOBS_COMPLETE", shell).env("_CLAP_IFS", "\n");
    command.env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    let ended = command.output()?;
    assert_eq!(String::from_utf8(ended.stderr)?, "");
    let shown = String::from_utf8(ended.stdout)?;
    let value = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    Ok(shown.lines().map(value).collect())
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
        let typed = if shell == "bash" {
            r"it\'s\ a"
        } else {
            "it's a"
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
    let create = service.jobs("create --name twice").output().unwrap();
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
    let create = service.jobs("create --name nigh").output().unwrap();
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
fn a_service_that_does_not_answer_is_not_waited_for() {
    let builder = Emulator::builder().fault(Fault::on("list").status(503));
    let service = Service::start(builder, JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    assert!(
        completed(&service, home.path(), "fish", &["get", "nig"])
            .unwrap()
            .is_empty()
    );

    // Nobody answers at this address; connections to it are accepted all the same.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", silent.local_addr().unwrap());
    let words = ["--host", &host, "get", "nig"];
    assert!(
        completed(&service, home.path(), "fish", &words)
            .unwrap()
            .is_empty()
    );
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

/// Completes a line in a shell, if it is there: what it would put into the place of the last word.
fn in_bash(service: &Service, home: &Path, words: &[&str]) -> Result<Option<String>> {
    let Ok(bash) = Command::new("bash").arg("--version").output() else {
        return Ok(None);
    };
    assert!(bash.status.success());
    let jobs = env!("CARGO_BIN_EXE_jobs");
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    let script = format!(
        "source <('{jobs}' completions bash)\n\
         complete -p jobs >&2 || exit 1\n\
         COMP_WORDS=(jobs {}) COMP_CWORD={} COMP_TYPE=9\n\
         _clap_complete_jobs jobs \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        quoted.join(" "),
        words.len(),
    );
    let mut shell = Command::new("bash");
    shell.args(["--norc", "-c", &script]).stdin(Stdio::null());
    shell
        .env("DATABRICKS_HOST", service.url())
        .env("DATABRICKS_TOKEN", "any");
    shell
        .env("HOME", home)
        .env("XDG_CACHE_HOME", home.join("cache"));
    let ended = shell.output()?;
    if !ended.status.success() {
        return Err(String::from_utf8(ended.stderr)?.into());
    }
    Ok(Some(String::from_utf8(ended.stdout)?))
}

#[test]
fn bash_completes_jobs() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    for (words, shown) in [
        (&["get", "nig"][..], "nightly\n"),
        (&["get", "it"], "it\\'s\\ a\\ \\(new\\)\\ job\\:\\ \\$1\n"),
        (&["list-ru"], "list-runs\n"),
    ] {
        let Some(found) = in_bash(&service, home.path(), words).unwrap() else {
            return;
        };
        assert_eq!(found, shown, "{words:?}");
    }
}
