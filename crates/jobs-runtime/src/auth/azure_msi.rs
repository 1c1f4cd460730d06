//! The managed identity of an Azure machine, which a service on the machine's network tells.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::cache::cached;
use super::context::Context;
use super::request::encoded;
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict, azure, expiry};
use crate::config::Attribute;
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "azure-msi";

/// The same on every machine. It is reached without TLS, and nothing secret is sent to it.
const ENDPOINT: &str = "http://169.254.169.254/metadata/identity/oauth2/token";

/// Time for an answer: the machine itself gives it.
const TIMEOUT: Duration = Duration::from_secs(10);

fn configure(context: &Context) -> Verdict {
    let config = &context.config;
    if !config.is_azure() {
        return Verdict::NotConfigured("needs a workspace in Azure".to_owned());
    }
    if !config.is_true(Attribute::AzureUseMsi) {
        return Verdict::NotConfigured("needs `azure_use_msi` (ARM_USE_MSI)".to_owned());
    }
    Verdict::Chosen(cached(
        context,
        AzureMsi {
            context: context.clone(),
        },
    ))
}

#[derive(Debug)]
struct AzureMsi {
    context: Context,
}

impl TokenSource for AzureMsi {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let config = &self.context.config;
            let token = self.for_resource(config.azure_application()).await?;
            let management = config.azure_environment().service_management;
            let management = self.for_resource(management).await?;
            azure::with_headers(&self.context, token, Some(&management))
        })
    }
}

impl AzureMsi {
    async fn for_resource(&self, resource: &str) -> Result<Token> {
        let mut fields = vec![("api-version", "2018-02-01"), ("resource", resource)];
        // One of several identities that the machine may have.
        if let Some(id) = self.context.config.get(Attribute::AzureClientId) {
            fields.push(("client_id", id));
        }
        let url = format!("{ENDPOINT}?{}", encoded(&fields));
        let mut headers = HeaderMap::new();
        headers.insert(
            HeaderName::from_static("metadata"),
            HeaderValue::from_static("true"),
        );
        let answer = self.context.get_json(&url, headers, TIMEOUT).await?;
        let access_token = answer
            .get("access_token")
            .and_then(serde_json::Value::as_str)
            .ok_or_else(|| Error::config("the identity service of the machine gives no token"))?;
        let mut token = Token::new(access_token);
        token.expires_at = answer.get("expires_on").and_then(expiry::from_epoch);
        Ok(token)
    }
}

#[cfg(test)]
mod tests;
