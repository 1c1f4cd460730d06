//! The state machine of a run: what a job run and its task runs become by an event at a moment.
//!
//! Here is how a run can stand; [`step`] has what leads from one to the next. Both are pure: no I/O,
//! no clock, no threads.

mod attempts;
mod iterations;
mod output;
mod step;
#[cfg(test)]
mod tests;
mod timeouts;
mod verdict;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::output::{Failure, FailureCode, Output};
pub(crate) use self::step::{Effect, Event, Ids, Step};
use super::Millis;
use super::plan::{Plan, TaskPlan};

/// How a job run stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RunState {
    pub(crate) phase: RunPhase,
    /// Why it is being stopped, while and after it is.
    pub(crate) stop: Option<StopReason>,
    /// When it was created.
    pub(crate) created: Millis,
    /// When it left the queue; none while it is queued, and if it never did.
    pub(crate) admitted: Option<Millis>,
    /// What it waits for while it is queued.
    #[serde(default)]
    pub(crate) queue_reason: QueueReason,
    /// The original run, then one for each repair.
    pub(crate) episodes: Vec<Episode>,
    /// All task runs, in the order in which they came to be.
    #[serde(skip)]
    pub(crate) attempts: Vec<Attempt>,
    /// For each task of the plan, the position of the task run that counts: its latest.
    #[serde(skip)]
    current: Vec<usize>,
    /// For each run of a for-each task that has its inputs, by its position: for each input, the
    /// position of the iteration that counts.
    #[serde(skip)]
    loops: BTreeMap<usize, Vec<Option<usize>>>,
}

/// What a queued run waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum QueueReason {
    /// That fewer runs of its job are active.
    #[default]
    MaxConcurrentRuns,
    /// That fewer task runs of the workspace are active.
    ActiveRuns,
    /// That fewer run-job and for-each tasks of the workspace are active.
    ActiveRunJobTasks,
}

/// How far a job run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RunPhase {
    /// Waits until fewer runs of its job are active.
    Queued,
    /// Admitted, no task runs yet.
    Pending,
    Running,
    /// Being cancelled, or ended for lack of time.
    Terminating,
    Terminated,
}

/// The original run or one repair of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Episode {
    /// Id of the repair; none for the original run.
    pub(crate) repair_id: Option<i64>,
    pub(crate) started: Millis,
    pub(crate) ended: Option<Millis>,
    pub(crate) ending: Option<Ending>,
}

/// What a job run has come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Ending {
    Success,
    /// Tasks failed, but none of the last ones did.
    SuccessWithFailures,
    Failed {
        /// The first task that failed.
        task_key: String,
        /// What it came to.
        result: TaskResult,
        /// Whether others were not run because of it.
        skipped_others: bool,
        /// Why the service failed it, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        failure: Option<Failure>,
    },
    Canceled,
    TimedOut,
    /// Too many runs of its job were active.
    MaxConcurrentRuns,
    /// Too many runs of its job were queued.
    QueueFull,
    /// Too many task runs of the workspace were active.
    WorkspaceFull,
    /// It was queued for longer than runs may be.
    QueuedTooLong,
    /// The job has no tasks.
    NothingToRun,
}

/// One attempt at a task: a task run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Attempt {
    pub(crate) run_id: i64,
    pub(crate) task_key: String,
    /// Counts the attempts at the task from 0, over retries and repairs.
    pub(crate) number: u32,
    /// The first attempt of this series of retries.
    pub(crate) original_run_id: i64,
    /// The episode that it belongs to.
    pub(crate) episode: usize,
    /// How many attempts failed before it in this episode.
    pub(crate) retried: u32,
    /// Version of the settings that it runs with.
    pub(crate) settings: i64,
    pub(crate) phase: TaskPhase,
    /// When its preparation began; 0 if it never did.
    pub(crate) started: Millis,
    /// When it began to execute.
    pub(crate) running: Option<Millis>,
    /// When its end was asked for, and why.
    pub(crate) stopping: Option<(Millis, StopReason)>,
    pub(crate) ended: Option<Millis>,
    pub(crate) result: Option<TaskResult>,
    /// What it left behind.
    pub(crate) output: Output,
    /// What a for-each task goes through, once it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) inputs: Option<Vec<Value>>,
    /// Which iteration of a for-each task it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) iteration: Option<Iteration>,
    /// The parameters that it was started with, as the service shows them; none if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) resolved_values: Option<Value>,
    /// Whether its code is run on this machine.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_local: bool,
}

/// The place of a task run among the iterations of a for-each task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Iteration {
    /// Position of the for-each task's own run among the task runs.
    pub(crate) of: usize,
    /// Place of its input, from 0.
    pub(crate) index: usize,
}

/// How far a task run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TaskPhase {
    /// Waits until the run is admitted.
    Queued,
    /// Waits for other tasks.
    Blocked,
    /// Waits until the retry interval is over.
    WaitingForRetry {
        due: Millis,
    },
    /// Compute is prepared.
    Pending,
    Running,
    Terminating,
    Terminated,
}

