//! Work that is started and can be waited for.

use std::fmt;

use super::{Wait, Watched};
use crate::client::{CallOptions, Client};
use crate::operation::LongRunning;

/// Work that is started. To drop it does not stop the work.
pub struct Started<O: LongRunning> {
    /// What the service answered to the start.
    pub response: O::Output,
    watched: Watched<O>,
}

impl<O: LongRunning> Started<O> {
    pub(crate) fn new(
        client: Client,
        operation: &O,
        response: O::Output,
        mut options: CallOptions,
    ) -> Self {
        let poll = operation.poll(&response);
        // What was added to the query belongs to the start alone.
        options.query.clear();
        let watched = Watched {
            client,
            options,
            poll,
        };
        Self { response, watched }
    }

    /// Waits for the end. Any end but success is an error that holds the last answer.
    pub fn wait<'a>(self) -> Wait<'a, O> {
        Wait::watch(self.watched)
    }

    /// Waits for the end, whatever it is.
    pub fn wait_any<'a>(self) -> Wait<'a, O> {
        self.wait().any()
    }

    pub(super) fn into_watched(self) -> Watched<O> {
        self.watched
    }
}

impl<O: LongRunning> fmt::Debug for Started<O>
where
    O::Output: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started")
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}
