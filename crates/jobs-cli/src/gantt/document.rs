//! A timeline as data. Moments are in milliseconds since the Unix epoch, times in milliseconds.

use std::time::Duration;

use jobs_api::RunOutcome;
use jobs_api::runs::{Part, TaskSpan, Timeline};

use crate::document::Document;

/// All of a timeline.
pub(super) fn of(timeline: &Timeline) -> Document {
    let spans = timeline.spans.iter().enumerate();
    let spans = spans.map(|(at, span)| task(span, Some(timeline.critical_path.contains(&at))));
    Document::object([
        ("run_id", timeline.run_id.into()),
        ("run_name", timeline.run_name.clone().into()),
        (
            "job_id",
            timeline
                .job_id
                .map(|id| Document::Number(id.to_string()))
                .into(),
        ),
        ("run_page_url", timeline.run_page_url.clone().into()),
        ("state", timeline.state.clone().into()),
        ("outcome", outcome(timeline.outcome.as_ref())),
        ("start_time", timeline.start.into()),
        ("end_time", timeline.end.into()),
        ("duration", millis(timeline.duration())),
        ("durations", parts(|part| timeline.total(part))),
        ("critical_duration", millis(timeline.critical_duration())),
        ("task_runs", Document::List(spans.collect())),
    ])
}

fn task(span: &TaskSpan, is_critical: Option<bool>) -> Document {
    let cause = span.outcome.as_ref().and_then(RunOutcome::cause);
    let message = cause.map(|cause| cause.message.clone());
    let depends_on = span.depends_on.iter().map(|key| key.as_str().into());
    let iterations = span
        .iterations
        .iter()
        .map(|iteration| task(iteration, None));
    let counts = span.counts.map(|counts| {
        Document::object([
            ("total", counts.total.into()),
            ("completed", counts.completed.into()),
            ("succeeded", counts.succeeded.into()),
            ("failed", counts.failed.into()),
        ])
    });
    Document::object([
        ("task_key", span.task_key.as_str().into()),
        ("run_id", span.run_id.into()),
        ("repair", count(span.repair)),
        ("retry", count(span.retry)),
        ("state", span.state.as_str().into()),
        ("outcome", outcome(span.outcome.as_ref())),
        (
            "message",
            message.filter(|message| !message.is_empty()).into(),
        ),
        ("start_time", span.start().into()),
        ("end_time", span.end().into()),
        ("duration", millis(span.duration())),
        ("durations", parts(|part| span.total(part))),
        ("is_critical", is_critical.into()),
        ("depends_on", Document::List(depends_on.collect())),
        ("iteration_counts", counts.into()),
        ("iterations", list(iterations)),
    ])
}

/// A list; nothing if it is empty.
fn list(elements: impl Iterator<Item = Document>) -> Document {
    let elements: Vec<Document> = elements.collect();
    match elements.is_empty() {
        true => Document::Null,
        false => Document::List(elements),
    }
}

fn parts(of: impl Fn(Part) -> Duration) -> Document {
    let parts = Part::ALL.map(|part| (part.name(), millis(of(part))));
    Document::object(parts)
}

fn outcome(outcome: Option<&RunOutcome>) -> Document {
    outcome.map(RunOutcome::name).into()
}

fn millis(duration: Duration) -> Document {
    Document::Number(duration.as_millis().to_string())
}

fn count(count: usize) -> Document {
    Document::Number(count.to_string())
}
