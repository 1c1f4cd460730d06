//! For-each tasks: what they go through.

use serde_json::Value;

use super::Scope;
use crate::depth;

/// Most iterations of one for-each task.
const MAX_ITERATIONS: usize = 5000;

/// The inputs of a for-each task after its references are replaced, or why there are none.
pub(crate) fn inputs(scope: &Scope<'_>, for_each_task: &Value) -> Result<Vec<Value>, String> {
    let text = scope.resolve_all(for_each_task["inputs"].as_str().unwrap_or_default())?;
    let Ok(inputs) = serde_json::from_str::<Vec<Value>>(&text) else {
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
    if inputs.len() > MAX_ITERATIONS {
        return Err(format!(
            "The for-each task has {} inputs - it can have no more than {MAX_ITERATIONS}.",
            inputs.len()
        ));
    }
    Ok(inputs)
}
