//! Rules of what tasks run on: clusters, environments, environment variables.

use std::collections::HashSet;

use serde_json::Value;

use super::{Checked, Form, at_most_one, given};
use crate::settings::{elements, key};

const CLUSTERS: [&str; 3] = ["existing_cluster_id", "new_cluster", "job_cluster_key"];

/// Types of tasks that need an environment where they have no cluster.
const NEED_ENVIRONMENT: [&str; 3] = ["spark_python_task", "python_wheel_task", "dbt_task"];

/// Keys of what settings declare for their tasks, by the member of a task that refers to one.
pub(super) struct Declared<'a>([(&'static str, &'static str, HashSet<&'a str>); 3]);

impl<'a> Declared<'a> {
    pub(super) fn of(settings: &'a Value) -> Self {
        let keys = |array: &str, member: &str| {
            let elements = elements(settings, array).iter();
            elements.map(|element| key(element, member)).collect()
        };
        Self(
            [
                ("job_cluster_key", "job_clusters"),
                ("environment_key", "environments"),
                ("environment_variables_key", "environment_variables"),
            ]
            .map(|(member, array)| (member, array, keys(array, member))),
        )
    }
}

pub(super) fn check(task: &Value, declared: &Declared<'_>, form: Form) -> Checked {
    let own = key(task, "task_key");
    at_most_one(task, &CLUSTERS, |given| {
        let clusters = CLUSTERS.join(", ");
        format!("Only one of {clusters} can be set for task '{own}', found {given}.")
    })?;
    if task["spark_submit_task"].is_object() && !given(task, &["existing_cluster_id"]).is_empty() {
        return Err(format!(
            "Task '{own}' is a spark_submit_task: it can only run on a new cluster."
        ));
    }
    for (member, array, keys) in &declared.0 {
        let refers_to = key(task, member);
        if !refers_to.is_empty() && !keys.contains(refers_to) {
            return Err(format!(
                "Task '{own}' refers to {member} '{refers_to}', which is not in settings.{array}."
            ));
        }
    }
    let needs = NEED_ENVIRONMENT
        .iter()
        .find(|name| task[**name].is_object());
    if let Some(name) = needs
        // The single-task form has no environments.
        && form == Form::Tasks
        && given(task, &CLUSTERS).is_empty()
        && given(task, &["environment_key"]).is_empty()
    {
        return Err(format!(
            "Task '{own}' is a {name} without a cluster: it needs an environment_key."
        ));
    }
    Ok(())
}
