//! What is known of a run that is waited for.

use jobs_api::runs::{RunChange, RunStanding, TaskStanding};

use crate::words::{how, iterations};

/// A run, as far as changes have told.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub(super) run: Option<RunStanding>,
    /// The latest attempt of each task, in the order in which the run has them.
    pub(super) tasks: Vec<TaskStanding>,
}

impl Progress {
    /// Takes a change in.
    pub(super) fn take_in(&mut self, change: &RunChange) {
        match change {
            RunChange::Run(run) => self.run = Some(run.clone()),
            RunChange::Task(task) => self.take_in_task(task),
            _ => {}
        }
    }

    fn take_in_task(&mut self, task: &TaskStanding) {
        let mut tasks = self.tasks.iter_mut();
        match tasks.find(|known| known.task_key == task.task_key) {
            Some(known) if task.attempt >= known.attempt => *known = task.clone(),
            Some(_) => {}
            None => self.tasks.push(task.clone()),
        }
    }

    /// The latest time that the service has told of, in milliseconds since 1970.
    pub(super) fn latest(&self) -> i64 {
        let run = self.run.iter().map(|run| (run.start_time, run.end_time));
        let tasks = self
            .tasks
            .iter()
            .map(|task| (task.start_time, task.end_time));
        let times = run.chain(tasks).flat_map(|(start, end)| [start, end]);
        times.flatten().max().unwrap_or(0)
    }
}

/// How a task stands, in words; the longest last.
pub(super) fn words(task: &TaskStanding) -> String {
    let state = how(&task.state, task.outcome.as_ref());
    let (state, why) = match state.split_once(": ") {
        Some((state, why)) => (state, format!(": {why}")),
        None => (&*state, String::new()),
    };
    let counts = task.iterations.filter(|counts| counts.total > 0);
    let counts = counts.map(|counts| format!(", {}", iterations(&counts)));
    let attempt = match task.attempt {
        0 => String::new(),
        number => format!(" (attempt {})", number + 1),
    };
    format!("{state}{}{attempt}{why}", counts.unwrap_or_default())
}
