//! Task runs one by one: how an attempt begins, ends, is stopped, and is followed by the next.

use super::step::{Effect, Event, Ids, Step};
use super::{Attempt, ExecutionResult, RunPhase, RunState, StopReason, TaskPhase, TaskResult};
use crate::engine::Millis;
use crate::engine::plan::Plan;
use crate::engine::trigger;

impl RunState {
    pub(super) fn attempt_runs(&mut self, position: usize, now: Millis, step: &mut Step) {
        let attempt = &mut self.attempts[position];
        if attempt.phase != TaskPhase::Pending {
            return;
        }
        attempt.phase = TaskPhase::Running;
        attempt.running = Some(now);
        step.changed.insert(position);
        if self.phase == RunPhase::Pending {
            self.phase = RunPhase::Running;
        }
    }

    /// Ends an attempt, then tries again or lets the dependents go on.
    pub(super) fn end_attempt(
        &mut self,
        plan: &Plan,
        position: usize,
        result: TaskResult,
        now: Millis,
        ids: Ids<'_>,
        step: &mut Step,
    ) {
        self.close(position, result, now, step);
        if self.may_retry(plan, position, result) {
            self.retry(plan, position, now, ids, step);
        } else if self.is_given_up(plan, position, result) {
            return self.stop(StopReason::Cancel, now, step);
        }
        match self.attempts[position].iteration {
            Some(iteration) => self.continue_loop(plan, iteration.of, now, ids, step),
            None => self.advance(plan, now, step),
        }
    }

    fn may_retry(&self, plan: &Plan, position: usize, result: TaskResult) -> bool {
        let attempt = &self.attempts[position];
        let stops = match attempt.iteration {
            Some(iteration) => self.attempts[iteration.of].phase != TaskPhase::Running,
            None => self.phase == RunPhase::Terminating,
        };
        let Some(rules) = self.rules(plan, position).filter(|_| !stops) else {
            return false;
        };
        if plan.retries_while_others_begin && attempt.iteration.is_none() {
            return is_failure(result) && self.another_begins(position);
        }
        let retryable = match result {
            TaskResult::Failed | TaskResult::InternalError => true,
            TaskResult::TimedOut => rules.retry_on_timeout,
            _ => false,
        };
        retryable && rules.retries.allow(attempt.retried)
    }

    /// Whether the whole run is given up because this task failed.
    fn is_given_up(&self, plan: &Plan, position: usize, result: TaskResult) -> bool {
        plan.retries_while_others_begin
            && self.attempts[position].iteration.is_none()
            && is_failure(result)
    }

    /// Whether another task runs its first attempt.
    fn another_begins(&self, position: usize) -> bool {
        let task_key = &self.attempts[position].task_key;
        self.latest().any(|other| {
            let runs = matches!(other.phase, TaskPhase::Pending | TaskPhase::Running);
            runs && other.retried == 0 && other.task_key != *task_key
        })
    }

    fn retry(&mut self, plan: &Plan, position: usize, now: Millis, ids: Ids<'_>, step: &mut Step) {
        let failed = &self.attempts[position];
        let interval = if plan.retries_while_others_begin && failed.iteration.is_none() {
            trigger::rest(failed.retried)
        } else {
            self.rules(plan, position)
                .map_or(0, |rules| rules.retry_interval)
        };
        let due = now.max(failed.started.saturating_add(interval));
        let attempt = Attempt {
            number: failed.number + 1,
            original_run_id: failed.original_run_id,
            episode: failed.episode,
            retried: failed.retried + 1,
            phase: TaskPhase::WaitingForRetry { due },
            iteration: failed.iteration,
            ..Attempt::new(ids(), failed.task_key.clone(), failed.settings)
        };
        let position = self.add(attempt, step);
        if due > now {
            let event = Box::new(Event::RetryDue { attempt: position });
            step.effects.push(Effect::Wake { at: due, event });
        } else {
            self.launch(plan, position, now, step);
        }
    }

    /// Adds a task run that counts from now on for its task, or for its iteration of one.
    pub(super) fn add(&mut self, attempt: Attempt, step: &mut Step) -> usize {
        let position = self.attempts.len();
        if attempt.iteration.is_none() {
            let attempts = &self.attempts;
            let same = |current: &&mut usize| attempts[**current].task_key == attempt.task_key;
            if let Some(current) = self.current.iter_mut().find(same) {
                *current = position;
            }
        }
        self.attempts.push(attempt);
        self.place(position);
        step.changed.insert(position);
        position
    }

    pub(super) fn launch(&mut self, plan: &Plan, position: usize, now: Millis, step: &mut Step) {
        let limit = self.rules(plan, position).and_then(|task| task.timeout);
        let attempt = &mut self.attempts[position];
        attempt.phase = TaskPhase::Pending;
        attempt.started = now;
        step.changed.insert(position);
        if let Some(limit) = limit {
            let event = Box::new(Event::AttemptTimeout { attempt: position });
            step.effects.push(Effect::Wake {
                at: now.saturating_add(limit),
                event,
            });
        }
        step.effects.push(Effect::Launch { attempt: position });
    }

    /// Stops one task run: at once if it does not execute.
    pub(super) fn stop_attempt(
        &mut self,
        position: usize,
        reason: StopReason,
        now: Millis,
        step: &mut Step,
    ) {
        let attempt = &mut self.attempts[position];
        match attempt.phase {
            TaskPhase::Pending | TaskPhase::Running => {
                attempt.phase = TaskPhase::Terminating;
                attempt.stopping = Some((now, reason));
                step.changed.insert(position);
                if attempt.inputs.is_some() {
                    self.stop_loop(position, reason, now, step);
                } else {
                    step.effects.push(Effect::Stop { attempt: position });
                }
            }
            TaskPhase::Queued | TaskPhase::Blocked | TaskPhase::WaitingForRetry { .. } => {
                attempt.stopping = Some((now, reason));
                self.close(position, TaskResult::Canceled, now, step);
            }
            TaskPhase::Terminating | TaskPhase::Terminated => {}
        }
    }

    pub(super) fn close(
        &mut self,
        position: usize,
        result: TaskResult,
        now: Millis,
        step: &mut Step,
    ) {
        let attempt = &mut self.attempts[position];
        attempt.phase = TaskPhase::Terminated;
        attempt.result = Some(result);
        attempt.ended = Some(now);
        step.changed.insert(position);
    }
}

impl Attempt {
    /// What it comes to when it is stopped.
    pub(super) fn stopped_as(&self) -> TaskResult {
        match self.stopping {
            Some((_, StopReason::Timeout)) => TaskResult::TimedOut,
            _ => TaskResult::Canceled,
        }
    }
}

fn is_failure(result: TaskResult) -> bool {
    matches!(
        result,
        TaskResult::Failed | TaskResult::InternalError | TaskResult::TimedOut
    )
}

impl From<ExecutionResult> for TaskResult {
    fn from(result: ExecutionResult) -> Self {
        match result {
            ExecutionResult::Success => Self::Success,
            ExecutionResult::Failed => Self::Failed,
            ExecutionResult::InternalError => Self::InternalError,
            ExecutionResult::TimedOut => Self::TimedOut,
            ExecutionResult::Canceled => Self::Canceled,
        }
    }
}
