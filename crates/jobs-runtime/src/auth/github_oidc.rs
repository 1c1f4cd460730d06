//! A workflow of GitHub Actions that the account trusts.

use super::cache::cached;
use super::context::Context;
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict, github, oauth};
use crate::config::Attribute;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "github-oidc";

fn configure(context: &Context) -> Verdict {
    if let Err(lacks) = github::is_there(context) {
        return Verdict::NotConfigured(lacks);
    }
    let credentials = cached(
        context,
        GithubOidc {
            context: context.clone(),
        },
    );
    // Every workflow with that permission has the variables; an id says that they are meant.
    match context.config.get(Attribute::ClientId) {
        Some(_) => Verdict::Chosen(credentials),
        None => Verdict::Possible(credentials),
    }
}

#[derive(Debug)]
struct GithubOidc {
    context: Context,
}

impl TokenSource for GithubOidc {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let audience = oauth::audience(&self.context).await?;
            let id_token = github::id_token(&self.context, &audience).await?;
            oauth::exchange_id_token(&self.context, &id_token).await
        })
    }
}

#[cfg(test)]
mod tests;
