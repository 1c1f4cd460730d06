//! What task runs leave behind, and why the service failed them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a task run left behind, whatever its result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Output {
    pub(crate) error: Option<String>,
    pub(crate) error_trace: Option<String>,
    /// What a notebook exited with.
    pub(crate) value: Option<String>,
    /// What a condition task decided.
    pub(crate) condition: Option<bool>,
    /// Task values by name, for references of other tasks.
    pub(crate) values: Map<String, Value>,
    /// The run of another job that it started.
    pub(crate) job_run: Option<i64>,
    /// Rows that a SQL task came to, for references of other tasks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rows: Option<Vec<Map<String, Value>>>,
    /// State of the alert that a SQL task looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) alert_state: Option<String>,
    /// Why the service failed it, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<Failure>,
}

/// Why the service failed a task run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Failure {
    pub(crate) code: FailureCode,
    pub(crate) message: String,
}

impl From<Failure> for Output {
    fn from(failure: Failure) -> Self {
        Self {
            error: Some(failure.message.clone()),
            failure: Some(failure),
            ..Self::default()
        }
    }
}

/// What kind of a failure it is, in the service's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum FailureCode {
    /// The cluster that was to execute the task is gone.
    ClusterError,
    /// What executed the task is gone, or could not be started.
    DriverError,
    InvalidRunConfiguration,
    LibraryInstallationError,
    RepositoryCheckoutFailed,
    ResourceNotFound,
}
