//! How task runs begin and are stopped: simulated ones, for-each tasks, and runs of other jobs.

use serde_json::Value;

use super::{ActiveRun, NewRun, Scheduler};
use crate::engine::limits::WorkspaceLimits;
use crate::engine::state::{
    Attempt, Effect, Ending, Event, ExecutionResult, Failure, FailureCode, Output, RunState, Step,
};
use crate::engine::{Millis, OLDER_KINDS};
use crate::execute::{
    self, EffectiveTask, Scope, Simulation, Simulator, Subject, TaskDocuments, job_parameters,
};
use crate::settings;
use crate::store::{ClusterState, Parent, StoreError, Tables};

/// How deep runs of jobs may hang below each other: a run, and three levels of run-job tasks.
const MAX_NESTING: usize = 3;

impl Scheduler {
    /// Lets a task run begin now with what [`ActiveRun::prepare`] found for it.
    pub(super) fn launch(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: usize,
        task: Result<EffectiveTask, String>,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get(&run_id) else {
            return Ok(());
        };
        let task = match task {
            Ok(task) => task,
            Err(error) => {
                // At once, but never at the same moment: one that is retried for ever would stop
                // the clock.
                self.at(now + 1, run_id, failure(attempt, error));
                return Ok(());
            }
        };
        if task.kind == "for_each_task" {
            let (at, event) = run.iterate(attempt, &task, &self.workspace.limits);
            self.at(at, run_id, event);
            return Ok(());
        }
        if task.kind == "run_job_task" {
            return match run.job_to_run(tables, attempt, &task)? {
                Ok(new) => self.start_job(tables, run_id, attempt, new, now),
                Err(error) => {
                    self.at(now + 1, run_id, failure(attempt, error));
                    Ok(())
                }
            };
        }
        if let Some(failed) = run.lost_cluster(tables, attempt)? {
            self.at(now + 1, run_id, failed);
            return Ok(());
        }
        if self.simulator.runs_code(&run.subject(attempt, &task)) {
            return self.order_start(tables, run_id, attempt, &task);
        }
        let Simulation {
            setup,
            execution,
            result,
            output,
        } = run.simulate(attempt, &task, &self.simulator, &self.workspace.limits);
        let running = now.saturating_add(setup);
        self.at(running, run_id, Event::AttemptRuns { attempt });
        let event = Event::AttemptEnds {
            attempt,
            result,
            output,
        };
        self.at(running.saturating_add(execution), run_id, event);
        Ok(())
    }

    /// Stops what a task run executes.
    pub(super) fn stop(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: usize,
        now: Millis,
    ) -> Result<(), StoreError> {
        let run = self.active.get(&run_id);
        if run.is_some_and(|run| run.state.attempts[attempt].is_local) {
            self.order_stop(run_id, attempt);
            return Ok(());
        }
        let child = run.and_then(|run| run.state.attempts[attempt].output.job_run);
        match child {
            Some(child) => self.deliver(tables, child, Event::Cancel, now),
            None => {
                let stopped = now + self.simulator.cleanup();
                self.at(stopped, run_id, Event::AttemptStopped { attempt });
                Ok(())
            }
        }
    }

    /// Tells the task that waits for this run that it has ended.
    pub(super) fn tell_parent(&mut self, run: &ActiveRun, now: Millis) {
        let Some(parent) = &run.request.parent else {
            return;
        };
        let Some(above) = self.active.get(&parent.run_id) else {
            return;
        };
        let Some(attempt) = above.state.position(parent.task_run_id) else {
            return;
        };
        let at = now.max(above.state.attempts[attempt].started + 1);
        self.at(at, parent.run_id, Self::end_of_job(attempt, &run.state));
    }

