//! Jobs that keep one run active.

use super::armed::Armed;
use super::{ActiveRun, NewRun, Scheduler};
use crate::engine::Millis;
use crate::engine::state::{Ending, TaskResult};
use crate::engine::trigger::{self, Trigger};
use crate::store::{Cause, StoreError, Tables};

impl Scheduler {
    /// Whether a job keeps one run active at all times.
    pub(crate) fn is_continuous(&self, job_id: i64) -> bool {
        self.continuous(job_id).is_some()
    }

    /// Whether a run that somebody asked for is active, of a job that would be continuous if it were
    /// not paused.
    pub(crate) fn is_kickstarted(&self, job_id: i64) -> bool {
        !self.is_continuous(job_id)
            && self
                .active
                .values()
                .any(|run| run.job_id == job_id && run.request.cause == Cause::OneTime)
    }

    /// The place of the trigger of a job that keeps one run active.
    fn continuous(&self, job_id: i64) -> Option<usize> {
        self.triggers
            .of(job_id)
            .iter()
            .position(|armed| armed.is_at_work() && armed.configured.trigger == Trigger::Continuous)
    }

    /// Starts a run of a continuous job that somebody asked for, in the place of the one that is
    /// active, and tells its id; none while another such run waits to start.
    pub(crate) fn restart(
        &mut self,
        tables: Tables<'_>,
        mut new: NewRun,
        now: Millis,
    ) -> Result<Option<i64>, StoreError> {
        let job_id = new.job_id;
        if !self.active_runs(Some(job_id), true).is_empty() {
            return Ok(None);
        }
        self.change_continuous(tables, job_id, |armed| armed.next = None)?;
        let replaced = self.active_runs(Some(job_id), false);
        new.queue = true;
        new.request.max_concurrent_runs = 1;
        new.request.cause = Cause::ContinuousRestart;
        let run_id = self.start(tables, new, now)?;
        for active in replaced {
            self.cancel(tables, active, now)?;
        }
        Ok(Some(run_id))
    }

    /// After the end of a run: a continuous job rests and then starts the next one.
    pub(super) fn rest(
        &mut self,
        tables: Tables<'_>,
        run: &ActiveRun,
        now: Millis,
    ) -> Result<(), StoreError> {
        if self.is_active(run.job_id) {
            return Ok(());
        }
        self.change_continuous(tables, run.job_id, |armed| {
            let failures = &mut armed.state.failures;
            *failures = match run.state.episode().ending {
                Some(Ending::Success | Ending::SuccessWithFailures) => 0,
                Some(Ending::Canceled) if !was_given_up(run) => *failures,
                _ => failures.saturating_add(1),
            };
            armed.next = Some(now.saturating_add(trigger::rest(*failures)));
        })
    }

    fn change_continuous(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
        change: impl FnOnce(&mut Armed),
    ) -> Result<(), StoreError> {
        let Some(position) = self.continuous(job_id) else {
            return Ok(());
        };
        let mut triggers = self.triggers.take(job_id);
        if let Some(armed) = triggers.get_mut(position) {
            change(armed);
        }
        self.keep(tables, job_id, triggers)
    }
}

/// Whether a run that retries its tasks was cancelled because one of them failed for good.
fn was_given_up(run: &ActiveRun) -> bool {
    let failed = |result| {
        matches!(
            result,
            Some(TaskResult::Failed | TaskResult::InternalError | TaskResult::TimedOut)
        )
    };
    run.plan.retries_while_others_begin && run.state.latest().any(|attempt| failed(attempt.result))
}
