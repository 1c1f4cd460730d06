//! Waiting for several runs at once: a line for each in the live view, and one exit code for all.

use std::collections::{BTreeMap, BTreeSet};
use std::future::pending;
use std::pin::Pin;
use std::time::Duration;

use jobs_api::RunFailure;
use jobs_api::runs::RunStanding;
use jobs_api::runtime::clock::{Clock as _, TokioClock};
use jobs_api::runtime::wait::WaitError;
use jobs_api::types::{Run, RunId};
use tokio::sync::mpsc;

use super::lines::Lines;
use super::rows::frame;
use super::screen::Screen;
use super::{cancel, events};
use crate::document::Document;
use crate::failure::{Failure, code_of, code_of_run};
use crate::frame::Size;
use crate::interrupts::Interrupts;
use crate::output::Format;
use crate::report;
use crate::session::Session;
use crate::waiting::{OnInterrupt, Waiting};

/// How long a first look at each run may take when the time to wait is up already.
const LAST_LOOK: Duration = Duration::from_secs(30);

/// The exit code of a run that has not ended in time.
const TIME_UP: u8 = 4;

/// Waits until all of these runs have ended, tells what happens meanwhile, and shows them. The
/// lowest exit code that is not 0 counts.
pub(crate) async fn follow_many(
    session: &mut Session,
    run_ids: &[RunId],
    waiting: &Waiting,
    interrupts: &mut Interrupts,
) -> Result<(), Failure> {
    let mut many = Many {
        run_ids,
        waiting,
        screen: Screen::new(&session.notes, waiting),
        lines: Lines::default(),
        urls_told: BTreeSet::new(),
        standings: BTreeMap::new(),
        ended: BTreeMap::new(),
        is_canceled: false,
    };
    let watched = many.watch(session, interrupts).await;
    many.end_view();
    watched?;
    if many.is_canceled {
        return Err(Failure::Interrupted(format!(
            "interrupted; {}",
            many.summary()
        )));
    }
    tokio::select! {
        result = many.report(session) => result,
        () = interrupts.next() => Err(Failure::Interrupted(format!(
            "interrupted, not all of what came of it is shown: {}",
            many.summary()
        ))),
    }
}

/// Runs that are waited for.
struct Many<'a> {
    run_ids: &'a [RunId],
    waiting: &'a Waiting,
    screen: Screen,
    lines: Lines,
    /// Those whose pages were told, or need not be told any more.
    urls_told: BTreeSet<RunId>,
    /// How those stand that were looked at.
    standings: BTreeMap<RunId, RunStanding>,
    ended: BTreeMap<RunId, Result<Box<Run>, WaitError<Run>>>,
    /// They were canceled from here.
    is_canceled: bool,
}

