//! An answer on its way out, and what a fault makes of it.

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use super::broken::HalfBody;
use crate::admin::{Break, Exceeded, Fault};
use crate::service::{Answer, ServiceError};

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// How the connection breaks with it.
    pub(super) broken: Option<Break>,
}

impl Reply {
    /// The answer of a fault, whose request takes no effect.
    pub(super) fn of(fault: &Fault) -> Self {
        let status = match (fault.status, &fault.body) {
            (None, Some(_)) => StatusCode::OK,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        };
        Self::new(status, &error_body(status)).with(fault)
    }

    /// What a fault makes of this answer.
    pub(super) fn with(mut self, fault: &Fault) -> Self {
        if fault.expired_token {
            self = Self::from(Err(ServiceError::invalid_token()));
        }
        // What is said of a fault was checked when it was added.
        if let Some(status) = fault
            .status
            .and_then(|code| StatusCode::from_u16(code).ok())
        {
            self = Self::new(status, &error_body(status));
        }
        match &fault.body {
            Some(Value::String(text)) => {
                self.body = Bytes::copy_from_slice(text.as_bytes());
                // Such as the page of a proxy.
                let text = HeaderValue::from_static("text/html");
                self.headers.insert(header::CONTENT_TYPE, text);
            }
            Some(body) => self.body = body.to_string().into(),
            None => {}
        }
        for (name, value) in &fault.headers {
            let header = (HeaderName::try_from(name), HeaderValue::try_from(value));
            if let (Ok(name), Ok(value)) = header {
                self.headers.insert(name, value);
            }
        }
        self.broken = fault.connection;
        self
    }

    /// The same answer with this header.
    pub(super) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The refusal of a request over a limit.
    pub(super) fn over_limit(exceeded: &Exceeded) -> Self {
        let limit = &exceeded.limit;
        let message = format!(
            "The rate limit of {} requests in {} ms for '{}' is exceeded. Please retry later.",
            limit.requests, limit.per_ms, limit.operation
        );
        let mut reply = Self::from(Err(ServiceError::rate_limited(message)));
        if limit.retry_after {
            let seconds = exceeded.wait.max(1).saturating_add(999) / 1000;
            reply.headers.insert(header::RETRY_AFTER, seconds.into());
        }
        reply
    }

    /// A file.
    pub(super) fn file(content: Bytes) -> Self {
        let bytes = HeaderValue::from_static("application/octet-stream");
        Self {
            status: StatusCode::OK,
            headers: HeaderMap::from_iter([(header::CONTENT_TYPE, bytes)]),
            body: content,
            broken: None,
        }
    }

    pub(super) fn new(status: StatusCode, body: &Value) -> Self {
        let json = HeaderValue::from_static("application/json");
        Self {
            status,
            headers: HeaderMap::from_iter([(header::CONTENT_TYPE, json)]),
            body: body.to_string().into(),
            broken: None,
        }
    }
}

/// The body that goes with a status if nothing else is said.
fn error_body(status: StatusCode) -> Value {
    let code = match status.as_u16() {
        ..=399 => return json!({}),
        400 => "INVALID_PARAMETER_VALUE",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "RESOURCE_DOES_NOT_EXIST",
        409 => "ABORTED",
        429 => "REQUEST_LIMIT_EXCEEDED",
        499 => "CANCELLED",
        501 => "NOT_IMPLEMENTED",
        503 => "TEMPORARILY_UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        other if other < 500 => "BAD_REQUEST",
        _ => "INTERNAL_ERROR",
    };
    json!({ "error_code": code, "message": "A fault of the emulator." })
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        match answer {
            Ok(body) => Self::new(StatusCode::OK, &body),
            Err(error) => Self::new(error.status, &error.body()),
        }
    }
}

impl From<ServiceError> for Box<Reply> {
    fn from(error: ServiceError) -> Self {
        Self::new(Reply::from(Err(error)))
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut headers = self.headers;
        let body = if self.broken == Some(Break::HalfBody) {
            headers.insert(header::CONTENT_LENGTH, self.body.len().into());
            Body::from_stream(HalfBody::of(self.body))
        } else {
            Body::from(self.body)
        };
        (self.status, headers, body).into_response()
    }
}
