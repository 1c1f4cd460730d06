//! Outputs of all tasks of a run.

use jobs_api::operations::{CreateJob, SubmitRun};
use jobs_api::types::{ForEachTask, RunId, SubmitTask, Task};
use jobs_api::{Client, ErrorKind};
use jobs_emulator::Rule;
use jobs_runtime::transport::{Reply, Script};
use serde_json::json;

use crate::common::{Result, workspace};

// R19.1
#[tokio::test]
async fn a_run_gives_the_output_of_the_latest_attempt_of_each_task() -> Result {
    let (client, _) = workspace(|emulator| {
        emulator
            .outcome(Rule::task("flaky").attempt(0).fails("not yet"))
            .outcome(Rule::task("flaky").attempt(1).succeeds().output("second"))
            .outcome(
                Rule::task("broken")
                    .fails("no data")
                    .error_trace("line 1\nline 2"),
            )
    })?;
    let job = CreateJob::new()
        .task(Task::notebook("flaky", "/flaky").max_retries(1))
        .task(Task::notebook("broken", "/broken"))
        .task(Task::notebook("after", "/after").depends_on(["broken"]));
    let job_id = client.create(job).await?.job_id;
    let run = client.run_now(job_id).wait_any().await?;
    let attempts = run
        .tasks
        .iter()
        .flatten()
        .filter(|task| task.task_key == "flaky");
    assert_eq!(attempts.count(), 2);

    let outputs = client.run_outputs(run.run_id.ok_or("no id")?).await?;
    let keys: Vec<&str> = outputs
        .tasks
        .iter()
        .map(|task| task.task_key.as_str())
        .collect();
    let in_order: Vec<&str> = run
        .latest_attempts()
        .iter()
        .map(|task| &*task.task_key)
        .collect();
    assert_eq!(keys, in_order);
    let of = |key| outputs.get(key).ok_or("no such task");
    let flaky = of("flaky")?.output.as_ref().map_err(ToString::to_string)?;
    let notebook = flaky.notebook_output.as_ref().ok_or("no notebook output")?;
    assert_eq!(notebook.result.as_deref(), Some("second"));
    let broken = of("broken")?.output.as_ref().map_err(ToString::to_string)?;
    assert_eq!(broken.error.as_deref(), Some("no data"));
    assert_eq!(broken.error_trace.as_deref(), Some("line 1\nline 2"));
    assert!(outputs.get("nobody").is_none());
    Ok(())
}

// R19.1: the service refuses the output of a run of several tasks, and has it for one of old form.
#[tokio::test]
async fn the_output_of_a_run_of_one_task_is_had_by_the_run_or_by_the_task() -> Result {
    let (client, _) = workspace(|emulator| emulator.outcome(Rule::any().output("done")))?;
    let mut old = SubmitRun::new().run_name("old form");
    old.extra
        .insert("notebook_task", json!({ "notebook_path": "/only" }));
    let new = SubmitRun::new().task(SubmitTask::notebook("only", "/only"));
    for request in [old, new] {
        let run = client.submit(request).wait().await?;
        let of_task = run.tasks.iter().flatten().find_map(|task| task.run_id);
        for run_id in [run.run_id, of_task].into_iter().flatten() {
            let outputs = client.run_outputs(run_id).await?;
            assert_eq!(outputs.tasks.len(), 1);
            let output = outputs.tasks[0]
                .output
                .as_ref()
                .map_err(ToString::to_string)?;
            let result = output
                .notebook_output
                .as_ref()
                .and_then(|it| it.result.as_deref());
            assert_eq!(result, Some("done"));
        }
    }
    Ok(())
}

