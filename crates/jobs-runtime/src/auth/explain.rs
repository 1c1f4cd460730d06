//! Why a client authenticates the way it does, or cannot: for people.

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use super::chain::STRATEGIES;
use super::{Context, Credentials, Strategy, Verdict};
use crate::clock::Clock;
use crate::config::{Attribute, Config};
use crate::error::{Error, ErrorKind};
use crate::{BoxFuture, Result};

/// Time for everything that is tried: all at the same time.
const LIMIT: Duration = Duration::from_secs(8);

/// What each way to authenticate makes of a configuration: see
/// [`Client::explain_auth`](crate::Client::explain_auth).
///
/// `{}` shows it on lines for people. Nothing in it shows a secret.
#[derive(Debug)]
#[non_exhaustive]
pub struct AuthExplanation {
    /// Address of the service.
    pub host: String,
    /// Why there is no answer from it, if there is none.
    pub host_failure: Option<Error>,
    /// Name of the strategy that requests go out with: the one that the configuration asks for,
    /// or else the first that works. None if there is neither.
    pub used: Option<&'static str>,
    /// Each strategy, in the order in which they are tried.
    pub strategies: Vec<StrategyExplanation>,
    /// The configuration, with where each value came from.
    pub config: Config,
    /// What the host tells about itself, if it was asked: names and values.
    pub learned: Vec<(&'static str, String)>,
}

/// What one way to authenticate makes of a configuration.
#[derive(Debug)]
#[non_exhaustive]
pub struct StrategyExplanation {
    /// Its name, as `auth_type` takes it.
    pub name: &'static str,
    /// What came of it.
    pub outcome: StrategyOutcome,
}

/// What came of a strategy.
#[derive(Debug)]
#[non_exhaustive]
pub enum StrategyOutcome {
    /// It has given what requests need. Whether the service accepts that has not been tried.
    Works,
    /// It applies, but this came of it at the first try.
    Failed(Error),
    /// It applies, but another comes first.
    NotReached,
    /// Some of what it needs is set, but not all: what is missing.
    Incomplete(String),
    /// Nothing asks for it: what it would need.
    NotConfigured(String),
    /// Another is asked for by name (`auth_type`).
    NotWanted,
}

/// Explains what the configuration leads to, or the credentials that the program brought along
/// instead.
pub(crate) async fn explain(
    context: &Context,
    own: Option<&Arc<dyn Credentials>>,
) -> AuthExplanation {
    match own {
        None => explain_chain(context, STRATEGIES).await,
        Some(own) => {
            let row = (own.name(), Row::Try(own.clone()));
            finish(&context.hurried(), Some(own.name()), vec![row]).await
        }
    }
}

/// A strategy before anything is tried.
enum Row {
    Known(StrategyOutcome),
    Try(Arc<dyn Credentials>),
}

async fn explain_chain(context: &Context, strategies: &[Strategy]) -> AuthExplanation {
    let context = context.hurried();
    let wanted = context.config.get(Attribute::AuthType);
    let verdicts: Vec<_> = strategies
        .iter()
        .map(|strategy| {
            let is_wanted = wanted.is_none_or(|wanted| wanted == strategy.name);
            (
                strategy.name,
                is_wanted.then(|| (strategy.configure)(&context)),
            )
        })
        .collect();
    // The chain's rule: what the configuration asks for comes before what may happen to work.
    let chosen = verdicts.iter().find_map(|(name, verdict)| match verdict {
        Some(Verdict::Chosen(_)) => Some(*name),
        Some(Verdict::Possible(_)) if wanted.is_some() => Some(*name),
        _ => None,
    });
    let rows = verdicts
        .into_iter()
        .map(|(name, verdict)| {
            let is_tried = chosen.is_none_or(|chosen| chosen == name);
            let row = match verdict {
                None => Row::Known(StrategyOutcome::NotWanted),
                Some(Verdict::Chosen(_) | Verdict::Possible(_)) if !is_tried => {
                    Row::Known(StrategyOutcome::NotReached)
                }
                Some(Verdict::Chosen(credentials) | Verdict::Possible(credentials)) => {
                    Row::Try(credentials)
                }
                Some(Verdict::Incomplete(why)) => Row::Known(StrategyOutcome::Incomplete(why)),
                Some(Verdict::NotConfigured(why)) => {
                    Row::Known(StrategyOutcome::NotConfigured(why))
                }
            };
            (name, row)
        })
        .collect();
    finish(&context, chosen, rows).await
}

/// Tries what is to be tried, all at the same time, and the host as well.
async fn finish(
    context: &Context,
    chosen: Option<&'static str>,
    rows: Vec<(&'static str, Row)>,
) -> AuthExplanation {
    let clock = &*context.clock;
    let host = async { in_time(clock, context.reach_host()).await.err() };
    let mut tries: Vec<BoxFuture<'_, Option<Error>>> = vec![Box::pin(host)];
    for (_, row) in &rows {
        let Row::Try(credentials) = row else {
            continue;
        };
        tries.push(Box::pin(async {
            let headers = in_time(clock, credentials.headers()).await;
            headers.err()
        }));
    }
    let mut failures = all(tries).await.into_iter();
    let host_failure = failures.next().flatten();
    let strategies: Vec<_> = rows
        .into_iter()
        .map(|(name, row)| StrategyExplanation {
            name,
            outcome: match row {
                Row::Known(outcome) => outcome,
                Row::Try(_) => match failures.next().flatten() {
                    Some(error) => StrategyOutcome::Failed(error),
                    None => StrategyOutcome::Works,
                },
            },
        })
        .collect();
    let works = || {
        let first = strategies
            .iter()
            .find(|strategy| matches!(strategy.outcome, StrategyOutcome::Works))?;
        Some(first.name)
    };
    AuthExplanation {
        host: context
            .config
            .host()
            .map_or_else(String::new, |host| host.as_str().to_owned()),
        host_failure,
        used: chosen.or_else(works),
        strategies,
        config: (*context.config).clone(),
        learned: context.learned_of_host(),
    }
}

/// What comes of some work, unless it takes too long.
async fn in_time<T>(clock: &dyn Clock, work: impl Future<Output = Result<T>>) -> Result<T> {
    let mut work = pin!(work);
    let mut time_is_up = pin!(clock.sleep(LIMIT));
    poll_fn(|task| {
        if let Poll::Ready(outcome) = work.as_mut().poll(task) {
            return Poll::Ready(outcome);
        }
        time_is_up.as_mut().poll(task).map(|()| {
            let message = format!("no answer within {} s", LIMIT.as_secs());
            Err(Error::new(ErrorKind::Timeout, message))
        })
    })
    .await
}

/// What comes of all, which are worked on at the same time.
async fn all<T>(mut works: Vec<BoxFuture<'_, T>>) -> Vec<T> {
    let mut outcomes: Vec<_> = works.iter().map(|_| None).collect();
    poll_fn(|task| {
        for (work, outcome) in works.iter_mut().zip(&mut outcomes) {
            if outcome.is_none()
                && let Poll::Ready(ready) = work.as_mut().poll(task)
            {
                *outcome = Some(ready);
            }
        }
        if outcomes.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    outcomes.into_iter().flatten().collect()
}

impl fmt::Display for AuthExplanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host_failure {
            None => writeln!(f, "host: {} answers", self.host)?,
            Some(error) => writeln!(f, "host: {} does not answer: {error}", self.host)?,
        }
        match self.used {
            Some(used) => writeln!(f, "authentication: {used}")?,
            None => writeln!(f, "authentication: none works")?,
        }
        for StrategyExplanation { name, outcome } in &self.strategies {
            let mark = if self.used == Some(name) { '>' } else { ' ' };
            writeln!(f, "{mark} {name}: {outcome}")?;
        }
        writeln!(f, "configuration:")?;
        for (attribute, value, source) in self.config.iter() {
            writeln!(f, "  {attribute}: {value:?} ({source})")?;
        }
        for (name, value) in &self.learned {
            writeln!(f, "  {name}: {value:?} (told by the host)")?;
        }
        Ok(())
    }
}

impl fmt::Display for StrategyOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Works => f.write_str("works"),
            Self::Failed(error) => write!(f, "failed: {error:#}"),
            Self::NotReached => f.write_str("not tried, since another comes first"),
            Self::Incomplete(why) => write!(f, "set up in part: {why}"),
            Self::NotConfigured(why) => write!(f, "not set up: {why}"),
            Self::NotWanted => f.write_str("not tried, since `auth_type` names another"),
        }
    }
}

#[cfg(test)]
mod tests;
