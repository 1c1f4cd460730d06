//! What happens during a wait, task by task.

use std::collections::HashSet;

use jobs_api::operations::RepairRun;
use jobs_api::runs::{RunChange, RunEvent};
use jobs_api::runtime::operation::LongRunning;
use jobs_api::runtime::wait::{Events, Polled};
use jobs_api::types::Run;
use jobs_emulator::Rule;
use jobs_runtime::transport::Reply;

use crate::{BoxError, Workspace, task};

/// The events to the end, in words.
async fn told<O>(mut events: Events<'_, O>) -> Vec<String>
where
    O: LongRunning,
    O::Poll: jobs_api::runtime::operation::Operation<Output = Run>,
{
    let mut told = Vec::new();
    loop {
        told.push(match events.try_next().await {
            Ok(Some(event)) => word(event),
            Ok(None) => return told,
            Err(error) => format!("error: {error}"),
        });
    }
}

fn word(event: RunEvent) -> String {
    match event {
        RunEvent::Changed(RunChange::Run(run)) => {
            let outcome = run.outcome.map(|outcome| format!(" {outcome}"));
            format!("run {}{}", run.state, outcome.unwrap_or_default())
        }
        RunEvent::Changed(RunChange::Task(task)) => {
            let outcome = task.outcome.map(|outcome| format!(" {outcome}"));
            let repair = task.repair_id.map(|_| " in a repair");
            let (repair, outcome) = (repair.unwrap_or_default(), outcome.unwrap_or_default());
            format!(
                "{} {}{repair} {}{outcome}",
                task.task_key, task.attempt, task.state
            )
        }
        RunEvent::PollFailed { failures, .. } => format!("failure {failures}"),
        RunEvent::UnknownState { state } => format!("unknown {state}"),
        RunEvent::Ended(run) => format!("ended with {} tasks", run.tasks.unwrap_or_default().len()),
        other => format!("{other:?}"),
    }
}

fn assert_once(told: &[String]) {
    let different: HashSet<&String> = told.iter().collect();
    assert_eq!(different.len(), told.len(), "{told:#?}");
}

// R1.8: each change of the run and of its tasks, once.
#[tokio::test]
async fn changes_are_told_task_by_task() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let job_id = workspace.job([task("a", []), task("b", ["a"])]).await?;
    let started = workspace.client.run_now(job_id).start().await?;
    workspace.network.answer_polls([Reply::status(503)]);
    let events = told(started.wait().events()).await;
    assert_once(&events);
    let expected = [
        "failure 1",
        "run PENDING",
        "a 0 PENDING",
        "b 0 BLOCKED",
        "run RUNNING",
        "a 0 RUNNING",
        "a 0 TERMINATED succeeded",
        "b 0 PENDING",
        "b 0 RUNNING",
        "run TERMINATED succeeded",
        "b 0 TERMINATED succeeded",
        "ended with 2 tasks",
    ];
    assert_eq!(events, expected);
    Ok(())
}

// R1.4, R1.8, R19.2: attempts are told apart, in retries and in repairs, to the very end.
#[tokio::test]
async fn attempts_and_repairs_are_told_apart() -> Result<(), BoxError> {
    let workspace = Workspace::new([Rule::task("b").repair_count(0).fails("no data")])?;
    let retried = task("b", ["a"]).max_retries(1);
    let job_id = workspace.job([task("a", []), retried]).await?;
    let started = workspace.client.run_now(job_id).start().await?;
    let run_id = started.response.run_id;
    let events = told(started.wait().events()).await;
    assert_once(&events);
    let ends = events.iter().rev().take(3).rev();
    let ends: Vec<&str> = ends
        .map(|event| event.split(';').next().unwrap_or(""))
        .collect();
    assert!(
        events.contains(
            &"b 0 TERMINATED failed: Workload failed, see run output for details".to_owned()
        ),
        "{events:#?}"
    );
    assert!(
        ends[0].starts_with("run TERMINATED failed: Task b"),
        "{ends:#?}"
    );
    assert!(ends[1].starts_with("b 1 TERMINATED failed"), "{ends:#?}");
    assert!(ends[2].starts_with("error: run_now: run "), "{ends:#?}");

    let repair = RepairRun::new(run_id).rerun_all_failed_tasks(true);
    let events = told(workspace.client.repair_run(repair).wait().events()).await;
    assert_once(&events);
    let end = ["b 2 in a repair TERMINATED succeeded", "ended with 2 tasks"];
    assert!(events.ends_with(&end.map(str::to_owned)), "{events:#?}");
    Ok(())
}

// R1.2: a state that nobody knows is warned of once, and is no end.
#[tokio::test]
async fn an_unknown_state_is_told_once() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let started = workspace.client.run_now(job_id).start().await?;
    let odd = || Reply::ok(r#"{"status": {"state": "FROBNICATED"}}"#);
    let terminated =
        r#"{"status": {"state": "FROBNICATED"}, "state": {"life_cycle_state": "TERMINATED"}}"#;
    workspace
        .network
        .answer_polls([odd(), odd(), Reply::ok(terminated), odd()]);
    let events = told(started.wait().events()).await;
    assert_once(&events);
    assert_eq!(events[..2], ["run FROBNICATED", "unknown FROBNICATED"]);
    assert_eq!(
        events.last().map(String::as_str),
        Some("ended with 1 tasks")
    );
    Ok(())
}

// R1.8: beyond the first page, tasks are told at the end.
#[tokio::test]
async fn all_tasks_are_told_in_the_end() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let tasks = (0..150).map(|number| task(&format!("task-{number}"), []));
    let job_id = workspace.job(tasks).await?;
    let events = told(workspace.client.run_now(job_id).wait().events()).await;
    assert_once(&events);
    let ended = events
        .iter()
        .filter(|event| event.ends_with("TERMINATED succeeded"));
    assert_eq!(ended.count(), 151);
    Ok(())
}

/// A stream of events can be sent to another thread.
#[test]
fn events_are_send() {
    fn is_send<T: Send>() {}
    is_send::<Events<'_, RepairRun>>();
    is_send::<Polled<RepairRun>>();
}
