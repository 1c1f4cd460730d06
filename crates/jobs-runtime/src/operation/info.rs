//! What is the same for every request of an operation.

use super::Method;

/// What is the same for every request of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// Name of the operation, such as `run_now`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path with its parameters in braces, such as `/api/2.0/permissions/jobs/{job_id}`.
    pub path: &'static str,
    /// When it may be sent again.
    pub retry: RetryClass,
    /// Regular expression over the message by which the service says, with status 400, that the
    /// thing asked for does not exist.
    pub not_found: Option<&'static str>,
    /// Media types of the answer, as the request asks for them.
    pub accept: &'static str,
}

impl OperationInfo {
    /// An operation whose answers never mean "not found" with status 400.
    pub const fn new(
        name: &'static str,
        method: Method,
        path: &'static str,
        retry: RetryClass,
    ) -> Self {
        Self {
            name,
            method,
            path,
            retry,
            not_found: None,
            accept: "application/json",
        }
    }

    /// Sets the pattern of messages by which the service says, with status 400, that the thing does
    /// not exist.
    #[must_use]
    pub const fn not_found(mut self, pattern: &'static str) -> Self {
        self.not_found = Some(pattern);
        self
    }

    /// Sets the media types that are asked for, in place of JSON.
    #[must_use]
    pub const fn accept(mut self, media: &'static str) -> Self {
        self.accept = media;
        self
    }
}

/// When an operation may be sent again after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// It changes nothing: any transient failure is retried.
    Safe,
    /// Sending it twice has the effect of sending it once: retried like a safe one.
    Idempotent,
    /// It carries a key by which the service knows it again: retried while the key is set.
    Keyed,
    /// It may take effect twice: retried only if it provably was not processed.
    Unsafe,
}
