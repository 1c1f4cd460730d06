//! An id token in an environment variable.

use super::cache::cached;
use super::oauth::exchange_id_token;
use super::token::{Token, TokenSource};
use super::{Context, Strategy, Verdict};
use crate::config::{Attribute, Secret};
use crate::error::Error;
use crate::{BoxFuture, Result};

/// The variable, unless the configuration names another.
const VARIABLE: &str = "DATABRICKS_OIDC_TOKEN";

pub(super) const STRATEGY: Strategy = Strategy {
    name: "env-oidc",
    configure,
};

fn configure(context: &Context) -> Verdict {
    let named = context.config.get(Attribute::OidcTokenEnv);
    let variable = named.unwrap_or(VARIABLE);
    if id_token(context, variable).is_some() {
        return Verdict::Chosen(cached(
            context,
            EnvOidc {
                context: context.clone(),
                variable: variable.to_owned(),
            },
        ));
    }
    let lacks = format!("needs an id token in the environment variable {variable}");
    match named {
        Some(_) => Verdict::Incomplete(format!("{lacks}, which `oidc_token_env` names")),
        None => Verdict::NotConfigured(lacks),
    }
}

fn id_token(context: &Context, variable: &str) -> Option<Secret> {
    let text = Secret::new(context.environment.variable(variable)?);
    let token = text.expose().trim();
    (!token.is_empty()).then(|| Secret::new(token))
}

#[derive(Debug)]
struct EnvOidc {
    context: Context,
    variable: String,
}

impl TokenSource for EnvOidc {
    fn name(&self) -> &'static str {
        STRATEGY.name
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            // Read anew for each exchange: id tokens live for minutes.
            let id_token = id_token(&self.context, &self.variable).ok_or_else(|| {
                let variable = &self.variable;
                Error::config(format!("the environment variable {variable} is empty"))
            })?;
            exchange_id_token(&self.context, &id_token).await
        })
    }
}
