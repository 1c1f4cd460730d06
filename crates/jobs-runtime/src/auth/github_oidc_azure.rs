//! A workflow of GitHub Actions that a service principal of Microsoft Entra ID trusts.

use super::azure::{self, Proof};
use super::cache::cached;
use super::context::Context;
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict, github};
use crate::config::Attribute;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "github-oidc-azure";

/// What Microsoft Entra ID wants such id tokens to be for.
const AUDIENCE: &str = "api://AzureADTokenExchange";

fn configure(context: &Context) -> Verdict {
    let config = &context.config;
    if !config.is_azure() {
        return Verdict::NotConfigured("needs a workspace in Azure".to_owned());
    }
    if let Err(lacks) = github::is_there(context) {
        return Verdict::NotConfigured(lacks);
    }
    match config.get(Attribute::AzureClientId) {
        Some(client_id) => Verdict::Chosen(cached(
            context,
            GithubOidcAzure {
                context: context.clone(),
                client_id: client_id.to_owned(),
            },
        )),
        None => Verdict::NotConfigured("needs `azure_client_id` (ARM_CLIENT_ID)".to_owned()),
    }
}

#[derive(Debug)]
struct GithubOidcAzure {
    context: Context,
    client_id: String,
}

impl TokenSource for GithubOidcAzure {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let context = &self.context;
            let tenant = azure::tenant(context, "/oidc/oauth2/v2.0/authorize").await?;
            let id_token = github::id_token(context, AUDIENCE).await?;
            let proof = Proof::Assertion(&id_token);
            let resource = context.config.azure_application();
            azure::service_principal(context, &tenant, &self.client_id, proof, resource).await
        })
    }
}

#[cfg(test)]
mod tests;
