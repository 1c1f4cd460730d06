//! What a call tells of itself: a span a call, an event an attempt.
//!
//! | level | what |
//! |---|---|
//! | warn | the service does not know the API version |
//! | debug | span `call` (`operation`, `method`, `path`), each attempt's end (`attempt`, `status` or `error`, `duration_ms`, `request_id`), waits before the next one (`delay_ms`) |
//! | trace | headers and bodies, as far as they are known to hold no secret: see [`redact`](super::redact) |

use std::time::Duration;

use http::HeaderMap;
use tracing::field::Empty;
use tracing::{Level, Span};

use super::{echo, redact};
use crate::Result;
use crate::error::Error;
use crate::operation::OperationInfo;
use crate::transport::{Request, Response};

/// The span of a call.
pub(super) fn call(info: &OperationInfo, request: &Request) -> Span {
    tracing::debug_span!(
        "call",
        operation = info.name,
        method = info.method.as_str(),
        path = request.url.path(),
        status = Empty,
        duration_ms = Empty,
        request_id = Empty,
    )
}

/// The end of a call, if somebody listens.
pub(super) fn ends(span: &Span, took: Duration, result: &Result<Response>) {
    span.record("duration_ms", millis(took));
    match result {
        Ok(response) => {
            span.record("status", response.status.as_u16());
            span.record("request_id", redact::request_id(&response.headers));
        }
        Err(error) => {
            span.record("status", error.status());
            span.record("request_id", error.request_id());
        }
    }
}

pub(super) fn sends(request: &Request) {
    if tracing::enabled!(Level::TRACE) {
        tracing::trace!(
            query = redact::query(request.url.query().unwrap_or_default()),
            headers = redact::headers(&request.headers),
            body = redact::body(&request.body),
            "request"
        );
    }
}

pub(super) fn receives(request: &Request, credentials: &HeaderMap, response: &Response) {
    if tracing::enabled!(Level::TRACE) {
        let body = echo::text(request, credentials, &response.body);
        tracing::trace!(
            status = response.status.as_u16(),
            headers = redact::headers(&response.headers),
            body = redact::body(body.as_bytes()),
            "response"
        );
    }
}

/// An attempt that succeeded.
pub(super) fn succeeds(attempt: u32, took: Duration, response: &Response) {
    tracing::debug!(
        attempt,
        status = response.status.as_u16(),
        duration_ms = millis(took),
        request_id = redact::request_id(&response.headers),
        "succeeded"
    );
}

/// An attempt that failed.
pub(super) fn fails(attempt: u32, took: Duration, error: &Error) {
    // The service's words are left out: they may repeat what the request held.
    tracing::debug!(
        attempt,
        status = error.status(),
        error = ?error.kind(),
        code = error.code(),
        duration_ms = millis(took),
        request_id = error.request_id(),
        was_sent = error.was_sent(),
        "failed"
    );
}

pub(super) fn waits(delay: Duration) {
    tracing::debug!(delay_ms = millis(delay), "tries again later");
}

pub(super) fn renews_credentials(renewed: bool) {
    tracing::debug!(renewed, "the service refused the credentials");
}

pub(super) fn follows(url: &http::Uri) {
    tracing::debug!(path = url.path(), "follows a redirect");
}

pub(super) fn falls_back(from: &str, to: &str) {
    tracing::warn!(
        from,
        to,
        "the service does not know this version of the API: using the other one from here on. \
         Defaults and limits may differ between the two"
    );
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
