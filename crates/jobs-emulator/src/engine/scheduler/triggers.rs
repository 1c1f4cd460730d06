//! Runs that jobs start by themselves: which triggers are at work, when they fire, and what then
//! happens.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::{ActiveRun, NewRun, Scheduler};
use crate::engine::Millis;
use crate::engine::state::Ending;
use crate::engine::trigger::{self, Trigger};
use crate::store::{Cause, StoreError, Tables, TriggerRow};

/// The triggers at work.
#[derive(Debug, Default)]
pub(super) struct Triggers {
    of_jobs: HashMap<i64, Armed>,
    /// When they fire, with their jobs.
    due: BTreeSet<(Millis, i64)>,
}

/// A trigger at work.
#[derive(Debug)]
struct Armed {
    trigger: Trigger,
    /// When it fires next.
    next: Option<Millis>,
    /// How many runs in a row have failed, of a continuous job.
    failures: u32,
}

impl Triggers {
    /// When the next one fires.
    pub(super) fn next_due(&self) -> Option<Millis> {
        self.due.first().map(|(at, _)| *at)
    }

    fn set(&mut self, job_id: i64, armed: Armed) {
        self.take(job_id);
        self.due.extend(armed.next.map(|at| (at, job_id)));
        self.of_jobs.insert(job_id, armed);
    }

    fn take(&mut self, job_id: i64) -> Option<Armed> {
        let armed = self.of_jobs.remove(&job_id)?;
        if let Some(at) = armed.next {
            self.due.remove(&(at, job_id));
        }
        Some(armed)
    }
}

impl Scheduler {
    /// Takes on the trigger of a job's settings. One that is as it was goes on.
    pub(crate) fn set_trigger(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
        settings: &Value,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(trigger) = Trigger::at_work(settings) else {
            return self.remove_trigger(tables, job_id);
        };
        let known = self.triggers.of_jobs.get(&job_id);
        if known.is_some_and(|known| known.trigger == trigger) {
            return Ok(());
        }
        let waits = trigger == Trigger::Continuous && self.is_active(job_id);
        let armed = Armed {
            next: if waits { None } else { trigger.first(now) },
            trigger,
            failures: 0,
        };
        self.arm(tables, job_id, armed)
    }

    /// Lets a job start no more runs by itself.
    pub(crate) fn remove_trigger(
        &mut self,
        tables: Tables<'_>,
        job_id: i64,
    ) -> Result<(), StoreError> {
        self.triggers.take(job_id);
        tables.remove_trigger(job_id)
    }

    /// Whether a job keeps one run active at all times.
    pub(crate) fn is_continuous(&self, job_id: i64) -> bool {
        let armed = self.triggers.of_jobs.get(&job_id);
        armed.is_some_and(|armed| armed.trigger == Trigger::Continuous)
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
        if let Some(armed) = self.triggers.take(job_id) {
            self.arm(
                tables,
                job_id,
                Armed {
                    next: None,
                    ..armed
                },
            )?;
        }
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

    /// Lets the trigger that is due first fire.
    pub(super) fn fire(&mut self, tables: Tables<'_>) -> Result<(), StoreError> {
        let Some((at, job_id)) = self.triggers.due.first().copied() else {
            return Ok(());
        };
        let (Some(armed), Some(job)) = (self.triggers.take(job_id), tables.job(job_id)?) else {
            return Ok(());
        };
        let continuous = armed.trigger == Trigger::Continuous;
        let next = armed.trigger.next(at);
        self.arm(tables, job_id, Armed { next, ..armed })?;
        if continuous && self.is_active(job_id) {
            return Ok(());
        }
        let settings = tables.settings(job.settings_id)?;
        let mut new = NewRun::of_job(&job, &settings, job.creator.clone());
        new.request.cause = if continuous {
            Cause::Continuous
        } else {
            Cause::Periodic
        };
        self.start(tables, new, at)?;
        Ok(())
    }

    /// After the end of a run: a continuous job rests and then starts the next one.
    pub(super) fn rest(
        &mut self,
        tables: Tables<'_>,
        run: &ActiveRun,
        now: Millis,
    ) -> Result<(), StoreError> {
        let job_id = run.job_id;
        if !self.is_continuous(job_id) || self.is_active(job_id) {
            return Ok(());
        }
        let Some(armed) = self.triggers.take(job_id) else {
            return Ok(());
        };
        let failures = match run.state.episode().ending {
            Some(Ending::Success | Ending::SuccessWithFailures) => 0,
            Some(Ending::Canceled) => armed.failures,
            _ => armed.failures.saturating_add(1),
        };
        let next = Some(now.saturating_add(trigger::rest(failures)));
        let armed = Armed {
            next,
            failures,
            ..armed
        };
        self.arm(tables, job_id, armed)
    }

    /// Takes up the triggers of the jobs in the store. What they missed is not made up.
    pub(super) fn recover_triggers(
        &mut self,
        tables: Tables<'_>,
        now: Millis,
    ) -> Result<(), StoreError> {
        for row in tables.triggers()? {
            let settings = match tables.job(row.job_id)? {
                Some(job) => tables.settings(job.settings_id)?,
                None => continue,
            };
            let Some(trigger) = Trigger::at_work(&settings) else {
                continue;
            };
            let next = match row.next {
                Some(due) => trigger.resumed(due, now),
                None if trigger == Trigger::Continuous && self.is_active(row.job_id) => None,
                None => trigger.first(now),
            };
            let armed = Armed {
                trigger,
                next,
                failures: row.failures,
            };
            self.triggers.set(row.job_id, armed);
        }
        Ok(())
    }

    /// Whether a run of this job is active.
    fn is_active(&self, job_id: i64) -> bool {
        self.active.values().any(|run| run.job_id == job_id)
    }

    fn arm(&mut self, tables: Tables<'_>, job_id: i64, armed: Armed) -> Result<(), StoreError> {
        tables.save_trigger(&TriggerRow {
            job_id,
            next: armed.next,
            failures: armed.failures,
        })?;
        self.triggers.set(job_id, armed);
        Ok(())
    }
}
