//! A pipeline of Azure DevOps that the account trusts.

use std::time::Duration;

use super::cache::cached;
use super::context::Context;
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict, oauth};
use crate::config::{Attribute, Secret};
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "azure-devops-oidc";

/// Time for an answer.
const TIMEOUT: Duration = Duration::from_secs(30);

const ACCESS_TOKEN: &str = "SYSTEM_ACCESSTOKEN";
const COLLECTION: &str = "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI";
const PROJECT: &str = "SYSTEM_TEAMPROJECTID";
const HOST_TYPE: &str = "SYSTEM_HOSTTYPE";
const PLAN: &str = "SYSTEM_PLANID";
const JOB: &str = "SYSTEM_JOBID";

fn configure(context: &Context) -> Verdict {
    let is_set = |name: &str| {
        let value = context.environment.variable(name);
        value.is_some_and(|value| !value.is_empty())
    };
    let (there, missing): (Vec<&str>, Vec<&str>) =
        [ACCESS_TOKEN, COLLECTION, PROJECT, HOST_TYPE, PLAN, JOB]
            .into_iter()
            .partition(|name| is_set(name));
    if missing == [ACCESS_TOKEN] {
        return Verdict::Incomplete(format!(
            "needs {ACCESS_TOKEN}, which a pipeline has to pass on: \
             `env: {{{ACCESS_TOKEN}: $(System.AccessToken)}}`"
        ));
    }
    if !missing.is_empty() {
        let lacks = format!(
            "needs {}, which a pipeline of Azure DevOps has",
            missing.join(", ")
        );
        return if there.contains(&ACCESS_TOKEN) {
            Verdict::Incomplete(lacks)
        } else {
            Verdict::NotConfigured(lacks)
        };
    }
    let credentials = cached(
        context,
        AzureDevopsOidc {
            context: context.clone(),
        },
    );
    // Pipelines have the variables for other ends too; an id says that they are meant for this.
    match context.config.get(Attribute::ClientId) {
        Some(_) => Verdict::Chosen(credentials),
        None => Verdict::Possible(credentials),
    }
}

#[derive(Debug)]
struct AzureDevopsOidc {
    context: Context,
}

impl TokenSource for AzureDevopsOidc {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let id_token = self.id_token().await?;
            oauth::exchange_id_token(&self.context, &id_token).await
        })
    }
}

impl AzureDevopsOidc {
    /// Gets a new id token. For whom it is cannot be chosen.
    async fn id_token(&self) -> Result<Secret> {
        let get = |name| self.context.environment.variable(name).unwrap_or_default();
        let url = format!(
            "{}/{}/_apis/distributedtask/hubs/{}/plans/{}/jobs/{}/oidctoken?\
             api-version=7.2-preview.1",
            get(COLLECTION).trim_end_matches('/'),
            get(PROJECT),
            get(HOST_TYPE),
            get(PLAN),
            get(JOB),
        );
        let bearer = Secret::new(get(ACCESS_TOKEN));
        let answer = self.context.post_empty(&url, &bearer, TIMEOUT).await?;
        let token = answer.get("oidcToken").and_then(serde_json::Value::as_str);
        token
            .filter(|token| !token.is_empty())
            .map(Secret::new)
            .ok_or_else(|| Error::config("Azure DevOps answered without an id token"))
    }
}

#[cfg(test)]
mod tests;
