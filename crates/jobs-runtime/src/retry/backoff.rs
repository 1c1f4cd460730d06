//! The default policy: wait longer each time, at random.

use std::error::Error as _;
use std::time::Duration;

use super::{Attempt, Decision, RetryPolicy};
use crate::error::Error;
use crate::transport::{TransportError, TransportErrorKind};

/// Time for which a host that cannot be found is tried: most often its name is mistyped.
const UNKNOWN_HOST: Duration = Duration::from_secs(10);

/// Tries again after a random time, up to a limit that doubles with each attempt ("full jitter"),
/// for as long as the whole stays within a time.
///
/// What the service asks for (`Retry-After`) is waited at least. If that would take too long, the
/// call fails at once. A host that cannot be found is tried for 10 s only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    max_elapsed: Duration,
    max_attempts: u32,
}

impl Backoff {
    /// Waits up to 1 s at first and up to 20 s in the end; gives up after 5 minutes.
    pub const fn new() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(20),
            max_elapsed: Duration::from_secs(300),
            max_attempts: u32::MAX,
        }
    }

    /// Never tries again.
    pub const fn never() -> Self {
        Self::new().max_attempts(1)
    }

    /// Sets how long to wait: before the second attempt, and at most before later ones.
    #[must_use]
    pub const fn waits(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// Begins no attempt later than this after the first one.
    #[must_use]
    pub const fn max_elapsed(mut self, time: Duration) -> Self {
        self.max_elapsed = time;
        self
    }

    /// Limits the number of attempts, the first included.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy for Backoff {
    fn decide(&self, attempt: &Attempt<'_>) -> Decision {
        if attempt.number >= self.max_attempts {
            return Decision::Stop;
        }
        // Past 2^31 times the first wait, `longest` holds in any case.
        let doublings = attempt.number.saturating_sub(1).min(31);
        let limit = self.first.saturating_mul(1 << doublings).min(self.longest);
        let jittered = Duration::try_from_secs_f64(limit.as_secs_f64() * attempt.random);
        let delay = jittered
            .unwrap_or(limit)
            .max(attempt.error.retry_after().unwrap_or_default());
        let max_elapsed = match lost_in(attempt.error) {
            Some(TransportErrorKind::Resolve) => self.max_elapsed.min(UNKNOWN_HOST),
            _ => self.max_elapsed,
        };
        if max_elapsed.is_zero() || attempt.elapsed.saturating_add(delay) > max_elapsed {
            return Decision::Stop;
        }
        Decision::After(delay)
    }
}

/// Where the exchange came to nothing, if it did.
fn lost_in(error: &Error) -> Option<TransportErrorKind> {
    error
        .source()?
        .downcast_ref::<TransportError>()
        .map(TransportError::kind)
}
