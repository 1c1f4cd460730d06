//! Parameters that a run or a repair is given.

use serde_json::{Map, Value};

use super::ServiceError;
use super::request::Members;
use crate::engine::OLDER_KINDS;

/// Those of them that are maps; the others are lists.
const MAPS: [&str; 4] = [
    "notebook_params",
    "python_named_params",
    "sql_params",
    "pipeline_params",
];

/// Those of them that go to a command line.
const ASCII_ONLY: [&str; 3] = ["jar_params", "python_params", "spark_submit_params"];

/// Longest JSON of one kind of parameters, in bytes.
const MAX_BYTES: usize = 10_000;

/// Parameters for one run.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    /// Job parameters by name.
    pub(crate) job: Map<String, Value>,
    /// Parameters of the older kinds.
    pub(crate) overriding: Map<String, Value>,
}

/// Reads the parameters of a request, if the service takes them.
pub(crate) fn read(request: &Members) -> Result<Parameters, ServiceError> {
    let job = request
        .object("job_parameters")?
        .cloned()
        .unwrap_or_default();
    let mut overriding = Map::new();
    for name in OLDER_KINDS {
        if MAPS.contains(&name) {
            request.object(name)?;
        } else {
            request.texts(name)?;
        }
        let Some(value) = request.value(name) else {
            continue;
        };
        let text = value.to_string();
        if text.len() > MAX_BYTES {
            return Err(ServiceError::invalid(format!(
                "{name} takes {} bytes as JSON - it can have no more than {MAX_BYTES}.",
                text.len()
            )));
        }
        if ASCII_ONLY.contains(&name) && !text.is_ascii() {
            return Err(ServiceError::invalid(format!(
                "{name} can only have ASCII characters."
            )));
        }
        overriding.insert(name.to_owned(), value.clone());
    }
    if overriding.contains_key("notebook_params") && overriding.contains_key("jar_params") {
        let message = "notebook_params and jar_params cannot be specified together.";
        return Err(ServiceError::invalid(message));
    }
    if let (false, Some(name)) = (job.is_empty(), overriding.keys().next()) {
        return Err(ServiceError::invalid(format!(
            "job_parameters and {name} cannot be specified together."
        )));
    }
    Ok(Parameters { job, overriding })
}
