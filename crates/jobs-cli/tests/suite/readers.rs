//! Who reads what the program writes: nobody, a program, or a person at a terminal.

use std::fs::File;
use std::process::Stdio;

use jobs_emulator::{Emulator, Fault};

use super::child::Ended as _;
use super::service::{Result, Service};
use super::terminal::Terminal;

/// Text with what would clear a terminal, colour it, and turn the direction of what follows.
const JOBS: &str = r#"
task_duration_ms: 10
jobs:
  - name: good
    tasks: [{ task_key: a, notebook_task: { notebook_path: /a } }]
  - name: bad
    tasks: [{ task_key: a, notebook_task: { notebook_path: /a } }]
  - name: "a\e[2J\u202Eb\x9bc"
    description: "d\e[2J\u202Ee\x9bf"
  - name: each
    tasks:
      - task_key: loop
        for_each_task: { inputs: "[1, 2]", task: { task_key: one, notebook_task: { notebook_path: /a } } }
outcomes:
  - { task_key: one, iteration: 1, result: success, output: "two\nlines" }
  - { job_name: good, result: success, output: "a\e[2J\u202Eb\x9bc" }
  - { job_name: bad, result: failed, error: "no data\n  in \e[2J\u202Ehere\x9b" }
"#;

fn service() -> Result<Service> {
    Service::start(Emulator::builder(), JOBS)
}

/// A pipe that nobody reads.
fn unread() -> Result<Stdio> {
    let (_, writer) = std::io::pipe()?;
    Ok(writer.into())
}

/// The id of a run of a job that has ended.
fn ended_run(service: &Service, job: &str) -> Result<String> {
    let started = service
        .jobs(&format!("run-now {job} --output id"))
        .ended()?;
    let run_id = String::from_utf8(started.stdout)?.trim().to_owned();
    service
        .jobs(&format!("runs wait {run_id} --interval 5ms"))
        .ended()?;
    Ok(run_id)
}

// R20.1: the code tells how it ended, even to those who do not listen.
#[test]
fn the_exit_code_is_the_same_where_nobody_reads_standard_error() {
    let service = service().unwrap();
    for (arguments, code) in [
        ("run-now good --wait --interval 5ms", 0),
        ("run-now bad --wait --interval 5ms", 1),
        ("get nobody", 2),
        ("runs wait 1", 6),
    ] {
        let ended = service.jobs(arguments).stderr(unread().unwrap()).ended();
        assert_eq!(ended.unwrap().status.code(), Some(code), "{arguments}");
        if cfg!(target_os = "linux") {
            let full = File::options().write(true).open("/dev/full").unwrap();
            let ended = service.jobs(arguments).stderr(full).ended();
            assert_eq!(ended.unwrap().status.code(), Some(code), "{arguments}");
        }
    }
}

// R1.4, R20.1: `jobs run-now … | head` is no success if the run is none.
#[test]
fn a_wait_goes_on_where_nobody_reads_its_result() {
    let service = service().unwrap();
    let (good, bad) = (ended_run(&service, "good"), ended_run(&service, "bad"));
    let (good, bad) = (good.unwrap(), bad.unwrap());
    for format in ["table", "json", "jsonl", "yaml", "id"] {
        for (arguments, code) in [
            ("run-now good --wait".to_owned(), 0),
            ("run-now bad --wait".to_owned(), 1),
            (format!("runs wait {bad}"), 1),
            (format!("runs wait {good} {bad}"), 1),
        ] {
            let arguments = format!("{arguments} --interval 5ms --output {format}");
            let ended = service.jobs(&arguments).stdout(unread().unwrap()).ended();
            let ended = ended.unwrap();
            let told = String::from_utf8(ended.stderr).unwrap();
            assert_eq!(ended.status.code(), Some(code), "{arguments}: {told}");
        }
    }
}

// R4.3, R20.1: `jobs diff … --exit-code | head` tells of differences all the same.
#[test]
fn differences_are_told_by_the_exit_code_where_nobody_reads_them() {
    let service = service().unwrap();
    for format in ["table", "json", "jsonl", "yaml", "id"] {
        for (exit_code, code) in [("--exit-code", 1), ("--quiet", 0)] {
            let arguments = format!("diff good bad {exit_code} --output {format}");
            let ended = service.jobs(&arguments).stdout(unread().unwrap()).ended();
            let ended = ended.unwrap();
            assert_eq!(ended.status.code(), Some(code), "{arguments}");
            assert_eq!(String::from_utf8(ended.stderr).unwrap(), "", "{arguments}");
        }
    }
}

// R20.2
#[test]
fn a_query_is_for_runs_that_were_waited_for_too() {
    let service = service().unwrap();
    let good = ended_run(&service, "good").unwrap();
    let bad = ended_run(&service, "bad").unwrap();
    for (arguments, shown) in [
        (
            format!("runs wait {good} --query $.run_id"),
            format!("{good}\n"),
        ),
        (
            format!("runs wait {good} {bad} --query $.run_id"),
            format!("{good}\n{bad}\n"),
        ),
        (
            format!("runs wait {bad} --query $.run_name"),
            "bad\n".to_owned(),
        ),
        (
            "run-now good --wait --query $.nothing".to_owned(),
            String::new(),
        ),
    ] {
        let ended = service.jobs(&arguments).ended().unwrap();
        assert_eq!(
            String::from_utf8(ended.stdout).unwrap(),
            shown,
            "{arguments}"
        );
    }
}

