//! The one error of the crate: what went wrong, in a form that a program can act on and a person
//! can read.

#[cfg(feature = "client")]
mod answer;
mod details;
mod kind;
#[cfg(feature = "client")]
mod private_link;
#[cfg(feature = "client")]
mod problem;
mod show;
#[cfg(feature = "client")]
mod transient;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

#[cfg(feature = "client")]
pub(crate) use answer::Answer;
pub use details::{
    BadRequest, DebugInfo, ErrorDetails, ErrorInfo, FieldViolation, Help, HelpLink,
    PreconditionFailure, PreconditionViolation, QuotaFailure, QuotaViolation, RequestInfo,
    ResourceInfo, RetryInfo,
};
pub use kind::ErrorKind;

/// A result whose error is [`Error`] unless told otherwise.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call did not succeed.
///
/// `{}` shows one line with the operation, what went wrong, the status and code of the service
/// and its request id; `{:#}` adds the causes that the line does not tell yet. An error never
/// holds the request's body, its headers or a credential.
///
/// It is one pointer wide, so that results stay small.
pub struct Error(Box<Fields>);

struct Fields {
    kind: ErrorKind,
    message: String,
    operation: Option<&'static str>,
    status: Option<u16>,
    code: Option<String>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    details: Option<Box<ErrorDetails>>,
    hint: Option<String>,
    attempts: u32,
    elapsed: Duration,
    sent: bool,
    transient: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of this kind that did not come from a service: nothing was sent, and trying again
    /// does not help.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Fields {
            kind,
            message: message.into(),
            operation: None,
            status: None,
            code: None,
            request_id: None,
            retry_after: None,
            details: None,
            hint: None,
            attempts: 0,
            elapsed: Duration::ZERO,
            sent: false,
            transient: false,
            source: None,
        }))
    }

    /// A request that cannot be sent as it is.
    pub fn invalid_request(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::InvalidArgument, message.to_string())
    }

    /// A configuration that cannot be used.
    pub fn config(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Config, message.to_string())
    }

    /// Adds what caused the error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Adds what helps to find out why, such as which host was asked and how the caller proved who
    /// they are. It stands in the line of `{}`, behind the request id, and must not hold a secret.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Says of what exchange the error is: whether the service may have seen the request, and
    /// whether the same may succeed later.
    #[must_use]
    pub(crate) fn in_exchange(mut self, sent: bool, transient: bool) -> Self {
        self.0.sent = sent;
        self.0.transient = transient;
        self
    }

    /// What went wrong, as a program tells it apart.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The service's own code, such as `INVALID_PARAMETER_VALUE`, exactly as it came.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What went wrong, in words: the service's own where it gave any.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The id under which the service knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the service asked to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Further details that the service gave, by their types.
    ///
    /// ```
    /// # fn show(error: &jobs_runtime::Error) {
    /// if let Some(bad_request) = &error.details().bad_request {
    ///     for violation in &bad_request.field_violations {
    ///         eprintln!("{}: {}", violation.field, violation.description);
    ///     }
    /// }
    /// # }
    /// ```
    pub fn details(&self) -> &ErrorDetails {
        self.0.details.as_deref().unwrap_or(ErrorDetails::NONE)
    }

    /// Name of the operation that was called, such as `run_now`.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// How often the request was tried: 0 if it never came to that.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Time from the start of the call to this error, waits between attempts included.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// Whether the thing asked for does not exist.
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// Whether the failure is transient: the same request may succeed later.
    ///
    /// It says nothing of whether sending it again is safe: see [`was_sent`](Self::was_sent).
    pub fn is_retryable(&self) -> bool {
        self.0.transient
    }

    /// Whether the request may have reached the service. If not, it had no effect for certain.
    pub fn was_sent(&self) -> bool {
        self.0.sent
    }
}

#[cfg(feature = "client")]
impl Error {
    /// Says of which operation the error is, unless it already does.
    #[must_use]
    pub(crate) fn in_operation(mut self, operation: &'static str) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// Says after how many attempts, in what time, the error came.
    #[must_use]
    pub(crate) fn after(mut self, attempts: u32, elapsed: Duration) -> Self {
        self.0.attempts = attempts;
        self.0.elapsed = elapsed;
        self
    }

    /// Puts what the error put an end to in front of its message.
    #[must_use]
    pub(crate) fn ending(mut self, what: &str) -> Self {
        self.0.message = format!("{what}: {}", self.0.message);
        self
    }

    /// An error that tells all that `origin` tells but its cause.
    pub(crate) fn like(origin: &Self) -> Self {
        let fields = &*origin.0;
        Self(Box::new(Fields {
            kind: fields.kind,
            message: fields.message.clone(),
            operation: fields.operation,
            status: fields.status,
            code: fields.code.clone(),
            request_id: fields.request_id.clone(),
            retry_after: fields.retry_after,
            details: fields.details.clone(),
            hint: fields.hint.clone(),
            attempts: fields.attempts,
            elapsed: fields.elapsed,
            sent: fields.sent,
            transient: fields.transient,
            source: None,
        }))
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
#[cfg(feature = "client")]
mod tests;
