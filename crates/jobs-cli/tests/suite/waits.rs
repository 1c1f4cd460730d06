//! How waiting ends, for each command that waits: R20.1, R20.6.

use std::time::Duration;

use jobs_emulator::{Emulator, Fault};
use nix::sys::signal::Signal;

use super::child::{Ended as _, Running};
use super::service::Service;
use super::starts::{JOBS, STARTS, Start, Waiting, ends, service, slow_run};

#[test]
fn success_is_none_and_failure_is_one() {
    let service = service().unwrap();
    for start in STARTS {
        for (ending, code) in [("good", 0), ("bad", 1)] {
            let arguments = start.arguments(&service, ending).unwrap();
            let (ended, told) = ends(&service, &arguments).unwrap();
            assert_eq!(ended, Some(code), "{start:?}: {told}");
            assert_eq!(told.contains("no data"), code == 1, "{start:?}: {told}");
        }
    }
}

#[test]
fn flags_that_cannot_be_used_are_two() {
    let service = service().unwrap();
    for start in STARTS {
        let arguments = start.arguments(&service, "good").unwrap();
        for mistake in ["--timeout soon", "--on-interrupt wait"] {
            let (ended, told) = ends(&service, &format!("{arguments} {mistake}")).unwrap();
            assert_eq!(ended, Some(2), "{start:?}: {told}");
        }
    }
}

#[test]
fn a_run_that_somebody_else_cancels_is_three() {
    let service = service().unwrap();
    for start in STARTS {
        let arguments = start.arguments(&service, "slow").unwrap();
        let mut waiting = Waiting::begin(&service, &arguments).unwrap();
        let line = loop {
            let line = waiting.tells(": running").unwrap();
            if line.starts_with("run ") {
                break line;
            }
        };
        let cancel = format!("cancel-run {}", slow_run(&arguments, &line).unwrap());
        assert_eq!(ends(&service, &cancel).unwrap().0, Some(0));
        let (ended, told) = waiting.ends().unwrap();
        assert_eq!(ended, Some(3), "{start:?}: {told}");
    }
}

// It goes on, and so can the wait.
#[test]
fn time_that_is_up_is_four_with_the_command_that_goes_on() {
    let service = service().unwrap();
    for start in STARTS {
        let arguments = start.arguments(&service, "slow").unwrap();
        let (ended, told) = ends(&service, &format!("{arguments} --timeout 0s")).unwrap();
        assert_eq!(ended, Some(4), "{start:?}: {told}");
        let resume = told.split('`').nth(1).unwrap_or_default();
        let resume = resume
            .strip_prefix("jobs ")
            .unwrap_or_else(|| panic!("{told}"));
        let (ended, told) = ends(&service, &format!("{resume} --timeout 0s")).unwrap();
        assert_eq!(ended, Some(4), "{resume}: {told}");
    }
}

#[test]
fn refused_credentials_are_five_and_other_refusals_six() {
    for start in STARTS {
        for (status, code) in [(403, 5), (409, 6)] {
            let service = service().unwrap();
            let arguments = start.arguments(&service, "slow").unwrap();
            let fault = Fault::on("get_run").status(status);
            service.workspace().add_fault(fault).unwrap();
            let (ended, told) = ends(&service, &arguments).unwrap();
            assert_eq!(ended, Some(code), "{start:?}: {told}");
        }
    }
}

// R1.9: by whichever signal; runs that are left go on.
#[test]
fn an_interrupt_is_130_and_tells_the_command_that_goes_on() {
    let service = service().unwrap();
    for start in STARTS {
        for signal in [Signal::SIGINT, Signal::SIGTERM] {
            let arguments = start.arguments(&service, "slow").unwrap();
            let mut waiting = Waiting::begin(&service, &arguments).unwrap();
            let line = waiting.tells(": http").unwrap();
            let run_id = slow_run(&arguments, &line).unwrap();
            waiting.is_sent(signal).unwrap();
            let (ended, told) = waiting.ends().unwrap();
            assert_eq!(ended, Some(130), "{start:?}: {told}");
            let resume = told.split('`').nth(1).unwrap_or_default();
            assert!(resume.starts_with("jobs runs wait "), "{start:?}: {told}");
            assert!(resume.ends_with(&run_id), "{start:?}: {told}");
            let state = format!("get-run {run_id} --query $.status.state");
            let ended = service.jobs(&state).ended().unwrap();
            assert_ne!(ended.stdout, b"TERMINATED\n");
        }
    }
}

