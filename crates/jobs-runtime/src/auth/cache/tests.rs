//! Tokens in a cache, on a clock that only tests move.

mod life;
mod refused;

use std::pin::pin;
use std::task::{Poll, Waker};

use super::super::tests::Mints::{Again, Fails, For, Forever};
use super::super::tests::{Mint, Mints, authorization};
use super::*;
use crate::clock::ManualClock;
use crate::testing::secs;

const HOUR: i64 = 3600;

/// Past every point at which a token of one hour may become stale, and before it has expired.
const STALE: Duration = secs(45 * 60);

/// A cache at the time of which tests speak, over a source that does these things.
fn cache(plan: &[Mints]) -> (TokenCache, Mint, ManualClock) {
    let clock = ManualClock::new();
    clock.advance(secs(1_000_000));
    let mint = Mint::new(&clock, plan);
    (TokenCache::new(mint.clone(), clock.clone()), mint, clock)
}

/// Lets all tasks go on that can.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

/// What ten callers get who come at the same time.
async fn ten_callers(cache: &Arc<TokenCache>) -> Vec<Result<String>> {
    let callers: Vec<_> = (0..10)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { authorization(&*cache).await })
        })
        .collect();
    let mut answers = Vec::new();
    for caller in callers {
        answers.push(caller.await.unwrap());
    }
    settle().await;
    answers
}

/// What a cache holds before the test begins.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    None,
    Fresh,
    Stale,
    Expired,
    Permanent,
}

/// Name, whether tokens are refreshed ahead, what is held, what the source does; how often it is
/// asked, which token each caller gets, which can be used afterwards.
type Case<'a> = (&'a str, bool, Held, Mints, u32, Option<&'a str>, &'a str);

// AUTH-13, AUTH-15, AUTH-16: ten callers at once, over each state of the cache.
#[tokio::test]
async fn callers_of_the_cache_cost_as_many_tokens_as_they_must() {
    let table: &[Case<'_>] = &[
        (
            "on demand: no token",
            false,
            Held::None,
            For(HOUR),
            1,
            Some("1"),
            "1",
        ),
        (
            "on demand: expired",
            false,
            Held::Expired,
            For(HOUR),
            1,
            Some("2"),
            "2",
        ),
        (
            "on demand: fresh",
            false,
            Held::Fresh,
            For(HOUR),
            0,
            Some("1"),
            "1",
        ),
        (
            "on demand: stale",
            false,
            Held::Stale,
            For(HOUR),
            0,
            Some("1"),
            "1",
        ),
        (
            "on demand: without end",
            false,
            Held::Permanent,
            For(HOUR),
            0,
            Some("1"),
            "1",
        ),
        // One attempt for all ten, also when it fails, and also when what it gives is of no use
        // to those who come later.
        ("on demand: error", false, Held::None, Fails, 1, None, ""),
        (
            "on demand: got expired",
            false,
            Held::None,
            For(-10),
            1,
            Some("1"),
            "",
        ),
        (
            "ahead: no token",
            true,
            Held::None,
            For(HOUR),
            1,
            Some("1"),
            "1",
        ),
        (
            "ahead: expired",
            true,
            Held::Expired,
            For(HOUR),
            1,
            Some("2"),
            "2",
        ),
        (
            "ahead: fresh",
            true,
            Held::Fresh,
            For(HOUR),
            0,
            Some("1"),
            "1",
        ),
        (
            "ahead: without end",
            true,
            Held::Permanent,
            For(HOUR),
            0,
            Some("1"),
            "1",
        ),
        (
            "ahead: stale",
            true,
            Held::Stale,
            For(HOUR),
            1,
            Some("1"),
            "2",
        ),
        (
            "ahead: stale, error",
            true,
            Held::Stale,
            Fails,
            1,
            Some("1"),
            "1",
        ),
        (
            "ahead: stale, got an older",
            true,
            Held::Stale,
            For(60),
            1,
            Some("1"),
            "1",
        ),
        (
            "ahead: stale, got expired",
            true,
            Held::Stale,
            For(-10),
            1,
            Some("1"),
            "1",
        ),
        (
            "ahead: expired, error",
            true,
            Held::Expired,
            Fails,
            1,
            None,
            "",
        ),
        (
            "ahead: got expired",
            true,
            Held::None,
            For(-10),
            1,
            Some("1"),
            "",
        ),
    ];
    for &(name, ahead, held, plan, calls, got, then) in table {
        let first = if held == Held::Permanent {
            Forever
        } else {
            For(HOUR)
        };
        let plan: &[Mints] = if held == Held::None {
            &[plan]
        } else {
            &[first, plan]
        };
        let (cache, mint, clock) = cache(plan);
        let cache = Arc::new(cache.refresh_ahead(ahead));
        if held != Held::None {
            cache.headers().await.unwrap();
        }
        clock.advance(match held {
            Held::Stale => STALE,
            Held::Expired => secs(3600),
            Held::Permanent => secs(1_000_000),
            Held::None | Held::Fresh => secs(0),
        });
        let before = mint.calls();

        for answer in ten_callers(&cache).await {
            match (answer, got) {
                (Ok(header), Some(got)) => {
                    assert_eq!(header, format!("Bearer token-{got}"), "{name}")
                }
                (Err(error), None) => {
                    assert_eq!(error.message(), "the mint is closed", "{name}");
                    assert!(error.is_retryable() && !error.was_sent(), "{name}");
                }
                (answer, _) => panic!("{name}: {answer:?}"),
            }
        }
        assert_eq!(mint.calls() - before, calls, "{name}");
        let held = cache
            .shared
            .usable(None)
            .map(|headers| headers["authorization"].clone());
        let held = held.as_ref().map_or("", |header| header.to_str().unwrap());
        assert_eq!(held.trim_start_matches("Bearer token-"), then, "{name}");
    }
}