    /// What the end of a run means to the task that waits for it.
    pub(super) fn end_of_job(attempt: usize, child: &RunState) -> Event {
        let (result, error) = match &child.episode().ending {
            Some(Ending::Success | Ending::SuccessWithFailures | Ending::NothingToRun) => {
                (ExecutionResult::Success, None)
            }
            Some(Ending::Canceled) => (ExecutionResult::Canceled, None),
            Some(Ending::TimedOut) => (ExecutionResult::TimedOut, Some("timed out")),
            Some(Ending::MaxConcurrentRuns) => (
                ExecutionResult::Failed,
                Some("was skipped, too many runs of its job were active"),
            ),
            Some(Ending::QueueFull) => (
                ExecutionResult::Failed,
                Some("was skipped, too many runs of its job were queued"),
            ),
            Some(Ending::WorkspaceFull) => (
                ExecutionResult::Failed,
                Some("was skipped, too many task runs of the workspace were active"),
            ),
            Some(Ending::QueuedTooLong) => {
                (ExecutionResult::Failed, Some("was queued for too long"))
            }
            Some(Ending::Failed { .. }) | None => (ExecutionResult::Failed, Some("failed")),
        };
        Event::JobEnded {
            attempt,
            result,
            error: error.map(|what| format!("The run of the job {what}.")),
        }
    }

    fn start_job(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: usize,
        new: NewRun,
        now: Millis,
    ) -> Result<(), StoreError> {
        let child = self.next_id();
        let event = Event::JobStarted {
            attempt,
            run_id: child,
        };
        self.deliver(tables, run_id, event, now)?;
        self.start_as(tables, child, new, now)
    }
}

impl ActiveRun {
    /// The settings of the task of a task run.
    pub(super) fn document(&self, attempt: usize) -> &Value {
        self.settings_of(&self.state.attempts[attempt])
    }

    /// What the task runs that begin with this step are started with, in the order of its
    /// [`Effect::Launch`]es, or why they cannot start. Their parameters are noted in their state.
    pub(super) fn prepare(
        &mut self,
        tables: Tables<'_>,
        step: &Step,
    ) -> Result<Vec<Result<EffectiveTask, String>>, StoreError> {
        let mut prepared = Vec::new();
        for effect in &step.effects {
            if let Effect::Launch { attempt } = *effect {
                let task = self.effective(tables, attempt)?;
                let shown = task.as_ref().ok().and_then(EffectiveTask::resolved_values);
                self.state.attempts[attempt].resolved_values = shown;
                prepared.push(task);
            }
        }
        Ok(prepared)
    }

    /// What a task run is started with, or why it cannot start.
    pub(super) fn effective(
        &self,
        tables: Tables<'_>,
        attempt: usize,
    ) -> Result<Result<EffectiveTask, String>, StoreError> {
        let scope = self.scope(attempt);
        let mut task = match EffectiveTask::new(&scope, self.document(attempt)) {
            Ok(task) => task,
            Err(error) => return Ok(Err(error)),
        };
        if task.kind == "run_job_task"
            && let Some(job) = tables.job(task.job_id())?
        {
            let settings = tables.settings(job.settings_id)?;
            task.push_down(&job_parameters(&scope), &settings);
        }
        Ok(Ok(task))
    }

    /// How a task run ends whose cluster was deleted for good.
    fn lost_cluster(
        &self,
        tables: Tables<'_>,
        attempt: usize,
    ) -> Result<Option<Event>, StoreError> {
        let cluster_id = settings::key(self.document(attempt), "existing_cluster_id");
        let cluster = tables.cluster(cluster_id)?;
        let is_gone = cluster.is_some_and(|cluster| cluster.state == ClusterState::Deleted);
        Ok(is_gone.then(|| Event::AttemptEnds {
            attempt,
            result: ExecutionResult::InternalError,
            output: Output::from(Failure {
                code: FailureCode::ClusterError,
                message: format!(
                    "Run executed on existing cluster ID {cluster_id} failed since the cluster \
                     does not exist."
                ),
            }),
        }))
    }

    /// How a simulated task run goes.
    pub(super) fn simulate(
        &self,
        attempt: usize,
        task: &EffectiveTask,
        simulator: &Simulator,
        limits: &WorkspaceLimits,
    ) -> Simulation {
        simulator.simulate(&self.subject(attempt, task), limits)
    }

