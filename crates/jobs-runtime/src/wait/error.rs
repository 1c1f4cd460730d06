//! How a wait ends other than well.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::operation::Progress;

/// Why a wait did not end in success. `T` is what tells how the work stands, such as a run.
#[non_exhaustive]
pub enum WaitError<T> {
    /// The work could not be started.
    Start(Error),
    /// The answer to the start does not name what to wait for.
    NothingToWaitFor {
        /// Name of the operation that starts the work.
        operation: &'static str,
    },
    /// How the work stands cannot be had any more. The work may go on.
    Poll {
        /// Why not.
        error: Error,
        /// The last answer, if there was one.
        last: Option<Box<T>>,
    },
    /// The work ended other than in success.
    Failed {
        /// Name of the operation that started the work.
        operation: &'static str,
        /// What ended, how, why, and where to read more, in one line.
        ended: String,
        /// The last answer, whole.
        last: Box<T>,
        /// The client that waited, to ask for more.
        client: Client,
    },
    /// The time was up. The work goes on.
    TimedOut {
        /// Name of the operation that started the work.
        operation: &'static str,
        /// What was waited for, such as `run 17`; empty if it has no name.
        subject: String,
        /// How long was waited.
        waited: Duration,
        /// The last answer, if there was one.
        last: Option<Box<T>>,
        /// How the last poll failed, if it did.
        last_error: Option<Error>,
    },
    /// The work has been in a state that this version does not know for longer than was allowed.
    /// It may go on.
    UnknownState {
        /// Name of the operation that started the work.
        operation: &'static str,
        /// What was waited for, such as `run 17`; empty if it has no name.
        subject: String,
        /// The state in the service's own words; empty if it told none.
        state: String,
        /// How long the state has been unknown.
        lasted: Duration,
        /// The last answer.
        last: Box<T>,
    },
}

/// What there is to say of an answer that names no work.
const NOTHING_NAMED: &str = "the answer does not name what to wait for";

/// How some work ended, in one line.
pub(super) fn ended(subject: &str, progress: &Progress<'_>) -> String {
    let result = match progress.result {
        "" => progress.state,
        result => result,
    };
    let mut line = named(subject, &format!("ended in {result}"));
    if !progress.reason.is_empty() {
        line.push_str(&format!(" ({})", progress.reason));
    }
    let words: Vec<&str> = progress.message.split_whitespace().collect();
    if !words.is_empty() {
        line.push_str(": ");
        line.push_str(words.join(" ").trim_end_matches('.'));
    }
    if !progress.link.is_empty() {
        line.push_str("; see ");
        line.push_str(progress.link);
    }
    line
}

/// What is to say of some work, behind its name if it has one.
fn named(subject: &str, text: &str) -> String {
    let separator = if subject.is_empty() { "" } else { " " };
    format!("{subject}{separator}{text}")
}

fn timed_out(subject: &str, waited: Duration) -> String {
    named(subject, &format!("has not ended after {waited:.1?}"))
}

fn in_unknown_state(subject: &str, state: &str, lasted: Duration) -> String {
    let state = match state {
        "" => "no state at all".to_owned(),
        state => format!("state {state}, which this version does not know,"),
    };
    named(subject, &format!("has been in {state} for {lasted:.1?}"))
}

impl<T> WaitError<T> {
    /// The last answer, if there was one.
    pub fn last(&self) -> Option<&T> {
        match self {
            Self::Start(_) | Self::NothingToWaitFor { .. } => None,
            Self::Poll { last, .. } | Self::TimedOut { last, .. } => last.as_deref(),
            Self::Failed { last, .. } | Self::UnknownState { last, .. } => Some(last),
        }
    }

    /// Takes the last answer out, if there was one.
    pub fn into_last(self) -> Option<T> {
        match self {
            Self::Start(_) | Self::NothingToWaitFor { .. } => None,
            Self::Poll { last, .. } | Self::TimedOut { last, .. } => last.map(|last| *last),
            Self::Failed { last, .. } | Self::UnknownState { last, .. } => Some(*last),
        }
    }
}

