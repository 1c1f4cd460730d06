//! Drives runs by the clock: keeps the active ones, delivers to each its events when they are due,
//! and lets queued runs start when a slot of their job is free.
//!
//! It never waits. Whoever has the clock calls [`Scheduler::run_due`], which lets everything happen
//! that was due by then, in order, each thing at its own moment: between two calls nothing is
//! missed, however much time has passed. Every step is stored before anyone can see it.

mod active_run;
mod armed;
mod capacity;
mod changes;
mod continuous;
mod launch;
mod local;
mod new_run;
mod notify;
mod recover;
mod retention;
mod start;
mod timers;
mod triggers;
mod watches;

use std::collections::{HashMap, VecDeque};

use self::active_run::{ActiveRun, TaskSettings, plan_of, task_settings};
pub(crate) use self::armed::Armed;
use self::armed::Triggers;
use self::capacity::Capacity;
pub(crate) use self::new_run::{NewRepair, NewRun};
use self::timers::Timers;
use self::watches::Watches;
use super::Millis;
use super::state::{Effect, Event, Step};
use super::workspace::WorkspaceSettings;
use crate::execute::{Order, Simulator};
use crate::mappings::Mappings;
use crate::service::quota::Creations;
use crate::store::{StoreError, Tables};

/// The active runs and what is to happen to them.
#[derive(Debug)]
pub(crate) struct Scheduler {
    pub(crate) simulator: Simulator,
    pub(crate) workspace: WorkspaceSettings,
    active: HashMap<i64, ActiveRun>,
    /// Slots of the jobs that have active runs.
    slots: HashMap<i64, Slots>,
    timers: Timers,
    triggers: Triggers,
    capacity: Capacity,
    /// When jobs were made, for the quota of an hour.
    pub(crate) creations: Creations,
    /// All runs that are in the store and have ended did so then or later.
    nothing_ended_before: Millis,
    /// Where files arrive.
    mappings: Mappings,
    watches: Watches,
    /// Whether something is to be posted that nobody has been told of.
    has_posts: bool,
    /// What is to be done outside when what was done is stored.
    orders: Vec<Order>,
    next_id: i64,
}

/// The runs of one job that are admitted, and those that wait to be.
#[derive(Debug, Default)]
struct Slots {
    taken: usize,
    queue: VecDeque<i64>,
}

