//! When what happened in a run: task runs with their parts, and the chain of them that decided when
//! the run ended.

mod critical_path;
mod parts;
#[cfg(feature = "client")]
mod read;

use std::collections::HashMap;
use std::time::Duration;

use super::{IterationCounts, state};
use crate::RunOutcome;
use crate::types::{JobId, RepairHistoryItem, Run, RunId, RunTask};
pub use parts::{Part, Phase};

/// When what happened in a run. Moments are in milliseconds since the Unix epoch (UTC).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeline {
    /// The run.
    pub run_id: Option<RunId>,
    /// Its name.
    pub run_name: Option<String>,
    /// The job that it belongs to.
    pub job_id: Option<JobId>,
    /// Its page in the workspace.
    pub run_page_url: Option<String>,
    /// State in the service's own words, such as `RUNNING`; empty if it told none.
    pub state: String,
    /// How it ended; none while it has not.
    pub outcome: Option<RunOutcome>,
    /// When it began, be it in the queue.
    pub start: i64,
    /// When it ended; while it has not, the moment up to which the timeline goes.
    pub end: i64,
    /// How long the run as a whole was queued, before any task; none if it was not.
    pub queue: Option<Phase>,
    /// All attempts of all tasks: tasks by when they started, those that never did at the end;
    /// attempts of a task one after the other.
    pub spans: Vec<TaskSpan>,
    /// Positions in [`spans`](Self::spans) of the task runs that decided when the run ended, first
    /// to last: each waited for the one before it.
    pub critical_path: Vec<usize>,
}

/// An attempt of a task, or of an iteration of a for-each task.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaskSpan {
    /// Key of the task. That of a run without tasks, in the form of old, is empty.
    pub task_key: String,
    /// The run of this attempt; none if it never came to one.
    pub run_id: Option<RunId>,
    /// Which repair it belongs to, from 1; 0 for the original run.
    pub repair: usize,
    /// How often the task was tried before within the original run or the same repair.
    pub retry: usize,
    /// State in the service's own words, such as `RUNNING`; empty if it told none.
    pub state: String,
    /// How it ended; none while it has not.
    pub outcome: Option<RunOutcome>,
    /// The tasks that it waits for.
    pub depends_on: Vec<String>,
    /// What its time went into, without gaps; empty if it never started.
    pub phases: Vec<Phase>,
    /// How many iterations it has, if it is a for-each task that knows.
    pub counts: Option<IterationCounts>,
    /// Its iterations in the service's order, once they were read: see
    /// [`add_iterations`](Timeline::add_iterations).
    pub iterations: Vec<Self>,
}

impl Timeline {
    /// The timeline of a run as far as the run tells it. What goes on is taken up to `now`, in
    /// milliseconds since the Unix epoch.
    ///
    /// Repairs are told apart if the run was read with its history. The service leaves out attempts
    /// that a repair has replaced: `Client::run_timeline` reads them too.
    #[must_use]
    pub fn of(run: &Run, now: i64) -> Self {
        let queue = parts::run_queue(run, now);
        let spans = spans(run, now);
        let moments = spans.iter().flat_map(|span| &span.phases).chain(&queue);
        let (first, last) = moments.fold((None, None), |(first, last), phase| {
            let first: Option<i64> = first;
            (
                Some(first.map_or(phase.start, |first| first.min(phase.start))),
                last.max(Some(phase.end)),
            )
        });
        let told_start = run.start_time.filter(|start| *start > 0);
        let start = told_start.into_iter().chain(first).min().unwrap_or(now);
        let told_end = run.end_time.filter(|end| *end > 0);
        let outcome = run.outcome();
        let end = match (&outcome, told_end.max(last)) {
            (Some(_), Some(end)) => end,
            (Some(_), None) => start,
            (None, last) => last.unwrap_or(now).max(now),
        };
        Self {
            run_id: run.run_id,
            run_name: run.run_name.clone(),
            job_id: run.job_id,
            run_page_url: run.run_page_url.clone(),
            state: state::word(run.status.as_deref(), run.state.as_deref()).to_owned(),
            outcome,
            start,
            end: end.max(start),
            queue,
            critical_path: critical_path::of(&spans),
            spans,
        }
    }

    /// How long the run took from its beginning to its end, repairs and the time between them
    /// included.
    #[must_use]
    pub fn duration(&self) -> Duration {
        parts::between(self.start, self.end)
    }

    /// How much time of all task runs together, and of the run's own queue, went into a part. Tasks
    /// run at the same time, so this may be more than the run took.
    #[must_use]
    pub fn total(&self, part: Part) -> Duration {
        let of_tasks = self.spans.iter().flat_map(|span| &span.phases);
        let of_part = of_tasks
            .chain(&self.queue)
            .filter(|phase| phase.part == part);
        of_part.map(Phase::duration).sum()
    }

    /// How much time the task runs on the critical path took.
    #[must_use]
    pub fn critical_duration(&self) -> Duration {
        let spans = self
            .critical_path
            .iter()
            .filter_map(|at| self.spans.get(*at));
        spans.map(TaskSpan::duration).sum()
    }

