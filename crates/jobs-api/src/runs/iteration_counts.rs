//! How far a for-each task is.

use crate::types::RunTask;

/// How many iterations of a for-each task stand in which way; of each the latest attempt counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct IterationCounts {
    /// All there are to be.
    pub total: i64,
    /// Those at work.
    pub active: i64,
    /// Those that ended in success.
    pub succeeded: i64,
    /// Those that failed.
    pub failed: i64,
    /// Those that ended, in whatever way.
    pub completed: i64,
}

impl IterationCounts {
    /// How far a task is; none for tasks that are no for-each tasks, and for one that does not know
    /// its inputs yet.
    #[must_use]
    pub fn of(task: &RunTask) -> Option<Self> {
        let stats = task.for_each_task.as_ref()?.stats.as_ref()?;
        let stats = stats.task_run_stats.as_ref()?;
        Some(Self {
            total: stats.total_iterations?,
            active: stats.active_iterations.unwrap_or(0),
            succeeded: stats.succeeded_iterations.unwrap_or(0),
            failed: stats.failed_iterations.unwrap_or(0),
            completed: stats.completed_iterations.unwrap_or(0),
        })
    }
}
