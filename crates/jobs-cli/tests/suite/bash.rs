//! What bash makes of the completions, and of a command that is called as one of its own: R20.8.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use jobs_emulator::Emulator;

use super::child::Ended as _;
use super::completions::{JOBS, patiently};
use super::service::{Result, Service};

/// What bash shows for a script, with the program where it looks for programs; none without bash.
fn bash(service: &Service, home: &Path, script: &str) -> Result<Option<String>> {
    let jobs = Path::new(env!("CARGO_BIN_EXE_jobs"));
    let usual = std::env::var_os("PATH").unwrap_or_default();
    let folders = jobs.parent().map(Path::to_owned).into_iter();
    let path = std::env::join_paths(folders.chain(std::env::split_paths(&usual)))?;
    let mut shell = Command::new("bash");
    shell
        .args(["--norc", "-c", script])
        .env("PATH", path)
        .env("DATABRICKS_HOST", service.url())
        .env("DATABRICKS_TOKEN", "any")
        .env("HOME", home)
        .env("XDG_CACHE_HOME", home.join("cache"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let ended = match shell.ended() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        ended => ended?,
    };
    if !ended.status.success() {
        return Err(String::from_utf8(ended.stderr)?.into());
    }
    Ok(Some(String::from_utf8(ended.stdout)?))
}

// It has a command of its own called so, and completes for this program all the same.
#[test]
fn bash_completes_jobs() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("nightly.yaml"), "").unwrap();
    // The line, how bash takes it apart, what of it is to be replaced, and with what.
    for (line, words, part, shown) in [
        (
            "jobs get nig",
            &["jobs", "get", "nig"][..],
            "nig",
            "nightly",
        ),
        (
            "jobs get it",
            &["jobs", "get", "it"],
            "it",
            r"it\'s\ a\ \(new\)\ job\:\ \$1",
        ),
        (
            r"jobs get it\'s\ a",
            &["jobs", "get", r"it\'s\ a"],
            r"it\'s\ a",
            r"it\'s\ a\ \(new\)\ job\:\ \$1",
        ),
        (
            "jobs get \"it's a",
            &["jobs", "get", "\"it's a"],
            "it's a",
            r"it's a (new) job: \$1",
        ),
        (
            "jobs get 'it",
            &["jobs", "get", "'it"],
            "it",
            r"it'\''s a (new) job: $1",
        ),
        (
            "jobs  list-ru",
            &["jobs", "list-ru"],
            "list-ru",
            "list-runs",
        ),
        (
            "jobs list --output=ya",
            &["jobs", "list", "--output", "=", "ya"],
            "ya",
            "yaml",
        ),
        (
            "jobs apply --job nig",
            &["jobs", "apply", "--job", "nig"],
            "nig",
            "nightly",
        ),
        (
            "jobs diff nightly @ni",
            &["jobs", "diff", "nightly", "@", "ni"],
            "@ni",
            "@nightly.yaml",
        ),
        (
            "jobs run-now 1 --params-file ni",
            &["jobs", "run-now", "1", "--params-file", "ni"],
            "ni",
            "nightly.yaml",
        ),
        (
            "jobs create --json=@ni",
            &["jobs", "create", "--json", "=@", "ni"],
            "@ni",
            "@nightly.yaml",
        ),
        (
            "jobs create --json @\"ni",
            &["jobs", "create", "--json", "@", "\"ni"],
            "ni",
            "nightly.yaml",
        ),
    ] {
        let quoted: Vec<String> = words.iter().map(|word| single_quoted(word)).collect();
        let script = format!(
            "source <(env jobs completions bash)\n\
             complete -p jobs >&2 || exit 1\n\
             cd\n\
             COMP_WORDS=({}) COMP_CWORD={} COMP_TYPE=9 COMP_LINE={} COMP_POINT={}\n\
             _jobs jobs {} ''\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
            quoted.join(" "),
            words.len() - 1,
            single_quoted(line),
            line.len(),
            single_quoted(part),
        );
        if bash(&service, home.path(), "true").unwrap().is_none() {
            return;
        }
        let found = patiently(|| {
            let found = bash(&service, home.path(), &script)?.unwrap_or_default();
            let lines = found.lines().filter(|line| !line.is_empty());
            Ok(lines.map(str::to_owned).collect())
        });
        assert_eq!(found.unwrap(), [shown], "{line}");
    }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

// What the README says of the command that bash has of this name.
#[test]
fn bash_calls_the_program_where_its_own_command_is_off() {
    let service = Service::start(Emulator::builder(), JOBS).unwrap();
    let home = tempfile::tempdir().unwrap();
    for script in [
        "enable -n jobs; jobs get twice -o id",
        "env jobs get twice -o id",
    ] {
        let Some(shown) = bash(&service, home.path(), script).unwrap() else {
            return;
        };
        assert!(shown.trim().parse::<i64>().is_ok(), "{script}: {shown}");
    }
}
