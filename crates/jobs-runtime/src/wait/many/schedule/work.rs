//! A piece of work in the schedule.

use std::time::Duration;

/// A piece of work, and where it stands.
#[derive(Debug)]
pub(super) struct Work<S> {
    pub(super) state: State,
    /// How often it was asked for, or seen in a listing.
    pub(super) polls: u32,
    pub(super) scope: Option<S>,
    /// The last listing left it out.
    pub(super) is_unlisted: bool,
}

impl<S> Work<S> {
    /// Whether it is to be asked for by itself.
    pub(super) fn is_queued(&self) -> bool {
        self.state == State::Queued
    }

    /// Whether that can be saved by a listing.
    pub(super) fn is_queued_and_listable(&self) -> bool {
        self.is_queued() && !self.is_unlisted
    }
}

/// Where a piece of work stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is due at this time.
    Early(Duration),
    /// It is due in a round; it was asked for at this time.
    Round(Duration),
    /// It is in the queue.
    Queued,
    /// It has been asked for.
    Asked,
    /// It may be in the listing that is being read.
    Covered(Before),
    /// It is in the listing that is being read.
    Seen,
}

/// How it was with work before a listing covered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// It was due.
    Due,
    /// It was to be due at this time.
    Early(Duration),
    /// It was to be due in a round; it was asked for at this time.
    Round(Duration),
}