/// A service with a for-each task of 120 iterations, of which the last has no output.
fn with_iterations() -> Script {
    let script = Script::new();
    script.stub("get_run", |request| {
        let query = request.url.query().unwrap_or_default();
        let iteration = |number: i64| {
            json!({ "task_key": "loop_iteration", "run_id": 1000 + number, "attempt_number": 0 })
        };
        let answer = if query.contains("page_token=second") {
            json!({ "run_id": 10, "iterations": (100..120).map(iteration).collect::<Vec<_>>() })
        } else if query.contains("run_id=10") {
            json!({
                "run_id": 10,
                "iterations": (0..100).map(iteration).collect::<Vec<_>>(),
                "next_page_token": "second",
            })
        } else {
            let each = json!({ "inputs": "[]", "task": { "task_key": "loop_iteration" } });
            json!({ "run_id": 1, "tasks": [
                { "task_key": "loop", "run_id": 10, "for_each_task": each },
                { "task_key": "never" },
            ] })
        };
        Reply::ok(answer.to_string())
    });
    script.stub("get_run_output", |request| {
        let query = request.url.query().unwrap_or_default();
        if query == "run_id=1119" {
            let error = json!({ "error_code": "INVALID_PARAMETER_VALUE", "message": "Run 1119 does not exist." });
            return Reply::status(400).body(error.to_string());
        }
        let logs = json!({ "logs": query });
        Reply::ok(logs.to_string())
    });
    script
}

// R19.1
#[tokio::test]
async fn iterations_of_a_for_each_task_are_among_the_outputs() -> Result {
    let script = with_iterations();
    let client = Client::builder().host("http://localhost").token("t");
    let client = client.transport(script.clone()).build()?;
    let outputs = client.run_outputs(1).await?;
    let each = outputs.get("loop").ok_or("no task")?;
    let metadata = each
        .output
        .as_ref()
        .ok()
        .and_then(|output| output.metadata.as_ref());
    assert_eq!(metadata.and_then(|run| run.run_id), Some(RunId(10)));
    assert_eq!(each.iterations.len(), 120);
    for (index, iteration) in each.iterations.iter().take(119).enumerate() {
        assert_eq!(iteration.index, index);
        let logs = iteration
            .output
            .as_ref()
            .ok()
            .and_then(|output| output.logs.clone());
        assert_eq!(logs, Some(format!("run_id={}", 1000 + index)));
    }
    let last = each.iterations[119]
        .output
        .as_ref()
        .err()
        .map(jobs_api::Error::kind);
    assert_eq!(
        last,
        Some(ErrorKind::NotFound),
        "one failure does not hide the others"
    );
    let never = outputs.get("never").ok_or("no task")?;
    assert_eq!(
        never.output.as_ref().err().map(jobs_api::Error::kind),
        Some(ErrorKind::NotFound)
    );
    script.assert_done();
    Ok(())
}

// R19.1: iterations that the service ran, over two pages of them.
#[tokio::test]
async fn real_iterations_are_among_the_outputs_and_the_failed_tasks() -> Result {
    let (client, _) = workspace(|emulator| {
        emulator
            .outcome(Rule::task("one").output("done"))
            .outcome(Rule::task("one").iteration(3).attempt(0).fails("once"))
            .outcome(Rule::task("one").iteration(118).fails("no data"))
            .outcome(Rule::task("never").fails("not reached"))
    })?;
    let nested = Task::notebook("one", "/one").max_retries(1);
    let inputs = json!((0..120).collect::<Vec<u32>>()).to_string();
    let each = ForEachTask::new(inputs, nested).concurrency(40);
    let each = Task::new("each").for_each_task(each);
    let never = Task::notebook("never", "/never").depends_on(["each"]);
    let job_id = client
        .create(CreateJob::new().task(each).task(never))
        .await?
        .job_id;
    let run = client.run_now(job_id).wait_any().await?;

    let outputs = client.run_outputs(run.run_id.ok_or("no id")?).await?;
    let each = outputs.get("each").ok_or("no task")?;
    assert_eq!(each.iterations.len(), 120);
    for (index, iteration) in each.iterations.iter().enumerate() {
        assert_eq!(iteration.index, index);
        let output = iteration.output.as_ref().map_err(ToString::to_string)?;
        let result = output
            .notebook_output
            .as_ref()
            .and_then(|it| it.result.as_deref());
        let (expected, error) = match index {
            118 => (None, Some("no data")),
            _ => (Some("done"), None),
        };
        assert_eq!((result, output.error.as_deref()), (expected, error));
    }

    let failed = client.failed_tasks(&run).await;
    let told: Vec<_> = failed
        .iter()
        .map(|task| (&*task.task_key, task.iteration, task.attempt, task.error()))
        .collect();
    assert_eq!(told, [("each", Some(118), 1, Some("no data"))]);
    Ok(())
}
