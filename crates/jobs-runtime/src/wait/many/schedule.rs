//! What to ask next: plain data without requests or clocks, which are its caller's.
//!
//! At first, each piece of work is due at times of its own, which grow apart. Once they are as far
//! apart as they may get, it is due in *rounds*, together with all others like it: what is due
//! together can be looked up together.
//!
//! What is due is either asked for one by one, or found in a *listing* of all that is active,
//! whichever takes fewer requests. What such a listing leaves out has perhaps ended: it is asked
//! for by itself, and only its own answer counts.

mod listing;
mod work;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::RangeInclusive;
use std::time::Duration;

use listing::{Known, Listing};
pub(super) use listing::{ListingEnd, ListingOrder};
use work::{State, Work};

/// Work that is watched, and when it is to be asked for.
#[derive(Debug)]
pub(super) struct Schedule<I, S> {
    interval: RangeInclusive<Duration>,
    works: BTreeMap<I, Work<S>>,
    /// What is due at a time of its own.
    early: BTreeSet<(Duration, I)>,
    /// When the rest is due.
    round: Duration,
    /// What is to be asked for by itself, now.
    queue: VecDeque<I>,
    listing: Option<Listing<S>>,
    /// Lengths of listings.
    known: BTreeMap<Option<S>, Known>,
    /// The last one that was checked although listings have it.
    checked: Option<I>,
}

