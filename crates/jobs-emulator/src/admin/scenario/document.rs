//! A scenario file as it is written. Whatever is checked later keeps its place.

use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};
use serde_yaml::{Location, Spanned};

use super::limits::Limits;
use super::run_local::RunLocal;
use super::{ScenarioError, VirtualClock};
use crate::Rule;
use crate::admin::{Fault, RateLimit};
use crate::engine::notification::NotificationDestination;
use crate::engine::trigger::SqlResult;
use crate::mappings::Mapping;
use crate::principal::Principal;
use crate::service::PolicyViolations;
use crate::tokens::OauthClient;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Document {
    pub(super) clock: ClockDocument,
    pub(super) task_duration_ms: Option<u64>,
    pub(super) user_name: Option<String>,
    pub(super) tokens: Vec<Spanned<TokenDocument>>,
    pub(super) oauth_clients: Vec<Spanned<ClientDocument>>,
    pub(super) token_lifetime_ms: Option<u64>,
    pub(super) workspace_per_token: bool,
    pub(super) strict: bool,
    pub(super) outcomes: Vec<Rule>,
    pub(super) faults: Vec<Spanned<Fault>>,
    pub(super) rate_limits: RateLimits,
    pub(super) limits: Limits,
    pub(super) repair_drops_parameters: bool,
    pub(super) jobs: Vec<Spanned<Map<String, Value>>>,
    pub(super) mappings: Vec<Spanned<Mapping>>,
    pub(super) sql_results: Vec<SqlResult>,
    pub(super) notification_destinations: Vec<NotificationDestination>,
    pub(super) policy_compliance: Vec<PolicyViolations>,
    pub(super) run_local: RunLocal,
}

/// A token and whose it is: the emulator's user unless it names somebody.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TokenDocument {
    pub(super) token: String,
    pub(super) user_name: Option<String>,
    pub(super) service_principal_name: Option<String>,
    pub(super) admin: bool,
    pub(super) groups: Vec<String>,
}

/// A client that gets tokens, as its service principal.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ClientDocument {
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) admin: bool,
    pub(super) groups: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ClockDocument {
    #[serde(rename = "virtual")]
    pub(super) is_virtual: bool,
    pub(super) start: Option<Spanned<String>>,
}

/// `service`, or limits one by one.
#[derive(Debug)]
pub(super) enum RateLimits {
    OfTheService,
    Listed(Vec<Spanned<RateLimit>>),
}

impl TokenDocument {
    pub(super) fn principal(&self) -> Result<Option<Principal>, String> {
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
    pub(super) fn checked(self) -> Result<OauthClient, String> {
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
    pub(super) fn checked(
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
