//! Which of a task's runs counts.

use crate::types::{Run, RunTask};

impl Run {
    /// Of each task its latest attempt, in the order of the tasks: a task that was retried or
    /// repaired is in [`tasks`](Self::tasks) several times.
    #[must_use]
    pub fn latest_attempts(&self) -> Vec<&RunTask> {
        let mut latest: Vec<&RunTask> = Vec::new();
        for attempt in self.tasks.iter().flatten() {
            match latest
                .iter_mut()
                .find(|task| task.task_key == attempt.task_key)
            {
                // Of two that cannot be told apart, the service names the later one last.
                Some(known) if order(attempt) >= order(known) => *known = attempt,
                Some(_) => {}
                None => latest.push(attempt),
            }
        }
        latest
    }
}

/// Ids tell nothing of what came first.
fn order(attempt: &RunTask) -> (i64, i64) {
    (
        attempt.attempt_number.unwrap_or(0),
        attempt.start_time.unwrap_or(0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::RunId;

    fn attempt(key: &str, run_id: i64, number: i64, start_time: i64) -> RunTask {
        let task = RunTask::new(key).run_id(run_id);
        task.attempt_number(number).start_time(start_time)
    }

    // R18.3, R19.1: neither the order of ids nor that of the array tells which attempt is latest.
    #[test]
    fn the_latest_attempt_of_each_task_counts() {
        let run = Run::new().tasks([
            attempt("b", 9, 1, 20),
            attempt("a", 8, 0, 10),
            attempt("b", 10, 0, 10),
            attempt("a", 7, 0, 30),
        ]);
        let latest: Vec<_> = run
            .latest_attempts()
            .iter()
            .map(|task| task.run_id)
            .collect();
        assert_eq!(latest, [Some(RunId(9)), Some(RunId(7))]);
        assert!(Run::new().latest_attempts().is_empty());
    }
}
