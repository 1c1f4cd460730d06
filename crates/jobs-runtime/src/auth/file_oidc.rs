//! An id token in a file, which whoever issues it keeps fresh.

use super::cache::cached;
use super::oauth::exchange_id_token;
use super::token::{Token, TokenSource};
use super::{Context, Strategy, Verdict, needs};
use crate::config::{Attribute, Secret};
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: "file-oidc",
    configure,
};

fn configure(context: &Context) -> Verdict {
    match context.config.get(Attribute::OidcTokenFilepath) {
        Some(path) => Verdict::Chosen(cached(
            context,
            FileOidc {
                context: context.clone(),
                path: path.to_owned(),
            },
        )),
        None => needs(context, &[Attribute::OidcTokenFilepath]),
    }
}

#[derive(Debug)]
struct FileOidc {
    context: Context,
    path: String,
}

impl FileOidc {
    /// Read anew for each exchange: id tokens live for minutes, and the file is kept fresh.
    fn id_token(&self) -> Result<Secret> {
        let unusable = |why: &dyn std::fmt::Display| {
            Error::config(format!(
                "the file of `oidc_token_filepath`, {}, {why}",
                self.path
            ))
        };
        let text = std::fs::read_to_string(&self.path)
            .map_err(|error| unusable(&format_args!("cannot be read: {error}")))?;
        let text = Secret::new(text);
        match text.expose().trim() {
            "" => Err(unusable(&"is empty")),
            token => Ok(Secret::new(token)),
        }
    }
}

impl TokenSource for FileOidc {
    fn name(&self) -> &'static str {
        STRATEGY.name
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move { exchange_id_token(&self.context, &self.id_token()?).await })
    }
}
