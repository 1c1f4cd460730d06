//! For-each tasks: what they go through.

use serde_json::Value;

use super::EffectiveTask;
use crate::depth;
use crate::engine::limits::{WorkspaceLimits, exceeded};

/// The inputs of a for-each task, or why it cannot have them. In its settings they are written like
/// this.
pub(crate) fn inputs(
    task: &EffectiveTask,
    written: &str,
    limits: &WorkspaceLimits,
) -> Result<Vec<Value>, String> {
    let text = task.settings.get("inputs").and_then(Value::as_str);
    let text = text.unwrap_or_default();
    if written == text {
        let chars = text.chars().count();
        if let Some(most) = exceeded(limits.inline_input_chars, chars) {
            return Err(format!(
                "The inputs of the for-each task have {chars} characters - they can have no more \
                 than {most}."
            ));
        }
    } else if let Some(most) = exceeded(limits.input_bytes, text.len()) {
        return Err(format!(
            "The inputs of the for-each task take {} bytes - they can have no more than {most}.",
            text.len()
        ));
    }
    let Ok(inputs) = serde_json::from_str::<Vec<Value>>(text) else {
        let shown: String = text.chars().take(100).collect();
        return Err(format!(
            "The inputs of a for-each task have to be a JSON array, not: {shown}"
        ));
    };
    if inputs.iter().any(depth::is_too_deep) {
        return Err(format!(
            "The inputs of a for-each task are nested deeper than {} levels.",
            depth::MAX_DEPTH
        ));
    }
    if let Some(most) = exceeded(limits.iterations, inputs.len()) {
        return Err(format!(
            "The for-each task has {} inputs - it can have no more than {most}.",
            inputs.len()
        ));
    }
    Ok(inputs)
}
