//! What a job run and its task runs become by an event at a moment.
//!
//! A step reads nothing but its arguments. What is to happen outside it says with [`Effect`]s, and
//! which task runs it changed with [`Step::changed`], so that only these are stored again.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Attempt, Ending, Episode, ExecutionResult, Output, QueueReason, RunPhase, RunState, StopReason,
    TaskPhase, TaskResult,
};
use crate::engine::Millis;
use crate::engine::plan::Plan;

/// What happens to a run. Attempts are named by their position in [`RunState::attempts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// It may start now.
    Admit,
    /// It has to wait for this before it may start.
    Wait { reason: QueueReason },
    /// It may not start and is not queued either.
    Refuse { ending: Ending },
    /// Compute is ready and the task executes.
    AttemptRuns { attempt: usize },
    /// The execution ended of its own.
    AttemptEnds {
        attempt: usize,
        result: ExecutionResult,
        output: Output,
    },
    /// The process that executed the task has ended: of its own, or because it was to be stopped.
    ProcessEnded {
        attempt: usize,
        result: ExecutionResult,
        output: Output,
    },
    /// The inputs of a for-each task are known: it begins with its iterations.
    Iterate { attempt: usize, inputs: Vec<Value> },
    /// The run of another job, which the task waits for, was started.
    JobStarted { attempt: usize, run_id: i64 },
    /// The run of another job, which the task waits for, has ended.
    JobEnded {
        attempt: usize,
        result: ExecutionResult,
        error: Option<String>,
    },
    /// The execution, which was to be stopped, has stopped.
    AttemptStopped { attempt: usize },
    /// The attempt has used up its time.
    AttemptTimeout { attempt: usize },
    /// The retry interval is over.
    RetryDue { attempt: usize },
    /// The run was queued for as long as runs may be.
    QueueTimeout,
    /// The run has used up its time in this episode.
    RunTimeout { episode: usize },
    /// Somebody cancels the run.
    Cancel,
    /// Somebody cancels one task run.
    CancelAttempt { attempt: usize },
}

/// What is to happen outside the state machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Start to execute a task run; [`Event::AttemptRuns`] and [`Event::AttemptEnds`] follow, for a
    /// for-each task [`Event::Iterate`], for a run-job task [`Event::JobStarted`] and
    /// [`Event::JobEnded`], and for one that runs its code on this machine
    /// [`Event::ProcessEnded`] at the end.
    Launch { attempt: usize },
    /// Stop executing a task run; [`Event::AttemptStopped`] or [`Event::JobEnded`] follows.
    Stop { attempt: usize },
    /// Come back with this event then.
    Wake { at: Millis, event: Box<Event> },
    /// The run has ended and holds no slot any more.
    Ended,
}

/// What a step did and wants done.
#[derive(Debug, Default)]
pub(crate) struct Step {
    pub(crate) effects: Vec<Effect>,
    /// Positions of the task runs that it added or changed.
    pub(crate) changed: BTreeSet<usize>,
}

/// Where new ids come from.
pub(crate) type Ids<'a> = &'a mut dyn FnMut() -> i64;

impl RunState {
    /// What becomes of the run by this event at this moment. Events that come too late, such as
    /// the end of an execution that was stopped, change nothing.
    pub(crate) fn step(&mut self, plan: &Plan, event: Event, now: Millis, ids: Ids<'_>) -> Step {
        let mut step = Step::default();
        match event {
            Event::Admit => self.admit(plan, now, &mut step),
            Event::Wait { reason } => self.queue_reason = reason,
            Event::Refuse { ending } => self.refuse(ending, now, &mut step),
            Event::QueueTimeout => {
                if self.phase == RunPhase::Queued {
                    self.refuse(Ending::QueuedTooLong, now, &mut step);
                }
            }
            Event::AttemptRuns { attempt } => self.attempt_runs(attempt, now, &mut step),
            Event::AttemptEnds {
                attempt,
                result,
                output,
            } => {
                let phase = self.attempts[attempt].phase;
                if matches!(phase, TaskPhase::Pending | TaskPhase::Running) {
                    self.attempts[attempt].output = output;
                    self.end_attempt(plan, attempt, result.into(), now, ids, &mut step);
                }
            }
            Event::ProcessEnded {
                attempt,
                result,
                output,
            } => {
                let result = match self.attempts[attempt].phase {
                    TaskPhase::Pending | TaskPhase::Running => result.into(),
                    TaskPhase::Terminating => self.attempts[attempt].stopped_as(),
                    _ => return step,
                };
                self.attempts[attempt].output = output;
                self.end_attempt(plan, attempt, result, now, ids, &mut step);
            }
            Event::Iterate { attempt, inputs } => {
                self.iterate(plan, attempt, inputs, now, ids, &mut step);
            }
            Event::JobStarted { attempt, run_id } => {
                self.attempts[attempt].output.job_run = Some(run_id);
                self.attempt_runs(attempt, now, &mut step);
            }
            Event::JobEnded {
                attempt,
                result,
                error,
            } => {
                let result = match self.attempts[attempt].phase {
                    TaskPhase::Running => result.into(),
                    TaskPhase::Terminating => self.attempts[attempt].stopped_as(),
                    _ => return step,
                };
                self.attempts[attempt].output.error = error;
                self.end_attempt(plan, attempt, result, now, ids, &mut step);
            }
            Event::AttemptStopped { attempt } => {
                if self.attempts[attempt].phase == TaskPhase::Terminating {
                    let result = self.attempts[attempt].stopped_as();
                    self.end_attempt(plan, attempt, result, now, ids, &mut step);
                }
            }
            Event::AttemptTimeout { attempt } => {
                // As with the limit of the run: it may have been raised since.
                let due = self.attempt_timeout(plan, attempt);
                if due.is_some_and(|(due, _)| due <= now) {
                    self.stop_attempt(attempt, StopReason::Timeout, now, &mut step);
                    self.advance(plan, now, &mut step);
                }
            }
            Event::RetryDue { attempt } => {
                if matches!(
                    self.attempts[attempt].phase,
                    TaskPhase::WaitingForRetry { .. }
                ) {
                    self.launch(plan, attempt, now, &mut step);
                }
            }
            Event::RunTimeout { episode } => {
                // The limit may have been raised since: then the event for the new one is on its way.
                let due = self.run_timeout(plan).is_some_and(|(due, _)| due <= now);
                if due && episode == self.repair_count() {
                    self.stop(StopReason::Timeout, now, &mut step);
                }
            }
            Event::Cancel => self.stop(StopReason::Cancel, now, &mut step),
            Event::CancelAttempt { attempt } => {
                self.stop_attempt(attempt, StopReason::Cancel, now, &mut step);
                match self.attempts[attempt].iteration {
                    Some(iteration) => {
                        self.continue_loop(plan, iteration.of, now, ids, &mut step);
                    }
                    None => self.advance(plan, now, &mut step),
                }
            }
        }
        step
    }

