//! The clock of tokio's runtime: the one place that asks the system for the time.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the clock that the ban points to"
)]

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::Clock;
use crate::BoxFuture;

/// Real time. It sleeps on tokio's timers, so it is to be used within its runtime, and stands
/// still while that runtime's time is paused.
#[derive(Clone, Debug)]
pub struct TokioClock {
    start: Instant,
}

impl TokioClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Default for TokioClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TokioClock {
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
