//! What goes in beside the arguments, and what comes out beside results.

use std::process::Stdio;

use jobs_emulator::{Emulator, Fault};

use super::child::{Ended as _, Running};
use super::service::{Result, Service};

/// Standard output of a command that is given this on standard input.
fn fed(service: &Service, arguments: &str, input: &str) -> Result<String> {
    let mut running = Running::begin(service.jobs(arguments).stdin(Stdio::piped()))?;
    running.is_given(input)?;
    let ended = running.ends()?;
    if !ended.status.success() {
        return Err(String::from_utf8(ended.stderr)?.into());
    }
    Ok(String::from_utf8(ended.stdout)?)
}

// R20.5, R4.2
#[test]
fn a_request_is_read_from_standard_input_in_both_notations() {
    let service = Service::start(Emulator::builder(), "{}").unwrap();
    for input in [r#"{"name":"a"}"#, "settings:\n  name: 0x10\n"] {
        let id = fed(&service, "create --json - --output id", input).unwrap();
        assert!(id.trim().parse::<i64>().is_ok(), "{id}");
    }
    let names = fed(&service, "list --query $.settings.name", "").unwrap();
    assert_eq!(names, "0x10\na\n");
}

// What `jobs get` shows is taken by `jobs reset`, in each format.
#[test]
fn what_is_shown_can_be_sent_back() {
    let scenario = r#"
jobs:
  - name: "on"
    tags: { revision: 831877e8, number: "1_000" }
    tasks: [{ task_key: "1", notebook_task: { notebook_path: /a, base_parameters: { a: "1.10" } } }]
"#;
    let service = Service::start(Emulator::builder(), scenario).unwrap();
    let before = fed(&service, "get on --output json", "").unwrap();
    for format in ["json", "yaml"] {
        let shown = fed(&service, &format!("get on --output {format}"), "").unwrap();
        fed(&service, "reset on --json -", &shown).unwrap();
        let after = fed(&service, "get on --output json", "").unwrap();
        assert_eq!(after, before, "{format}");
    }
}

// R4.3, R20.5: a file that comes through a pipe, and a job that already is as it says.
#[test]
fn what_is_exported_from_one_workspace_is_applied_to_another() {
    let scenario = r#"
jobs:
  - name: nightly
    tags: { revision: 831877e8 }
    tasks: [{ task_key: load, notebook_task: { notebook_path: /load } }]
"#;
    let from = Service::start(Emulator::builder(), scenario).unwrap();
    let to = Service::start(Emulator::builder(), "{}").unwrap();
    for format in ["yaml", "json"] {
        let exported = fed(&from, &format!("export nightly --output {format}"), "").unwrap();
        let dry = fed(&to, "apply - --dry-run", &exported).unwrap();
        let applied = fed(&to, "apply - --query $.action", &exported).unwrap();
        let again = fed(&to, "apply - --query $.action", &exported).unwrap();
        assert_eq!(again, "nothing\n");
        let is_first = format == "yaml";
        assert_eq!(applied, if is_first { "create\n" } else { "nothing\n" });
        assert_eq!(dry.starts_with("would create"), is_first, "{dry}");
        assert_eq!(fed(&to, "diff nightly -", &exported).unwrap(), "");
    }
}

// R20.2
#[test]
fn differences_are_in_colours_where_these_can_be_seen() {
    let scenario = "jobs: [{ name: a }, { name: b }]";
    let service = Service::start(Emulator::builder(), scenario).unwrap();
    for (variable, is_coloured) in [("CLICOLOR_FORCE", true), ("NO_COLOR", false)] {
        let mut diff = service.jobs("diff a b");
        let ended = diff.env(variable, "1").ended().unwrap();
        let shown = String::from_utf8(ended.stdout).unwrap();
        assert!(shown.contains("~ name"), "{shown}");
        assert_eq!(shown.contains('\u{1b}'), is_coloured, "{shown}");
    }
}

#[test]
fn every_command_has_a_page_in_the_manual() {
    let service = Service::start(Emulator::builder(), "{}").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().display();
    fed(&service, &format!("man --directory {directory}"), "").unwrap();
    for name in ["jobs", "jobs-create", "jobs-runs-list", "jobs-auth-explain"] {
        let page = std::fs::read_to_string(folder.path().join(format!("{name}.1"))).unwrap();
        assert!(page.contains(".SH"), "{name}");
    }
    let page = fed(&service, "man", "").unwrap();
    assert!(page.contains("Exit codes"), "{page}");
}

// R20.2: other formats than that for people are what they say, whatever the service sends.
#[test]
fn an_answer_that_is_no_json_is_a_string_in_json() {
    let fault = Fault::on("list").status(200).body("<p>\"no\" JSON</p>");
    let service = Service::start(Emulator::builder().fault(fault), "{}").unwrap();
    for (flags, shown) in [
        ("", "<p>\"no\" JSON</p>\n"),
        ("--output json", "\"<p>\\\"no\\\" JSON</p>\"\n"),
        (
            "--output jsonl",
            "{\"version\":1,\"operation\":\"api\",\"event\":\"result\",\"data\":\"<p>\\\"no\\\" JSON</p>\"}\n",
        ),
        ("--output yaml", "\"<p>\\\"no\\\" JSON</p>\"\n"),
        ("--query $", "<p>\"no\" JSON</p>\n"),
        ("--query $.jobs", ""),
    ] {
        let shows = fed(&service, &format!("api GET /api/2.2/jobs/list {flags}"), "");
        assert_eq!(shows.unwrap(), shown, "{flags}");
    }
}
