//! A wait at work: it asks how the work stands, step by step.

use std::sync::Arc;
use std::time::Duration;

use super::error::ended;
use super::pace::{Pace, Seen};
use super::patience::{Patience, UnknownStates, Verdict};
use super::started::Watched;
use super::{OnChange, Polled, Settings, WaitError};
use crate::call::read_rest;
use crate::client::{CallOptions, Client, execute};
use crate::error::Error;
use crate::operation::{Ending, LongRunning, Operation};
use crate::retry::Backoff;

/// Work that is asked for until it has ended.
pub(super) struct Watch<'a, O: LongRunning> {
    client: Client,
    options: CallOptions,
    poll: O::Poll,
    response: Option<O::Output>,
    any: bool,
    pace: Pace,
    patience: Patience,
    unknown_states: UnknownStates,
    seen: Seen,
    on_change: OnChange<'a, Polled<O>>,
    /// The last answer that is read.
    last: Option<Box<Polled<O>>>,
    /// An answer that tells the end, while it is not read whole.
    unread: Option<Box<Polled<O>>>,
    last_error: Option<Error>,
    next: Next,
}

/// When the next step is due.
enum Next {
    /// Now: it is the first.
    AtOnce,
    /// As the pace has it.
    Paced,
    /// After this time, which is settled already; none if there is to be no other.
    After(Option<Duration>),
}

/// What came of a step.
pub(super) enum Step<T> {
    /// An answer, the [last](Watch::last) one now: the work goes on.
    Answer {
        /// The state, if it is one that is not known and was not told before.
        unknown_state: Option<String>,
    },
    /// The answer is from before the work began, and not kept.
    Stale,
    /// A poll failed, and the wait goes on. The [last error](Watch::last_error) tells how.
    Failed {
        /// How many in a row.
        failures: u32,
    },
    /// The wait is over.
    Ended(Result<T, WaitError<T>>),
}

impl<'a, O: LongRunning> Watch<'a, O> {
    pub(super) fn new(
        watched: Watched<O>,
        settings: Settings,
        on_change: OnChange<'a, Polled<O>>,
    ) -> Result<Self, WaitError<Polled<O>>> {
        let Some(mut poll) = watched.poll else {
            return Err(WaitError::NothingToWaitFor {
                operation: O::INFO.name,
            });
        };
        poll.prepare();
        let client = watched.client;
        let mut options = watched.options;
        // The wait itself is what tries again.
        options.retry = Some(Arc::new(Backoff::never()));
        Ok(Self {
            options,
            poll,
            response: watched.response,
            any: settings.any,
            pace: Pace::new(&client, settings.interval, settings.limit),
            patience: Patience::new(settings.max_failures, watched.started),
            unknown_states: UnknownStates::new(settings.unknown_state_limit),
            seen: Seen::default(),
            on_change,
            last: None,
            unread: None,
            last_error: None,
            next: Next::AtOnce,
            client,
        })
    }

    /// The last answer.
    pub(super) fn last(&self) -> Option<&Polled<O>> {
        self.last.as_deref()
    }

    /// How the last poll failed, if it did.
    pub(super) const fn last_error(&self) -> Option<&Error> {
        self.last_error.as_ref()
    }

    /// Asks once, when that is due.
    pub(super) async fn step(&mut self) -> Step<Polled<O>> {
        let delay = match std::mem::replace(&mut self.next, Next::Paced) {
            Next::AtOnce => None,
            Next::Paced => Some(self.pace.delay(None)),
            Next::After(delay) => Some(delay),
        };
        match delay {
            None => {}
            Some(Some(delay)) => self.client.sleep(delay).await,
            Some(None) => return Step::Ended(Err(self.timed_out())),
        }
        match self.unread.take() {
            None => self.ask().await,
            Some(answer) => self.read_on(answer).await,
        }
    }

