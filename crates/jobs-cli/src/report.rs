//! What came of a run that has ended: its failed tasks' errors, its tasks' outputs, the run itself.

use jobs_api::runs::{FailedTask, IterationCounts};
use jobs_api::types::{Run, RunOutput, RunTask};
use jobs_api::{Error, ErrorKind, RunFailure};

use crate::document::Document;
use crate::failure::Failure;
use crate::session::Session;
use crate::terminal_text::{one_line, printable};
use crate::waiting::Waiting;

/// How many iterations of a task are shown at the end of a wait.
const MOST_ITERATIONS: i64 = 100;

/// Tells the errors and traces of the tasks that failed. `run` goes before the name of each.
pub(crate) async fn failed_tasks(
    session: &mut Session,
    failure: &RunFailure<'_>,
    run: &str,
) -> Result<(), Failure> {
    for task in failure.failed_tasks().await {
        let event = failed_task(failure.run(), &task);
        session.output.event("failure", event)?;
        let mut place = one_line(&task.task_key);
        if let Some(index) = task.iteration {
            place.push_str(&format!("[{index}]"));
        }
        let error = match (&task.output, task.error()) {
            (_, Some(error)) => error.to_owned(),
            (Err(error), None) => format!("{} (its output cannot be had: {error})", task.outcome),
            (Ok(_), None) => task.outcome.to_string(),
        };
        let mut lines = error.lines();
        let first = lines.next().unwrap_or_default();
        session.notes.warn(format_args!("{run}{place}: {first}"));
        for line in lines {
            session.notes.warn(format_args!("    {line}"));
        }
        for line in trace_of(&error, task.error_trace()).lines() {
            session.notes.tell(format_args!("    {line}"));
        }
    }
    Ok(())
}

/// A task that failed, for programs.
fn failed_task(run: &Run, task: &FailedTask) -> Document {
    let index = task.iteration.map(|index| index.to_string());
    let unavailable = task.output.as_ref().err().map(ToString::to_string);
    Document::object([
        ("job_run_id", run.run_id.into()),
        ("task_key", task.task_key.clone().into()),
        ("iteration", index.map(Document::Number).into()),
        ("run_id", task.run_id.into()),
        ("attempt", task.attempt.into()),
        ("outcome", task.outcome.name().into()),
        ("error", task.error().into()),
        ("error_trace", task.error_trace().into()),
        ("unavailable", unavailable.into()),
    ])
}

/// Shows the run that was waited for; to people, the outputs of its tasks that have one.
pub(crate) async fn outputs(
    session: &mut Session,
    run: &Run,
    waiting: &Waiting,
) -> Result<(), Failure> {
    if !session.output.is_for_people() {
        return session.output.result(&Document::of(run)?);
    }
    texts_at_end(session, run, waiting, "").await
}

/// Shows people the [`texts`] of a run that was waited for, but for those of many iterations: each
/// takes a request, and nobody reads so many.
pub(crate) async fn texts_at_end(
    session: &mut Session,
    run: &Run,
    waiting: &Waiting,
    name: &str,
) -> Result<(), Failure> {
    let tasks = run.latest_attempts();
    let (long, others): (Vec<&RunTask>, Vec<&RunTask>) = tasks
        .into_iter()
        .partition(|task| IterationCounts::of(task).is_some_and(|all| all.total > MOST_ITERATIONS));
    let (Some(run_id), false) = (run.run_id, long.is_empty()) else {
        return texts(session, run, name, output_of).await;
    };
    for task in &long {
        session.notes.tell(format_args!(
            "{name}{}: `{} {run_id}` shows what its iterations have left",
            one_line(&task.task_key),
            waiting.outputs
        ));
    }
    if others.is_empty() {
        return Ok(());
    }
    let others = others.into_iter().cloned();
    texts(session, &run.clone().tasks(others), name, output_of).await
}

/// Shows people what the tasks of a run left behind: `text` of each. `name` goes before that of a
/// task.
pub(crate) async fn texts(
    session: &mut Session,
    run: &Run,
    name: &str,
    text: fn(&RunOutput) -> String,
) -> Result<(), Failure> {
    for task in session.client().outputs_of(run).await {
        let place = format!("{name}{}", one_line(&task.task_key));
        show(session, &place, task.output.as_ref().map(text))?;
        for iteration in &task.iterations {
            let place = format!("{place}[{}]", iteration.index);
            show(session, &place, iteration.output.as_ref().map(text))?;
        }
    }
    Ok(())
}

/// Shows what one task or iteration left behind, if there is anything.
fn show(session: &mut Session, place: &str, text: Result<String, &Error>) -> Result<(), Failure> {
    let text = match text {
        Ok(text) => text,
        // What never ran has none, which the service refuses to tell.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::InvalidArgument | ErrorKind::NotFound
            ) =>
        {
            return Ok(());
        }
        Err(error) => {
            let notes = &session.notes;
            notes.warn(format_args!("{place}: its output cannot be had: {error}"));
            return Ok(());
        }
    };
    let lines = text.lines().map(|line| match place {
        // A run in the form of old has no task, and no name for it.
        "" => printable(line),
        place => format!("{place}: {}", printable(line)),
    });
    let lines: Vec<String> = lines.collect();
    session.output.text(&lines.join("\n"))
}

/// The output of a task.
fn output_of(output: &RunOutput) -> String {
    let notebook = output.notebook_output.as_ref();
    let notebook = notebook.and_then(|notebook| notebook.result.clone());
    notebook.or(output.logs.clone()).unwrap_or_default()
}

/// The output of a task, and what it failed of.
pub(crate) fn output_and_error_of(output: &RunOutput) -> String {
    let text = output_of(output);
    let error = output.error.as_deref().unwrap_or_default();
    let trace = trace_of(error, output.error_trace.as_deref());
    let parts = [&text, error, trace].into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// The trace of an error; nothing where a service that has none repeats the error.
fn trace_of<'a>(error: &str, trace: Option<&'a str>) -> &'a str {
    trace.filter(|trace| *trace != error).unwrap_or_default()
}
