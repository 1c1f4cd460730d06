//! A walk through the whole API, as an application would take it: `cargo xtask demo` shows it, the
//! end-to-end suite proves it.

mod job;
mod report;
mod run;

use std::error::Error;
use std::fmt;
use std::io::Write;

use jobs_api::Client;
use jobs_emulator::Rule;

use report::Report;

/// What goes wrong inside a step.
type BoxError = Box<dyn Error + Send + Sync>;

/// The task of the scenario that fails until it is repaired.
const FRAIL_TASK: &str = "transform";
/// The job whose run fails.
const FRAIL_JOB: &str = "frail";
/// The job whose runs go on until they are canceled.
const ENDLESS_JOB: &str = "endless";

/// A step that fell short.
#[derive(Debug)]
pub struct StepFailed {
    /// Name of the step.
    pub step: String,
    /// Why.
    pub cause: BoxError,
}

impl fmt::Display for StepFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step `{}` failed: {:#}", self.step, self.cause)
    }
}

impl Error for StepFailed {}

/// How simulated tasks must go for the scenario.
#[must_use]
pub fn rules() -> Vec<Rule> {
    let hour = std::time::Duration::from_secs(3600);
    vec![
        Rule::task(FRAIL_TASK)
            .job(FRAIL_JOB)
            .repair_count(0)
            .fails("ValueError: no rows for 2026-11-22")
            .error_trace("Traceback (most recent call last):\n  ValueError: no rows"),
        Rule::any().job(ENDLESS_JOB).takes(hour),
        Rule::task("report").output("42 rows"),
    ]
}

/// Walks through the scenario and writes what each step did.
///
/// # Errors
///
/// The first step that fell short.
pub async fn walk(client: &Client, output: impl Write + Send) -> Result<(), StepFailed> {
    let report = Report::new(output);
    let job_id = job::create(client, &report).await?;
    job::read_and_change(client, &report, job_id).await?;
    let run_id = run::run_and_wait(client, &report, job_id).await?;
    run::list(client, &report, job_id).await?;
    run::submit(client, &report).await?;
    run::fail_and_repair(client, &report).await?;
    run::cancel(client, &report).await?;
    run::export(client, &report, run_id).await?;
    job::permissions(client, &report, job_id).await?;
    job::compliance(client, &report, job_id).await?;
    job::delete(client, &report, job_id, run_id).await?;
    job::large(client, &report).await?;
    job::missing(client, &report).await?;
    report.end();
    Ok(())
}

/// Fails a step with a message unless something holds.
fn ensure(holds: bool, message: impl fmt::Display) -> Result<(), BoxError> {
    if holds {
        Ok(())
    } else {
        Err(message.to_string().into())
    }
}
