//! Drives runs by the clock: keeps the active ones, delivers to each its events when they are due,
//! and lets queued runs start when a slot of their job is free.
//!
//! It never waits. Whoever has the clock calls [`Scheduler::run_due`], which lets everything happen
//! that was due by then, in order, each thing at its own moment: between two calls nothing is
//! missed, however much time has passed. Every step is stored before anyone can see it.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Millis;
use super::plan::Plan;
use super::state::{Effect, Event, RunState, Step, TaskPhase};
use crate::execute::{Scope, Simulation, Simulator, Subject};
use crate::service::settings;
use crate::store::{RunRequest, RunRow, StoreError, Tables};

/// The active runs and what is to happen to them.
#[derive(Debug)]
pub(crate) struct Scheduler {
    pub(crate) simulator: Simulator,
    active: HashMap<i64, ActiveRun>,
    /// Slots of the jobs that have active runs.
    slots: HashMap<i64, Slots>,
    timers: BinaryHeap<Reverse<Timer>>,
    /// Number of the next timer: timers of one moment go off in the order of their making.
    next_timer: u64,
    next_id: i64,
}

/// A run that something is still to happen to.
#[derive(Debug)]
struct ActiveRun {
    job_id: i64,
    request: RunRequest,
    /// Job parameters by name, as references see them.
    parameters: Map<String, Value>,
    plan: Plan,
    /// Settings of the tasks of the plan.
    tasks: Vec<TaskSettings>,
    state: RunState,
    holds_slot: bool,
}

/// A task in a version of settings.
#[derive(Clone, Debug)]
struct TaskSettings {
    settings: Arc<Value>,
    position: usize,
}

/// The runs of one job that are admitted, and those that wait to be.
#[derive(Debug, Default)]
struct Slots {
    taken: usize,
    queue: VecDeque<i64>,
}

/// An event that is to be delivered.
#[derive(Debug, PartialEq, Eq)]
struct Timer {
    at: Millis,
    number: u64,
    run_id: i64,
    event: Event,
}

