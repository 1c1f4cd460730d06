//! How waits end, and what does not end them.

use std::future::{IntoFuture as _, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use jobs_api::RunOutcome;
use jobs_api::operations::{CreateJob, GetRun};
use jobs_emulator::{Emulator, Rule};
use jobs_runtime::clock::Clock;
use jobs_runtime::transport::Reply;
use jobs_runtime::wait::WaitError;

use crate::{BoxError, Workspace, task};

/// A day and a bit less.
const LONG: Duration = Duration::from_secs(23 * 3600);

// R1.1, G 15: however long it takes.
#[tokio::test]
async fn a_run_of_a_day_is_waited_for() -> Result<(), BoxError> {
    let workspace = Workspace::new([Rule::any().takes(LONG)])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let wait = workspace.client.run_now(job_id).wait();
    let minutes = Duration::from_secs(60)..=Duration::from_secs(600);
    let run = wait.interval(minutes).await?;
    assert_eq!(run.outcome(), Some(RunOutcome::Succeeded));
    assert!(workspace.clock.elapsed() >= LONG);
    Ok(())
}

// R1.1
#[tokio::test]
async fn a_time_limit_gives_the_run_as_it_stood() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let started = workspace.client.run_now(job_id).start().await?;
    let run_id = started.response.run_id;
    let limit = Duration::from_secs(1);
    let Err(error) = started.wait().timeout(limit).await else {
        return Err("it ended in a second".into());
    };
    assert_eq!(workspace.clock.elapsed(), limit);
    let line = format!("run_now: run {run_id} has not ended after 1.0s");
    assert_eq!(error.to_string(), line);
    let run = error.last().ok_or("no run")?;
    assert_eq!((run.run_id, run.outcome()), (Some(run_id), None));
    // The run goes on, and can be waited for again.
    workspace.client.wait_for_run(run_id).await?;
    Ok(())
}

// R1.5, G 43
#[tokio::test]
async fn failures_in_between_do_not_end_a_wait() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let started = workspace.client.run_now(job_id).start().await?;
    let busy = || Reply::error(500, "TEMPORARILY_UNAVAILABLE", "try again");
    workspace.network.answer_polls((0..5).map(|_| busy()));
    started.wait().await?;
    Ok(())
}

// R1.5, R1.9: a failure that stays ends it, and says which run goes on.
#[tokio::test]
async fn a_failure_that_stays_names_the_run() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let started = workspace.client.run_now(job_id).start().await?;
    let run_id = started.response.run_id;
    let denied = Reply::error(403, "PERMISSION_DENIED", "not for you");
    workspace.network.answer_polls([denied]);
    let Err(error) = started.wait().await else {
        return Err("it was not denied".into());
    };
    let line = format!(
        "get_run: cannot go on waiting for run {run_id}: not for you (403 PERMISSION_DENIED, host=http://localhost, auth_type=pat)"
    );
    assert_eq!(error.to_string(), line);
    assert_eq!(format!("{:#}", jobs_api::Error::from(error)), line);
    Ok(())
}

// R1.6, G 43: polls read the first page; the end reads all.
#[tokio::test]
async fn a_run_of_many_tasks_is_read_whole_once() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let tasks = (0..350).map(|number| task(&format!("task-{number}"), []));
    let job_id = workspace.job(tasks).await?;
    let mut changes = 0;
    let wait = workspace.client.run_now(job_id).wait();
    let interval = Duration::from_secs(5);
    let wait = wait.interval(interval..=interval);
    let run = wait.on_change(|_| changes += 1).await?;
    assert_eq!(run.tasks.map(|tasks| tasks.len()), Some(350));
    let pauses = workspace.clock.client.sleeps().len();
    let polls = pauses + 1;
    assert_eq!(workspace.network.count("get_run"), polls + 3);
    assert!(
        changes >= 2 && polls > 10,
        "{changes} changes in {polls} polls"
    );
    Ok(())
}

// R1.2, G 41: answers without a state, or with one that nobody knows, are no ends and no panics.
#[tokio::test]
async fn odd_answers_are_no_ends() -> Result<(), BoxError> {
    let workspace = Workspace::new([])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let started = workspace.client.run_now(job_id).start().await?;
    workspace.network.answer_polls([
        Reply::ok("{}"),
        Reply::ok(r#"{"state": {}, "status": {}}"#),
        Reply::ok(r#"{"state": null, "tasks": []}"#),
        Reply::ok(
            r#"{"status": {"state": "FROBNICATED"}, "state": {"life_cycle_state": "TERMINATED"}}"#,
        ),
        Reply::ok(r#"{"status": {"state": "RUNNING"}, "state": {"life_cycle_state": "SKIPPED"}}"#),
    ]);
    let run = started.wait().await?;
    assert_eq!(run.outcome(), Some(RunOutcome::Succeeded));
    Ok(())
}

// R1.4: both ways to end, for runs that do not succeed.
#[tokio::test]
async fn any_end_can_be_waited_for() -> Result<(), BoxError> {
    let workspace = Workspace::new([Rule::any().times_out()])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let run = workspace.client.run_now(job_id).wait_any().await?;
    let run_id = run.run_id.ok_or("no id")?;
    let outcome = run.outcome().ok_or("no outcome")?;
    assert!(!outcome.is_success());
    let error = workspace.client.wait_for_run(run_id).await;
    assert!(matches!(error, Err(WaitError::Failed { .. })), "{error:?}");
    let canceled = workspace.client.cancel_run(run_id).wait().await?;
    assert_eq!(canceled.outcome(), Some(outcome), "it had ended before");
    Ok(())
}

// R1.9: to drop a wait leaves the run alone; a guard cancels it, unless it is disarmed.
#[tokio::test]
async fn only_a_guard_cancels_a_run() -> Result<(), BoxError> {
    // On the real clock, the wait has to wait.
    let emulator = Emulator::builder().outcome(Rule::any().takes(LONG));
    let emulator = emulator.task_duration(Duration::from_millis(5));
    let client = jobs_tests::client(&emulator.in_process()?)?;
    let job = client.create(CreateJob::new().task(task("a", [])));
    let job_id = job.await?.job_id;
    let started = client.run_now(job_id).start().await?;
    let run_id = started.response.run_id;
    {
        let mut wait = pin!(started.wait().into_future());
        let is_pending = poll_fn(|context| Poll::Ready(wait.as_mut().poll(context).is_pending()));
        assert!(is_pending.await);
    }
    tokio::task::yield_now().await;
    let is_going_on = async || -> Result<bool, BoxError> {
        let run = client.get_run(GetRun::new(run_id)).await?;
        Ok(run.outcome().is_none())
    };
    assert!(is_going_on().await?);
    client.cancel_on_drop(run_id).disarm();
    tokio::task::yield_now().await;
    assert!(is_going_on().await?);

    drop(client.cancel_on_drop(run_id));
    let run = client.wait_for_run(run_id).any().await?;
    assert_eq!(run.outcome(), Some(RunOutcome::Canceled));
    Ok(())
}
