//! Rules of what starts runs by itself.

use serde_json::Value;

use super::{Checked, given};
use crate::engine::trigger::{Trigger, TriggerError};
use crate::settings::{key, tasks};

/// A job has one trigger, or the list of several.
pub(super) fn check_exclusive(settings: &Value) -> Checked {
    let given = given(settings, &["schedule", "trigger", "continuous", "triggers"]);
    if given.len() < 2 {
        return Ok(());
    }
    let of = if given.contains(&"triggers") {
        "schedule, trigger, continuous and triggers"
    } else {
        "schedule, trigger and continuous"
    };
    let given = given.join(" and ");
    Err(format!("Only one of {of} can be set, found {given}."))
}

pub(super) fn check(settings: &Value) -> Checked {
    if settings["continuous"].is_object() {
        tasks(settings).iter().try_for_each(check_no_retries)?;
    }
    let Err(error) = Trigger::read(settings) else {
        return Ok(());
    };
    Err(match error {
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
        TriggerError::Invalid(message) => message,
    })
}

/// A continuous job has its own way to try again, for all of its tasks.
fn check_no_retries(task: &Value) -> Checked {
    for task in [task, &task["for_each_task"]["task"]] {
        if task["max_retries"].as_i64().unwrap_or(0) != 0 {
            return Err(format!(
                "Task '{}': max_retries cannot be set in a continuous job, see task_retry_mode.",
                key(task, "task_key")
            ));
        }
    }
    Ok(())
}
