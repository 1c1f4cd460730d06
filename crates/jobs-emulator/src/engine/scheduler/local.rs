//! Task runs whose code runs on this machine: what is ordered of the outside, and what comes back.
//!
//! The scheduler never waits for a process. It says what it wants done ([`Order`]), which is taken
//! from it once the reason is stored, and is told later what happened.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ActiveRun, Scheduler};
use crate::engine::Millis;
use crate::engine::state::{Event, ExecutionResult, Failure, FailureCode, Output, TaskPhase};
use crate::execute::local::{LocalTask, Parameters, TaskRun};
use crate::execute::{EffectiveTask, Order, task_values};
use crate::settings;
use crate::store::{StoreError, Tables};

impl Scheduler {
    /// What is to be done outside, now that what was done is stored.
    pub(crate) fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// The code of a task run begins to execute.
    pub(crate) fn process_runs(
        &mut self,
        tables: Tables<'_>,
        task_run: TaskRun,
        now: Millis,
    ) -> Result<(), StoreError> {
        match self.attempt_of(task_run) {
            Some(attempt) => {
                let event = Event::AttemptRuns { attempt };
                self.deliver(tables, task_run.job_run_id, event, now)
            }
            None => Ok(()),
        }
    }

    /// Whether this task run is one of an active run.
    pub(crate) fn knows(&self, task_run: TaskRun) -> bool {
        self.attempt_of(task_run).is_some()
    }

    /// What ran the code of a task run has ended.
    pub(crate) fn process_ended(
        &mut self,
        tables: Tables<'_>,
        task_run: TaskRun,
        mut result: ExecutionResult,
        mut output: Output,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get(&task_run.job_run_id) else {
            return Ok(());
        };
        let Some(attempt) = run.state.position(task_run.run_id) else {
            return Ok(());
        };
        let limits = &self.workspace.limits;
        task_values::enforce(&mut result, &mut output, &run.scope(attempt), limits);
        let event = Event::ProcessEnded {
            attempt,
            result,
            output,
        };
        self.deliver(tables, task_run.job_run_id, event, now)
    }

    /// Orders that the code of a task run be run, and notes that it is.
    pub(super) fn order_start(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: usize,
        task: &EffectiveTask,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get_mut(&run_id) else {
            return Ok(());
        };
        run.state.attempts[attempt].is_local = true;
        tables.save_run(run_id, &run.state, &BTreeSet::from([attempt]))?;
        let task = Box::new(run.local_task(attempt, task));
        self.orders.push(Order::Start(task));
        Ok(())
    }

    pub(super) fn order_stop(&mut self, run_id: i64, attempt: usize) {
        if let Some(run) = self.active.get(&run_id) {
            self.orders.push(Order::Stop(run.task_run(attempt)));
        }
    }

    fn attempt_of(&self, task_run: TaskRun) -> Option<usize> {
        let run = self.active.get(&task_run.job_run_id)?;
        run.state.position(task_run.run_id)
    }
}

impl ActiveRun {
    fn task_run(&self, attempt: usize) -> TaskRun {
        TaskRun {
            job_run_id: self.run_id,
            run_id: self.state.attempts[attempt].run_id,
        }
    }

    /// How a task run ends whose process is gone, because the emulator is another one.
    pub(super) fn lost_process(&self, attempt: usize, now: Millis) -> Option<(Millis, Event)> {
        let task_run = &self.state.attempts[attempt];
        let is_active = matches!(
            task_run.phase,
            TaskPhase::Pending | TaskPhase::Running | TaskPhase::Terminating
        );
        let message = "The driver is lost: jobs-emulator ended while the task was run.";
        let output = Output::from(Failure {
            code: FailureCode::DriverError,
            message: message.to_owned(),
        });
        let event = Event::ProcessEnded {
            attempt,
            result: ExecutionResult::InternalError,
            output,
        };
        // Never at the moment of its start: one that is retried for ever would stop the clock.
        is_active.then(|| (now.max(task_run.started + 1), event))
    }

    /// A task run as it is given to the outside.
    fn local_task(&self, attempt: usize, effective: &EffectiveTask) -> LocalTask {
        let task = self.document(attempt);
        let all = self.settings_of(attempt);
        let values = self.state.latest().map(|other| {
            let values = Value::Object(other.output.values.clone());
            (other.task_key.clone(), values)
        });
        LocalTask {
            task_run: self.task_run(attempt),
            job_id: self.job_id,
            task_key: self.state.attempts[attempt].task_key.clone(),
            parameters: Parameters::of(effective),
            values: values.collect(),
            dependencies: dependencies(all, task),
            from_git: all["git_source"].is_object(),
            identity: identity(all, &self.request.creator),
            settings: json!({
                (effective.kind.as_str()): effective.settings,
                "libraries": task["libraries"],
            }),
        }
    }

    /// The settings of the job that a task run is of.
    fn settings_of(&self, attempt: usize) -> &Value {
        let mut attempt = &self.state.attempts[attempt];
        if let Some(iteration) = attempt.iteration {
            attempt = &self.state.attempts[iteration.of];
        }
        let tasks = self.plan.tasks.iter();
        let position = tasks
            .map(|task| &task.key)
            .position(|key| *key == attempt.task_key);
        position.map_or(&Value::Null, |task| &self.tasks[task].settings)
    }
}

/// What the environment of a task depends on, if it names one.
fn dependencies(all: &Value, task: &Value) -> Vec<String> {
    let wanted = settings::key(task, "environment_key");
    let mut environments = settings::elements(all, "environments").iter();
    let environment = environments
        .find(|environment| !wanted.is_empty() && environment["environment_key"] == wanted);
    let dependencies = environment.map_or(&[][..], |environment| {
        settings::elements(&environment["spec"], "dependencies")
    });
    let texts = dependencies.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// Whom a run acts as: as it is set, or else as its creator.
fn identity(all: &Value, creator: &str) -> String {
    let run_as = &all["run_as"];
    let named = ["user_name", "service_principal_name"]
        .iter()
        .find_map(|name| run_as[*name].as_str());
    named.unwrap_or(creator).to_owned()
}
