//! A line for each change: where there is no live view.

use std::collections::HashMap;

use jobs_api::runs::{RunChange, RunStanding, TaskStanding};
use jobs_api::types::RunId;

use super::progress::words;
use crate::notes::Notes;
use crate::terminal_text::one_line;
use crate::words::how;

/// What was told last of each run, and of each attempt of a task.
#[derive(Debug, Default)]
pub(super) struct Lines {
    runs: HashMap<Option<RunId>, String>,
    tasks: HashMap<(String, i64), String>,
}

impl Lines {
    /// Tells of a change, if there is more to it than people are told.
    pub(super) fn tell(&mut self, notes: &Notes, change: &RunChange) {
        match change {
            RunChange::Run(run) => self.run(notes, run),
            RunChange::Task(task) => self.task(notes, task),
            _ => {}
        }
    }

    pub(super) fn run(&mut self, notes: &Notes, run: &RunStanding) {
        let line = how(&run.state, run.outcome.as_ref());
        if self.runs.get(&run.run_id) != Some(&line) {
            notes.tell(format_args!("{}: {}", name(run), one_line(&line)));
            self.runs.insert(run.run_id, line);
        }
    }

    fn task(&mut self, notes: &Notes, task: &TaskStanding) {
        let (key, attempt) = (&task.task_key, task.attempt);
        let line = words(task);
        let place = (key.clone(), attempt);
        if self.tasks.get(&place) != Some(&line) {
            notes.tell(format_args!("  {}: {}", one_line(key), one_line(&line)));
            self.tasks.insert(place, line);
        }
    }
}

/// What a run is called in a line.
pub(super) fn name(run: &RunStanding) -> String {
    match run.run_id {
        Some(run_id) => format!("run {run_id}"),
        None => "run".to_owned(),
    }
}
