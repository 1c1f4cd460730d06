//! How runs and repairs begin.

use std::sync::Arc;

use super::active_run::{ActiveRun, TaskSettings, plan_of, task_settings};
use super::{NewRepair, NewRun, Scheduler, take};
use crate::engine::Millis;
use crate::engine::limits::has_room;
use crate::engine::state::{Ending, Event, RunState};
use crate::settings;
use crate::store::{RunRow, StoreError, Tables};

impl Scheduler {
    /// Starts a run, queues it or skips it, and tells its id.
    pub(crate) fn start(
        &mut self,
        tables: Tables<'_>,
        new: NewRun,
        now: Millis,
    ) -> Result<i64, StoreError> {
        let run_id = self.next_id();
        self.start_as(tables, run_id, new, now)?;
        Ok(run_id)
    }

    pub(super) fn start_as(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        mut new: NewRun,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.remove_forgotten(tables, now)?;
        let settings = tables.settings(new.settings_id)?;
        let only = new.only.as_ref();
        let wanted = |key: &str| only.is_none_or(|only| only.keys.contains(key));
        let forced = |key: &str| only.is_some_and(|only| only.named.contains(key));
        let tasks: Vec<TaskSettings> = settings::tasks(&settings)
            .iter()
            .enumerate()
            .filter(|(_, task)| wanted(settings::key(task, "task_key")))
            .map(|(position, _)| TaskSettings {
                settings: Arc::clone(&settings),
                position,
            })
            .collect();
        new.request.disabled = tasks
            .iter()
            .map(TaskSettings::document)
            .filter(|task| task["disabled"] == true)
            .map(|task| settings::key(task, "task_key").to_owned())
            .filter(|key| !forced(key))
            .collect();
        let plan = plan_of(&tasks, &settings, &new.request);

        let next_id = &mut self.next_id;
        // The first id goes to the run's only task, where both share it.
        let mut shared = new.request.single_task.then_some(run_id);
        let mut ids = || shared.take().unwrap_or_else(|| take(next_id));
        let state = RunState::new(&plan, new.settings_id, now, &mut ids);
        let row = RunRow {
            run_id,
            job_id: new.job_id,
            run_type: new.run_type.to_owned(),
            settings_id: new.settings_id,
            request: new.request,
            state,
        };
        tables.use_settings(new.settings_id)?;
        tables.add_run(&row)?;

        let limit = row.request.max_concurrent_runs;
        let slots = self.slots.entry(new.job_id).or_default();
        let free = slots.taken < limit && slots.queue.is_empty();
        let url = self.workspace.url.clone();
        let run = ActiveRun::new(row, plan, tasks, &settings, free, url);
        let refusal = if free {
            slots.taken += 1;
            let lacks = self.capacity.lacks(run.has_parents, &self.workspace.limits);
            lacks.filter(|_| !new.queue).map(|_| Ending::WorkspaceFull)
        } else if !new.queue || limit == 0 {
            Some(Ending::MaxConcurrentRuns)
        } else if has_room(self.workspace.limits.queued_runs, slots.queue.len()) {
            slots.queue.push_back(run_id);
            None
        } else {
            Some(Ending::QueueFull)
        };
        let timeout = run.state.queue_timeout();
        self.active.insert(run_id, run);
        if let Some(ending) = refusal {
            return self.deliver(tables, run_id, Event::Refuse { ending }, now);
        }
        if free {
            self.admit_or_wait(tables, run_id, now)?;
        }
        let run = self.active.get(&run_id);
        if let Some((at, event)) = timeout
            && run.is_some_and(|run| run.state.admitted.is_none())
        {
            self.at(at, run_id, event);
        }
        Ok(())
    }

    /// Runs tasks of an ended run again and tells the id of the repair. It takes a slot of its job
    /// whether one is free or not.
    pub(crate) fn repair(
        &mut self,
        tables: Tables<'_>,
        new: NewRepair,
        now: Millis,
    ) -> Result<i64, StoreError> {
        let row = new.run;
        let run_id = row.run_id;
        let newest = tables.settings(new.settings_id)?;
        let tasks = task_settings(tables, &row.state, |key| {
            new.tasks
                .iter()
                .any(|wanted| wanted == key)
                .then_some(&newest)
        })?;
        let plan = plan_of(&tasks, &newest, &row.request);
        let rerun: Vec<usize> = (0..plan.tasks.len())
            .filter(|task| new.tasks.contains(&plan.tasks[*task].key))
            .collect();
        tables.use_settings(new.settings_id)?;
        tables.change_run(run_id, new.settings_id, &row.request)?;
        self.slots.entry(row.job_id).or_default().taken += 1;
        let url = self.workspace.url.clone();
        let mut run = ActiveRun::new(row, plan, tasks, &newest, true, url);

        let repair_id = self.next_id();
        let next_id = &mut self.next_id;
        let step = run.state.repair(
            &run.plan,
            &rerun,
            repair_id,
            new.settings_id,
            now,
            &mut || take(next_id),
        );
        self.active.insert(run_id, run);
        self.tell_beginning(tables, run_id, now)?;
        self.follow(tables, run_id, step, now)?;
        Ok(repair_id)
    }
}
