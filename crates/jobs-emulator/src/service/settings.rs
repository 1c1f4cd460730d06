//! Settings of jobs and one-time runs: what is refused, what is filled in on reading, what a change
//! makes of them. They are stored as they came.

mod fill;
mod references;
mod update;
mod validate;

use serde_json::{Map, Value};

pub(crate) use self::fill::{fill_clusters, fill_task, filled};
pub(crate) use self::references::validate as validate_references;
pub(crate) use self::update::{check_removal, updated};
pub(crate) use self::validate::{Form, check_targets, validate};
use super::ServiceError;
use crate::generated::{JOB_SETTINGS, SUBMIT_RUN, SUBMIT_TASK, TASK};
use crate::shape::Shape;

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
    JOB_SETTINGS.read(document).map_err(ServiceError::malformed)
}

/// Takes out of the settings of a one-time run what only jobs have, such as schedules and shared
/// clusters: the service does not read it. What nobody knows stays.
pub(crate) fn keep_one_time(document: &mut Map<String, Value>) {
    let of_runs = |jobs: &Shape, runs: &Shape, object: &mut Map<String, Value>| {
        object.retain(|name, _| jobs.member(name).is_none() || runs.member(name).is_some());
    };
    of_runs(&JOB_SETTINGS, &SUBMIT_RUN, document);
    let tasks = document.get_mut("tasks").and_then(Value::as_array_mut);
    for task in tasks.into_iter().flatten().filter_map(Value::as_object_mut) {
        of_runs(&TASK, &SUBMIT_TASK, task);
    }
}
