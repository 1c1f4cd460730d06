//! `jobs runs outputs`: what all tasks of a run left behind.

use clap::ArgMatches;
use jobs_api::runs::IterationOutput;
use jobs_api::runtime::Result as ApiResult;
use jobs_api::types::{RunId, RunOutput};

use crate::document::Document;
use crate::failure::Failure;
use crate::globals::Globals;
use crate::{report, run_argument};

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    clap::Command::new("outputs")
        .about("Show what all tasks of a run left behind, each in its latest attempt: outputs, errors, traces")
        .arg(run_argument::argument())
}

/// Shows the outputs, one element for each task and each iteration.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let mut session = crate::session(globals, "run_outputs", Some("run_id"))?;
    let run_id = run_argument::one(matches);
    let client = session.client();
    if session.output.is_for_people() {
        let run = client.get_run(run_id).await?;
        return report::texts(&mut session, &run, "", report::output_and_error_of).await;
    }
    for task in client.run_outputs(run_id).await? {
        let key = task.task_key;
        let whole = document(&key, None, task.run_id, &task.output)?;
        session.output.element(whole)?;
        for iteration in task.iterations {
            let IterationOutput {
                index,
                run_id,
                output,
                ..
            } = iteration;
            let one = document(&key, Some(index), run_id, &output)?;
            session.output.element(one)?;
        }
    }
    session.output.end_list()
}

fn document(
    task_key: &str,
    iteration: Option<usize>,
    run_id: Option<RunId>,
    output: &ApiResult<RunOutput>,
) -> Result<Document, Failure> {
    let (output, error) = match output {
        Ok(output) => (Document::of(output)?, Document::Null),
        Err(error) => (Document::Null, error.to_string().into()),
    };
    Ok(Document::object([
        ("task_key", task_key.into()),
        (
            "iteration",
            iteration
                .map(|index| Document::Number(index.to_string()))
                .into(),
        ),
        ("run_id", run_id.into()),
        ("output", output),
        ("unavailable", error),
    ]))
}
