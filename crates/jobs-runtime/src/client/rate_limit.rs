//! How many requests a client sends in a second.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A bucket with a second's worth of requests, filled evenly. Whoever finds it empty gets the next
/// place in the queue, so that requests go out in the order in which they came.
///
/// It keeps one number: when the bucket would be full if nothing more were taken.
#[derive(Debug)]
pub(super) struct RateLimit {
    interval: Duration,
    full_at: Mutex<Duration>,
}

/// A second's worth of requests may go out at once.
const BURST: Duration = Duration::from_secs(1);

impl RateLimit {
    /// A full bucket for this many requests a second; none for 0, which sets no limit.
    pub(super) fn new(per_second: u32) -> Option<Self> {
        Some(Self {
            interval: Duration::from_secs(1).checked_div(per_second)?,
            full_at: Mutex::new(Duration::ZERO),
        })
    }

    /// Time to wait from `now` on until the next request may go out. Its place is taken, unless
    /// that is `too_long` off: then there is none.
    pub(super) fn take(&self, now: Duration, too_long: Option<Duration>) -> Option<Duration> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = (*full_at).max(now).saturating_add(self.interval);
        let wait = taken.saturating_sub(now.saturating_add(BURST));
        if too_long.is_some_and(|too_long| wait >= too_long) {
            return None;
        }
        *full_at = taken;
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    // R8.3: a second's worth at once, then evenly and in order.
    #[test]
    fn requests_beyond_the_rate_queue_up() {
        let limit = RateLimit::new(4).unwrap();
        let take = |now| limit.take(millis(now), None).unwrap();
        let waits: Vec<_> = (0..7).map(|_| take(5_000).as_millis()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 250, 500, 750]);
        assert_eq!(take(5_250), millis(750), "each has a place of its own");
        assert_eq!(take(6_000), millis(250));
        let waits: Vec<_> = (0..5).map(|_| take(60_000).as_millis()).collect();
        assert_eq!(waits, [0, 0, 0, 0, 250], "it holds no more than a second's");
    }

    #[test]
    fn who_cannot_wait_takes_no_place() {
        let limit = RateLimit::new(1).unwrap();
        assert_eq!(limit.take(millis(0), Some(millis(1))), Some(millis(0)));
        assert_eq!(limit.take(millis(0), Some(millis(1_000))), None);
        assert_eq!(
            limit.take(millis(0), Some(millis(1_001))),
            Some(millis(1_000))
        );
    }

    #[test]
    fn no_rate_is_no_limit_and_no_number_is_too_odd() {
        assert!(RateLimit::new(0).is_none());
        let limit = RateLimit::new(u32::MAX).unwrap();
        assert_eq!(limit.take(Duration::MAX, None), Some(Duration::ZERO));
        assert_eq!(limit.take(Duration::ZERO, Some(Duration::ZERO)), None);
    }
}
