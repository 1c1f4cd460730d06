//! Stopping runs.

use std::time::Duration;

use jobs_api::operations::CreateJob;
use jobs_api::types::Task;
use jobs_api::{ErrorKind, RunOutcome};
use jobs_emulator::Rule;

use crate::common::{Result, workspace};

// R19.3
#[tokio::test]
async fn a_canceled_run_is_waited_for_until_it_has_ended() -> Result {
    let (client, _) = workspace(|emulator| {
        emulator.outcome(Rule::task("long").takes(Duration::from_secs(3600)))
    })?;
    let job = CreateJob::new().task(Task::notebook("long", "/long"));
    let job_id = client.create(job).await?.job_id;
    let run_id = client.run_now(job_id).await?.run_id;
    let run = client.cancel_and_wait(run_id).await?;
    assert_eq!(run.outcome(), Some(RunOutcome::Canceled));
    // Once more changes nothing: a run that has ended stays as it is.
    let again = client.cancel_and_wait(run_id).await?;
    assert_eq!(again.end_time, run.end_time);
    let missing = client
        .cancel_and_wait(1)
        .await
        .map_err(jobs_api::Error::from);
    assert_eq!(
        missing.err().map(|error| error.kind()),
        Some(ErrorKind::NotFound)
    );
    Ok(())
}

// R19.3
#[tokio::test]
async fn all_runs_of_a_job_are_canceled_the_queued_ones_too() -> Result {
    let (client, _) =
        workspace(|emulator| emulator.outcome(Rule::any().takes(Duration::from_secs(3600))))?;
    let mut jobs = Vec::new();
    for _ in 0..2 {
        let job = CreateJob::new()
            .max_concurrent_runs(2)
            .task(Task::notebook("a", "/a"));
        let job_id = client.create(job).await?.job_id;
        for _ in 0..30 {
            client.run_now(job_id).await?;
        }
        jobs.push(job_id);
    }
    let runs = client.cancel_all_and_wait(jobs[0]).await?;
    assert_eq!(runs.len(), 30);
    assert!(
        runs.iter()
            .all(|run| run.outcome() == Some(RunOutcome::Canceled))
    );
    assert!(runs.iter().all(|run| run.job_id == Some(jobs[0])));
    assert!(client.cancel_all_and_wait(jobs[0]).await?.is_empty());

    // The other job goes on.
    let others = jobs_api::operations::ListRuns::new()
        .job_id(jobs[1])
        .active_only(true);
    let mut others = client.list_runs(others).items();
    assert!(others.try_next().await?.is_some());
    client.cancel_all(jobs[1]).await?;
    Ok(())
}
