//! What happens to a run while one waits for it, task by task.

use std::collections::HashMap;

use jobs_runtime::wait::{Observe, WaitEvent};

use super::standing::{RunStanding, TaskStanding};
use crate::types::{Run, RunId};

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
