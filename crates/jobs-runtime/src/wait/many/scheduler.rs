//! Sends what the schedule says, as fast as the rate allows, and takes the answers in.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::rate::Rate;
use super::request::{self, Done, Listing, Reading};
use super::schedule::{ListingEnd, Schedule};
use super::told::Told;
use super::{End, Ended, Listable, Settings};
use crate::client::{CallOptions, Client};
use crate::error::{Error, ErrorKind};
use crate::operation::{Operation, Paged};
use crate::retry::Backoff;
use crate::wait::Polled;
use crate::wait::patience::Patience;
use crate::{BoxFuture, Result};

/// Requests that are under way at the same time.
const MAX_IN_FLIGHT: usize = 32;
/// How often in a row a page of a listing may fail before there is no more listing for a while.
const MAX_FAILURES: u32 = 3;

/// Work that is watched, and the requests for it.
pub(super) struct Scheduler<O: Listable> {
    client: Client,
    options: CallOptions,
    schedule: Schedule<O::Id, O::Scope>,
    rate: Rate,
    in_flight: Vec<BoxFuture<'static, Done<O>>>,
    /// What is read whole, between two of its pages.
    readings: Vec<Box<Reading<O>>>,
    /// What is listed, between two of its pages.
    listing: Option<Box<Listing<O>>>,
    /// The last request was one of a listing: whatever else there is comes first.
    has_listed: bool,
    ended: VecDeque<End<O>>,
    sleep: Option<(Duration, BoxFuture<'static, ()>)>,
    patience: Patience,
    told: Option<Told<O>>,
}

impl<O: Listable> Scheduler<O> {
    pub(super) fn new(client: &Client, settings: &Settings, told: Option<Told<O>>) -> Self {
        // The schedule itself is what tries again.
        let mut options = CallOptions::default();
        options.retry = Some(Arc::new(Backoff::never()));
        Self {
            client: client.clone(),
            options,
            schedule: Schedule::new(settings.interval.clone()),
            rate: Rate::new(settings.max_rate),
            in_flight: Vec::new(),
            readings: Vec::new(),
            listing: None,
            has_listed: false,
            ended: VecDeque::new(),
            sleep: None,
            patience: Patience::new(None, None),
            told,
        }
    }

    /// Watches this too, from now on.
    pub(super) fn add(&mut self, id: O::Id, scope: Option<O::Scope>) {
        self.schedule.add(id, scope, self.client.elapsed());
    }

    /// Does not watch this any more.
    pub(super) fn remove(&mut self, id: O::Id) {
        self.schedule.remove(id);
    }

    /// The next end; none while nothing is watched.
    pub(super) fn poll_ended(&mut self, context: &mut Context<'_>) -> Poll<Option<End<O>>> {
        loop {
            if let Some(ended) = self.ended.pop_front() {
                return Poll::Ready(Some(ended));
            }
            if self.schedule.is_empty() {
                // Whatever is under way is of no use any more.
                self.in_flight.clear();
                self.readings.clear();
                self.listing = None;
                self.sleep = None;
                return Poll::Ready(None);
            }
            if let Some(done) = self.poll_in_flight(context) {
                self.take_in(done);
                continue;
            }
            let now = self.client.elapsed();
            if let Some(order) = self.schedule.plan(now, self.client.random()) {
                self.listing = Some(Box::new(Listing::new(&order)));
            }
            let has_turn = self.in_flight.len() < MAX_IN_FLIGHT && self.has_request();
            if has_turn && self.rate.free_at() <= now {
                self.send(now);
                continue;
            }
            let wake_at = match has_turn {
                true => Some(self.rate.free_at()),
                false => self.schedule.wake_at(now),
            };
            if self.poll_sleep(wake_at, now, context).is_ready() {
                // On a clock that never makes anyone wait, others must have their turn as well.
                context.waker().wake_by_ref();
            }
            return Poll::Pending;
        }
    }

    /// A request that is done, if one is.
    fn poll_in_flight(&mut self, context: &mut Context<'_>) -> Option<Done<O>> {
        for index in 0..self.in_flight.len() {
            if let Poll::Ready(done) = self.in_flight[index].as_mut().poll(context) {
                drop(self.in_flight.swap_remove(index));
                return Some(done);
            }
        }
        None
    }

    /// Sleeps until this time. The sleep goes on over polls as long as the time is the same.
    fn poll_sleep(
        &mut self,
        until: Option<Duration>,
        now: Duration,
        context: &mut Context<'_>,
    ) -> Poll<()> {
        let Some(until) = until else {
            self.sleep = None;
            return Poll::Pending;
        };
        let sleep = match &mut self.sleep {
            Some((time, sleep)) if *time == until => sleep,
            _ => {
                let client = self.client.clone();
                let duration = until.saturating_sub(now);
                let sleep = Box::pin(async move { client.sleep(duration).await });
                &mut self.sleep.insert((until, sleep)).1
            }
        };
        let poll = sleep.as_mut().poll(context);
        if poll.is_ready() {
            self.sleep = None;
        }
        poll
    }

    /// Whether there is something to send.
    fn has_request(&mut self) -> bool {
        !self.readings.is_empty() || self.listing.is_some() || self.schedule.has_queued()
    }

    /// Sends the next request. What has ended comes first; listings and single questions take
    /// turns.
    fn send(&mut self, now: Duration) {
        let (client, options) = (self.client.clone(), self.options.clone());
        let lists = self.listing.is_some() && !(self.has_listed && self.schedule.has_queued());
        let request = if let Some(reading) = self.readings.pop() {
            request::read_on(client, options, reading)
        } else if let Some(listing) = self.listing.take_if(|_| lists) {
            request::list(client, options, listing)
        } else if let Some(id) = self.schedule.next() {
            request::ask(client, options, id)
        } else {
            return;
        };
        self.has_listed = lists;
        self.rate.sent(now);
        self.in_flight.push(request);
    }

