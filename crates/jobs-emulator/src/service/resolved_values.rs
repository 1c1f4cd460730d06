//! The parameters of a run's tasks as they were started with them.

use serde_json::{Map, Value};

use crate::execute::what_it_does;
use crate::store::RunRow;

/// Kinds of tasks that have resolved values, with parameters or without.
const KINDS: [&str; 11] = [
    "ai_runtime_task",
    "condition_task",
    "dbt_task",
    "notebook_task",
    "pipeline_task",
    "python_wheel_task",
    "run_job_task",
    "spark_jar_task",
    "spark_python_task",
    "spark_submit_task",
    "sql_task",
];

/// Adds `resolved_values` to those tasks of a run that have been started.
pub(crate) fn add(view: &mut Map<String, Value>, run: &RunRow) {
    for array in ["tasks", "iterations"] {
        let tasks = view.get_mut(array).and_then(Value::as_array_mut);
        for task in tasks.into_iter().flatten() {
            let run_id = task["run_id"].as_i64();
            let position = run_id.and_then(|run_id| run.state.position(run_id));
            let Some(attempt) = position.map(|position| &run.state.attempts[position]) else {
                continue;
            };
            if attempt.started == 0 {
                continue;
            }
            let resolved = match &attempt.resolved_values {
                Some(resolved) => resolved.clone(),
                None => without_parameters(task),
            };
            task["resolved_values"] = resolved;
        }
    }
}

fn without_parameters(task: &Value) -> Value {
    let kind = what_it_does(task).map(|(kind, _)| kind);
    let kind = kind.filter(|kind| KINDS.contains(kind));
    let empty = || Value::Object(Map::new());
    Value::Object(
        kind.map(|kind| (kind.to_owned(), empty()))
            .into_iter()
            .collect(),
    )
}
