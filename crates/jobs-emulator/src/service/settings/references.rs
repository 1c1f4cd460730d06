//! References that are wrong whatever run they are for.

use serde_json::Value;

use crate::execute::{check_references, what_it_does};
use crate::service::ServiceError;
use crate::settings::{elements, key, tasks};

/// Refuses settings with a reference that is of a known namespace and names nothing.
pub(crate) fn validate(settings: &Value) -> Result<(), ServiceError> {
    for task in tasks(settings) {
        if let Some((kind, _)) = what_it_does(task) {
            check_references(&task[kind]).map_err(|error| {
                ServiceError::invalid(format!("Task '{}': {error}", key(task, "task_key")))
            })?;
        }
    }
    for parameter in elements(settings, "parameters") {
        check_references(&parameter["default"]).map_err(|error| {
            let name = key(parameter, "name");
            ServiceError::invalid(format!("Job parameter '{name}': {error}"))
        })?;
    }
    Ok(())
}
