//! How the program itself says who is calling.

use std::sync::Arc;

use crate::auth::{Credentials, TokenCache, TokenSource};
use crate::clock::Clock;

/// How the program itself says who is calling.
pub(super) enum Caller {
    Credentials(Arc<dyn Credentials>),
    TokenSource(Arc<dyn TokenSource>),
}

impl Caller {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Credentials(credentials) => credentials.name(),
            Self::TokenSource(source) => source.name(),
        }
    }

    pub(super) fn into_credentials(self, clock: &Arc<dyn Clock>) -> Arc<dyn Credentials> {
        match self {
            Self::Credentials(credentials) => credentials,
            Self::TokenSource(source) => Arc::new(TokenCache::new(source, clock.clone())),
        }
    }
}
