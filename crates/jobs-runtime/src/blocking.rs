//! The client for programs that are not async: scripts, build tools, tests.
//!
//! It is the async client, run by a thread of its own, and mirrors what that can do: a [`Call`] is
//! ended by [`send`](Call::send), a [`Wait`] by [`until_end`](Wait::until_end), and [`Items`] and
//! [`Pages`] are plain iterators. What it does not mirror goes through
//! [`block_on`](Client::block_on).
//!
//! Inside an async runtime it would stop all that the thread is to run. There every call is an
//! error of kind [`Config`](crate::ErrorKind::Config), before anything is sent; so it is in a
//! closure of `spawn_blocking`, which cannot be told apart. A thread of `std::thread` may call it.

mod call;
mod executor;
mod page;
#[cfg(test)]
mod tests;
mod wait;

use std::fmt;

pub use call::Call;
pub use page::{Items, Pages};
pub use wait::{Started, Wait};

use crate::Result;
use crate::operation::{LongRunning, Operation};
use executor::Executor;

/// A client whose calls wait for the answer.
///
/// It is cheap to clone; clones share the thread and all that clones of the async client share.
/// The thread ends with the last of them.
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
    executor: Executor,
}

impl Client {
    /// The blocking client over an async one, whose settings it has.
    ///
    /// # Errors
    ///
    /// Inside an async runtime, or when no thread can be started.
    pub fn new(client: crate::Client) -> Result<Self> {
        let executor = Executor::start()?;
        Ok(Self { client, executor })
    }

    /// A client as the environment and the profile file say: see [`Config`](crate::config::Config).
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), and when they do not say where the service is or who is calling, or
    /// cannot be read.
    pub fn from_env() -> Result<Self> {
        let executor = Executor::start()?;
        let client = executor.block_on(crate::Client::from_env())??;
        Ok(Self { client, executor })
    }

    /// The async client below.
    pub const fn async_client(&self) -> &crate::Client {
        &self.client
    }

    /// Binds an operation to this client. Nothing is sent until [`Call::send`].
    pub fn call<O: Operation>(&self, operation: O) -> Call<O> {
        Call::new(self.client.call(operation), self.executor.clone())
    }

    /// Waits for work that an `O` started earlier, perhaps in another process: `poll` asks for it.
    pub fn wait_for<'a, O: LongRunning>(&self, poll: O::Poll) -> Wait<'a, O> {
        Wait::new(self.client.wait_for(poll), self.executor.clone())
    }

    /// Runs a future to its end: whatever the async client can do and this one has no method for.
    /// It may spawn tasks; they go on as long as the client lives.
    ///
    /// # Errors
    ///
    /// Inside an async runtime.
    pub fn block_on<F: Future>(&self, future: F) -> Result<F::Output> {
        self.executor.block_on(future)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Client")
            .field(&self.client)
            .finish()
    }
}
