//! Work that is started and can be waited for.

use std::fmt;
use std::time::Duration;

use super::Wait;
use crate::call::Call;
use crate::client::{CallOptions, Client};
use crate::operation::LongRunning;

/// Work that is started. To drop it does not stop the work.
pub struct Started<O: LongRunning> {
    /// What was sent, with the idempotency token if it has one.
    pub request: O,
    /// What the service answered to the start.
    pub response: O::Output,
    client: Client,
    options: CallOptions,
    /// When it was started, on the client's clock; none if that was not here.
    started: Option<Duration>,
}

/// Work to be watched, and how to ask for it.
pub(super) struct Watched<O: LongRunning> {
    pub(super) client: Client,
    pub(super) options: CallOptions,
    /// None if the answer did not name the work.
    pub(super) poll: Option<O::Poll>,
    /// The answer to the start; none if it is not known here.
    pub(super) response: Option<O::Output>,
    /// When it was started, on the client's clock; none if that was not here.
    pub(super) started: Option<Duration>,
}

impl Client {
    /// Work that was started by this request and with this answer, perhaps in another process.
    pub fn started<O: LongRunning>(&self, request: O, response: O::Output) -> Started<O> {
        Started {
            request,
            response,
            client: self.clone(),
            options: CallOptions::default(),
            started: None,
        }
    }
}

impl<O: LongRunning> Started<O> {
    pub(super) fn now(call: Call<O>, response: O::Output) -> Self {
        let mut options = call.options;
        // What was added to the query belongs to the start alone.
        options.query.clear();
        Self {
            request: call.operation,
            response,
            started: Some(call.client.elapsed()),
            client: call.client,
            options,
        }
    }

    /// Waits for the end. Any end but success is an error that holds the last answer.
    pub fn wait<'a>(self) -> Wait<'a, O> {
        Wait::watch(self.into_watched())
    }

    /// Waits for the end, whatever it is.
    pub fn wait_any<'a>(self) -> Wait<'a, O> {
        self.wait().any()
    }

    pub(super) fn into_watched(self) -> Watched<O> {
        Watched {
            client: self.client,
            options: self.options,
            poll: self.request.poll(&self.response),
            response: Some(self.response),
            started: self.started,
        }
    }
}

impl<O: LongRunning> fmt::Debug for Started<O>
where
    O::Output: fmt::Debug,
{
    /// The request is left out: it may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started")
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}