    /// Runs tasks of an ended run again, with a new attempt at each.
    pub(crate) fn repair(
        &mut self,
        plan: &Plan,
        tasks: &[usize],
        repair_id: i64,
        settings: i64,
        now: Millis,
        ids: Ids<'_>,
    ) -> Step {
        let mut step = Step::default();
        self.episodes.push(Episode {
            repair_id: Some(repair_id),
            started: now,
            ended: None,
            ending: None,
        });
        self.stop = None;
        for task in tasks {
            let number = self.attempts[self.current[*task]].number + 1;
            let run_id = ids();
            let attempt = Attempt {
                number,
                original_run_id: run_id,
                episode: self.repair_count(),
                ..Attempt::new(run_id, plan.tasks[*task].key.clone(), settings)
            };
            self.add(attempt, &mut step);
        }
        self.begin_episode(plan, now, &mut step);
        step
    }

    fn admit(&mut self, plan: &Plan, now: Millis, step: &mut Step) {
        if self.phase == RunPhase::Queued {
            self.admitted = Some(now);
            self.begin_episode(plan, now, step);
        }
    }

    fn begin_episode(&mut self, plan: &Plan, now: Millis, step: &mut Step) {
        self.phase = RunPhase::Pending;
        if plan.tasks.is_empty() {
            self.end(Ending::NothingToRun, now, step);
            return;
        }
        if let Some((at, event)) = self.run_timeout(plan) {
            let event = Box::new(event);
            step.effects.push(Effect::Wake { at, event });
        }
        self.advance(plan, now, step);
    }

    fn refuse(&mut self, ending: Ending, now: Millis, step: &mut Step) {
        for position in 0..self.attempts.len() {
            self.close(position, TaskResult::Excluded, now, step);
        }
        self.end(ending, now, step);
    }

    /// Stops the whole run.
    pub(super) fn stop(&mut self, reason: StopReason, now: Millis, step: &mut Step) {
        if matches!(self.phase, RunPhase::Terminating | RunPhase::Terminated) {
            return;
        }
        self.phase = RunPhase::Terminating;
        self.stop = Some(reason);
        for task in 0..self.current.len() {
            let position = self.current[task];
            if self.attempts[position].phase == TaskPhase::Blocked {
                self.close(position, TaskResult::UpstreamCanceled, now, step);
            } else {
                self.stop_attempt(position, reason, now, step);
            }
        }
        self.end_if_stopped(now, step);
    }

    /// Lets start what may start, and ends the run when nothing is left.
    pub(super) fn advance(&mut self, plan: &Plan, now: Millis, step: &mut Step) {
        match self.phase {
            RunPhase::Terminating => return self.end_if_stopped(now, step),
            RunPhase::Pending | RunPhase::Running => {}
            RunPhase::Queued | RunPhase::Terminated => return,
        }
        // A task that is skipped may decide the next one: until nothing changes.
        let mut decided = true;
        while decided {
            decided = false;
            for task in 0..plan.tasks.len() {
                let position = self.current[task];
                let waits = matches!(
                    self.attempts[position].phase,
                    TaskPhase::Queued | TaskPhase::Blocked
                );
                if waits && let Some(verdict) = self.verdict(plan, task) {
                    match verdict {
                        None => self.launch(plan, position, now, step),
                        Some(result) => {
                            self.close(position, result, now, step);
                            decided = true;
                        }
                    }
                }
            }
        }
        if self
            .latest()
            .all(|attempt| attempt.phase == TaskPhase::Terminated)
        {
            let ending = self.ending(plan);
            self.end(ending, now, step);
        }
    }

    fn end_if_stopped(&mut self, now: Millis, step: &mut Step) {
        if self
            .latest()
            .all(|attempt| attempt.phase == TaskPhase::Terminated)
        {
            let ending = match self.stop {
                Some(StopReason::Timeout) => Ending::TimedOut,
                _ => Ending::Canceled,
            };
            self.end(ending, now, step);
        }
    }

    fn end(&mut self, ending: Ending, now: Millis, step: &mut Step) {
        self.phase = RunPhase::Terminated;
        if let Some(episode) = self.episodes.last_mut() {
            episode.ended = Some(now);
            episode.ending = Some(ending);
        }
        step.effects.push(Effect::Ended);
    }
}
