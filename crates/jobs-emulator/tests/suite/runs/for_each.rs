//! For-each tasks: their inputs, their iterations, and what becomes of them. Sections are those of
//! `FIDELITY.md`.

use std::time::Duration;

use crate::common::{Service, id, state, task, tasks};
use jobs_emulator::Rule;
use serde_json::{Value, json};

/// A for-each task over these inputs, so many at a time, of notebooks.
fn each(inputs: &str, concurrency: u32) -> Value {
    json!({
        "task_key": "each",
        "for_each_task": {
            "inputs": inputs,
            "concurrency": concurrency,
            "task": {
                "task_key": "one",
                "notebook_task": { "notebook_path": "/one", "base_parameters": { "x": "<{{input}}>" } },
            },
        },
    })
}

/// Starts a run of a job with these tasks.
async fn start(service: &Service, tasks: Value) -> i64 {
    service
        .run_now(service.create(json!({ "tasks": tasks })).await)
        .await
}

/// The latest run of the task at this place, with its iterations.
async fn task_run(service: &Service, run_id: i64, place: usize) -> Value {
    let run = service.run(run_id).await;
    let run_id = id(&run["tasks"][place], "run_id");
    service
        .get(&format!(
            "runs/get?run_id={run_id}&include_resolved_values=true"
        ))
        .await
}

/// The iterations in short.
fn iterations(run: &Value) -> Vec<String> {
    tasks(&json!({ "tasks": run["iterations"] }))
}

fn stats(run: &Value) -> Vec<i64> {
    let figures = &run["tasks"][0]["for_each_task"]["stats"]["task_run_stats"];
    [
        "total",
        "scheduled",
        "active",
        "completed",
        "succeeded",
        "failed",
    ]
    .iter()
    .map(|name| id(figures, &format!("{name}_iterations")))
    .collect()
}

