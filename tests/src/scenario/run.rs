//! Steps over runs.

use jobs_api::operations::{CancelAllRuns, CreateJob, ListRuns, RepairRun, RunNow, SubmitRun};
use jobs_api::runtime::wait::WaitError;
use jobs_api::types::{JobId, Run, RunId, SubmitTask, Task};
use jobs_api::{Client, RunOutcome};

use super::report::Report;
use super::{BoxError, ENDLESS_JOB, FRAIL_JOB, FRAIL_TASK, StepFailed, ensure};

pub(super) async fn run_and_wait(
    client: &Client,
    report: &Report<'_>,
    job_id: JobId,
) -> Result<RunId, StepFailed> {
    let run = report
        .step("run it now with parameters and wait", async {
            let request = RunNow::new(job_id).job_parameter("date", "2026-11-22");
            let run = client
                .run_now(request)
                .wait()
                .on_change(show(report))
                .await?;
            let outcome = run.outcome().ok_or("it has not ended")?;
            ensure(outcome == RunOutcome::Succeeded, &outcome)?;
            let id = run.run_id.ok_or("the run has no id")?;
            let duration = run.end_time.unwrap_or_default() - run.start_time.unwrap_or_default();
            Ok((id, format!("run {id} {outcome} after {duration} ms")))
        })
        .await?;
    report
        .step("get the run, its tasks and an output", async {
            let whole = client.get_run(run).await?;
            let date = whole
                .job_parameters
                .iter()
                .flatten()
                .find(|p| p.name.as_deref() == Some("date"));
            let date = date.and_then(|date| date.value.clone());
            ensure(
                date.as_deref() == Some("2026-11-22"),
                format!("parameter `date` is {date:?}"),
            )?;
            let tasks = whole.tasks.unwrap_or_default();
            ensure(tasks.len() == 4, format!("{} tasks", tasks.len()))?;
            let report_task = tasks.iter().find(|task| task.task_key == "report");
            let task_run = report_task
                .and_then(|task| task.run_id)
                .ok_or("no task `report`")?;
            let output = client.get_run_output(task_run).await?;
            let result = output.notebook_output.and_then(|notebook| notebook.result);
            let result = result.ok_or("no output")?;
            Ok(((), format!("4 tasks; `report` says `{result}`")))
        })
        .await?;
    Ok(run)
}

pub(super) async fn list(
    client: &Client,
    report: &Report<'_>,
    job_id: JobId,
) -> Result<(), StepFailed> {
    report
        .step("list its runs, paged", async {
            for _ in 0..4 {
                client.run_now(job_id).wait().await?;
            }
            let mut pages = client
                .list_runs(ListRuns::new().job_id(job_id).limit(2))
                .pages();
            let mut sizes = Vec::new();
            while let Some(page) = pages.try_next().await? {
                sizes.push(page.runs.unwrap_or_default().len());
            }
            ensure(sizes == [2, 2, 1], format!("pages of {sizes:?}"))?;
            Ok(((), "5 runs on pages of 2, 2 and 1".to_owned()))
        })
        .await
}

pub(super) async fn submit(client: &Client, report: &Report<'_>) -> Result<(), StepFailed> {
    report
        .step("submit a one-time run and wait", async {
            let task = SubmitTask::notebook("report", "/etl/report");
            let request = SubmitRun::new().run_name("once").task(task);
            let started = client.submit(request).start().await?;
            let id = started.response.run_id;
            let run = started.wait().on_change(show(report)).await?;
            ensure(run.run_id == Some(id), "another run was waited for")?;
            Ok(((), format!("run {id} {}", ended(&run)?)))
        })
        .await
}

