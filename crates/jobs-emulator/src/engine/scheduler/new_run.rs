//! What is to be started.

use serde_json::Value;

use crate::service::selection::Selection;
use crate::settings;
use crate::store::{JobRow, RunRequest, RunRow};

/// A run that is to be started.
#[derive(Debug)]
pub(crate) struct NewRun {
    pub(crate) job_id: i64,
    pub(crate) run_type: &'static str,
    pub(crate) settings_id: i64,
    pub(crate) request: RunRequest,
    /// The tasks to run; all without it.
    pub(crate) only: Option<Selection>,
    /// Whether it waits when too many runs of its job are active, or is skipped.
    pub(crate) queue: bool,
}

/// A repair that is to be started.
#[derive(Debug)]
pub(crate) struct NewRepair {
    pub(crate) run: RunRow,
    /// The version of settings that the tasks run with.
    pub(crate) settings_id: i64,
    /// Keys of the tasks to run again.
    pub(crate) tasks: Vec<String>,
}

impl NewRun {
    /// A run of a job, with nothing beside its settings.
    pub(crate) fn of_job(job: &JobRow, settings: &Value, creator: String) -> Self {
        Self {
            job_id: job.job_id,
            run_type: "JOB_RUN",
            settings_id: job.settings_id,
            request: RunRequest {
                run_name: settings::name(settings).to_owned(),
                creator,
                max_concurrent_runs: settings::max_concurrent_runs(settings),
                single_task: settings::is_single_task(settings),
                ..RunRequest::default()
            },
            only: None,
            queue: settings::queues(settings).unwrap_or(job.queues),
        }
    }
}
