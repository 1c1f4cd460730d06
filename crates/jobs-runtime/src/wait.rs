//! Waiting until started work has ended.
//!
//! A wait ends when the work does, however long that takes. What it bears on the way:
//!
//! | a poll fails with | the wait |
//! |---|---|
//! | no connection, a timeout, 429, any 5xx, credentials that cannot be had just now | goes on |
//! | 401, though the same credentials did before | goes on for five minutes |
//! | "not found", right after the start | goes on for a minute: services may take a while to know what they started |
//! | anything else, such as 403 or "not found" later | ends |
//!
//! A limit of time ([`timeout`](Wait::timeout)), of failures in a row
//! ([`max_failures`](Wait::max_failures)) or of time in a state that this version does not know
//! ([`unknown_state_limit`](Wait::unknown_state_limit)) holds only where it is set.

mod error;
mod events;
mod guard;
pub mod many;
mod pace;
mod patience;
mod started;
mod watch;

use std::fmt;
use std::ops::RangeInclusive;
use std::time::Duration;

pub use error::WaitError;
pub use events::{Events, Observe, WaitEvent};
pub use guard::SendOnDrop;
pub use started::Started;

use crate::call::Call;
use crate::client::{CallOptions, Client, execute};
use crate::operation::{LongRunning, Operation};
use crate::{BoxFuture, Result};
use started::Watched;
use watch::{Step, Watch};

/// What tells how the work stands that an `O` started, such as a run.
pub type Polled<O> = <<O as LongRunning>::Poll as Operation>::Output;

/// Waits until started work has ended. It begins when it is awaited.
///
/// There is no time limit unless one is set, and failures that pass do not end it: see
/// [the module](self). To drop the wait does not stop the work.
///
/// ```no_run
/// # use std::time::Duration;
/// # use jobs_runtime::{Call, Result, operation::LongRunning, wait::Polled};
/// # async fn show<O: LongRunning>(call: Call<O>) -> Result<()>
/// # where
/// #     Polled<O>: Sync,
/// # {
/// let hour = Duration::from_secs(3600);
/// let done = call.wait().timeout(hour).max_failures(100).await?;
/// # let _ = done;
/// # Ok(())
/// # }
/// ```
#[must_use = "waiting does not begin until it is awaited"]
pub struct Wait<'a, O: LongRunning> {
    begin: Begin<O>,
    settings: Settings,
    on_change: OnChange<'a, Polled<O>>,
}

type OnChange<'a, T> = Box<dyn FnMut(&T) + Send + 'a>;

/// What one wait wants.
#[derive(Clone, Debug)]
struct Settings {
    any: bool,
    limit: Option<Duration>,
    interval: RangeInclusive<Duration>,
    max_failures: Option<u32>,
    unknown_state_limit: Option<Duration>,
}

/// Where a wait begins.
enum Begin<O: LongRunning> {
    /// The work is not started yet.
    Call(Call<O>),
    /// The work is started.
    Started(Watched<O>),
}

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
        Ok(Started::now(self, response))
    }
}

impl Client {
    /// Waits for work that an `O` started earlier, perhaps in another process: `poll` asks for it.
    pub fn wait_for<'a, O: LongRunning>(&self, poll: O::Poll) -> Wait<'a, O> {
        Wait::watch(Watched {
            client: self.clone(),
            options: CallOptions::default(),
            poll: Some(poll),
            response: None,
            started: None,
        })
    }
}

impl<O: LongRunning> Wait<'_, O> {
    fn new(client: &Client, begin: Begin<O>) -> Self {
        Self {
            begin,
            settings: Settings {
                any: false,
                limit: None,
                interval: client.wait_interval(),
                max_failures: None,
                unknown_state_limit: None,
            },
            on_change: Box::new(|_| {}),
        }
    }

    fn watch(watched: Watched<O>) -> Self {
        let client = watched.client.clone();
        Self::new(&client, Begin::Started(watched))
    }

    /// Takes every end of the work for a good one: the wait gives the last answer, also of work that
    /// failed.
    pub fn any(mut self) -> Self {
        self.settings.any = true;
        self
    }

    /// Gives up after this time, counted from when the work is started; there is no limit unless
    /// set. A poll that is at work by then is cut off; else there is one last poll, of half a minute
    /// at most. An end that was seen in time is still read whole.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.settings.limit = Some(limit);
        self
    }

    /// Sets the time between two polls, at first and in the end, in place of the client's.
    pub fn interval(mut self, interval: RangeInclusive<Duration>) -> Self {
        self.settings.interval = interval;
        self
    }

    /// Gives up when this many polls in a row have failed, even if such failures pass. 0 counts as 1.
    pub fn max_failures(mut self, failures: u32) -> Self {
        self.settings.max_failures = Some(failures);
        self
    }

    /// Gives up when the work has been for so long in a state that this version does not know. Such a state is never taken for an end.
    pub fn unknown_state_limit(mut self, limit: Duration) -> Self {
        self.settings.unknown_state_limit = Some(limit);
        self
    }
}

impl<'a, O: LongRunning> Wait<'a, O> {
    /// Calls `on_change` with each answer whose state or message differs from the one before.
    pub fn on_change<'b>(self, on_change: impl FnMut(&Polled<O>) + Send + 'b) -> Wait<'b, O>
    where
        'a: 'b,
    {
        Wait {
            begin: self.begin,
            settings: self.settings,
            on_change: Box::new(on_change),
        }
    }

    /// Starts the work, if it is not yet, and gets ready to ask for it.
    async fn begin(self) -> Result<Watch<'a, O>, WaitError<Polled<O>>> {
        let watched = match self.begin {
            Begin::Started(watched) => watched,
            Begin::Call(call) => call.start().await.map_err(WaitError::Start)?.into_watched(),
        };
        Watch::new(watched, self.settings, self.on_change)
    }

    async fn run(self) -> Result<Polled<O>, WaitError<Polled<O>>> {
        let mut watch = self.begin().await?;
        loop {
            if let Step::Ended(result) = watch.step().await {
                return result;
            }
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
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
