//! 1.1: members of every task, and what they refer to.

use serde_json::{Value, json};

use super::{notebook, one};
use crate::common::task;

pub(super) fn table() -> Vec<(Value, String)> {
    let on = |dependency: Value| {
        let mut other = task("b", &[]);
        other["depends_on"] = json!([dependency]);
        json!({ "tasks": [task("a", &[]), other] })
    };
    let mut python = json!({ "spark_python_task": { "python_file": "/a.py" } });
    let serverless = one(python.clone());
    python["environment_key"] = json!("e");
    let table = [
        (
            json!({ "tasks": [{}] }),
            "Missing required field: settings.tasks.task_key.",
        ),
        (
            json!({ "tasks": [{ "task_key": "" }] }),
            "Missing required field: settings.tasks.task_key.",
        ),
        (
            json!({ "tasks": [task("a b", &[])] }),
            "Invalid settings.tasks.task_key 'a b' - it has to match ^[A-Za-z0-9_-]+$",
        ),
        (
            json!({ "tasks": [task(&"a".repeat(101), &[])] }),
            "Invalid settings.tasks.task_key - it has 101 characters, and has to have no more than 100.",
        ),
        (
            json!({ "tasks": [task("a", &[]), task("a", &[])] }),
            "Duplicate task key 'a'.",
        ),
        (
            notebook(json!({ "description": "x".repeat(1001) })),
            "Invalid settings.tasks.description - it has 1001 characters, and has to have no more than 1000.",
        ),
        (
            on(json!({})),
            "Missing required field: settings.tasks.depends_on.task_key",
        ),
        (
            on(json!({ "task_key": "b" })),
            "Invalid dependency graph, task 'b' can not reference itself.",
        ),
        (
            on(json!({ "task_key": "x" })),
            "Invalid dependency graph, task 'b' depends on unknown task 'x'.",
        ),
        (
            on(json!({ "task_key": "a", "outcome": "true" })),
            "Invalid dependency graph, task 'b' depends on an outcome of task 'a', which is not a condition_task.",
        ),
        (
            json!({ "tasks": [task("a", &["b"]), task("b", &["a"])] }),
            "Invalid dependency graph, task 'a' is part of a cycle.",
        ),
        (
            notebook(json!({ "run_if": "SOMETIMES" })),
            "Invalid settings.tasks.run_if 'SOMETIMES' - it has to be one of: ALL_SUCCESS,AT_LEAST_ONE_SUCCESS,NONE_FAILED,ALL_DONE,AT_LEAST_ONE_FAILED,ALL_FAILED.",
        ),
        (
            notebook(json!({ "max_retries": -2 })),
            "Invalid settings.tasks.max_retries -2 - it has to be no less than -1.",
        ),
        (
            notebook(json!({ "timeout_seconds": -1 })),
            "Invalid settings.tasks.timeout_seconds -1 - it has to be no less than 0.",
        ),
        (
            notebook(json!({ "existing_cluster_id": "c", "new_cluster": {} })),
            "Only one of existing_cluster_id, new_cluster, job_cluster_key can be set for task 'a', found existing_cluster_id and new_cluster.",
        ),
        (
            notebook(json!({ "job_cluster_key": "k" })),
            "Task 'a' refers to job_cluster_key 'k', which is not in settings.job_clusters.",
        ),
        (
            notebook(json!({ "environment_key": "e" })),
            "Task 'a' refers to environment_key 'e', which is not in settings.environments.",
        ),
        (
            notebook(json!({ "environment_variables_key": "v" })),
            "Task 'a' refers to environment_variables_key 'v', which is not in settings.environment_variables.",
        ),
        (
            serverless,
            "Task 'a' is a spark_python_task without a cluster: it needs an environment_key.",
        ),
        (
            one(python),
            "Task 'a' refers to environment_key 'e', which is not in settings.environments.",
        ),
        (
            one(json!({})),
            "Task 'a' has to have exactly one task type, found none.",
        ),
        (
            notebook(json!({ "sql_task": { "warehouse_id": "w" } })),
            "Task 'a' has to have exactly one task type, found notebook_task and sql_task.",
        ),
        (
            notebook(json!({ "webhook_notifications": { "on_start": [{}] } })),
            "Missing required field: settings.tasks.webhook_notifications.on_start.id.",
        ),
    ];
    table
        .map(|(settings, message)| (settings, message.to_owned()))
        .into()
}
