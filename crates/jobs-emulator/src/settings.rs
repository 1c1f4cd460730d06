//! What settings of jobs and one-time runs say: names, limits, tasks and parameters.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// Name of a job or run that was given none.
pub(crate) const UNTITLED: &str = "Untitled";

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

/// Most runs of a job that may be active at a time: one of a continuous job, whatever it says.
pub(crate) fn max_concurrent_runs(settings: &Value) -> usize {
    if continuous(settings).is_some() {
        return 1;
    }
    let limit = settings["max_concurrent_runs"].as_i64().unwrap_or(1);
    usize::try_from(limit).unwrap_or(0)
}

/// The settings of a job that keeps one run active, if it is to.
pub(crate) fn continuous(settings: &Value) -> Option<&Value> {
    let several = elements(settings, "triggers").iter();
    std::iter::once(&settings["continuous"])
        .chain(several.map(|trigger| &trigger["continuous"]))
        .find(|continuous| continuous.is_object())
}

/// Whether runs of a job wait when too many are active, if it says so.
pub(crate) fn queues(settings: &Value) -> Option<bool> {
    settings["queue"]["enabled"].as_bool()
}

/// What `format` says of settings that came with their only task at the root.
pub(crate) const SINGLE_TASK: &str = "SINGLE_TASK";

/// Whether these settings came with their only task at the root. They are stored with a list of
/// tasks like all others, marked by `format`.
pub(crate) fn is_single_task(settings: &Value) -> bool {
    settings["format"] == SINGLE_TASK
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
