//! 1.1: what types of tasks demand.

use serde_json::{Value, json};

use super::{many, one};
use crate::common::task;

pub(super) fn table() -> Vec<(Value, String)> {
    let missing = [
        ("notebook_task", "notebook_path", json!({})),
        ("spark_python_task", "python_file", json!({})),
        ("spark_jar_task", "main_class_name", json!({})),
        ("spark_submit_task", "parameters", json!({})),
        (
            "python_wheel_task",
            "package_name",
            json!({ "entry_point": "e" }),
        ),
        (
            "python_wheel_task",
            "entry_point",
            json!({ "package_name": "p" }),
        ),
        ("pipeline_task", "pipeline_id", json!({})),
        (
            "sql_task",
            "warehouse_id",
            json!({ "query": { "query_id": "q" } }),
        ),
        (
            "sql_task",
            "query.query_id",
            json!({ "warehouse_id": "w", "query": {} }),
        ),
        (
            "sql_task",
            "file.path",
            json!({ "warehouse_id": "w", "file": {} }),
        ),
        (
            "sql_task",
            "alert.alert_id",
            json!({ "warehouse_id": "w", "alert": {} }),
        ),
        (
            "sql_task",
            "dashboard.dashboard_id",
            json!({ "warehouse_id": "w", "dashboard": {} }),
        ),
        ("dbt_task", "commands", json!({})),
        ("run_job_task", "job_id", json!({})),
        (
            "condition_task",
            "left",
            json!({ "op": "EQUAL_TO", "right": "" }),
        ),
        ("condition_task", "op", json!({ "left": "", "right": "" })),
        (
            "condition_task",
            "right",
            json!({ "op": "EQUAL_TO", "left": "" }),
        ),
        ("for_each_task", "inputs", json!({ "task": {} })),
        ("for_each_task", "task", json!({ "inputs": "[]" })),
        (
            "for_each_task",
            "task.task_key",
            json!({ "inputs": "[]", "task": {} }),
        ),
        ("dashboard_task", "dashboard_id", json!({})),
        (
            "clean_rooms_notebook_task",
            "clean_room_name",
            json!({ "notebook_name": "n" }),
        ),
        ("gen_ai_compute_task", "dl_runtime_image", json!({})),
        (
            "ai_runtime_task",
            "experiment",
            json!({ "deployments": [] }),
        ),
    ];
    let missing = missing.map(|(kind, member, spec)| {
        let message = format!("Missing required field: settings.tasks.{kind}.{member}.");
        (one(json!({ kind: spec })), message)
    });
    let dbt = |members: Value| {
        let mut task = json!({ "commands": ["dbt run"] });
        if let (Value::Object(task), Value::Object(members)) = (&mut task, members) {
            task.extend(members);
        }
        one(json!({ "dbt_task": task, "existing_cluster_id": "c" }))
    };
    let condition = |member: &str, value: Value| {
        one(json!({
            "condition_task": { "op": "EQUAL_TO", "left": "1", "right": "1" }, member: value,
        }))
    };
    let for_each = |members: Value, nested: Value| {
        let mut task = json!({ "inputs": "[]", "task": nested });
        if let (Value::Object(task), Value::Object(members)) = (&mut task, members) {
            task.extend(members);
        }
        json!({ "for_each_task": task })
    };
    let nested = task("n", &[]);
    let inner = json!({ "task_key": "n", "for_each_task": { "inputs": "[]", "task": nested } });
    let mut retried = for_each(json!({}), nested.clone());
    retried["max_retries"] = json!(1);
    let wheel = json!({ "package_name": "p", "entry_point": "e", "parameters": ["1"], "named_parameters": { "a": "1" } });
    let large: Value = many(2, |number| (number.to_string(), json!("x".repeat(600_000))))
        .into_iter()
        .collect();
    let rules = [
        (
            one(json!({ "notebook_task": { "notebook_path": "a" } })),
            "Task 'a': notebook_path 'a' has to be absolute, for it is in the workspace.",
        ),
        (
            one(json!({ "notebook_task": { "notebook_path": "/a", "source": "GIT" } })),
            "Task 'a': notebook_path '/a' has to be relative, for it is in a repository.",
        ),
        (
            one(json!({ "notebook_task": { "notebook_path": "/a", "base_parameters": large } })),
            "Task 'a': base_parameters takes 1200015 bytes as JSON - it can have no more than 1048576.",
        ),
        (
            one(
                json!({ "spark_python_task": { "python_file": "/a", "parameters": ["é"] }, "existing_cluster_id": "c" }),
            ),
            "Task 'a': parameters can only have ASCII characters.",
        ),
        (
            one(json!({ "python_wheel_task": wheel, "existing_cluster_id": "c" })),
            "Task 'a': only one of parameters, named_parameters can be set, found parameters and named_parameters.",
        ),
        (
            one(json!({ "spark_submit_task": { "parameters": [] }, "existing_cluster_id": "c" })),
            "Task 'a' is a spark_submit_task: it can only run on a new cluster.",
        ),
        (
            one(
                json!({ "pipeline_task": { "pipeline_id": "p", "parameters": { "a": "x".repeat(10_000) } } }),
            ),
            "Task 'a': parameters of the pipeline have 10001 characters, and have to have no more than 10000.",
        ),
        (
            one(json!({ "sql_task": { "warehouse_id": "w" } })),
            "Task 'a': exactly one of query, dashboard, alert, file has to be set in sql_task, found none.",
        ),
        (
            one(
                json!({ "sql_task": { "warehouse_id": "w", "query": { "query_id": "q" }, "file": { "path": "p" } } }),
            ),
            "Task 'a': exactly one of query, dashboard, alert, file has to be set in sql_task, found query and file.",
        ),
        (
            dbt(json!({ "commands": [] })),
            "Invalid settings.tasks.dbt_task.commands - it has 0 elements, and has to have no less than 1.",
        ),
        (
            dbt(json!({ "commands": many(11, |_| "dbt run") })),
            "Invalid settings.tasks.dbt_task.commands - it has 11 elements, and has to have no more than 10.",
        ),
        (
            dbt(json!({ "commands": ["dbtx run"] })),
            "Task 'a': commands of a dbt_task have to begin with 'dbt'.",
        ),
        (
            dbt(json!({ "warehouse_id": "w", "profiles_directory": "p" })),
            "Task 'a': only one of warehouse_id, profiles_directory can be set in dbt_task, found warehouse_id and profiles_directory.",
        ),
        (
            dbt(json!({ "catalog": "c" })),
            "Task 'a': catalog of a dbt_task needs a warehouse_id.",
        ),
        (
            one(json!({ "condition_task": { "op": "LIKE", "left": "1", "right": "1" } })),
            "Invalid settings.tasks.condition_task.op 'LIKE' - it has to be one of: EQUAL_TO,NOT_EQUAL,GREATER_THAN,GREATER_THAN_OR_EQUAL,LESS_THAN,LESS_THAN_OR_EQUAL.",
        ),
        (
            condition("existing_cluster_id", json!("c")),
            "Task 'a': a condition_task takes no existing_cluster_id.",
        ),
        (
            condition("max_retries", json!(1)),
            "Task 'a': a condition_task takes no max_retries.",
        ),
        (
            condition("email_notifications", json!({ "on_start": ["a@b.c"] })),
            "Task 'a': a condition_task takes no email_notifications.",
        ),
        (
            one(for_each(json!({ "concurrency": 101 }), nested.clone())),
            "Invalid settings.tasks.for_each_task.concurrency 101 - it has to be no more than 100.",
        ),
        (
            one(for_each(json!({ "concurrency": 0 }), nested)),
            "Invalid settings.tasks.for_each_task.concurrency 0 - it has to be no less than 1.",
        ),
        (
            one(retried),
            "Task 'a' is a for_each_task: retries and libraries belong to its nested task.",
        ),
        (
            one(for_each(json!({}), inner)),
            "Task 'a' is a for_each_task: its nested task cannot be one as well.",
        ),
        (
            one(for_each(json!({}), json!({ "task_key": "n" }))),
            "Task 'n' has to have exactly one task type, found none.",
        ),
        (
            one(for_each(
                json!({}),
                json!({ "task_key": "n", "notebook_task": {} }),
            )),
            "Missing required field: settings.tasks.for_each_task.task.notebook_task.notebook_path.",
        ),
        (
            one(for_each(
                json!({}),
                json!({ "task_key": "n", "notebook_task": { "notebook_path": "/a" }, "job_cluster_key": "k" }),
            )),
            "Task 'n' refers to job_cluster_key 'k', which is not in settings.job_clusters.",
        ),
        (
            one(json!({ "ai_runtime_task": { "experiment": "e", "deployments": [] } })),
            "Invalid settings.tasks.ai_runtime_task.deployments - it has 0 elements, and has to have no less than 1.",
        ),
    ];
    let rules = rules.map(|(settings, message)| (settings, message.to_owned()));
    missing.into_iter().chain(rules).collect()
}
