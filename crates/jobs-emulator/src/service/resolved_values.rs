//! The parameters of a run's tasks after references in them are replaced.

use serde_json::{Map, Value};

use crate::execute::Scope;
use crate::settings;
use crate::store::RunRow;

/// Members of each kind of task in which references are replaced.
const RESOLVED: [(&str, &[&str]); 9] = [
    ("notebook_task", &["base_parameters"]),
    ("spark_python_task", &["parameters"]),
    ("python_wheel_task", &["parameters", "named_parameters"]),
    ("spark_jar_task", &["parameters"]),
    ("spark_submit_task", &["parameters"]),
    ("sql_task", &["parameters"]),
    ("dbt_task", &["commands"]),
    ("run_job_task", &["job_parameters"]),
    ("condition_task", &["left", "right"]),
];

/// Adds `resolved_values` to the tasks of a run.
pub(crate) fn add(view: &mut Map<String, Value>, run: &RunRow, job_settings: &Value) {
    let parameters = settings::effective_parameters(job_settings, &run.request.job_parameters);
    for array in ["tasks", "iterations"] {
        let tasks = view.get_mut(array).and_then(Value::as_array_mut);
        for task in tasks.into_iter().flatten().filter_map(Value::as_object_mut) {
            let run_id = task.get("run_id").and_then(Value::as_i64);
            let position = run_id.and_then(|run_id| run.state.position(run_id));
            let scope = Scope {
                job_id: run.job_id,
                job_name: &run.request.run_name,
                run_id: run.run_id,
                parameters: &parameters,
                state: &run.state,
                attempt: position.map(|position| &run.state.attempts[position]),
            };
            let resolved = Value::Object(resolved(&scope, task));
            task.insert("resolved_values".to_owned(), resolved);
        }
    }
}

fn resolved(scope: &Scope<'_>, task: &Map<String, Value>) -> Map<String, Value> {
    let kinds = RESOLVED.iter().filter_map(|(kind, members)| {
        let task = task.get(*kind)?;
        let values = members.iter().filter_map(|member| {
            let value = task.get(*member)?;
            Some(((*member).to_owned(), scope.resolve_in(value)))
        });
        Some(((*kind).to_owned(), Value::Object(values.collect())))
    });
    kinds.collect()
}
