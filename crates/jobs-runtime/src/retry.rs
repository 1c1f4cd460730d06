//! When a request is sent again.
//!
//! Three things must agree. The class of the operation says whether it is safe: that is not for a
//! policy to change. The policy says whether it is worth it, and when. The client's budget says
//! whether it would do more harm than good.

mod backoff;
mod budget;
mod class;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use backoff::Backoff;
pub(crate) use budget::Budget;
pub(crate) use class::may_repeat;

use crate::error::Error;

/// Says whether and when a failed request is sent again. It is asked only where that is safe.
pub trait RetryPolicy: Send + Sync + fmt::Debug {
    /// What to do after a failed attempt.
    fn decide(&self, attempt: &Attempt<'_>) -> Decision;
}

impl<P: RetryPolicy + ?Sized> RetryPolicy for Arc<P> {
    fn decide(&self, attempt: &Attempt<'_>) -> Decision {
        (**self).decide(attempt)
    }
}

/// An attempt that failed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// How many attempts there were, this one included.
    pub number: u32,
    /// Time since the start of the first attempt.
    pub elapsed: Duration,
    /// How it failed. [`Error::retry_after`] is what the service asked for.
    pub error: &'a Error,
    /// A number from 0 to below 1, to spread the attempts of many callers.
    pub random: f64,
}

/// A request that failed, and that will be sent again: see
/// [`ClientBuilder::on_retry`](crate::ClientBuilder::on_retry).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Retry<'a> {
    /// How it failed. [`Error::operation`] is what was called.
    pub error: &'a Error,
    /// How often in a row it has failed, this time included.
    pub failures: u32,
    /// Time until it is sent again. Where many waits share requests, it is the shortest there can
    /// be.
    pub after: Duration,
}

/// Who wants to be told of retries.
#[cfg(feature = "client")]
pub(crate) type OnRetry = Arc<dyn Fn(&Retry<'_>) + Send + Sync>;

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Leave it at that: the error of the last attempt is the error of the call.
    Stop,
    /// Try again after this time.
    After(Duration),
}

#[cfg(test)]
mod tests;
