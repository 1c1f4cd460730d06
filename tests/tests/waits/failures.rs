//! What the error of a wait knows of the run.

use jobs_api::types::{Run, RunTask, Task};
use jobs_api::{Client, RunFailure, RunOutcome};
use jobs_emulator::Rule;
use jobs_runtime::transport::{Reply, Script};

use crate::{BoxError, Workspace, task};

/// A wait in a function whose error is the SDK's.
async fn run(workspace: &Workspace, tasks: [Task; 3]) -> Result<Run, jobs_api::Error> {
    let job = jobs_api::operations::CreateJob::new().tasks(tasks);
    let job_id = workspace.client.create(job).await?.job_id;
    Ok(workspace.client.run_now(job_id).wait().await?)
}

// R1.4: after `?` too, the error knows the run, its page and what the failed tasks say.
#[tokio::test]
async fn an_error_tells_of_its_failed_tasks() -> Result<(), BoxError> {
    let workspace = Workspace::new([
        Rule::task("b")
            .fails("no data")
            .error_trace("Traceback: no data"),
        Rule::task("b").attempt(0).fails("no space"),
    ])?;
    let retried = task("b", ["a"]).max_retries(1);
    let tasks = [task("a", []), retried, task("c", ["b"])];
    let error = match run(&workspace, tasks).await {
        Err(error) => error,
        Ok(_) => return Err("it succeeded".into()),
    };
    let failure = RunFailure::of(&error).ok_or("no failure")?;
    let run_id = failure.run().run_id.ok_or("no id")?;
    let url = failure.url().ok_or("no page")?;
    assert!(matches!(failure.outcome(), RunOutcome::Failed(_)));
    let why = "Task b failed with message: Workload failed, see run output for details. This \
               caused all downstream tasks to get skipped";
    assert_eq!(
        failure.to_string(),
        format!("run {run_id} failed: {why}; see {url}")
    );
    let line =
        format!("run_now: run {run_id} ended in FAILED (RUN_EXECUTION_ERROR): {why}; see {url}");
    assert_eq!(error.to_string(), line);

    assert_eq!(workspace.network.count("get_run_output"), 0);
    let failed = failure.failed_tasks().await;
    assert_eq!(workspace.network.count("get_run_output"), 1);
    let [b] = failed.as_slice() else {
        return Err(format!("{failed:?}").into());
    };
    assert_eq!((b.task_key.as_str(), b.attempt), ("b", 1));
    assert_eq!(b.error(), Some("no data"));
    assert_eq!(b.error_trace(), Some("Traceback: no data"));

    // An error that others have wrapped is found as well.
    let wrapped: BoxError = Box::new(std::io::Error::other(error));
    assert!(RunFailure::of(&*wrapped).is_some());
    assert!(RunFailure::of(&std::fmt::Error).is_none());
    Ok(())
}

fn client(script: &Script) -> Result<Client, BoxError> {
    let client = Client::builder().host("http://localhost").token("example");
    Ok(client.transport(script.clone()).build()?)
}

/// A task that ended like this.
fn ended(key: &str, run_id: i64, code: &str) -> RunTask {
    let details = jobs_api::types::TerminationDetails::new().code(code);
    let status = jobs_api::types::RunStatus::new()
        .state("TERMINATED")
        .termination_details(details);
    RunTask::new(key).run_id(run_id).status(status)
}

fn text(value: &impl serde::Serialize) -> Result<String, BoxError> {
    Ok(serde_json::to_string(value)?)
}

// R1.4: an output that cannot be had does not hide the others; what did not fail is not asked for.
#[tokio::test]
async fn each_failed_task_has_an_output_of_its_own() -> Result<(), BoxError> {
    let script = Script::new();
    script.expect("get_run_output", Reply::ok(r#"{"error": "one"}"#));
    script.expect("get_run_output", Reply::status(403));
    script.expect("get_run_output", Reply::ok(r#"{"error": "three"}"#));
    let mut never_run = ended("four", 0, "CLUSTER_ERROR");
    never_run.run_id = None;
    let run = Run::new().tasks([
        ended("fine", 10, "SUCCESS"),
        ended("one", 11, "RUN_EXECUTION_ERROR"),
        ended("skipped", 12, "SKIPPED"),
        ended("two", 13, "DRIVER_ERROR"),
        ended("canceled", 14, "USER_CANCELED"),
        ended("three", 15, "LIBRARY_INSTALLATION_ERROR"),
        never_run,
    ]);
    let failed = client(&script)?.failed_tasks(&run).await;
    let told: Vec<_> = failed
        .iter()
        .map(|task| (task.task_key.as_str(), task.error(), task.output.is_ok()))
        .collect();
    let expected = [
        ("one", Some("one"), true),
        ("two", None, false),
        ("three", Some("three"), true),
        ("four", None, true),
    ];
    assert_eq!(told, expected);
    script.assert_done();
    Ok(())
}

// R1.4, R19.1: of a for-each task, its failed iterations are what failed.
#[tokio::test]
async fn failed_iterations_stand_for_their_task() -> Result<(), BoxError> {
    let inner = Task::notebook("inner", "/etl/inner");
    let for_each = jobs_api::types::RunForEachTask::new("[1, 2, 3]", inner);
    let each = ended("each", 20, "RUN_EXECUTION_ERROR").for_each_task(for_each);
    let script = Script::new();
    let iterations = Run::new().iterations([
        ended("inner", 21, "SUCCESS"),
        ended("inner", 22, "RUN_EXECUTION_ERROR"),
        ended("inner", 23, "RUN_EXECUTION_ERROR"),
    ]);
    script.expect("get_run", Reply::ok(text(&iterations)?));
    script.expect("get_run_output", Reply::ok(r#"{"error": "second"}"#));
    script.expect("get_run_output", Reply::ok(r#"{"error": "third"}"#));
    let client = client(&script)?;
    let told = |failed: &[jobs_api::runs::FailedTask]| -> Vec<_> {
        let told = failed.iter().map(|task| {
            let run_id = task.run_id.map_or(0, |run_id| run_id.0);
            (task.task_key.clone(), task.iteration, run_id)
        });
        told.collect()
    };
    let failed = client.failed_tasks(&Run::new().tasks([each.clone()])).await;
    let key = || "each".to_owned();
    assert_eq!(told(&failed), [(key(), Some(1), 22), (key(), Some(2), 23)]);
    script.assert_done();

    // Without them, it stands for itself.
    script.expect("get_run", Reply::status(403));
    script.expect("get_run_output", Reply::ok("{}"));
    let failed = client.failed_tasks(&Run::new().tasks([each])).await;
    assert_eq!(told(&failed), [(key(), None, 20)]);
    script.assert_done();
    Ok(())
}

// R1.4: a run in the form of old has no tasks: it is its own.
#[tokio::test]
async fn a_run_without_tasks_is_its_own() -> Result<(), BoxError> {
    let script = Script::new();
    script.expect("get_run_output", Reply::ok(r#"{"error": "e"}"#));
    let task = ended("", 1, "RUN_EXECUTION_ERROR");
    let mut run = Run::new().run_id(1);
    run.status = task.status;
    let failed = client(&script)?.failed_tasks(&run).await;
    assert_eq!(failed[0].error(), Some("e"));
    assert!(client(&script)?.failed_tasks(&Run::new()).await.is_empty());
    script.assert_done();
    Ok(())
}