impl<I: Copy + Ord, S: Copy + Ord> Schedule<I, S> {
    /// Nothing to watch, with this time between two polls, at first and in the end.
    pub(super) fn new(interval: RangeInclusive<Duration>) -> Self {
        Self {
            interval,
            works: BTreeMap::new(),
            early: BTreeSet::new(),
            round: Duration::ZERO,
            queue: VecDeque::new(),
            listing: None,
            known: BTreeMap::new(),
            checked: None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    pub(super) fn contains(&self, id: I) -> bool {
        self.works.contains_key(&id)
    }

    /// Watches this too, from now on. Nothing changes if it is watched already.
    pub(super) fn add(&mut self, id: I, scope: Option<S>, now: Duration) {
        if self.works.contains_key(&id) {
            return;
        }
        let work = Work {
            state: State::Early(now),
            polls: 0,
            scope,
            is_unlisted: false,
        };
        self.works.insert(id, work);
        self.early.insert((now, id));
    }

    /// Does not watch this any more. With the last, a listing that is being read is given up.
    pub(super) fn remove(&mut self, id: I) {
        match self.works.remove(&id).map(|work| work.state) {
            Some(State::Early(due)) => {
                self.early.remove(&(due, id));
            }
            Some(State::Covered(_)) => self.found(),
            _ => {}
        }
        if self.works.is_empty() {
            self.queue.clear();
            self.listing = None;
        }
    }

    /// Sees what is due now, and either queues it or orders a listing. `random` is from 0 to 1.
    pub(super) fn plan(&mut self, now: Duration, random: f64) -> Option<ListingOrder<S>> {
        let is_round = self.listing.is_none() && now >= self.round;
        let early = self.early.iter().take_while(|(due, _)| *due <= now);
        let mut due: Vec<I> = early.map(|(_, id)| *id).collect();
        if due.is_empty() && !is_round {
            return None;
        }
        if self.listing.is_some() {
            // These came after it began. Many of them had better wait for the next.
            if due.len() <= self.pages(now) {
                self.enqueue(due);
            }
            return None;
        }
        if is_round {
            let longest = *self.interval.end();
            self.round = now.saturating_add(spread(longest, random));
            let before = |asked: Duration| asked.saturating_add(longest / 2) <= now;
            due.extend(self.works.iter().filter_map(|(id, work)| {
                matches!(work.state, State::Round(asked) if before(asked)).then_some(*id)
            }));
        }
        self.enqueue(due);
        // Those that are not listed must be asked for in any case.
        let is_listable = |id: &&I| self.works.get(id).is_some_and(Work::is_queued_and_listable);
        let budget = self.queue.iter().filter(is_listable).count();
        if budget <= self.pages(now) {
            return None;
        }
        let order = self.begin_listing(budget, now);
        if is_round {
            self.check_some();
        }
        Some(order)
    }

    /// When to plan again, if nothing happens before.
    pub(super) fn wake_at(&self, now: Duration) -> Option<Duration> {
        let mut early = self.early.iter().map(|(due, _)| *due);
        if self.listing.is_some() {
            // What is due already waits for its end.
            return early.find(|due| *due > now);
        }
        let round = (!self.works.is_empty()).then_some(self.round);
        early.next().into_iter().chain(round).min()
    }

    /// Whether something is to be asked for by itself now.
    pub(super) fn has_queued(&mut self) -> bool {
        while let Some(id) = self.queue.front() {
            if self.works.get(id).is_some_and(Work::is_queued) {
                return true;
            }
            self.queue.pop_front();
        }
        false
    }

    /// Takes out what is to be asked for next.
    pub(super) fn next(&mut self) -> Option<I> {
        if !self.has_queued() {
            return None;
        }
        let id = self.queue.pop_front()?;
        self.works.get_mut(&id)?.state = State::Asked;
        Some(id)
    }

    /// Notes that what was asked for goes on.
    pub(super) fn goes_on(&mut self, id: I, scope: Option<S>, now: Duration, random: f64) {
        if let Some(work) = self.works.get_mut(&id) {
            work.scope = scope.or(work.scope);
        }
        self.put_off(id, now, now, random);
    }

    /// Notes that it is not known how this goes, and tells when it is due again.
    pub(super) fn is_unknown(&mut self, id: I, now: Duration, random: f64) -> Duration {
        self.put_off(id, now, now, random);
        match self.works.get(&id).map(|work| work.state) {
            Some(State::Early(due)) => due,
            _ => self.round,
        }
    }

    /// Has this be due again an interval after it was `asked` for, yet not before `now`.
    fn put_off(&mut self, id: I, asked: Duration, now: Duration, random: f64) {
        let Some(work) = self.works.get_mut(&id) else {
            return;
        };
        work.polls = work.polls.saturating_add(1);
        let interval = self.interval.start().saturating_mul(work.polls);
        let state = if interval >= *self.interval.end() {
            State::Round(asked)
        } else {
            let due = asked.saturating_add(spread(interval, random)).max(now);
            State::Early(next_tick(due, *self.interval.start() / 2))
        };
        match std::mem::replace(&mut work.state, state) {
            State::Early(due) => {
                self.early.remove(&(due, id));
            }
            // The answer is to a question from before the listing began.
            State::Covered(_) => self.found(),
            _ => {}
        }
        if let State::Early(due) = state {
            self.early.insert((due, id));
        }
    }

    fn enqueue(&mut self, ids: Vec<I>) {
        for id in ids {
            let Some(work) = self.works.get_mut(&id) else {
                continue;
            };
            if let State::Early(due) = work.state {
                self.early.remove(&(due, id));
            }
            work.state = State::Queued;
            self.queue.push_back(id);
        }
    }
}

/// A tenth more or less, so that many programs do not ask at the same moments.
fn spread(interval: Duration, random: f64) -> Duration {
    let spread = interval.as_secs_f64() * (0.9 + 0.2 * random);
    Duration::try_from_secs_f64(spread).unwrap_or(interval)
}

/// The first multiple of the tick from then on, so that what is due at about the same time is due
/// together.
fn next_tick(then: Duration, tick: Duration) -> Duration {
    let tick = tick.as_nanos().max(1);
    let nanos = then.as_nanos().div_ceil(tick).saturating_mul(tick);
    u64::try_from(nanos).map_or(then, Duration::from_nanos)
}

#[cfg(test)]
mod tests;
