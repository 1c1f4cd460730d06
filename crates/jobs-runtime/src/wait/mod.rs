//! Waiting until started work has ended.

mod error;
mod pace;
mod started;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

pub use error::WaitError;
pub use started::Started;

use crate::call::{Call, read_rest};
use crate::client::{CallOptions, Client, execute};
use crate::error::Error;
use crate::operation::{Ending, LongRunning, Operation};
use crate::retry::Backoff;
use crate::{BoxFuture, Result};
use pace::{Pace, Seen};

/// What tells how the work stands that an `O` started, such as a run.
pub type Polled<O> = <<O as LongRunning>::Poll as Operation>::Output;

/// Waits until started work has ended. It begins when it is awaited.
///
/// There is no time limit unless one is set. Failures that pass (no connection, an overloaded
/// service) do not end the wait; those that do not pass, such as a missing permission, do. To drop
/// the wait does not stop the work.
#[must_use = "waiting does not begin until it is awaited"]
pub struct Wait<'a, O: LongRunning> {
    begin: Begin<O>,
    any: bool,
    limit: Option<Duration>,
    interval: RangeInclusive<Duration>,
    on_change: OnChange<'a, Polled<O>>,
}

type OnChange<'a, T> = Box<dyn FnMut(&T) + Send + 'a>;

impl<O: LongRunning> Call<O> {
    /// Starts the work and waits for its end. Any end but success is an error that holds the last
    /// answer.
    pub fn wait<'a>(self) -> Wait<'a, O> {
        let client = self.client.clone();
        Wait::new(&client, Begin::Call(self))
    }

    /// Starts the work and waits for its end, whatever that is.
    pub fn wait_any<'a>(self) -> Wait<'a, O> {
        self.wait().any()
    }

    /// Starts the work and leaves it at that: the answer can be kept, and the end waited for
    /// later.
    ///
    /// # Errors
    ///
    /// As awaiting the call does.
    pub async fn start(mut self) -> Result<Started<O>> {
        self.operation.prepare();
        let options = self.options.clone().started(&self.client);
        let response = execute(&self.client, &self.operation, &options).await?;
        Ok(Started::new(
            self.client,
            &self.operation,
            response,
            self.options,
        ))
    }
}

impl Client {
    /// Waits for work that an `O` started earlier, perhaps in another process: `poll` asks for it.
    pub fn wait_for<'a, O: LongRunning>(&self, poll: O::Poll) -> Wait<'a, O> {
        let options = CallOptions::default();
        Wait::watch(Watched {
            client: self.clone(),
            options,
            poll: Some(poll),
        })
    }
}

/// Where a wait begins.
enum Begin<O: LongRunning> {
    /// The work is not started yet.
    Call(Call<O>),
    /// The work is started.
    Started(Watched<O>),
}

/// Work that is started, and how to ask for it.
struct Watched<O: LongRunning> {
    client: Client,
    options: CallOptions,
    /// None if the answer did not name the work.
    poll: Option<O::Poll>,
}

impl<O: LongRunning> Wait<'_, O> {
    fn new(client: &Client, begin: Begin<O>) -> Self {
        Self {
            begin,
            any: false,
            limit: None,
            interval: client.wait_interval(),
            on_change: Box::new(|_| {}),
        }
    }

    fn watch(watched: Watched<O>) -> Self {
        let client = watched.client.clone();
        Self::new(&client, Begin::Started(watched))
    }

    /// The same, ending in the last answer however the work ended.
    pub fn any(mut self) -> Self {
        self.any = true;
        self
    }

    /// The same, giving up after this time. There is one last poll when it is up.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The same, with other times between two polls, at first and in the end, in place of the
    /// client's.
    pub fn interval(mut self, interval: RangeInclusive<Duration>) -> Self {
        self.interval = interval;
        self
    }
}

impl<'a, O: LongRunning> Wait<'a, O> {
    /// The same, showing each answer whose state or message differs from the one before.
    pub fn on_change<'b>(self, on_change: impl FnMut(&Polled<O>) + Send + 'b) -> Wait<'b, O>
    where
        'a: 'b,
    {
        Wait {
            begin: self.begin,
            any: self.any,
            limit: self.limit,
            interval: self.interval,
            on_change: Box::new(on_change),
        }
    }

    async fn run(mut self) -> Result<Polled<O>, WaitError<Polled<O>>> {
        let Watched {
            client,
            options,
            poll,
        } = match self.begin {
            Begin::Started(watched) => watched,
            Begin::Call(call) => call.start().await.map_err(WaitError::Start)?.into_watched(),
        };
        let Some(mut poll) = poll else {
            return Err(WaitError::NothingToWaitFor {
                operation: O::INFO.name,
            });
        };
        poll.prepare();
        // The wait itself is what tries again.
        let mut once = options.clone();
        once.retry = Some(Arc::new(Backoff::never()));
        let mut pace = Pace::new(&client, self.interval, self.limit);
        let mut seen = Seen::default();
        let mut last = None;
        loop {
            let failure = match execute(&client, &poll, &once).await {
                Ok(answer) => {
                    let progress = O::progress(&answer);
                    if seen.differs(&progress) {
                        (self.on_change)(&answer);
                    }
                    if let Some(ending) = progress.ending {
                        let answer = read_whole::<O>(&client, poll, answer, options).await?;
                        return if self.any {
                            Ok(answer)
                        } else {
                            outcome::<O>(ending, answer)
                        };
                    }
                    last = Some(Box::new(answer));
                    None
                }
                Err(error) if error.is_retryable() => Some(error),
                Err(error) => return Err(WaitError::Poll { error, last }),
            };
            if !pace
                .pause(failure.as_ref().and_then(Error::retry_after))
                .await
            {
                return Err(WaitError::TimedOut {
                    operation: O::INFO.name,
                    waited: pace.waited(),
                    last,
                    last_error: failure,
                });
            }
        }
    }
}

/// Reads the rest of the last answer, where it continues over pages: polls read the first only.
async fn read_whole<O: LongRunning>(
    client: &Client,
    poll: O::Poll,
    mut answer: Polled<O>,
    options: CallOptions,
) -> Result<Polled<O>, WaitError<Polled<O>>> {
    if let Some(continuation) = O::Poll::CONTINUATION {
        let options = options.started(client);
        if let Err(error) = read_rest(client, poll, &mut answer, continuation, &options).await {
            return Err(WaitError::Poll {
                error,
                last: Some(Box::new(answer)),
            });
        }
    }
    Ok(answer)
}

/// The last answer as the result of the wait.
fn outcome<O: LongRunning>(
    ending: Ending,
    answer: Polled<O>,
) -> Result<Polled<O>, WaitError<Polled<O>>> {
    match ending {
        Ending::Succeeded => Ok(answer),
        Ending::Failed => {
            let progress = O::progress(&answer);
            Err(WaitError::Failed {
                operation: O::INFO.name,
                state: progress.state.to_owned(),
                message: progress.message.to_owned(),
                last: Box::new(answer),
            })
        }
    }
}

impl<'a, O: LongRunning> IntoFuture for Wait<'a, O> {
    type Output = Result<Polled<O>, WaitError<Polled<O>>>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<O: LongRunning> fmt::Debug for Wait<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("operation", &O::INFO.name)
            .field("limit", &self.limit)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
