//! A Google service account by its key.

use std::path::Path;

use super::cache::cached;
use super::context::Context;
use super::google::{self, ServiceAccountKey};
use super::token::{Token, TokenSource};
use super::{Strategy, Verdict};
use crate::config::{Attribute, Secret};
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: NAME,
    configure,
};

const NAME: &str = "google-credentials";

fn configure(context: &Context) -> Verdict {
    match context.config.get(Attribute::GoogleCredentials) {
        Some(credentials) => Verdict::Chosen(cached(
            context,
            GoogleCredentials {
                context: context.clone(),
                credentials: Secret::new(credentials),
            },
        )),
        None => {
            Verdict::NotConfigured("needs `google_credentials` (GOOGLE_CREDENTIALS)".to_owned())
        }
    }
}

#[derive(Debug)]
struct GoogleCredentials {
    context: Context,
    /// The key, or the path of a file with it.
    credentials: Secret,
}

impl GoogleCredentials {
    /// The key. A file is read anew each time, so that a new key is taken up.
    fn key(&self) -> Result<ServiceAccountKey> {
        let given = self.credentials.expose();
        let (text, place) = if given.trim_start().starts_with('{') {
            (given.to_owned(), "`google_credentials`".to_owned())
        } else {
            let text = std::fs::read_to_string(Path::new(given)).map_err(|error| {
                Error::config(format!(
                    "cannot read `google_credentials`, {given}: {error}"
                ))
            })?;
            (text, given.to_owned())
        };
        ServiceAccountKey::parse(&text).map_err(|why| {
            Error::config(format!("the Google service account's key in {place} {why}"))
        })
    }
}

impl TokenSource for GoogleCredentials {
    fn name(&self) -> &'static str {
        NAME
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let context = &self.context;
            let key = self.key()?;
            let host = context.config.host();
            let audience = host.as_ref().map_or("", |host| host.as_str());
            let id_token = key.id_token(context, audience).await?;
            let access_token = key.access_token(context).await;
            Ok(google::with_access_token(id_token, access_token))
        })
    }
}

#[cfg(test)]
mod tests;
