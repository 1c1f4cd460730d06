//! How a run and its tasks stand, in what a person would want to be told of.

use jobs_runtime::operation::LongRunning as _;

use super::{IterationCounts, state};
use crate::RunOutcome;
use crate::operations::RunNow;
use crate::types::{BaseRun, RepairId, Run, RunId, RunTask};

/// How a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunStanding {
    /// The run.
    pub run_id: Option<RunId>,
    /// Its name, which is that of its job unless it was given another.
    pub run_name: Option<String>,
    /// Its page in the workspace.
    pub run_page_url: Option<String>,
    /// State in the service's own words, such as `RUNNING`; empty if it told none.
    pub state: String,
    /// What the service says of it; empty if nothing.
    pub message: String,
    /// How it ended; none while it has not.
    pub outcome: Option<RunOutcome>,
    /// When it began, in milliseconds since 1970.
    pub start_time: Option<i64>,
    /// When it ended, in milliseconds since 1970.
    pub end_time: Option<i64>,
}

/// How an attempt of a task stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaskStanding {
    /// Key of the task.
    pub task_key: String,
    /// Keys of the tasks that it depends on.
    pub depends_on: Vec<String>,
    /// The run of this attempt; none while it never came to one.
    pub run_id: Option<RunId>,
    /// Its page in the workspace.
    pub run_page_url: Option<String>,
    /// Number of the attempt, from 0, counted over retries and repairs.
    pub attempt: i64,
    /// The repair that this attempt belongs to. It is known where repairs are asked for: in the
    /// wait of [`repair_run`](crate::Client::repair_run).
    pub repair_id: Option<RepairId>,
    /// State in the service's own words, such as `RUNNING`; empty if it told none.
    pub state: String,
    /// How it ended; none while it has not.
    pub outcome: Option<RunOutcome>,
    /// When it began, in milliseconds since 1970.
    pub start_time: Option<i64>,
    /// When it ended, in milliseconds since 1970.
    pub end_time: Option<i64>,
    /// How far a for-each task is; none for other tasks, and while it has no inputs.
    pub iterations: Option<IterationCounts>,
    /// Whether it runs another job: see [`triggered_run`](crate::Client::triggered_run).
    pub runs_job: bool,
}

impl RunStanding {
    pub(super) fn of(run: &Run) -> Self {
        let progress = RunNow::progress(run);
        Self {
            run_id: run.run_id,
            run_name: run.run_name.clone(),
            run_page_url: run.run_page_url.clone(),
            state: progress.state.to_owned(),
            message: progress.message.to_owned(),
            outcome: run.outcome(),
            start_time: time(run.start_time),
            end_time: time(run.end_time),
        }
    }

    /// The same of a run in a list.
    pub(super) fn of_listed(run: &BaseRun) -> Self {
        let status = run.status.as_deref();
        let older = run.state.as_deref();
        let details = status.and_then(|status| status.termination_details.as_ref());
        let newer_message = details.and_then(|details| details.message.as_deref());
        let older_message = older.and_then(|state| state.state_message.as_deref());
        let messages = [newer_message, older_message].into_iter().flatten();
        let message = messages.into_iter().find(|message| !message.is_empty());
        Self {
            run_id: run.run_id,
            run_name: run.run_name.clone(),
            run_page_url: run.run_page_url.clone(),
            state: state::word(status, older).to_owned(),
            message: message.unwrap_or_default().to_owned(),
            outcome: run.outcome(),
            start_time: time(run.start_time),
            end_time: time(run.end_time),
        }
    }
}

impl TaskStanding {
    pub(super) fn of(task: &RunTask, run: &Run) -> Self {
        let keys = task.depends_on.iter().flatten();
        Self {
            task_key: task.task_key.clone(),
            depends_on: keys.map(|parent| parent.task_key.clone()).collect(),
            run_id: task.run_id,
            run_page_url: task.run_page_url.clone(),
            attempt: task.attempt_number.unwrap_or(0),
            repair_id: task.run_id.and_then(|run_id| repair_of(run, run_id)),
            state: state::word(task.status.as_deref(), task.state.as_deref()).to_owned(),
            outcome: task.outcome(),
            start_time: time(task.start_time),
            end_time: time(task.end_time),
            iterations: IterationCounts::of(task),
            runs_job: task.run_job_task.is_some(),
        }
    }
}

/// A time that has come: until then, the service says 0.
fn time(millis: Option<i64>) -> Option<i64> {
    millis.filter(|millis| *millis > 0)
}

/// The repair that ran this task run.
fn repair_of(run: &Run, task_run_id: RunId) -> Option<RepairId> {
    let mut repairs = run.repair_history.iter().flatten();
    let ran = |ids: &Option<Vec<RunId>>| ids.iter().flatten().any(|id| *id == task_run_id);
    repairs.find(|repair| ran(&repair.task_run_ids))?.id
}

#[cfg(test)]
mod tests {
    use jobs_runtime::json;

    use super::*;

    // R1.8: else a wait for many would tell the same twice.
    #[test]
    fn a_run_stands_the_same_in_a_list() {
        for state in [
            r#""state":{"life_cycle_state":"PENDING"}"#,
            r#""state":{"life_cycle_state":"SKIPPED","state_message":"m"}"#,
            r#""state":{"life_cycle_state":"RUNNING","state_message":"m"},"status":{"state":"QUEUED"}"#,
            r#""state":{"life_cycle_state":"TERMINATED","result_state":"FAILED","state_message":"m"},
               "status":{"state":"TERMINATED","termination_details":{"code":"RUN_EXECUTION_ERROR","message":"n"}}"#,
            r#""status":{"state":"NEW"},"start_time":1,"end_time":0"#,
        ] {
            let text = format!(r#"{{"run_id":7,"run_name":"a","run_page_url":"u",{state}}}"#);
            let run: Run = json::from_slice(text.as_bytes()).unwrap();
            let listed: BaseRun = json::from_slice(text.as_bytes()).unwrap();
            assert_eq!(
                RunStanding::of(&run),
                RunStanding::of_listed(&listed),
                "{text}"
            );
        }
    }

    // R19.1
    #[test]
    fn a_task_tells_where_it_stands_in_the_graph_and_how_far_it_is() {
        let text = r#"{"tasks":[{"task_key":"each","depends_on":[{"task_key":"a"},{"task_key":"b"}],
            "start_time":5,"end_time":0,"for_each_task":{"inputs":"[1,2]","task":{"task_key":"t"},
            "stats":{"task_run_stats":{"total_iterations":2,"active_iterations":1,
            "completed_iterations":1,"failed_iterations":1}}}},
            {"task_key":"a","run_job_task":{"job_id":1}}]}"#;
        let run: Run = json::from_slice(text.as_bytes()).unwrap();
        let tasks = run.tasks.iter().flatten();
        let tasks: Vec<_> = tasks.map(|task| TaskStanding::of(task, &run)).collect();
        assert_eq!(tasks[0].depends_on, ["a", "b"]);
        assert_eq!((tasks[0].start_time, tasks[0].end_time), (Some(5), None));
        let counts = IterationCounts {
            total: 2,
            active: 1,
            succeeded: 0,
            failed: 1,
            completed: 1,
        };
        assert_eq!(tasks[0].iterations, Some(counts));
        assert_eq!(tasks[1].iterations, None);
        assert!(tasks[1].runs_job && !tasks[0].runs_job);
    }
}
