//! Time, passed in: the real one, or one that a test moves.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::watch;

/// A wait that ends at a moment of a [`Clock`].
pub type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// Where the emulator takes the time from, and by what it waits.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// Milliseconds since the epoch. Never less than what it told before.
    fn now(&self) -> i64;

    /// Ends at this moment (milliseconds since the epoch), at once if it has passed.
    fn sleep_until(&self, moment: i64) -> Sleep<'_>;

    /// Lets so much time pass at once, and tells whether it did: the real time cannot be moved.
    fn move_by(&self, time: Duration) -> bool {
        let _ = time;
        false
    }
}

/// The machine's time. Should it be set back, it stands still until the old time is reached.
#[derive(Debug, Default)]
pub struct SystemClock {
    latest: AtomicI64,
}

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where time is read"
        )]
        let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let now = since_epoch.map_or(0, millis);
        self.latest.fetch_max(now, Ordering::Relaxed).max(now)
    }

    fn sleep_until(&self, moment: i64) -> Sleep<'_> {
        let left = u64::try_from(moment.saturating_sub(self.now())).unwrap_or(0);
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where time is waited for"
        )]
        let sleep = tokio::time::sleep(Duration::from_millis(left));
        Box::pin(sleep)
    }
}

/// A time that passes only when it is told to.
#[derive(Debug)]
pub struct ManualClock {
    now: watch::Sender<i64>,
}

impl ManualClock {
    /// A clock that stands at this moment, in milliseconds since the epoch.
    pub fn new(now: i64) -> Self {
        Self {
            now: watch::Sender::new(now),
        }
    }

    /// Lets so much time pass at once.
    pub fn advance(&self, time: Duration) {
        self.now
            .send_modify(|now| *now = now.saturating_add(millis(time)));
    }
}

impl Clock for ManualClock {
    fn now(&self) -> i64 {
        *self.now.borrow()
    }

    fn sleep_until(&self, moment: i64) -> Sleep<'_> {
        let mut now = self.now.subscribe();
        Box::pin(async move {
            // The sender lives as long as `self`, which outlives the wait: it ends by the time.
            let _ = now.wait_for(|now| *now >= moment).await;
        })
    }

    fn move_by(&self, time: Duration) -> bool {
        self.advance(time);
        true
    }
}

/// Waits for something of the outside world, in real time whatever the emulator's clock says, and
/// gives up after this long.
pub(crate) async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(limit, work).await.ok()
}

/// A wait in real time.
pub(crate) type Pause = Pin<Box<tokio::time::Sleep>>;

/// Waits for so long in real time, whatever the emulator's clock says: for what concerns the outside
/// world.
pub(crate) fn pause(time: Duration) -> Pause {
    #[expect(
        clippy::disallowed_methods,
        reason = "the outside world knows no other time"
    )]
    let pause = tokio::time::sleep(time);
    Box::pin(pause)
}

/// A length of time in whole milliseconds.
pub(crate) fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}
