//! Task values: what a task run leaves for others.

use serde_json::{Map, Value};

use super::Scope;
use crate::engine::limits::{WorkspaceLimits, exceeded};
use crate::engine::state::{ExecutionResult, Output};

/// Lets a task run fail that sets values which it cannot set.
pub(crate) fn enforce(
    result: &mut ExecutionResult,
    output: &mut Output,
    scope: &Scope<'_>,
    limits: &WorkspaceLimits,
) {
    if let Err(error) = check(&output.values, scope, limits) {
        *result = ExecutionResult::Failed;
        *output = Output {
            error_trace: Some(error.clone()),
            error: Some(error),
            ..Output::default()
        };
    }
}

fn check(
    values: &Map<String, Value>,
    scope: &Scope<'_>,
    limits: &WorkspaceLimits,
) -> Result<(), String> {
    for (name, value) in values {
        let bytes = value.to_string().len();
        if let Some(most) = exceeded(limits.task_value_bytes, bytes) {
            return Err(format!(
                "The task value '{name}' takes {bytes} bytes as JSON - it can have no more than \
                 {most}."
            ));
        }
    }
    if values.is_empty() {
        return Ok(());
    }
    let own = scope.attempt.map(|attempt| attempt.task_key.as_str());
    let others = scope.state.latest();
    let others = others.filter(|other| Some(other.task_key.as_str()) != own);
    let count = values.len() + others.map(|other| other.output.values.len()).sum::<usize>();
    match exceeded(limits.task_values, count) {
        Some(most) => Err(format!(
            "The run has {count} task values - it can have no more than {most}."
        )),
        None => Ok(()),
    }
}