#[test]
fn an_interrupt_that_cancels_waits_for_the_end() {
    let service = service().unwrap();
    for start in STARTS {
        let arguments = start.arguments(&service, "slow").unwrap();
        let arguments = format!("{arguments} --on-interrupt cancel");
        let mut waiting = Waiting::begin(&service, &arguments).unwrap();
        let line = waiting.tells(": http").unwrap();
        let run_id = slow_run(&arguments, &line).unwrap();
        waiting.is_sent(Signal::SIGINT).unwrap();
        waiting.tells("canceling").unwrap();
        let (ended, told) = waiting.ends().unwrap();
        assert_eq!(ended, Some(130), "{start:?}: {told}");
        assert!(told.contains("error: interrupted; "), "{start:?}: {told}");
        let state = format!("get-run {run_id} --query $.state.result_state");
        let ended = service.jobs(&state).ended().unwrap();
        assert_eq!(String::from_utf8(ended.stdout).unwrap(), "CANCELED\n");
    }
}

// Time stands still, so that nothing that is canceled ever ends.
#[test]
fn a_second_interrupt_ends_at_once() {
    let still = format!("clock: {{ virtual: true, start: \"2026-01-31T06:00:00Z\" }}{JOBS}");
    let service = Service::start(Emulator::builder(), &still).unwrap();
    let failed = service.jobs("run-now repair-slow --output id").ended();
    let failed = String::from_utf8(failed.unwrap().stdout).unwrap();
    service
        .workspace()
        .advance(Duration::from_secs(60))
        .unwrap();
    let repair = format!(
        "runs repair {} --failed --wait --interval 5ms",
        failed.trim()
    );
    for start in STARTS {
        let arguments = match start {
            Start::Repair => repair.clone(),
            _ => start.arguments(&service, "slow").unwrap(),
        };
        let arguments = format!("{arguments} --on-interrupt cancel");
        let mut waiting = Waiting::begin(&service, &arguments).unwrap();
        waiting.tells(": http").unwrap();
        waiting.is_sent(Signal::SIGINT).unwrap();
        waiting.tells("to interrupt again ends this").unwrap();
        waiting.is_sent(Signal::SIGTERM).unwrap();
        let (ended, told) = waiting.ends().unwrap();
        assert_eq!(ended, Some(130), "{start:?}: {told}");
        assert!(told.contains("`jobs runs wait "), "{start:?}: {told}");
    }
}

// The rule for several: the lowest code that is not 0.
#[test]
fn of_several_ends_the_lowest_code_counts() {
    let service = service().unwrap();
    let run = |job: &str| {
        let started = service.jobs(&format!("run-now {job} --output id")).ended();
        String::from_utf8(started.unwrap().stdout)
            .unwrap()
            .trim()
            .to_owned()
    };
    let (good, bad, slow, canceled) = (run("good"), run("bad"), run("slow"), run("slow"));
    ends(
        &service,
        &format!("cancel-run {canceled} --wait --interval 5ms"),
    )
    .unwrap();
    for (run_ids, code) in [
        (vec![&good, &good], 0),
        (vec![&canceled, &bad, &slow], 1),
        (vec![&slow, &canceled, &good], 3),
        (vec![&good, &slow], 4),
        (vec![&slow, &"1".to_owned()], 4),
        (vec![&good, &"1".to_owned()], 6),
    ] {
        let ids: Vec<&str> = run_ids.iter().map(|id| id.as_str()).collect();
        let arguments = format!("runs wait {} --interval 5ms --timeout 500ms", ids.join(" "));
        let (ended, told) = ends(&service, &arguments).unwrap();
        assert_eq!(ended, Some(code), "{arguments}: {told}");
    }
}

