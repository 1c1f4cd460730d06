//! What tasks leave behind that run elsewhere: on SQL warehouses, dashboards, partners' platforms.
//! Nothing runs there, so that it says no more than that all is well.

use serde_json::{Map, Value, json};

use crate::engine::state::Output;
use crate::settings::key;

/// Most bytes of a notebook's result, and of logs.
const MAX_BYTES: usize = 5 * 1024 * 1024;

/// The output of a task that has succeeded, by the member of the answer that it goes into; none for
/// tasks that leave none behind.
pub(super) fn of(task: &Map<String, Value>, output: &Output) -> Option<(&'static str, Value)> {
    let alert_state = output.alert_state.as_deref().unwrap_or("OK");
    let has = |kind: &str| task.get(kind).is_some_and(Value::is_object);
    if let Some(sql) = task.get("sql_task").filter(|sql| sql.is_object()) {
        return Some(("sql_output", of_sql(sql, alert_state)));
    }
    let empty = json!({});
    Some(if has("dbt_task") {
        ("dbt_output", json!({ "artifacts_headers": {} }))
    } else if has("dashboard_task") {
        ("dashboard_output", json!({ "page_snapshots": [] }))
    } else if has("alert_task") {
        ("alert_output", json!({ "alert_state": alert_state }))
    } else if has("clean_rooms_notebook_task") {
        let notebook = json!({ "notebook_output": { "truncated": false } });
        ("clean_rooms_notebook_output", notebook)
    } else if has("dbt_platform_task") {
        ("dbt_platform_output", empty)
    } else if has("dbt_cloud_task") {
        ("dbt_cloud_output", empty)
    } else if has("ai_runtime_task") {
        ("ai_runtime_task_output", empty)
    } else {
        return None;
    })
}

fn of_sql(sql: &Value, alert_state: &str) -> Value {
    let warehouse_id = key(sql, "warehouse_id");
    if sql["alert"].is_object() {
        json!({ "alert_output": { "alert_state": alert_state, "warehouse_id": warehouse_id } })
    } else if sql["dashboard"].is_object() {
        json!({ "dashboard_output": { "warehouse_id": warehouse_id, "widgets": [] } })
    } else {
        json!({ "query_output": { "warehouse_id": warehouse_id, "sql_statements": [] } })
    }
}

/// The beginning of a notebook's result, as much of it as is told.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of logs, as much of them as is told.
pub(super) fn end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(MAX_BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
