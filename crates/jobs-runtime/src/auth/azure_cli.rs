//! The token of a person or service principal that has logged in with the Azure CLI.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::cache::cached;
use super::context::Context;
use super::programs::{self, Program};
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict, azure, expiry, jwt};
use crate::config::Attribute;
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "azure-cli";

fn configure(context: &Context) -> Verdict {
    if !context.config.is_azure() {
        return Verdict::NotConfigured("needs a workspace in Azure".to_owned());
    }
    match programs::find("az", &*context.environment, |_| true) {
        Some(path) => Verdict::Possible(cached(
            context,
            AzureCli {
                context: context.clone(),
                path,
            },
        )),
        None => Verdict::NotConfigured("needs the Azure CLI, `az`, on the PATH".to_owned()),
    }
}

#[derive(Debug)]
struct AzureCli {
    context: Context,
    path: PathBuf,
}

impl TokenSource for AzureCli {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let config = &self.context.config;
            let tenant = self.tenant().await;
            let token = self
                .for_resource(config.azure_application(), tenant.as_deref())
                .await?;
            let management = if is_person(&token) {
                None
            } else {
                // Without it, a service principal gets in where it has been added.
                let resource = config.azure_environment().service_management;
                self.for_resource(resource, tenant.as_deref()).await.ok()
            };
            azure::with_headers(&self.context, token, management.as_ref())
        })
    }
}

/// Whether a token is that of a person, by the name that such tokens have in them.
fn is_person(token: &Token) -> bool {
    jwt::claims(&token.access_token).is_some_and(|claims| claims.contains_key("upn"))
}

impl AzureCli {
    /// The tenant to ask for; none for a managed identity, which has but one and takes no other.
    async fn tenant(&self) -> Option<String> {
        let tenant = azure::tenant(&self.context, "/aad/auth").await.ok()?;
        let account = self.run(&["account", "show", "--output", "json"]).await;
        let user = account
            .as_ref()
            .ok()
            .and_then(|account| account.get("user"));
        let user = |name| user?.get(name)?.as_str();
        let is_managed_identity = user("type") == Some("servicePrincipal")
            && matches!(
                user("name"),
                Some("systemAssignedIdentity" | "userAssignedIdentity")
            );
        (!is_managed_identity).then_some(tenant)
    }

    async fn for_resource(&self, resource: &str, tenant: Option<&str>) -> Result<Token> {
        let mut arguments = vec!["account", "get-access-token", "--resource", resource];
        arguments.extend(["--output", "json"]);
        if let Some(tenant) = tenant {
            arguments.extend(["--tenant", tenant]);
        }
        let printed = match self.subscription() {
            Some(subscription) => {
                let mut in_subscription = arguments.clone();
                in_subscription.extend(["--subscription", subscription]);
                match self.run(&in_subscription).await {
                    Ok(printed) => Ok(printed),
                    // The caller may know the workspace and not its subscription.
                    Err(_) => self.run(&arguments).await,
                }
            }
            None => self.run(&arguments).await,
        }
        .map_err(|why| {
            Error::config(format!(
                "the Azure CLI gives no token: {why}; `az login` may help"
            ))
        })?;
        parse(&printed)
    }

    /// The subscription that the workspace's resource is in.
    fn subscription(&self) -> Option<&str> {
        let id = self
            .context
            .config
            .get(Attribute::AzureWorkspaceResourceId)?;
        id.split('/').nth(2).filter(|part| !part.is_empty())
    }

    /// Runs the CLI and reads the JSON that it prints; an error in words unless it ends well.
    async fn run(&self, arguments: &[&str]) -> Result<Value, String> {
        let program = Program::new(
            &self.path,
            arguments.iter().copied(),
            &*self.context.environment,
        );
        match self.context.programs.run(program).await {
            Ok(ended) if ended.success => serde_json::from_slice(&ended.stdout)
                .map_err(|_| "it printed something that is no JSON".to_owned()),
            Ok(ended) => Err(ended.complaint()),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn parse(printed: &Value) -> Result<Token> {
    let text = |name| printed.get(name).and_then(Value::as_str);
    let unreadable = || Error::config("the Azure CLI printed something that is no token");
    let mut token = Token::new(text("accessToken").ok_or_else(unreadable)?);
    if let Some(token_type) = text("tokenType").filter(|text| !text.is_empty()) {
        token_type.clone_into(&mut token.token_type);
    }
    // Newer versions tell the moment itself. The other is what a clock on the wall would show.
    let expires_at = printed
        .get("expires_on")
        .and_then(expiry::from_epoch)
        .or_else(|| expiry::from_text(text("expiresOn")?, &TimeZone::system()))
        .ok_or_else(unreadable)?;
    Ok(token.expires_at(expires_at))
}

#[cfg(test)]
mod tests;
