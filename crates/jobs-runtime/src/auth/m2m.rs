//! A service principal with an OAuth secret of the workspace's own service.

use super::cache::cached;
use super::endpoint::Form;
use super::oauth::{Wanted, token_endpoint};
use super::token::{Token, TokenSource};
use super::{Context, Strategy, Verdict, needs};
use crate::config::{Attribute, Secret};
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: "oauth-m2m",
    configure,
};

fn configure(context: &Context) -> Verdict {
    let config = &context.config;
    match (
        config.get(Attribute::ClientId),
        config.get(Attribute::ClientSecret),
    ) {
        (Some(id), Some(secret)) => Verdict::Chosen(cached(
            context,
            M2m {
                context: context.clone(),
                id: id.to_owned(),
                secret: Secret::new(secret),
            },
        )),
        _ => needs(context, &[Attribute::ClientId, Attribute::ClientSecret]),
    }
}

#[derive(Debug)]
struct M2m {
    context: Context,
    id: String,
    secret: Secret,
}

impl TokenSource for M2m {
    fn name(&self) -> &'static str {
        STRATEGY.name
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let url = token_endpoint(&self.context).await?;
            let wanted = Wanted::of(&self.context);
            let mut fields = vec![("grant_type", "client_credentials")];
            wanted.add_to(&mut fields);
            let form = Form {
                url: &url,
                basic: Some((&self.id, &self.secret)),
                fields: &fields,
            };
            self.context.exchange(form).await
        })
    }
}
