//! Who the caller is: what each request carries to prove it.

mod pat;

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

pub use pat::Pat;

use crate::config::{Attribute, Config};
use crate::error::Error;
use crate::{BoxFuture, Result};

/// A way to prove who the caller is.
///
/// It is asked at every attempt, so that long waits outlive short tokens. What it gives is sent
/// over TLS only, or to the machine itself.
pub trait Credentials: Send + Sync + fmt::Debug {
    /// Name of the strategy, such as `pat`: it goes into the user agent.
    fn name(&self) -> &'static str;

    /// The headers that prove it. They never appear in errors or logs.
    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>>;
}

impl<C: Credentials + ?Sized> Credentials for Arc<C> {
    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        (**self).headers()
    }
}

/// The strategies that a configuration can choose, in the order in which they are tried.
const STRATEGIES: &[Strategy] = &[Strategy {
    name: "pat",
    from: Pat::from_config,
}];

/// How to get credentials out of a configuration.
struct Strategy {
    name: &'static str,
    /// The credentials, or what the configuration lacks for them.
    from: fn(&Config) -> Result<Arc<dyn Credentials>, String>,
}

/// The credentials that a configuration asks for: those of its `auth_type` if set, else the first
/// that it has everything for.
pub(crate) fn from_config(config: &Config) -> Result<Arc<dyn Credentials>> {
    let wanted = config.get(Attribute::AuthType);
    let mut tried = Vec::new();
    for strategy in STRATEGIES {
        if wanted.is_some_and(|wanted| wanted != strategy.name) {
            continue;
        }
        match (strategy.from)(config) {
            Ok(credentials) => return Ok(credentials),
            Err(lacks) => tried.push(format!("{} {lacks}", strategy.name)),
        }
    }
    Err(Error::config(match wanted {
        Some(wanted) if tried.is_empty() => {
            let known: Vec<_> = STRATEGIES.iter().map(|strategy| strategy.name).collect();
            format!(
                "auth type `{wanted}` is not known: there is {}",
                known.join(", ")
            )
        }
        _ => format!("no credentials: {}; {}", tried.join(", "), config.tried()),
    }))
}
