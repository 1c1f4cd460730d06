//! A request bound to a blocking client.

use std::fmt;
use std::time::Duration;

use super::executor::Executor;
use super::{Items, Pages, Started, Wait};
use crate::Result;
use crate::operation::{Continued, LongRunning, Operation, Paged};
use crate::retry::RetryPolicy;

/// A request bound to a blocking client, with its options. It is sent by [`send`](Self::send).
#[must_use = "a call is not sent until `send` is called"]
pub struct Call<O: Operation> {
    call: crate::Call<O>,
    executor: Executor,
}

impl<O: Operation> Call<O> {
    pub(super) const fn new(call: crate::Call<O>, executor: Executor) -> Self {
        Self { call, executor }
    }

    /// Sends the request and reads the answer; an object that continues over pages is read whole.
    ///
    /// # Errors
    ///
    /// When the service refuses the request or cannot be reached, and inside an async runtime.
    pub fn send(self) -> Result<O::Output> {
        self.executor.block_on(self.call.into_future())?
    }

    /// The request as it stands.
    pub fn request(&self) -> &O {
        self.call.request()
    }

    /// Sets options of the async call, also those that have no method here.
    pub fn with(mut self, set: impl FnOnce(crate::Call<O>) -> crate::Call<O>) -> Self {
        self.call = set(self.call);
        self
    }

    /// See [`Call::prepared`](crate::Call::prepared).
    pub fn prepared(self) -> Self {
        self.with(crate::Call::prepared)
    }

    /// See [`Call::timeout`](crate::Call::timeout).
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|call| call.timeout(timeout))
    }

    /// See [`Call::deadline`](crate::Call::deadline).
    pub fn deadline(self, deadline: Duration) -> Self {
        self.with(|call| call.deadline(deadline))
    }

    /// See [`Call::retry`](crate::Call::retry).
    pub fn retry(self, policy: impl RetryPolicy + 'static) -> Self {
        self.with(|call| call.retry(policy))
    }

    /// See [`Call::header`](crate::Call::header).
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with(|call| call.header(name, value))
    }

    /// See [`Call::query`](crate::Call::query).
    pub fn query(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with(|call| call.query(name, value))
    }
}

impl<O: Continued> Call<O> {
    /// Sends the request and reads one page of the object: its arrays may continue.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn page(self) -> Result<O::Output> {
        self.executor.block_on(self.call.page())?
    }
}

impl<O: Paged> Call<O> {
    /// The elements of the list, asked for page by page as they are needed.
    pub fn items(self) -> Items<O> {
        Items::new(self.call.items(), self.executor)
    }

    /// The pages of the list, each asked for when it is needed.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self.call.pages(), self.executor)
    }
}

impl<O: LongRunning> Call<O> {
    /// Starts the work and waits for its end. Any end but success is an error that holds the last
    /// answer.
    pub fn wait<'a>(self) -> Wait<'a, O> {
        Wait::new(self.call.wait(), self.executor)
    }

    /// Starts the work and waits for its end, whatever that is.
    pub fn wait_any<'a>(self) -> Wait<'a, O> {
        self.wait().any()
    }

    /// Starts the work and leaves it at that: the answer can be kept, and the end waited for
    /// later.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn start(self) -> Result<Started<O>> {
        let started = self.executor.block_on(self.call.start())??;
        Ok(Started::new(started, self.executor))
    }
}

impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Call").field(&self.call).finish()
    }
}
