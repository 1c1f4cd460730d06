//! How the program ends, each way: R20.1.

use jobs_emulator::{Emulator, Fault};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::child::{Ended as _, Running};
use super::service::{Result, Service};

const JOBS: &str = r#"
task_duration_ms: 20
jobs:
  - name: good
    tasks: [{ task_key: load, notebook_task: { notebook_path: /load } }]
  - name: bad
    tasks: [{ task_key: load, notebook_task: { notebook_path: /load } }]
  - name: never
    max_concurrent_runs: 0
    queue: { enabled: false }
    tasks: [{ task_key: load, notebook_task: { notebook_path: /load } }]
  - name: slow
    tasks: [{ task_key: wait, notebook_task: { notebook_path: /wait } }]
outcomes:
  - { job_name: bad, result: failed, error: no data }
  - { job_name: slow, result: success, duration_ms: 60000 }
"#;

fn service() -> Result<Service> {
    Service::start(Emulator::builder(), JOBS)
}

/// The exit code and what is told on standard error.
fn ends(service: &Service, arguments: &str) -> Result<(Option<i32>, String)> {
    let ended = service.jobs(arguments).ended()?;
    Ok((ended.status.code(), String::from_utf8(ended.stderr)?))
}

#[test]
fn each_outcome_of_a_run_has_its_code() {
    let service = service().unwrap();
    for (arguments, code) in [
        ("run-now good --wait --interval 10ms", 0),
        ("run-now bad --wait --interval 10ms", 1),
        ("run-now bad", 0),
        ("run-now never --wait --interval 10ms", 3),
        ("run-now slow --wait --interval 10ms --timeout 100ms", 4),
        ("diff good bad --exit-code", 1),
        ("diff good bad", 0),
        ("diff good good --exit-code", 0),
    ] {
        let (ended, told) = ends(&service, arguments).unwrap();
        assert_eq!(ended, Some(code), "{arguments}: {told}");
    }
}

#[test]
fn a_canceled_run_is_told_apart_from_one_that_failed() {
    let service = service().unwrap();
    let (running, run_id) = waiting(&service, "run-now slow --wait --interval 10ms").unwrap();
    let cancel = ends(
        &service,
        &format!("cancel-run {run_id} --wait --interval 10ms"),
    );
    assert_eq!(cancel.unwrap().0, Some(0));
    assert_eq!(running.ends().unwrap().status.code(), Some(3));
}

/// A command that waits, once it has told the run.
fn waiting(service: &Service, arguments: &str) -> Result<(Running, String)> {
    let mut running = Running::begin(&mut service.jobs(arguments))?;
    let line = running.tells("run ")?;
    let run_id = line
        .strip_prefix("run ")
        .and_then(|rest| rest.split(':').next());
    let run_id = run_id.ok_or_else(|| format!("`{line}` tells no run"))?;
    Ok((running, run_id.to_owned()))
}

// R20.6
#[test]
fn an_interrupt_leaves_the_run_or_cancels_it() {
    let service = service().unwrap();
    for (what, state) in [("detach", "RUNNING"), ("cancel", "CANCELED")] {
        let arguments = format!("run-now slow --wait --interval 10ms --on-interrupt {what}");
        let (running, run_id) = waiting(&service, &arguments).unwrap();
        let pid = Pid::from_raw(i32::try_from(running.id()).unwrap());
        kill(pid, Signal::SIGINT).unwrap();
        let ended = running.ends().unwrap();
        assert_eq!(ended.status.code(), Some(130), "{what}");
        let wait = format!("runs wait {run_id} --interval 10ms --timeout 200ms");
        let (_, told) = ends(&service, &wait).unwrap();
        let is_canceled = told.contains("canceled");
        assert_eq!(is_canceled, state == "CANCELED", "{told}");
    }
}

#[test]
fn what_cannot_be_used_is_two() {
    let service = service().unwrap();
    for arguments in [
        "",
        "no-such-command",
        "create",
        "submit",
        "cancel-all-runs",
        "get",
        "get no-such-job",
        "get-run text",
        "list --no-such-flag",
        "list --json {\"nmae\":1}",
        "create --json @/no/such/file",
        "create --json {",
        "create --json {\"tasks\":1}",
        "update good",
        "apply /no/such/file",
        "diff good bad no-such-side",
        "list --query name",
        "get-run 1 --output xml",
        "api FETCH /x",
    ] {
        let (ended, told) = ends(&service, arguments).unwrap();
        assert_eq!(ended, Some(2), "{arguments}: {told}");
    }
}

