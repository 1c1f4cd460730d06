//! What the service refuses.

use std::collections::HashMap;

use serde_json::Value;

use crate::engine::trigger::{Trigger, TriggerError};
use crate::service::ServiceError;
use crate::settings::{elements, key, name, tasks};

/// Most tasks of a job.
const MAX_TASKS: usize = 1000;

/// Most iterations of a for-each task that run at a time.
const MAX_CONCURRENCY: i64 = 100;

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
