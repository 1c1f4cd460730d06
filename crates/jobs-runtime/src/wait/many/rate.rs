//! How fast the scheduler may ask.

use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// The longest time between two requests, however badly they go.
const LONGEST_GAP: Duration = Duration::from_secs(1);

/// Spreads requests evenly, and asks less often while the service does not keep up.
///
/// Where it turns requests away, the time between them doubles; any other failure that passes makes
/// it a quarter longer, an answer a tenth shorter. So a service that is down is soon asked once a
/// second, while one that loses a few requests is asked at nearly the full rate.
#[derive(Debug)]
pub(super) struct Rate {
    shortest: Duration,
    gap: Duration,
    free_at: Duration,
}

impl Rate {
    /// At most so many requests a second, and at least one.
    pub(super) fn new(per_second: u32) -> Self {
        let shortest = Duration::from_secs(1) / per_second.max(1);
        Self {
            shortest,
            gap: shortest,
            free_at: Duration::ZERO,
        }
    }

    /// When the next request may be sent.
    pub(super) fn free_at(&self) -> Duration {
        self.free_at
    }

    /// Notes that a request is sent now.
    pub(super) fn sent(&mut self, now: Duration) {
        self.free_at = self.free_at.max(now.saturating_add(self.gap));
    }

    /// Notes that a request was answered.
    pub(super) fn answered(&mut self) {
        self.gap = self.gap.mul_f64(0.9).max(self.shortest);
    }

    /// Notes that a request failed in a way that passes. Nothing is sent before the time is over
    /// that the service asked for.
    pub(super) fn failed(&mut self, error: &Error, now: Duration) {
        let longer = match error.kind() {
            ErrorKind::TooManyRequests => 2.0,
            _ => 1.25,
        };
        self.gap = self.gap.mul_f64(longer).min(LONGEST_GAP.max(self.shortest));
        let asked = error.retry_after().unwrap_or(self.gap);
        self.free_at = self.free_at.max(now.saturating_add(asked));
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use http::{HeaderValue, StatusCode, header::RETRY_AFTER};

    use super::*;
    use crate::error::Answer;
    use crate::testing::secs;
    use crate::transport::Response;

    fn refusal(status: u16, retry_after: Option<&'static str>) -> Error {
        let mut response = Response::new(StatusCode::from_u16(status).unwrap(), "");
        if let Some(value) = retry_after {
            response
                .headers
                .insert(RETRY_AFTER, HeaderValue::from_static(value));
        }
        Answer::from(&response).refusal(None, SystemTime::UNIX_EPOCH)
    }

    const GAP: Duration = Duration::from_millis(20);

    // R1.7
    #[test]
    fn requests_are_spread_evenly() {
        let mut rate = Rate::new(50);
        assert_eq!(rate.free_at(), Duration::ZERO);
        rate.sent(Duration::ZERO);
        assert_eq!(rate.free_at(), GAP);
        rate.sent(secs(9));
        assert_eq!(rate.free_at(), secs(9) + GAP, "what was not used is gone");
        assert_eq!(Rate::new(0).gap, secs(1));
    }

    // R1.7
    #[test]
    fn a_service_that_turns_requests_away_slows_all() {
        let mut rate = Rate::new(50);
        rate.failed(&refusal(429, Some("30")), secs(1));
        assert_eq!(rate.free_at(), secs(31));
        assert_eq!(rate.gap, GAP * 2);
        for _ in 0..99 {
            rate.failed(&refusal(429, None), secs(40));
        }
        assert_eq!(rate.gap, LONGEST_GAP);
        assert_eq!(rate.free_at(), secs(41));
        for _ in 0..99 {
            rate.answered();
        }
        assert_eq!(rate.gap, GAP);
    }

    // R1.5
    #[test]
    fn a_few_failures_hardly_matter_and_many_do() {
        let gap_after = |failing: usize| {
            let mut rate = Rate::new(50);
            for n in 0..1_000 {
                match n % 10 < failing {
                    true => rate.failed(&refusal(500, None), Duration::ZERO),
                    false => rate.answered(),
                }
            }
            rate.gap
        };
        assert!(gap_after(3) < GAP * 2, "{:?}", gap_after(3));
        assert_eq!(gap_after(10), LONGEST_GAP);
    }
}
