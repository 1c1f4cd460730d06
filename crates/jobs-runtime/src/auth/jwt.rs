//! What a token tells of itself, where it is a JSON Web Token. It is not verified here: that is
//! the business of the service it is for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::config::Secret;

/// The claims of a token; none if it is no such token.
pub(super) fn claims(token: &Secret) -> Option<Map<String, Value>> {
    let payload = token.expose().split('.').nth(1)?;
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// A token with these claims and no signature.
#[cfg(test)]
pub(super) fn unsigned(claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = serde_json::json!({"alg": "none"});
    format!("{}.{}.x", part(&header), part(claims))
}
