//! 1.1: limits and what is required, at the root of settings.

use serde_json::{Value, json};

use super::many;
use crate::common::task;

pub(super) fn table() -> Vec<(Value, String)> {
    let clusters = many(
        101,
        |number| json!({ "job_cluster_key": format!("k{number}") }),
    );
    let environments = many(
        11,
        |number| json!({ "environment_key": format!("e{number}") }),
    );
    let sets = many(
        11,
        |number| json!({ "environment_variables_key": format!("v{number}") }),
    );
    let variables = |name: &str, value: String| {
        json!({ "environment_variables": [
            { "environment_variables_key": "v", "spec": { "variables": { name: value } } },
        ]})
    };
    let tags: Value = many(26, |number| (number.to_string(), json!("")))
        .into_iter()
        .collect();
    let ids = json!([{ "id": "1" }, { "id": "2" }, { "id": "3" }, { "id": "4" }]);
    let rule = json!({ "metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 1 });
    let without = |member: &str| {
        let mut rule = rule.clone();
        rule.as_object_mut().map(|rule| rule.remove(member));
        json!({ "health": { "rules": [rule] } })
    };
    let table = [
        (
            json!({ "name": "é".repeat(2049) }),
            "Invalid settings.name - it has 4098 bytes, and has to have no more than 4096.",
        ),
        (
            json!({ "description": "x".repeat(27_701) }),
            "Invalid settings.description - it has 27701 characters, and has to have no more than 27700.",
        ),
        (
            json!({ "tasks": many(1001, |number| task(&format!("t{number}"), &[])) }),
            "Invalid settings.tasks - it has 1001 elements, and has to have no more than 1000.",
        ),
        (
            json!({ "job_clusters": clusters }),
            "Invalid settings.job_clusters - it has 101 elements, and has to have no more than 100.",
        ),
        (
            json!({ "job_clusters": [{}] }),
            "Missing required field: settings.job_clusters.job_cluster_key.",
        ),
        (
            json!({ "job_clusters": [{ "job_cluster_key": "k" }, { "job_cluster_key": "k" }] }),
            "Duplicate job_cluster_key 'k' in settings.job_clusters.",
        ),
        (
            json!({ "job_clusters": [{ "job_cluster_key": "k", "new_cluster": { "libraries": [] } }] }),
            "Job cluster 'k' has libraries: they have to be set on the tasks that use it.",
        ),
        (
            json!({ "environments": environments }),
            "Invalid settings.environments - it has 11 elements, and has to have no more than 10.",
        ),
        (
            json!({ "environments": [{ "environment_key": "" }] }),
            "Missing required field: settings.environments.environment_key.",
        ),
        (
            json!({ "environments": [{ "environment_key": "e" }, { "environment_key": "e" }] }),
            "Duplicate environment_key 'e' in settings.environments.",
        ),
        (
            json!({ "environment_variables": sets }),
            "Invalid settings.environment_variables - it has 11 elements, and has to have no more than 10.",
        ),
        (
            json!({ "environment_variables": [{ "environment_variables_key": "v", "spec": { "files": ["1", "2", "3", "4", "5", "6"] } }] }),
            "Invalid settings.environment_variables.spec.files - it has 6 elements, and has to have no more than 5.",
        ),
        (
            json!({ "environment_variables": [{ "environment_variables_key": "v", "spec": { "variables": many(21, |number| (format!("v{number}"), json!(""))).into_iter().collect::<Value>() } }] }),
            "Invalid settings.environment_variables.spec.variables - it has 21 entries, and has to have no more than 20.",
        ),
        (
            variables("1a", String::new()),
            "Invalid environment variable '1a' - its name has 1 to 256 letters, digits and '_', and begins with no digit.",
        ),
        (
            variables("a", "x".repeat(513)),
            "Invalid value of environment variable 'a' - it has 513 characters, and has to have no more than 512.",
        ),
        (
            json!({ "parameters": [{ "name": "a b", "default": "" }] }),
            "Invalid settings.parameters.name 'a b' - it has to match ^[A-Za-z0-9_.-]+$",
        ),
        (
            json!({ "parameters": [{ "name": "a" }] }),
            "Missing required field: settings.parameters.default.",
        ),
        (
            json!({ "parameters": [{ "default": "a" }] }),
            "Missing required field: settings.parameters.name.",
        ),
        (
            json!({ "parameters": [{ "name": "a", "default": "" }, { "name": "a", "default": "" }] }),
            "Duplicate name 'a' in settings.parameters.",
        ),
        (
            json!({ "tags": tags }),
            "Invalid settings.tags - it has 26 entries, and has to have no more than 25.",
        ),
        (
            json!({ "max_concurrent_runs": -1 }),
            "Invalid settings.max_concurrent_runs -1 - it has to be no less than 0.",
        ),
        (
            json!({ "max_concurrent_runs": 1001 }),
            "Invalid settings.max_concurrent_runs 1001 - it has to be no more than 1000.",
        ),
        (
            json!({ "timeout_seconds": -1 }),
            "Invalid settings.timeout_seconds -1 - it has to be no less than 0.",
        ),
        (
            json!({ "webhook_notifications": { "on_start": ids } }),
            "Invalid settings.webhook_notifications.on_start - it has 4 elements, and has to have no more than 3.",
        ),
        (
            json!({ "webhook_notifications": { "on_failure": [{}] } }),
            "Missing required field: settings.webhook_notifications.on_failure.id.",
        ),
        (
            without("metric"),
            "Missing required field: settings.health.rules.metric.",
        ),
        (
            without("op"),
            "Missing required field: settings.health.rules.op.",
        ),
        (
            without("value"),
            "Missing required field: settings.health.rules.value.",
        ),
        (
            json!({ "health": { "rules": [{ "metric": "RUN_DURATION_SECONDS", "op": "LESS_THAN", "value": 1 }] } }),
            "Invalid settings.health.rules.op 'LESS_THAN' - it has to be one of: GREATER_THAN.",
        ),
        (
            json!({ "run_as": { "user_name": "a", "service_principal_name": "b" } }),
            "Exactly one of user_name, service_principal_name, group_name has to be set in run_as, found user_name and service_principal_name.",
        ),
        (
            json!({ "run_as": {} }),
            "Exactly one of user_name, service_principal_name, group_name has to be set in run_as, found none.",
        ),
        (
            json!({ "duration_target": "4h", "performance_target": "STANDARD" }),
            "duration_target can only be set with performance_target COST_OPTIMIZED.",
        ),
        (
            json!({ "queue": {} }),
            "Missing required field: settings.queue.enabled.",
        ),
    ];
    table
        .map(|(settings, message)| (settings, message.to_owned()))
        .into()
}
