//! Condition tasks: two operands and a comparison.

use serde_json::Value;

use super::{EffectiveTask, Simulation};
use crate::engine::state::ExecutionResult;

/// Evaluates the task's condition: the task succeeds with an outcome, or fails for operands that
/// cannot be compared.
pub(super) fn evaluate(task: &EffectiveTask, simulation: &mut Simulation) {
    let member = |name: &str| {
        let value = task.settings.get(name).and_then(Value::as_str);
        value.unwrap_or_default()
    };
    match compare(member("left"), member("op"), member("right")) {
        Ok(outcome) => simulation.output.condition = Some(outcome),
        Err(error) => {
            simulation.result = ExecutionResult::Failed;
            simulation.output.error = Some(error);
        }
    }
}

/// Equality is that of text, order is that of numbers.
fn compare(left: &str, op: &str, right: &str) -> Result<bool, String> {
    match op {
        "EQUAL_TO" => return Ok(left == right),
        "NOT_EQUAL" => return Ok(left != right),
        _ => {}
    }
    let number = |text: &str| {
        text.trim()
            .parse::<f64>()
            .map_err(|_| format!("Cannot compare '{text}' as a number."))
    };
    let (left, right) = (number(left)?, number(right)?);
    match op {
        "GREATER_THAN" => Ok(left > right),
        "GREATER_THAN_OR_EQUAL" => Ok(left >= right),
        "LESS_THAN" => Ok(left < right),
        "LESS_THAN_OR_EQUAL" => Ok(left <= right),
        other => Err(format!("Unknown condition operator '{other}'.")),
    }
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn equality_is_textual_and_order_numeric() {
        for (left, op, right, expected) in [
            ("12.0", "EQUAL_TO", "12", Some(false)),
            ("12", "EQUAL_TO", "12", Some(true)),
            ("a", "NOT_EQUAL", "b", Some(true)),
            ("12.0", "GREATER_THAN_OR_EQUAL", "12", Some(true)),
            ("2", "GREATER_THAN", "10", Some(false)),
            ("2", "LESS_THAN", "10", Some(true)),
            ("2", "LESS_THAN_OR_EQUAL", "2", Some(true)),
            ("x", "LESS_THAN", "10", None),
            ("1", "ALMOST", "1", None),
        ] {
            assert_eq!(
                compare(left, op, right).ok(),
                expected,
                "{left} {op} {right}"
            );
        }
    }
}
