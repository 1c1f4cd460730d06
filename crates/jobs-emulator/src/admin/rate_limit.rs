//! Limits of how often an operation may be called.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::engine::Millis;

/// How many requests of an operation the service takes in a span of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RateLimit {
    /// Name of the operation, such as `run_now`.
    pub operation: String,
    /// How many requests.
    pub requests: u32,
    /// In how many milliseconds of the emulator's clock.
    #[serde(default = "one_second")]
    pub per_ms: u64,
    /// Whether the refusal says when to come back, in the header `Retry-After`.
    #[serde(default = "yes")]
    pub retry_after: bool,
}

/// The service's limits in requests a second.
const OF_THE_SERVICE: [(&str, u32); 3] = [("create", 20), ("run_now", 20), ("get_run", 100)];

impl RateLimit {
    /// So many requests of an operation in every second.
    pub fn new(operation: impl Into<String>, requests: u32) -> Self {
        Self {
            operation: operation.into(),
            requests,
            per_ms: one_second(),
            retry_after: true,
        }
    }

    /// The limits of a workspace: 20 creations of jobs, 20 runs and 100 reads of runs a second.
    pub fn of_the_service() -> Vec<Self> {
        OF_THE_SERVICE
            .map(|(operation, requests)| Self::new(operation, requests))
            .into()
    }

    /// In every span of this length, instead of every second.
    #[must_use]
    pub fn per(mut self, span: std::time::Duration) -> Self {
        self.per_ms = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        self
    }

    /// Refuses without saying when to come back.
    #[must_use]
    pub fn without_retry_after(mut self) -> Self {
        self.retry_after = false;
        self
    }

    /// Says what is wrong with it, if anything is.
    pub(crate) fn check(&self, operations: &[&'static str]) -> Result<(), String> {
        super::known_operation(&self.operation, operations)?;
        if self.per_ms == 0 {
            return Err("per_ms: a span of 0 ms cannot be".to_owned());
        }
        Ok(())
    }
}

fn one_second() -> u64 {
    1000
}

fn yes() -> bool {
    true
}

/// The limits, and the requests that count towards them.
#[derive(Debug, Default)]
pub(crate) struct RateLimits {
    limits: Vec<RateLimit>,
    /// Moments of the requests that were let through, for each limit.
    taken: HashMap<usize, VecDeque<Millis>>,
}

/// A request over a limit.
#[derive(Debug)]
pub(crate) struct Exceeded {
    pub(crate) limit: RateLimit,
    /// Milliseconds until there is room again.
    pub(crate) wait: Millis,
}

impl RateLimits {
    pub(crate) fn new(limits: Vec<RateLimit>) -> Self {
        Self {
            limits,
            taken: HashMap::new(),
        }
    }

    pub(crate) fn all(&self) -> &[RateLimit] {
        &self.limits
    }

    pub(crate) fn add(&mut self, limit: RateLimit) {
        self.limits.push(limit);
    }

    /// Counts a request, or says which limit it is over. One that is refused does not count.
    pub(crate) fn take(&mut self, operation: &str, now: Millis) -> Result<(), Exceeded> {
        let applies = |limit: &RateLimit| super::is_same_operation(&limit.operation, operation);
        for (index, limit) in self.limits.iter().enumerate() {
            if !applies(limit) {
                continue;
            }
            let span = Millis::try_from(limit.per_ms).unwrap_or(Millis::MAX);
            let taken = self.taken.entry(index).or_default();
            while taken
                .front()
                .is_some_and(|at| at.saturating_add(span) <= now)
            {
                taken.pop_front();
            }
            if taken.len() >= limit.requests as usize {
                let room = taken
                    .front()
                    .map_or(span, |at| at.saturating_add(span) - now);
                return Err(Exceeded {
                    limit: limit.clone(),
                    wait: room,
                });
            }
        }
        for (index, limit) in self.limits.iter().enumerate() {
            if applies(limit) {
                self.taken.entry(index).or_default().push_back(now);
            }
        }
        Ok(())
    }
}