// AUTH-16: after a failed refresh ahead there is none for a minute, and one after it.
#[tokio::test]
async fn a_failed_refresh_ahead_is_followed_by_a_pause() {
    let (cache, mint, clock) = cache(&[For(HOUR), Fails, For(HOUR)]);
    cache.headers().await.unwrap();
    clock.advance(STALE);
    for (after, calls, held) in [(0, 2, "1"), (59, 2, "1"), (1, 3, "1"), (0, 3, "3")] {
        clock.advance(secs(after));
        assert_eq!(
            authorization(&cache).await.unwrap(),
            format!("Bearer token-{held}")
        );
        settle().await;
        assert_eq!(mint.calls(), calls, "after {after}");
    }
}

// AUTH-16: the end of the token counts, pause or not.
#[tokio::test]
async fn an_expired_token_is_replaced_in_the_pause() {
    let (cache, mint, clock) = cache(&[For(HOUR), Fails, For(HOUR)]);
    cache.headers().await.unwrap();
    clock.advance(secs(3550));
    cache.headers().await.unwrap();
    settle().await;
    clock.advance(secs(11));
    assert_eq!(authorization(&cache).await.unwrap(), "Bearer token-3");
    assert_eq!(mint.calls(), 3);
}

// AUTH-17: what a refresh ahead brings after the token has been replaced is dropped, be it a
// token or a failure.
#[tokio::test]
async fn late_results_are_dropped() {
    for late in [For(2 * HOUR), Fails] {
        let clock = ManualClock::new();
        let mut mint = Mint::new(&clock, &[For(HOUR), late, For(HOUR), For(HOUR)]);
        mint.gated = Some(2);
        let cache = TokenCache::new(mint.clone(), clock.clone());
        cache.headers().await.unwrap();
        clock.advance(STALE);
        let closed = mint.gate.clone().acquire_owned().await.unwrap();
        assert_eq!(authorization(&cache).await.unwrap(), "Bearer token-1");
        settle().await;
        assert_eq!(mint.calls(), 2);

        // The token expires while the refresh is under way; who needs one does not wait for it.
        clock.advance(secs(900));
        assert_eq!(
            authorization(&cache).await.unwrap(),
            "Bearer token-3",
            "{late:?}"
        );
        drop(closed);
        settle().await;
        assert_eq!(
            authorization(&cache).await.unwrap(),
            "Bearer token-3",
            "{late:?}"
        );

        // A late failure does not hold up the next refresh ahead either.
        clock.advance(STALE);
        cache.headers().await.unwrap();
        settle().await;
        assert_eq!(
            authorization(&cache).await.unwrap(),
            "Bearer token-4",
            "{late:?}"
        );
    }
}

// R7.1: tokens of two seconds, six seconds, fifty callers at a time: one token per period.
#[tokio::test]
async fn short_lives_cost_one_token_per_period() {
    let (cache, mint, clock) = cache(&[For(2)]);
    let cache = Arc::new(cache);
    for step in 0..60 {
        let callers: Vec<_> = (0..50)
            .map(|_| {
                let cache = cache.clone();
                tokio::spawn(async move { cache.headers().await.map(drop) })
            })
            .collect();
        for caller in callers {
            caller.await.unwrap().unwrap();
        }
        settle().await;
        assert!(cache.shared.usable(None).is_some(), "step {step}");
        clock.advance(Duration::from_millis(100));
    }
    // A period is one second and up to a tenth of it, seen at steps of a tenth.
    assert!((5..=6).contains(&mint.calls()), "{}", mint.calls());
}

// The one who carries an attempt goes away: another takes over, and nobody hangs.
#[tokio::test]
async fn a_refresh_outlives_the_caller_that_began_it() {
    let (cache, mint, _) = cache(&[For(HOUR)]);
    let cache = Arc::new(cache);
    let closed = mint.gate.clone().acquire_owned().await.unwrap();
    let spawn = || {
        let cache = cache.clone();
        tokio::spawn(async move { authorization(&*cache).await })
    };
    let first = spawn();
    settle().await;
    let second = spawn();
    settle().await;
    assert_eq!(mint.calls(), 1);
    first.abort();
    settle().await;
    assert_eq!(mint.calls(), 2);
    drop(closed);
    assert_eq!(second.await.unwrap().unwrap(), "Bearer token-2");
}

// Without a runtime there is nobody to do it in the background: the caller waits.
#[test]
fn a_stale_token_is_refreshed_without_a_runtime() {
    let (cache, mint, clock) = cache(&[For(HOUR)]);
    let get = || match pin!(authorization(&cache))
        .poll(&mut std::task::Context::from_waker(Waker::noop()))
    {
        Poll::Ready(header) => header.unwrap(),
        Poll::Pending => panic!("nothing to wait for"),
    };
    assert_eq!(get(), "Bearer token-1");
    clock.advance(STALE);
    assert_eq!(get(), "Bearer token-1");
    assert_eq!(mint.calls(), 2);
    assert_eq!(get(), "Bearer token-2");
}
