//! When to poll, and what counts as news. Not generic, so compiled once.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::client::Client;
use crate::operation::Progress;

/// The pace of polls: slower with each, up to a limit, and not all waits at once.
pub(super) struct Pace<'c> {
    client: &'c Client,
    interval: RangeInclusive<Duration>,
    limit: Option<Duration>,
    start: Duration,
    polls: u32,
    /// The time is up: the poll that follows is the last.
    is_up: bool,
}

impl<'c> Pace<'c> {
    /// A wait that begins now.
    pub(super) fn new(
        client: &'c Client,
        interval: RangeInclusive<Duration>,
        limit: Option<Duration>,
    ) -> Self {
        Self {
            client,
            interval,
            limit,
            start: client.elapsed(),
            polls: 0,
            is_up: false,
        }
    }

    /// Waits until the next poll is due; false if the one before was the last. `at_least` is what
    /// the service asked for.
    pub(super) async fn pause(&mut self, at_least: Option<Duration>) -> bool {
        if self.is_up {
            return false;
        }
        self.polls = self.polls.saturating_add(1);
        let due = self
            .interval
            .start()
            .saturating_mul(self.polls)
            .min(*self.interval.end());
        // A tenth more or less, so that waits that began together do not stay together.
        let jittered = due.as_secs_f64() * (0.9 + 0.2 * self.client.random());
        let mut delay = Duration::try_from_secs_f64(jittered).unwrap_or(due);
        delay = delay.max(at_least.unwrap_or_default());
        if let Some(limit) = self.limit {
            let left = limit.saturating_sub(self.waited());
            if left <= delay {
                self.is_up = true;
                delay = left;
            }
        }
        self.client.sleep(delay).await;
        true
    }

    /// Time since the wait began.
    pub(super) fn waited(&self) -> Duration {
        self.client.elapsed().saturating_sub(self.start)
    }
}

/// State and message of the last answer.
#[derive(Default)]
pub(super) struct Seen(Option<(String, String)>);

impl Seen {
    /// Whether this is not what the last answer told; takes it for the last.
    pub(super) fn differs(&mut self, progress: &Progress<'_>) -> bool {
        let same = self
            .0
            .as_ref()
            .is_some_and(|(state, message)| state == progress.state && message == progress.message);
        if !same {
            self.0 = Some((progress.state.to_owned(), progress.message.to_owned()));
        }
        !same
    }
}