    /// Adds the iterations of a for-each task from the run of that task, which
    /// [`get_run`](crate::operations::GetRun) gives for [`TaskSpan::run_id`]. What goes on is taken
    /// up to `now`. The run of another task adds nothing.
    pub fn add_iterations(&mut self, task_run: &Run, now: i64) {
        let is_its = |span: &&mut TaskSpan| span.run_id.is_some() && span.run_id == task_run.run_id;
        if let Some(span) = self.spans.iter_mut().find(is_its) {
            let iterations = task_run.iterations.iter().flatten();
            span.iterations = iterations.map(|task| TaskSpan::of(task, now)).collect();
        }
    }
}

impl TaskSpan {
    /// When it started; none if it never did.
    #[must_use]
    pub fn start(&self) -> Option<i64> {
        Some(self.phases.first()?.start)
    }

    /// When it ended, or up to when it is known to go on; none if it never started.
    #[must_use]
    pub fn end(&self) -> Option<i64> {
        Some(self.phases.last()?.end)
    }

    /// How long it took, from its first phase to its last.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.phases.iter().map(Phase::duration).sum()
    }

    /// How much of that went into a part.
    #[must_use]
    pub fn total(&self, part: Part) -> Duration {
        let of_part = self.phases.iter().filter(|phase| phase.part == part);
        of_part.map(Phase::duration).sum()
    }

    fn of(task: &RunTask, now: i64) -> Self {
        let depends_on = task.depends_on.iter().flatten();
        Self {
            task_key: task.task_key.clone(),
            run_id: task.run_id,
            repair: 0,
            retry: 0,
            state: state::word(task.status.as_deref(), task.state.as_deref()).to_owned(),
            outcome: task.outcome(),
            depends_on: depends_on.map(|task| task.task_key.clone()).collect(),
            phases: parts::of_task(task, now),
            counts: IterationCounts::of(task),
            iterations: Vec::new(),
        }
    }
}

/// All attempts, in their order.
fn spans(run: &Run, now: i64) -> Vec<TaskSpan> {
    let tasks: Vec<&RunTask> = run.tasks.iter().flatten().collect();
    if tasks.is_empty() {
        // A run of a single task in the form of old is the run of its task.
        return Vec::from_iter(parts::of_run(run, now).map(|phases| TaskSpan {
            run_id: run.run_id,
            outcome: run.outcome(),
            phases,
            state: state::word(run.status.as_deref(), run.state.as_deref()).to_owned(),
            ..TaskSpan::of(&RunTask::new(""), now)
        }));
    }
    let mut attempts: Vec<(i64, TaskSpan)> = Vec::new();
    for task in tasks {
        let is_there = |(_, span): &(i64, TaskSpan)| span.run_id == task.run_id;
        if task.run_id.is_some() && attempts.iter().any(is_there) {
            continue;
        }
        let mut span = TaskSpan::of(task, now);
        span.repair = repair(run.repair_history.as_deref().unwrap_or_default(), &span);
        attempts.push((task.attempt_number.unwrap_or(0), span));
    }
    // Ids and the service's order tell nothing of what came first.
    let began = |span: &TaskSpan| span.start().unwrap_or(i64::MAX);
    let mut first: HashMap<String, i64> = HashMap::new();
    for (_, span) in &attempts {
        let start = first.entry(span.task_key.clone()).or_insert(i64::MAX);
        *start = began(span).min(*start);
    }
    let depths = critical_path::depths(attempts.iter().map(|(_, span)| span));
    attempts.sort_by(|(a_number, a), (b_number, b)| {
        let of_task = |span: &TaskSpan| {
            let key = span.task_key.as_str();
            (first.get(key).copied(), depths.get(key).copied())
        };
        let of_attempt = |number: i64, span: &TaskSpan| (span.repair, number, began(span));
        of_task(a)
            .cmp(&of_task(b))
            .then_with(|| a.task_key.cmp(&b.task_key))
            .then_with(|| of_attempt(*a_number, a).cmp(&of_attempt(*b_number, b)))
    });
    let mut spans: Vec<TaskSpan> = Vec::with_capacity(attempts.len());
    for (_, mut span) in attempts {
        let before = spans
            .last()
            .filter(|before| before.task_key == span.task_key && before.repair == span.repair);
        span.retry = before.map_or(0, |before| before.retry + 1);
        spans.push(span);
    }
    spans
}

/// Which repair an attempt belongs to: the history names its run, or else it is the last one that
/// had begun by then.
fn repair(history: &[RepairHistoryItem], span: &TaskSpan) -> usize {
    let named = history.iter().position(|item| {
        let mut ids = item.task_run_ids.iter().flatten();
        ids.any(|id| Some(*id) == span.run_id)
    });
    let had_begun = |item: &RepairHistoryItem| item.start_time <= span.start();
    let by_time = || history.iter().rposition(had_begun);
    named.or_else(by_time).unwrap_or(0)
}

#[cfg(test)]
mod tests;
