//! Waiting for a repair, and not for what was before it.

use jobs_api::RunOutcome;
use jobs_api::operations::{GetRun, RepairRun};
use jobs_api::runs::RunEvent;
use jobs_api::types::RunId;
use jobs_emulator::Rule;

use crate::{BoxError, Workspace, task};

/// A workspace with a run that failed, and whose repairs succeed.
async fn failed() -> Result<(Workspace, RunId), BoxError> {
    let workspace = Workspace::new([Rule::task("a").repair_count(0).fails("no data")])?;
    let job_id = workspace.job([task("a", [])]).await?;
    let run = workspace.client.run_now(job_id).wait_any().await?;
    let run_id = run.run_id.ok_or("no id")?;
    // As it was before the repair.
    let request = GetRun::new(run_id).include_history(true);
    workspace.client.get_run(request).await?;
    Ok((workspace, run_id))
}

fn repair(run_id: RunId) -> RepairRun {
    RepairRun::new(run_id).rerun_all_failed_tasks(true)
}

// R19.2: while the service still shows the end before, the repair has not ended.
#[tokio::test]
async fn the_end_before_is_not_that_of_the_repair() -> Result<(), BoxError> {
    let (workspace, run_id) = failed().await?;
    let started = workspace.client.repair_run(repair(run_id)).start().await?;
    workspace.network.repeat_last_poll(3);
    let mut seen = Vec::new();
    let wait = started.wait();
    let run = wait.on_change(|run| seen.push(run.outcome())).await?;
    assert_eq!(run.outcome(), Some(RunOutcome::Succeeded));
    let is_stale = |outcome: &Option<RunOutcome>| matches!(outcome, Some(RunOutcome::Failed(_)));
    assert!(!seen.iter().any(is_stale), "{seen:?}");
    Ok(())
}

// R1.9, R19.2: nor is it for one who knows no more than the ids.
#[tokio::test]
async fn a_repair_is_waited_for_by_its_id() -> Result<(), BoxError> {
    let (workspace, run_id) = failed().await?;
    let client = &workspace.client;
    let repair_id = client.repair_run(repair(run_id)).await?.repair_id;
    workspace.network.repeat_last_poll(2);
    let mut events = client.wait_for_repair(run_id, repair_id).events();
    let mut outcomes = Vec::new();
    while let Some(event) = events.try_next().await? {
        if let RunEvent::Ended(run) = event {
            outcomes.push(run.outcome());
        }
    }
    assert_eq!(outcomes, [Some(RunOutcome::Succeeded)]);
    Ok(())
}
