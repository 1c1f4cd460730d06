//! What the service fills in when settings are read.

use serde_json::{Map, Value, json};

use crate::settings::{self, UNTITLED};

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
    if filled.get("continuous").is_some_and(Value::is_object) {
        filled.insert("max_concurrent_runs".to_owned(), json!(1));
    }
    filled.insert("format".to_owned(), json!("MULTI_TASK"));
    for name in ["schedule", "trigger", "continuous"] {
        if let Some(Value::Object(trigger)) = filled.get_mut(name) {
            fill(trigger, "pause_status", json!("UNPAUSED"));
        }
    }
    if let Some(Value::Array(triggers)) = filled.get_mut("triggers") {
        for trigger in triggers.iter_mut().filter_map(Value::as_object_mut) {
            fill(trigger, "pause_status", json!("UNPAUSED"));
        }
    }
    if settings::continuous(settings).is_some() {
        filled.insert("max_concurrent_runs".to_owned(), json!(1));
    }
    let from_git = filled.get("git_source").is_some_and(Value::is_object);
    if let Some(Value::Array(tasks)) = filled.get_mut("tasks") {
        for task in tasks.iter_mut().filter_map(Value::as_object_mut) {
            fill_task(task, from_git);
        }
    }
    fill_clusters(&mut filled);
    filled
}

/// Adds to shared clusters what the service fills in.
pub(crate) fn fill_clusters(settings: &mut Map<String, Value>) {
    let clusters = settings
        .get_mut("job_clusters")
        .and_then(Value::as_array_mut);
    for cluster in clusters
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        fill_cluster(cluster);
    }
}

/// Adds to a task what the service fills in.
pub(crate) fn fill_task(task: &mut Map<String, Value>, from_git: bool) {
    for (name, default) in [
        ("run_if", json!("ALL_SUCCESS")),
        ("timeout_seconds", json!(0)),
        ("email_notifications", json!({})),
        ("webhook_notifications", json!({})),
    ] {
        fill(task, name, default);
    }
    let source = if from_git { "GIT" } else { "WORKSPACE" };
    for name in ["notebook_task", "dbt_task"] {
        if let Some(Value::Object(spec)) = task.get_mut(name) {
            fill(spec, "source", json!(source));
        }
    }
    if let Some(Value::Object(file)) = task.get_mut("sql_task").and_then(|sql| sql.get_mut("file"))
    {
        fill(file, "source", json!(source));
    }
    if let Some(Value::Object(dbt)) = task.get_mut("dbt_task") {
        fill(dbt, "schema", json!("default"));
    }
    fill_cluster(task);
    let for_each = task.get_mut("for_each_task");
    if let Some(Value::Object(nested)) = for_each.and_then(|each| each.get_mut("task")) {
        fill_task(nested, from_git);
    }
}

/// Adds what the service fills in to the new cluster of a task, or of an element of `job_clusters`.
fn fill_cluster(owner: &mut Map<String, Value>) {
    let Some(Value::Object(cluster)) = owner.get_mut("new_cluster") else {
        return;
    };
    // It is acted upon and not kept.
    cluster.remove("apply_policy_default_values");
    fill(cluster, "data_security_mode", json!("SINGLE_USER"));
    fill(cluster, "enable_elastic_disk", json!(false));
    let is_elsewhere = |name: &str| cluster.get(name).is_some_and(Value::is_object);
    if is_elsewhere("azure_attributes") || is_elsewhere("gcp_attributes") {
        return;
    }
    fill(cluster, "aws_attributes", json!({}));
    if let Some(Value::Object(attributes)) = cluster.get_mut("aws_attributes") {
        fill(attributes, "availability", json!("SPOT_WITH_FALLBACK"));
        fill(attributes, "zone_id", json!("auto"));
    }
}

fn fill(object: &mut Map<String, Value>, name: &str, default: Value) {
    let member = object.entry(name).or_insert(Value::Null);
    if member.is_null() {
        *member = default;
    }
}
