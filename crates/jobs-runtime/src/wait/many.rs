//! Waiting for much at once, with one scheduler for all of it.
//!
//! To ask for each of thousands of runs every few seconds would take more requests than a service
//! allows. So the scheduler looks up what is still active in listings, page by page, where that
//! takes fewer requests than asking for each, and asks by itself only for what they leave out. A
//! listing is a hint and no more: whether something has ended, and how, its own answer says.
//!
//! * [`WaitMany`] is a stream that gives each end as it comes.
//! * [`Watcher`] is for programs of many tasks, each of which waits for work of its own.

mod rate;
mod request;
mod schedule;
mod scheduler;
mod stream;
mod told;
mod watcher;

use std::ops::RangeInclusive;
use std::time::Duration;

pub use stream::WaitMany;
pub use watcher::Watcher;

use super::error::ended;
use super::{Polled, WaitError};
use crate::client::Client;
use crate::error::Error;
use crate::operation::{Ending, LongRunning, Operation, Paged};

/// Long-running work that the service also lists while it goes on, so that many waits can share
/// requests.
pub trait Listable: LongRunning<Poll: Operation<Output: Clone>> {
    /// What names a piece of work.
    type Id: Copy + Ord + Send + Sync + 'static;

    /// What a listing can be narrowed to, such as the job of runs.
    type Scope: Copy + Ord + Send + Sync + 'static;

    /// The operation that lists.
    type List: Paged;

    /// How a piece of work stands, as far as both its own answer and a listing tell.
    type Standing: Clone + PartialEq + Send + 'static;

    /// The request that asks for this piece of work.
    fn poll_one(id: Self::Id) -> Self::Poll;

    /// The request that lists what is active, within this scope if there is one.
    fn list_active(scope: Option<Self::Scope>) -> Self::List;

    /// Which piece of work an element of the listing is, and what it belongs to; none if it has
    /// ended.
    fn listed(item: &<Self::List as Paged>::Item) -> Option<(Self::Id, Option<Self::Scope>)>;

    /// What a piece of work belongs to, if its own answer tells.
    fn scope(answer: &Polled<Self>) -> Option<Self::Scope>;

    /// How a piece of work stands, by its own answer.
    fn standing(answer: &Polled<Self>) -> Self::Standing;

    /// How a piece of work stands, by an element of the listing.
    fn listed_standing(item: &<Self::List as Paged>::Item) -> Self::Standing;
}

/// How often to ask.
#[derive(Clone, Debug)]
struct Settings {
    interval: RangeInclusive<Duration>,
    max_rate: u32,
}

impl Settings {
    fn of(client: &Client) -> Self {
        Self {
            interval: client.wait_interval(),
            max_rate: 50,
        }
    }
}

/// Whose wait ended, and how.
type End<O> = (<O as Listable>::Id, Ended<Polled<O>>);

/// How a wait ended.
enum Ended<T> {
    /// With the work, whose last answer is whole.
    Work(Ending, T),
    /// Because it cannot be known any more how the work stands.
    Lost(Error, Option<Box<T>>),
}

impl<T> Ended<T> {
    /// As a wait tells it: with `any`, every end of the work is well.
    fn told<O>(self, client: &Client, id: O::Id, any: bool) -> Result<T, WaitError<T>>
    where
        O: Listable<Poll: Operation<Output = T>>,
    {
        match self {
            Self::Lost(error, last) => Err(WaitError::Poll { error, last }),
            Self::Work(ending, answer) if any || ending == Ending::Succeeded => Ok(answer),
            Self::Work(_, answer) => Err(WaitError::Failed {
                operation: O::INFO.name,
                ended: ended(&O::subject(&O::poll_one(id)), &O::progress(&answer)),
                last: Box::new(answer),
                client: client.clone(),
            }),
        }
    }
}

impl<T: Clone> Clone for Ended<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Work(ending, answer) => Self::Work(*ending, answer.clone()),
            Self::Lost(error, last) => Self::Lost(Error::like(error), last.clone()),
        }
    }
}
