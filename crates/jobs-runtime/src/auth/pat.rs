//! A personal access token, or any other bearer token that the caller already has.

use std::future::ready;
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
    /// None if the token has characters that no header can carry.
    header: Option<HeaderValue>,
}

impl Pat {
    /// Credentials of this token.
    pub fn new(token: impl Into<Secret>) -> Self {
        let text = Secret::new(format!("Bearer {}", token.into().expose()));
        let mut header = HeaderValue::from_str(text.expose()).ok();
        if let Some(header) = &mut header {
            header.set_sensitive(true);
        }
        Self { header }
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
        let invalid = || Error::config("the token has characters that no header can carry");
        let header = self.header.clone().ok_or_else(invalid);
        let headers = header.map(|header| HeaderMap::from_iter([(AUTHORIZATION, header)]));
        Box::pin(ready(headers))
    }
}
