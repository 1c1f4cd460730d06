//! What a timeline shows, row by row, whatever it is drawn with.

use std::time::Duration;

use jobs_api::RunOutcome;
use jobs_api::runs::{Part, Phase, TaskSpan, Timeline};

use crate::picture::words;
use crate::terminal_text::one_line;
use crate::words::took;

/// A row of a chart: a task run, or what else took time.
pub(super) struct Row<'a> {
    /// What it is: the key of a task, or which other attempt at it.
    pub(super) label: String,
    pub(super) kind: Kind,
    pub(super) tone: Tone,
    pub(super) phases: &'a [Phase],
    /// How it ended or stands, in a few words.
    pub(super) result: String,
    /// What the service says of its end; empty if nothing.
    pub(super) message: String,
    /// The task run, if the row is one.
    pub(super) span: Option<&'a TaskSpan>,
    /// Position among the rows of the one that it waited for, if it is on the critical path.
    pub(super) after: Option<usize>,
    pub(super) is_critical: bool,
}

/// How a row stands to those above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The queue of the run itself.
    Queue,
    /// A task, in its first attempt.
    Task,
    /// Another attempt at the task above.
    Again,
    /// An iteration of the for-each task above.
    Iteration,
}

/// How something ended, as a picture tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// It succeeded.
    Good,
    /// It failed, or took too long.
    Bad,
    /// It was canceled or never ran.
    Off,
    /// It has not ended.
    Active,
}

impl Tone {
    pub(super) const fn of(outcome: Option<&RunOutcome>) -> Self {
        match outcome {
            None => Self::Active,
            Some(RunOutcome::Canceled | RunOutcome::Skipped(_)) => Self::Off,
            Some(outcome) if outcome.is_success() => Self::Good,
            Some(_) => Self::Bad,
        }
    }

    /// The class of what is drawn so.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Off => "off",
            Self::Active => "active",
        }
    }
}

impl Row<'_> {
    /// How long it took; none if it never started.
    pub(super) fn took(&self) -> Option<Duration> {
        let is_there = !self.phases.is_empty();
        is_there.then(|| self.phases.iter().map(Phase::duration).sum())
    }

    /// When it began and ended; none if it never started.
    pub(super) fn bounds(&self) -> Option<(i64, i64)> {
        Some((self.phases.first()?.start, self.phases.last()?.end))
    }

    /// How it ended or stands, with what the service says of it.
    pub(super) fn full_result(&self) -> String {
        match self.message.as_str() {
            "" => self.result.clone(),
            message => format!("{}: {message}", self.result),
        }
    }
}

/// The rows of a timeline. Attempts that never started are left out where others took their place.
pub(super) fn rows(timeline: &Timeline) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    rows.extend(timeline.queue.as_ref().map(|queue| Row {
        label: "(queue)".to_owned(),
        kind: Kind::Queue,
        tone: Tone::Off,
        phases: std::slice::from_ref(queue),
        result: "the run as a whole".to_owned(),
        message: String::new(),
        span: None,
        after: None,
        is_critical: false,
    }));
    let mut place = vec![None; timeline.spans.len()];
    let mut last_key = None;
    for (at, span) in timeline.spans.iter().enumerate() {
        if is_replaced(span, timeline) {
            continue;
        }
        let is_again = last_key.replace(&span.task_key) == Some(&span.task_key);
        place[at] = Some(rows.len());
        rows.push(Row {
            label: label(span, is_again),
            kind: if is_again { Kind::Again } else { Kind::Task },
            is_critical: timeline.critical_path.contains(&at),
            ..row(span)
        });
        let iterations = span.iterations.iter().enumerate();
        rows.extend(iterations.map(|(index, iteration)| Row {
            label: format!("[{index}]"),
            kind: Kind::Iteration,
            ..row(iteration)
        }));
    }
    for pair in timeline.critical_path.windows(2) {
        if let [Some(before), Some(row)] = [pair[0], pair[1]].map(|at| place[at]) {
            rows[row].after = Some(before);
        }
    }
    rows
}

/// Whether an attempt never started and a later one took its place.
fn is_replaced(span: &TaskSpan, timeline: &Timeline) -> bool {
    let mut spans = timeline.spans.iter();
    let last = spans.rfind(|other| other.task_key == span.task_key);
    span.start().is_none() && !last.is_some_and(|last| std::ptr::eq(last, span))
}

fn row(span: &TaskSpan) -> Row<'_> {
    let cause = span.outcome.as_ref().and_then(RunOutcome::cause);
    let standing = words::standing(span.outcome.as_ref(), &span.state);
    let message = cause.map_or_else(String::new, |cause| match cause.message.as_str() {
        // A code that says no more than the outcome is not worth saying.
        "" => Some(cause.code.to_lowercase().replace('_', " "))
            .filter(|code| *code != standing)
            .unwrap_or_default(),
        message => one_line(message),
    });
    Row {
        label: String::new(),
        kind: Kind::Task,
        tone: Tone::of(span.outcome.as_ref()),
        phases: &span.phases,
        result: match span.counts {
            None => standing,
            Some(counts) if counts.failed > 0 => {
                format!("{standing}, {} of {} failed", counts.failed, counts.total)
            }
            Some(counts) if counts.completed < counts.total => {
                format!("{standing}, {} of {} done", counts.completed, counts.total)
            }
            Some(counts) => format!("{standing}, {} iterations", counts.total),
        },
        message,
        span: Some(span),
        after: None,
        is_critical: false,
    }
}

/// What an attempt is called: the first one shown by its task, others by what they are.
fn label(span: &TaskSpan, is_again: bool) -> String {
    let mut words = Vec::new();
    if !is_again {
        words.push(match span.task_key.as_str() {
            // That of a run in the form of old.
            "" => "the run".to_owned(),
            key => one_line(key),
        });
    }
    if span.repair > 0 {
        words.push(format!("repair {}", span.repair));
    }
    if span.retry > 0 {
        words.push(format!("retry {}", span.retry));
    }
    words.join(", ")
}

/// The name of a run, what it is and how it went, in a few words each.
pub(super) fn title(timeline: &Timeline) -> (String, Vec<String>) {
    let name = timeline.run_name.as_deref().map(one_line);
    let whole = took(timeline.duration());
    let standing = words::standing(timeline.outcome.as_ref(), &timeline.state);
    let mut facts = Vec::new();
    facts.extend(timeline.run_id.map(|id| format!("run {id}")));
    facts.push(match timeline.outcome {
        Some(_) => format!("{standing} in {whole}"),
        None => format!("{standing} for {whole}"),
    });
    facts.push(words::moment(timeline.start));
    (
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| "Untitled".to_owned()),
        facts,
    )
}

/// The parts that took time, and how much.
pub(super) fn totals(timeline: &Timeline) -> Vec<(Part, Duration)> {
    let totals = Part::ALL.map(|part| (part, timeline.total(part)));
    let took_time = |(part, total): &(Part, Duration)| *part == Part::Execution || !total.is_zero();
    totals.into_iter().filter(took_time).collect()
}
