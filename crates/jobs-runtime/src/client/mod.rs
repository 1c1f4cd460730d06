//! The client: what is shared by all calls, and the way of a request through it.

mod builder;
mod dispatch;
mod url;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use fastrand::Rng;
use http::HeaderValue;

pub use builder::ClientBuilder;
pub(crate) use dispatch::{CallOptions, execute};

use crate::Result;
use crate::auth::Credentials;
use crate::clock::Clock;
use crate::config::Host;
use crate::retry::{Budget, RetryPolicy};
use crate::transport::Transport;

/// A connection to a service: where it is, who is calling, and how failures are dealt with.
///
/// It is cheap to clone; clones share connections and the retry budget. To make one uses no
/// network.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    host: Host,
    credentials: Arc<dyn Credentials>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    retry: Arc<dyn RetryPolicy>,
    budget: Budget,
    random: Mutex<Rng>,
    /// Time for one attempt.
    timeout: Duration,
    /// Time for a whole call.
    deadline: Option<Duration>,
    /// Time between two polls, at first and in the end.
    wait_interval: RangeInclusive<Duration>,
    user_agent: HeaderValue,
}

impl Client {
    /// Settings of a client to be.
    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new()
    }

    /// A client as the environment and the profile file say: see [`Config`](crate::config::Config).
    ///
    /// # Errors
    ///
    /// When they do not say where the service is or who is calling, or cannot be read.
    pub async fn from_env() -> Result<Self> {
        Self::builder().build()
    }

    /// Address of the service, without a slash at the end.
    pub fn host(&self) -> &str {
        self.shared.host.as_str()
    }

    /// Time on the client's clock.
    pub(crate) fn elapsed(&self) -> Duration {
        self.shared.clock.elapsed()
    }

    /// Waits on the client's clock.
    pub(crate) async fn sleep(&self, duration: Duration) {
        self.shared.clock.sleep(duration).await;
    }

    /// Time between two polls, at first and in the end.
    pub(crate) fn wait_interval(&self) -> RangeInclusive<Duration> {
        self.shared.wait_interval.clone()
    }

    /// A random number from 0 to below 1.
    pub(crate) fn random(&self) -> f64 {
        self.shared
            .random
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .f64()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("host", &self.host())
            .field("credentials", &self.shared.credentials.name())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
