//! How many retries a client may make in all, so that it does not weigh down a service that is
//! down already.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Retries that can be made at once.
const CAPACITY: f64 = 100.0;
/// Retries that come back with each second.
const PER_SECOND: f64 = 1.0;
/// Retries that come back with each success: where most calls succeed, retries are harmless.
const PER_SUCCESS: f64 = 0.1;

/// A bucket of retries, shared by all calls of a client.
#[derive(Debug)]
pub(crate) struct Budget {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    left: f64,
    as_of: Duration,
}

impl Budget {
    /// A full bucket.
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                left: CAPACITY,
                as_of: Duration::ZERO,
            }),
        }
    }

    /// Takes a retry out, if there is one. `now` is the time of the client's clock.
    pub(crate) fn take(&self, now: Duration) -> bool {
        self.with(|state| {
            state.put(now.saturating_sub(state.as_of).as_secs_f64() * PER_SECOND);
            state.as_of = state.as_of.max(now);
            let enough = state.left >= 1.0;
            if enough {
                state.left -= 1.0;
            }
            enough
        })
    }

    /// Notes that a call succeeded.
    pub(crate) fn succeeded(&self) {
        self.with(|state| state.put(PER_SUCCESS));
    }

    fn with<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    fn put(&mut self, retries: f64) {
        self.left = (self.left + retries).min(CAPACITY);
    }
}
