//! Parameters that a run or a repair is given.

use serde_json::{Map, Value};

use super::ServiceError;
use super::request::Members;
use crate::engine::OLDER_KINDS;
use crate::execute::check_references;
use crate::settings::{elements, key};
use crate::shape::nearest;

/// Those of them that are maps; the others are lists.
const MAPS: [&str; 4] = [
    "notebook_params",
    "python_named_params",
    "sql_params",
    "pipeline_params",
];

/// The one that says how pipelines are updated: it goes with job parameters.
const OF_PIPELINES: &str = "pipeline_params";

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

/// Reads the parameters of a request, if the service takes them for a run with these settings.
pub(crate) fn read(request: &Members, settings: &Value) -> Result<Parameters, ServiceError> {
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
    let of_tasks = overriding.keys().find(|name| *name != OF_PIPELINES);
    if let (false, Some(name)) = (job.is_empty(), of_tasks) {
        return Err(ServiceError::invalid(format!(
            "job_parameters and {name} cannot be specified together."
        )));
    }
    if let (Some(name), [_, ..]) = (of_tasks, elements(settings, "parameters")) {
        return Err(ServiceError::invalid(format!(
            "{name} cannot be specified for a job that has job parameters: use job_parameters."
        )));
    }
    if request.is_strict() {
        check_declared(&job, settings)?;
    }
    for value in job.values().chain(overriding.values()) {
        check_references(value).map_err(ServiceError::invalid)?;
    }
    Ok(Parameters { job, overriding })
}

/// Refuses job parameters that the settings of the job do not declare.
fn check_declared(given: &Map<String, Value>, settings: &Value) -> Result<(), ServiceError> {
    let declared = elements(settings, "parameters").iter();
    let declared: Vec<&str> = declared.map(|parameter| key(parameter, "name")).collect();
    let mut names = given.keys();
    let Some(unknown) = names.find(|name| !declared.contains(&name.as_str())) else {
        return Ok(());
    };
    let hint = match nearest(unknown, declared.into_iter()) {
        Some(nearest) => format!(", did you mean '{nearest}'?"),
        None => ".".to_owned(),
    };
    Err(ServiceError::invalid(format!(
        "The job declares no parameter '{unknown}'{hint}"
    )))
}
