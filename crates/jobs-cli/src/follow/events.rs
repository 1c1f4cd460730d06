//! What happens to runs, as programs read it: a line of JSON for each change.

use jobs_api::RunOutcome;
use jobs_api::runs::{IterationCounts, RunChange, RunStanding, TaskStanding};
use jobs_api::types::Run;

use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;

/// Tells of a change.
pub(super) fn tell(session: &mut Session, change: &RunChange) -> Result<(), Failure> {
    match change {
        RunChange::Run(standing) => run(session, standing),
        RunChange::Task(standing) => task(session, standing),
        _ => Ok(()),
    }
}

/// Tells how a run stands.
pub(super) fn run(session: &mut Session, run: &RunStanding) -> Result<(), Failure> {
    let document = Document::object([
        ("run_id", run.run_id.into()),
        ("run_name", run.run_name.clone().into()),
        ("run_page_url", run.run_page_url.clone().into()),
        ("state", run.state.clone().into()),
        ("outcome", run.outcome.as_ref().map(RunOutcome::name).into()),
        ("message", some(&run.message).into()),
        ("start_time", run.start_time.map(number).into()),
        ("end_time", run.end_time.map(number).into()),
    ]);
    session.output.event("run", document)
}

fn task(session: &mut Session, task: &TaskStanding) -> Result<(), Failure> {
    let document = Document::object([
        ("task_key", task.task_key.clone().into()),
        ("run_id", task.run_id.into()),
        ("run_page_url", task.run_page_url.clone().into()),
        ("attempt", task.attempt.into()),
        ("repair_id", task.repair_id.map(|id| number(id.0)).into()),
        ("state", task.state.clone().into()),
        (
            "outcome",
            task.outcome.as_ref().map(RunOutcome::name).into(),
        ),
        ("message", why(task).into()),
        ("start_time", task.start_time.map(number).into()),
        ("end_time", task.end_time.map(number).into()),
        ("iterations", task.iterations.as_ref().map(counts).into()),
    ]);
    session.output.event("task", document)
}

/// Tells of the run that a task has started.
pub(super) fn triggered(session: &mut Session, task_key: &str, run: &Run) -> Result<(), Failure> {
    let document = Document::object([
        ("task_key", task_key.into()),
        ("run_id", run.run_id.into()),
        ("run_page_url", run.run_page_url.clone().into()),
    ]);
    session.output.event("triggered", document)
}

/// What there is to say of an end beside how it was.
fn why(task: &TaskStanding) -> Option<String> {
    let cause = task.outcome.as_ref()?.cause()?;
    some(&cause.message)
}

fn counts(counts: &IterationCounts) -> Document {
    Document::object([
        ("total", counts.total.into()),
        ("active", counts.active.into()),
        ("completed", counts.completed.into()),
        ("succeeded", counts.succeeded.into()),
        ("failed", counts.failed.into()),
    ])
}

fn number(number: i64) -> Document {
    number.into()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