/// 3.7 [D]: a run for each input, no more at a time than `concurrency`, and figures of how far it is.
#[tokio::test]
async fn every_input_has_an_iteration_and_so_many_run_at_a_time() {
    let service = Service::start();
    let run_id = start(
        &service,
        json!([each(r#"["a", "b", 3]"#, 2), task("after", &["each"])]),
    )
    .await;
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(iterations(&run), ["one 0 PENDING -", "one 0 PENDING -"]);
    assert_eq!(stats(&run), [3, 2, 2, 0, 0, 0]);
    assert_eq!(state(&run), "RUNNING -");
    service.advance(100);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(stats(&run), [3, 3, 1, 2, 2, 0]);
    service.advance(100);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(stats(&run), [3, 3, 0, 3, 3, 0]);
    let value = |place: usize| {
        let resolved = &run["iterations"][place]["resolved_values"];
        resolved["notebook_task"]["base_parameters"]["x"].clone()
    };
    assert_eq!([value(0), value(1), value(2)], ["<a>", "<b>", "<3>"]);
    let whole = service.run(run_id).await;
    assert_eq!(
        tasks(&whole),
        ["each 0 TERMINATED SUCCESS", "after 0 PENDING -"],
        "iterations are not among the tasks"
    );

    // An iteration is a run as well, with an output of its own.
    let iteration = id(&run["iterations"][1], "run_id");
    let alone = service.run(iteration).await;
    assert_eq!(alone["job_run_id"], run_id);
    assert_eq!(tasks(&alone), ["one 0 TERMINATED SUCCESS"]);
    assert_eq!(alone["tasks"][0]["notebook_task"]["notebook_path"], "/one");
    let output = service
        .get(&format!("runs/get-output?run_id={iteration}"))
        .await;
    assert_eq!(output["notebook_output"]["truncated"], false);
}

/// 3.7 [D]: inputs come from job parameters and task values too; fields of objects are named.
#[tokio::test]
async fn inputs_are_references_to_parameters_and_task_values() {
    let service = Service::with(|builder| {
        builder
            .outcome(Rule::task("list").value("tables", json!([{ "name": "x" }, { "name": "y" }])))
            .outcome(Rule::task("one").iteration(1).fails("no y"))
    });
    let mut by_value = each("{{tasks.list.values.tables}}", 9);
    by_value["depends_on"] = json!([{ "task_key": "list" }]);
    by_value["for_each_task"]["task"]["notebook_task"]["base_parameters"] =
        json!({ "x": "{{input.name}} of {{task.name}}" });
    let run_id = start(&service, json!([task("list", &[]), by_value])).await;
    service.advance(200);
    let run = task_run(&service, run_id, 1).await;
    assert_eq!(
        iterations(&run),
        ["one 0 TERMINATED SUCCESS", "one 0 TERMINATED FAILED"]
    );
    let resolved = &run["iterations"][1]["resolved_values"]["notebook_task"];
    assert_eq!(resolved["base_parameters"]["x"], "y of one");

    let by_parameter = json!({
        "parameters": [{ "name": "days", "default": "[]" }],
        "tasks": [each("{{job.parameters.days}}", 1)],
    });
    let job_id = service.create(by_parameter).await;
    let body = json!({ "job_id": job_id, "job_parameters": { "days": "[1]" } });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    service.advance(100);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(stats(&run), [1, 1, 0, 1, 1, 0]);
    // Nothing to go through is no failure [G].
    let run_id = service.run_now(job_id).await;
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(stats(&run), [0, 0, 0, 0, 0, 0]);
}

/// 3.7 [D]: what is no JSON array fails the task, as does a value that nobody set.
#[tokio::test]
async fn inputs_that_are_no_array_fail_the_task() {
    let service = Service::start();
    for inputs in [
        "7",
        "{}",
        "a, b",
        "{{tasks.x.values.y}}",
        "{{job.parameters.z}}",
    ] {
        let run_id = start(&service, json!([each(inputs, 1)])).await;
        service.advance(10);
        let run = task_run(&service, run_id, 0).await;
        assert_eq!(state(&run), "TERMINATED FAILED", "{inputs}");
        assert_eq!(run.get("iterations"), None);
        let output = service
            .get(&format!("runs/get-output?run_id={}", run["run_id"]))
            .await;
        assert!(output["error"].is_string(), "{output}");
    }
}

/// 3.7 [D], [G]: all iterations run even if some fail; then the task fails, and tells the messages.
#[tokio::test]
async fn failed_iterations_fail_the_task_after_all_have_run() {
    let service = Service::with(|builder| {
        builder
            .outcome(Rule::task("one").iteration(0).fails("boom"))
            .outcome(Rule::task("one").iteration(2).fails("boom"))
            .outcome(Rule::task("one").iteration(3).fails("bang"))
    });
    let run_id = start(
        &service,
        json!([each("[1,2,3,4,5]", 1), task("after", &["each"])]),
    )
    .await;
    service.advance(1000);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(state(&run), "TERMINATED FAILED");
    assert_eq!(stats(&run), [5, 5, 0, 5, 2, 3]);
    let messages = &run["tasks"][0]["for_each_task"]["stats"]["error_message_stats"];
    assert_eq!(
        (&messages[0]["error_message"], &messages[0]["count"]),
        (&json!("boom"), &json!(2))
    );
    assert_eq!(messages[1]["error_message"], "bang");
    let whole = service.run(run_id).await;
    assert_eq!(state(&whole), "INTERNAL_ERROR FAILED");
    assert_eq!(tasks(&whole)[1], "after 0 SKIPPED UPSTREAM_FAILED");
    let failed = id(&run["iterations"][3], "run_id");
    let output = service
        .get(&format!("runs/get-output?run_id={failed}"))
        .await;
    assert_eq!(output["error"], "bang");
}

/// 3.7 [D], 3.10 [D]: retries and time limits are those of the nested task, for each iteration.
#[tokio::test]
async fn iterations_are_retried_and_limited_on_their_own() {
    let service = Service::with(|builder| {
        builder
            .outcome(Rule::task("one").iteration(0).attempt(0).fails("once"))
            .outcome(
                Rule::task("one")
                    .iteration(1)
                    .takes(Duration::from_secs(60)),
            )
    });
    let mut limited = each("[1, 2]", 2);
    let nested = &mut limited["for_each_task"]["task"];
    nested["max_retries"] = json!(1);
    nested["min_retry_interval_millis"] = json!(500);
    nested["timeout_seconds"] = json!(2);
    let run_id = start(&service, json!([limited])).await;
    service.advance(100);
    let run = task_run(&service, run_id, 0).await;
    let first = id(&run["iterations"][0], "run_id");
    assert_eq!(
        iterations(&run),
        ["one 1 WAITING_FOR_RETRY -", "one 0 RUNNING -"]
    );
    assert_eq!(stats(&run), [2, 2, 2, 0, 0, 0]);
    service.advance(500);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(
        iterations(&run),
        ["one 1 TERMINATED SUCCESS", "one 0 RUNNING -"]
    );
    let attempt = service.run(first).await;
    assert_ne!(attempt["original_attempt_run_id"], first);
    service.advance(2000);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(iterations(&run)[1], "one 0 TERMINATED TIMEDOUT");
    assert_eq!(state(&run), "TERMINATED FAILED");
}

/// 3.7 [D]: the first hundred iterations, then the next; all of them once.
#[tokio::test]
async fn iterations_are_read_by_pages() {
    let service = Service::start();
    let inputs = json!((0..230).collect::<Vec<i64>>()).to_string();
    let run_id = start(&service, json!([each(&inputs, 100)])).await;
    service.advance(1000);
    let task_run = id(&service.run(run_id).await["tasks"][0], "run_id");
    let path = format!("runs/get?run_id={task_run}");
    let mut page = service.get(&path).await;
    let mut seen = std::collections::BTreeSet::new();
    let mut sizes = Vec::new();
    loop {
        let ids: Vec<i64> = page["iterations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|iteration| id(iteration, "run_id"))
            .collect();
        sizes.push(ids.len());
        seen.extend(ids);
        match page["next_page_token"].as_str() {
            Some(token) => page = service.get(&format!("{path}&page_token={token}")).await,
            None => break,
        }
    }
    assert_eq!((sizes, seen.len()), (vec![100, 100, 30], 230));
}

/// 3.13 [D], [G]: a cancel stops the iterations that run and begins no others; that of one iteration
/// stops that one.
#[tokio::test]
async fn cancel_of_the_task_and_of_one_iteration() {
    let service = Service::start();
    let run_id = start(&service, json!([each("[1,2,3,4]", 2)])).await;
    service.advance(50);
    let run = task_run(&service, run_id, 0).await;
    let cancel = async |run_id: &Value| {
        service
            .post("runs/cancel", json!({ "run_id": run_id }))
            .await;
    };
    cancel(&run["iterations"][0]["run_id"]).await;
    service.advance(10);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(
        iterations(&run),
        [
            "one 0 TERMINATED CANCELED",
            "one 0 RUNNING -",
            "one 0 PENDING -"
        ]
    );
    cancel(&run["run_id"]).await;
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(state(&run), "TERMINATING -");
    service.advance(10);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(state(&run), "TERMINATED CANCELED");
    assert_eq!(stats(&run), [4, 3, 0, 3, 0, 3]);
    assert_eq!(state(&service.run(run_id).await), "TERMINATED CANCELED");

    // The whole run, while an iteration waits to be retried.
    let service = Service::with(|builder| builder.outcome(Rule::task("one").fails("x")));
    let mut patient = each("[1]", 1);
    patient["for_each_task"]["task"]["max_retries"] = json!(-1);
    patient["for_each_task"]["task"]["min_retry_interval_millis"] = json!(9_000);
    let run_id = start(&service, json!([patient])).await;
    service.advance(150);
    service
        .post("runs/cancel", json!({ "run_id": run_id }))
        .await;
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED CANCELED");
    assert_eq!(tasks(&run), ["each 0 TERMINATED CANCELED"]);
}

/// 3.10 [D]: the for-each task's own limit is for all of its iterations together.
#[tokio::test]
async fn a_limit_of_the_for_each_task_stops_its_iterations() {
    let slow = Rule::task("one").takes(Duration::from_secs(60));
    let service = Service::with(|builder| builder.outcome(slow));
    let mut limited = each("[1,2]", 1);
    limited["timeout_seconds"] = json!(1);
    let run_id = start(&service, json!([limited])).await;
    service.advance(2000);
    let run = task_run(&service, run_id, 0).await;
    assert_eq!(state(&run), "TERMINATED TIMEDOUT");
    assert_eq!(stats(&run), [2, 1, 0, 1, 0, 1]);
}

/// 3.7 [D], 3.9 [D]: a repair runs the failed iterations alone.
#[tokio::test]
async fn a_repair_runs_the_failed_iterations_again() {
    let rule = Rule::task("one").iteration(1).repair_count(0).fails("x");
    let service = Service::with(|builder| builder.outcome(rule));
    let run_id = start(&service, json!([each("[1,2,3]", 3)])).await;
    service.advance(100);
    let before = task_run(&service, run_id, 0).await;
    let body = json!({ "run_id": run_id, "rerun_all_failed_tasks": true });
    service.post("runs/repair", body).await;
    service.advance(100);
    let after = task_run(&service, run_id, 0).await;
    assert_ne!(before["run_id"], after["run_id"]);
    assert_eq!(
        iterations(&after),
        [
            "one 0 TERMINATED SUCCESS",
            "one 1 TERMINATED SUCCESS",
            "one 0 TERMINATED SUCCESS"
        ]
    );
    for kept in [0, 2] {
        let run_id = |run: &Value| id(&run["iterations"][kept], "run_id");
        assert_eq!(run_id(&before), run_id(&after));
    }
    assert_eq!(stats(&after), [3, 3, 0, 3, 3, 0]);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    let ids = run["repair_history"][1]["task_run_ids"].clone();
    assert_eq!(ids, json!([after["run_id"]]));
}

/// 3.9 [G]: inputs that have changed since are gone through again, whatever became of their places.
#[tokio::test]
async fn a_repair_keeps_only_iterations_with_the_same_input() {
    let rule = Rule::task("one").iteration(2).repair_count(0).fails("x");
    let service = Service::with(|builder| builder.outcome(rule));
    let job = json!({
        "parameters": [{ "name": "days", "default": "[1, 2, 3]" }],
        "tasks": [each("{{job.parameters.days}}", 9)],
    });
    let run_id = service.run_now(service.create(job).await).await;
    service.advance(100);
    let before = task_run(&service, run_id, 0).await;
    let repair = async |body: Value| {
        let answer = service.post("runs/repair", body).await;
        service.advance(100);
        id(&answer, "repair_id")
    };
    let repair_id = repair(json!({
        "run_id": run_id, "rerun_tasks": ["each"], "job_parameters": { "days": "[1, 9]" },
    }))
    .await;
    let after = task_run(&service, run_id, 0).await;
    assert_eq!(
        iterations(&after),
        ["one 0 TERMINATED SUCCESS", "one 1 TERMINATED SUCCESS"]
    );
    let ids = |run: &Value| [0, 1].map(|place| id(&run["iterations"][place], "run_id"));
    assert_eq!(ids(&before)[0], ids(&after)[0]);
    assert_ne!(ids(&before)[1], ids(&after)[1]);

    // One that succeeded as a whole and is named runs as a whole.
    repair(json!({
        "run_id": run_id, "rerun_tasks": ["each"], "latest_repair_id": repair_id,
    }))
    .await;
    let again = task_run(&service, run_id, 0).await;
    assert_eq!(
        iterations(&again),
        ["one 1 TERMINATED SUCCESS", "one 2 TERMINATED SUCCESS"]
    );
}

/// 3.6 [D], 3.7 [D]: a nested condition task sees its input.
#[tokio::test]
async fn a_nested_condition_is_decided_for_each_input() {
    let service = Service::start();
    let condition = json!({ "op": "GREATER_THAN", "left": "{{input}}", "right": "1" });
    let tasks = json!([{ "task_key": "each", "for_each_task": {
        "inputs": "[1, 2]",
        "task": { "task_key": "one", "condition_task": condition },
    }}]);
    let run_id = start(&service, tasks).await;
    service.advance(1000);
    let run = task_run(&service, run_id, 0).await;
    let outcome = |place: usize| run["iterations"][place]["condition_task"]["outcome"].clone();
    assert_eq!([outcome(0), outcome(1)], ["false", "true"]);
}

/// 3.7 [D]: what is refused when the job is made. The words are ours.
#[tokio::test]
async fn settings_that_are_refused() {
    let service = Service::start();
    let change = |change: &dyn Fn(&mut Value)| {
        let mut task = each("[]", 1);
        change(&mut task);
        json!({ "tasks": [task] }).to_string()
    };
    for settings in [
        change(&|task| task["max_retries"] = json!(1)),
        change(&|task| task["for_each_task"]["concurrency"] = json!(101)),
        change(&|task| task["for_each_task"]["concurrency"] = json!(0)),
        change(&|task| task["for_each_task"]["task"] = json!({ "task_key": "" })),
        change(&|task| task["for_each_task"]["task"] = each("[]", 1)),
    ] {
        let (status, answer) = service
            .send("POST", "/api/2.2/jobs/create", &settings)
            .await;
        assert_eq!(
            (status, &answer["error_code"]),
            (400, &json!("INVALID_PARAMETER_VALUE")),
            "{settings}"
        );
    }
}
