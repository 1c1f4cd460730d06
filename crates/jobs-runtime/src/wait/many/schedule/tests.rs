//! What is asked when, and how.

use super::*;
use crate::testing::secs;

/// From 1 s to 10 s, like a client's unless set otherwise; without chance.
const MIDDLE: f64 = 0.5;

fn schedule() -> Schedule<u32, u8> {
    Schedule::new(secs(1)..=secs(10))
}

fn watching(count: u32) -> Schedule<u32, u8> {
    let mut schedule = schedule();
    for id in 0..count {
        schedule.add(id, None, Duration::ZERO);
    }
    schedule
}

/// All that is queued.
fn take(schedule: &mut Schedule<u32, u8>) -> Vec<u32> {
    std::iter::from_fn(|| schedule.next()).collect()
}

/// Ends the listing that is read, which has these.
fn list(schedule: &mut Schedule<u32, u8>, ids: impl IntoIterator<Item = u32>, now: Duration) {
    for id in ids {
        schedule.listed(id, Some(1));
    }
    schedule.listing_ended(ListingEnd::Complete, 1, now, MIDDLE);
}

// R1.7: at once, then after 1, 2, 3 s and so on.
#[test]
fn a_single_run_is_asked_for_at_a_growing_interval() {
    let mut schedule = watching(1);
    let mut polls = Vec::new();
    let mut now = Duration::ZERO;
    while now < secs(100) {
        assert_eq!(
            schedule.plan(now, MIDDLE),
            None,
            "alone, it is never listed"
        );
        for id in take(&mut schedule) {
            polls.push(now.as_secs());
            schedule.goes_on(id, None, now, MIDDLE);
        }
        let next = schedule.wake_at(now).unwrap();
        assert!(next > now);
        now = next;
    }
    assert_eq!(
        polls,
        [0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 50, 60, 70, 80, 90]
    );
}

#[test]
fn many_are_listed_and_what_is_missing_is_asked_for() {
    let mut schedule = watching(100);
    let order = schedule.plan(Duration::ZERO, MIDDLE).unwrap();
    assert_eq!((order.scope, order.budget), (None, 100));
    assert!(!schedule.has_queued());
    list(&mut schedule, 0..98, Duration::ZERO);
    assert_eq!(take(&mut schedule), [98, 99]);

    // The next listing is of what all belong to, once that is known.
    schedule.remove(98);
    assert_eq!(schedule.plan(secs(1), MIDDLE).unwrap().scope, None);
    schedule.goes_on(99, Some(1), secs(1), MIDDLE);
    list(&mut schedule, 0..98, secs(1));
    assert_eq!(schedule.plan(secs(3), MIDDLE).unwrap().scope, Some(1));
}

#[test]
fn a_listing_has_ended_when_all_were_seen() {
    let mut schedule = watching(3);
    schedule.plan(Duration::ZERO, MIDDLE).unwrap();
    schedule.listed(7, None);
    schedule.listed(0, None);
    schedule.listed(0, None);
    schedule.listed(1, None);
    assert!(!schedule.has_seen_all());
    schedule.remove(2);
    assert!(schedule.has_seen_all());
}

// One that listings never have, such as a run that is blocked, does not make them worth it.
#[test]
fn what_is_never_listed_does_not_count() {
    let mut schedule = watching(10);
    schedule.plan(Duration::ZERO, MIDDLE).unwrap();
    list(&mut schedule, [], Duration::ZERO);
    let mut now = Duration::ZERO;
    let mut polls = 0;
    while now < secs(100) {
        assert_eq!(schedule.plan(now, MIDDLE), None);
        for id in take(&mut schedule) {
            polls += 1;
            schedule.goes_on(id, None, now, MIDDLE);
        }
        now = schedule.wake_at(now).unwrap();
    }
    assert!((140..=160).contains(&polls), "{polls}");
}

#[test]
fn a_listing_that_is_too_long_is_not_tried_again_soon() {
    for (end, pages, until) in [
        (ListingEnd::TooLong, 10, secs(600)),
        (ListingEnd::Failed, 1, secs(60)),
    ] {
        let mut schedule = watching(10);
        schedule.plan(Duration::ZERO, MIDDLE).unwrap();
        schedule.listing_ended(end, pages, Duration::ZERO, MIDDLE);
        let mut now = Duration::ZERO;
        while schedule.plan(now, MIDDLE).is_none() {
            for id in take(&mut schedule) {
                schedule.goes_on(id, None, now, MIDDLE);
            }
            now = schedule.wake_at(now).unwrap();
        }
        assert!((until..=until + secs(10)).contains(&now), "{end:?} {now:?}");
    }
}

