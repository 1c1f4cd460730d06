//! Rules of the types of tasks: one for each task, and what each type demands.

use serde_json::Value;

use super::{Checked, at_most_one, exactly_one, given};
use crate::settings::{elements, key};
use crate::shape::Place;

/// Largest parameters of a notebook, in bytes of JSON.
const MAX_BASE_PARAMETERS: usize = 1_048_576;

/// Largest parameters of a pipeline, in characters of all names and values.
const MAX_PIPELINE_PARAMETERS: usize = 10_000;

/// Members that the documentation demands, beside those that the spec requires.
const REQUIRED: [(&str, &str); 3] = [
    ("spark_jar_task", "main_class_name"),
    ("spark_submit_task", "parameters"),
    ("dashboard_task", "dashboard_id"),
];

/// What condition tasks do not have, for nothing of them runs.
const NOT_OF_CONDITIONS: [&str; 4] = [
    "existing_cluster_id",
    "new_cluster",
    "job_cluster_key",
    "libraries",
];

pub(super) fn check(task: &Value, place: &Place<'_>, from_git: bool) -> Checked {
    let own = key(task, "task_key");
    let types: Vec<&str> = types(task).collect();
    if types.len() != 1 {
        let types = if types.is_empty() {
            "none".to_owned()
        } else {
            types.join(" and ")
        };
        return Err(format!(
            "Task '{own}' has to have exactly one task type, found {types}."
        ));
    }
    for (name, member) in REQUIRED {
        if task[name].is_object() && task[name].get(member).is_none() {
            return Err(format!("Missing required field: {place}.{name}.{member}."));
        }
    }
    check_source(task, from_git)?;
    let refuse = |what: String| Err(format!("Task '{own}': {what}"));
    let base_parameters = &task["notebook_task"]["base_parameters"];
    let bytes = base_parameters.to_string().len();
    if base_parameters.is_object() && bytes > MAX_BASE_PARAMETERS {
        return refuse(format!(
            "base_parameters takes {bytes} bytes as JSON - it can have no more than \
             {MAX_BASE_PARAMETERS}."
        ));
    }
    let of_file = elements(&task["spark_python_task"], "parameters");
    if of_file
        .iter()
        .filter_map(Value::as_str)
        .any(|text| !text.is_ascii())
    {
        return refuse("parameters can only have ASCII characters.".to_owned());
    }
    let of_wheel = ["parameters", "named_parameters"];
    at_most_one(&task["python_wheel_task"], &of_wheel, |given| {
        format!("Task '{own}': only one of parameters, named_parameters can be set, found {given}.")
    })?;
    check_sql(own, &task["sql_task"])?;
    check_dbt(own, &task["dbt_task"])?;
    let parameters = task["pipeline_task"]["parameters"].as_object();
    let characters = |text: &str| text.chars().count();
    let length: usize = parameters
        .into_iter()
        .flatten()
        .map(|(name, value)| characters(name) + value.as_str().map_or(0, characters))
        .sum();
    if length > MAX_PIPELINE_PARAMETERS {
        return refuse(format!(
            "parameters of the pipeline have {length} characters, and have to have no more than \
             {MAX_PIPELINE_PARAMETERS}."
        ));
    }
    if task["condition_task"].is_object() {
        let mut given = given(task, &NOT_OF_CONDITIONS);
        if task["max_retries"].as_i64().unwrap_or(0) != 0 {
            given.push("max_retries");
        }
        let notifies = |name: &&str| task[*name].as_object().is_some_and(|all| !all.is_empty());
        given.extend(
            ["email_notifications", "webhook_notifications"]
                .iter()
                .filter(|name| notifies(name)),
        );
        if !given.is_empty() {
            let given = given.join(" and ");
            return refuse(format!("a condition_task takes no {given}."));
        }
    }
    Ok(())
}

/// The members of a task that say what it does; those of newer versions of the service too.
fn types(task: &Value) -> impl Iterator<Item = &str> {
    let members = task.as_object().into_iter().flatten();
    members
        .filter(|(name, value)| name.ends_with("_task") && value.is_object())
        .map(|(name, _)| name.as_str())
}

/// Notebooks of the workspace have a path from its root, those of a repository one from theirs.
fn check_source(task: &Value, from_git: bool) -> Checked {
    let notebook = &task["notebook_task"];
    let path = key(notebook, "notebook_path");
    if !notebook.is_object() || path.starts_with("{{") {
        return Ok(());
    }
    let own = key(task, "task_key");
    let from_git = match key(notebook, "source") {
        "GIT" => true,
        "WORKSPACE" => false,
        _ => from_git,
    };
    match (from_git, path.starts_with('/')) {
        (false, false) => Err(format!(
            "Task '{own}': notebook_path '{path}' has to be absolute, for it is in the workspace."
        )),
        (true, true) => Err(format!(
            "Task '{own}': notebook_path '{path}' has to be relative, for it is in a repository."
        )),
        _ => Ok(()),
    }
}

fn check_sql(own: &str, sql: &Value) -> Checked {
    let sources = ["query", "dashboard", "alert", "file"];
    exactly_one(sql, &sources, |found| {
        let sources = sources.join(", ");
        format!("Task '{own}': exactly one of {sources} has to be set in sql_task, found {found}.")
    })
}

fn check_dbt(own: &str, dbt: &Value) -> Checked {
    // Commands may hold secrets: they are not told.
    let is_dbt = |command: &Value| {
        let words = command
            .as_str()
            .unwrap_or_default()
            .split_whitespace()
            .next();
        words == Some("dbt")
    };
    if !elements(dbt, "commands").iter().all(is_dbt) {
        return Err(format!(
            "Task '{own}': commands of a dbt_task have to begin with 'dbt'."
        ));
    }
    let exclusive = ["warehouse_id", "profiles_directory"];
    at_most_one(dbt, &exclusive, |given| {
        let exclusive = exclusive.join(", ");
        format!("Task '{own}': only one of {exclusive} can be set in dbt_task, found {given}.")
    })?;
    if !given(dbt, &["catalog"]).is_empty() && given(dbt, &["warehouse_id"]).is_empty() {
        return Err(format!(
            "Task '{own}': catalog of a dbt_task needs a warehouse_id."
        ));
    }
    Ok(())
}
