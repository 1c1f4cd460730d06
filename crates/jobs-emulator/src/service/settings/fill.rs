//! What the service fills in when settings are read.

use serde_json::{Map, Value, json};

use crate::settings::UNTITLED;

/// The settings as they are read: with what the service fills in.
pub(crate) fn filled(settings: &Value) -> Map<String, Value> {
    let mut filled = settings.as_object().cloned().unwrap_or_default();
    for (name, default) in [
        ("name", json!(UNTITLED)),
        ("email_notifications", json!({})),
        ("webhook_notifications", json!({})),
        ("timeout_seconds", json!(0)),
        ("max_concurrent_runs", json!(1)),
    ] {
        fill(&mut filled, name, default);
    }
    filled.insert("format".to_owned(), json!("MULTI_TASK"));
    for name in ["schedule", "trigger", "continuous"] {
        if let Some(Value::Object(trigger)) = filled.get_mut(name) {
            fill(trigger, "pause_status", json!("UNPAUSED"));
        }
    }
    let from_git = filled.get("git_source").is_some_and(Value::is_object);
    if let Some(Value::Array(tasks)) = filled.get_mut("tasks") {
        for task in tasks.iter_mut().filter_map(Value::as_object_mut) {
            fill_task(task, from_git);
        }
    }
    filled
}

/// Adds to a task what the service fills in.
pub(crate) fn fill_task(task: &mut Map<String, Value>, from_git: bool) {
    fill(task, "run_if", json!("ALL_SUCCESS"));
    fill(task, "timeout_seconds", json!(0));
    fill(task, "email_notifications", json!({}));
    let source = if from_git { "GIT" } else { "WORKSPACE" };
    for name in ["notebook_task", "dbt_task"] {
        if let Some(Value::Object(spec)) = task.get_mut(name) {
            fill(spec, "source", json!(source));
        }
    }
    if let Some(Value::Object(dbt)) = task.get_mut("dbt_task") {
        fill(dbt, "schema", json!("default"));
    }
}

fn fill(object: &mut Map<String, Value>, name: &str, default: Value) {
    let member = object.entry(name).or_insert(Value::Null);
    if member.is_null() {
        *member = default;
    }
}
