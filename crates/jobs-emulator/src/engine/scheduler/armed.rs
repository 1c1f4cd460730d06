//! The triggers that there are, and when they are looked at.

use std::collections::{BTreeSet, HashMap};

use crate::engine::Millis;
use crate::engine::trigger::{Configured, Trigger, TriggerState, Watched};
use crate::store::Cause;

/// The triggers of all jobs.
#[derive(Debug, Default)]
pub(super) struct Triggers {
    of_jobs: HashMap<i64, Vec<Armed>>,
    /// When they are looked at, with their jobs and their places there.
    due: BTreeSet<(Millis, i64, usize)>,
    /// Jobs whose ends others wait for, with those that wait.
    awaited: BTreeSet<(i64, i64)>,
}

/// A trigger and how it stands.
#[derive(Debug)]
pub(crate) struct Armed {
    pub(super) trigger_id: i64,
    pub(crate) configured: Configured,
    /// When it is looked at next.
    pub(crate) next: Option<Millis>,
    pub(crate) state: TriggerState,
}

impl Triggers {
    /// When the next one is looked at.
    pub(super) fn next_due(&self) -> Option<Millis> {
        self.next().map(|(at, ..)| at)
    }

    /// The next one that is looked at: when, its job, and its place there.
    pub(super) fn next(&self) -> Option<(Millis, i64, usize)> {
        self.due.first().copied()
    }

    /// The triggers of a job.
    pub(super) fn of(&self, job_id: i64) -> &[Armed] {
        self.of_jobs.get(&job_id).map_or(&[], Vec::as_slice)
    }

    /// The jobs that have triggers.
    pub(super) fn jobs(&self) -> Vec<i64> {
        let mut jobs: Vec<i64> = self.of_jobs.keys().copied().collect();
        jobs.sort_unstable();
        jobs
    }

    /// The jobs that wait for the end of runs of this one.
    pub(super) fn waiting_for(&self, job_id: i64) -> Vec<i64> {
        let waiting = self.awaited.range((job_id, i64::MIN)..=(job_id, i64::MAX));
        waiting.map(|(_, job_id)| *job_id).collect()
    }

    pub(super) fn set(&mut self, job_id: i64, triggers: Vec<Armed>) {
        self.take(job_id);
        for (position, armed) in triggers.iter().enumerate() {
            self.due.extend(armed.next.map(|at| (at, job_id, position)));
            self.awaited
                .extend(armed.awaited_job().map(|awaited| (awaited, job_id)));
        }
        if !triggers.is_empty() {
            self.of_jobs.insert(job_id, triggers);
        }
    }

    pub(super) fn take(&mut self, job_id: i64) -> Vec<Armed> {
        let triggers = self.of_jobs.remove(&job_id).unwrap_or_default();
        for (position, armed) in triggers.iter().enumerate() {
            if let Some(at) = armed.next {
                self.due.remove(&(at, job_id, position));
            }
            if let Some(awaited) = armed.awaited_job() {
                self.awaited.remove(&(awaited, job_id));
            }
        }
        triggers
    }
}

impl Armed {
    /// Whether it starts runs.
    pub(super) fn is_at_work(&self) -> bool {
        !self.configured.paused
    }

    /// What it watches, if it watches something and is at work.
    pub(super) fn watched(&self) -> Option<&Watched> {
        match &self.configured.trigger {
            Trigger::Watch(watch) if self.is_at_work() => Some(&watch.what),
            _ => None,
        }
    }

    fn awaited_job(&self) -> Option<i64> {
        match self.watched() {
            Some(Watched::Job(job_id)) => Some(*job_id),
            _ => None,
        }
    }

    /// What the runs that it starts are said to be started by.
    pub(super) fn cause(&self) -> Cause {
        match &self.configured.trigger {
            Trigger::Schedule(_) | Trigger::Periodic(_) => Cause::Periodic,
            Trigger::Continuous => Cause::Continuous,
            Trigger::Watch(watch) => match watch.what {
                Watched::Files(_) => Cause::FileArrival,
                Watched::Tables { .. } => Cause::Table,
                Watched::Model { .. } => Cause::Model,
                Watched::Job(_) => Cause::JobCompletion,
            },
        }
    }
}
