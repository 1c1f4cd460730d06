//! Tokens that run out, and where they come from.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::config::Secret;
use crate::error::Error;
use crate::{BoxFuture, Result};

/// A token that proves who the caller is, for a while.
#[derive(Clone)]
#[non_exhaustive]
pub struct Token {
    /// The token itself.
    pub access_token: Secret,
    /// How it is presented: `Bearer` unless the issuer says otherwise.
    pub token_type: String,
    /// When it runs out, on the calendar; never if none.
    pub expires_at: Option<SystemTime>,
    /// Further headers that belong to it, marked as sensitive where they are: some clouds want a
    /// second token with each request.
    pub headers: HeaderMap,
}

impl Token {
    /// A bearer token that does not run out.
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self {
            access_token: access_token.into(),
            token_type: "Bearer".to_owned(),
            expires_at: None,
            headers: HeaderMap::new(),
        }
    }

    /// Sets when the token runs out; one without such a time is used until it is refused.
    #[must_use]
    pub fn expires_at(mut self, expires_at: SystemTime) -> Self {
        self.expires_at = Some(expires_at);
        self
    }

    /// Adds a header that goes along with the token in each request.
    #[must_use]
    pub fn header(mut self, name: HeaderName, mut value: HeaderValue) -> Self {
        value.set_sensitive(true);
        self.headers.insert(name, value);
        self
    }

    /// The headers by which a request carries it.
    pub(crate) fn to_headers(&self) -> Result<HeaderMap> {
        let text = format!("{} {}", self.token_type, self.access_token.expose());
        let value = HeaderValue::from_str(&text)
            .map_err(|_| Error::config("the token has characters that no header can carry"))?;
        let mut headers = self.headers.clone();
        headers.insert(AUTHORIZATION, value);
        for value in headers.values_mut() {
            value.set_sensitive(true);
        }
        Ok(headers)
    }
}

impl fmt::Debug for Token {
    /// The values of headers are left out: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("access_token", &self.access_token)
            .field("token_type", &self.token_type)
            .field("expires_at", &self.expires_at)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish()
    }
}

/// Where tokens come from. Each time it is asked, it gets a new one: keeping and refreshing them
/// is the business of the cache that stands before it.
pub trait TokenSource: Send + Sync + fmt::Debug + 'static {
    /// Name of the strategy, such as `oauth-m2m`: it goes into the user agent.
    fn name(&self) -> &'static str;

    /// Gets a new token.
    fn token(&self) -> BoxFuture<'_, Result<Token>>;
}

impl<S: TokenSource + ?Sized> TokenSource for Arc<S> {
    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        (**self).token()
    }
}
