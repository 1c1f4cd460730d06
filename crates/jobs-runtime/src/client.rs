//! The client: what is shared by all calls, and the way of a request through it.

mod attempt;
pub(crate) mod body;
mod builder;
mod caller;
mod dispatch;
mod echo;
mod fallback;
mod options;
mod rate_limit;
mod raw;
pub(crate) mod redact;
mod redirect;
mod request;
mod settings;
mod trace;
pub(crate) mod url;
mod user_agent;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use fastrand::Rng;
use http::HeaderMap;

pub use builder::ClientBuilder;
pub(crate) use dispatch::execute;
pub(crate) use options::CallOptions;
pub use raw::{RawCall, RawResponse};

use crate::Result;
use crate::auth::{self, AuthExplanation, Credentials};
use crate::clock::Clock;
use crate::config::Host;
use crate::error::Error;
use crate::retry::{Budget, OnRetry, Retry, RetryPolicy};
use crate::transport::Transport;
use fallback::ApiFallback;
use rate_limit::RateLimit;
use user_agent::UserAgent;

/// A connection to a service: where it is, who is calling, and how failures are dealt with.
///
/// It is cheap to clone; clones share connections, the retry budget and the rate limit. To make
/// one uses no network.
///
/// # What is sent again
///
/// A request that failed is sent again if that is safe, if its [`RetryPolicy`] wants it, if there
/// is time, and if the retries of all calls are not too many already.
///
/// | failure | changes nothing, or the same twice, or has a key | may take effect twice |
/// |---|---|---|
/// | never sent (name, connection, HTTP/2 refusal) | again | again |
/// | 429; 503 with a time to come back | again | again |
/// | 408, 500, 502, 503, 504; lost on the way; no answer in time; JSON that is cut short | again | no |
/// | certificate, address, other statuses, answers that are no JSON | no | no |
///
/// Credentials that the service refuses as run out (401, or 403 that says so) are renewed once a
/// call. Redirects are followed on the same host, by requests that only read.
///
/// # What it tells
///
/// It tells of itself by [`tracing`](https://docs.rs/tracing): a span `call` for each call, with
/// `operation`, `method`, `path`, `status`, `duration_ms` and `request_id`; at level debug, an event
/// for each attempt and each wait; at level trace, headers and bodies too. Of these, only what is
/// known to hold no secret is shown: how something stands, not what somebody wrote.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    host: Host,
    credentials: Arc<dyn Credentials>,
    auth: auth::Context,
    /// Whether the credentials are those of the configuration.
    is_configured: bool,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    retry: Arc<dyn RetryPolicy>,
    on_retry: Option<OnRetry>,
    budget: Budget,
    rate_limit: Option<RateLimit>,
    api_fallback: Option<ApiFallback>,
    random: Mutex<Rng>,
    /// Time for one attempt.
    timeout: Option<Duration>,
    /// Time for a whole call.
    deadline: Option<Duration>,
    /// Time between two polls, at first and in the end.
    wait_interval: RangeInclusive<Duration>,
    /// Headers of every request.
    headers: HeaderMap,
    user_agent: UserAgent,
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

    /// Explains how the client authenticates: for each strategy whether it applies, what it lacks
    /// if not, and what came of it if it was tried.
    ///
    /// It takes 10 s at most, whatever is wrong with the host or the network. Credentials are got
    /// anew, but not shown to the service.
    pub async fn explain_auth(&self) -> AuthExplanation {
        let shared = &self.shared;
        let own = (!shared.is_configured).then_some(&shared.credentials);
        auth::explain(&shared.auth, own).await
    }

    /// Time on the client's clock.
    pub(crate) fn elapsed(&self) -> Duration {
        self.shared.clock.elapsed()
    }

    /// Tells whoever wants to know that a request will be sent again.
    pub(crate) fn tell_of_retry(&self, error: &Error, failures: u32, after: Duration) {
        if let Some(on_retry) = &self.shared.on_retry {
            on_retry(&Retry {
                error,
                failures,
                after,
            });
        }
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
