//! The single-task form of settings, in which the members of the only task stand at the root.
//!
//! It is how jobs of version 2.0 look. Settings are stored with a list of tasks all the same, so
//! that nothing but this file knows the form; `format` marks those that came in it.

use serde_json::{Map, Value, json};

use super::ServiceError;
use super::version::ApiVersion;
use crate::settings::{self, SINGLE_TASK, UNTITLED};

/// Members of a task that stand at the root beside the one that says what it does.
const OF_TASK: [&str; 7] = [
    "existing_cluster_id",
    "libraries",
    "max_retries",
    "min_retry_interval_millis",
    "new_cluster",
    "retry_on_timeout",
    "timeout_seconds",
];

/// What a task of each kind cannot do without, where it stands at the root.
const REQUIRED: [(&str, &str); 6] = [
    ("notebook_task", "notebook_path"),
    ("spark_jar_task", "main_class_name"),
    ("spark_python_task", "python_file"),
    ("python_wheel_task", "package_name"),
    ("python_wheel_task", "entry_point"),
    ("pipeline_task", "pipeline_id"),
];

/// Whether settings are in the single-task form.
pub(super) fn is_form(document: &Map<String, Value>) -> bool {
    let has_tasks = document.get("tasks").and_then(Value::as_array);
    has_tasks.is_none_or(Vec::is_empty) && kind(document).is_some()
}

/// Turns the single-task form into a list of one task, which has this key; without one, that of
/// their name. Tells whether it was that form.
pub(super) fn gather(
    document: &mut Map<String, Value>,
    key: Option<&str>,
) -> Result<bool, ServiceError> {
    if !is_form(document) {
        return Ok(false);
    }
    check(document)?;
    let of_task = |name: &String| is_kind(name) || OF_TASK.contains(&name.as_str());
    let names: Vec<String> = document
        .keys()
        .filter(|name| of_task(name))
        .cloned()
        .collect();
    let mut task = Map::new();
    let name = document.get("name").and_then(Value::as_str);
    let key = key.map_or_else(|| task_key(name.unwrap_or_default()), str::to_owned);
    task.insert("task_key".to_owned(), json!(key));
    for name in names {
        if let Some(value) = document.remove(&name) {
            task.insert(name, value);
        }
    }
    document.insert("tasks".to_owned(), json!([task]));
    Ok(true)
}

/// Turns a list of one task into the single-task form.
pub(super) fn spread(settings: &mut Map<String, Value>) {
    let Some(Value::Array(mut tasks)) = settings.remove("tasks") else {
        return;
    };
    let Some(Value::Object(task)) = tasks.pop() else {
        return;
    };
    for (name, value) in task {
        if is_kind(&name) || OF_TASK.contains(&name.as_str()) {
            settings.insert(name, value);
        }
    }
}

/// The key of the only task of stored settings that came in the single-task form.
pub(super) fn key_of(settings: &Value) -> Option<&str> {
    let key = settings["tasks"][0]["task_key"].as_str();
    key.filter(|_| settings::is_single_task(settings))
}

/// Stored settings in the form in which this change speaks of them.
pub(super) fn changeable(
    settings: &Value,
    remove: &[String],
    new: &Map<String, Value>,
) -> Map<String, Value> {
    let mut changeable = settings.as_object().cloned().unwrap_or_default();
    let names_tasks = |field: &String| field.split('/').next() == Some("tasks");
    if is_form(new) {
        // The new task goes into the place of all others.
        if !settings::is_single_task(settings) {
            changeable.remove("tasks");
            changeable.remove("job_clusters");
        }
        spread(&mut changeable);
    } else if settings::is_single_task(settings)
        && !new.contains_key("tasks")
        && !remove.iter().any(names_tasks)
    {
        spread(&mut changeable);
    }
    changeable
}

/// Brings settings, filled in, into the form in which a version of the API shows them.
pub(super) fn show(settings: &mut Map<String, Value>, single_task: bool, version: ApiVersion) {
    if single_task && version.tells_form() {
        settings.insert("format".to_owned(), json!(SINGLE_TASK));
    }
    if version.shows_tasks() {
        return;
    }
    if single_task {
        spread(settings);
    }
    for name in ["tasks", "job_clusters"] {
        settings.remove(name);
    }
}

/// Brings a run into the form in which a version of the API shows it.
pub(super) fn show_run(view: &mut Map<String, Value>, single_task: bool, version: ApiVersion) {
    let task = view.get("tasks").and_then(|tasks| tasks.get(0)).cloned();
    if !version.shows_tasks() {
        for name in ["tasks", "iterations", "job_clusters"] {
            view.remove(name);
        }
    }
    let Some(Value::Object(task)) = task.filter(|_| single_task) else {
        return;
    };
    let parts = |wanted: fn(&str) -> bool| -> Map<String, Value> {
        let members = task.iter().filter(|(name, _)| wanted(name));
        let members = members.map(|(name, value)| (name.clone(), value.clone()));
        members.collect()
    };
    let cluster = |name: &str| matches!(name, "existing_cluster_id" | "libraries" | "new_cluster");
    view.insert("cluster_spec".to_owned(), Value::Object(parts(cluster)));
    if let Some(instance) = task.get("cluster_instance") {
        view.insert("cluster_instance".to_owned(), instance.clone());
    }
    if version.tells_form() {
        view.insert("format".to_owned(), json!(SINGLE_TASK));
    }
    if !version.shows_tasks() {
        view.insert("task".to_owned(), Value::Object(parts(is_kind)));
    }
}

/// The member that says what the task at the root does.
fn kind(document: &Map<String, Value>) -> Option<&str> {
    let mut kinds = document
        .iter()
        .filter(|(name, value)| is_kind(name) && !value.is_null());
    kinds.next().map(|(name, _)| name.as_str())
}

fn is_kind(name: &str) -> bool {
    name.ends_with("_task")
}

/// Refuses what the service refuses in this form, in its words for it.
fn check(document: &Map<String, Value>) -> Result<(), ServiceError> {
    let has = |name: &str| document.get(name).is_some_and(|value| !value.is_null());
    if has("job_clusters") || has("job_cluster_key") {
        let message = "Shared job cluster feature is only supported in multi-task jobs.";
        return Err(ServiceError::invalid(message));
    }
    let missing = |field: String| {
        let message = format!("Missing required field: settings.{field}");
        Err(ServiceError::invalid(message))
    };
    for (kind, member) in REQUIRED {
        let task = document.get(kind).filter(|task| task.is_object());
        if task.is_some_and(|task| settings::key(task, member).is_empty()) {
            return missing(format!("task.{kind}.{member}."));
        }
    }
    let cluster = document.get("new_cluster").and_then(Value::as_object);
    let sizes = ["num_workers", "autoscale", "apply_policy_default_values"];
    if cluster.is_some_and(|cluster| !sizes.iter().any(|size| cluster.contains_key(*size))) {
        return missing("cluster_spec.new_cluster.size".to_owned());
    }
    Ok(())
}

/// The key of the only task of a job or one-time run of this name.
pub(super) fn task_key(name: &str) -> String {
    let fits = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    let name = if name.is_empty() { UNTITLED } else { name };
    name.chars()
        .map(|character| if fits(character) { character } else { '_' })
        .take(100)
        .collect()
}
