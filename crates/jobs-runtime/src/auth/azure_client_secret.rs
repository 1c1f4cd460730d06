//! A service principal of Microsoft Entra ID with a secret.

use super::azure::{self, Proof};
use super::cache::cached;
use super::context::Context;
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict};
use crate::config::{Attribute, Secret};
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "azure-client-secret";

fn configure(context: &Context) -> Verdict {
    let config = &context.config;
    if !config.is_azure() {
        return Verdict::NotConfigured("needs a workspace in Azure".to_owned());
    }
    match (
        config.get(Attribute::AzureClientId),
        config.get(Attribute::AzureClientSecret),
    ) {
        (Some(client_id), Some(secret)) => Verdict::Chosen(cached(
            context,
            AzureClientSecret {
                context: context.clone(),
                client_id: client_id.to_owned(),
                secret: Secret::new(secret),
            },
        )),
        (None, Some(_)) => {
            Verdict::Incomplete("needs `azure_client_id` (ARM_CLIENT_ID)".to_owned())
        }
        // An id alone is what other strategies of Azure take.
        (_, None) => Verdict::NotConfigured(
            "needs `azure_client_id` (ARM_CLIENT_ID) and `azure_client_secret` \
             (ARM_CLIENT_SECRET)"
                .to_owned(),
        ),
    }
}

#[derive(Debug)]
struct AzureClientSecret {
    context: Context,
    client_id: String,
    secret: Secret,
}

impl TokenSource for AzureClientSecret {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let config = &self.context.config;
            let tenant = azure::tenant(&self.context, "/aad/auth").await?;
            let token = self
                .for_resource(&tenant, config.azure_application())
                .await?;
            let management = config.azure_environment().service_management;
            let management = self.for_resource(&tenant, management).await?;
            azure::with_headers(&self.context, token, Some(&management))
        })
    }
}

impl AzureClientSecret {
    async fn for_resource(&self, tenant: &str, resource: &str) -> Result<Token> {
        let proof = Proof::Secret(&self.secret);
        azure::service_principal(&self.context, tenant, &self.client_id, proof, resource).await
    }
}

#[cfg(test)]
mod tests;
