//! Scenario files: everything that an emulator can be told, in YAML.

mod limits;
mod run_local;

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};
use serde_yaml::{Location, MessageFormatter as _, Spanned, UserMessageFormatter};

use self::limits::Limits;
use self::run_local::RunLocal;
use super::{Fault, RateLimit};
use crate::engine::Millis;
use crate::engine::notification::NotificationDestination;
use crate::engine::trigger::SqlResult;
use crate::execute::LocalExecution;
use crate::mappings::Mapping;
use crate::principal::Principal;
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

/// A file as it is written. Whatever is checked later keeps its place.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Document {
    clock: ClockDocument,
    task_duration_ms: Option<u64>,
    user_name: Option<String>,
    tokens: Vec<Spanned<TokenDocument>>,
    oauth_clients: Vec<Spanned<ClientDocument>>,
    token_lifetime_ms: Option<u64>,
    workspace_per_token: bool,
    strict: bool,
    outcomes: Vec<Rule>,
    faults: Vec<Spanned<Fault>>,
    rate_limits: RateLimits,
    limits: Limits,
    repair_drops_parameters: bool,
    jobs: Vec<Spanned<Map<String, Value>>>,
    mappings: Vec<Spanned<Mapping>>,
    sql_results: Vec<SqlResult>,
    notification_destinations: Vec<NotificationDestination>,
    policy_compliance: Vec<PolicyViolations>,
    run_local: RunLocal,
}

/// A token and whose it is: the emulator's user unless it names somebody.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TokenDocument {
    token: String,
    user_name: Option<String>,
    service_principal_name: Option<String>,
    admin: bool,
    groups: Vec<String>,
}

/// A client that gets tokens, as its service principal.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ClientDocument {
    client_id: String,
    client_secret: String,
    admin: bool,
    groups: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ClockDocument {
    #[serde(rename = "virtual")]
    is_virtual: bool,
    start: Option<Spanned<String>>,
}

/// `service`, or limits one by one.
#[derive(Debug)]
enum RateLimits {
    OfTheService,
    Listed(Vec<Spanned<RateLimit>>),
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

impl TokenDocument {
    fn principal(&self) -> Result<Option<Principal>, String> {
        if self.token.is_empty() {
            return Err("tokens: an entry needs a token".to_owned());
        }
        let principal = match (&self.user_name, &self.service_principal_name) {
            (Some(name), None) => Principal::user(name),
            (None, Some(name)) => Principal::service_principal(name),
            (None, None) if !self.admin && self.groups.is_empty() => return Ok(None),
            _ => {
                let message = "tokens: name one of user_name and service_principal_name";
                return Err(message.to_owned());
            }
        };
        Ok(Some(with_rights(principal, self.admin, &self.groups)))
    }
}

impl ClientDocument {
    fn checked(self) -> Result<OauthClient, String> {
        if self.client_id.is_empty() || self.client_secret.is_empty() {
            let message = "oauth_clients: an entry needs a client_id and a client_secret";
            return Err(message.to_owned());
        }
        let principal = Principal::service_principal(self.client_id);
        Ok(OauthClient {
            secret: self.client_secret,
            principal: with_rights(principal, self.admin, &self.groups),
        })
    }
}

fn with_rights(principal: Principal, is_admin: bool, groups: &[String]) -> Principal {
    let principal = groups.iter().fold(principal, Principal::member_of);
    if is_admin {
        principal.admin()
    } else {
        principal
    }
}

impl fmt::Debug for TokenDocument {
    /// The token is left out: it is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenDocument")
            .field("user_name", &self.user_name)
            .field("service_principal_name", &self.service_principal_name)
            .field("admin", &self.admin)
            .field("groups", &self.groups)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ClientDocument {
    /// The secret is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientDocument")
            .field("client_id", &self.client_id)
            .field("admin", &self.admin)
            .field("groups", &self.groups)
            .finish_non_exhaustive()
    }
}

impl ClockDocument {
    fn checked(
        self,
        wrong: impl Fn(Location, String) -> ScenarioError,
    ) -> Result<Option<VirtualClock>, ScenarioError> {
        let Some(start) = self.start else {
            return Ok(self.is_virtual.then_some(VirtualClock { start: None }));
        };
        if !self.is_virtual {
            let message = "clock.start needs `virtual: true`: the real time cannot be set";
            return Err(wrong(start.referenced, message.to_owned()));
        }
        let moment: jiff::Timestamp = start.value.parse().map_err(|_| {
            let message = format!(
                "clock.start: '{}' is not a moment like 2026-01-31T06:00:00Z",
                start.value
            );
            wrong(start.referenced, message)
        })?;
        Ok(Some(VirtualClock {
            start: Some(moment.as_millisecond()),
        }))
    }
}

impl Default for RateLimits {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl<'de> Deserialize<'de> for RateLimits {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RateLimitsVisitor)
    }
}

