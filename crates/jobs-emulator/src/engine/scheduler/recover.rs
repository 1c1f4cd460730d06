//! Taking up active runs where they stand, at the start and after a failure of the database.

use std::collections::HashMap;

use super::armed::Triggers;
use super::capacity::Capacity;
use super::launch::failure;
use super::timers::Timers;
use super::watches::Watches;
use super::{ActiveRun, Scheduler, plan_of, task_settings};
use crate::engine::Millis;
use crate::engine::state::{Event, QueueReason, TaskPhase};
use crate::engine::workspace::WorkspaceSettings;
use crate::execute::{Simulation, Simulator};
use crate::mappings::Mappings;
use crate::service::quota::Creations;
use crate::store::{RunRow, StoreError, Tables};

impl Scheduler {
    /// Takes up the runs that are active in the store: they go on as if nothing had happened.
    pub(crate) fn recover(
        simulator: Simulator,
        workspace: WorkspaceSettings,
        tables: Tables<'_>,
        now: Millis,
    ) -> Result<Self, StoreError> {
        let mut scheduler = Self {
            simulator,
            workspace,
            active: HashMap::new(),
            slots: HashMap::new(),
            timers: Timers::default(),
            triggers: Triggers::default(),
            capacity: Capacity::default(),
            creations: Creations::default(),
            nothing_ended_before: Millis::MIN,
            mappings: Mappings::default(),
            watches: Watches::default(),
            has_posts: tables.has_posts()?,
            orders: Vec::new(),
            next_id: tables.greatest_id()?.max(first_id(now)) + 1,
        };
        for row in tables.active_runs()? {
            scheduler.take_up(tables, row, now)?;
        }
        scheduler.recover_triggers(tables, now)?;
        scheduler.admit_waiting(tables, now)?;
        scheduler.recover_watches(tables)?;
        Ok(scheduler)
    }

    /// Takes up one active run from the store. Simulated tasks are given a course again: it is the
    /// same unless the rules have changed.
    fn take_up(&mut self, tables: Tables<'_>, row: RunRow, now: Millis) -> Result<(), StoreError> {
        let run_id = row.run_id;
        let newest = tables.settings(row.settings_id)?;
        let tasks = task_settings(tables, &row.state, |_| None)?;
        let plan = plan_of(&tasks, &newest, &row.request);
        let admitted = row.state.admitted.is_some();
        let url = self.workspace.url.clone();
        let slots = self.slots.entry(row.job_id).or_default();
        let waits_for_slot = !admitted && row.state.queue_reason == QueueReason::MaxConcurrentRuns;
        if waits_for_slot {
            slots.queue.push_back(run_id);
        } else {
            slots.taken += 1;
        }
        if !admitted && !waits_for_slot {
            self.wait_again(run_id, row.state.queue_reason);
        }
        let run = ActiveRun::new(row, plan, tasks, &newest, !waits_for_slot, url);
        let mut timers = run.state.wakes(&run.plan);
        for attempt in 0..run.state.attempts.len() {
            if run.state.attempts[attempt].is_local {
                timers.extend(run.lost_process(attempt, now));
            } else {
                self.events_of(tables, &run, attempt, &mut timers)?;
            }
        }
        let all = (0..run.state.attempts.len()).collect();
        self.active.insert(run_id, run);
        self.count(run_id, &all);
        for (at, event) in timers {
            self.at(at, run_id, event);
        }
        Ok(())
    }

    /// What is to happen to a task run that is executed or stopped.
    fn events_of(
        &self,
        tables: Tables<'_>,
        run: &ActiveRun,
        attempt: usize,
        timers: &mut Vec<(Millis, Event)>,
    ) -> Result<(), StoreError> {
        let task_run = &run.state.attempts[attempt];
        let at_work = matches!(task_run.phase, TaskPhase::Pending | TaskPhase::Running);
        if let Some(child) = task_run.output.job_run {
            // The end of a run that is active comes when that run ends.
            if let (TaskPhase::Running | TaskPhase::Terminating, Some(child)) =
                (task_run.phase, tables.run(child)?)
                && !child.state.is_active()
            {
                timers.push((
                    task_run.started + 1,
                    Self::end_of_job(attempt, &child.state),
                ));
            }
            return Ok(());
        }
        if task_run.inputs.is_some() {
            return Ok(());
        }
        if let (TaskPhase::Terminating, Some((since, _))) = (task_run.phase, task_run.stopping) {
            let stopped = since + self.simulator.cleanup();
            timers.push((stopped, Event::AttemptStopped { attempt }));
        }
        if !at_work {
            return Ok(());
        }
        let task = match run.effective(tables, attempt)? {
            Ok(task) => task,
            Err(error) => {
                timers.push((task_run.started + 1, failure(attempt, error)));
                return Ok(());
            }
        };
        let limits = &self.workspace.limits;
        if task.kind == "for_each_task" {
            timers.push(run.iterate(attempt, &task, limits));
            return Ok(());
        }
        if task.kind == "run_job_task" {
            let event = run.not_started(tables, attempt, &task)?;
            timers.push((task_run.started + 1, event));
            return Ok(());
        }
        let Simulation {
            setup,
            execution,
            result,
            output,
        } = run.simulate(attempt, &task, &self.simulator, limits);
        let running = task_run
            .running
            .unwrap_or(task_run.started.saturating_add(setup));
        timers.push((running, Event::AttemptRuns { attempt }));
        let event = Event::AttemptEnds {
            attempt,
            result,
            output,
        };
        timers.push((running.saturating_add(execution), event));
        Ok(())
    }
}

/// Where ids begin for an emulator that starts now: they are large, as the service's are, but exact
/// in a double; and beyond those of an emulator that was started before.
fn first_id(now: Millis) -> i64 {
    now.saturating_mul(1000).clamp(0, 1 << 52)
}
