//! Id tokens of GitHub Actions, by which a workflow proves which one it is.

use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use super::context::Context;
use crate::Result;
use crate::config::{Attribute, Secret};
use crate::error::Error;

/// Time for an answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What is needed to get one; else the words for what is missing.
pub(super) fn is_there(context: &Context) -> Result<(), String> {
    let there = |attribute| context.config.get(attribute).is_some();
    if there(Attribute::ActionsIdTokenRequestUrl) && there(Attribute::ActionsIdTokenRequestToken) {
        return Ok(());
    }
    Err(
        "needs ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN, which a workflow \
         of GitHub has with the permission `id-token: write`"
            .to_owned(),
    )
}

/// Gets a new id token for this audience. They live for minutes, so it is not kept.
pub(super) async fn id_token(context: &Context, audience: &str) -> Result<Secret> {
    let get = |attribute| context.config.get(attribute).unwrap_or_default();
    let audience: String = form_urlencoded::byte_serialize(audience.as_bytes()).collect();
    let url = get(Attribute::ActionsIdTokenRequestUrl);
    let separator = if url.contains('?') { '&' } else { '?' };
    let url = format!("{url}{separator}audience={audience}");
    let bearer = format!("Bearer {}", get(Attribute::ActionsIdTokenRequestToken));
    let mut bearer = HeaderValue::from_str(&bearer).map_err(|_| {
        Error::config("ACTIONS_ID_TOKEN_REQUEST_TOKEN has characters that no header can carry")
    })?;
    bearer.set_sensitive(true);
    let headers = HeaderMap::from_iter([(AUTHORIZATION, bearer)]);
    let answer = context.get_json(&url, headers, TIMEOUT).await?;
    let token = answer.get("value").and_then(serde_json::Value::as_str);
    token
        .filter(|token| !token.is_empty())
        .map(Secret::new)
        .ok_or_else(|| Error::config("GitHub answered without an id token"))
}
