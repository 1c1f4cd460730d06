//! When to poll, and what counts as news. Not generic, so compiled once.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::client::Client;
use crate::operation::Progress;

/// How long a request may take that is begun when the time is up, or that reads an end whole.
const LAST_REQUEST: Duration = Duration::from_secs(30);

/// The pace of polls: slower with each, up to a limit, and not all waits at once.
pub(super) struct Pace {
    client: Client,
    interval: RangeInclusive<Duration>,
    limit: Option<Duration>,
    start: Duration,
    polls: u32,
    /// The poll before was the last.
    is_last: bool,
}

impl Pace {
    /// A wait that begins now.
    pub(super) fn new(
        client: &Client,
        interval: RangeInclusive<Duration>,
        limit: Option<Duration>,
    ) -> Self {
        Self {
            client: client.clone(),
            interval,
            limit,
            start: client.elapsed(),
            polls: 0,
            is_last: false,
        }
    }

    /// How long to wait until the next poll is due; none if the one before was the last.
    /// `at_least` is what the service asked for.
    pub(super) fn delay(&mut self, at_least: Option<Duration>) -> Option<Duration> {
        let left = self.left();
        if self.is_last || left == Some(Duration::ZERO) {
            return None;
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
        if let Some(left) = left
            && left <= delay
        {
            self.is_last = true;
            delay = left;
        }
        Some(delay)
    }

    /// How long the next poll may take: what is left of the time, or a little when that is up.
    pub(super) fn time_to_poll(&self) -> Option<Duration> {
        self.left()
            .map(|left| if left.is_zero() { LAST_REQUEST } else { left })
    }

    /// How long it may take to read an end whole: what is left of the time, but never too little.
    pub(super) fn time_to_read(&self) -> Option<Duration> {
        self.left().map(|left| left.max(LAST_REQUEST))
    }

    /// Time since the wait began.
    pub(super) fn waited(&self) -> Duration {
        self.client.elapsed().saturating_sub(self.start)
    }

    fn left(&self) -> Option<Duration> {
        Some(self.limit?.saturating_sub(self.waited()))
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