    /// Takes an answer in.
    fn take_in(&mut self, done: Done<O>) {
        let failure = match &done {
            Done::Asked(_, _, answer) | Done::ReadOn(_, answer) => answer.as_ref().err(),
            Done::Listed(_, page) => page.as_ref().err(),
        };
        let now = self.client.elapsed();
        let passes = failure.is_some_and(|error| self.patience.bears(error, now));
        match failure {
            Some(error) if passes => self.rate.failed(error, now),
            _ => self.rate.answered(),
        }
        if failure.is_none() {
            self.patience.answered();
        }
        match done {
            Done::Asked(id, poll, answer) => self.asked(id, *poll, answer, passes),
            Done::ReadOn(reading, page) => self.read(reading, page, passes),
            Done::Listed(listing, page) => self.listed(listing, page, passes),
        }
    }

    fn asked(&mut self, id: O::Id, poll: O::Poll, answer: Result<Polled<O>>, passes: bool) {
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) if passes => return self.ask_later(id, &error),
            Err(error) => return self.end(id, Ended::Lost(error, None)),
        };
        match O::progress(&answer).ending {
            Some(ending) => self.read_on(Box::new(Reading::new(id, ending, poll, answer))),
            None => {
                self.tell(id, || O::standing(&answer));
                let (now, random) = (self.client.elapsed(), self.client.random());
                self.schedule.goes_on(id, O::scope(&answer), now, random);
            }
        }
    }

    fn read(&mut self, mut reading: Box<Reading<O>>, page: Result<Polled<O>>, passes: bool) {
        match page {
            Ok(page) => {
                reading.merge(page);
                self.read_on(reading);
            }
            // What was read belongs to an answer that may not be had again: it is read anew.
            Err(error) if passes => self.ask_later(reading.id, &error),
            Err(error) => self.lose(*reading, error),
        }
    }

    /// Has the next page of the last answer read, or ends the wait if there is none.
    fn read_on(&mut self, mut reading: Box<Reading<O>>) {
        match reading.turn() {
            Ok(true) => self.readings.push(reading),
            Ok(false) => {
                self.tell(reading.id, || O::standing(&reading.whole));
                self.end(reading.id, Ended::Work(reading.ending, reading.whole));
            }
            Err(error) => self.lose(*reading, error),
        }
    }

    /// Ends a wait whose end cannot be read whole.
    fn lose(&mut self, reading: Reading<O>, error: Error) {
        let last = Some(Box::new(reading.whole));
        self.end(reading.id, Ended::Lost(error, last));
    }

    fn ask_later(&mut self, id: O::Id, error: &Error) {
        let (now, random) = (self.client.elapsed(), self.client.random());
        let due = self.schedule.is_unknown(id, now, random);
        self.tell_of_retry(error, due, now);
    }

    /// Tells that something will be asked for again, when it is due at this time.
    fn tell_of_retry(&self, error: &Error, due: Duration, now: Duration) {
        let after = due.max(self.rate.free_at()).saturating_sub(now);
        self.client
            .tell_of_retry(error, self.patience.failures(), after);
    }

    /// Tells how something stands that is still waited for, if anybody wants to know.
    fn tell(&mut self, id: O::Id, standing: impl FnOnce() -> O::Standing) {
        if let Some(told) = &mut self.told
            && self.schedule.contains(id)
        {
            told.tell(id, standing());
        }
    }

    fn end(&mut self, id: O::Id, ended: Ended<Polled<O>>) {
        if let Some(told) = &mut self.told {
            told.forget(id);
        }
        // It may not be waited for any more.
        if self.schedule.contains(id) {
            self.schedule.remove(id);
            self.ended.push_back((id, ended));
        }
    }

    fn listed(
        &mut self,
        mut listing: Box<Listing<O>>,
        page: Result<<O::List as Operation>::Output>,
        passes: bool,
    ) {
        let end = match page {
            Ok(page) => {
                let turned = listing.turn(&page);
                for item in O::List::into_items(page) {
                    if let Some((id, scope)) = O::listed(&item) {
                        self.tell(id, || O::listed_standing(&item));
                        self.schedule.listed(id, scope);
                    }
                }
                match turned {
                    Ok(false) => Some(ListingEnd::Complete),
                    Ok(true) if self.schedule.has_seen_all() => Some(ListingEnd::Complete),
                    Ok(true) if listing.pages >= listing.budget => Some(ListingEnd::TooLong),
                    Ok(true) => None,
                    Err(_) => Some(ListingEnd::Failed),
                }
            }
            // The whole scheduler waits for a while: then, the same page may be had.
            Err(error) if error.kind() == ErrorKind::TooManyRequests => {
                let now = self.client.elapsed();
                self.tell_of_retry(&error, now, now);
                None
            }
            Err(error) => {
                listing.failures += 1;
                let gives_up = !passes || listing.failures >= MAX_FAILURES;
                if !gives_up {
                    let now = self.client.elapsed();
                    self.tell_of_retry(&error, now, now);
                }
                gives_up.then_some(ListingEnd::Failed)
            }
        };
        match end {
            None => self.listing = Some(listing),
            Some(end) => {
                let (now, random) = (self.client.elapsed(), self.client.random());
                self.schedule.listing_ended(end, listing.pages, now, random);
            }
        }
    }
}
