//! How a script answers.

use std::time::Duration;

use ::http::{HeaderName, HeaderValue, StatusCode};
use bytes::Bytes;

use crate::transport::{Response, TransportError, TransportErrorKind};

/// How a [`Script`](super::Script) answers a request.
#[derive(Clone, Debug)]
pub struct Reply {
    outcome: Result<Response, (TransportErrorKind, String)>,
    pub(super) takes: Duration,
}

impl Reply {
    /// Status 200 with this body.
    pub fn ok(body: impl Into<Bytes>) -> Self {
        Self::status(200).body(body)
    }

    /// An empty answer with this status; 500 if it is none of HTTP's.
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self {
            outcome: Ok(Response::new(status, Bytes::new())),
            takes: Duration::ZERO,
        }
    }

    /// The error by which a service refuses, with its own code and message.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = serde_json::json!({ "error_code": code, "message": message });
        Self::status(status).body(body.to_string())
    }

    /// There is no connection: nothing is sent.
    pub fn no_connection() -> Self {
        Self::fail(TransportErrorKind::Connect, "connection refused")
    }

    /// The time is up: the service may have processed the request.
    pub fn timeout() -> Self {
        Self::fail(TransportErrorKind::Timeout, "no answer in time")
    }

    /// The connection breaks: the service may have processed the request.
    pub fn reset() -> Self {
        Self::fail(TransportErrorKind::Reset, "connection reset by peer")
    }

    /// The exchange comes to nothing in this way.
    pub fn fail(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            outcome: Err((kind, message.into())),
            takes: Duration::ZERO,
        }
    }

    /// Sets the body of the answer. Nothing changes where there is no answer.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        if let Ok(response) = &mut self.outcome {
            response.body = body.into();
        }
        self
    }

    /// Adds a header to the answer. Nothing changes where there is no answer.
    ///
    /// # Panics
    ///
    /// When `name` is not in lower case, or `value` cannot stand in a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(response) = &mut self.outcome {
            #[expect(
                clippy::expect_used,
                reason = "a script is part of a test: it should fail"
            )]
            let value = HeaderValue::from_str(value).expect("a header's value");
            response
                .headers
                .insert(HeaderName::from_static(name), value);
        }
        self
    }

    /// Answers only after this time on the script's clock. If the request's time is up before, the
    /// answer is a timeout.
    #[must_use]
    pub fn taking(mut self, time: Duration) -> Self {
        self.takes = time;
        self
    }

    /// What the transport hands back.
    pub(super) fn into_outcome(self) -> Result<Response, TransportError> {
        self.outcome
            .map_err(|(kind, message)| TransportError::new(kind, message))
    }
}
