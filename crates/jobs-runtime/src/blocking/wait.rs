//! Waiting on a thread.

use std::fmt;
use std::ops::RangeInclusive;
use std::time::Duration;

use super::executor::Executor;
use crate::operation::LongRunning;
use crate::wait::{self, Polled, WaitError};

/// Waits until started work has ended, as [`wait::Wait`] does: by
/// [`until_end`](Self::until_end).
#[must_use = "waiting does not begin until `until_end` is called"]
pub struct Wait<'a, O: LongRunning> {
    wait: wait::Wait<'a, O>,
    executor: Executor,
}

impl<'a, O: LongRunning> Wait<'a, O> {
    pub(super) const fn new(wait: wait::Wait<'a, O>, executor: Executor) -> Self {
        Self { wait, executor }
    }

    /// Waits for the end.
    ///
    /// # Errors
    ///
    /// When the work cannot be started or asked for any more, when it ends other than in success
    /// (unless [`any`](Self::any) end will do), when the time is up, and inside an async runtime.
    pub fn until_end(self) -> Result<Polled<O>, WaitError<Polled<O>>> {
        match self.executor.block_on(self.wait.into_future()) {
            Ok(end) => end,
            Err(refused) => Err(WaitError::Start(refused)),
        }
    }

    /// Sets options of the async wait, also those that have no method here.
    pub fn with<'b>(self, set: impl FnOnce(wait::Wait<'a, O>) -> wait::Wait<'b, O>) -> Wait<'b, O> {
        Wait {
            wait: set(self.wait),
            executor: self.executor,
        }
    }

    /// See [`Wait::any`](wait::Wait::any).
    pub fn any(self) -> Self {
        self.with(wait::Wait::any)
    }

    /// See [`Wait::timeout`](wait::Wait::timeout).
    pub fn timeout(self, limit: Duration) -> Self {
        self.with(|wait| wait.timeout(limit))
    }

    /// See [`Wait::interval`](wait::Wait::interval).
    pub fn interval(self, interval: RangeInclusive<Duration>) -> Self {
        self.with(|wait| wait.interval(interval))
    }

    /// See [`Wait::on_change`](wait::Wait::on_change).
    pub fn on_change<'b>(self, on_change: impl FnMut(&Polled<O>) + Send + 'b) -> Wait<'b, O>
    where
        'a: 'b,
    {
        self.with(|wait| wait.on_change(on_change))
    }
}

/// Work that is started. To drop it does not stop the work.
pub struct Started<O: LongRunning> {
    started: wait::Started<O>,
    executor: Executor,
}

impl<O: LongRunning> Started<O> {
    pub(super) const fn new(started: wait::Started<O>, executor: Executor) -> Self {
        Self { started, executor }
    }

    /// What the service answered to the start.
    pub const fn response(&self) -> &O::Output {
        &self.started.response
    }

    /// Waits for the end. Any end but success is an error that holds the last answer.
    pub fn wait<'a>(self) -> Wait<'a, O> {
        Wait::new(self.started.wait(), self.executor)
    }

    /// Waits for the end, whatever it is.
    pub fn wait_any<'a>(self) -> Wait<'a, O> {
        self.wait().any()
    }
}

impl<O: LongRunning> fmt::Debug for Wait<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Wait").field(&self.wait).finish()
    }
}

impl<O: LongRunning> fmt::Debug for Started<O>
where
    O::Output: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Started")
            .field(&self.started)
            .finish()
    }
}
