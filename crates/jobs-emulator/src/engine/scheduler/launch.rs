//! How task runs begin and are stopped: simulated ones, for-each tasks, and runs of other jobs.

use serde_json::{Map, Value};

use super::{ActiveRun, NewRun, Scheduler};
use crate::engine::state::{Ending, Event, ExecutionResult, Output, RunState};
use crate::engine::{Millis, OLDER_KINDS};
use crate::execute::{self, Scope, Simulation, Simulator, Subject};
use crate::settings;
use crate::store::{Parent, StoreError, Tables};

/// How deep runs of jobs may hang below each other: a run, and three levels of run-job tasks.
const MAX_NESTING: usize = 3;

impl Scheduler {
    /// Lets a task run begin now.
    pub(super) fn launch(
        &mut self,
        tables: Tables<'_>,
        run_id: i64,
        attempt: usize,
        now: Millis,
    ) -> Result<(), StoreError> {
        let Some(run) = self.active.get(&run_id) else {
            return Ok(());
        };
        let document = run.document(attempt);
        if document["for_each_task"].is_object() {
            let (at, event) = run.iterate(attempt);
            self.at(at, run_id, event);
            return Ok(());
        }
        if document["run_job_task"].is_object() {
            return match run.job_to_run(tables, attempt)? {
                Ok(new) => self.start_job(tables, run_id, attempt, new, now),
                Err(error) => {
                    // At once, but never at the same moment: one that is retried for ever would
                    // stop the clock.
                    self.at(now + 1, run_id, failure(attempt, error));
                    Ok(())
                }
            };
        }
        let Simulation {
            setup,
            execution,
            result,
            output,
        } = run.simulate(attempt, &self.simulator);
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
        let attempt = &self.state.attempts[attempt];
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

    /// How a simulated task run goes.
    pub(super) fn simulate(&self, attempt: usize, simulator: &Simulator) -> Simulation {
        let task_run = &self.state.attempts[attempt];
        simulator.simulate(&Subject {
            scope: self.scope(attempt),
            task: self.document(attempt),
            task_key: &task_run.task_key,
            attempt: task_run.number,
            iteration: task_run.iteration.map(|iteration| iteration.index),
        })
    }

    /// What a for-each task begins with, and when.
    pub(super) fn iterate(&self, attempt: usize) -> (Millis, Event) {
        let started = self.state.attempts[attempt].started;
        let for_each = &self.document(attempt)["for_each_task"];
        match execute::inputs(&self.scope(attempt), for_each) {
            Ok(inputs) => (started, Event::Iterate { attempt, inputs }),
            Err(error) => (started + 1, failure(attempt, error)),
        }
    }

    /// How a run-job task ends that has started no run.
    pub(super) fn not_started(
        &self,
        tables: Tables<'_>,
        attempt: usize,
    ) -> Result<Event, StoreError> {
        let why = self.job_to_run(tables, attempt)?.err();
        let lost = || "The run of the job could not be started.".to_owned();
        Ok(failure(attempt, why.unwrap_or_else(lost)))
    }

    /// The run that a run-job task starts, or why it cannot.
    fn job_to_run(
        &self,
        tables: Tables<'_>,
        attempt: usize,
    ) -> Result<Result<NewRun, String>, StoreError> {
        let task = &self.document(attempt)["run_job_task"];
        let job_id = task["job_id"].as_i64().unwrap_or(0);
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
        let scope = self.scope(attempt);
        let older = OLDER_KINDS.iter().filter_map(|name| {
            let value = task.get(*name).filter(|value| !value.is_null())?;
            Some(((*name).to_owned(), scope.resolve_in(value)))
        });
        let creator = self.request.creator.clone();
        let mut new = NewRun::of_job(&job, &settings, creator);
        new.request.job_parameters = self.parameters_for(&settings, task, &scope);
        new.request.overriding_parameters = older.collect();
        new.request.parent = Some(Parent {
            run_id: scope.run_id,
            task_run_id: self.state.attempts[attempt].run_id,
            jobs,
        });
        Ok(Ok(new))
    }

    /// The job parameters of a run that a task starts: those of this run that the other job declares
    /// as well, and over them those that the task names.
    fn parameters_for(
        &self,
        settings: &Value,
        task: &Value,
        scope: &Scope<'_>,
    ) -> Map<String, Value> {
        let declared = settings::elements(settings, "parameters").iter();
        let mut parameters: Map<String, Value> = declared
            .filter_map(|parameter| {
                let name = settings::key(parameter, "name");
                Some((name.to_owned(), self.parameters.get(name)?.clone()))
            })
            .collect();
        if let Value::Object(own) = scope.resolve_in(&task["job_parameters"]) {
            parameters.extend(own);
        }
        parameters
    }

    fn scope(&self, attempt: usize) -> Scope<'_> {
        Scope {
            job_id: self.job_id,
            job_name: &self.request.run_name,
            run_id: self.run_id,
            parameters: &self.parameters,
            state: &self.state,
            attempt: self.state.attempts.get(attempt),
        }
    }
}

fn failure(attempt: usize, error: String) -> Event {
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
