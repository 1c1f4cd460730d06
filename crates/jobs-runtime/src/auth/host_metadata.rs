//! What a host tells about itself, without credentials.
//!
//! Only strategies that need it ask, when they get their first token: most never do. It takes a
//! few seconds at most, and what cannot be had is left out.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use serde_json::Value;

use super::context::Context;
use super::request;
use crate::Result;
use crate::config::Attribute;

/// Time for each of two attempts, and between them: under 5 s together.
const ATTEMPT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(500);

/// What a host tells about itself; empty where it does not.
#[derive(Debug, Default)]
pub(super) struct HostMetadata {
    pub(super) account_id: Option<String>,
    pub(super) workspace_id: Option<String>,
    /// Name of the cloud, as configuration takes it.
    pub(super) cloud: Option<String>,
    /// Address below which OAuth endpoints are described; it may have `{account_id}` in it.
    oidc_endpoint: Option<String>,
    /// Audiences that id tokens may have.
    pub(super) audiences: Vec<String>,
}

impl Context {
    /// What the host tells about itself: nothing if it cannot be reached, or does not know how.
    pub(super) async fn metadata(&self) -> Arc<HostMetadata> {
        self.learned
            .metadata
            .get_or_find(|| self.ask_host())
            .await
            .unwrap_or_default()
    }

    /// Whether the host answers at all.
    pub(super) async fn reach_host(&self) -> Result<()> {
        let ask = || self.ask_host();
        self.learned.metadata.get_or_find(ask).await.map(drop)
    }

    /// What the host has told by now, as configuration calls it.
    pub(super) fn learned_of_host(&self) -> Vec<(&'static str, String)> {
        let Some(metadata) = self.learned.metadata.get() else {
            return Vec::new();
        };
        [
            (Attribute::AccountId, &metadata.account_id),
            (Attribute::WorkspaceId, &metadata.workspace_id),
            (Attribute::Cloud, &metadata.cloud),
        ]
        .into_iter()
        .filter(|(attribute, _)| self.config.get(*attribute).is_none())
        .filter_map(|(attribute, value)| Some((attribute.key(), value.clone()?)))
        .collect()
    }

    /// # Errors
    ///
    /// When it may be otherwise the next time.
    async fn ask_host(&self) -> Result<Arc<HostMetadata>> {
        let Some(host) = self.config.host() else {
            return Ok(Arc::default());
        };
        let url = format!("{}/.well-known/databricks-config", host.as_str());
        let request = request::get(&url, HeaderMap::new())?;
        let mut answer = self.send_once(&request, ATTEMPT).await;
        if !self.hurried && matches!(&answer, Err(failure) if failure.may_pass) {
            self.clock.sleep(PAUSE).await;
            answer = self.send_once(&request, ATTEMPT).await;
        }
        let answer = answer?;
        if !answer.status.is_success() {
            return Ok(Arc::default());
        }
        let metadata = serde_json::from_slice(&answer.body).map(|value| HostMetadata::read(&value));
        Ok(Arc::new(metadata.unwrap_or_default()))
    }
}

impl HostMetadata {
    fn read(value: &Value) -> Self {
        Self {
            account_id: text(&value["account_id"]),
            workspace_id: text(&value["workspace_id"]),
            cloud: text(&value["cloud"]),
            oidc_endpoint: text(&value["oidc_endpoint"]),
            audiences: value["token_federation_default_oidc_audiences"]
                .as_array()
                .map(|audiences| audiences.iter().filter_map(text).collect())
                .unwrap_or_default(),
        }
    }

    /// Address of the document that names the OAuth endpoints, unless it takes an account that is
    /// not known.
    pub(super) fn discovery_url(&self, account_id: Option<&str>) -> Option<String> {
        let endpoint = self.oidc_endpoint.as_deref()?;
        let endpoint = match (endpoint.contains("{account_id}"), account_id) {
            (false, _) => endpoint.to_owned(),
            (true, Some(account_id)) => endpoint.replace("{account_id}", account_id),
            (true, None) => return None,
        };
        Some(format!(
            "{}/.well-known/oauth-authorization-server",
            endpoint.trim_end_matches('/')
        ))
    }
}

/// A text that is not empty; ids may come as numbers.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