impl Many<'_> {
    /// Tells what happens until all have ended, or the time is up.
    async fn watch(
        &mut self,
        session: &mut Session,
        interrupts: &mut Interrupts,
    ) -> Result<(), Failure> {
        let (sender, mut changes) = mpsc::unbounded_channel();
        let wait = session.client().wait_many(self.run_ids.iter().copied());
        let mut wait = wait.on_change(move |run_id, run| {
            // Nobody listens any more only when the wait is over.
            let _ = sender.send((run_id, run.clone()));
        });
        if let Some(interval) = &self.waiting.interval {
            wait = wait.interval(interval.clone());
        }
        let clock = TokioClock::new();
        let mut limit: Pin<Box<dyn Future<Output = ()>>> = match self.waiting.timeout {
            Some(timeout) => Box::pin(clock.sleep(timeout)),
            None => Box::pin(pending()),
        };
        let mut time_is_up = false;
        while !(time_is_up && self.has_seen_all()) {
            tokio::select! {
                biased;
                () = interrupts.next() => self.interrupted(session, interrupts).await?,
                Some((run_id, run)) = changes.recv() => self.changed(session, run_id, run)?,
                end = wait.next() => match end {
                    Some((run_id, end)) => {
                        // What led to the end comes first.
                        while let Ok((run_id, run)) = changes.try_recv() {
                            self.changed(session, run_id, run)?;
                        }
                        self.has_ended(session, run_id, end)?;
                    }
                    None => break,
                },
                () = self.screen.is_due() => {
                    let (runs, standings) = (self.run_ids, &self.standings);
                    self.screen.draw(|size| frame(runs, standings, size));
                }
                () = &mut limit => {
                    if time_is_up {
                        break;
                    }
                    time_is_up = true;
                    limit = Box::pin(clock.sleep(LAST_LOOK));
                }
            }
        }
        Ok(())
    }

    fn changed(
        &mut self,
        session: &mut Session,
        run_id: RunId,
        run: RunStanding,
    ) -> Result<(), Failure> {
        events::run(session, &run)?;
        self.standings.insert(run_id, run.clone());
        if self.screen.is_live() {
            self.tell_urls(session);
        } else {
            // A line for the run itself comes right after.
            self.tell_url(session, run_id);
            self.lines.run(&session.notes, &run);
        }
        self.screen.changed();
        Ok(())
    }

    /// Tells where the runs can be looked at, in the order in which they were asked for.
    fn tell_urls(&mut self, session: &Session) {
        let run_ids = self.run_ids;
        let is_known = |id: &&RunId| self.standings.contains_key(id) || self.ended.contains_key(id);
        let known = run_ids.iter().take_while(is_known).count();
        for run_id in &run_ids[..known] {
            self.tell_url(session, *run_id);
        }
    }

    /// Tells where a run can be looked at, once.
    fn tell_url(&mut self, session: &Session, run_id: RunId) {
        let url = self.standings.get(&run_id);
        let url = url.and_then(|run| run.run_page_url.as_ref());
        if self.urls_told.insert(run_id)
            && let Some(url) = url
        {
            session.notes.tell(format_args!("run {run_id}: {url}"));
        }
    }

    fn has_ended(
        &mut self,
        session: &mut Session,
        run_id: RunId,
        end: Result<Run, WaitError<Run>>,
    ) -> Result<(), Failure> {
        let end = end.map(Box::new);
        if session.output.format() == Format::Jsonl
            && let Some(run) = run_of(&end)
        {
            session.output.element(Document::of(run)?)?;
            session.output.flush()?;
        }
        self.ended.insert(run_id, end);
        self.tell_urls(session);
        self.screen.changed();
        Ok(())
    }

    fn has_seen_all(&self) -> bool {
        let is_seen = |id| self.standings.contains_key(id) || self.ended.contains_key(id);
        self.run_ids.iter().all(is_seen)
    }

    /// Those that go on, separated by spaces.
    fn open(&self) -> String {
        let open = self.run_ids.iter();
        let open = open.filter(|run_id| !self.ended.contains_key(run_id));
        let open: Vec<String> = open.map(RunId::to_string).collect();
        open.join(" ")
    }

    /// Does to the runs what an interrupt is to do. The wait goes on where that takes time, until
    /// the next one.
    async fn interrupted(
        &mut self,
        session: &Session,
        interrupts: &mut Interrupts,
    ) -> Result<(), Failure> {
        if self.is_canceled || self.waiting.on_interrupt == OnInterrupt::Detach {
            let summary = self.summary();
            return Err(Failure::Interrupted(format!("interrupted; {summary}")));
        }
        self.is_canceled = true;
        session
            .notes
            .warn("canceling the runs that have not ended; to interrupt again ends this at once");
        let client = session.client();
        for run_id in self.run_ids {
            if self.ended.contains_key(run_id) {
                continue;
            }
            tokio::select! {
                canceled = cancel(client.clone(), *run_id) => if let Err(failure) = canceled {
                    session.notes.warn(failure);
                },
                () = interrupts.next() => {
                    let summary = self.summary();
                    return Err(Failure::Interrupted(format!(
                        "interrupted, not all runs are canceled; {summary}"
                    )));
                }
            }
        }
        Ok(())
    }

    /// Ends the view, if there is one. What it showed last stays.
    fn end_view(&mut self) {
        let (runs, standings) = (self.run_ids, &self.standings);
        self.screen.end(|size| {
            let height = runs.len() + 1;
            frame(runs, standings, Size { height, ..size })
        });
    }

    /// Shows what came of the runs, and how the program is to end for that.
    async fn report(&self, session: &mut Session) -> Result<(), Failure> {
        let mut codes = Vec::new();
        for run_id in self.run_ids {
            let Some((code, message)) = self.failure(*run_id) else {
                continue;
            };
            codes.push(code);
            session.notes.warn(message);
            if let Some(Err(error)) = self.ended.get(run_id)
                && let Some(failure) = RunFailure::of(error)
            {
                report::failed_tasks(session, &failure, &format!("{run_id}/")).await?;
            }
        }
        for run_id in self.run_ids {
            let Some(run) = self.ended.get(run_id).and_then(run_of) else {
                continue;
            };
            if session.output.is_for_people() {
                let name = format!("{run_id}/");
                report::texts_at_end(session, run, self.waiting, &name).await?;
            } else if session.output.format() != Format::Jsonl {
                // Lines were shown as each ended.
                session.output.element(Document::of(run)?)?;
            }
        }
        if !session.output.is_for_people() {
            session.output.end_list()?;
        }
        match codes.into_iter().min() {
            None => Ok(()),
            Some(code) => Err(Failure::Several(code, self.summary())),
        }
    }

    /// The exit code of a run that is no success, and why it is none.
    fn failure(&self, run_id: RunId) -> Option<(u8, String)> {
        let error = match self.ended.get(&run_id) {
            None => return Some((TIME_UP, format!("run {run_id} has not ended yet"))),
            Some(Ok(_)) => return None,
            Some(Err(error)) => error,
        };
        let code = match (RunFailure::of(error), error) {
            (Some(failure), _) => {
                return Some((code_of_run(failure.outcome()), failure.to_string()));
            }
            (None, WaitError::Poll { error, .. }) => code_of(error),
            (None, _) => 1,
        };
        Some((code, format!("run {run_id}: {error}")))
    }

    /// How all of them ended, and how to go on waiting for the others.
    fn summary(&self) -> String {
        let mut kinds = [
            (1, "failed", 0_usize),
            (3, "canceled or skipped", 0),
            (5, "not to be seen with these credentials", 0),
            (6, "not to be had from the service", 0),
        ];
        for (code, _, count) in &mut kinds {
            let failures = self.run_ids.iter().filter_map(|id| self.failure(*id));
            *count = failures.filter(|failure| failure.0 == *code).count();
        }
        let succeeded = self.ended.values().filter(|end| end.is_ok()).count();
        let mut summary = format!("{succeeded} of {} runs succeeded", self.run_ids.len());
        for (_, kind, count) in kinds.iter().filter(|(_, _, count)| *count > 0) {
            summary.push_str(&format!(", {count} {kind}"));
        }
        let open = self.run_ids.len() - self.ended.len();
        if open > 0 {
            let (resume, ids) = (&self.waiting.resume, self.open());
            summary.push_str(&format!(
                ", {open} not ended yet: `{resume} {ids}` goes on waiting"
            ));
        }
        summary
    }
}

/// The run that has ended, if that is known.
fn run_of(end: &Result<Box<Run>, WaitError<Run>>) -> Option<&Run> {
    match end {
        Ok(run) => Some(run),
        Err(WaitError::Failed { last, .. }) => Some(last),
        Err(_) => None,
    }
}
