//! Listings: when they are worth it, what they cover, and what they leave out.

use std::ops::Bound;
use std::time::Duration;

use super::Schedule;
use super::work::{Before, State, Work};

/// Rounds for which it is remembered how many pages a listing has.
const REMEMBERED: u32 = 60;
/// Rounds without listings after one that failed.
const AFTER_FAILURE: u32 = 6;
/// Rounds within which each piece of work is asked for by itself, though listings have it: should
/// they be wrong, they are not believed for ever.
const ROUNDS_BETWEEN_CHECKS: usize = 720;

/// A listing that is being read.
#[derive(Debug)]
pub(super) struct Listing<S> {
    scope: Option<S>,
    began: Duration,
    /// How many are covered and not seen yet.
    missing: usize,
}

/// What is known of listings from the last one.
#[derive(Debug)]
pub(super) struct Known {
    pages: usize,
    until: Duration,
}

/// A listing that should be read.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct ListingOrder<S> {
    /// What all that is watched belongs to, if it is the same.
    pub(in super::super) scope: Option<S>,
    /// From so many pages on, it is cheaper to ask one by one.
    pub(in super::super) budget: usize,
}

/// How a listing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum ListingEnd {
    /// It was read as far as needed: what it does not have is not active.
    Complete,
    /// It has more pages than it is worth.
    TooLong,
    /// A page of it cannot be had.
    Failed,
}

impl<I: Copy + Ord, S: Copy + Ord> Schedule<I, S> {
    /// Notes that the listing has this.
    pub(in super::super) fn listed(&mut self, id: I, scope: Option<S>) {
        let Some(work) = self.works.get_mut(&id) else {
            return;
        };
        work.scope = scope.or(work.scope);
        work.is_unlisted = false;
        if matches!(work.state, State::Covered(_)) {
            work.state = State::Seen;
            self.found();
        }
    }

    /// Whether the listing cannot tell anything more.
    pub(in super::super) fn has_seen_all(&self) -> bool {
        self.listing
            .as_ref()
            .is_none_or(|listing| listing.missing == 0)
    }

    /// Notes that the listing has ended after so many pages.
    pub(in super::super) fn listing_ended(
        &mut self,
        end: ListingEnd,
        pages: usize,
        now: Duration,
        random: f64,
    ) {
        let Some(listing) = self.listing.take() else {
            return;
        };
        let (pages, rounds) = match end {
            ListingEnd::Complete => (pages, REMEMBERED),
            // It is longer than that, perhaps by much.
            ListingEnd::TooLong => (pages.saturating_mul(2), REMEMBERED),
            ListingEnd::Failed => (usize::MAX, AFTER_FAILURE),
        };
        let time = self.interval.end().saturating_mul(rounds);
        let until = now.saturating_add(time);
        self.known.retain(|_, known| now < known.until);
        self.known.insert(listing.scope, Known { pages, until });

        let mut seen = Vec::new();
        let mut due = Vec::new();
        for (id, work) in &mut self.works {
            match work.state {
                State::Seen => seen.push(*id),
                State::Covered(before) => match before {
                    _ if end == ListingEnd::Complete => {
                        work.is_unlisted = true;
                        due.push(*id);
                    }
                    Before::Due => due.push(*id),
                    Before::Early(at) => {
                        work.state = State::Early(at);
                        self.early.insert((at, *id));
                    }
                    Before::Round(asked) => work.state = State::Round(asked),
                },
                _ => {}
            }
        }
        for id in seen {
            self.put_off(id, listing.began, now, random);
        }
        self.enqueue(due);
    }

    /// Begins a listing that covers what is due, and what is to be due later as well.
    pub(super) fn begin_listing(&mut self, budget: usize, now: Duration) -> ListingOrder<S> {
        let mut missing = 0;
        for work in self.works.values_mut() {
            let before = match work.state {
                State::Early(at) => Before::Early(at),
                State::Round(asked) => Before::Round(asked),
                State::Queued if !work.is_unlisted => Before::Due,
                _ => continue,
            };
            work.state = State::Covered(before);
            missing += 1;
        }
        self.early.clear();
        let works = &self.works;
        self.queue
            .retain(|id| works.get(id).is_some_and(Work::is_queued));
        let scope = self.common_scope();
        self.listing = Some(Listing {
            scope,
            began: now,
            missing,
        });
        ListingOrder { scope, budget }
    }

    /// Queues a few, in turn, that would only be looked up in the listing.
    pub(super) fn check_some(&mut self) {
        let count = self.works.len().div_ceil(ROUNDS_BETWEEN_CHECKS);
        let after = self.checked.map_or(Bound::Unbounded, Bound::Excluded);
        let tail = self.works.range((after, Bound::Unbounded));
        let some: Vec<I> = tail
            .chain(&self.works)
            .filter(|(_, work)| work.polls > 0 && matches!(work.state, State::Covered(_)))
            .map(|(id, _)| *id)
            .take(count)
            .collect();
        self.checked = some.last().copied();
        for _ in &some {
            self.found();
        }
        self.enqueue(some);
    }

    /// Of those that the listing covers, one is missing no more.
    pub(super) fn found(&mut self) {
        if let Some(listing) = &mut self.listing {
            listing.missing = listing.missing.saturating_sub(1);
        }
    }

    /// How many pages a listing is thought to have: one, until one has been read.
    pub(super) fn pages(&self, now: Duration) -> usize {
        let known = self.known.get(&self.common_scope());
        let known = known.filter(|known| now < known.until);
        known.map_or(1, |known| known.pages)
    }

    /// What all that is watched belongs to, if that is known and the same.
    fn common_scope(&self) -> Option<S> {
        let mut scopes = self.works.values().map(|work| work.scope);
        let first = scopes.next().flatten()?;
        scopes.all(|scope| scope == Some(first)).then_some(first)
    }
}