impl Ord for Timer {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A run that is to be started.
#[derive(Debug)]
pub(crate) struct NewRun {
    pub(crate) job_id: i64,
    pub(crate) run_type: &'static str,
    pub(crate) settings_id: i64,
    pub(crate) request: RunRequest,
    /// Keys of the tasks to run; all without it.
    pub(crate) only: Option<Vec<String>>,
    /// Whether it waits when too many runs of its job are active, or is skipped.
    pub(crate) queue: bool,
}

/// A repair that is to be started.
#[derive(Debug)]
pub(crate) struct NewRepair {
    pub(crate) run: RunRow,
    /// The version of settings that the tasks run with.
    pub(crate) settings_id: i64,
    /// Keys of the tasks to run again.
    pub(crate) tasks: Vec<String>,
}

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
            timers: BinaryHeap::new(),
            next_timer: 0,
            next_id: tables.greatest_id()?.max(first_id(now)) + 1,
        };
        for row in tables.active_runs()? {
            scheduler.take_up(tables, row)?;
        }
        Ok(scheduler)
    }

    /// An id that no job, run or repair has.
    pub(crate) fn next_id(&mut self) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    /// The moment when something happens next, if something will.
    pub(crate) fn next_due(&self) -> Option<Millis> {
        self.timers.peek().map(|Reverse(timer)| timer.at)
    }

    /// Lets everything happen that is due at this moment or was before.
    pub(crate) fn run_due(&mut self, tables: Tables<'_>, now: Millis) -> Result<(), StoreError> {
        while self.next_due().is_some_and(|due| due <= now) {
            if let Some(Reverse(timer)) = self.timers.pop() {
                self.deliver(tables, timer.run_id, timer.event, timer.at)?;
            }
        }
        Ok(())
    }

    /// Starts a run, queues it or skips it, and tells its id.
    pub(crate) fn start(
        &mut self,
        tables: Tables<'_>,
        new: NewRun,
        now: Millis,
    ) -> Result<i64, StoreError> {
        let settings = tables.settings(new.settings_id)?;
        let wanted = |key: &str| {
            new.only
                .as_ref()
                .is_none_or(|only| only.iter().any(|wanted| wanted == key))
        };
        let tasks: Vec<TaskSettings> = settings::tasks(&settings)
            .iter()
            .enumerate()
            .filter(|(_, task)| wanted(settings::key(task, "task_key")))
            .map(|(position, _)| TaskSettings {
                settings: Arc::clone(&settings),
                position,
            })
            .collect();
        let plan = plan_of(&tasks, &settings);

        let run_id = self.next_id();
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
        let queued = !free && new.queue && limit > 0;
        if queued {
            slots.queue.push_back(run_id);
        } else if free {
            slots.taken += 1;
        }
        self.active
            .insert(run_id, ActiveRun::new(row, plan, tasks, &settings, free));
        if !queued {
            let event = if free { Event::Admit } else { Event::Refuse };
            self.deliver(tables, run_id, event, now)?;
        }
        Ok(run_id)
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
        let plan = plan_of(&tasks, &newest);
        let rerun: Vec<usize> = (0..plan.tasks.len())
            .filter(|task| new.tasks.contains(&plan.tasks[*task].key))
            .collect();
        tables.use_settings(new.settings_id)?;
        tables.change_run(run_id, new.settings_id, &row.request)?;
        self.slots.entry(row.job_id).or_default().taken += 1;
        let mut run = ActiveRun::new(row, plan, tasks, &newest, true);

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
        self.follow(tables, run_id, step, now)?;
        Ok(repair_id)
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
            run.plan.timeout = (seconds > 0).then(|| seconds.saturating_mul(1000));
            wakes.extend(run.state.run_timeout(&run.plan).map(|wake| (*run_id, wake)));
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
        let next_id = &mut self.next_id;
        let step = run.state.step(&run.plan, event, now, &mut || take(next_id));
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
        let Some(run) = self.active.get(&run_id) else {
            return Ok(());
        };
        tables.save_run(run_id, &run.state, &step.changed)?;
        for effect in step.effects {
            match effect {
                Effect::Launch { attempt } => self.launch(run_id, attempt, now),
                Effect::Stop { attempt } => {
                    let stopped = now + self.simulator.cleanup();
                    self.at(stopped, run_id, Event::AttemptStopped { attempt });
                }
                Effect::Wake { at, event } => self.at(at, run_id, event),
                Effect::Ended => self.ended(tables, run_id, now)?,
            }
        }
        Ok(())
    }

    /// Lets a task run begin now.
    fn launch(&mut self, run_id: i64, attempt: usize, now: Millis) {
        let Some(run) = self.active.get(&run_id) else {
            return;
        };
        let Simulation {
            setup,
            execution,
            result,
            output,
        } = run.simulate(run_id, attempt, &self.simulator);
        let running = now.saturating_add(setup);
        self.at(running, run_id, Event::AttemptRuns { attempt });
        let ended = running.saturating_add(execution);
        self.at(
            ended,
            run_id,
            Event::AttemptEnds {
                attempt,
                result,
                output,
            },
        );
    }

    fn at(&mut self, at: Millis, run_id: i64, event: Event) {
        let number = self.next_timer;
        self.next_timer += 1;
        self.timers.push(Reverse(Timer {
            at,
            number,
            run_id,
            event,
        }));
    }

    /// Lets go of a run that has ended, and starts the next ones in the queue of its job.
    fn ended(&mut self, tables: Tables<'_>, run_id: i64, now: Millis) -> Result<(), StoreError> {
        let Some(run) = self.active.remove(&run_id) else {
            return Ok(());
        };
        let job_id = run.job_id;
        let Some(slots) = self.slots.get_mut(&job_id) else {
            return Ok(());
        };
        if run.holds_slot {
            slots.taken -= 1;
        }
        slots.queue.retain(|queued| *queued != run_id);
        while let Some(next) = self.next_queued(job_id) {
            self.deliver(tables, next, Event::Admit, now)?;
        }
        if self
            .slots
            .get(&job_id)
            .is_some_and(|slots| slots.taken == 0 && slots.queue.is_empty())
        {
            self.slots.remove(&job_id);
        }
        Ok(())
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

    /// Takes up one active run from the store. Simulated tasks are given a course again: it is the
    /// same unless the rules have changed.
    fn take_up(&mut self, tables: Tables<'_>, row: RunRow) -> Result<(), StoreError> {
        let run_id = row.run_id;
        let newest = tables.settings(row.settings_id)?;
        let tasks = task_settings(tables, &row.state, |_| None)?;
        let plan = plan_of(&tasks, &newest);
        let admitted = row.state.admitted.is_some();
        let slots = self.slots.entry(row.job_id).or_default();
        if admitted {
            slots.taken += 1;
        } else {
            slots.queue.push_back(run_id);
        }
        let run = ActiveRun::new(row, plan, tasks, &newest, admitted);

        let mut timers = run.state.wakes(&run.plan);
        for (attempt, task_run) in run.state.attempts.iter().enumerate() {
            if let (TaskPhase::Terminating, Some((since, _))) = (task_run.phase, task_run.stopping)
            {
                let stopped = since + self.simulator.cleanup();
                timers.push((stopped, Event::AttemptStopped { attempt }));
            }
            if !matches!(task_run.phase, TaskPhase::Pending | TaskPhase::Running) {
                continue;
            }
            let Simulation {
                setup,
                execution,
                result,
                output,
            } = run.simulate(run_id, attempt, &self.simulator);
            let running = task_run
                .running
                .unwrap_or(task_run.started.saturating_add(setup));
            timers.push((running, Event::AttemptRuns { attempt }));
            let ended = running.saturating_add(execution);
            timers.push((
                ended,
                Event::AttemptEnds {
                    attempt,
                    result,
                    output,
                },
            ));
        }
        self.active.insert(run_id, run);
        for (at, event) in timers {
            self.at(at, run_id, event);
        }
        Ok(())
    }
}