/// Reads [`RateLimits`]. A derived untagged enum would lose the places of its parts.
struct RateLimitsVisitor;

impl<'de> serde::de::Visitor<'de> for RateLimitsVisitor {
    type Value = RateLimits;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`service` or a list of limits")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RateLimits, E> {
        if text == "service" {
            return Ok(RateLimits::OfTheService);
        }
        Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(
        self,
        mut limits: A,
    ) -> Result<RateLimits, A::Error> {
        let mut listed = Vec::new();
        while let Some(limit) = limits.next_element()? {
            listed.push(limit);
        }
        Ok(RateLimits::Listed(listed))
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
mod tests {
    use super::Scenario;

    /// R22.2: what is wrong with a scenario is said with its file and line.
    #[test]
    fn errors_name_file_and_line() {
        let table = [
            ("outcomes:\n  - task: x\n", 2, "task"),
            (
                "faults:\n\n  - operation: run_naw\n    status: 500\n",
                3,
                "'run_naw'",
            ),
            ("faults:\n  - path: /api\n", 2, "nothing goes wrong"),
            (
                "faults:\n  - status: 500\n    probability: 2\n",
                2,
                "probability",
            ),
            ("faults:\n  - status: 99\n", 2, "status"),
            ("faults:\n  - status: many\n", 2, "u16"),
            ("rate_limits: often\n", 1, "`service`"),
            ("limits: all\n", 1, "`service`"),
            ("limits:\n  task_runs: 1\n  tasks: 3\n", 3, "tasks"),
            (
                "\nrate_limits:\n  - {operation: get, requests: 1, per_ms: 0}\n",
                3,
                "per_ms",
            ),
            ("clock: {start: 2026-01-01T00:00:00Z}\n", 1, "virtual"),
            (
                "clock:\n  virtual: true\n  start: tomorrow\n",
                3,
                "tomorrow",
            ),
            ("jobs:\n  - name: a\n  - tasks: []\n", 3, "needs a name"),
            (
                "tokens:\n  - {token: a, user_name: ada}\n  - {user_name: bob}\n",
                3,
                "needs a token",
            ),
            ("tokens:\n  - {token: a, admin: true}\n", 2, "user_name"),
            (
                "mappings:\n  - {url: s3://b, folder: f}\n  - {url: bucket, folder: f}\n",
                3,
                "'bucket'",
            ),
            ("sql_results:\n  - {rows: 3}\n", 2, "sql_query_id"),
            ("speed: 3\n", 1, "speed"),
            ("\nrun_local: often\n", 2, "`true`"),
            ("\nrun_local:\n  pyton: x\n", 3, "pyton"),
            ("run_local: {grace_ms: long}\n", 1, "u64"),
            ("faults: [{status: 500}\n", 1, "unclosed"),
        ];
        for (text, line, says) in table {
            let error = Scenario::parse(text, "x.yaml", &["get", "run_now"]);
            let error = error.expect_err(text).to_string();
            assert!(
                error.starts_with(&format!("x.yaml:{line}: ")),
                "{text}: {error}"
            );
            assert!(error.contains(says), "{text}: {error}");
        }
    }

    #[test]
    fn tasks_are_run_where_it_is_said() {
        let local = |text: &str| Scenario::parse(text, "x.yaml", &[]).expect(text).run_local;
        assert!(local("run_local: false").is_none());
        assert!(local("run_local: true").is_some());
        let settings = local("run_local: { python: python3.12, max_processes: 3 }");
        let settings = settings.expect("settings");
        assert_eq!(settings.max_processes, 3);
        assert_eq!(settings.python.to_str(), Some("python3.12"));
    }

    /// R22.2
    #[test]
    fn nothing_in_a_file_is_nothing() {
        for text in ["", "# nothing\n", "---\n"] {
            let scenario = Scenario::parse(text, "x.yaml", &[]).expect(text);
            assert!(scenario.jobs.is_empty() && scenario.clock.is_none());
        }
    }
}