// A listing that is given up changes nothing for those that were not due.
#[test]
fn a_listing_that_is_given_up_has_only_those_asked_for_that_are_due() {
    let mut schedule = watching(10);
    schedule.plan(Duration::ZERO, MIDDLE).unwrap();
    list(&mut schedule, 0..10, Duration::ZERO);
    for id in 10..14 {
        schedule.add(id, None, Duration::ZERO);
    }
    schedule.plan(Duration::ZERO, MIDDLE).unwrap();
    schedule.listing_ended(ListingEnd::TooLong, 4, Duration::ZERO, MIDDLE);
    assert_eq!(take(&mut schedule), [10, 11, 12, 13]);
}

// Whoever comes while a listing is read is asked for, unless there are many.
#[test]
fn new_runs_do_not_wait_for_a_listing() {
    let mut schedule = watching(10);
    schedule.plan(Duration::ZERO, MIDDLE).unwrap();
    schedule.add(100, None, secs(1));
    assert_eq!(schedule.plan(secs(1), MIDDLE), None);
    assert_eq!(take(&mut schedule), [100]);
    for id in 101..200 {
        schedule.add(id, None, secs(2));
    }
    assert_eq!(schedule.plan(secs(2), MIDDLE), None);
    assert!(!schedule.has_queued());
    assert_eq!(
        schedule.wake_at(secs(2)),
        None,
        "the listing's end comes first"
    );
    list(&mut schedule, 0..10, secs(3));
    assert_eq!(schedule.plan(secs(3), MIDDLE).unwrap().budget, 109);
}

// Should listings be wrong, a run is not believed active for ever.
#[test]
fn what_is_listed_is_asked_for_as_well_now_and_then() {
    let count = 721;
    let mut schedule = watching(count);
    let mut asked = BTreeSet::new();
    let (mut now, mut most) = (Duration::ZERO, 0);
    while now < secs(10) * 800 {
        if schedule.plan(now, MIDDLE).is_some() {
            list(&mut schedule, 0..count, now);
        }
        let some = take(&mut schedule);
        most = most.max(some.len());
        for id in some {
            asked.insert(id);
            schedule.goes_on(id, None, now, MIDDLE);
        }
        now = schedule.wake_at(now).unwrap();
    }
    assert_eq!(asked.len(), count as usize);
    assert_eq!(most, 2);
}

#[test]
fn what_is_removed_is_forgotten() {
    let mut schedule = watching(2);
    schedule.remove(0);
    assert_eq!(schedule.plan(Duration::ZERO, MIDDLE), None);
    schedule.remove(1);
    assert!(!schedule.has_queued());
    assert!(schedule.is_empty());
    assert_eq!(schedule.wake_at(Duration::ZERO), None);

    // An answer that comes too late changes nothing.
    schedule.goes_on(1, None, secs(1), MIDDLE);
    schedule.listed(1, None);
    schedule.listing_ended(ListingEnd::Complete, 1, secs(1), MIDDLE);
    assert!(schedule.is_empty());

    let mut schedule = watching(100);
    schedule.plan(Duration::ZERO, MIDDLE).unwrap();
    (0..100).for_each(|id| schedule.remove(id));
    schedule.add(5, None, secs(1));
    assert_eq!(schedule.plan(secs(1), MIDDLE), None);
    assert_eq!(take(&mut schedule), [5]);
}

// Nothing panics on odd settings.
#[test]
fn odd_intervals_are_harmless() {
    let (zero, most) = (Duration::ZERO, Duration::MAX);
    for interval in [zero..=zero, zero..=most, most..=zero, most..=most] {
        let mut schedule = Schedule::<u32, u8>::new(interval);
        schedule.add(1, None, zero);
        for now in [zero, secs(1), most] {
            schedule.plan(now, 1.0);
            for id in take(&mut schedule) {
                schedule.goes_on(id, None, now, 1.0);
            }
            schedule.wake_at(now);
        }
        schedule.add(2, None, most);
        schedule.plan(most, 0.0);
        schedule.listing_ended(ListingEnd::Failed, usize::MAX, most, 0.0);
    }
}
