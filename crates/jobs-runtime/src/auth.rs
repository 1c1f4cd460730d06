//! Who the caller is: what each request carries to prove it.

mod azure;
mod azure_cli;
mod azure_client_secret;
mod azure_devops_oidc;
mod azure_msi;
mod basic;
mod cache;
mod chain;
mod complaint;
mod context;
mod databricks_cli;
mod endpoint;
mod env_oidc;
mod expiry;
mod explain;
mod file_oidc;
mod flight;
mod github;
mod github_oidc;
mod github_oidc_azure;
#[cfg(feature = "google")]
mod google;
#[cfg(feature = "google")]
mod google_credentials;
#[cfg(feature = "google")]
mod google_id;
mod host_metadata;
mod jwt;
mod m2m;
mod mask;
mod metadata_service;
mod oauth;
mod pat;
mod programs;
mod request;
#[cfg(test)]
mod testing;
mod token;
mod token_answer;

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

pub use cache::TokenCache;
pub(crate) use chain::from_config;
pub(crate) use context::Context;
pub(crate) use explain::explain;
pub use explain::{AuthExplanation, StrategyExplanation, StrategyOutcome};
pub(crate) use mask::Mask;
pub use pat::Pat;
pub(crate) use programs::default_programs;
pub use token::{Token, TokenSource};

use crate::config::Attribute;
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

    /// The service refused a request that carried these headers, as if they had run out. Gets new
    /// ones if it can; true if there are others to try.
    fn refused<'a>(&'a self, headers: &'a HeaderMap) -> BoxFuture<'a, Result<bool>> {
        let _ = headers;
        Box::pin(async { Ok(false) })
    }
}

impl<C: Credentials + ?Sized> Credentials for Arc<C> {
    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        (**self).headers()
    }

    fn refused<'a>(&'a self, headers: &'a HeaderMap) -> BoxFuture<'a, Result<bool>> {
        (**self).refused(headers)
    }
}

/// A strategy, as the chain tries it.
pub(crate) struct Strategy {
    /// Name, as `auth_type` takes it.
    pub(crate) name: &'static str,
    /// Looks at the configuration and at the machine (variables, files, programs there are), but
    /// neither uses the network nor runs anything.
    pub(crate) configure: fn(&Context) -> Verdict,
}

/// What a strategy says of a configuration.
pub(crate) enum Verdict {
    /// The configuration names it: what fails from here on is an error to tell.
    Chosen(Arc<dyn Credentials>),
    /// It may work, but nothing in the configuration asks for it, such as for a program that
    /// happens to be installed. It is tried if no strategy is chosen, and if the first token cannot
    /// be had, the next one is.
    Possible(Arc<dyn Credentials>),
    /// It is meant, since some of what it needs is set, but not all; what is missing.
    Incomplete(String),
    /// Nothing asks for it; what it would need.
    NotConfigured(String),
}

/// The verdict of a strategy that needs all of these attributes, of which some are not set.
fn needs(context: &Context, attributes: &[Attribute]) -> Verdict {
    let (set, missing): (Vec<Attribute>, Vec<Attribute>) = attributes
        .iter()
        .partition(|attribute| context.config.get(**attribute).is_some());
    let missing: Vec<_> = missing
        .iter()
        .map(|attribute| match attribute.variables() {
            [] => format!("`{attribute}`"),
            [variable, ..] => format!("`{attribute}` ({variable})"),
        })
        .collect();
    let lacks = format!("needs {}", missing.join(" and "));
    if set.is_empty() {
        Verdict::NotConfigured(lacks)
    } else {
        Verdict::Incomplete(lacks)
    }
}

#[cfg(test)]
mod tests;
