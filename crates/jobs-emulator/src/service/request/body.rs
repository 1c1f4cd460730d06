//! Bodies of requests.

use serde_json::{Map, Value};

use super::super::ServiceError;
use crate::depth;
use crate::generated::{REQUESTS, TASK};
use crate::shape::{Shape, kind_of};

/// The members of a body; none if it is empty.
pub(super) fn parse(body: &[u8]) -> Result<Map<String, Value>, ServiceError> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    let body = serde_json::from_slice(body).map_err(ServiceError::malformed)?;
    match body {
        Value::Object(members) if members.values().any(depth::is_too_deep) => {
            let why = format!("it is nested deeper than {} levels", depth::MAX_DEPTH);
            Err(ServiceError::malformed(why))
        }
        Value::Object(members) => Ok(members),
        other => {
            let found = kind_of(&other);
            Err(ServiceError::malformed(format!(
                "Expected object, found {found}"
            )))
        }
    }
}

/// The members of the body of an operation, in the types that they have. When strict, members and
/// words that it does not know are refused.
pub(super) fn of_operation(
    operation: &str,
    strict: bool,
    body: Map<String, Value>,
) -> Result<Map<String, Value>, ServiceError> {
    let found = REQUESTS.iter().find(|(name, _)| *name == operation);
    let Some((_, shape)) = found else {
        return Ok(body);
    };
    let body = shape.read(body).map_err(ServiceError::malformed)?;
    if strict {
        check_known(shape, &body).map_err(ServiceError::malformed)?;
    }
    Ok(body)
}

/// Refuses what an operation does not know. The members of a task may stand at the root of
/// settings, where these have no list of tasks.
fn check_known(shape: &Shape, body: &Map<String, Value>) -> Result<(), String> {
    let mut body = body.clone();
    check_single_task(&mut body)?;
    if let Some(Value::Object(settings)) = body.get_mut("new_settings") {
        check_single_task(settings)?;
    }
    shape.check_known(&body, "")
}

/// Takes the members of a task out of the root of settings, if there is nothing unknown in them.
fn check_single_task(settings: &mut Map<String, Value>) -> Result<(), String> {
    if settings.contains_key("tasks") {
        return Ok(());
    }
    let (task, others): (Map<_, _>, Map<_, _>) = std::mem::take(settings)
        .into_iter()
        .partition(|(name, _)| TASK.member(name).is_some());
    TASK.check_known(&task, "")?;
    *settings = others;
    Ok(())
}
