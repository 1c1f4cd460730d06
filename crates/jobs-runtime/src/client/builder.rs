//! Settings of a client to be.

use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;

use super::Client;
use super::caller::Caller;
use super::settings::Settings;
use crate::Result;
use crate::auth::{Credentials, TokenSource};
use crate::clock::Clock;
use crate::config::{Attribute, Config, Environment, Secret};
use crate::retry::{Retry, RetryPolicy};
use crate::transport::Transport;

/// Settings of a client to be. What is not set here comes from the environment and the profile
/// file: see [`Config`].
///
/// It builds a [`Client`], or a client of an API that stands on one.
#[derive(Debug)]
#[must_use = "settings do nothing until `build` is called"]
pub struct ClientBuilder<C = Client> {
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// Settings of which none is set.
    pub fn new() -> Self {
        Self {
            settings: Settings::new(),
            client: PhantomData,
        }
    }

    /// Builds the client. No network is used.
    ///
    /// # Errors
    ///
    /// When it is not known where the service is or who is calling, when the profile file cannot
    /// be read or parsed, or when a setting cannot be used.
    pub fn build(self) -> Result<C> {
        self.settings.build().map(C::from)
    }
}

impl<C: From<Client>> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> ClientBuilder<C> {
    /// Address of the workspace, such as `https://example.cloud.databricks.com`.
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.settings.config.set(Attribute::Host, host.into());
        self
    }

    /// Token of the caller.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.settings.config.set(Attribute::Token, token);
        self
    }

    /// Section of the profile file.
    pub fn profile(mut self, profile: impl Into<String>) -> Self {
        self.settings.config.set(Attribute::Profile, profile.into());
        self
    }

    /// Attributes set in the program, in place of those set so far.
    pub fn config(mut self, config: Config) -> Self {
        self.settings.config = config;
        self
    }

    /// Where environment variables are looked up: `()` for nowhere. The process's own unless set.
    pub fn environment(mut self, environment: impl Environment + 'static) -> Self {
        self.settings.environment = Arc::new(environment);
        self
    }

    /// How the caller proves who it is, in place of what the configuration says.
    pub fn credentials(mut self, credentials: impl Credentials + 'static) -> Self {
        self.settings.caller = Some(Caller::Credentials(Arc::new(credentials)));
        self
    }

    /// Where the caller's tokens come from, in place of what the configuration says. They are kept
    /// and refreshed as [`TokenCache`](crate::auth::TokenCache) does it.
    pub fn token_source(mut self, source: impl TokenSource) -> Self {
        self.settings.caller = Some(Caller::TokenSource(Arc::new(source)));
        self
    }

    /// How requests get to the service. Over the network unless set.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Where time comes from. Tokio's clock unless set.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.settings.clock = Some(Arc::new(clock));
        self
    }

    /// When failed requests are sent again. [`Backoff`](crate::retry::Backoff) unless set, within
    /// the configuration's `retry_timeout_seconds` (0 for no second attempt), or else 5 minutes.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.settings.retry = Some(Arc::new(policy));
        self
    }

    /// Tells of each request that failed and will be sent again, before the time until then passes:
    /// by a call or by a wait. It is called on the way of the request, so it must not take long.
    ///
    /// ```
    /// # use jobs_runtime::Client;
    /// let client = Client::builder().on_retry(|retry| {
    ///     let (error, after) = (retry.error, retry.after.as_secs_f32());
    ///     eprintln!("{error}; trying again in {after:.1} s");
    /// });
    /// # let _: jobs_runtime::ClientBuilder = client;
    /// ```
    pub fn on_retry(mut self, tell: impl Fn(&Retry<'_>) + Send + Sync + 'static) -> Self {
        self.settings.on_retry = Some(Arc::new(tell));
        self
    }

    /// Seed of the random numbers that spread retries and polls, for the same ones each time.
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.random = Rng::with_seed(seed);
        self
    }

    /// Time for one attempt: connecting, sending and reading the answer. `None` for no limit;
    /// unless set, the configuration's `http_timeout_seconds` (0 for no limit), or else 60 s.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.timeout = Some(timeout.into());
        self
    }

    /// Time for a whole call: all its attempts, the waits between them, and all pages of an
    /// object that is read whole. Unlimited unless set; the retry policy has its own limit.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.settings.deadline = deadline.into();
        self
    }

    /// Most requests in a second, over all calls of the client and its clones; attempts beyond it
    /// wait in the order in which they came. 0 for no limit; unless set, the configuration's
    /// `rate_limit`, or else none.
    pub fn rate_limit(mut self, per_second: u32) -> Self {
        self.settings.rate_limit = Some(per_second);
        self
    }

    /// A version of the API to use where the service does not know another one, such as `"2.1"`
    /// in place of `"2.2"`: an answer that says so is followed by one attempt under the other
    /// version, which all further requests use then. Off unless set, for the two may differ in
    /// defaults and limits.
    pub fn api_fallback(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.settings.api_fallback = Some((from.into(), to.into()));
        self
    }

    /// Time between two polls of a wait, at first and in the end. From 1 s to 10 s unless set.
    pub fn wait_interval(mut self, interval: RangeInclusive<Duration>) -> Self {
        self.settings.wait_interval = interval;
        self
    }

    /// Adds a header to every request. Those of a call win over it; those of credentials and the
    /// user agent cannot be replaced.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.push((name.into(), value.into()));
        self
    }

    /// Name and version of the program that calls, for the user agent. The name consists of
    /// letters, digits and `_.+-`; the version is a semantic one, such as `1.2.0-rc.1`.
    pub fn product(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.settings.product.set(name.into(), version.into());
        self
    }

    /// Adds `key/value` to the user agent. Both consist of letters, digits and `_.+-`. A pair that
    /// is there already is not added again.
    pub fn user_agent_extra(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.product.add(key.into(), value.into());
        self
    }
}

/// Settings of the network, for a client without a transport of its own.
#[cfg(feature = "http")]
impl<C> ClientBuilder<C> {
    /// A file of certificates (PEM) of authorities to trust beside those of the system, such as
    /// that of a proxy which looks into the traffic.
    pub fn ca_bundle(mut self, path: impl Into<std::path::PathBuf>) -> Self {
        self.settings.network.ca_bundle = Some(path.into());
        self
    }

    /// Address of a proxy, such as `http://user:password@proxy.example:3128`, in place of what the
    /// environment says. Hosts in `NO_PROXY` are reached without it.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.settings.network.proxy = Some(url.into());
        self
    }

    /// Most bytes of an answer, decompressed. 64 MiB unless set.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.settings.network.response_limit = Some(bytes);
        self
    }

    /// Time to get a connection, TLS included. 10 s unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.network.connect_timeout = Some(timeout);
        self
    }
}
