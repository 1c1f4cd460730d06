//! The stages in the life of a token.

use super::super::*;
use crate::clock::ManualClock;
use crate::testing::secs;

// AUTH-14: a token is stale from 20 minutes before its end, or from half of its life if that is
// later; AUTH-18: it is left alone 40 s before its end, or a tenth of its life if that is less.
#[test]
fn a_life_has_its_stages_by_its_length() {
    // All in seconds: life, stale after, used until.
    for (life, stale, end) in [
        (3600, 2400, 3560),
        (600, 300, 560),
        (90, 45, 81),
        (10, 5, 9),
        (86_400, 85_200, 86_360),
        (0, 0, 0),
    ] {
        let now = SystemTime::UNIX_EPOCH + secs(5000);
        let got = Life::new(now + secs(life), secs(70), now, 0.0);
        assert_eq!(got.stale.date, now + secs(stale), "{life}");
        assert_eq!(got.stale.elapsed, secs(70 + stale), "{life}");
        assert_eq!(got.end.date, now + secs(end), "{life}");
        assert_eq!(got.end.elapsed, secs(70 + end), "{life}");
    }
}

// The refresh ahead comes up to a tenth of its window later, by chance: never earlier.
#[test]
fn the_refresh_point_is_spread() {
    let now = SystemTime::UNIX_EPOCH;
    let stale = |random| {
        Life::new(now + secs(3600), secs(0), now, random)
            .stale
            .elapsed
    };
    assert_eq!(stale(0.0), secs(2400));
    assert_eq!(stale(0.5), secs(2460));
    assert!(stale(0.999_999) <= secs(2520));
}

// AUTH-18: on the boundary itself a token is still good, and not yet stale.
#[test]
fn boundaries_belong_to_the_time_before() {
    let clock = ManualClock::new();
    clock.advance(secs(100));
    let moment = Moment {
        elapsed: secs(160),
        date: SystemTime::UNIX_EPOCH + secs(160),
    };
    for (at, passed) in [(159, false), (160, false), (161, true)] {
        clock.advance(secs(at) - clock.elapsed());
        assert_eq!(moment.has_passed(&clock), passed, "{at}");
    }
}

// AUTH-18: what runs out before now has expired at once; what has no end never does.
#[test]
fn only_tokens_with_an_end_in_the_past_have_expired() {
    let clock = ManualClock::new();
    clock.advance(secs(100));
    let now = clock.now();
    let mut state = State {
        kept: None,
        generation: 0,
        random: Rng::with_seed(7),
    };
    let ends = [
        (Some(now - secs(1)), false),
        (Some(now), true),
        (Some(now + secs(1)), true),
        (None, true),
    ];
    for (expires_at, usable) in ends {
        let mut token = Token::new("t");
        token.expires_at = expires_at;
        state.keep(HeaderMap::new(), &token, &clock);
        assert_eq!(
            state.kept.as_ref().unwrap().is_usable(&clock),
            usable,
            "{expires_at:?}"
        );
    }
}

// Machines sleep, and the monotonic clock with them; calendars are set back, and it is not.
#[test]
fn either_clock_ends_a_life() {
    struct Clocks {
        elapsed: Duration,
        date: SystemTime,
    }
    impl Clock for Clocks {
        fn elapsed(&self) -> Duration {
            self.elapsed
        }
        fn now(&self) -> SystemTime {
            self.date
        }
        fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
            Box::pin(async {})
        }
    }
    let start = SystemTime::UNIX_EPOCH + secs(100_000);
    let life = Life::new(start + secs(3600), secs(50), start, 0.0);
    let at = |elapsed, date| life.end.has_passed(&Clocks { elapsed, date });
    assert!(!at(secs(51), start + secs(1)));
    assert!(at(secs(51), start + secs(3600)), "slept");
    assert!(at(secs(3650), start - secs(3600)), "set back");
}
