//! Repair of what failed, under the rules that the service has for it.

use std::collections::BTreeMap;

use jobs_api::operations::{CreateJob, GetRun, RepairRun, RunNow};
use jobs_api::types::{JobId, JobParameterDefinition, Run, RunId, Task};
use jobs_api::{Client, ErrorKind, RunOutcome};
use jobs_emulator::Rule;

use crate::common::{Result, workspace};

/// `good → bad → after`, where `bad` fails until its third attempt, and `other`, which is canceled
/// by nobody and succeeds.
async fn failed_run(request: impl FnOnce(JobId) -> RunNow) -> Result<(Client, RunId)> {
    failed_run_of(request, [JobParameterDefinition::new("date", "today")]).await
}

/// The same of a job that declares these parameters.
async fn failed_run_of<const N: usize>(
    request: impl FnOnce(JobId) -> RunNow,
    parameters: [JobParameterDefinition; N],
) -> Result<(Client, RunId)> {
    let (client, _) = workspace(|emulator| {
        emulator
            .outcome(Rule::task("bad").fails("no data"))
            .outcome(Rule::task("bad").attempt(2).succeeds())
    })?;
    let job = CreateJob::new()
        .task(Task::notebook("good", "/good"))
        .task(Task::notebook("bad", "/bad").depends_on(["good"]))
        .task(Task::notebook("after", "/after").depends_on(["bad"]))
        .parameters(parameters);
    let job_id = client.create(job).await?.job_id;
    let run = client.run_now(request(job_id)).wait_any().await?;
    assert!(matches!(run.outcome(), Some(RunOutcome::Failed(_))));
    Ok((client, run.run_id.ok_or("no id")?))
}

fn values(run: &Run) -> BTreeMap<String, String> {
    let parameters = run.job_parameters.iter().flatten();
    let values = parameters.filter_map(|each| Some((each.name.clone()?, each.value.clone()?)));
    values.collect()
}

// R19.2
#[tokio::test]
async fn a_repair_runs_what_failed_and_what_was_skipped_for_it_until_the_run_succeeds() -> Result {
    let (client, run_id) =
        failed_run(|job_id| RunNow::new(job_id).job_parameter("date", "monday")).await?;

    let first = client.repair_failed(run_id).await?;
    let request = first.request();
    assert_eq!(
        request.rerun_tasks,
        Some(vec!["bad".to_owned(), "after".to_owned()])
    );
    assert_eq!(request.latest_repair_id, None);
    let given = BTreeMap::from([("date".to_owned(), "monday".to_owned())]);
    assert_eq!(request.job_parameters.as_ref(), Some(&given));
    // The end of the wait is that of the repair, not that of the run before it.
    let run = first.wait_any().await?;
    assert!(matches!(run.outcome(), Some(RunOutcome::Failed(_))));
    assert_eq!(values(&run), given);
    let history = client
        .get_run(GetRun::new(run_id).include_history(true))
        .await?
        .repair_history;
    let history = history.ok_or("no history")?;
    assert_eq!(history.len(), 2);

    let second = client.repair_failed(run_id).await?;
    assert_eq!(second.request().latest_repair_id, history[1].id);
    assert!(history[1].id.is_some());
    let run = second.wait().await?;
    assert_eq!(run.outcome(), Some(RunOutcome::Succeeded));
    let good = run
        .latest_attempts()
        .into_iter()
        .find(|task| task.task_key == "good");
    assert_eq!(
        good.and_then(|task| task.attempt_number),
        Some(0),
        "what succeeded is left alone"
    );

    let error = client
        .repair_failed(run_id)
        .await
        .expect_err("nothing failed");
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert!(
        error.message().contains("has no task that failed"),
        "{error}"
    );
    Ok(())
}

