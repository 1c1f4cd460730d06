//! The ends of much work, as a stream.

use std::collections::BTreeMap;
use std::fmt;
use std::future::poll_fn;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::scheduler::Scheduler;
use super::told::{OnChange, Told};
use super::{Listable, Settings};
use crate::client::Client;
use crate::wait::{Polled, WaitError};

impl Client {
    /// Waits for much work at once, whoever started it. It begins when the first end is asked for.
    pub fn wait_for_many<O: Listable>(&self, ids: impl IntoIterator<Item = O::Id>) -> WaitMany<O> {
        let mut wait = WaitMany {
            client: self.clone(),
            settings: Settings::of(self),
            any: false,
            scope: None,
            added: Vec::new(),
            on_change: None,
            scheduler: None,
        };
        wait.extend(ids);
        wait
    }
}

/// Gives the end of each piece of work as it comes, in no particular order: once for each.
///
/// An end is what a single wait would give: the last answer, whole, or an error, which holds the
/// last answer of work that did not succeed. Failures that pass end nothing; one that does not pass
/// ends the wait for the work that it concerns, and no other.
///
/// It is over when nothing is left to wait for, and goes on when more is
/// [added](Self::extend) then. Requests are sent while an end is awaited, and only then. To drop
/// it does not stop the work.
#[must_use = "waiting does not begin until an end is asked for"]
pub struct WaitMany<O: Listable> {
    client: Client,
    settings: Settings,
    any: bool,
    scope: Option<O::Scope>,
    added: Vec<O::Id>,
    /// Until the scheduler has it.
    on_change: Option<OnChange<O>>,
    /// Since an end was first asked for.
    scheduler: Option<Scheduler<O>>,
}

impl<O: Listable> WaitMany<O> {
    /// Takes every end of the work for a good one: work that failed is not an error.
    pub fn any(mut self) -> Self {
        self.any = true;
        self
    }

    /// Says that all work belongs to this, such as runs to one job. Only that is listed then, from
    /// the first time on; it is found out anyway once all work was looked at.
    pub fn within(mut self, scope: impl Into<O::Scope>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Sets the time between two polls of the same work, at first and in the end, in place of the
    /// client's.
    pub fn interval(mut self, interval: RangeInclusive<Duration>) -> Self {
        self.settings.interval = interval;
        self
    }

    /// Limits the requests a second, to at least one. 50 unless set.
    pub fn max_rate(mut self, requests_per_second: u32) -> Self {
        self.settings.max_rate = requests_per_second;
        self
    }

    /// Tells how each piece of work stands: when it is first looked at, and whenever it stands
    /// otherwise than before. The end of a piece of work is told before the stream gives it.
    /// To be set before the first end is asked for.
    pub fn on_change(
        mut self,
        on_change: impl FnMut(O::Id, &O::Standing) + Send + 'static,
    ) -> Self {
        self.on_change = Some(Box::new(on_change));
        self
    }

    /// The next end; none if there is nothing left to wait for. To drop the future loses nothing.
    pub async fn next(&mut self) -> Option<(O::Id, Result<Polled<O>, WaitError<Polled<O>>>)> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Waits for all of it.
    pub async fn all(mut self) -> BTreeMap<O::Id, Result<Polled<O>, WaitError<Polled<O>>>> {
        let mut ends = BTreeMap::new();
        while let Some((id, end)) = self.next().await {
            ends.insert(id, end);
        }
        ends
    }
}

impl<O: Listable> Extend<O::Id> for WaitMany<O> {
    /// Waits for this too. What is waited for already is not waited for twice.
    fn extend<T: IntoIterator<Item = O::Id>>(&mut self, ids: T) {
        self.added.extend(ids);
    }
}

// Nothing in it is ever pinned but futures, which are boxed.
impl<O: Listable> Unpin for WaitMany<O> {}

impl<O: Listable> Stream for WaitMany<O> {
    type Item = (O::Id, Result<Polled<O>, WaitError<Polled<O>>>);

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let scheduler = this.scheduler.get_or_insert_with(|| {
            let told = this.on_change.take().map(Told::to);
            Scheduler::new(&this.client, &this.settings, told)
        });
        for id in this.added.drain(..) {
            scheduler.add(id, this.scope);
        }
        let (client, any) = (&this.client, this.any);
        let ended = scheduler.poll_ended(context);
        ended.map(|ended| ended.map(|(id, ended)| (id, ended.told::<O>(client, id, any))))
    }
}

impl<O: Listable> fmt::Debug for WaitMany<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitMany")
            .field("operation", &O::INFO.name)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
