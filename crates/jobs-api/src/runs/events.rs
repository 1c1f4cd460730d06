//! What happens to a run while one waits for it, task by task.

use std::collections::HashMap;

use jobs_runtime::operation::LongRunning as _;
use jobs_runtime::wait::{Observe, WaitEvent};

use crate::RunOutcome;
use crate::operations::RunNow;
use crate::types::{RepairId, Run, RunId, RunTask};

/// Something that happens while one waits for a run.
///
/// [`Changed`](WaitEvent::Changed) tells each change of the run and of its tasks once. While a run
/// goes on, its first hundred tasks are looked at; the others are told at its end. The last event
/// is the run itself, or the error in which the wait ends.
///
/// # Examples
///
/// ```
/// use jobs_api::runs::{RunChange, RunEvent};
///
/// # jobs_tests::example(async |client, example| {
/// let mut events = client.run_now(example.job_id).wait().events();
/// while let Some(event) = events.try_next().await? {
///     match event {
///         RunEvent::Changed(RunChange::Run(run)) => println!("{}", run.state),
///         RunEvent::Changed(RunChange::Task(task)) => println!("{} {}", task.task_key, task.state),
///         RunEvent::PollFailed { error, .. } => eprintln!("{error}; trying again"),
///         RunEvent::Ended(run) => println!("{:?}", run.outcome()),
///         _ => {}
///     }
/// }
/// # Ok(())
/// # });
/// ```
pub type RunEvent = WaitEvent<Run>;

/// A change of a run or of one of its tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunChange {
    /// The run stands otherwise than before.
    Run(RunStanding),
    /// An attempt of a task is there, or stands otherwise than before.
    Task(TaskStanding),
}

/// How a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunStanding {
    /// The run.
    pub run_id: Option<RunId>,
    /// Its page in the workspace.
    pub run_page_url: Option<String>,
    /// State in the service's own words, such as `RUNNING`; empty if it told none.
    pub state: String,
    /// What the service says of it; empty if nothing.
    pub message: String,
    /// How it ended; none while it has not.
    pub outcome: Option<RunOutcome>,
}

/// How an attempt of a task stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaskStanding {
    /// Key of the task.
    pub task_key: String,
    /// The run of this attempt; none while it never came to one.
    pub run_id: Option<RunId>,
    /// Number of the attempt, from 0, counted over retries and repairs.
    pub attempt: i64,
    /// The repair that this attempt belongs to. It is known where repairs are asked for: in the
    /// wait of [`repair_run`](crate::Client::repair_run).
    pub repair_id: Option<RepairId>,
    /// State in the service's own words, such as `RUNNING`; empty if it told none.
    pub state: String,
    /// How it ended; none while it has not.
    pub outcome: Option<RunOutcome>,
}

/// What was told of a run so far.
#[derive(Debug, Default)]
pub struct ToldOfRun {
    run: Option<RunStanding>,
    /// By task and attempt.
    tasks: HashMap<(String, i64, Option<RunId>), TaskStanding>,
}

impl Observe for Run {
    type Change = RunChange;
    type Memory = ToldOfRun;

    fn changes(&self, told: &mut ToldOfRun) -> Vec<RunChange> {
        let mut changes = Vec::new();
        let run = RunStanding::of(self);
        if told.run.as_ref() != Some(&run) {
            told.run = Some(run.clone());
            changes.push(RunChange::Run(run));
        }
        for task in self.tasks.iter().flatten() {
            let task = TaskStanding::of(task, self);
            let key = (task.task_key.clone(), task.attempt, task.run_id);
            if told.tasks.get(&key) != Some(&task) {
                told.tasks.insert(key, task.clone());
                changes.push(RunChange::Task(task));
            }
        }
        changes
    }
}

impl RunStanding {
    fn of(run: &Run) -> Self {
        let progress = RunNow::progress(run);
        Self {
            run_id: run.run_id,
            run_page_url: run.run_page_url.clone(),
            state: progress.state.to_owned(),
            message: progress.message.to_owned(),
            outcome: run.outcome(),
        }
    }
}

impl TaskStanding {
    fn of(task: &RunTask, run: &Run) -> Self {
        Self {
            task_key: task.task_key.clone(),
            run_id: task.run_id,
            attempt: task.attempt_number.unwrap_or(0),
            repair_id: task.run_id.and_then(|run_id| repair_of(run, run_id)),
            state: state_of(task),
            outcome: task.outcome(),
        }
    }
}

/// The repair that ran this task run.
fn repair_of(run: &Run, task_run_id: RunId) -> Option<RepairId> {
    let mut repairs = run.repair_history.iter().flatten();
    let ran = |ids: &Option<Vec<RunId>>| ids.iter().flatten().any(|id| *id == task_run_id);
    repairs.find(|repair| ran(&repair.task_run_ids))?.id
}

fn state_of(task: &RunTask) -> String {
    let newer = task
        .status
        .as_ref()
        .and_then(|status| status.state.as_ref());
    let older = task
        .state
        .as_ref()
        .and_then(|state| state.life_cycle_state.as_ref());
    let word = newer
        .map(|state| state.as_str())
        .or(older.map(|state| state.as_str()));
    word.unwrap_or_default().to_owned()
}
