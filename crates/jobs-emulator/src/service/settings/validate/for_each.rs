//! Rules of for-each tasks.

use serde_json::Value;

use crate::settings::key;

/// Checks a task if it is a for-each task, and gives the one that is nested in it.
pub(super) fn check(task: &Value) -> Result<Option<&Value>, String> {
    let for_each = &task["for_each_task"];
    if !for_each.is_object() {
        return Ok(None);
    }
    let own = key(task, "task_key");
    let retries = task["max_retries"].as_i64().unwrap_or(0);
    if retries != 0 || task["libraries"].is_array() {
        return Err(format!(
            "Task '{own}' is a for_each_task: retries and libraries belong to its nested task."
        ));
    }
    let nested = &for_each["task"];
    if nested["for_each_task"].is_object() {
        return Err(format!(
            "Task '{own}' is a for_each_task: its nested task cannot be one as well."
        ));
    }
    Ok(Some(nested))
}
