//! A service on this very machine that hands out tokens, as editors and Terraform run it.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::cache::cached;
use super::request::is_loopback;
use super::token::{Token, TokenSource};
use super::token_answer::read_token;
use super::{Context, Strategy, Verdict, needs};
use crate::config::{Attribute, Secret};
use crate::error::{Error, ErrorKind};
use crate::{BoxFuture, Result};

const VERSION: HeaderName = HeaderName::from_static("x-databricks-metadata-version");
const HOST: HeaderName = HeaderName::from_static("x-databricks-host");

const TIMEOUT: Duration = Duration::from_secs(10);

pub(super) const STRATEGY: Strategy = Strategy {
    name: "metadata-service",
    configure,
};

fn configure(context: &Context) -> Verdict {
    let Some(url) = context.config.get(Attribute::MetadataServiceUrl) else {
        return needs(context, &[Attribute::MetadataServiceUrl]);
    };
    // Whoever answers there sees which workspace is meant, and is believed.
    if !is_loopback(url) {
        return Verdict::Incomplete(
            "needs `metadata_service_url` (DATABRICKS_METADATA_SERVICE_URL) to lead to this \
             machine, such as http://localhost:8000/…"
                .to_owned(),
        );
    }
    Verdict::Chosen(cached(
        context,
        MetadataService {
            context: context.clone(),
            url: Secret::new(url),
        },
    ))
}

#[derive(Debug)]
struct MetadataService {
    context: Context,
    /// Secret, since its path may be what keeps others out.
    url: Secret,
}

impl TokenSource for MetadataService {
    fn name(&self) -> &'static str {
        STRATEGY.name
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            let context = &self.context;
            let host = context.config.host();
            let host = host.as_ref().map_or("", |host| host.as_str());
            let headers = HeaderMap::from_iter([
                (VERSION, HeaderValue::from_static("1")),
                (
                    HOST,
                    HeaderValue::from_str(host)
                        .map_err(|_| Error::config("the host cannot stand in a header"))?,
                ),
            ]);
            let answer = context
                .get_json(self.url.expose(), headers, TIMEOUT)
                .await?;
            read_token(&answer, context.clock.now()).map_err(|why| {
                let message = format!("no token from the metadata service: {why}");
                Error::new(ErrorKind::Unauthenticated, message)
            })
        })
    }
}
