//! User and password.

use std::fmt;
use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use super::{Context, Credentials, Strategy, Verdict, needs, request};
use crate::config::Attribute;
use crate::error::Error;
use crate::{BoxFuture, Result};

pub(super) const STRATEGY: Strategy = Strategy {
    name: "basic",
    configure,
};

fn configure(context: &Context) -> Verdict {
    let config = &context.config;
    match (
        config.get(Attribute::Username),
        config.get(Attribute::Password),
    ) {
        (Some(username), Some(password)) => Verdict::Chosen(Arc::new(Basic {
            header: header(username, password),
        })),
        _ => needs(context, &[Attribute::Username, Attribute::Password]),
    }
}

/// None for a name with a colon in it: that would be read as the end of the name (RFC 7617).
fn header(username: &str, password: &str) -> Option<HeaderValue> {
    if username.contains(':') {
        return None;
    }
    request::basic(username, password).ok()
}

struct Basic {
    header: Option<HeaderValue>,
}

impl Credentials for Basic {
    fn name(&self) -> &'static str {
        STRATEGY.name
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        Box::pin(async move {
            let header = self.header.clone().ok_or_else(|| {
                Error::config("`username` (DATABRICKS_USERNAME) must not have a colon in it")
            })?;
            Ok(HeaderMap::from_iter([(AUTHORIZATION, header)]))
        })
    }
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").finish_non_exhaustive()
    }
}
