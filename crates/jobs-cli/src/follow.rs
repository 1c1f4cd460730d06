//! Waiting for a run: a line for each change, and at the end what came of its tasks.

use jobs_api::operations::{CancelRun, GetRun};
use jobs_api::runs::{RunChange, RunEvent};
use jobs_api::runtime::operation::LongRunning;
use jobs_api::runtime::wait::{Events, Wait, WaitError};
use jobs_api::types::{Run, RunId};
use jobs_api::{Error, RunFailure, RunOutcome};
use tokio::signal::ctrl_c;

use crate::document::Document;
use crate::failure::Failure;
use crate::report;
use crate::session::Session;
use crate::waiting::{OnInterrupt, Waiting};

/// Waits until a run has ended, tells what happens meanwhile, and shows the run. `run_id` is that of
/// the run if it is known before it is looked at.
pub(crate) async fn follow<O>(
    session: &mut Session,
    wait: Wait<'_, O>,
    waiting: &Waiting,
    run_id: Option<RunId>,
) -> Result<(), Failure>
where
    O: LongRunning<Poll = GetRun>,
{
    let mut wait = wait;
    if let Some(timeout) = waiting.timeout {
        wait = wait.timeout(timeout);
    }
    if let Some(interval) = &waiting.interval {
        wait = wait.interval(interval.clone());
    }
    let mut told = Told {
        run_id,
        has_url: false,
    };
    let end = tokio::select! {
        end = watch(session, wait.events(), &mut told) => end?,
        _ = ctrl_c() => return Err(interrupted(session, &told, waiting).await),
    };
    match end {
        Ok(run) => {
            report::outputs(session, &run).await?;
            ended_otherwise(&run)
        }
        Err(WaitError::TimedOut { .. }) => Err(Failure::TimeUp(match told.run_id {
            Some(run_id) => format!(
                "run {run_id} has not ended yet; it goes on, and so does the wait with `{} {run_id}`",
                waiting.resume
            ),
            None => "the time was up before the run could be looked at".to_owned(),
        })),
        Err(error) => match RunFailure::of(&error) {
            Some(failure) => {
                report::failed_tasks(session, &failure).await;
                report::outputs(session, failure.run()).await?;
                let outcome = failure.outcome().clone();
                Err(Failure::Run(outcome, failure.to_string()))
            }
            None => Err(Error::from(error).into()),
        },
    }
}

/// A run that was asked to end somehow may do so in any way; else the wait has told already.
fn ended_otherwise(run: &Run) -> Result<(), Failure> {
    match run.outcome() {
        Some(outcome) if !outcome.is_success() && outcome != RunOutcome::Canceled => {
            let message = format!("the run {outcome}");
            Err(Failure::Run(outcome, message))
        }
        _ => Ok(()),
    }
}

/// What people have been told of a run.
struct Told {
    run_id: Option<RunId>,
    has_url: bool,
}

type End = Result<Box<Run>, WaitError<Run>>;

async fn watch<O>(
    session: &mut Session,
    mut events: Events<'_, O>,
    told: &mut Told,
) -> Result<End, Failure>
where
    O: LongRunning<Poll = GetRun>,
{
    loop {
        let event = match events.try_next().await {
            Ok(Some(event)) => event,
            // The last event is the end of the run.
            Ok(None) => return Err(Failure::Local("the run was lost sight of".to_owned())),
            Err(error) => return Ok(Err(error)),
        };
        match event {
            RunEvent::Changed(change) => told.tell(session, &change)?,
            RunEvent::UnknownState { state } => session.notes.warn(format_args!(
                "the run is in state {state}, which is new to this program"
            )),
            RunEvent::PollFailed { error, .. } => {
                session.notes.warn(format_args!("{error}; trying again"));
            }
            RunEvent::Ended(run) => return Ok(Ok(run)),
            _ => {}
        }
    }
}

impl Told {
    fn tell(&mut self, session: &mut Session, change: &RunChange) -> Result<(), Failure> {
        match change {
            RunChange::Run(run) => {
                self.run_id = run.run_id.or(self.run_id);
                let name = run
                    .run_id
                    .map_or("run".to_owned(), |id| format!("run {id}"));
                if let (Some(url), false) = (&run.run_page_url, self.has_url) {
                    self.has_url = true;
                    session.notes.tell(format_args!("{name}: {url}"));
                }
                let state = how(&run.state, run.outcome.as_ref());
                session.notes.tell(format_args!("{name}: {state}"));
                let document = Document::object([
                    ("run_id", run.run_id.into()),
                    ("run_page_url", run.run_page_url.clone().into()),
                    ("state", run.state.clone().into()),
                    ("outcome", run.outcome.as_ref().map(word).into()),
                ]);
                session.output.event("run", document)
            }
            RunChange::Task(task) => {
                let attempt = match task.attempt {
                    0 => String::new(),
                    number => format!(" (attempt {})", number + 1),
                };
                let state = how(&task.state, task.outcome.as_ref());
                let key = &task.task_key;
                session
                    .notes
                    .tell(format_args!("  {key}{attempt}: {state}"));
                let document = Document::object([
                    ("task_key", task.task_key.clone().into()),
                    ("run_id", task.run_id.into()),
                    ("attempt", task.attempt.into()),
                    ("state", task.state.clone().into()),
                    ("outcome", task.outcome.as_ref().map(word).into()),
                ]);
                session.output.event("task", document)
            }
            _ => Ok(()),
        }
    }
}

/// How something stands, in words.
fn how(state: &str, outcome: Option<&RunOutcome>) -> String {
    match outcome {
        Some(outcome) => outcome.to_string(),
        None if state.is_empty() => "no state".to_owned(),
        None => state.to_lowercase().replace('_', " "),
    }
}

/// An outcome as programs tell it apart.
fn word(outcome: &RunOutcome) -> &'static str {
    match outcome {
        RunOutcome::Succeeded => "succeeded",
        RunOutcome::SucceededWithFailures => "succeeded_with_failures",
        RunOutcome::Failed(_) => "failed",
        RunOutcome::TimedOut => "timed_out",
        RunOutcome::Canceled => "canceled",
        RunOutcome::Skipped(_) => "skipped",
        RunOutcome::InternalError(_) => "internal_error",
        RunOutcome::CloudFailure(_) => "cloud_failure",
        _ => "unknown",
    }
}

/// Does to the run what Ctrl-C is to do.
async fn interrupted(session: &Session, told: &Told, waiting: &Waiting) -> Failure {
    let Some(run_id) = told.run_id else {
        return Failure::Interrupted("interrupted before the run was known".to_owned());
    };
    let message = match waiting.on_interrupt {
        OnInterrupt::Detach => format!(
            "interrupted; run {run_id} goes on, and so does the wait with `{} {run_id}`",
            waiting.resume
        ),
        OnInterrupt::Cancel => {
            let cancel = session.client().cancel_run(CancelRun::new(run_id)).await;
            match cancel {
                Ok(()) => format!("interrupted; run {run_id} is being canceled"),
                Err(error) => format!("interrupted; run {run_id} cannot be canceled: {error}"),
            }
        }
    };
    Failure::Interrupted(message)
}
