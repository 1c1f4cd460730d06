//! Settings of jobs and one-time runs: what is refused, what is filled in on reading, what a change
//! makes of them. They are stored as they came.

mod fill;
mod update;
mod validate;

use jobs_api::types::JobSettings;
use serde_json::{Map, Value};

pub(crate) use self::fill::{fill_task, filled};
pub(crate) use self::update::updated;
pub(crate) use self::validate::validate;
use super::ServiceError;
use super::request::mismatch;

/// The arrays that are read page by page, and the member that names an element of each.
pub(crate) const KEYED_ARRAYS: [(&str, &str); 4] = [
    ("tasks", "task_key"),
    ("job_clusters", "job_cluster_key"),
    ("environments", "environment_key"),
    ("parameters", "name"),
];

/// Reads settings as leniently as the service does, and gives them back in one form: whole numbers
/// that came as text are numbers, members that are null are gone, unknown members stay.
pub(crate) fn normalised(document: Map<String, Value>) -> Result<Map<String, Value>, ServiceError> {
    let settings: JobSettings =
        serde_json::from_value(Value::Object(document)).map_err(ServiceError::malformed)?;
    match serde_json::to_value(&settings).map_err(ServiceError::malformed)? {
        Value::Object(document) => Ok(document),
        other => Err(mismatch("settings", "object", &other)),
    }
}
