//! Which strategy a configuration asks for.

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

use super::flight::Learned;
use super::{Context, Credentials, Strategy, Verdict};
use super::{
    azure_cli, azure_client_secret, azure_devops_oidc, azure_msi, basic, databricks_cli, env_oidc,
    file_oidc, github_oidc, github_oidc_azure, m2m, metadata_service, pat,
};
#[cfg(feature = "google")]
use super::{google_credentials, google_id};
use crate::config::Attribute;
use crate::error::{Error, ErrorKind};
use crate::{BoxFuture, Result};

/// The strategies that a configuration can choose, in the order in which they are tried.
pub(super) const STRATEGIES: &[Strategy] = &[
    pat::STRATEGY,
    basic::STRATEGY,
    m2m::STRATEGY,
    databricks_cli::STRATEGY,
    metadata_service::STRATEGY,
    github_oidc::STRATEGY,
    azure_devops_oidc::STRATEGY,
    env_oidc::STRATEGY,
    file_oidc::STRATEGY,
    github_oidc_azure::STRATEGY,
    azure_msi::STRATEGY,
    azure_client_secret::STRATEGY,
    azure_cli::STRATEGY,
    #[cfg(feature = "google")]
    google_credentials::STRATEGY,
    #[cfg(feature = "google")]
    google_id::STRATEGY,
];

/// The credentials that a configuration asks for: those of its `auth_type` if set, else the first
/// that it has everything for.
///
/// If it names none, what the machine may know without being told is tried at the first request.
pub(crate) fn from_config(context: &Context) -> Result<Arc<dyn Credentials>> {
    choose(context, STRATEGIES)
}

fn choose(context: &Context, strategies: &[Strategy]) -> Result<Arc<dyn Credentials>> {
    if let Some(wanted) = context.config.get(Attribute::AuthType) {
        return forced(context, strategies, wanted);
    }
    let mut candidates = Vec::new();
    let mut lacks = Lacks::default();
    for strategy in strategies {
        match (strategy.configure)(context) {
            Verdict::Chosen(credentials) => return Ok(credentials),
            Verdict::Possible(credentials) => candidates.push(credentials),
            Verdict::Incomplete(why) => lacks.incomplete.push((strategy.name, why)),
            Verdict::NotConfigured(why) => lacks.others.push((strategy.name, why)),
        }
    }
    let chain = Ambient {
        context: context.clone(),
        candidates,
        lacks,
        found: Learned::new(),
    };
    if chain.candidates.is_empty() {
        return Err(chain.nothing_works(&[]));
    }
    Ok(Arc::new(chain))
}

fn forced(
    context: &Context,
    strategies: &[Strategy],
    wanted: &str,
) -> Result<Arc<dyn Credentials>> {
    let Some(strategy) = strategies.iter().find(|strategy| strategy.name == wanted) else {
        let known: Vec<_> = strategies.iter().map(|strategy| strategy.name).collect();
        return Err(Error::config(format!(
            "`auth_type` {wanted} is not known: there is {}. {}",
            known.join(", "),
            context.config.tried()
        )));
    };
    match (strategy.configure)(context) {
        Verdict::Chosen(credentials) | Verdict::Possible(credentials) => Ok(credentials),
        Verdict::Incomplete(why) | Verdict::NotConfigured(why) => Err(Error::config(format!(
            "`auth_type` is {wanted}, which {why}. {}",
            context.config.tried()
        ))),
    }
}

/// What strategies lack that do not apply.
#[derive(Default)]
struct Lacks {
    /// Those of which something is set: most likely one of them is meant.
    incomplete: Vec<(&'static str, String)>,
    others: Vec<(&'static str, String)>,
}

/// Credentials that the machine may have, though nothing in the configuration asks for them: the
/// first that gives any headers is kept to.
struct Ambient {
    context: Context,
    candidates: Vec<Arc<dyn Credentials>>,
    lacks: Lacks,
    found: Learned<Arc<dyn Credentials>>,
}

impl Ambient {
    async fn find(&self) -> Result<Arc<dyn Credentials>> {
        let mut failures = Vec::new();
        for candidate in &self.candidates {
            match candidate.headers().await {
                Ok(_) => return Ok(candidate.clone()),
                Err(error) => failures.push((candidate.name(), error)),
            }
        }
        Err(self.nothing_works(&failures))
    }

    /// The error when no strategy is left.
    fn nothing_works(&self, failures: &[(&str, Error)]) -> Error {
        let mut parts = vec!["no credentials".to_owned()];
        let failed = failures
            .iter()
            .map(|(name, error)| format!("{name} failed: {error}"));
        parts.extend(failed);
        for (name, why) in &self.lacks.incomplete {
            parts.push(format!("{name} is set up in part, but {why}"));
        }
        let others = &self.lacks.others;
        if !others.is_empty() {
            let names: Vec<_> = others.iter().map(|(name, _)| *name).collect();
            parts.push(format!("nothing is set up for {}", names.join(", ")));
        }
        parts.push(
            "set what one of them needs, or name a profile that has it (DATABRICKS_CONFIG_PROFILE)"
                .to_owned(),
        );
        parts.push(self.context.config.tried());
        let passing = failures.iter().find(|(_, error)| error.is_retryable());
        let kind = passing.map_or(ErrorKind::Config, |(_, error)| error.kind());
        let error = Error::new(kind, parts.join("; ")).in_exchange(false, passing.is_some());
        if others.is_empty() {
            return error;
        }
        // What each would need is much to read, and told by `{:#}`.
        let needs = others.iter().map(|(name, why)| format!("{name} {why}"));
        error.with_source(needs.collect::<Vec<_>>().join("; "))
    }
}

impl Credentials for Ambient {
    fn name(&self) -> &'static str {
        self.found.get().map_or("default", |found| found.name())
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        Box::pin(async move {
            let found = self.found.get_or_find(|| self.find()).await?;
            found.headers().await
        })
    }

    fn refused<'a>(&'a self, headers: &'a HeaderMap) -> BoxFuture<'a, Result<bool>> {
        match self.found.get() {
            Some(found) => found.refused(headers),
            None => Box::pin(async { Ok(false) }),
        }
    }
}

impl fmt::Debug for Ambient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ambient")
            .field("candidates", &self.candidates)
            .field("found", &self.found.get())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
