//! Waiting for a run: what happens meanwhile, and at the end what came of its tasks.

mod events;
mod lines;
mod many;
mod progress;
mod rows;
mod screen;
mod tree;
mod triggered;

use jobs_api::operations::{CancelRun, GetRun};
use jobs_api::runs::{RunChange, RunEvent, RunStanding};
use jobs_api::runtime::operation::LongRunning;
use jobs_api::runtime::wait::{Events, Wait, WaitError};
use jobs_api::types::{Run, RunId};
use jobs_api::{Client, Error, RunFailure, RunOutcome};

use crate::failure::Failure;
use crate::frame::Size;
use crate::interrupts::Interrupts;
use crate::report;
use crate::session::Session;
use crate::terminal_text::one_line;
use crate::waiting::{OnInterrupt, Waiting};
use lines::Lines;
pub(crate) use many::follow_many;
use progress::Progress;
use screen::{Screen, now};
use triggered::Triggered;

/// Waits until a run has ended, tells what happens meanwhile, and shows the run. `run_id` is that of
/// the run if it is known before it is looked at.
pub(crate) async fn follow<O>(
    session: &mut Session,
    wait: Wait<'_, O>,
    waiting: &Waiting,
    run_id: Option<RunId>,
    interrupts: &mut Interrupts,
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
    let mut following = Following {
        screen: Screen::new(&session.notes, waiting),
        lines: Lines::default(),
        progress: Progress::default(),
        triggered: Triggered::default(),
        run_id,
        has_url: false,
        is_canceled: false,
    };
    let end = following
        .watch(session, wait.events(), waiting, interrupts)
        .await;
    following.end();
    let run_id = following.run_id;
    if following.is_canceled {
        return Err(Failure::Interrupted(match end? {
            Ok(run) => told_end(run_id, run.outcome()),
            Err(error) => match RunFailure::of(&error) {
                Some(failure) => told_end(run_id, Some(failure.outcome().clone())),
                None => is_being_canceled(run_id, waiting),
            },
        }));
    }
    let end = end?;
    tokio::select! {
        result = report(session, end, waiting, run_id) => result,
        () = interrupts.next() => Err(Failure::Interrupted(
            "interrupted, though the run had ended: not all of what came of it is shown".to_owned(),
        )),
    }
}

/// How a wait for a run ended.
type End = Result<Box<Run>, WaitError<Run>>;

