//! Time, as the crate takes it: injected, so that tests need none of it.

mod manual;
mod tokio;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub use self::tokio::TokioClock;
pub use manual::ManualClock;

use crate::BoxFuture;

/// A source of time.
pub trait Clock: Send + Sync {
    /// Time since some fixed moment. It never goes back, whatever is done to the calendar.
    fn elapsed(&self) -> Duration;

    /// Date and time of the calendar.
    fn now(&self) -> SystemTime;

    /// Waits this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn elapsed(&self) -> Duration {
        (**self).elapsed()
    }

    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        (**self).sleep(duration)
    }
}
