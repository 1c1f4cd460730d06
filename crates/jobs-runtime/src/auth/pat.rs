//! A personal access token, or any other bearer token that the caller already has.

use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use super::{Credentials, Strategy, Verdict, needs};
use crate::config::{Attribute, Secret};
use crate::error::Error;
use crate::{BoxFuture, Result};

/// A token that is sent as it is, until the end of its life.
#[derive(Clone, Debug)]
pub struct Pat {
    token: Secret,
}

impl Pat {
    /// Credentials of this token.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            token: token.into(),
        }
    }
}

pub(super) const STRATEGY: Strategy = Strategy {
    name: "pat",
    configure: |context| match context.config.get(Attribute::Token) {
        Some(token) => Verdict::Chosen(Arc::new(Pat::new(token))),
        None => needs(context, &[Attribute::Token]),
    },
};

impl Credentials for Pat {
    fn name(&self) -> &'static str {
        "pat"
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        Box::pin(async move {
            let mut value = HeaderValue::from_str(&format!("Bearer {}", self.token.expose()))
                .map_err(|_| Error::config("the token has characters that no header can carry"))?;
            value.set_sensitive(true);
            Ok(HeaderMap::from_iter([(AUTHORIZATION, value)]))
        })
    }
}
