//! What happens during a wait, as a stream.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::watch::{Step, Watch};
use super::{Polled, Wait, WaitError};
use crate::BoxFuture;
use crate::error::Error;
use crate::operation::LongRunning;

/// An answer to polls that can tell what is new in it.
pub trait Observe: Sized {
    /// Something that is new.
    type Change: Send;

    /// What was told so far.
    type Memory: Default + Send;

    /// What is new in this answer, and remembers that.
    fn changes(&self, memory: &mut Self::Memory) -> Vec<Self::Change>;
}

/// Something that happens during a wait. `T` is what tells how the work stands, such as a run.
#[non_exhaustive]
pub enum WaitEvent<T: Observe> {
    /// Something about the work has changed.
    Changed(T::Change),
    /// The work is in a state that this version does not know, which is not taken for an end. Told
    /// once for each state in a row.
    UnknownState {
        /// The state in the service's own words; empty if it told none.
        state: String,
    },
    /// A poll failed in a way that passes. The wait goes on.
    PollFailed {
        /// How, but for its causes.
        error: Error,
        /// How many polls in a row have failed.
        failures: u32,
    },
    /// The work has ended, in success unless any end was asked for. This is the last event.
    Ended(Box<T>),
}

/// What happens during a wait. It begins when the first event is asked for.
///
/// It ends after [`WaitEvent::Ended`], or after the first error. To drop it does not stop the work.
///
/// ```no_run
/// # use jobs_runtime::operation::LongRunning;
/// # use jobs_runtime::wait::{Observe, Polled, Wait, WaitError, WaitEvent};
/// # async fn show<O: LongRunning>(wait: Wait<'_, O>) -> Result<(), WaitError<Polled<O>>>
/// # where
/// #     Polled<O>: Observe,
/// # {
/// let mut events = wait.events();
/// while let Some(event) = events.try_next().await? {
///     if let WaitEvent::PollFailed { error, failures } = event {
///         eprintln!("{failures} polls have failed, the last one so: {error}");
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "waiting does not begin until an event is asked for"]
pub struct Events<'a, O: LongRunning>
where
    Polled<O>: Observe,
{
    queue: VecDeque<Told<O>>,
    memory: <Polled<O> as Observe>::Memory,
    /// The step at work; none when all is over.
    step: Option<BoxFuture<'a, Stepped<'a, O>>>,
}

/// An event, or the error in which the wait ends.
type Told<O> = Result<WaitEvent<Polled<O>>, WaitError<Polled<O>>>;

/// What came of a step, and what the next one is done with.
type Stepped<'a, O> = (Option<Box<Watch<'a, O>>>, Step<Polled<O>>);

impl<'a, O: LongRunning> Wait<'a, O>
where
    Polled<O>: Observe,
{
    /// What happens during the wait, as a stream of changes: nothing is told twice.
    pub fn events(self) -> Events<'a, O> {
        let first = async move {
            match self.begin().await {
                Ok(watch) => next_step(Box::new(watch)).await,
                Err(error) => (None, Step::Ended(Err(error))),
            }
        };
        Events {
            queue: VecDeque::new(),
            memory: Default::default(),
            step: Some(Box::pin(first)),
        }
    }
}

async fn next_step<O: LongRunning>(mut watch: Box<Watch<'_, O>>) -> Stepped<'_, O> {
    let step = watch.step().await;
    (Some(watch), step)
}

impl<'a, O: LongRunning> Events<'a, O>
where
    Polled<O>: Observe,
{
    /// The next event; none after the last.
    ///
    /// # Errors
    ///
    /// As awaiting the wait does.
    pub async fn try_next(&mut self) -> Result<Option<WaitEvent<Polled<O>>>, WaitError<Polled<O>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Takes in what came of a step.
    fn take_in(&mut self, (watch, step): Stepped<'a, O>) {
        let last = watch.as_ref().and_then(|watch| watch.last());
        match step {
            Step::Stale => {}
            Step::Answer { unknown_state } => {
                self.observe(last);
                let unknown = unknown_state.map(|state| Ok(WaitEvent::UnknownState { state }));
                self.queue.extend(unknown);
            }
            Step::Failed { failures } => {
                let error = watch.as_ref().and_then(|watch| watch.last_error());
                let failed = error
                    .map(Error::like)
                    .map(|error| Ok(WaitEvent::PollFailed { error, failures }));
                self.queue.extend(failed);
            }
            Step::Ended(result) => {
                match &result {
                    Ok(answer) => self.observe(Some(answer)),
                    Err(error) => self.observe(error.last()),
                }
                let end = result.map(|answer| WaitEvent::Ended(Box::new(answer)));
                self.queue.push_back(end);
                return;
            }
        }
        self.step = watch.map(|watch| Box::pin(next_step(watch)) as BoxFuture<'a, _>);
    }

    fn observe(&mut self, answer: Option<&Polled<O>>) {
        if let Some(answer) = answer {
            let changes = answer.changes(&mut self.memory);
            let changes = changes
                .into_iter()
                .map(|change| Ok(WaitEvent::Changed(change)));
            self.queue.extend(changes);
        }
    }
}

// Nothing in it is ever pinned but the future, which is boxed.
impl<O: LongRunning> Unpin for Events<'_, O> where Polled<O>: Observe {}

impl<O: LongRunning> Stream for Events<'_, O>
where
    Polled<O>: Observe,
{
    type Item = Told<O>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(event) = this.queue.pop_front() {
                return Poll::Ready(Some(event));
            }
            let Some(step) = &mut this.step else {
                return Poll::Ready(None);
            };
            let stepped = ready!(step.as_mut().poll(context));
            this.step = None;
            this.take_in(stepped);
        }
    }
}

impl<T: Observe> fmt::Debug for WaitEvent<T>
where
    T::Change: fmt::Debug,
{
    /// The last answer is left out: it is long, and may hold what is nobody else's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(change) => f.debug_tuple("Changed").field(change).finish(),
            Self::UnknownState { state } => f
                .debug_struct("UnknownState")
                .field("state", state)
                .finish(),
            Self::PollFailed { error, failures } => f
                .debug_struct("PollFailed")
                .field("error", error)
                .field("failures", failures)
                .finish(),
            Self::Ended(_) => f.debug_tuple("Ended").finish_non_exhaustive(),
        }
    }
}

impl<O: LongRunning> fmt::Debug for Events<'_, O>
where
    Polled<O>: Observe,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("operation", &O::INFO.name)
            .finish_non_exhaustive()
    }
}
