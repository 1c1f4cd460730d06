//! A rule that says how simulated task runs go.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Subject, job_parameters};
use crate::engine::state::{ExecutionResult, Output};

/// How the task runs go that it matches. A member that is not set matches every task run.
///
/// ```
/// use jobs_emulator::Rule;
///
/// let flaky = Rule::task("transform").attempt(0).fails("boom");
/// let slow = Rule::any().job("nightly").takes(std::time::Duration::from_secs(3600));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Rule {
    /// Name of the job, or of a run without a saved job.
    pub job_name: Option<String>,
    /// Key of the task.
    pub task_key: Option<String>,
    /// Number of the attempt, from 0, counted over retries and repairs.
    pub attempt: Option<u32>,
    /// How often the run has been repaired.
    pub repair_count: Option<u32>,
    /// Place of the input, from 0: only iterations of for-each tasks have one.
    pub iteration: Option<u32>,
    /// Values that job parameters of the run have, by name.
    pub parameters: BTreeMap<String, String>,
    /// How the task run ends.
    pub result: TaskOutcome,
    /// How long it executes, in milliseconds; else as long as all others.
    pub duration_ms: Option<u64>,
    /// The error in one line, for one that does not succeed.
    pub error: Option<String>,
    /// The stack trace that goes with the error.
    pub error_trace: Option<String>,
    /// What a notebook exits with.
    pub output: Option<String>,
    /// Task values that it sets, by name, for references such as `{{tasks.list.values.tables}}`.
    pub values: Map<String, Value>,
    /// Rows that a SQL task comes to, for references such as `{{tasks.query.output.rows}}`.
    pub rows: Option<Vec<Map<String, Value>>>,
    /// State of the alert that a SQL task looks at, such as `TRIGGERED`.
    pub alert_state: Option<String>,
}

/// How a simulated task run ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum TaskOutcome {
    /// It does what it should.
    #[default]
    Success,
    /// It raises an error.
    Failed,
    /// It ends as one that has used up its time.
    TimedOut,
    /// The service fails it, not its own code: it ends with an internal error.
    #[serde(rename = "internal_error")]
    InternalError,
}

impl Rule {
    /// A rule for every task run: it succeeds, unless said otherwise.
    pub fn any() -> Self {
        Self::default()
    }

    /// A rule for the runs of the tasks with this key.
    pub fn task(key: impl Into<String>) -> Self {
        Self {
            task_key: Some(key.into()),
            ..Self::default()
        }
    }

    /// Only in runs of the jobs with this name, or in runs of this name without a saved job.
    #[must_use]
    pub fn job(mut self, name: impl Into<String>) -> Self {
        self.job_name = Some(name.into());
        self
    }

    /// Only the attempt with this number, from 0, counted over retries and repairs.
    #[must_use]
    pub fn attempt(mut self, number: u32) -> Self {
        self.attempt = Some(number);
        self
    }

    /// Only while the run has been repaired so often.
    #[must_use]
    pub fn repair_count(mut self, count: u32) -> Self {
        self.repair_count = Some(count);
        self
    }

    /// Only the iteration of a for-each task with this place among its inputs, from 0.
    #[must_use]
    pub fn iteration(mut self, index: u32) -> Self {
        self.iteration = Some(index);
        self
    }

    /// Only in runs whose job parameter of this name has this value.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.insert(name.into(), value.into());
        self
    }

    /// They succeed.
    #[must_use]
    pub fn succeeds(mut self) -> Self {
        self.result = TaskOutcome::Success;
        self
    }

    /// They fail with this error.
    #[must_use]
    pub fn fails(mut self, error: impl Into<String>) -> Self {
        self.result = TaskOutcome::Failed;
        self.error = Some(error.into());
        self
    }

    /// They end as having used up their time.
    #[must_use]
    pub fn times_out(mut self) -> Self {
        self.result = TaskOutcome::TimedOut;
        self
    }

    /// The service fails them with this error: it is no fault of their own code.
    #[must_use]
    pub fn breaks(mut self, error: impl Into<String>) -> Self {
        self.result = TaskOutcome::InternalError;
        self.error = Some(error.into());
        self
    }

    /// They execute for so long.
    #[must_use]
    pub fn takes(mut self, duration: Duration) -> Self {
        self.duration_ms = Some(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
        self
    }

    /// The stack trace that goes with the error.
    #[must_use]
    pub fn error_trace(mut self, trace: impl Into<String>) -> Self {
        self.error_trace = Some(trace.into());
        self
    }

    /// What a notebook exits with.
    #[must_use]
    pub fn output(mut self, value: impl Into<String>) -> Self {
        self.output = Some(value.into());
        self
    }

    /// Sets a task value, whatever they come to.
    #[must_use]
    pub fn value(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.values.insert(name.into(), value.into());
        self
    }

    /// The rows that a SQL task comes to, each with its columns by name.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Map<String, Value>>) -> Self {
        self.rows = Some(rows.into_iter().collect());
        self
    }

    /// The state of the alert that a SQL task looks at.
    #[must_use]
    pub fn alert_state(mut self, state: impl Into<String>) -> Self {
        self.alert_state = Some(state.into());
        self
    }

    pub(super) fn matches(&self, subject: &Subject<'_>) -> bool {
        let text = |wanted: &Option<String>, given: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted == given)
        };
        text(&self.job_name, &subject.scope.request.run_name)
            && text(&self.task_key, subject.task_key)
            && self
                .attempt
                .is_none_or(|attempt| attempt == subject.attempt)
            && self
                .repair_count
                .is_none_or(|count| count as usize == subject.scope.state.repair_count())
            && self
                .iteration
                .is_none_or(|index| subject.iteration == Some(index as usize))
            && self.matches_parameters(subject)
    }

    fn matches_parameters(&self, subject: &Subject<'_>) -> bool {
        if self.parameters.is_empty() {
            return true;
        }
        let parameters = job_parameters(&subject.scope);
        self.parameters.iter().all(|(name, value)| {
            let given = parameters.get(name);
            given.and_then(Value::as_str) == Some(value)
        })
    }

    /// How task runs end by it, and what they leave behind.
    pub(super) fn outcome(&self) -> (ExecutionResult, Output) {
        let result = match self.result {
            TaskOutcome::Success => ExecutionResult::Success,
            TaskOutcome::Failed => ExecutionResult::Failed,
            TaskOutcome::TimedOut => ExecutionResult::TimedOut,
            TaskOutcome::InternalError => ExecutionResult::InternalError,
        };
        let mut output = Output {
            value: self.output.clone(),
            values: self.values.clone(),
            rows: self.rows.clone(),
            alert_state: self.alert_state.clone(),
            ..Output::default()
        };
        if result != ExecutionResult::Success {
            output.error = self.error.clone();
            output.error_trace = self.error_trace.clone().or_else(|| self.error.clone());
        }
        (result, output)
    }
}
