//! Settings after a change.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::KEYED_ARRAYS;
use crate::service::ServiceError;
use crate::settings::key;

/// Refuses to remove what cannot be removed alone: the member of a member.
pub(crate) fn check_removal(fields: &[String]) -> Result<(), ServiceError> {
    let is_removable = |field: &str| {
        let array = field.split_once('/').map(|(array, _)| array);
        array.is_none_or(|array| KEYED_ARRAYS.iter().any(|(known, _)| *known == array))
    };
    match fields.iter().find(|field| !is_removable(field)) {
        None => Ok(()),
        Some(field) => {
            let arrays = KEYED_ARRAYS.map(|(array, _)| array).join(", ");
            Err(ServiceError::invalid(format!(
                "Cannot remove '{field}': what can be removed are fields of the settings, and \
                 elements of {arrays}, as 'tasks/task_1'."
            )))
        }
    }
}

/// Settings after a change: `remove` names what goes, then `new` replaces what it has. Elements of
/// arrays with keys are replaced or added one by one, if the change `merges` them.
pub(crate) fn updated(
    settings: Map<String, Value>,
    remove: &[String],
    new: &Map<String, Value>,
    merges: bool,
) -> Map<String, Value> {
    let mut updated = settings;
    for field in remove {
        match field.split_once('/') {
            None => {
                updated.remove(field);
            }
            Some((array, wanted)) => {
                let member = KEYED_ARRAYS.into_iter().find(|(name, _)| *name == array);
                if let (Some((_, member)), Some(Value::Array(elements))) =
                    (member, updated.get_mut(array))
                {
                    elements.retain(|element| key(element, member) != wanted);
                }
            }
        }
    }
    for (name, value) in new {
        let member = KEYED_ARRAYS.into_iter().find(|(array, _)| array == name);
        match (member, updated.get_mut(name), value) {
            (_, _, Value::Null) => {}
            (Some((_, member)), Some(Value::Array(old)), Value::Array(new)) if merges => {
                merge(old, new, member);
            }
            _ => {
                updated.insert(name.clone(), value.clone());
            }
        }
    }
    updated
}

fn merge(old: &mut Vec<Value>, new: &[Value], member: &str) {
    let mut seen = HashSet::new();
    for element in new {
        let wanted = key(element, member);
        // The same key twice in one request is left for validation to refuse.
        let first = seen.insert(wanted);
        match old
            .iter_mut()
            .find(|known| first && key(known, member) == wanted)
        {
            Some(known) => *known = element.clone(),
            None => old.push(element.clone()),
        }
    }
}
