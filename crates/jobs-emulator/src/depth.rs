//! How deep the JSON of clients may be nested.

use serde_json::Value;

/// Deepest nesting that is taken. Less than what the reader of JSON bears (127), for what is stored
/// has more around it, and must be read again.
pub(crate) const MAX_DEPTH: usize = 100;

/// Whether a value is nested deeper than that. A value that was read is never so deep that this
/// could be too deep itself.
pub(crate) fn is_too_deep(value: &Value) -> bool {
    is_deeper_than(value, MAX_DEPTH)
}

fn is_deeper_than(value: &Value, depth: usize) -> bool {
    let Some(left) = depth.checked_sub(1) else {
        return matches!(value, Value::Array(_) | Value::Object(_));
    };
    match value {
        Value::Array(elements) => elements.iter().any(|each| is_deeper_than(each, left)),
        Value::Object(members) => members.values().any(|each| is_deeper_than(each, left)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_in_brackets() {
        let nested = |depth: usize| {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            serde_json::from_str(&text).unwrap()
        };
        assert!(!is_too_deep(&nested(MAX_DEPTH)));
        assert!(is_too_deep(&nested(MAX_DEPTH + 1)));
    }
}
