//! Settings of jobs and one-time runs: what is refused, what is filled in on reading.
//!
//! They are stored as they came. What the service fills in is added when they are read.

use std::collections::{HashMap, HashSet};

use jobs_api::types::JobSettings;
use serde_json::{Map, Value, json};

use super::ServiceError;
use super::request::mismatch;
use crate::engine::trigger::{Trigger, TriggerError};

/// Most tasks of a job.
const MAX_TASKS: usize = 1000;

/// Most iterations of a for-each task that run at a time.
const MAX_CONCURRENCY: i64 = 100;

/// Name of a job or run that was given none.
pub(crate) const UNTITLED: &str = "Untitled";

/// The arrays that are read page by page, and the member that names an element of each.
pub(crate) const KEYED_ARRAYS: [(&str, &str); 4] = [
    ("tasks", "task_key"),
    ("job_clusters", "job_cluster_key"),
    ("environments", "environment_key"),
    ("parameters", "name"),
];

/// Git providers by the names that the service knows them by.
const GIT_PROVIDERS: [&str; 8] = [
    "github",
    "gitlab",
    "bitbucketcloud",
    "gitlabenterpriseedition",
    "bitbucketserver",
    "azuredevopsservices",
    "githubenterprise",
    "awscodecommit",
];

/// The tasks of these settings.
pub(crate) fn tasks(settings: &Value) -> &[Value] {
    elements(settings, "tasks")
}

/// The elements of an array; none if there is no such array.
pub(crate) fn elements<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    object[name].as_array().map_or(&[], Vec::as_slice)
}

/// The text of a member; empty if it has none.
pub(crate) fn key<'a>(object: &'a Value, name: &str) -> &'a str {
    object[name].as_str().unwrap_or_default()
}

/// Where each task stands among the tasks.
pub(crate) fn positions(settings: &Value) -> HashMap<String, usize> {
    let tasks = tasks(settings).iter().enumerate();
    tasks
        .map(|(position, task)| (key(task, "task_key").to_owned(), position))
        .collect()
}

/// The name of a job or a one-time run.
pub(crate) fn name(settings: &Value) -> &str {
    settings["name"].as_str().unwrap_or(UNTITLED)
}

/// Most runs of a job that may be active at a time.
pub(crate) fn max_concurrent_runs(settings: &Value) -> usize {
    let limit = settings["max_concurrent_runs"].as_i64().unwrap_or(1);
    usize::try_from(limit).unwrap_or(0)
}

/// Whether runs of a job wait when too many are active: jobs made through this version of the API
/// do unless told not to.
pub(crate) fn queues(settings: &Value) -> bool {
    settings["queue"]["enabled"].as_bool().unwrap_or(true)
}

/// The job parameters of a run by name: the defaults, and what was given for the run.
pub(crate) fn effective_parameters(
    settings: &Value,
    given: &Map<String, Value>,
) -> Map<String, Value> {
    let defaults = elements(settings, "parameters").iter();
    let mut effective: Map<String, Value> = defaults
        .map(|parameter| {
            (
                key(parameter, "name").to_owned(),
                parameter["default"].clone(),
            )
        })
        .collect();
    effective.extend(given.clone());
    effective
}

/// Reads settings as leniently as the service does, and gives them back in one form: whole numbers
/// that came as text are numbers, members that are null are gone, unknown members stay.
pub(crate) fn normalised(document: Map<String, Value>) -> Result<Map<String, Value>, ServiceError> {
    let settings: JobSettings =
        serde_json::from_value(Value::Object(document)).map_err(ServiceError::malformed)?;
    match serde_json::to_value(&settings).map_err(ServiceError::malformed)? {
        Value::Object(document) => Ok(document),
        other => Err(mismatch("settings", "object", &other)),
    }
}