// R20.3: the page first, what led to the end before the end.
#[test]
fn of_several_runs_each_is_told_in_order() {
    let service = service().unwrap();
    let good = ended_run(&service, "good").unwrap();
    let bad = ended_run(&service, "bad").unwrap();
    let wait = format!("runs wait {bad} {good} --output jsonl");
    let ended = service.jobs(&wait).ended().unwrap();
    let lines = String::from_utf8(ended.stdout).unwrap();
    for run_id in [&good, &bad] {
        let of_run = |event: &str| {
            let line = format!(r#""event":"{event}","data":{{"run_id":{run_id},"#);
            lines.find(&line).unwrap_or_else(|| panic!("{lines}"))
        };
        assert!(of_run("run") < of_run("element"), "{lines}");
    }
    let told = String::from_utf8(ended.stderr).unwrap();
    for run_id in [&good, &bad] {
        let of_run = format!("run {run_id}: ");
        let mut of_run = told.lines().filter_map(|line| line.strip_prefix(&of_run));
        let page = of_run.next().unwrap_or_default();
        assert!(page.starts_with("http"), "{told}");
    }
}

// R19.1
#[test]
fn outputs_of_iterations_are_shown_to_people_too() {
    let service = service().unwrap();
    let run_id = ended_run(&service, "each").unwrap();
    for arguments in [
        format!("runs outputs {run_id}"),
        format!("runs wait {run_id}"),
    ] {
        let ended = service.jobs(&arguments).ended().unwrap();
        let shown = String::from_utf8(ended.stdout).unwrap();
        assert_eq!(shown, "loop[1]: two\nloop[1]: lines\n", "{arguments}");
    }
}

#[test]
fn an_output_that_cannot_be_had_is_told() {
    let service = service().unwrap();
    let run_id = ended_run(&service, "good").unwrap();
    let fault = Fault::on("get_run_output").status(500);
    service.workspace().add_fault(fault).unwrap();
    let outputs = format!("runs outputs {run_id} --retry-for 0s");
    let ended = service.jobs(&outputs).ended().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(told.starts_with("a: its output cannot be had: "), "{told}");
}

#[test]
fn an_error_of_several_lines_keeps_them() {
    let service = service().unwrap();
    let ended = service.jobs("run-now bad --wait --interval 5ms").ended();
    let told = String::from_utf8(ended.unwrap().stderr).unwrap();
    assert!(told.contains("\na: no data\n      in [2Jhere\n"), "{told}");
}

// Programs get what there is, people what a terminal can bear.
#[test]
fn nothing_of_others_reaches_the_terminal_as_it_is() {
    let service = service().unwrap();
    let good = ended_run(&service, "good").unwrap();
    let raw = service.jobs("list --query $.settings.name").ended();
    let raw = String::from_utf8(raw.unwrap().stdout).unwrap();
    assert!(raw.contains("a\u{1b}[2J\u{202e}b\u{9b}c\n"), "{raw:?}");
    for (arguments, shown) in [
        ("list".to_owned(), "a [2J b c"),
        ("list --query $.settings.name".to_owned(), "a[2Jbc"),
        ("list --output json".to_owned(), r"a\u001b[2J\u202eb\u009bc"),
        ("list --output yaml".to_owned(), r"a\u001b[2J\u202eb\u009bc"),
        (format!("runs outputs {good}"), "a: a[2Jbc"),
        ("run-now good --wait --interval 5ms".to_owned(), "a: a[2Jbc"),
        ("run-now bad --wait --interval 5ms".to_owned(), "in [2Jhere"),
        ("get a\u{1b}[2J\u{202e}b".to_owned(), "named `a[2Jb`"),
    ] {
        let mut terminal = Terminal::run(&service, &arguments, (99, 120)).unwrap();
        terminal.shows(shown).unwrap();
        let screen = terminal.screen();
        assert!(!screen.contains(['\u{202e}', '\u{9b}']), "{screen:?}");
    }
}

// R1.4: what many iterations have left is not asked for one by one before a wait ends.
#[test]
fn many_iterations_are_not_shown_at_the_end_of_a_wait() {
    let inputs: Vec<String> = (0..101).map(|number| number.to_string()).collect();
    let inputs = inputs.join(", ");
    let jobs = format!(
        r#"
task_duration_ms: 1
jobs:
  - name: many
    tasks:
      - {{ task_key: first, notebook_task: {{ notebook_path: /a }} }}
      - task_key: loop
        for_each_task: {{ inputs: "[{inputs}]", concurrency: 100, task: {{ task_key: one, notebook_task: {{ notebook_path: /a }} }} }}
outcomes:
  - {{ job_name: many, result: success, output: done }}
"#
    );
    let service = Service::start(Emulator::builder(), &jobs).unwrap();
    let ended = service.jobs("run-now many --wait --interval 5ms").ended();
    let ended = ended.unwrap();
    let (shown, told) = (
        String::from_utf8_lossy(&ended.stdout),
        String::from_utf8_lossy(&ended.stderr),
    );
    assert!(shown.contains("first: done"), "{shown}{told}");
    assert!(!shown.contains("loop["), "{shown}");
    let command = told
        .lines()
        .find_map(|line| line.strip_prefix("loop: `jobs "));
    let (command, _) = command.expect(&told).split_once('`').unwrap();
    let outputs = service.jobs(command).ended().unwrap();
    let outputs = String::from_utf8_lossy(&outputs.stdout);
    assert_eq!(outputs.matches("]: done").count(), 101, "{outputs}");
}