impl ActiveRun {
    fn new(
        row: RunRow,
        plan: Plan,
        tasks: Vec<TaskSettings>,
        settings: &Value,
        holds_slot: bool,
    ) -> Self {
        Self {
            job_id: row.job_id,
            parameters: settings::effective_parameters(settings, &row.request.job_parameters),
            request: row.request,
            plan,
            tasks,
            state: row.state,
            holds_slot,
        }
    }

    /// How a task run of it goes.
    fn simulate(&self, run_id: i64, attempt: usize, simulator: &Simulator) -> Simulation {
        let attempt = &self.state.attempts[attempt];
        let task = self
            .plan
            .tasks
            .iter()
            .position(|task| task.key == attempt.task_key);
        simulator.simulate(&Subject {
            scope: Scope {
                job_id: self.job_id,
                job_name: &self.request.run_name,
                run_id,
                repair_count: self.state.repair_count(),
                parameters: &self.parameters,
            },
            task: task.map_or(&Value::Null, |task| self.tasks[task].document()),
            task_key: &attempt.task_key,
            attempt: attempt.number,
        })
    }
}

impl TaskSettings {
    fn document(&self) -> &Value {
        &self.settings["tasks"][self.position]
    }
}

/// The settings of each task of a run: those that its latest task run has, unless others are given.
fn task_settings<'a>(
    tables: Tables<'_>,
    state: &RunState,
    others: impl Fn(&str) -> Option<&'a Arc<Value>>,
) -> Result<Vec<TaskSettings>, StoreError> {
    let mut tasks = Vec::new();
    let mut positions: HashMap<*const Value, HashMap<String, usize>> = HashMap::new();
    for attempt in state.latest() {
        let settings = match others(&attempt.task_key) {
            Some(settings) => Arc::clone(settings),
            None => tables.settings(attempt.settings)?,
        };
        let known = positions
            .entry(Arc::as_ptr(&settings))
            .or_insert_with(|| settings::positions(&settings));
        let position = *known.get(&attempt.task_key).ok_or_else(|| {
            StoreError::Damaged(format!(
                "the settings of task '{}' are lost",
                attempt.task_key
            ))
        })?;
        tasks.push(TaskSettings { settings, position });
    }
    Ok(tasks)
}

fn plan_of(tasks: &[TaskSettings], settings: &Value) -> Plan {
    let timeout_seconds = settings["timeout_seconds"].as_i64();
    Plan::new(tasks.iter().map(TaskSettings::document), timeout_seconds)
}

/// Where ids begin for an emulator that starts now: they are large, as the service's are, but exact
/// in a double; and beyond those of an emulator that was started before.
fn first_id(now: Millis) -> i64 {
    now.saturating_mul(1000).clamp(0, 1 << 52)
}

fn take(next_id: &mut i64) -> i64 {
    let id = *next_id;
    *next_id += 1;
    id
}