    /// A task run as it is about to start.
    pub(super) fn subject<'a>(&'a self, attempt: usize, task: &'a EffectiveTask) -> Subject<'a> {
        let task_run = &self.state.attempts[attempt];
        Subject {
            scope: self.scope(attempt),
            task,
            task_key: &task_run.task_key,
            attempt: task_run.number,
            iteration: task_run.iteration.map(|iteration| iteration.index),
        }
    }

    /// What a for-each task begins with, and when.
    pub(super) fn iterate(
        &self,
        attempt: usize,
        task: &EffectiveTask,
        limits: &WorkspaceLimits,
    ) -> (Millis, Event) {
        let started = self.state.attempts[attempt].started;
        let written = settings::key(&self.document(attempt)["for_each_task"], "inputs");
        match execute::inputs(task, written, limits) {
            Ok(inputs) => (started, Event::Iterate { attempt, inputs }),
            Err(error) => (started + 1, failure(attempt, error)),
        }
    }

    /// How a run-job task ends that has started no run.
    pub(super) fn not_started(
        &self,
        tables: Tables<'_>,
        attempt: usize,
        task: &EffectiveTask,
    ) -> Result<Event, StoreError> {
        let why = self.job_to_run(tables, attempt, task)?.err();
        let lost = || "The run of the job could not be started.".to_owned();
        Ok(failure(attempt, why.unwrap_or_else(lost)))
    }

    /// The run that a run-job task starts, or why it cannot.
    fn job_to_run(
        &self,
        tables: Tables<'_>,
        attempt: usize,
        task: &EffectiveTask,
    ) -> Result<Result<NewRun, String>, StoreError> {
        let job_id = task.job_id();
        let above = self.request.parent.as_ref();
        let mut jobs = above.map_or_else(Vec::new, |parent| parent.jobs.clone());
        jobs.push(self.job_id);
        if jobs.contains(&job_id) {
            return Ok(Err(format!("Job {job_id} cannot run itself.")));
        }
        if jobs.len() > MAX_NESTING {
            return Ok(Err(format!(
                "Job {job_id} is nested too deep: run-job tasks go no further than {MAX_NESTING} levels."
            )));
        }
        let Some(job) = tables.job(job_id)? else {
            return Ok(Err(format!("Job {job_id} does not exist.")));
        };
        let settings = tables.settings(job.settings_id)?;
        let older = OLDER_KINDS.iter().filter_map(|name| {
            let value = task.settings.get(*name).filter(|value| !value.is_null())?;
            Some(((*name).to_owned(), value.clone()))
        });
        let given = task
            .settings
            .get("job_parameters")
            .and_then(Value::as_object);
        let creator = self.request.creator.clone();
        let mut new = NewRun::of_job(&job, &settings, creator);
        new.request.job_parameters = given.cloned().unwrap_or_default();
        new.request.overriding_parameters = older.collect();
        new.request.parent = Some(Parent {
            run_id: self.run_id,
            task_run_id: self.state.attempts[attempt].run_id,
            jobs,
        });
        Ok(Ok(new))
    }

    pub(super) fn scope(&self, attempt: usize) -> Scope<'_> {
        Scope {
            job_id: self.job_id,
            run_id: self.run_id,
            request: &self.request,
            parameters: &self.parameters,
            state: &self.state,
            attempt: self.state.attempts.get(attempt),
            tasks: Some(self),
            workspace_url: self.workspace_url.get(),
        }
    }
}

impl TaskDocuments for ActiveRun {
    fn settings_of(&self, attempt: &Attempt) -> &Value {
        let of_task = |key: &str| {
            let position = self.plan.tasks.iter().position(|task| task.key == key);
            position.map_or(&Value::Null, |task| self.tasks[task].document())
        };
        match attempt.iteration {
            None => of_task(&attempt.task_key),
            Some(iteration) => {
                let parent = &self.state.attempts[iteration.of];
                &of_task(&parent.task_key)["for_each_task"]["task"]
            }
        }
    }
}

/// The end of a task run that could not start.
pub(super) fn failure(attempt: usize, error: String) -> Event {
    let output = Output {
        error_trace: Some(error.clone()),
        error: Some(error),
        ..Output::default()
    };
    Event::AttemptEnds {
        attempt,
        result: ExecutionResult::Failed,
        output,
    }
}
