//! What a run waits for by the clock: limits of its time, and retries that become due.

use super::{Event, RunPhase, RunState, TaskPhase};
use crate::engine::Millis;
use crate::engine::plan::Plan;

/// How long a run may be queued.
const QUEUE_TIME: Millis = 48 * 3_600_000;

impl RunState {
    /// The events that the state is waiting for by the clock, for a run that was read from a store.
    pub(crate) fn wakes(&self, plan: &Plan) -> Vec<(Millis, Event)> {
        let mut wakes = Vec::new();
        wakes.extend(self.queue_timeout());
        wakes.extend(self.run_timeout(plan));
        for (position, attempt) in self.attempts.iter().enumerate() {
            match attempt.phase {
                TaskPhase::WaitingForRetry { due } => {
                    wakes.push((due, Event::RetryDue { attempt: position }));
                }
                _ => wakes.extend(self.attempt_timeout(plan, position)),
            }
        }
        wakes
    }

    /// When a task run will have used up its time, if it is at work and has a limit.
    pub(crate) fn attempt_timeout(&self, plan: &Plan, attempt: usize) -> Option<(Millis, Event)> {
        let phase = self.attempts[attempt].phase;
        if !matches!(phase, TaskPhase::Pending | TaskPhase::Running) {
            return None;
        }
        let limit = self.rules(plan, attempt)?.timeout?;
        let due = self.attempts[attempt].started.saturating_add(limit);
        Some((due, Event::AttemptTimeout { attempt }))
    }

    /// When the run will have been queued for too long, if it is queued.
    pub(crate) fn queue_timeout(&self) -> Option<(Millis, Event)> {
        let queued = self.phase == RunPhase::Queued;
        queued.then(|| (self.created.saturating_add(QUEUE_TIME), Event::QueueTimeout))
    }

    /// When the run will have used up its time, if it is at work and has a limit.
    pub(crate) fn run_timeout(&self, plan: &Plan) -> Option<(Millis, Event)> {
        let at_work = matches!(self.phase, RunPhase::Pending | RunPhase::Running);
        let limit = plan.timeout.filter(|_| at_work)?;
        let begin = self.episode().started.max(self.admitted.unwrap_or(0));
        Some((
            begin.saturating_add(limit),
            Event::RunTimeout {
                episode: self.repair_count(),
            },
        ))
    }
}
