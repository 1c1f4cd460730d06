//! Many waits of many tasks, which share a scheduler.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use super::scheduler::Scheduler;
use super::{Ended, Listable, Settings};
use crate::Result;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::wait::{Polled, WaitError};

/// How often a wait has the scheduler started: it ends before its waits only if its runtime does.
const STARTS: u32 = 3;

/// A handle by which any number of tasks wait, each for its own work, and share requests.
///
/// Clones share one scheduler. It is a task of the tokio runtime in which a wait is first awaited,
/// and ends when all handles and waits are gone. To drop a wait does not stop the work.
#[derive(Clone)]
pub struct Watcher<O: Listable> {
    shared: Arc<Shared<O>>,
}

struct Shared<O: Listable> {
    client: Client,
    settings: Settings,
    commands: Mutex<Option<Commands<O>>>,
}

type Commands<O> = mpsc::UnboundedSender<Command<O>>;
type Reply<O> = oneshot::Sender<Box<Ended<Polled<O>>>>;

enum Command<O: Listable> {
    /// Wait for this too.
    Watch(O::Id, Reply<O>),
    /// One of those that waited for this does not any more.
    Leave(O::Id),
}

impl Client {
    /// A handle by which any number of tasks wait, each for its own work, and share requests.
    pub fn watcher<O: Listable>(&self) -> Watcher<O> {
        Watcher::new(self, Settings::of(self))
    }
}

impl<O: Listable> Watcher<O> {
    fn new(client: &Client, settings: Settings) -> Self {
        Self {
            shared: Arc::new(Shared {
                client: client.clone(),
                settings,
                commands: Mutex::new(None),
            }),
        }
    }

    /// Another one, which shares nothing with this, with other times between two polls of the same
    /// work, at first and in the end, in place of the client's.
    #[must_use]
    pub fn interval(&self, interval: RangeInclusive<Duration>) -> Self {
        let max_rate = self.shared.settings.max_rate;
        let settings = Settings { interval, max_rate };
        Self::new(&self.shared.client, settings)
    }

    /// Another one, which shares nothing with this, with at most so many requests a second, and at
    /// least one. 50 unless set.
    #[must_use]
    pub fn max_rate(&self, requests_per_second: u32) -> Self {
        let settings = Settings {
            max_rate: requests_per_second,
            ..self.shared.settings.clone()
        };
        Self::new(&self.shared.client, settings)
    }

    /// Waits for the end of a piece of work, whoever started it. Any end but success is an error
    /// that holds the last answer.
    ///
    /// # Errors
    ///
    /// As those of a single wait; and when it is not awaited in a tokio runtime.
    pub fn wait(
        &self,
        id: impl Into<O::Id>,
    ) -> impl Future<Output = Result<Polled<O>, WaitError<Polled<O>>>> + Send + 'static {
        self.end(id.into(), false)
    }

    /// Waits for the end of a piece of work, whatever that is.
    ///
    /// # Errors
    ///
    /// When it cannot be known any more how the work stands, and when it is not awaited in a tokio
    /// runtime.
    pub fn wait_any(
        &self,
        id: impl Into<O::Id>,
    ) -> impl Future<Output = Result<Polled<O>, WaitError<Polled<O>>>> + Send + 'static {
        self.end(id.into(), true)
    }

    fn end(
        &self,
        id: O::Id,
        any: bool,
    ) -> impl Future<Output = Result<Polled<O>, WaitError<Polled<O>>>> + Send + 'static {
        let shared = Arc::clone(&self.shared);
        async move {
            let ended = shared.ended(id).await;
            ended.told::<O>(&shared.client, id, any)
        }
    }
}

impl<O: Listable> Shared<O> {
    async fn ended(&self, id: O::Id) -> Ended<Polled<O>> {
        for _ in 0..STARTS {
            let commands = match self.commands() {
                Ok(commands) => commands,
                Err(error) => return Ended::Lost(error, None),
            };
            if let Ok(ended) = Waiting::begin(id, commands).await {
                return *ended;
            }
        }
        let message = "the runtimes that should have waited have all been shut down";
        Ended::Lost(Error::new(ErrorKind::Canceled, message), None)
    }