/// Refuses settings that the service refuses.
pub(crate) fn validate(settings: &Value) -> Result<(), ServiceError> {
    if name(settings).len() > 4096 {
        return Err(ServiceError::invalid(
            "The job name is longer than 4096 bytes.",
        ));
    }
    if settings["timeout_seconds"]
        .as_i64()
        .is_some_and(|seconds| seconds < 0)
    {
        return Err(ServiceError::invalid(
            "timeout_seconds must not be negative.",
        ));
    }
    let concurrent = settings["max_concurrent_runs"].as_i64().unwrap_or(1);
    if !(0..=1000).contains(&concurrent) {
        return Err(ServiceError::invalid(format!(
            "Invalid max_concurrent_runs {concurrent} - it has to be between 0 and 1000."
        )));
    }
    validate_tasks(tasks(settings))?;
    validate_triggers(settings)?;
    validate_git_source(&settings["git_source"])
}

fn validate_tasks(tasks: &[Value]) -> Result<(), ServiceError> {
    if tasks.len() > MAX_TASKS {
        return Err(ServiceError::invalid(format!(
            "The job has {} tasks - it can have no more than {MAX_TASKS}.",
            tasks.len()
        )));
    }
    let mut positions = HashMap::new();
    for (position, task) in tasks.iter().enumerate() {
        let Some(key) = task["task_key"].as_str().filter(|key| !key.is_empty()) else {
            return Err(ServiceError::invalid(
                "Missing required field: settings.tasks.task_key.",
            ));
        };
        let known = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
        if key.len() > 100 || !key.chars().all(known) {
            return Err(ServiceError::invalid(format!(
                "Invalid task key '{key}': it has 1 to 100 letters, digits, '_' and '-'."
            )));
        }
        if positions.insert(key, position).is_some() {
            return Err(ServiceError::invalid(format!(
                "Duplicate task key '{key}'."
            )));
        }
        let retries = task["max_retries"].as_i64().unwrap_or(0);
        if task["for_each_task"].is_object() && (retries != 0 || task["libraries"].is_array()) {
            return Err(ServiceError::invalid(format!(
                "Task '{key}' is a for_each_task: retries and libraries belong to its nested task."
            )));
        }
    }
    for task in tasks {
        validate_for_each(key(task, "task_key"), &task["for_each_task"])?;
    }
    let mut edges = Vec::with_capacity(tasks.len());
    for task in tasks {
        let own = key(task, "task_key");
        let mut upstream = Vec::new();
        for dependency in elements(task, "depends_on") {
            let on = key(dependency, "task_key");
            if on.is_empty() {
                let message = "Missing required field: settings.tasks.depends_on.task_key";
                return Err(ServiceError::invalid(message));
            }
            if on == own {
                return Err(ServiceError::invalid(format!(
                    "Invalid dependency graph, task '{own}' can not reference itself."
                )));
            }
            upstream.push(*positions.get(on).ok_or_else(|| {
                ServiceError::invalid(format!(
                    "Invalid dependency graph, task '{own}' depends on unknown task '{on}'."
                ))
            })?);
        }
        edges.push(upstream);
    }
    if let Some(task) = find_cycle(&edges) {
        let on_it = key(&tasks[task], "task_key");
        return Err(ServiceError::invalid(format!(
            "Invalid dependency graph, task '{on_it}' is part of a cycle."
        )));
    }
    Ok(())
}

fn validate_for_each(task_key: &str, for_each: &Value) -> Result<(), ServiceError> {
    if !for_each.is_object() {
        return Ok(());
    }
    let concurrency = for_each["concurrency"].as_i64().unwrap_or(1);
    if !(1..=MAX_CONCURRENCY).contains(&concurrency) {
        return Err(ServiceError::invalid(format!(
            "Invalid concurrency {concurrency} of task '{task_key}' - it has to be between 1 and {MAX_CONCURRENCY}."
        )));
    }
    let nested = &for_each["task"];
    if key(nested, "task_key").is_empty() {
        let message = "Missing required field: settings.tasks.for_each_task.task.task_key.";
        return Err(ServiceError::invalid(message));
    }
    if nested["for_each_task"].is_object() {
        return Err(ServiceError::invalid(format!(
            "Task '{task_key}' is a for_each_task: its nested task cannot be one as well."
        )));
    }
    Ok(())
}