/// Shows what came of a run, and how the program is to end for that.
async fn report(
    session: &mut Session,
    end: End,
    waiting: &Waiting,
    run_id: Option<RunId>,
) -> Result<(), Failure> {
    match end {
        Ok(run) => {
            report::outputs(session, &run, waiting).await?;
            ended_otherwise(&run)
        }
        Err(WaitError::TimedOut { .. }) => Err(Failure::TimeUp(match run_id {
            Some(run_id) => format!(
                "run {run_id} has not ended yet; it goes on, and so does the wait with `{} {run_id}`",
                waiting.resume
            ),
            None => "the time was up before the run could be looked at".to_owned(),
        })),
        Err(error) => match RunFailure::of(&error) {
            Some(failure) => {
                report::failed_tasks(session, &failure, "").await?;
                report::outputs(session, failure.run(), waiting).await?;
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

/// A run that is waited for.
struct Following {
    screen: Screen,
    lines: Lines,
    progress: Progress,
    triggered: Triggered,
    run_id: Option<RunId>,
    /// Its page was told.
    has_url: bool,
    /// It was canceled from here.
    is_canceled: bool,
}

impl Following {
    /// Tells what happens until the run ends, or the wait for it.
    async fn watch<O>(
        &mut self,
        session: &mut Session,
        mut events: Events<'_, O>,
        waiting: &Waiting,
        interrupts: &mut Interrupts,
    ) -> Result<End, Failure>
    where
        O: LongRunning<Poll = GetRun>,
    {
        let client = session.client();
        loop {
            // What has happened already comes first, then the view that shows all of it.
            let event = tokio::select! {
                biased;
                () = interrupts.next() => {
                    self.interrupted(session, waiting, interrupts).await?;
                    continue;
                }
                event = events.try_next() => event,
                (key, run) = self.triggered.next(&client) => {
                    tell_triggered(session, &key, &run)?;
                    continue;
                }
                () = self.screen.is_due() => {
                    let progress = &self.progress;
                    self.screen.draw(|size| tree::frame(progress, now(), size));
                    continue;
                }
            };
            match event {
                Ok(Some(event)) => {
                    if let Some(run) = self.take_in(session, event)? {
                        return Ok(Ok(run));
                    }
                }
                // The last event is the end of the run.
                Ok(None) => return Err(Failure::Local("the run was lost sight of".to_owned())),
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    /// Tells of an event; the run if it was the last.
    fn take_in(
        &mut self,
        session: &mut Session,
        event: RunEvent,
    ) -> Result<Option<Box<Run>>, Failure> {
        match event {
            RunEvent::Changed(change) => {
                match &change {
                    RunChange::Run(run) => self.found(session, run),
                    RunChange::Task(task) => self.triggered.see(task),
                    _ => {}
                }
                if !self.screen.is_live() {
                    self.lines.tell(&session.notes, &change);
                }
                self.progress.take_in(&change);
                self.screen.changed();
                events::tell(session, &change)?;
            }
            RunEvent::UnknownState { state } if state.is_empty() => {
                session.notes.warn("the service tells no state of the run");
            }
            RunEvent::UnknownState { state } => session.notes.warn(format_args!(
                "the run is in state {state}, which is new to this program"
            )),
            RunEvent::Ended(run) => return Ok(Some(run)),
            _ => {}
        }
        Ok(None)
    }

    /// Takes note of which run it is, and tells where it can be looked at.
    fn found(&mut self, session: &Session, run: &RunStanding) {
        self.run_id = run.run_id.or(self.run_id);
        if let Some(url) = run.run_page_url.as_ref().filter(|_| !self.has_url) {
            self.has_url = true;
            session
                .notes
                .tell(format_args!("{}: {url}", lines::name(run)));
        }
    }

    /// Ends the view, if there is one. What it showed last stays.
    fn end(&mut self) {
        let progress = &self.progress;
        self.screen.end(|size| {
            let height = progress.tasks.len() + 1;
            tree::frame(progress, now(), Size { height, ..size })
        });
    }

    /// Does to the run what an interrupt is to do. The wait goes on where that takes time, until
    /// the next one.
    async fn interrupted(
        &mut self,
        session: &Session,
        waiting: &Waiting,
        interrupts: &mut Interrupts,
    ) -> Result<(), Failure> {
        let Some(run_id) = self.run_id else {
            let message = "interrupted before the run was known";
            return Err(Failure::Interrupted(message.to_owned()));
        };
        if waiting.on_interrupt == OnInterrupt::Detach {
            return Err(Failure::Interrupted(format!(
                "interrupted; run {run_id} goes on, and so does the wait with `{} {run_id}`",
                waiting.resume
            )));
        }
        if self.is_canceled {
            return Err(Failure::Interrupted(is_being_canceled(
                Some(run_id),
                waiting,
            )));
        }
        self.is_canceled = true;
        session.notes.warn(format_args!(
            "canceling run {run_id}; to interrupt again ends this at once"
        ));
        tokio::select! {
            canceled = cancel(session.client(), run_id) => canceled,
            () = interrupts.next() => Err(Failure::Interrupted(format!(
                "interrupted; run {run_id} was asked to cancel, but has not answered: \
                 `{} {run_id}` waits for its end",
                waiting.resume
            ))),
        }
    }
}

/// Tells where the run can be looked at that a task has started.
fn tell_triggered(session: &mut Session, task_key: &str, run: &Run) -> Result<(), Failure> {
    if let (Some(run_id), Some(url)) = (run.run_id, &run.run_page_url) {
        let key = one_line(task_key);
        session
            .notes
            .tell(format_args!("  {key}: run {run_id}: {url}"));
    }
    events::triggered(session, task_key, run)
}

/// Asks that a run be canceled.
async fn cancel(client: Client, run_id: RunId) -> Result<(), Failure> {
    client
        .cancel_run(CancelRun::new(run_id))
        .await
        .map_err(|error| {
            let message = format!("interrupted; run {run_id} cannot be canceled: {error}");
            Failure::Interrupted(message)
        })
}

/// What to tell of a run that has ended after it was canceled.
fn told_end(run_id: Option<RunId>, outcome: Option<RunOutcome>) -> String {
    let run = run_id.map_or("the run".to_owned(), |run_id| format!("run {run_id}"));
    match outcome {
        Some(outcome) => format!("interrupted; {run} {outcome}"),
        None => format!("interrupted; {run} has ended"),
    }
}

/// What to tell of a run that is being canceled, and is not waited for any more.
fn is_being_canceled(run_id: Option<RunId>, waiting: &Waiting) -> String {
    match run_id {
        Some(run_id) => format!(
            "interrupted; run {run_id} is being canceled: `{} {run_id}` waits for its end",
            waiting.resume
        ),
        None => "interrupted; the run is being canceled".to_owned(),
    }
}
