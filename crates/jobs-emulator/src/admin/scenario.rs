//! Scenario files: everything that an emulator can be told, in YAML.

mod document;
mod limits;
mod run_local;

use std::fmt;
use std::path::Path;

use serde_json::{Map, Value};
use serde_yaml::{Location, MessageFormatter as _, UserMessageFormatter};

use self::document::{Document, RateLimits};
use super::{Fault, RateLimit};
use crate::engine::Millis;
use crate::engine::notification::NotificationDestination;
use crate::engine::trigger::SqlResult;
use crate::execute::LocalExecution;
use crate::mappings::Mapping;
use crate::service::PolicyViolations;
use crate::tokens::{GivenToken, OauthClient};
use crate::{Rule, WorkspaceLimits};

/// What a scenario file says.
#[derive(Debug, Default)]
pub(crate) struct Scenario {
    pub(crate) clock: Option<VirtualClock>,
    pub(crate) task_duration_ms: Option<u64>,
    pub(crate) user_name: Option<String>,
    pub(crate) tokens: Vec<GivenToken>,
    pub(crate) oauth_clients: Vec<OauthClient>,
    pub(crate) token_lifetime_ms: Option<u64>,
    pub(crate) workspace_per_token: bool,
    pub(crate) strict: bool,
    pub(crate) outcomes: Vec<Rule>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) rate_limits: Vec<RateLimit>,
    pub(crate) limits: Option<WorkspaceLimits>,
    pub(crate) repair_drops_parameters: bool,
    pub(crate) jobs: Vec<NewJob>,
    pub(crate) mappings: Vec<Mapping>,
    pub(crate) sql_results: Vec<SqlResult>,
    pub(crate) notification_destinations: Vec<NotificationDestination>,
    pub(crate) policy_violations: Vec<PolicyViolations>,
    pub(crate) run_local: Option<LocalExecution>,
}

/// A clock that stands until it is moved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VirtualClock {
    /// When it starts, in milliseconds since the epoch; at the real time without it.
    pub(crate) start: Option<Millis>,
}

/// A job that is there from the start.
#[derive(Debug)]
pub(crate) struct NewJob {
    pub(crate) name: String,
    pub(crate) settings: Map<String, Value>,
    /// File and line.
    pub(crate) place: String,
}

/// What is wrong with a scenario file, and where.
#[derive(Debug)]
pub(crate) struct ScenarioError {
    place: String,
    message: String,
}

impl Scenario {
    /// Reads and checks a file.
    pub(crate) fn read(file: &Path, operations: &[&'static str]) -> Result<Self, ScenarioError> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| ScenarioError {
            place: name.clone(),
            message: error.to_string(),
        })?;
        Self::parse(&text, &name, operations)
    }

    fn parse(text: &str, file: &str, operations: &[&'static str]) -> Result<Self, ScenarioError> {
        let document = parse_document(text, file)?;
        let wrong = |location: Location, message: String| ScenarioError {
            place: place(file, location),
            message,
        };
        let mut scenario = Self {
            clock: document.clock.checked(wrong)?,
            task_duration_ms: document.task_duration_ms,
            user_name: document.user_name,
            workspace_per_token: document.workspace_per_token,
            token_lifetime_ms: document.token_lifetime_ms,
            run_local: document.run_local.settings(),
            strict: document.strict,
            outcomes: document.outcomes,
            limits: document.limits.0,
            repair_drops_parameters: document.repair_drops_parameters,
            sql_results: document.sql_results,
            notification_destinations: document.notification_destinations,
            policy_violations: document.policy_compliance,
            ..Self::default()
        };
        for token in document.tokens {
            let principal = token.value.principal();
            let principal = principal.map_err(|message| wrong(token.referenced, message))?;
            scenario.tokens.push(GivenToken {
                token: token.value.token,
                principal,
            });
        }
        for client in document.oauth_clients {
            let client_of = client.value.checked();
            let client_of = client_of.map_err(|message| wrong(client.referenced, message))?;
            scenario.oauth_clients.push(client_of);
        }
        for fault in document.faults {
            let checked = fault.value.check(operations);
            checked.map_err(|message| wrong(fault.referenced, message))?;
            scenario.faults.push(fault.value);
        }
        match document.rate_limits {
            RateLimits::OfTheService => scenario.rate_limits = RateLimit::of_the_service(),
            RateLimits::Listed(limits) => {
                for limit in limits {
                    let checked = limit.value.check(operations);
                    checked.map_err(|message| wrong(limit.referenced, message))?;
                    scenario.rate_limits.push(limit.value);
                }
            }
        }
        for mapping in document.mappings {
            let checked = mapping.value.check();
            checked.map_err(|message| wrong(mapping.referenced, message))?;
            scenario.mappings.push(mapping.value);
        }
        for job in document.jobs {
            let name = job.value.get("name").and_then(Value::as_str);
            let Some(name) = name.filter(|name| !name.is_empty()) else {
                let message = "a job of a scenario needs a name".to_owned();
                return Err(wrong(job.referenced, message));
            };
            scenario.jobs.push(NewJob {
                name: name.to_owned(),
                place: place(file, job.referenced),
                settings: job.value,
            });
        }
        Ok(scenario)
    }
}

fn parse_document(text: &str, file: &str) -> Result<Document, ScenarioError> {
    // A file without anything in it is a scenario without anything in it.
    let is_empty = |line: &str| matches!(line.trim().as_bytes(), [] | [b'#', ..] | b"---");
    if text.lines().all(is_empty) {
        return Ok(Document::default());
    }
    let options = serde_yaml::options! { strict_booleans: true, with_snippet: false };
    serde_yaml::from_str_with_options(text, options).map_err(|error| ScenarioError {
        place: place(file, error.location().unwrap_or(Location::UNKNOWN)),
        message: UserMessageFormatter
            .format_message(&error)
            .replace(char::is_control, " "),
    })
}

fn place(file: &str, location: Location) -> String {
    format!("{file}:{}", location.line().max(1))
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for ScenarioError {}

#[cfg(test)]
mod tests;
