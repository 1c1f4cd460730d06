//! The token of a person who has logged in with the Databricks CLI.
//!
//! The CLI keeps and refreshes it; it is asked, and its own files are never read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::cache::cached;
use super::context::Context;
use super::programs::{self, Ended, Program};
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict, expiry, jwt};
use crate::config::{Attribute, Config, Secret};
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "databricks-cli";

/// Size in bytes below which a program of that name is the older CLI, a script that has no OAuth.
const LEGACY_BELOW: u64 = 1 << 20;

/// Time in which the CLI must tell its version.
const VERSION_TIMEOUT: Duration = Duration::from_secs(5);

fn configure(context: &Context) -> Verdict {
    let wanted = context.config.get(Attribute::DatabricksCliPath);
    let found = programs::find(
        wanted.unwrap_or("databricks"),
        &*context.environment,
        has_oauth,
    );
    match (found, wanted) {
        (Some(path), _) => Verdict::Possible(cached(
            context,
            DatabricksCli {
                context: context.clone(),
                path,
                version: Mutex::default(),
            },
        )),
        (None, Some(wanted)) => {
            Verdict::Incomplete(format!("finds no program `{wanted}` (databricks_cli_path)"))
        }
        (None, None) => Verdict::NotConfigured(
            "needs the Databricks CLI, version 0.100 or later, on the PATH".to_owned(),
        ),
    }
}

/// Whether a program of that name is large enough not to be the older CLI.
fn has_oauth(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.len() >= LEGACY_BELOW)
}

#[derive(Debug)]
struct DatabricksCli {
    context: Context,
    path: PathBuf,
    /// Known once the CLI has told it.
    version: Mutex<Option<Version>>,
}

impl TokenSource for DatabricksCli {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let version = self.version().await;
            let arguments = arguments(&self.context.config, version)?;
            let ended = self
                .run(&arguments, Duration::from_secs(30))
                .await
                .map_err(|why| failed(&arguments, &why))?;
            let token = parse(&ended.stdout)?;
            check_scopes(&self.context.config, &token.access_token)?;
            Ok(token)
        })
    }
}

impl DatabricksCli {
    /// The version; none if it cannot be had this time, or is that of a development build.
    async fn version(&self) -> Option<Version> {
        let known = *self.version.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_some() {
            return known;
        }
        let arguments = ["version", "--output", "json"].map(str::to_owned);
        let ended = self.run(&arguments, VERSION_TIMEOUT).await.ok()?;
        let version = Version::parse(&ended.stdout)?;
        *self.version.lock().unwrap_or_else(PoisonError::into_inner) = Some(version);
        Some(version)
    }

    /// Runs the CLI; an error in words unless it ends well.
    async fn run(&self, arguments: &[String], timeout: Duration) -> Result<Ended, String> {
        let program = Program::new(
            &self.path,
            arguments.iter().cloned(),
            &*self.context.environment,
        );
        match self.context.programs.run(program.timeout(timeout)).await {
            Ok(ended) if ended.success => Ok(ended),
            Ok(ended) => Err(ended.complaint()),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// A version of the CLI. They are ordered as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u64, u64, u64);

impl Version {
    /// The first that knows `auth token --profile`.
    const PROFILE: Self = Self(0, 207, 1);
    /// The first that knows `auth token --force-refresh`.
    const FORCE_REFRESH: Self = Self(0, 296, 0);

    /// Reads what `version --output json` prints. A development build calls itself 0.0.0, which
    /// tells nothing.
    fn parse(output: &[u8]) -> Option<Self> {
        let version: Value = serde_json::from_slice(output).ok()?;
        let part = |name| version.get(name)?.as_u64();
        let version = Self(part("Major")?, part("Minor")?, part("Patch")?);
        (version != Self(0, 0, 0)).then_some(version)
    }
}

/// What to ask the CLI. Of a version that is not known, only what all have is asked.
fn arguments(config: &Config, version: Option<Version>) -> Result<Vec<String>> {
    let profile = config.get(Attribute::Profile);
    let host = config.host();
    let mut arguments = vec!["auth".to_owned(), "token".to_owned()];
    let mut option =
        |name: &str, value: &str| arguments.extend([name.to_owned(), value.to_owned()]);
    match (profile, &host) {
        (Some(profile), _) if version >= Some(Version::PROFILE) => option("--profile", profile),
        (_, Some(host)) => {
            option("--host", host.as_str());
            if let Some(account) = config
                .get(Attribute::AccountId)
                .filter(|_| host.is_account())
            {
                option("--account-id", account);
            }
        }
        (Some(_), None) => {
            return Err(Error::config(
                "the Databricks CLI is too old to be asked by profile: update it to 0.207.1 or \
                 later, or set `host`",
            ));
        }
        (None, None) => {
            return Err(Error::config(
                "the Databricks CLI can only be asked for a host or a profile, and neither is set",
            ));
        }
    }
    if version >= Some(Version::FORCE_REFRESH) {
        arguments.push("--force-refresh".to_owned());
    }
    Ok(arguments)
}

/// The error of a CLI that has no token to give, with the command that mends it.
fn failed(arguments: &[String], why: &str) -> Error {
    let target = arguments.get(2..4).unwrap_or_default().join(" ");
    Error::config(format!(
        "the Databricks CLI gives no token: {why}; `databricks auth login {target}` may help"
    ))
}

fn parse(output: &[u8]) -> Result<Token> {
    let unreadable = || Error::config("the Databricks CLI printed something that is no token");
    let printed: Value = serde_json::from_slice(output).map_err(|_| unreadable())?;
    let text = |name| printed.get(name).and_then(Value::as_str);
    let access_token = text("access_token").ok_or_else(unreadable)?;
    let mut token = Token::new(access_token);
    if let Some(token_type) = text("token_type").filter(|text| !text.is_empty()) {
        token_type.clone_into(&mut token.token_type);
    }
    let expiry = text("expiry").ok_or_else(unreadable)?;
    let expires_at = expiry::from_text(expiry, &TimeZone::system()).ok_or_else(|| {
        Error::config(format!(
            "the Databricks CLI printed `{expiry}` for the time when its token runs out"
        ))
    })?;
    Ok(token.expires_at(expires_at))
}

/// Refuses a token that has not the scopes that were asked for: the CLI gives those of the login.
fn check_scopes(config: &Config, token: &Secret) -> Result<()> {
    if config.get(Attribute::Scopes).is_none() {
        return Ok(());
    }
    let has = match jwt::claims(token)
        .as_ref()
        .and_then(|claims| claims.get("scope"))
    {
        Some(Value::String(scopes)) => scopes.split(' ').map(str::to_owned).collect(),
        Some(Value::Array(scopes)) => scopes
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    };
    let compared = |mut scopes: Vec<String>| {
        // It only lets the CLI refresh, and so says nothing of what the token may do.
        scopes.retain(|scope| !scope.is_empty() && scope != "offline_access");
        scopes.sort_unstable();
        scopes
    };
    let (has, wants) = (compared(has), compared(config.scopes()));
    if has.is_empty() || has == wants {
        return Ok(());
    }
    Err(Error::config(format!(
        "the Databricks CLI is logged in with the scopes {}, and {} are wanted: log in again with \
         those, or unset `scopes`",
        has.join(", "),
        wants.join(", "),
    )))
}

#[cfg(test)]
mod tests;
