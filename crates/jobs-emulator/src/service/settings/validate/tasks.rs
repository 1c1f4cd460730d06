//! Rules of tasks, one by one and among each other.

use std::collections::HashMap;

use serde_json::Value;

use super::compute::Declared;
use super::{Checked, Form, compute, for_each, graph, task_type};
use crate::settings::{key, tasks};
use crate::shape::Place;

/// Checks the tasks of settings, which are at this place.
pub(super) fn check(settings: &Value, place: &Place<'_>, form: Form) -> Checked {
    let tasks = tasks(settings);
    let mut positions = HashMap::with_capacity(tasks.len());
    for (position, task) in tasks.iter().enumerate() {
        let key = key(task, "task_key");
        if positions.insert(key, position).is_some() {
            return Err(format!("Duplicate task key '{key}'."));
        }
    }
    graph::check(tasks, &positions)?;
    let from_git = settings["git_source"].is_object();
    let declared = Declared::of(settings);
    for task in tasks {
        check_one(task, place, from_git, &declared, form)?;
        if let Some(nested) = for_each::check(task)? {
            let place = place.member("for_each_task");
            check_one(nested, &place.member("task"), from_git, &declared, form)?;
        }
    }
    Ok(())
}

/// Checks what concerns a task alone, whether it is one of the job or nested in another.
fn check_one(
    task: &Value,
    place: &Place<'_>,
    from_git: bool,
    declared: &Declared<'_>,
    form: Form,
) -> Checked {
    task_type::check(task, place, from_git)?;
    compute::check(task, declared, form)
}
