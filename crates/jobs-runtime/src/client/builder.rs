//! Settings of a client to be.

use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fastrand::Rng;
use http::HeaderValue;

use super::{Client, Shared};
use crate::Result;
use crate::auth::{self, Credentials};
use crate::clock::{Clock, TokioClock};
use crate::config::{Attribute, Config, Environment, Host, ProcessEnvironment, Secret};
use crate::error::Error;
use crate::retry::{Backoff, Budget, RetryPolicy};
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

struct Settings {
    config: Config,
    environment: Box<dyn Environment>,
    credentials: Option<Arc<dyn Credentials>>,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<Arc<dyn Clock>>,
    retry: Arc<dyn RetryPolicy>,
    random: Rng,
    timeout: Duration,
    deadline: Option<Duration>,
    wait_interval: RangeInclusive<Duration>,
    product: Option<(String, String)>,
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
        self.settings.environment = Box::new(environment);
        self
    }

    /// How the caller proves who it is, in place of what the configuration says.
    pub fn credentials(mut self, credentials: impl Credentials + 'static) -> Self {
        self.settings.credentials = Some(Arc::new(credentials));
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

    /// When failed requests are sent again. [`Backoff::new`] unless set.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.settings.retry = Arc::new(policy);
        self
    }

    /// Seed of the random numbers that spread retries and polls, for the same ones each time.
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.random = Rng::with_seed(seed);
        self
    }

    /// Time for one attempt: connecting, sending and reading the answer. 60 s unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Time for a whole call: all its attempts, the waits between them, and all pages of an
    /// object that is read whole. Unlimited unless set; the retry policy has its own limit.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = Some(deadline);
        self
    }

    /// Time between two polls of a wait, at first and in the end. From 1 s to 10 s unless set.
    pub fn wait_interval(mut self, interval: RangeInclusive<Duration>) -> Self {
        self.settings.wait_interval = interval;
        self
    }

    /// Name and version of the program that calls, for the user agent. Both consist of letters,
    /// digits and `_.+-`.
    pub fn product(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.settings.product = Some((name.into(), version.into()));
        self
    }
}

impl Settings {
    fn new() -> Self {
        Self {
            config: Config::new(),
            environment: Box::new(ProcessEnvironment),
            credentials: None,
            transport: None,
            clock: None,
            retry: Arc::new(Backoff::new()),
            random: Rng::new(),
            timeout: Duration::from_secs(60),
            deadline: None,
            wait_interval: Duration::from_secs(1)..=Duration::from_secs(10),
            product: None,
        }
    }

    fn build(self) -> Result<Client> {
        let mut config = self.config;
        // Whoever says in the program where the service is and who is calling, and names no
        // profile, has said all that the sources could add: a broken file is no concern then.
        let knows_who = self.credentials.is_some() || config.get(Attribute::Token).is_some();
        let knows_where = config.get(Attribute::Host).is_some();
        if !(knows_who && knows_where) || config.get(Attribute::Profile).is_some() {
            config.load(&*self.environment)?;
        }
        let host = match config.get(Attribute::Host) {
            Some(host) => Host::parse(host)?,
            None => {
                return Err(Error::config(format!(
                    "no host: set `host` (DATABRICKS_HOST) or name a profile that has one; {}",
                    config.tried()
                )));
            }
        };
        let credentials = match self.credentials {
            Some(credentials) => credentials,
            None => auth::from_config(&config)?,
        };
        let user_agent = user_agent(self.product.as_ref(), credentials.name())?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let clock = self.clock.unwrap_or_else(|| Arc::new(TokioClock::new()));
        Ok(Client {
            shared: Arc::new(Shared {
                host,
                credentials,
                transport,
                clock,
                retry: self.retry,
                budget: Budget::new(),
                random: Mutex::new(self.random),
                timeout: self.timeout,
                deadline: self.deadline,
                wait_interval: self.wait_interval,
                user_agent,
            }),
        })
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("config", &self.config)
            .field(
                "credentials",
                &self.credentials.as_ref().map(|some| some.name()),
            )
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("wait_interval", &self.wait_interval)
            .field("product", &self.product)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "http")]
fn default_transport() -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(crate::transport::HttpTransport::new()?))
}

#[cfg(not(feature = "http"))]
fn default_transport() -> Result<Arc<dyn Transport>> {
    Err(Error::config(
        "no transport: set one, or enable the feature `http`",
    ))
}

/// Says who is calling: the product, this SDK, the system, the way of authentication.
fn user_agent(product: Option<&(String, String)>, auth: &str) -> Result<HeaderValue> {
    let (name, version) = match product {
        Some((name, version)) => (name.as_str(), version.as_str()),
        None => ("unknown", "0.0.0"),
    };
    for part in [name, version] {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_.+-".contains(&byte);
        if part.is_empty() || !part.bytes().all(allowed) {
            return Err(Error::config(format!(
                "product `{part}` must consist of letters, digits and `_.+-`"
            )));
        }
    }
    let text = format!(
        "{name}/{version} jobs-runtime/{} os/{} auth/{auth}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
    );
    HeaderValue::from_str(&text).map_err(|_| {
        Error::config(format!(
            "auth `{auth}` has characters that no header can carry"
        ))
    })
}