pub(super) async fn fail_and_repair(
    client: &Client,
    report: &Report<'_>,
) -> Result<(), StepFailed> {
    let job_id = report
        .step("create a job that fails", async {
            let job = CreateJob::new()
                .name(FRAIL_JOB)
                .task(Task::notebook("ingest", "/etl/ingest"))
                .task(Task::notebook(FRAIL_TASK, "/etl/transform").depends_on(["ingest"]))
                .task(Task::notebook("report", "/etl/report").depends_on([FRAIL_TASK]));
            let created = client.create(job).await?;
            Ok((created.job_id, format!("job {}", created.job_id)))
        })
        .await?;
    let run_id = report
        .step("run it: one task fails", async {
            let failed = match client.run_now(job_id).wait().on_change(show(report)).await {
                Err(WaitError::Failed { last, .. }) => last,
                Err(error) => return Err(error.into()),
                Ok(_) => return Err("it succeeded".into()),
            };
            let outcome = failed.outcome().ok_or("it has not ended")?;
            ensure(matches!(outcome, RunOutcome::Failed(_)), &outcome)?;
            let task = failed
                .tasks
                .iter()
                .flatten()
                .find(|task| task.task_key == FRAIL_TASK);
            let task_run = task
                .and_then(|task| task.run_id)
                .ok_or("the task is not in the run")?;
            let output = client.get_run_output(task_run).await?;
            let error = output.error.ok_or("the task has no error")?;
            report.line(format_args!("  the task's error: {error}"));
            let id = failed.run_id.ok_or("the run has no id")?;
            Ok((id, format!("run {id} {outcome}")))
        })
        .await?;
    report
        .step("repair the failed task and wait", async {
            let request = RepairRun::new(run_id).rerun_tasks([FRAIL_TASK, "report"]);
            let run = client
                .repair_run(request)
                .wait()
                .on_change(show(report))
                .await?;
            ensure(run.outcome() == Some(RunOutcome::Succeeded), ended(&run)?)?;
            client.delete(job_id).await?;
            Ok(((), format!("run {run_id} {}", ended(&run)?)))
        })
        .await
}

pub(super) async fn cancel(client: &Client, report: &Report<'_>) -> Result<(), StepFailed> {
    let job_id = report
        .step("create a job that does not end", async {
            let job = CreateJob::new()
                .name(ENDLESS_JOB)
                .max_concurrent_runs(2)
                .task(Task::notebook("listen", "/etl/listen"));
            let created = client.create(job).await?;
            Ok((created.job_id, format!("job {}", created.job_id)))
        })
        .await?;
    report
        .step("cancel a running run and wait", async {
            let run_id = client.run_now(job_id).await?.run_id;
            let run = client
                .cancel_run(run_id)
                .wait()
                .on_change(show(report))
                .await?;
            ensure(run.outcome() == Some(RunOutcome::Canceled), ended(&run)?)?;
            Ok(((), format!("run {run_id} {}", ended(&run)?)))
        })
        .await?;
    report
        .step("cancel all runs of the job", async {
            let runs = [
                client.run_now(job_id).await?.run_id,
                client.run_now(job_id).await?.run_id,
            ];
            client
                .cancel_all_runs(CancelAllRuns::new().job_id(job_id))
                .await?;
            for run_id in runs {
                let run = client.wait_for_run(run_id).any().await?;
                ensure(run.outcome() == Some(RunOutcome::Canceled), ended(&run)?)?;
            }
            client.delete(job_id).await?;
            Ok(((), "both were canceled".to_owned()))
        })
        .await
}

pub(super) async fn export(
    client: &Client,
    report: &Report<'_>,
    run_id: RunId,
) -> Result<(), StepFailed> {
    report
        .step("export a task's notebook", async {
            let run = client.get_run(run_id).await?;
            let task_run = run.tasks.iter().flatten().find_map(|task| task.run_id);
            let export = client
                .export_run(task_run.ok_or("the run has no tasks")?)
                .await?;
            let views = export.views.unwrap_or_default();
            let bytes: usize = views
                .iter()
                .filter_map(|view| view.content.as_ref())
                .map(String::len)
                .sum();
            ensure(bytes > 0, "nothing was exported")?;
            Ok(((), format!("{} view, {bytes} bytes of HTML", views.len())))
        })
        .await
}

/// Writes each state that a run goes through.
fn show<'a>(report: &'a Report<'_>) -> impl FnMut(&Run) + Send + 'a {
    |run| {
        let state = run.state.clone().unwrap_or_default();
        let life_cycle = state
            .life_cycle_state
            .map(|state| state.to_string())
            .unwrap_or_default();
        let result = state
            .result_state
            .map(|result| format!(" {result}"))
            .unwrap_or_default();
        let tasks = run.tasks.iter().flatten();
        let done = tasks
            .clone()
            .filter(|task| task.outcome().is_some())
            .count();
        report.line(format_args!(
            "  {life_cycle}{result}, {done} of {} tasks ended",
            tasks.count()
        ));
    }
}

fn ended(run: &Run) -> Result<String, BoxError> {
    Ok(run.outcome().ok_or("it has not ended")?.to_string())
}
