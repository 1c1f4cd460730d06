//! What the time of a run went into.

use std::time::Duration;

use crate::runs::state;
use crate::types::{Run, RunTask};

/// What a run spends its time with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// It waits in the queue.
    Queue,
    /// Compute is made ready.
    Setup,
    /// Its code runs. What the service tells of no part counts here too.
    Execution,
    /// What it left behind is tidied up.
    Cleanup,
}

impl Part {
    /// All parts, in the order in which a run goes through them.
    pub const ALL: [Self; 4] = [Self::Queue, Self::Setup, Self::Execution, Self::Cleanup];

    /// Its name: `queue`, `setup`, `execution` or `cleanup`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Setup => "setup",
            Self::Execution => "execution",
            Self::Cleanup => "cleanup",
        }
    }
}

/// A stretch of time that went into one part. Moments are in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Phase {
    /// What the time went into.
    pub part: Part,
    /// When it began.
    pub start: i64,
    /// When it ended, not before it began.
    pub end: i64,
}

impl Phase {
    /// How long it took.
    #[must_use]
    pub fn duration(&self) -> Duration {
        between(self.start, self.end)
    }
}

/// The time from one moment to a later one; none if it is not later.
pub(super) fn between(start: i64, end: i64) -> Duration {
    let millis = end.saturating_sub(start);
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}

/// What the service tells of the time of a run.
struct Told<'a> {
    state: &'a str,
    /// 0 if it never started.
    start: i64,
    /// 0 if it has not ended.
    end: i64,
    has_ended: bool,
    /// The four parts, in their order.
    parts: [i64; 4],
}

/// The phases of a task run; none if it never started.
pub(super) fn of_task(task: &RunTask, now: i64) -> Vec<Phase> {
    Told {
        state: state::word(task.status.as_deref(), task.state.as_deref()),
        start: task.start_time.unwrap_or(0),
        end: task.end_time.unwrap_or(0),
        has_ended: task.outcome().is_some(),
        parts: [
            task.queue_duration,
            task.setup_duration,
            task.execution_duration,
            task.cleanup_duration,
        ]
        .map(|part| part.unwrap_or(0)),
    }
    .phases(now)
}

/// The phases of a run that is itself the run of its one task; none if it has tasks.
pub(super) fn of_run(run: &Run, now: i64) -> Option<Vec<Phase>> {
    let has_tasks = run.tasks.as_ref().is_some_and(|tasks| !tasks.is_empty());
    (!has_tasks).then(|| {
        Told {
            state: state::word(run.status.as_deref(), run.state.as_deref()),
            start: run.start_time.unwrap_or(0),
            end: run.end_time.unwrap_or(0),
            has_ended: run.outcome().is_some(),
            parts: [
                run.queue_duration,
                run.setup_duration,
                run.execution_duration,
                run.cleanup_duration,
            ]
            .map(|part| part.unwrap_or(0)),
        }
        .phases(now)
    })
}

/// The time that a run with tasks was queued as a whole.
pub(super) fn run_queue(run: &Run, now: i64) -> Option<Phase> {
    let start = run.start_time.filter(|start| *start > 0)?;
    let tasks = run.tasks.as_ref().filter(|tasks| !tasks.is_empty())?;
    let is_queued = state::word(run.status.as_deref(), run.state.as_deref()) == "QUEUED";
    let told = run.queue_duration.unwrap_or(0).max(0);
    let length = if is_queued {
        told.max(now.saturating_sub(start))
    } else {
        told
    };
    // A run counts from when it was created or from when it left the queue: what began meanwhile
    // tells which.
    let until = start.saturating_add(length);
    let started = |task: &RunTask| task.start_time.filter(|start| *start > 0);
    let is_before = tasks.iter().filter_map(started).any(|task| task < until);
    let start = if is_before {
        start.saturating_sub(length)
    } else {
        start
    };
    (length > 0).then_some(Phase {
        part: Part::Queue,
        start,
        end: start.saturating_add(length),
    })
}

impl Told<'_> {
    fn phases(&self, now: i64) -> Vec<Phase> {
        if self.start <= 0 {
            return Vec::new();
        }
        let parts = self.parts.map(|part| part.max(0));
        let sum = parts
            .iter()
            .fold(0, |sum: i64, part| sum.saturating_add(*part));
        let end = match self.has_ended {
            // An end that is missing is made of the parts.
            true if self.end <= 0 => self.start.saturating_add(sum),
            true => self.end.max(self.start),
            // What the service tells may be ahead of the clock here.
            false => now.max(self.start.saturating_add(sum)),
        };
        // Time in the queue is told beside the time from start to end where that has no room for it.
        let is_queue_before = sum > end.saturating_sub(self.start);
        let start = if is_queue_before {
            self.start.saturating_sub(parts[0])
        } else {
            self.start
        };
        let rest = end.saturating_sub(start).saturating_sub(sum).max(0);
        let going_on = self.going_on();
        let mut from = start;
        let mut phases = Vec::new();
        for (part, told) in Part::ALL.into_iter().zip(parts) {
            let more = if part == going_on { rest } else { 0 };
            let to = from.saturating_add(told).saturating_add(more).min(end);
            if to > from {
                phases.push(Phase {
                    part,
                    start: from,
                    end: to,
                });
            }
            from = to;
        }
        if phases.is_empty() {
            phases.push(Phase {
                part: going_on,
                start,
                end,
            });
        }
        phases
    }

    /// The part that time belongs to of which the service tells none.
    fn going_on(&self) -> Part {
        match self.state {
            _ if self.has_ended => Part::Execution,
            "QUEUED" => Part::Queue,
            "PENDING" | "BLOCKED" | "WAITING" | "WAITING_FOR_RETRY" => Part::Setup,
            "TERMINATING" => Part::Cleanup,
            _ => Part::Execution,
        }
    }
}
