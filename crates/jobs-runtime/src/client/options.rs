//! What one call wants otherwise than the client, and the time it has.

use std::sync::Arc;
use std::time::Duration;

use super::Client;
use crate::operation::escape;
use crate::retry::RetryPolicy;

/// What one call wants otherwise than the client.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    /// Time for one attempt; `Some(None)` for no limit.
    pub(crate) timeout: Option<Option<Duration>>,
    /// Time for the whole call; `Some(None)` for no limit.
    pub(crate) deadline: Option<Option<Duration>>,
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    pub(crate) headers: Vec<(String, String)>,
    /// Names and values, escaped.
    pub(crate) query: Vec<(String, String)>,
    /// When the time for the call is up, on the client's clock.
    expires: Option<Duration>,
}

impl CallOptions {
    /// Adds a query parameter.
    pub(crate) fn add_query(&mut self, name: &str, value: &str) {
        let escaped = escape::in_address;
        self.query.push((escaped(name), escaped(value)));
    }

    /// The same options, with the time for the call running from now.
    pub(crate) fn started(mut self, client: &Client) -> Self {
        let deadline = self.deadline.unwrap_or(client.shared.deadline);
        self.expires = deadline.map(|deadline| client.elapsed().saturating_add(deadline));
        self
    }

    /// The policy that says when a failed request is sent again.
    pub(super) fn policy<'a>(&'a self, client: &'a Client) -> &'a dyn RetryPolicy {
        &**self.retry.as_ref().unwrap_or(&client.shared.retry)
    }

    /// Time left for the call; none if it has no limit.
    pub(super) fn left(&self, client: &Client) -> Option<Duration> {
        let expires = self.expires?;
        Some(expires.saturating_sub(client.elapsed()))
    }

    /// Time for an attempt that begins now; none if it has no limit.
    pub(super) fn attempt_time(&self, client: &Client) -> Option<Duration> {
        let timeout = self.timeout.unwrap_or(client.shared.timeout);
        match (timeout, self.left(client)) {
            (Some(timeout), Some(left)) => Some(timeout.min(left)),
            (timeout, left) => timeout.or(left),
        }
    }
}
