//! What a service says back of what it was sent: no secret of that is told of an answer.
//!
//! What the caller wrote stays where the service names it in words of its own, such as a value that
//! it does not take: nobody could mend the request otherwise.

use http::HeaderMap;

use super::redact;
use crate::auth::Mask;
use crate::transport::{Request, Response};

/// Bytes of an answer that are looked at for an error, which tells nothing of what is behind them.
const MOST: usize = 1 << 20;

/// Shorter values of headers are no secrets, but may be part of any word.
const SHORTEST: usize = 8;

/// The answer to a request as an error may tell of it: see [`text`].
pub(super) fn without(request: &Request, credentials: &HeaderMap, response: &Response) -> Response {
    let mut response = response.clone();
    response.body.truncate(MOST);
    if !response.body.is_empty() {
        response.body = text(request, credentials, &response.body).into();
    }
    response
}

/// The body of an answer to a request, without the credentials, the headers, the query and the body
/// that went with the request.
pub(super) fn text(request: &Request, credentials: &HeaderMap, body: &[u8]) -> String {
    let mut mask = Mask::default();
    let headers = redact::hidden(&request.headers).filter(|value| value.len() >= SHORTEST);
    for value in credentials.values().chain(headers) {
        mask.add_header(value);
    }
    mask.add(request.url.query().unwrap_or_default());
    mask.add(&String::from_utf8_lossy(&request.body));
    mask.hide(&String::from_utf8_lossy(body))
}