/// A node that can never be reached by going through nodes whose edges have all been gone through.
fn find_cycle(edges: &[Vec<usize>]) -> Option<usize> {
    let mut waits_for: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut dependents = vec![Vec::new(); edges.len()];
    for (node, upstream) in edges.iter().enumerate() {
        for from in upstream {
            dependents[*from].push(node);
        }
    }
    let mut ready: Vec<usize> = (0..edges.len())
        .filter(|node| waits_for[*node] == 0)
        .collect();
    while let Some(node) = ready.pop() {
        for dependent in &dependents[node] {
            waits_for[*dependent] -= 1;
            if waits_for[*dependent] == 0 {
                ready.push(*dependent);
            }
        }
    }
    waits_for.iter().position(|left| *left > 0)
}

fn validate_triggers(settings: &Value) -> Result<(), ServiceError> {
    let exclusive = ["schedule", "trigger", "continuous"];
    let given: Vec<&str> = exclusive
        .into_iter()
        .filter(|name| settings[*name].is_object())
        .collect();
    if given.len() > 1 {
        return Err(ServiceError::invalid(format!(
            "Only one of schedule, trigger and continuous can be set, found {}.",
            given.join(" and ")
        )));
    }
    match Trigger::read(settings) {
        Ok(_) => Ok(()),
        Err(error) => Err(ServiceError::invalid(match error {
            TriggerError::BadExpression(expression) => format!(
                "Invalid quartz_cron_expression: {expression}. Databricks uses Quartz cron syntax, \
                 which is different from the standard cron syntax. See \
                 https://docs.databricks.com/jobs/scheduled.html for more details."
            ),
            TriggerError::NoTimeZone => {
                "Missing required field: settings.schedule.timezone_id.".to_owned()
            }
            TriggerError::UnknownTimeZone(id) => format!("Invalid timezone_id: {id}."),
            TriggerError::BadInterval(interval) => {
                format!("Invalid trigger.periodic.interval {interval} - it has to be 1 or more.")
            }
            TriggerError::UnknownUnit(unit) => format!(
                "Invalid trigger.periodic.unit: {unit}. It must be one of: MINUTES,HOURS,DAYS,WEEKS"
            ),
        })),
    }
}

fn validate_git_source(git_source: &Value) -> Result<(), ServiceError> {
    if !git_source.is_object() {
        return Ok(());
    }
    let provider = key(git_source, "git_provider").to_ascii_lowercase();
    if GIT_PROVIDERS.contains(&provider.as_str()) {
        return Ok(());
    }
    let known = GIT_PROVIDERS.join(",");
    Err(ServiceError::invalid(format!(
        "git_source.git_provider must be one of: {known}"
    )))
}

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

/// Settings after a change: `remove` names what goes, then `new` replaces what it has. Elements of
/// arrays with keys are replaced or added one by one.
pub(crate) fn updated(
    settings: &Value,
    remove: &[String],
    new: &Map<String, Value>,
) -> Map<String, Value> {
    let mut updated = settings.as_object().cloned().unwrap_or_default();
    for field in remove {
        match field.split_once('/') {
            None => {
                updated.remove(field);
            }
            Some((array, wanted)) => {
                let member = KEYED_ARRAYS.into_iter().find(|(name, _)| *name == array);
                if let (Some((_, member)), Some(Value::Array(elements))) =
                    (member, updated.get_mut(array))
                {
                    elements.retain(|element| key(element, member) != wanted);
                }
            }
        }
    }
    for (name, value) in new {
        let member = KEYED_ARRAYS.into_iter().find(|(array, _)| array == name);
        match (member, updated.get_mut(name), value) {
            (_, _, Value::Null) => {}
            (Some((_, member)), Some(Value::Array(old)), Value::Array(new)) => {
                merge(old, new, member);
            }
            _ => {
                updated.insert(name.clone(), value.clone());
            }
        }
    }
    updated
}

fn merge(old: &mut Vec<Value>, new: &[Value], member: &str) {
    let mut seen = HashSet::new();
    for element in new {
        let wanted = key(element, member);
        // The same key twice in one request is left for validation to refuse.
        let first = seen.insert(wanted);
        match old
            .iter_mut()
            .find(|known| first && key(known, member) == wanted)
        {
            Some(known) => *known = element.clone(),
            None => old.push(element.clone()),
        }
    }
}
