//! Kinds of errors, and which codes and statuses of a service mean which.

/// What went wrong, as a program tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The thing asked for does not exist.
    NotFound,
    /// The thing to be made is there already.
    AlreadyExists,
    /// The caller may not do this.
    PermissionDenied,
    /// The service does not accept the credentials, or there were none.
    Unauthenticated,
    /// The request is not valid, or not valid in the state that the thing is in.
    InvalidArgument,
    /// Something else changed the same thing at the same time.
    Conflict,
    /// The service asks for fewer requests.
    TooManyRequests,
    /// The service cannot answer now.
    Unavailable,
    /// The service does not know the operation.
    Unimplemented,
    /// Something in the service went wrong.
    Internal,
    /// There was no answer, or no end, in the time given.
    Timeout,
    /// The service says that the request was canceled.
    Canceled,
    /// The answer could not be read.
    Decode,
    /// The request or its answer was lost on the way.
    Transport,
    /// The configuration cannot be used.
    Config,
    /// A list cannot be read on: its pages lead back to one that was read already.
    PaginationLoop,
    /// A list or an object cannot be read on: the service says that more follows, but not how to
    /// get it.
    Truncated,
    /// Work that was waited for ended without success.
    Failed,
    /// None of the others.
    Unknown,
}

#[cfg(feature = "client")]
impl ErrorKind {
    /// The kind that the service's code tells, or else the status of its answer.
    pub(crate) fn of(status: u16, code: Option<&str>) -> Self {
        code.and_then(Self::of_code)
            .unwrap_or_else(|| Self::of_status(status))
    }

    fn of_code(code: &str) -> Option<Self> {
        Some(match code {
            "INVALID_STATE" | "INVALID_PARAMETER_VALUE" => Self::InvalidArgument,
            "RESOURCE_DOES_NOT_EXIST" => Self::NotFound,
            "ABORTED" => Self::Conflict,
            "ALREADY_EXISTS" | "RESOURCE_ALREADY_EXISTS" => Self::AlreadyExists,
            "RESOURCE_EXHAUSTED" | "REQUEST_LIMIT_EXCEEDED" => Self::TooManyRequests,
            "UNKNOWN" | "DATA_LOSS" => Self::Internal,
            "PRIVATE_LINK_VALIDATION_ERROR" => Self::PermissionDenied,
            _ => return None,
        })
    }

    fn of_status(status: u16) -> Self {
        match status {
            400 => Self::InvalidArgument,
            401 => Self::Unauthenticated,
            403 => Self::PermissionDenied,
            404 => Self::NotFound,
            408 | 504 => Self::Timeout,
            409 => Self::Conflict,
            429 => Self::TooManyRequests,
            499 => Self::Canceled,
            500 => Self::Internal,
            501 => Self::Unimplemented,
            502 | 503 => Self::Unavailable,
            _ => Self::Unknown,
        }
    }
}