// R20.2: each as it ends, in the versioned envelope; else one list.
#[test]
fn several_runs_are_a_list() {
    let service = service().unwrap();
    let arguments = Start::WaitMany.arguments(&service, "bad").unwrap();
    let ended = service.jobs(&format!("{arguments} --output json")).ended();
    let runs: serde_json::Value = serde_json::from_slice(&ended.unwrap().stdout).unwrap();
    assert_eq!(runs[0]["run_name"], "good");
    assert_eq!(runs[1]["run_name"], "bad");
    let ended = service.jobs(&format!("{arguments} --output jsonl")).ended();
    let lines = String::from_utf8(ended.unwrap().stdout).unwrap();
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["version"], 1);
        assert_eq!(line["operation"], "get_run");
    }
    assert_eq!(lines.matches(r#""event":"element""#).count(), 2, "{lines}");
    assert!(lines.matches(r#""event":"run""#).count() >= 2, "{lines}");
}

// R20.3: what programs are told of tasks beyond what people are.
#[test]
fn tasks_tell_their_repair_and_their_iterations() {
    let service = service().unwrap();
    let events = |arguments: &str| {
        let ended = service.jobs(&format!("{arguments} --output jsonl")).ended();
        let lines = String::from_utf8(ended.unwrap().stdout).unwrap();
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        let lines: Vec<serde_json::Value> = lines.collect();
        lines
    };
    let repair = Start::Repair.arguments(&service, "good").unwrap();
    let events_of_repair = events(&repair);
    let repair_id = &events_of_repair[0]["data"]["repair_id"];
    assert!(repair_id.is_i64(), "{events_of_repair:?}");
    let of_repair = |event: &&serde_json::Value| event["data"]["repair_id"] == *repair_id;
    let told: Vec<_> = events_of_repair[1..].iter().filter(of_repair).collect();
    assert!(!told.is_empty(), "{events_of_repair:?}");
    assert!(told.iter().all(|event| event["data"]["attempt"] == 1));

    let events_of_each = events("run-now each --wait --interval 5ms");
    let mut tasks = events_of_each
        .iter()
        .filter(|event| event["event"] == "task");
    let last = tasks.next_back().unwrap();
    let counts = serde_json::json!({
        "total": 2, "active": 0, "completed": 2, "succeeded": 2, "failed": 0
    });
    assert_eq!(last["data"]["iterations"], counts, "{events_of_each:?}");
}

// R20.3: programs are told all that people are: attempts, what failed and why, runs of other jobs.
#[test]
fn programs_are_told_of_retries_failures_and_other_runs() {
    let service = service().unwrap();
    let events = |arguments: &str| {
        let arguments = format!("{arguments} --interval 5ms --output jsonl --quiet");
        let ended = service.jobs(&arguments).ended().unwrap();
        let lines = String::from_utf8(ended.stdout).unwrap();
        let lines = lines.lines().map(serde_json::from_str);
        lines
            .collect::<Result<Vec<serde_json::Value>, _>>()
            .unwrap()
    };
    let of = |events: &[serde_json::Value], event: &str| {
        let mut events = events.iter().filter(|line| line["event"] == event);
        events.next_back().cloned().unwrap_or_default()
    };

    let flaky = events("run-now flaky --wait");
    assert_eq!(of(&flaky, "task")["data"]["attempt"], 1, "{flaky:?}");

    let bad = events("run-now bad --wait");
    let failure = of(&bad, "failure");
    assert_eq!(failure["version"], 1, "{bad:?}");
    assert_eq!(failure["data"]["task_key"], "a");
    assert_eq!(failure["data"]["error"], "no data");
    assert_eq!(failure["data"]["error_trace"], "line 1");
    assert_eq!(
        failure["data"]["job_run_id"],
        of(&bad, "result")["data"]["run_id"]
    );

    let slow = service.jobs("list --name slow --output id").ended();
    let slow = String::from_utf8(slow.unwrap().stdout).unwrap();
    let tasks = format!(
        r#"{{"tasks":[{{"task_key":"other","run_job_task":{{"job_id":{}}}}}]}}"#,
        slow.trim()
    );
    let submit = format!("submit --json {tasks} --wait --timeout 60s --output jsonl --quiet");
    let mut other = Running::begin(&mut service.jobs(&submit)).unwrap();
    let triggered = loop {
        let line: serde_json::Value = serde_json::from_str(&other.shows().unwrap()).unwrap();
        if line["event"] == "triggered" {
            break line;
        }
    };
    assert_eq!(triggered["data"]["task_key"], "other");
    assert!(triggered["data"]["run_id"].is_i64(), "{triggered}");
}

// R8.1: in the versioned envelope, whichever request it is: that which starts the run, and polls.
#[test]
fn programs_are_told_of_requests_that_are_sent_again() {
    let service = service().unwrap();
    for fault in ["run_now", "get_run"] {
        let arguments = "run-now good --wait --interval 5ms --output jsonl --quiet";
        let fault = Fault::on(fault).status(503).times(1);
        service.workspace().add_fault(fault).unwrap();
        let ended = service.jobs(arguments).ended().unwrap();
        let lines = String::from_utf8(ended.stdout).unwrap();
        let mut lines = lines.lines().map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line
        });
        let retry = lines.find(|line| line["event"] == "retry").unwrap();
        assert_eq!(
            (&retry["version"], &retry["operation"]),
            (&1.into(), &"run_now".into())
        );
        assert_eq!(retry["data"]["status"], 503);
        assert_eq!(retry["data"]["failures"], 1);
        assert!(retry["data"]["after_ms"].is_i64());
        assert!(lines.any(|line| line["event"] == "result"));
    }
    // Where nothing is waited for, lines are elements alone.
    let fault = Fault::on("list").status(503).times(1);
    service.workspace().add_fault(fault).unwrap();
    let listed = service.jobs("list --output jsonl --quiet").ended();
    let lines = String::from_utf8(listed.unwrap().stdout).unwrap();
    assert!(!lines.is_empty() && !lines.contains("retry"), "{lines}");
}

// R8.1: a line for each, where there is no view.
#[test]
fn requests_that_are_sent_again_are_told() {
    let service = service().unwrap();
    for start in STARTS {
        let arguments = start.arguments(&service, "good").unwrap();
        let fault = Fault::on("get_run").status(503).times(1);
        service.workspace().add_fault(fault).unwrap();
        let (ended, told) = ends(&service, &arguments).unwrap();
        assert_eq!(ended, Some(0), "{start:?}: {told}");
        let note = "the service answered 503; trying again";
        assert_eq!(told.matches(note).count(), 1, "{start:?}: {told}");
    }
}
