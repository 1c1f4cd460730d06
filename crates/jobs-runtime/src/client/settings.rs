//! From settings to a client.

use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fastrand::Rng;
use http::HeaderMap;
use http::header::ACCEPT;

use super::caller::Caller;
use super::fallback::ApiFallback;
use super::rate_limit::RateLimit;
use super::request::{JSON, insert};
use super::user_agent::{Product, UserAgent};
use super::{Client, Shared};
use crate::Result;
use crate::auth;
use crate::clock::{Clock, TokioClock};
use crate::config::{Attribute, Config, Environment, ProcessEnvironment};
use crate::error::Error;
use crate::retry::{Backoff, Budget, OnRetry, RetryPolicy};
use crate::transport::Transport;
#[cfg(feature = "http")]
use crate::transport::{HttpTransport, Network};

/// Time for one attempt, unless set.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What a builder has been told.
pub(super) struct Settings {
    pub(super) config: Config,
    pub(super) environment: Arc<dyn Environment>,
    pub(super) caller: Option<Caller>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "http")]
    pub(super) network: Network,
    pub(super) clock: Option<Arc<dyn Clock>>,
    pub(super) retry: Option<Arc<dyn RetryPolicy>>,
    pub(super) on_retry: Option<OnRetry>,
    pub(super) random: Rng,
    pub(super) timeout: Option<Option<Duration>>,
    pub(super) deadline: Option<Duration>,
    pub(super) rate_limit: Option<u32>,
    pub(super) api_fallback: Option<(String, String)>,
    pub(super) wait_interval: RangeInclusive<Duration>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) product: Product,
}

impl Settings {
    pub(super) fn new() -> Self {
        Self {
            config: Config::new(),
            environment: Arc::new(ProcessEnvironment),
            caller: None,
            transport: None,
            #[cfg(feature = "http")]
            network: Network::default(),
            clock: None,
            retry: None,
            on_retry: None,
            random: Rng::new(),
            timeout: None,
            deadline: None,
            rate_limit: None,
            api_fallback: None,
            wait_interval: Duration::from_secs(1)..=Duration::from_secs(10),
            headers: Vec::new(),
            product: Product::default(),
        }
    }

    pub(super) fn build(mut self) -> Result<Client> {
        let knows_who = self.caller.is_some();
        self.config.read(&*self.environment, knows_who)?;
        if !knows_who {
            self.config.validate()?;
        }
        let Some(host) = self.config.host() else {
            return Err(Error::config(format!(
                "no host: set `host` (DATABRICKS_HOST) or name a profile that has one; {}",
                self.config.tried()
            )));
        };
        let headers = self.headers()?;
        let user_agent = UserAgent::new(&self.product, &*self.environment)?;
        let (timeout, rate_limit) = (self.attempt_time(), self.requests_a_second());
        let retry = self.retry_policy();
        let transport = self.transport()?;
        let clock = self.clock.unwrap_or_else(|| Arc::new(TokioClock::new()));
        let auth = auth::Context::new(
            self.config,
            self.environment,
            transport.clone(),
            clock.clone(),
            auth::default_programs(),
        );
        let is_configured = self.caller.is_none();
        let credentials = match self.caller {
            Some(caller) => caller.into_credentials(&clock),
            None => auth::from_config(&auth)?,
        };
        let api_fallback = self.api_fallback;
        Ok(Client {
            shared: Arc::new(Shared {
                host,
                credentials,
                auth,
                is_configured,
                transport,
                clock,
                retry,
                on_retry: self.on_retry,
                budget: Budget::new(),
                rate_limit: RateLimit::new(rate_limit),
                api_fallback: api_fallback.map(|(from, to)| ApiFallback::new(&from, &to)),
                random: Mutex::new(self.random),
                timeout,
                deadline: self.deadline,
                wait_interval: self.wait_interval,
                headers,
                user_agent,
            }),
        })
    }

    /// The headers of every request: the later ones win.
    fn headers(&self) -> Result<HeaderMap> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, JSON);
        for (name, value) in &self.headers {
            insert(&mut headers, name, value).map_err(|error| Error::config(error.message()))?;
        }
        Ok(headers)
    }

    /// Time for one attempt. In the configuration, 0 stands for no limit: no time at all is of no
    /// use to anybody.
    fn attempt_time(&self) -> Option<Duration> {
        let configured = || {
            let time = self.config.seconds(Attribute::HttpTimeoutSeconds);
            Some(time.unwrap_or(TIMEOUT)).filter(|time| !time.is_zero())
        };
        self.timeout.unwrap_or_else(configured)
    }

    fn requests_a_second(&self) -> u32 {
        let configured = || self.config.integer(Attribute::RateLimit).unwrap_or(0);
        self.rate_limit
            .unwrap_or_else(|| configured().try_into().unwrap_or(u32::MAX))
    }

    /// The policy. In the configuration, 0 stands for no second attempt.
    fn retry_policy(&mut self) -> Arc<dyn RetryPolicy> {
        let configured = self.config.seconds(Attribute::RetryTimeoutSeconds);
        let policy = || -> Arc<dyn RetryPolicy> {
            Arc::new(match configured {
                Some(Duration::ZERO) => Backoff::never(),
                Some(time) => Backoff::new().max_elapsed(time),
                None => Backoff::new(),
            })
        };
        self.retry.take().unwrap_or_else(policy)
    }

    #[cfg(feature = "http")]
    fn transport(&mut self) -> Result<Arc<dyn Transport>> {
        match self.transport.take() {
            Some(_) if self.network != Network::default() => Err(Error::config(
                "`ca_bundle`, `proxy`, `response_limit` and `connect_timeout` are for the \
                 transport over the network: the one that is set would not heed them",
            )),
            Some(transport) => Ok(transport),
            None if self.config.is_true(Attribute::SkipVerify) => Err(Error::config(
                "`skip_verify` is set, but certificates are always checked here: whoever stands \
                 between could read the credentials. Unset it, and if the service's authority is \
                 your own, name its file with `ca_bundle`",
            )),
            None => Ok(Arc::new(HttpTransport::with(
                &self.network,
                &*self.environment,
            )?)),
        }
    }

    #[cfg(not(feature = "http"))]
    fn transport(&mut self) -> Result<Arc<dyn Transport>> {
        let none = || Error::config("no transport: set one, or enable the feature `http`");
        self.transport.take().ok_or_else(none)
    }
}

impl std::fmt::Debug for Settings {
    /// Header values are left out: they may be secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Settings")
            .field("config", &self.config)
            .field("credentials", &self.caller.as_ref().map(Caller::name))
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("rate_limit", &self.rate_limit)
            .field("api_fallback", &self.api_fallback)
            .field("wait_interval", &self.wait_interval)
            .field("headers", &headers)
            .field("product", &self.product)
            .finish_non_exhaustive()
    }
}
