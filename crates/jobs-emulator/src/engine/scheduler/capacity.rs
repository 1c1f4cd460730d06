//! Room for runs in the workspace as a whole: how many task runs are active, and the runs that wait
//! until there are fewer.
//!
//! A run needs a slot of its job first. With one it starts if the workspace has room, or waits here.
//! Only the start of runs is held up: the tasks of a run that has started are not, so there may be
//! some more than the limit.

use std::collections::{BTreeSet, VecDeque};

use serde_json::Value;

use super::{ActiveRun, Scheduler};
use crate::engine::Millis;
use crate::engine::limits::{WorkspaceLimits, has_room};
use crate::engine::state::{Event, QueueReason, TaskPhase};
use crate::store::{StoreError, Tables};

/// How much of the workspace's room is taken, and who waits for it.
#[derive(Debug, Default)]
pub(super) struct Capacity {
    /// Active task runs but for those below.
    task_runs: usize,
    /// Active runs of run-job and for-each tasks. They are no part of the others: what they wait
    /// for would have no room.
    parents: usize,
    waiting_for_task_runs: VecDeque<i64>,
    waiting_for_parents: VecDeque<i64>,
}

impl Capacity {
    /// What a run has to wait for before it can start, if it has to.
    pub(super) fn lacks(&self, has_parents: bool, limits: &WorkspaceLimits) -> Option<QueueReason> {
        if !has_room(limits.task_runs, self.task_runs) {
            Some(QueueReason::ActiveRuns)
        } else if has_parents && !has_room(limits.parent_task_runs, self.parents) {
            Some(QueueReason::ActiveRunJobTasks)
        } else {
            None
        }
    }

    fn waiting(&mut self, reason: QueueReason) -> &mut VecDeque<i64> {
        match reason {
            QueueReason::ActiveRunJobTasks => &mut self.waiting_for_parents,
            _ => &mut self.waiting_for_task_runs,
        }
    }

    /// Lets a run wait no more.
    pub(super) fn forget(&mut self, run_id: i64) {
        self.waiting_for_task_runs.retain(|waits| *waits != run_id);
        self.waiting_for_parents.retain(|waits| *waits != run_id);
    }
}

impl Scheduler {
    /// What a run has to wait for in the workspace before it can start, if it has to.
    fn lacks(&self, has_parents: bool) -> Option<QueueReason> {
        self.capacity.lacks(has_parents, &self.workspace.limits)
    }

    /// Takes on other limits of the workspace.
    pub(crate) fn set_limits(
        &mut self,
        tables: Tables<'_>,
        limits: WorkspaceLimits,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.workspace.limits = limits;
        // Runs may be kept for a shorter time than before.
        self.nothing_ended_before = Millis::MIN;
        self.admit_waiting(tables, now)
    }

    /// Starts a run that has a slot of its job, or lets it wait for the workspace.
    pub(super) fn admit_or_wait(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        now: Millis,
    ) -> Result<(), StoreError> {
        let run = self.active.get(&run_id);
        match self.lacks(run.is_some_and(|run| run.has_parents)) {
            None => self.deliver(tables, run_id, Event::Admit, now),
            Some(reason) => {
                self.capacity.waiting(reason).push_back(run_id);
                self.deliver(tables, run_id, Event::Wait { reason }, now)
            }
        }
    }

    /// Puts a run from the store among those that wait for the workspace.
    pub(super) fn wait_again(&mut self, run_id: i64, reason: QueueReason) {
        self.capacity.waiting(reason).push_back(run_id);
    }

    /// Starts those that wait for the workspace, as far as it has room.
    pub(super) fn admit_waiting(
        &mut self,
        tables: Tables<'_>,
        now: Millis,
    ) -> Result<(), StoreError> {
        loop {
            let next = match (self.lacks(false), self.lacks(true)) {
                (Some(_), _) => None,
                (None, Some(_)) => self.capacity.waiting_for_task_runs.pop_front(),
                (None, None) => {
                    let next = self.capacity.waiting_for_parents.pop_front();
                    next.or_else(|| self.capacity.waiting_for_task_runs.pop_front())
                }
            };
            match next {
                Some(run_id) => self.admit_or_wait(tables, run_id, now)?,
                None => return Ok(()),
            }
        }
    }

    /// Counts these task runs of a run as they are now, and tells whether there is more room than
    /// before.
    pub(super) fn count(&mut self, run_id: i64, changed: &BTreeSet<usize>) -> bool {
        let Some(run) = self.active.get_mut(&run_id) else {
            return false;
        };
        let before = (self.capacity.task_runs, self.capacity.parents);
        for position in changed {
            let counted = if run.is_parent(*position) {
                &mut self.capacity.parents
            } else {
                &mut self.capacity.task_runs
            };
            if run.is_at_work(*position) {
                if run.at_work.insert(*position) {
                    *counted += 1;
                }
            } else if run.at_work.remove(position) {
                *counted -= 1;
            }
        }
        self.capacity.task_runs < before.0 || self.capacity.parents < before.1
    }
}

impl ActiveRun {
    fn is_at_work(&self, attempt: usize) -> bool {
        matches!(
            self.state.attempts[attempt].phase,
            TaskPhase::Pending | TaskPhase::Running | TaskPhase::Terminating
        )
    }

    fn is_parent(&self, attempt: usize) -> bool {
        is_parent(self.document(attempt))
    }
}

/// Whether a task waits for others that it starts.
pub(super) fn is_parent(task: &Value) -> bool {
    task["run_job_task"].is_object() || task["for_each_task"].is_object()
}
