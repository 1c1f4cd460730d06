//! What the names of references are worth to a task run.

use std::fmt;

use serde_json::{Map, Value};

use super::name::{Name, OfJob, OfTask};
use crate::engine::Millis;
use crate::engine::state::{Attempt, RunState, TaskResult};
use crate::engine::trigger::UpdatedTable;
use crate::store::{Cause, RunRequest};

/// What references in a task run's settings can name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) job_id: i64,
    /// Id of the job run.
    pub(crate) run_id: i64,
    /// What the job run was started with.
    pub(crate) request: &'a RunRequest,
    /// Job parameters by name: the defaults, and over them those of the run.
    pub(crate) parameters: &'a Map<String, Value>,
    /// How the run stands: what its tasks have come to so far.
    pub(crate) state: &'a RunState,
    /// The task run that the settings are of; none for those of the whole run.
    pub(crate) attempt: Option<&'a Attempt>,
    /// Settings of the other tasks; none where only the whole run is asked about.
    pub(crate) tasks: Option<&'a dyn TaskDocuments>,
    /// Where users reach the workspace.
    pub(crate) workspace_url: &'a str,
}

/// Who has the settings of task runs.
pub(crate) trait TaskDocuments: fmt::Debug {
    /// The settings of the task of this task run, as they are written.
    fn settings_of(&self, attempt: &Attempt) -> &Value;
}

/// Id of the workspace, as the pages of runs name it.
const WORKSPACE_ID: &str = "1";

/// Most rows of a SQL task that references can take.
const MAX_ROWS: usize = 1000;