impl Scheduler {
    /// An id that no job, run or repair has.
    pub(crate) fn next_id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    /// The moment when something happens next, if something will.
    pub(crate) fn next_due(&self) -> Option<Millis> {
        [
            self.next_event(),
            self.watches.next_due(),
            self.triggers.next_due(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Lets happen what is due at this moment or was before, but no more things than this many.
    pub(crate) fn run_due(
        &mut self,
        tables: Tables<'_>,
        now: Millis,
        most: usize,
    ) -> Result<(), StoreError> {
        for _ in 0..most {
            let Some(due) = self.next_due().filter(|due| *due <= now) else {
                break;
            };
            // Runs first: one that ends at this moment makes room for one that starts, and has not
            // taken too long.
            if self.next_event() == Some(due) {
                if let Some((at, run_id, event)) = self.timers.pop() {
                    self.deliver(tables, run_id, event, at)?;
                }
            } else if self.watches.next_due() == Some(due) {
                self.look_at_watch(tables)?;
            } else {
                self.look(tables, now)?;
            }
        }
        Ok(())
    }

    /// The moment of the next event of a run.
    fn next_event(&self) -> Option<Millis> {
        self.timers.next_due()
    }

    /// Cancels a run. One that has ended stays as it is.
    pub(crate) fn cancel(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.deliver(tables, run_id, Event::Cancel, now)
    }

    /// Cancels one task run of a run. One that has ended stays as it is.
    pub(crate) fn cancel_task_run(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        task_run_id: i64,
        now: Millis,
    ) -> Result<(), StoreError> {
        let run = self.active.get(&run_id);
        match run.and_then(|run| run.state.position(task_run_id)) {
            Some(attempt) => self.deliver(tables, run_id, Event::CancelAttempt { attempt }, now),
            None => Ok(()),
        }
    }

    /// Ids of the active runs, of this job if one is given, only queued ones if asked for.
    pub(crate) fn active_runs(&self, job_id: Option<i64>, queued_only: bool) -> Vec<i64> {
        let mut ids: Vec<i64> = self
            .active
            .iter()
            .filter(|(_, run)| job_id.is_none_or(|job_id| run.job_id == job_id))
            .filter(|(_, run)| !queued_only || run.state.admitted.is_none())
            .map(|(run_id, _)| *run_id)
            .collect();
        ids.sort_unstable();
        ids
    }

    /// Takes on another time limit for the active runs of a job.
    pub(crate) fn change_timeout(&mut self, job_id: i64, seconds: i64) {
        let mut wakes = Vec::new();
        for (run_id, run) in self
            .active
            .iter_mut()
            .filter(|(_, run)| run.job_id == job_id)
        {
            let limit = (seconds > 0).then(|| seconds.saturating_mul(1000));
            let (plan, state) = (&mut run.plan, &run.state);
            let mut of_run = Vec::new();
            if run.request.single_task {
                // There it is the limit of each attempt at the task.
                for task in &mut plan.tasks {
                    task.timeout = limit;
                }
                let attempts = 0..state.attempts.len();
                of_run.extend(attempts.filter_map(|attempt| state.attempt_timeout(plan, attempt)));
            } else {
                plan.timeout = limit;
                of_run.extend(state.run_timeout(plan));
            }
            wakes.extend(of_run.into_iter().map(|wake| (*run_id, wake)));
        }
        for (run_id, (at, event)) in wakes {
            self.at(at, run_id, event);
        }
    }

    fn deliver(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        event: Event,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get_mut(&run_id) else {
            return Ok(());
        };
        let waited = run.state.admitted.is_none();
        let next_id = &mut self.next_id;
        let step = run.state.step(&run.plan, event, now, &mut || take(next_id));
        if waited && run.state.admitted.is_some() {
            self.tell_beginning(tables, run_id, now)?;
        }
        self.follow(tables, run_id, step, now)
    }

    /// Stores what a step did and does what it wants done.
    fn follow(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        step: Step,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get_mut(&run_id) else {
            return Ok(());
        };
        let mut prepared = run.prepare(tables, &step)?.into_iter();
        tables.save_run(run_id, &run.state, &step.changed)?;
        let has_more_room = self.count(run_id, &step.changed);
        self.tell_step(tables, run_id, &step, now)?;
        for effect in step.effects {
            match effect {
                Effect::Launch { attempt } => {
                    if let Some(task) = prepared.next() {
                        self.launch(tables, run_id, attempt, task, now)?;
                    }
                }
                Effect::Stop { attempt } => self.stop(tables, run_id, attempt, now)?,
                Effect::Wake { at, event } => self.at(at, run_id, *event),
                Effect::Ended => self.ended(tables, run_id, now)?,
            }
        }
        if has_more_room {
            self.admit_waiting(tables, now)?;
        }
        Ok(())
    }

    fn at(&mut self, at: Millis, run_id: i64, event: Event) {
        self.timers.add(at, run_id, event);
    }

    /// Lets go of a run that has ended, and starts the next ones in the queue of its job.
    fn ended(&mut self, tables: Tables<'_>, run_id: i64, now: Millis) -> Result<(), StoreError> {
        let Some(run) = self.active.remove(&run_id) else {
            return Ok(());
        };
        self.timers.forget(run_id);
        self.tell_parent(&run, now);
        let job_id = run.job_id;
        let Some(slots) = self.slots.get_mut(&job_id) else {
            return Ok(());
        };
        if run.holds_slot {
            slots.taken -= 1;
        }
        if run.state.admitted.is_none() {
            slots.queue.retain(|queued| *queued != run_id);
            self.capacity.forget(run_id);
        }
        while let Some(next) = self.next_queued(job_id) {
            self.admit_or_wait(tables, next, now)?;
        }
        if self
            .slots
            .get(&job_id)
            .is_some_and(|slots| slots.taken == 0 && slots.queue.is_empty())
        {
            self.slots.remove(&job_id);
        }
        self.complete(tables, &run, now)?;
        self.rest(tables, &run, now)
    }

    /// Gives a free slot of a job to the run that waited longest.
    fn next_queued(&mut self, job_id: i64) -> Option<i64> {
        let slots = self.slots.get_mut(&job_id)?;
        let run_id = *slots.queue.front()?;
        let run = self.active.get_mut(&run_id)?;
        if slots.taken >= run.request.max_concurrent_runs {
            return None;
        }
        slots.queue.pop_front();
        slots.taken += 1;
        run.holds_slot = true;
        Some(run_id)
    }
}

fn take(next_id: &mut i64) -> i64 {
    let id = *next_id;
    *next_id += 1;
    id
}
