//! What runs leave behind: output and export.

mod simulated;

use serde_json::{Map, Value, json};

use super::access::Right;
use super::request::Members;
use super::runs::run_of;
use super::{Answer, Context, ServiceError, run_view};
use crate::engine::state::{Attempt, TaskPhase, TaskResult};
use crate::settings;
use crate::store::LocalOutput;

/// `jobs/runs/get-output`
pub(crate) fn get_output(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::View)?;
    let Some(attempt) = found.only_task_run() else {
        return Err(ServiceError::invalid(
            "Retrieving the output of runs with multiple tasks is not supported. Please retrieve \
             the output of each individual task run instead.",
        ));
    };
    let metadata = match found.task_run() {
        Some(attempt) => run_view::task_run(context, &found.run, attempt)?,
        None => run_view::job_run(context, &found.run, true)?,
    };
    let task = run_view::task_settings(context, &found.run, attempt)?;
    let mut answer = Map::from_iter([("metadata".to_owned(), Value::Object(metadata))]);
    let output = &attempt.output;
    let local = if attempt.is_local {
        let local = context.tables.local_output(attempt.run_id)?;
        Some(local.unwrap_or_default())
    } else {
        None
    };
    if task.contains_key("notebook_task") {
        let value = output.value.as_deref();
        let (result, truncated) = match &local {
            Some(local) => (local.result.as_deref(), local.result_truncated),
            None => {
                let result = value.map(simulated::beginning);
                (result, result != value)
            }
        };
        let mut notebook = json!({ "truncated": truncated });
        if let Some(result) = result {
            notebook["result"] = json!(result);
        }
        answer.insert("notebook_output".to_owned(), notebook);
    }
    let has_logs = ["spark_python_task", "spark_jar_task", "python_wheel_task"];
    if attempt.ended.is_some() && has_logs.iter().any(|kind| task.contains_key(*kind)) {
        let value = output.value.as_deref().unwrap_or_default();
        let (logs, truncated) = match &local {
            Some(local) => (local.logs.as_str(), local.logs_truncated),
            None => {
                let logs = simulated::end(value);
                (logs, logs.len() < value.len())
            }
        };
        answer.insert("logs".to_owned(), json!(logs));
        answer.insert("logs_truncated".to_owned(), json!(truncated));
    }
    if attempt.result == Some(TaskResult::Success)
        && let Some((member, output)) = simulated::of(&task, output)
    {
        answer.insert(member.to_owned(), output);
    }
    if let Some(run_id) = output.job_run {
        answer.insert("run_job_output".to_owned(), json!({ "run_id": run_id }));
    }
    for (name, text) in [
        ("error", &output.error),
        ("error_trace", &output.error_trace),
    ] {
        if let Some(text) = text {
            answer.insert(name.to_owned(), json!(text));
        }
    }
    Ok(Value::Object(answer))
}

/// `jobs/runs/export`
pub(crate) fn export(context: &mut Context<'_>, request: &Members) -> Answer {
    let found = run_of(context, request, Right::View)?;
    let Some(attempt) = found.only_task_run() else {
        return Err(ServiceError::invalid(
            "Exporting runs with multiple tasks is not supported. Please export each individual \
             task run instead.",
        ));
    };
    let task = run_view::task_settings(context, &found.run, attempt)?;
    let path = task
        .get("notebook_task")
        .map(|task| settings::key(task, "notebook_path"));
    let Some(path) = path else {
        return Err(ServiceError::invalid(
            "Only runs of notebook tasks can be exported.",
        ));
    };
    let views = match request.text("views_to_export")?.unwrap_or("CODE") {
        "CODE" | "ALL" => {
            let name = path.rsplit('/').next().unwrap_or(path);
            let local = context.tables.local_output(attempt.run_id)?;
            let content = notebook_html(path, attempt, &local.unwrap_or_default());
            json!([{ "name": name, "type": "NOTEBOOK", "content": content }])
        }
        "DASHBOARDS" => json!([]),
        other => {
            let message = format!("Invalid views_to_export {other}.");
            return Err(ServiceError::invalid(message));
        }
    };
    Ok(json!({ "views": views }))
}

/// What a notebook looks like in an export: its path and what it left behind.
fn notebook_html(path: &str, attempt: &Attempt, local: &LocalOutput) -> String {
    let state = match attempt.phase {
        TaskPhase::Terminated => "ended",
        _ => "active",
    };
    let output = &attempt.output;
    let value = local.result.as_deref().or(output.value.as_deref());
    let result = value.or(output.error.as_deref());
    format!(
        "<!DOCTYPE html><html><head><title>{path}</title></head><body><h1>{path}</h1>\
         <p>Task {key}, run {run_id}, {state}</p><pre>{logs}</pre><pre>{result}</pre></body></html>",
        path = escape(path),
        key = escape(&attempt.task_key),
        run_id = attempt.run_id,
        logs = escape(&local.logs),
        result = escape(result.unwrap_or_default()),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
