//! How a wait ends other than well.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::error::{Error, ErrorKind};

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
        /// State in the service's own words.
        state: String,
        /// What the service says of it; empty if nothing.
        message: String,
        /// The last answer, whole.
        last: Box<T>,
    },
    /// The time was up. The work goes on.
    TimedOut {
        /// Name of the operation that started the work.
        operation: &'static str,
        /// How long was waited.
        waited: Duration,
        /// The last answer, if there was one.
        last: Option<Box<T>>,
        /// How the last poll failed, if it did.
        last_error: Option<Error>,
    },
}

/// What there is to say of an answer that names no work.
const NOTHING_NAMED: &str = "the answer does not name what to wait for";

/// How the work ended, in words.
fn ended(state: &str, message: &str) -> String {
    let separator = if message.is_empty() { "" } else { ": " };
    format!("ended in {state}{separator}{message}")
}

impl<T> WaitError<T> {
    /// The last answer, if there was one.
    pub fn last(&self) -> Option<&T> {
        match self {
            Self::Start(_) | Self::NothingToWaitFor { .. } => None,
            Self::Poll { last, .. } | Self::TimedOut { last, .. } => last.as_deref(),
            Self::Failed { last, .. } => Some(last),
        }
    }

    /// Takes the last answer out, if there was one.
    pub fn into_last(self) -> Option<T> {
        match self {
            Self::Start(_) | Self::NothingToWaitFor { .. } => None,
            Self::Poll { last, .. } | Self::TimedOut { last, .. } => last.map(|last| *last),
            Self::Failed { last, .. } => Some(*last),
        }
    }
}

impl<T> fmt::Display for WaitError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) | Self::Poll { error, .. } => error.fmt(f),
            Self::NothingToWaitFor { operation } => write!(f, "{operation}: {NOTHING_NAMED}"),
            Self::Failed {
                operation,
                state,
                message,
                ..
            } => {
                write!(f, "{operation}: {}", ended(state, message))
            }
            Self::TimedOut {
                operation,
                waited,
                last_error,
                ..
            } => {
                write!(f, "{operation}: not ended after {waited:.1?}")?;
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
                operation,
                state,
                message,
                ..
            } => f
                .debug_struct("Failed")
                .field("operation", operation)
                .field("state", state)
                .field("message", message)
                .finish_non_exhaustive(),
            Self::TimedOut {
                operation,
                waited,
                last_error,
                ..
            } => f
                .debug_struct("TimedOut")
                .field("operation", operation)
                .field("waited", waited)
                .field("last_error", last_error)
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
            Self::NothingToWaitFor { .. } | Self::Failed { .. } => None,
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
                ref state,
                ref message,
                ..
            } => of_wait(operation, ErrorKind::Failed, ended(state, message)),
            WaitError::TimedOut {
                operation, waited, ..
            } => of_wait(
                operation,
                ErrorKind::Timeout,
                format!("not ended after {waited:.1?}"),
            ),
        };
        summary.with_source(error)
    }
}