impl Scope<'_> {
    /// What a name is worth; none if there is no such thing.
    pub(super) fn value(&self, name: &Name<'_>) -> Option<String> {
        match name {
            Name::Job(member) => self.of_job(member),
            Name::Parameter(name) => self.parameters.get(name).map(text_of),
            Name::Task(member) => self.of_task(self.attempt?, member),
            Name::OtherTask(key, member) => {
                let mut latest = self.state.latest();
                self.of_task(latest.find(|attempt| attempt.task_key == *key)?, member)
            }
            Name::Input(fields) => {
                let input = self.state.input(self.attempt?)?;
                let field = fields.iter().try_fold(input, |value, field| match value {
                    Value::Array(elements) => elements.get(field.parse::<usize>().ok()?),
                    other => other.get(field),
                });
                field.map(text_of)
            }
            Name::WorkspaceId => Some(WORKSPACE_ID.to_owned()),
            Name::WorkspaceUrl => Some(self.workspace_url.to_owned()),
        }
    }

    /// Whether the settings are those of an iteration: only they have an input.
    pub(super) fn is_iteration(&self) -> bool {
        self.attempt
            .is_some_and(|attempt| attempt.iteration.is_some())
    }

    fn of_job(&self, member: &OfJob) -> Option<String> {
        match member {
            OfJob::Id => Some(self.job_id.to_string()),
            OfJob::Name => Some(self.request.run_name.clone()),
            OfJob::RunId => Some(self.run_id.to_string()),
            OfJob::RepairCount => Some(self.state.repair_count().to_string()),
            OfJob::StartTime(format) => format.show(self.started()),
            OfJob::TriggerTime(format) => format.show(self.triggered()),
            OfJob::TriggerType => Some(self.trigger_type().to_owned()),
            // Whatever else started the run knows of no files and tables.
            OfJob::FileArrivalLocation => {
                let fired = self.request.trigger.as_ref();
                let location = fired.and_then(|fired| fired.location.clone());
                Some(location.unwrap_or_default())
            }
            OfJob::UpdatedTables => {
                let names = self.updated_tables().iter().map(|table| table.name.clone());
                Some(names.map(Value::String).collect::<Value>().to_string())
            }
            OfJob::TableUpdate { table, member } => {
                let mut updated = self.updated_tables().iter();
                let value = updated
                    .find(|updated| updated.name == *table)
                    .and_then(|updated| match *member {
                        "version" => updated.version,
                        _ => Some(updated.commit_timestamp),
                    });
                Some(value.map_or_else(String::new, |value| value.to_string()))
            }
        }
    }

    /// The tables whose updates started the run.
    fn updated_tables(&self) -> &[UpdatedTable] {
        let fired = self.request.trigger.as_ref();
        fired
            .and_then(|fired| fired.updated_tables.as_deref())
            .unwrap_or_default()
    }

    /// When the run left the queue.
    fn started(&self) -> Millis {
        self.state.admitted.unwrap_or(self.state.created)
    }

    /// When the run was asked for; by a schedule in whole minutes.
    fn triggered(&self) -> Millis {
        let created = self.state.created;
        match self.request.cause {
            Cause::Periodic => created - created.rem_euclid(60_000),
            _ => created,
        }
    }

    fn trigger_type(&self) -> &'static str {
        if self.request.parent.is_some() {
            return "run_job_task";
        }
        match self.request.cause {
            Cause::OneTime => "onetime",
            Cause::Periodic => "periodic",
            Cause::Continuous | Cause::ContinuousRestart => "continuous",
            Cause::FileArrival => "file_arrival",
            Cause::Table => "table",
            Cause::Model => "model",
            Cause::JobCompletion => "job_completion",
        }
    }

    /// What a reference can tell of a task run.
    fn of_task(&self, attempt: &Attempt, member: &OfTask) -> Option<String> {
        let output = &attempt.output;
        match member {
            OfTask::Name => Some(attempt.task_key.clone()),
            OfTask::RunId => Some(attempt.run_id.to_string()),
            OfTask::ExecutionCount => Some((attempt.number + 1).to_string()),
            OfTask::RetryCount => Some(attempt.retried.to_string()),
            OfTask::StartTime(format) => format.show(attempt.started),
            OfTask::NotebookPath => {
                let settings = self.tasks?.settings_of(attempt);
                settings["notebook_task"]["notebook_path"]
                    .as_str()
                    .map(str::to_owned)
            }
            OfTask::ResultState => attempt.result.map(|result| state_word(result).to_owned()),
            OfTask::ErrorCode => attempt.result.map(|result| error_word(result).to_owned()),
            OfTask::Value(name) => output.values.get(name).map(text_of),
            OfTask::Rows => {
                let rows = output.rows.as_ref()?;
                let rows = rows.iter().take(MAX_ROWS).cloned().map(Value::Object);
                Some(rows.collect::<Value>().to_string())
            }
            OfTask::FirstRow(column) => {
                let row = output.rows.as_ref()?.first()?;
                match column {
                    Some(column) => row.get(column).map(text_of),
                    None => Some(Value::Object(row.clone()).to_string()),
                }
            }
            OfTask::AlertState => output.alert_state.clone(),
        }
    }
}

fn state_word(result: TaskResult) -> &'static str {
    match result {
        TaskResult::Success => "success",
        TaskResult::Failed | TaskResult::InternalError => "failed",
        TaskResult::TimedOut => "timedout",
        TaskResult::Canceled => "canceled",
        TaskResult::UpstreamFailed => "upstream_failed",
        TaskResult::UpstreamCanceled => "upstream_canceled",
        TaskResult::Excluded => "excluded",
        TaskResult::Disabled => "disabled",
    }
}

/// The termination code of a task run as references write it; nothing for one that succeeded.
fn error_word(result: TaskResult) -> &'static str {
    match result {
        TaskResult::Success => "",
        TaskResult::Failed => "RunExecutionError",
        TaskResult::InternalError => "InternalError",
        TaskResult::TimedOut => "Canceled",
        TaskResult::Canceled => "UserCanceled",
        TaskResult::UpstreamFailed | TaskResult::UpstreamCanceled | TaskResult::Excluded => {
            "Skipped"
        }
        TaskResult::Disabled => "Disabled",
    }
}

/// A value as it stands in a text: texts as they are, all others as JSON.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
