//! In what a request differs from the one that is expected. Values are told where logs tell them:
//! a test's output is kept and passed around just as they are.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use crate::client::redact;

/// A value that is another than expected, is missing, or should not be there.
#[derive(Debug)]
pub(super) struct Difference {
    place: String,
    expected: Option<Value>,
    came: Option<Value>,
}

impl Difference {
    /// Two texts that may be shown.
    pub(super) fn between(place: &str, expected: &str, came: &str) -> Self {
        Self {
            place: place.to_owned(),
            expected: Some(expected.into()),
            came: Some(came.into()),
        }
    }

    /// A header; its value is not told.
    pub(super) fn of_header(name: &str, came: bool) -> Self {
        Self {
            place: name.to_owned(),
            expected: Some(Value::Null),
            came: came.then_some(Value::Null),
        }
    }
}

/// All differences between two values.
pub(super) fn differences(expected: &Value, came: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    let root = Place {
        name: String::new(),
        is_open: true,
        is_shown: false,
    };
    compare(&root, Some(expected), Some(came), &mut found);
    found
}

/// Where in a value something stands.
struct Place {
    name: String,
    /// Whether the API gave the members here their names, so that these tell what may be shown.
    is_open: bool,
    /// Whether a scalar here may be shown.
    is_shown: bool,
}

impl Place {
    fn member(&self, name: &str) -> Self {
        let separator = if self.name.is_empty() { "" } else { "." };
        Self {
            name: format!("{}{separator}{name}", self.name),
            is_open: self.is_open && redact::is_entered(name),
            is_shown: self.is_open && redact::is_shown_member(name),
        }
    }

    fn element(&self, index: usize, is_open: bool) -> Self {
        Self {
            name: format!("{}[{index}]", self.name),
            is_open,
            is_shown: false,
        }
    }
}

fn compare(
    place: &Place,
    expected: Option<&Value>,
    came: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    match (expected, came) {
        (Some(Value::Object(expected)), Some(Value::Object(came))) => {
            let names: BTreeSet<&String> = expected.keys().chain(came.keys()).collect();
            for name in names {
                let place = place.member(name);
                compare(&place, expected.get(name), came.get(name), found);
            }
        }
        (Some(Value::Array(expected)), Some(Value::Array(came))) => {
            for index in 0..expected.len().max(came.len()) {
                // The API names the members of objects in lists.
                let place = place.element(index, true);
                compare(&place, expected.get(index), came.get(index), found);
            }
        }
        _ if expected == came => {}
        _ => {
            let told = |value: &Value| match value {
                Value::Object(_) | Value::Array(_) => Value::Null,
                _ if place.is_shown => value.clone(),
                _ => Value::Null,
            };
            found.push(Difference {
                place: place.name.clone(),
                expected: expected.map(told),
                came: came.map(told),
            });
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str("the body")?,
            place => write!(f, "`{place}`")?,
        }
        match (&self.expected, &self.came) {
            (Some(Value::Null), _) | (_, Some(Value::Null)) if self.is_on_both_sides() => {
                f.write_str(" has another value")
            }
            (Some(expected), Some(came)) => write!(f, " is {came} instead of {expected}"),
            (Some(_), None) => f.write_str(" is missing"),
            (None, _) => f.write_str(" should not be there"),
        }
    }
}

impl Difference {
    fn is_on_both_sides(&self) -> bool {
        self.expected.is_some() && self.came.is_some()
    }
}