impl<T> fmt::Display for WaitError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) | Self::Poll { error, .. } => error.fmt(f),
            Self::NothingToWaitFor { operation } => write!(f, "{operation}: {NOTHING_NAMED}"),
            Self::Failed {
                operation, ended, ..
            } => write!(f, "{operation}: {ended}"),
            Self::UnknownState {
                operation,
                subject,
                state,
                lasted,
                ..
            } => {
                let line = in_unknown_state(subject, state, *lasted);
                write!(f, "{operation}: {line}")
            }
            Self::TimedOut {
                operation,
                subject,
                waited,
                last_error,
                ..
            } => {
                write!(f, "{operation}: {}", timed_out(subject, *waited))?;
                match last_error {
                    Some(error) => write!(f, "; the last poll failed: {error}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl<T> fmt::Debug for WaitError<T> {
    /// The last answer is left out: it is long, and may hold what is nobody else's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => f.debug_tuple("Start").field(error).finish(),
            Self::NothingToWaitFor { operation } => f
                .debug_struct("NothingToWaitFor")
                .field("operation", operation)
                .finish(),
            Self::Poll { error, .. } => f
                .debug_struct("Poll")
                .field("error", error)
                .finish_non_exhaustive(),
            Self::Failed {
                operation, ended, ..
            } => f
                .debug_struct("Failed")
                .field("operation", operation)
                .field("ended", ended)
                .finish_non_exhaustive(),
            Self::TimedOut {
                operation,
                subject,
                waited,
                last_error,
                ..
            } => f
                .debug_struct("TimedOut")
                .field("operation", operation)
                .field("subject", subject)
                .field("waited", waited)
                .field("last_error", last_error)
                .finish_non_exhaustive(),
            Self::UnknownState {
                operation,
                subject,
                state,
                lasted,
                ..
            } => f
                .debug_struct("UnknownState")
                .field("operation", operation)
                .field("subject", subject)
                .field("state", state)
                .field("lasted", lasted)
                .finish_non_exhaustive(),
        }
    }
}

impl<T> StdError for WaitError<T> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Start(error) | Self::Poll { error, .. } => Some(error),
            Self::TimedOut { last_error, .. } => last_error
                .as_ref()
                .map(|error| error as &(dyn StdError + 'static)),
            Self::NothingToWaitFor { .. } | Self::Failed { .. } | Self::UnknownState { .. } => None,
        }
    }
}

/// Keeps the wait's error as the source, where it can be downcast for the last answer. An error
/// of the start is given as it is.
impl<T: Send + Sync + 'static> From<WaitError<T>> for Error {
    fn from(error: WaitError<T>) -> Self {
        // By now the work is started: it is not for certain without effect.
        let of_wait = |operation, kind, message| {
            Self::new(kind, message)
                .in_exchange(true, false)
                .in_operation(operation)
        };
        let summary = match error {
            WaitError::Start(error) => return error,
            WaitError::Poll { ref error, .. } => Self::like(error),
            WaitError::NothingToWaitFor { operation } => {
                of_wait(operation, ErrorKind::Decode, NOTHING_NAMED.to_owned())
            }
            WaitError::Failed {
                operation,
                ref ended,
                ..
            } => of_wait(operation, ErrorKind::Failed, ended.clone()),
            WaitError::TimedOut {
                operation,
                ref subject,
                waited,
                ..
            } => of_wait(operation, ErrorKind::Timeout, timed_out(subject, waited)),
            WaitError::UnknownState {
                operation,
                ref subject,
                ref state,
                lasted,
                ..
            } => {
                let line = in_unknown_state(subject, state, lasted);
                of_wait(operation, ErrorKind::Unknown, line)
            }
        };
        summary.with_source(error)
    }
}