#[test]
fn refused_credentials_are_five() {
    let builder = Emulator::builder().token("another");
    let service = Service::start(builder, JOBS).unwrap();
    let (ended, told) = ends(&service, "list").unwrap();
    assert_eq!(ended, Some(5), "{told}");
}

#[test]
fn no_credentials_are_five_and_what_was_tried_is_told() {
    let service = service().unwrap();
    for (variable, words) in [
        ("UNUSED", ["no host", "the environment"]),
        ("DATABRICKS_HOST", ["no credentials", "`jobs auth explain`"]),
    ] {
        let mut list = service.jobs("list");
        let ended = list.env_clear().env(variable, service.url()).ended();
        let ended = ended.unwrap();
        assert_eq!(ended.status.code(), Some(5));
        let told = String::from_utf8(ended.stderr).unwrap();
        assert!(
            told.starts_with("error: ") && told.lines().count() == 1,
            "{told}"
        );
        for word in words {
            assert!(told.contains(word), "{told}");
        }
    }
}

// Credentials that are set up and do not work are no better than none.
#[test]
fn explaining_credentials_that_do_not_work_is_five() {
    let service = service().unwrap();
    for format in ["table", "json"] {
        let mut explain = service.jobs(&format!("auth explain --output {format}"));
        let ended = explain.env("DATABRICKS_TOKEN", "a\nb").ended().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(5), "{told}");
        assert!(told.contains("do not work"), "{told}");
    }
}

#[test]
fn what_the_service_refuses_is_six() {
    let builder = Emulator::builder().fault(Fault::on("list").status(409));
    let service = Service::start(builder, JOBS).unwrap();
    for arguments in ["list", "get-run 1", "api GET /api/2.2/nothing"] {
        let (ended, told) = ends(&service, arguments).unwrap();
        assert_eq!(ended, Some(6), "{arguments}: {told}");
    }
}

#[test]
fn a_service_that_cannot_be_reached_is_six() {
    let service = service().unwrap();
    let mut list = service.jobs("list --retry-for 0s");
    let ended = list.env("DATABRICKS_HOST", "http://127.0.0.1:1").ended();
    assert_eq!(ended.unwrap().status.code(), Some(6));
}

// R20.2
// R8.1: why nothing was tried again, and when there is use in that.
#[test]
fn a_refusal_for_long_tells_for_how_long() {
    let service = service().unwrap();
    let fault = Fault::on("list").status(429).header("Retry-After", "86400");
    service.workspace().add_fault(fault).unwrap();
    let (ended, told) = ends(&service, "list").unwrap();
    assert_eq!(ended, Some(6), "{told}");
    assert!(
        told.ends_with("; the service wants no other attempt for 1d 00h\n"),
        "{told}"
    );
}

// R8.1: that the service answered 200 would explain nothing.
#[test]
fn an_answer_that_ends_too_early_is_told_as_such_when_it_is_asked_for_again() {
    let service = service().unwrap();
    let fault = Fault::on("list").status(200).body(r#"{"jobs":[{"job_id":"#);
    service.workspace().add_fault(fault.times(1)).unwrap();
    let (ended, told) = ends(&service, "list").unwrap();
    assert_eq!(ended, Some(0), "{told}");
    assert!(told.contains("cannot read the answer: "), "{told}");
    assert!(told.contains("; trying again"), "{told}");
}

#[test]
fn nothing_but_the_result_is_on_standard_output() {
    let service = service().unwrap();
    let arguments = "run-now good --wait --interval 10ms --output json";
    let ended = service.jobs(arguments).ended().unwrap();
    let run: serde_json::Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(run["run_name"], "good");
    let quiet = service
        .jobs(&format!("{arguments} --quiet"))
        .ended()
        .unwrap();
    assert_eq!(String::from_utf8(quiet.stderr).unwrap(), "");
}

// R20.2: `jobs list | head` is no failure.
#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let service = service().unwrap();
    let (_, writer) = std::io::pipe().unwrap();
    let ended = service.jobs("list --output json").stdout(writer).ended();
    let ended = ended.unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

// R10.1, R20.2
#[test]
fn debug_tells_of_requests_without_secrets() {
    let service = service().unwrap();
    let mut list = service.jobs("list --debug --debug");
    let ended = list
        .env("DATABRICKS_TOKEN", "canary-token")
        .ended()
        .unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(told.contains("/api/2.2/jobs/list"), "{told}");
    assert!(!told.contains("canary-token"), "{told}");
}
