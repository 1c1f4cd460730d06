//! Taking up active runs where they stand, at the start and after a failure of the database.

use std::collections::HashMap;

use super::timers::Timers;
use super::triggers::Triggers;
use super::{ActiveRun, Scheduler, plan_of, task_settings};
use crate::engine::Millis;
use crate::engine::state::{Event, TaskPhase};
use crate::execute::{Simulation, Simulator};
use crate::store::{RunRow, StoreError, Tables};

impl Scheduler {
    /// Takes up the runs that are active in the store: they go on as if nothing had happened.
    pub(crate) fn recover(
        simulator: Simulator,
        tables: Tables<'_>,
        now: Millis,
    ) -> Result<Self, StoreError> {
        let mut scheduler = Self {
            simulator,
            active: HashMap::new(),
            slots: HashMap::new(),
            timers: Timers::default(),
            triggers: Triggers::default(),
            next_id: tables.greatest_id()?.max(first_id(now)) + 1,
        };
        for row in tables.active_runs()? {
            scheduler.take_up(tables, row)?;
        }
        scheduler.recover_triggers(tables, now)?;
        Ok(scheduler)
    }

    /// Takes up one active run from the store. Simulated tasks are given a course again: it is the
    /// same unless the rules have changed.
    fn take_up(&mut self, tables: Tables<'_>, row: RunRow) -> Result<(), StoreError> {
        let run_id = row.run_id;
        let newest = tables.settings(row.settings_id)?;
        let tasks = task_settings(tables, &row.state, |_| None)?;
        let plan = plan_of(&tasks, &newest, &row.request);
        let admitted = row.state.admitted.is_some();
        let slots = self.slots.entry(row.job_id).or_default();
        if admitted {
            slots.taken += 1;
        } else {
            slots.queue.push_back(run_id);
        }
        let run = ActiveRun::new(row, plan, tasks, &newest, admitted);
        let mut timers = run.state.wakes(&run.plan);
        for attempt in 0..run.state.attempts.len() {
            self.events_of(tables, &run, attempt, &mut timers)?;
        }
        self.active.insert(run_id, run);
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
        if run.document(attempt)["for_each_task"].is_object() {
            timers.push(run.iterate(attempt));
            return Ok(());
        }
        if run.document(attempt)["run_job_task"].is_object() {
            timers.push((task_run.started + 1, run.not_started(tables, attempt)?));
            return Ok(());
        }
        let Simulation {
            setup,
            execution,
            result,
            output,
        } = run.simulate(attempt, &self.simulator);
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