/// What a task run has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TaskResult {
    Success,
    Failed,
    /// The service failed it, not its own code.
    InternalError,
    TimedOut,
    Canceled,
    UpstreamFailed,
    UpstreamCanceled,
    Excluded,
    Disabled,
}

impl TaskResult {
    /// Whether a repair of what failed runs the task again.
    pub(crate) fn is_unsuccessful(self) -> bool {
        !matches!(self, Self::Success | Self::Excluded | Self::Disabled)
    }
}

/// Why a run is stopped before its own end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum StopReason {
    Cancel,
    Timeout,
}

/// How the execution of a task run ended of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExecutionResult {
    Success,
    Failed,
    InternalError,
    TimedOut,
    /// Somebody cancelled what it waited for.
    Canceled,
}

impl RunState {
    /// A run that waits to be admitted, with a first attempt at each task of the plan.
    pub(crate) fn new(plan: &Plan, settings: i64, now: Millis, ids: Ids<'_>) -> Self {
        let mut state = Self {
            phase: RunPhase::Queued,
            stop: None,
            created: now,
            admitted: None,
            queue_reason: QueueReason::default(),
            episodes: vec![Episode {
                repair_id: None,
                started: now,
                ended: None,
                ending: None,
            }],
            attempts: Vec::with_capacity(plan.tasks.len()),
            current: Vec::new(),
            loops: BTreeMap::new(),
        };
        for task in &plan.tasks {
            let waits = !task.dependencies.is_empty();
            let phase = if waits {
                TaskPhase::Blocked
            } else {
                TaskPhase::Queued
            };
            let run_id = ids();
            state.attempts.push(Attempt {
                original_run_id: run_id,
                phase,
                ..Attempt::new(run_id, task.key.clone(), settings)
            });
        }
        state.current = (0..state.attempts.len()).collect();
        state
    }

    /// Puts back the task runs of a state that was stored, and finds those that count.
    pub(crate) fn restore(&mut self, attempts: Vec<Attempt>) {
        let mut tasks = HashMap::new();
        self.current.clear();
        for (position, attempt) in attempts.iter().enumerate() {
            if attempt.iteration.is_some() {
                continue;
            }
            match tasks.entry(attempt.task_key.as_str()) {
                Entry::Occupied(task) => self.current[*task.get()] = position,
                Entry::Vacant(task) => {
                    task.insert(self.current.len());
                    self.current.push(position);
                }
            }
        }
        self.attempts = attempts;
        self.restore_iterations();
    }

    /// Whether something is still to happen to it.
    pub(crate) fn is_active(&self) -> bool {
        self.phase != RunPhase::Terminated
    }

    /// The newest episode: the one that the run's own state tells of.
    pub(crate) fn episode(&self) -> &Episode {
        // `new` makes the first one and none is ever removed; an empty list would be a damaged row.
        const LOST: &Episode = &Episode {
            repair_id: None,
            started: 0,
            ended: None,
            ending: None,
        };
        self.episodes.last().unwrap_or(LOST)
    }

    /// When it ended, unless it is active.
    pub(crate) fn ended(&self) -> Option<Millis> {
        self.episode().ended.filter(|_| !self.is_active())
    }

    /// Number of repairs.
    pub(crate) fn repair_count(&self) -> usize {
        self.episodes.len().saturating_sub(1)
    }

    /// The task runs that count, one for each task, in the order of the plan.
    pub(crate) fn latest(&self) -> impl Iterator<Item = &Attempt> {
        self.current
            .iter()
            .map(|position| &self.attempts[*position])
    }

    /// What of the settings decides how a task run goes.
    fn rules<'p>(&self, plan: &'p Plan, position: usize) -> Option<&'p TaskPlan> {
        let attempt = &self.attempts[position];
        match attempt.iteration {
            None => plan.task(&attempt.task_key),
            Some(iteration) => {
                let each = plan.task(&self.attempts[iteration.of].task_key)?;
                each.for_each.as_ref().map(|each| &each.nested)
            }
        }
    }

    /// The position of the task run with this id.
    pub(crate) fn position(&self, run_id: i64) -> Option<usize> {
        self.attempts
            .iter()
            .position(|attempt| attempt.run_id == run_id)
    }

    /// How long it has been at work, repairs included and waiting for a slot not.
    pub(crate) fn run_duration(&self, now: Millis) -> Millis {
        let waited = self.admitted.unwrap_or(now) - self.created;
        let worked: Millis = self
            .episodes
            .iter()
            .map(|episode| episode.ended.unwrap_or(now) - episode.started)
            .sum();
        (worked - waited).max(0)
    }
}

impl Attempt {
    /// A first attempt that waits for others.
    fn new(run_id: i64, task_key: String, settings: i64) -> Self {
        Self {
            run_id,
            task_key,
            number: 0,
            original_run_id: run_id,
            episode: 0,
            retried: 0,
            settings,
            phase: TaskPhase::Blocked,
            started: 0,
            running: None,
            stopping: None,
            ended: None,
            result: None,
            output: Output::default(),
            inputs: None,
            iteration: None,
            resolved_values: None,
            is_local: false,
        }
    }
}
