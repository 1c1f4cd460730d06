//! What a wait bears: failed polls, and states that nobody knows. Not generic, so compiled once.

use std::time::Duration;

use crate::error::{Error, ErrorKind};
use crate::operation::Progress;

/// How long a service may take to know what it has just started.
const UNKNOWN_AT_FIRST: Duration = Duration::from_secs(60);

/// How long credentials may be refused that were accepted before.
const REFUSED: Duration = Duration::from_secs(5 * 60);

/// Which failures of polls do not end the wait.
pub(super) struct Patience {
    max_failures: Option<u32>,
    /// When the work was started, if that was here.
    started: Option<Duration>,
    /// Whether there was an answer.
    is_answered: bool,
    /// Since when credentials are refused.
    refused: Option<Duration>,
    failures: u32,
}

impl Patience {
    pub(super) const fn new(max_failures: Option<u32>, started: Option<Duration>) -> Self {
        Self {
            max_failures,
            started,
            is_answered: false,
            refused: None,
            failures: 0,
        }
    }

    /// Takes note of an answer.
    pub(super) fn answered(&mut self) {
        self.is_answered = true;
        self.refused = None;
        self.failures = 0;
    }

    /// Takes note of a failure at this time; false if it ends the wait.
    pub(super) fn bears(&mut self, error: &Error, now: Duration) -> bool {
        self.failures = self.failures.saturating_add(1);
        if self.max_failures.is_some_and(|max| self.failures >= max) {
            return false;
        }
        if error.is_retryable() {
            return true;
        }
        match error.kind() {
            ErrorKind::NotFound => {
                let is_new = |started: Duration| now.saturating_sub(started) < UNKNOWN_AT_FIRST;
                !self.is_answered && self.started.is_some_and(is_new)
            }
            ErrorKind::Unauthenticated => {
                let were_accepted = self.is_answered || self.started.is_some();
                let since = *self.refused.get_or_insert(now);
                were_accepted && now.saturating_sub(since) < REFUSED
            }
            _ => false,
        }
    }

    /// How many polls in a row have failed.
    pub(super) const fn failures(&self) -> u32 {
        self.failures
    }
}

/// Watches over states that this version does not know.
#[derive(Default)]
pub(super) struct UnknownStates {
    limit: Option<Duration>,
    /// Since when the state is an unknown one.
    since: Option<Duration>,
    /// The one that was told of.
    told: Option<String>,
}

/// What to do about a state.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing.
    Fine,
    /// To tell of it: it is unknown, and that was not told yet.
    Tell(String),
    /// To give up: it has been unknown for so long.
    GiveUp {
        /// The state.
        state: String,
        /// How long it has been so.
        lasted: Duration,
    },
}

impl UnknownStates {
    pub(super) fn new(limit: Option<Duration>) -> Self {
        Self {
            limit,
            ..Self::default()
        }
    }

    /// Takes note of how the work stands at this time.
    pub(super) fn see(&mut self, progress: &Progress<'_>, now: Duration) -> Verdict {
        if progress.is_known {
            self.since = None;
            return Verdict::Fine;
        }
        let since = *self.since.get_or_insert(now);
        let lasted = now.saturating_sub(since);
        if self.limit.is_some_and(|limit| lasted >= limit) {
            let state = progress.state.to_owned();
            return Verdict::GiveUp { state, lasted };
        }
        if self.told.as_deref() == Some(progress.state) {
            return Verdict::Fine;
        }
        self.told = Some(progress.state.to_owned());
        Verdict::Tell(progress.state.to_owned())
    }
}
