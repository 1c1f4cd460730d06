//! Versions of the Jobs API, and all that is different between them.

use std::fmt;

use serde_json::{Map, Value};

use super::ServiceError;

/// A version of the Jobs API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ApiVersion {
    /// Jobs of one task, which stands at the root of the settings.
    V2_0,
    /// Jobs of several tasks, shown whole.
    V2_1,
    /// Jobs of many tasks, shown in pages.
    #[default]
    V2_2,
}

impl ApiVersion {
    /// All of them, the oldest first.
    pub(crate) const ALL: [Self; 3] = [Self::V2_0, Self::V2_1, Self::V2_2];

    /// How paths name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V2_0 => "2.0",
            Self::V2_1 => "2.1",
            Self::V2_2 => "2.2",
        }
    }

    /// Whether it has the operation of this name.
    pub(crate) fn has(self, operation: &str) -> bool {
        // Exports were left to the version before.
        !(self == Self::V2_1 && operation == "export_run")
    }

    /// Whether jobs and runs have a list of tasks when they are read.
    pub(crate) fn shows_tasks(self) -> bool {
        self != Self::V2_0
    }

    /// Whether jobs tell the form that they were made in; else all are said to be of several tasks.
    pub(crate) fn tells_form(self) -> bool {
        self != Self::V2_2
    }

    /// Whether jobs and runs with long arrays are read page by page.
    pub(crate) fn pages_objects(self) -> bool {
        self == Self::V2_2
    }

    /// Whether the list of jobs has all of them, with all of their settings.
    pub(crate) fn lists_in_full(self) -> bool {
        self == Self::V2_0
    }

    /// Most runs on a page of their list.
    pub(crate) fn max_run_page(self) -> usize {
        match self {
            Self::V2_0 => 1000,
            // One more than is documented, as the service's own message says.
            Self::V2_1 | Self::V2_2 => 26,
        }
    }

    /// Runs on a page of their list for a limit of 0.
    pub(crate) fn full_run_page(self) -> usize {
        match self {
            Self::V2_0 => 1000,
            Self::V2_1 | Self::V2_2 => 25,
        }
    }

    /// Most tasks that a request may give a job or a one-time run; without it, as many as they can
    /// have at all.
    fn max_tasks(self) -> Option<usize> {
        match self {
            Self::V2_0 => Some(1),
            Self::V2_1 => Some(100),
            Self::V2_2 => None,
        }
    }

    /// Refuses more tasks than a request may give a job or a one-time run.
    pub(crate) fn check_tasks(self, settings: &Map<String, Value>) -> Result<(), ServiceError> {
        let tasks = settings.get("tasks").and_then(Value::as_array);
        let count = tasks.map_or(0, Vec::len);
        match self.max_tasks() {
            Some(max) if count > max => Err(ServiceError::invalid(format!(
                "The job has {count} tasks - through version {self} of the API it can have no more \
                 than {max}."
            ))),
            _ => Ok(()),
        }
    }

    /// Whether runs of a job that is made through it wait when too many are active, unless the job
    /// says otherwise.
    pub(crate) fn queues_by_default(self) -> bool {
        self == Self::V2_2
    }

    /// Whether an update goes into arrays and changes them by their keys, or replaces them.
    pub(crate) fn merges_arrays(self) -> bool {
        self == Self::V2_2
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
