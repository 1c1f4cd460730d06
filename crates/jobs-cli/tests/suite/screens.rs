//! What a person sees who follows runs at a terminal, moment by moment: R20.3.
//!
//! The service's time stands still and is moved on by the tests. Times on the screen are those that
//! the service tells: it is ahead of this machine's clock.

use std::time::Duration;

use jobs_emulator::{Emulator, Fault};

use super::child::Ended as _;
use super::service::{Result, Service};
use super::terminal::{Room, Terminal};

const USUAL: Room = (24, 80);
const SMALL: Room = (10, 40);

const JOBS: &str = r#"
clock: { virtual: true, start: "2099-01-31T06:00:00Z" }
user_name: ada@example.com
jobs:
  - name: nightly
    tasks:
      - { task_key: report, depends_on: [{ task_key: regions }], notebook_task: { notebook_path: /r } }
      - task_key: regions
        depends_on: [{ task_key: clean }]
        for_each_task:
          inputs: '["north", "south", "west"]'
          task: { task_key: region, notebook_task: { notebook_path: /region } }
      - { task_key: clean, depends_on: [{ task_key: orders }], max_retries: 1, notebook_task: { notebook_path: /c } }
      - { task_key: orders, notebook_task: { notebook_path: /o } }
      - { task_key: customers_of_all_the_regions_that_we_know_of, notebook_task: { notebook_path: /c } }
  - name: short
    tasks: [{ task_key: only, notebook_task: { notebook_path: /o } }]
outcomes:
  - { task_key: orders, result: success, duration_ms: 60000, output: "3 orders" }
  - { task_key: customers_of_all_the_regions_that_we_know_of, result: failed, duration_ms: 90000, error: no such table, error_trace: "Traceback:\n  line 1" }
  - { task_key: clean, attempt: 0, result: failed, duration_ms: 60000, error: out of luck }
  - { task_key: clean, attempt: 1, result: success, duration_ms: 60000 }
  - { task_key: region, result: success, duration_ms: 20000 }
  - { task_key: region, iteration: 1, result: failed, duration_ms: 5000, error: no such region }
  - { task_key: only, result: success, duration_ms: 3600000, output: "all of it" }
"#;

fn service() -> Result<Service> {
    Service::start(Emulator::builder(), JOBS)
}

fn pass(service: &Service, seconds: u64) -> Result<()> {
    Ok(service.workspace().advance(Duration::from_secs(seconds))?)
}

/// Starts a run and waits until it is shown.
fn follow(service: &Service, job: &str, more: &str, room: Room) -> Result<Terminal> {
    let arguments = format!("run-now {job} --follow --interval 10ms {more}");
    let mut terminal = Terminal::run(service, &arguments, room)?;
    terminal.shows(&format!("{job} "))?;
    Ok(terminal)
}

/// A run from its start to its end, moment by moment.
fn moments(size: &str, room: Room) -> Result<()> {
    let service = service()?;
    let mut terminal = follow(&service, "nightly", "", room)?;
    terminal.becomes(&format!("started-{size}"))?;
    pass(&service, 100)?;
    terminal.becomes(&format!("one-failed-{size}"))?;
    pass(&service, 30)?;
    terminal.becomes(&format!("retried-{size}"))?;
    pass(&service, 80)?;
    terminal.becomes(&format!("iterations-{size}"))?;
    pass(&service, 3600)?;
    assert_eq!(terminal.ends()?, Some(1));
    terminal.becomes(&format!("done-{size}"))?;
    assert!(terminal.is_tidy());
    // There is no bar before there are tasks.
    assert!(terminal.has_written(" 0/5") && !terminal.has_written(" 0/0"));
    Ok(())
}

#[test]
fn a_run_is_seen_to_go_on_and_to_fail() {
    moments("80x24", USUAL).unwrap();
}

#[test]
fn a_small_window_shows_what_matters() {
    moments("40x10", SMALL).unwrap();
}

// R8.1, R20.6: what passes is told within the view, and can be left at once.
#[test]
fn requests_that_are_sent_again_are_told_in_the_view() {
    for (size, room) in [("80x24", USUAL), ("40x10", SMALL)] {
        let service = service().unwrap();
        let mut terminal = follow(&service, "short", "", room).unwrap();
        let fault = Fault::on("get_run")
            .status(503)
            .header("Retry-After", "300");
        service.workspace().add_fault(fault).unwrap();
        terminal.becomes(&format!("retrying-{size}")).unwrap();
        terminal.types("\u{3}").unwrap();
        assert_eq!(terminal.ends().unwrap(), Some(130));
        terminal.becomes(&format!("detached-{size}")).unwrap();
        assert!(terminal.is_tidy());
    }
}

// R20.6
#[test]
fn a_run_that_is_canceled_is_seen_to_end() {
    let service = service().unwrap();
    let more = "--on-interrupt cancel";
    let mut terminal = follow(&service, "short", more, USUAL).unwrap();
    // A terminal throws away what is on its way to it when Ctrl-C is pressed.
    terminal.shows("0s  pending").unwrap();
    terminal.types("\u{3}").unwrap();
    terminal.shows("terminating").unwrap();
    terminal.becomes("canceling-80x24").unwrap();
    pass(&service, 60).unwrap();
    assert_eq!(terminal.ends().unwrap(), Some(130));
    terminal.becomes("canceled-80x24").unwrap();
    assert!(terminal.is_tidy());
}

