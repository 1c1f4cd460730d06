//! What tasks leave behind, by their type.

use jobs_emulator::Rule;
use serde_json::{Value, json};

use crate::common::{Service, id};

const LIMIT: usize = 5 * 1024 * 1024;

async fn output(service: &Service, mut task: Value) -> Value {
    task["task_key"] = json!("a");
    let answer = service
        .post("runs/submit", json!({ "tasks": [task] }))
        .await;
    service.advance(1000);
    let run = service.run(id(&answer, "run_id")).await;
    let run_id = id(&run["tasks"][0], "run_id");
    let mut output = service
        .get(&format!("runs/get-output?run_id={run_id}"))
        .await;
    assert_eq!(output["metadata"]["run_id"], run_id);
    output
        .as_object_mut()
        .map(|output| output.remove("metadata"));
    output
}

/// 1.10: the member of the answer that each type of task has; those that leave nothing behind have
/// none.
#[tokio::test]
async fn outputs_by_the_type_of_the_task() {
    let service = Service::start();
    let other = service.create(json!({})).await;
    let sql = |kind: &str, spec: Value| json!({ "sql_task": { "warehouse_id": "w", kind: spec } });
    let nested = json!({ "task_key": "n", "notebook_task": { "notebook_path": "/n" } });
    let table = [
        (
            json!({ "notebook_task": { "notebook_path": "/a" } }),
            json!({ "notebook_output": { "truncated": false } }),
        ),
        (
            json!({ "spark_jar_task": { "main_class_name": "A" } }),
            json!({ "logs": "", "logs_truncated": false }),
        ),
        (
            sql("query", json!({ "query_id": "q" })),
            json!({ "sql_output": { "query_output": { "warehouse_id": "w", "sql_statements": [] } } }),
        ),
        (
            sql("alert", json!({ "alert_id": "q" })),
            json!({ "sql_output": { "alert_output": { "warehouse_id": "w", "alert_state": "OK" } } }),
        ),
        (
            sql("dashboard", json!({ "dashboard_id": "q" })),
            json!({ "sql_output": { "dashboard_output": { "warehouse_id": "w", "widgets": [] } } }),
        ),
        (
            json!({ "dbt_task": { "commands": ["dbt run"] }, "existing_cluster_id": "c" }),
            json!({ "dbt_output": { "artifacts_headers": {} } }),
        ),
        (
            json!({ "dashboard_task": { "dashboard_id": "d" } }),
            json!({ "dashboard_output": { "page_snapshots": [] } }),
        ),
        (
            json!({ "alert_task": {} }),
            json!({ "alert_output": { "alert_state": "OK" } }),
        ),
        (
            json!({ "clean_rooms_notebook_task": { "clean_room_name": "c", "notebook_name": "n" } }),
            json!({ "clean_rooms_notebook_output": { "notebook_output": { "truncated": false } } }),
        ),
        (
            json!({ "dbt_platform_task": {} }),
            json!({ "dbt_platform_output": {} }),
        ),
        (
            json!({ "pipeline_task": { "pipeline_id": "p" } }),
            json!({}),
        ),
        (
            json!({ "condition_task": { "op": "EQUAL_TO", "left": "1", "right": "1" } }),
            json!({}),
        ),
        (
            json!({ "for_each_task": { "inputs": "[1]", "task": nested } }),
            json!({}),
        ),
    ];
    for (task, expected) in table {
        assert_eq!(output(&service, task.clone()).await, expected, "{task}");
    }
    let of_job = output(&service, json!({ "run_job_task": { "job_id": other } })).await;
    assert!(of_job["run_job_output"]["run_id"].is_i64(), "{of_job}");
}

/// 1.10: of a result the first 5 MB are told, of logs the last; characters stay whole.
#[tokio::test]
async fn outputs_are_cut_at_5_mb() {
    let long = format!("{}éend", "x".repeat(LIMIT - 1));
    let service = Service::with(|builder| builder.outcome(Rule::task("a").output(long.clone())));
    let notebook = output(
        &service,
        json!({ "notebook_task": { "notebook_path": "/a" } }),
    )
    .await;
    assert_eq!(notebook["notebook_output"]["truncated"], true);
    let result = notebook["notebook_output"]["result"].as_str().unwrap();
    assert_eq!(result, "x".repeat(LIMIT - 1));
    let jar = output(
        &service,
        json!({ "spark_jar_task": { "main_class_name": "A" } }),
    )
    .await;
    assert_eq!(jar["logs_truncated"], true);
    let logs = jar["logs"].as_str().unwrap();
    assert!(logs.len() == LIMIT && logs.ends_with("xéend"));
}