    async fn ask(&mut self) -> Step<Polled<O>> {
        let options = self.options_for(self.pace.time_to_poll());
        let answer = match execute(&self.client, &self.poll, &options).await {
            Ok(answer) => Box::new(answer),
            Err(error) => return self.failed(error),
        };
        self.answered();
        let progress = O::progress(&answer);
        if progress.ending.is_some() {
            return self.read_on(answer).await;
        }
        let verdict = self.unknown_states.see(&progress, self.client.elapsed());
        self.tell(&answer);
        let unknown_state = match verdict {
            Verdict::Fine => None,
            Verdict::Tell(state) => Some(state),
            Verdict::GiveUp { state, lasted } => {
                return Step::Ended(Err(WaitError::UnknownState {
                    operation: O::INFO.name,
                    subject: O::subject(&self.poll),
                    state,
                    lasted,
                    last: answer,
                }));
            }
        };
        self.last = Some(answer);
        Step::Answer { unknown_state }
    }

    /// Reads the rest of an answer that tells the end: polls read the first page only.
    async fn read_on(&mut self, mut answer: Box<Polled<O>>) -> Step<Polled<O>> {
        if let Some(continuation) = O::Poll::CONTINUATION {
            let options = self.options_for(self.pace.time_to_read());
            let poll = self.poll.clone();
            let rest = read_rest(&self.client, poll, &mut answer, continuation, &options).await;
            if let Err(error) = rest {
                self.unread = Some(answer);
                return self.failed(error);
            }
            self.answered();
        }
        let has_begun = |response| O::has_begun(response, &answer);
        if !self.response.as_ref().is_none_or(has_begun) {
            return Step::Stale;
        }
        self.tell(&answer);
        Step::Ended(if self.any {
            Ok(*answer)
        } else {
            outcome::<O>(&self.client, &self.poll, answer)
        })
    }

    /// Options for a request that may take so long.
    fn options_for(&self, time: Option<Duration>) -> CallOptions {
        let mut options = self.options.clone();
        options.deadline = time.map(Some);
        options.started(&self.client)
    }

    fn answered(&mut self) {
        self.patience.answered();
        self.last_error = None;
    }

    /// Shows an answer that has news.
    fn tell(&mut self, answer: &Polled<O>) {
        if self.seen.differs(&O::progress(answer)) {
            (self.on_change)(answer);
        }
    }

    /// A failed request: whether the wait goes on.
    fn failed(&mut self, error: Error) -> Step<Polled<O>> {
        if !self.patience.bears(&error, self.client.elapsed()) {
            let subject = O::subject(&self.poll);
            let error = if subject.is_empty() {
                error
            } else {
                error.ending(&format!("cannot go on waiting for {subject}"))
            };
            let last = self.unread.take().or(self.last.take());
            return Step::Ended(Err(WaitError::Poll { error, last }));
        }
        let failures = self.patience.failures();
        let delay = self.pace.delay(error.retry_after());
        if let Some(delay) = delay {
            self.client.tell_of_retry(&error, failures, delay);
        }
        self.next = Next::After(delay);
        self.last_error = Some(error);
        Step::Failed { failures }
    }

    fn timed_out(&mut self) -> WaitError<Polled<O>> {
        WaitError::TimedOut {
            operation: O::INFO.name,
            subject: O::subject(&self.poll),
            waited: self.pace.waited(),
            last: self.unread.take().or(self.last.take()),
            last_error: self.last_error.take(),
        }
    }
}

/// The last answer to this poll, which tells the end, as the result of a wait.
pub(super) fn outcome<O: LongRunning>(
    client: &Client,
    poll: &O::Poll,
    answer: Box<Polled<O>>,
) -> Result<Polled<O>, WaitError<Polled<O>>> {
    let progress = O::progress(&answer);
    if progress.ending == Some(Ending::Succeeded) {
        return Ok(*answer);
    }
    let ended = ended(&O::subject(poll), &progress);
    Err(WaitError::Failed {
        operation: O::INFO.name,
        ended,
        last: answer,
        client: client.clone(),
    })
}