#[test]
fn a_window_may_change_its_size() {
    let service = service().unwrap();
    let mut terminal = follow(&service, "nightly", "", USUAL).unwrap();
    terminal.resizes(SMALL).unwrap();
    pass(&service, 100).unwrap();
    // What was on its way may stay above.
    terminal.becomes_from("nightly", "narrower").unwrap();
    terminal.resizes((30, 100)).unwrap();
    pass(&service, 30).unwrap();
    terminal.becomes_from("nightly", "wider").unwrap();
}

// However many tasks there are, the view stays within the window.
#[test]
fn a_wide_tree_does_not_scroll_the_screen_away() {
    let tasks: Vec<String> = (1..=60)
        .map(|number| {
            format!("{{ task_key: task_{number:02}, notebook_task: {{ notebook_path: /t }} }}")
        })
        .collect();
    let scenario = format!(
        r#"
clock: {{ virtual: true, start: "2099-01-31T06:00:00Z" }}
jobs:
  - name: wide
    tasks:
      - {}
outcomes:
  - {{ result: success, duration_ms: 60000 }}
  - {{ task_key: task_50, result: failed, duration_ms: 1000, error: no luck }}
  - {{ task_key: task_02, result: success, duration_ms: 1000 }}
"#,
        tasks.join("\n      - ")
    );
    let service = Service::start(Emulator::builder(), &scenario).unwrap();
    let mut terminal = follow(&service, "wide", "", SMALL).unwrap();
    pass(&service, 2).unwrap();
    terminal.becomes("wide-40x10").unwrap();
}

// R1.7: a row for each run, and one scheduler for all.
#[test]
fn several_runs_have_a_row_each() {
    let service = service().unwrap();
    let mut run_ids = Vec::new();
    for job in ["nightly", "short", "short"] {
        let started = service.jobs(&format!("run-now {job} --output id")).ended();
        let run_id = String::from_utf8(started.unwrap().stdout).unwrap();
        run_ids.push(run_id.trim().to_owned());
    }
    let arguments = format!("runs wait {} --follow --interval 10ms", run_ids.join(" "));
    let mut terminal = Terminal::run(&service, &arguments, USUAL).unwrap();
    terminal.becomes("several-80x24").unwrap();
    pass(&service, 1800).unwrap();
    terminal.becomes("several-one-failed-80x24").unwrap();
    pass(&service, 7200).unwrap();
    assert_eq!(terminal.ends().unwrap(), Some(1));
    terminal.becomes("several-done-80x24").unwrap();
    assert!(terminal.is_tidy());
}

// The service tells of the run only on request.
#[test]
fn a_task_that_runs_a_job_tells_where_its_run_can_be_seen() {
    let service = service().unwrap();
    let job = service.jobs("list --name short --output id").ended();
    let job_id = String::from_utf8(job.unwrap().stdout).unwrap();
    let task = format!(
        r#"{{"task_key":"other","run_job_task":{{"job_id":{}}}}}"#,
        job_id.trim()
    );
    let arguments = format!(r#"submit --json {{"tasks":[{task}]}} --follow --interval 10ms"#);
    let mut terminal = Terminal::run(&service, &arguments, USUAL).unwrap();
    terminal.becomes("job-of-a-task").unwrap();
}

// R20.2
#[test]
fn colours_are_for_those_who_want_them() {
    let service = service().unwrap();
    let arguments = "run-now short --follow --interval 10ms";
    for (environment, has_colours) in [(&[][..], true), (&[("NO_COLOR", "1")], false)] {
        let mut terminal = Terminal::run_with(&service, arguments, USUAL, environment).unwrap();
        terminal.shows("0/1").unwrap();
        assert_eq!(terminal.has_colours(), has_colours);
    }
}

// R20.3: where nothing can change in place, there is a line for each change; without --follow
// everywhere.
#[test]
fn a_terminal_without_a_cursor_gets_lines() {
    for (flag, kind) in [("--follow", "dumb"), ("--wait", "xterm")] {
        let service = service().unwrap();
        let arguments = format!("run-now nightly {flag} --interval 10ms");
        let environment = [("TERM", kind)];
        let room = (40, 100);
        let mut terminal = Terminal::run_with(&service, &arguments, room, &environment).unwrap();
        for (seconds, line) in [
            (0, "report: blocked"),
            (100, "know_of: failed"),
            (30, "(attempt 2)"),
        ] {
            pass(&service, seconds).unwrap();
            terminal.shows(line).unwrap();
        }
        pass(&service, 80).unwrap();
        terminal.shows("2/3 iterations, 1 failed").unwrap();
        pass(&service, 3600).unwrap();
        assert_eq!(terminal.ends().unwrap(), Some(1));
        terminal.becomes("lines").unwrap();
    }
}