    /// The way to the scheduler, which is started if there is none.
    fn commands(&self) -> Result<Commands<O>> {
        let mut slot = self.commands.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(commands) = slot.as_ref().filter(|commands| !commands.is_closed()) {
            return Ok(commands.clone());
        }
        let runtime = Handle::try_current().map_err(|error| {
            let message = "waits that share requests are to be awaited in a tokio runtime";
            Error::new(ErrorKind::Config, message).with_source(error)
        })?;
        let (commands, received) = mpsc::unbounded_channel();
        runtime.spawn(Driver {
            scheduler: Scheduler::new(&self.client, &self.settings, None),
            commands: received,
            waiting: BTreeMap::new(),
        });
        Ok(slot.insert(commands).clone())
    }
}

/// A wait for an answer of the scheduler, which is told when the wait is dropped.
struct Waiting<O: Listable> {
    id: O::Id,
    reply: oneshot::Receiver<Box<Ended<Polled<O>>>>,
    commands: Commands<O>,
}

impl<O: Listable> Waiting<O> {
    fn begin(id: O::Id, commands: Commands<O>) -> Self {
        let (sender, reply) = oneshot::channel();
        // A scheduler that is gone drops the sender, which ends the wait as well.
        let _ = commands.send(Command::Watch(id, sender));
        Self {
            id,
            reply,
            commands,
        }
    }
}

// Nothing in it is ever pinned.
impl<O: Listable> Unpin for Waiting<O> {}

impl<O: Listable> Future for Waiting<O> {
    type Output = Result<Box<Ended<Polled<O>>>, oneshot::error::RecvError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.reply).poll(context)
    }
}

impl<O: Listable> Drop for Waiting<O> {
    fn drop(&mut self) {
        self.reply.close();
        // To a scheduler that is gone, nothing need be told.
        let _ = self.commands.send(Command::Leave(self.id));
    }
}

/// The task that has the scheduler do its work, for as long as there are handles or waits.
struct Driver<O: Listable> {
    scheduler: Scheduler<O>,
    commands: mpsc::UnboundedReceiver<Command<O>>,
    waiting: BTreeMap<O::Id, Vec<Reply<O>>>,
}

impl<O: Listable> Driver<O> {
    fn obey(&mut self, command: Command<O>) {
        match command {
            Command::Watch(id, reply) => {
                self.waiting.entry(id).or_default().push(reply);
                self.scheduler.add(id, None);
            }
            Command::Leave(id) => {
                let Some(replies) = self.waiting.get_mut(&id) else {
                    return;
                };
                replies.retain(|reply| !reply.is_closed());
                if replies.is_empty() {
                    self.waiting.remove(&id);
                    self.scheduler.remove(id);
                }
            }
        }
    }

    fn deliver(&mut self, id: O::Id, ended: Ended<Polled<O>>) {
        let mut replies = self.waiting.remove(&id).unwrap_or_default();
        let last = replies.pop();
        // Whoever does not wait any more needs no answer.
        for reply in replies {
            let _ = reply.send(Box::new(ended.clone()));
        }
        if let Some(reply) = last {
            let _ = reply.send(Box::new(ended));
        }
    }
}

// Nothing in it is ever pinned but futures, which are boxed.
impl<O: Listable> Unpin for Driver<O> {}

impl<O: Listable> Future for Driver<O> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        loop {
            while let Poll::Ready(command) = this.commands.poll_recv(context) {
                match command {
                    Some(command) => this.obey(command),
                    None => return Poll::Ready(()),
                }
            }
            match this.scheduler.poll_ended(context) {
                Poll::Ready(Some((id, ended))) => this.deliver(id, ended),
                Poll::Ready(None) | Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl<O: Listable> fmt::Debug for Watcher<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watcher")
            .field("operation", &O::INFO.name)
            .field("settings", &self.shared.settings)
            .finish_non_exhaustive()
    }
}