// R19.2
#[tokio::test]
async fn a_repair_takes_the_older_kinds_of_parameters_along() -> Result {
    let older = |job_id: JobId| {
        RunNow::new(job_id)
            .notebook_param("day", "monday")
            .python_params(["-v"])
    };
    // They are for jobs that declare no parameters of their own.
    let (client, run_id) = failed_run_of(older, []).await?;
    let repair = client.repair_failed(run_id).await?;
    let request = repair.request();
    let day = request
        .notebook_params
        .as_ref()
        .and_then(|given| given.get("day"));
    assert_eq!(day.map(String::as_str), Some("monday"));
    assert_eq!(
        request.python_params.as_deref(),
        Some(["-v".to_owned()].as_slice())
    );
    assert_eq!(
        request.job_parameters, None,
        "the service takes one or the other"
    );
    repair.wait_any().await?;
    Ok(())
}

// R19.2, R19.3: the rules that the service has for repairs.
#[tokio::test]
async fn the_service_refuses_repairs_against_its_rules() -> Result {
    let (client, run_id) = failed_run(RunNow::new).await?;
    let refused = async |request: RepairRun, words: &str| -> Result {
        let error = client.repair_run(request).await.expect_err(words);
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
        assert!(error.message().contains(words), "{error}");
        Ok(())
    };
    let named = |keys: &[&str]| RepairRun::new(run_id).rerun_tasks(keys.iter().copied());
    refused(named(&["bad", "bad"]), "more than once").await?;
    refused(named(&["bad"]).rerun_all_failed_tasks(true), "Only one of").await?;
    refused(named(&["nobody"]), "'nobody' is not a task").await?;
    refused(RepairRun::new(run_id), "One of rerun_tasks").await?;

    client.repair_failed(run_id).await?.wait_any().await?;
    // The second one must name the first.
    refused(named(&["bad"]), "latest repair ID").await?;
    refused(named(&["bad"]).latest_repair_id(1), "latest repair ID").await?;
    client.repair_failed(run_id).await?.await?;
    Ok(())
}

// R19.2: only a run that has ended is repaired.
#[tokio::test]
async fn an_active_run_is_not_repaired() -> Result {
    let (client, _) = workspace(|emulator| {
        emulator.outcome(Rule::any().takes(std::time::Duration::from_secs(3600)))
    })?;
    let job = CreateJob::new().task(Task::notebook("a", "/a"));
    let job_id = client.create(job).await?.job_id;
    let run_id = client.run_now(job_id).await?.run_id;
    let error = client
        .repair_failed(run_id)
        .await
        .expect_err("it is active");
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert!(error.message().contains("has not ended"), "{error}");
    let error = client
        .repair_run(RepairRun::new(run_id).rerun_tasks(["a"]))
        .await;
    let error = error.expect_err("the service says so too");
    assert!(error.message().contains("is active"), "{error}");

    // What was canceled can be run again.
    let run = client.cancel_and_wait(run_id).await?;
    assert_eq!(run.outcome(), Some(RunOutcome::Canceled));
    let repair = client.repair_failed(run_id).await?;
    assert_eq!(repair.request().rerun_tasks, Some(vec!["a".to_owned()]));
    Ok(())
}

// R19.2: tasks that were not meant to run are not run.
#[tokio::test]
async fn excluded_tasks_are_not_repaired() -> Result {
    let (client, _) = workspace(|emulator| emulator.outcome(Rule::task("last").fails("no")))?;
    let mut no = Task::notebook("no", "/no");
    no.depends_on = Some(vec![
        jobs_api::types::TaskDependency::new("check").outcome("true"),
    ]);
    let job = CreateJob::new()
        .task(Task::condition("check", "1", "EQUAL_TO", "2"))
        .task(no)
        .task(
            Task::notebook("last", "/last")
                .depends_on(["check"])
                .run_if("ALL_DONE"),
        );
    let job_id = client.create(job).await?.job_id;
    let run = client.run_now(job_id).wait_any().await?;
    let repair = client.repair_failed(run.run_id.ok_or("no id")?).await?;
    assert_eq!(repair.request().rerun_tasks, Some(vec!["last".to_owned()]));
    Ok(())
}
