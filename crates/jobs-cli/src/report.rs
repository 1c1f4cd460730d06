//! What came of a run that has ended: its failed tasks' errors, its tasks' outputs, the run itself.

use jobs_api::RunFailure;
use jobs_api::types::{Run, RunOutput};

use crate::document::Document;
use crate::failure::Failure;
use crate::output::Format;
use crate::session::Session;
use crate::words::printable;

/// Tells the errors and traces of the tasks that failed. `run` goes before the name of each.
pub(crate) async fn failed_tasks(session: &Session, failure: &RunFailure<'_>, run: &str) {
    for task in failure.failed_tasks().await {
        let place = match task.iteration {
            Some(index) => format!("{}[{index}]", task.task_key),
            None => task.task_key.clone(),
        };
        let error = match (&task.output, task.error()) {
            (_, Some(error)) => error.to_owned(),
            (Err(error), None) => format!("{} (its output cannot be had: {error})", task.outcome),
            (Ok(_), None) => task.outcome.to_string(),
        };
        session
            .notes
            .warn(format_args!("{run}{place}: {}", printable(&error)));
        // Where there is no trace, some services repeat the error.
        let trace = task.error_trace().filter(|trace| *trace != error);
        for line in trace.unwrap_or_default().lines() {
            session.notes.tell(format_args!("    {}", printable(line)));
        }
    }
}

/// Shows the run; to people, the outputs of its tasks that have one.
pub(crate) async fn outputs(session: &mut Session, run: &Run) -> Result<(), Failure> {
    if session.output.format() != Format::Table {
        return session.output.result(&Document::of(run)?);
    }
    texts(session, run, "").await
}

/// Shows people the outputs of those tasks of a run that have one. `name` goes before that of each.
pub(crate) async fn texts(session: &mut Session, run: &Run, name: &str) -> Result<(), Failure> {
    for task in session.client().outputs_of(run).await {
        let Ok(output) = &task.output else {
            continue;
        };
        if let Some(text) = text(output) {
            let lines = text
                .lines()
                .map(|line| format!("{name}{}: {}", task.task_key, printable(line)));
            let lines: Vec<String> = lines.collect();
            session.output.text(&lines.join("\n"))?;
        }
    }
    Ok(())
}

/// What a task left for people to read.
fn text(output: &RunOutput) -> Option<&str> {
    let notebook = output.notebook_output.as_ref();
    let notebook = notebook.and_then(|notebook| notebook.result.as_deref());
    notebook
        .or(output.logs.as_deref())
        .filter(|text| !text.is_empty())
}
