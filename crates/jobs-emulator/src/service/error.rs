//! Errors as the service answers them.

use std::fmt;

use http::StatusCode;
use serde_json::{Value, json};

use crate::store::StoreError;

/// Code of what cannot be stored for lack of room.
const STORE_IS_FULL: &str = "TEMPORARILY_UNAVAILABLE";

/// Code of whatever is asked for when the emulator has stopped.
const STOPPED: &str = "EMULATOR_STOPPED";

/// An error that goes to the caller: status, code and message.
#[derive(Debug)]
pub(crate) struct ServiceError {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl ServiceError {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    /// The request says something that cannot be.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_PARAMETER_VALUE", message)
    }

    /// The request cannot be read.
    pub(crate) fn malformed(message: impl fmt::Display) -> Self {
        let message = format!("Could not parse request object: {message}");
        Self::new(StatusCode::BAD_REQUEST, "MALFORMED_REQUEST", message)
    }

    /// The thing is not in a state for this.
    pub(crate) fn invalid_state(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_STATE", message)
    }

    /// Another request is in the way.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "CONFLICT", message)
    }

    /// The request is larger than the service takes.
    pub(crate) fn too_large(limit: usize) -> Self {
        let message = format!("The request is larger than the allowed {limit} bytes.");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "MALFORMED_REQUEST", message)
    }

    /// The request takes too long to come.
    pub(crate) fn too_slow() -> Self {
        let message = "The request was not sent in time.";
        Self::new(StatusCode::REQUEST_TIMEOUT, "MALFORMED_REQUEST", message)
    }

    /// The emulator has stopped, and its database is closed.
    pub(crate) fn stopped() -> Self {
        let message = "The emulator has stopped.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, STOPPED, message)
    }

    /// Whether it is [`stopped`](Self::stopped).
    pub(crate) fn is_stopped(&self) -> bool {
        self.code == STOPPED
    }

    /// There is no job with this id, as operations on jobs and runs say it.
    pub(crate) fn no_job(job_id: i64) -> Self {
        Self::invalid(format!("Job {job_id} does not exist."))
    }

    /// There is no run with this id.
    pub(crate) fn no_run(run_id: i64) -> Self {
        Self::invalid(format!("Run {run_id} does not exist."))
    }

    /// There is no job with this id, as other services say it.
    pub(crate) fn no_resource(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "RESOURCE_DOES_NOT_EXIST", message)
    }

    /// There is no such file, as the volumes say it.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", message)
    }

    /// Something is already at a path.
    pub(crate) fn already_exists(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "RESOURCE_ALREADY_EXISTS", message)
    }

    /// A file of the workspace is already at a path: unlike for a notebook, this is a conflict.
    pub(crate) fn file_exists(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "RESOURCE_ALREADY_EXISTS", message)
    }

    /// A file is already at a path, as the volumes say it.
    pub(crate) fn already_there(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "ALREADY_EXISTS", message)
    }

    /// A folder of the workspace has something in it.
    pub(crate) fn directory_not_empty(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "DIRECTORY_NOT_EMPTY", message)
    }

    /// What DBFS cannot do with the files that are there.
    pub(crate) fn io_error(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "IO_ERROR", message)
    }

    /// A file or notebook is larger than the workspace takes.
    pub(crate) fn too_large_for_workspace(message: impl Into<String>) -> Self {
        let code = "MAX_NOTEBOOK_SIZE_EXCEEDED";
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// A block is larger than DBFS takes.
    pub(crate) fn max_block_size(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "MAX_BLOCK_SIZE_EXCEEDED", message)
    }

    /// More is read at once than DBFS gives.
    pub(crate) fn max_read_size(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "MAX_READ_SIZE_EXCEEDED", message)
    }

    /// The service can do this, the emulator cannot.
    pub(crate) fn not_supported(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_IMPLEMENTED, "NOT_IMPLEMENTED", message)
    }

    /// There are no credentials.
    pub(crate) fn unauthorized() -> Self {
        let message = "Credential was not sent or was of an unsupported type for this API. Send a bearer token.";
        Self::new(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", message)
    }

    /// The credentials are not those of a user.
    pub(crate) fn invalid_token() -> Self {
        Self::forbidden("Invalid access token.")
    }

    /// The caller is known, and may not do this.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "PERMISSION_DENIED", message)
    }

    /// There have been too many requests of late.
    pub(crate) fn rate_limited(message: String) -> Self {
        let status = StatusCode::TOO_MANY_REQUESTS;
        Self::new(status, "REQUEST_LIMIT_EXCEEDED", message)
    }

    /// There are as many jobs as there may be. To wait does not help.
    pub(crate) fn job_quota(message: String) -> Self {
        Self::new(StatusCode::FORBIDDEN, "QUOTA_EXCEEDED", message)
    }

    /// As many jobs were made of late as may be.
    pub(crate) fn creation_quota(message: String) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "QUOTA_EXCEEDED", message)
    }

    /// The emulator has no such endpoint of its own.
    pub(crate) fn no_admin_endpoint(message: String) -> Self {
        Self::new(StatusCode::NOT_FOUND, "ENDPOINT_NOT_FOUND", message)
    }

    /// No service has this endpoint.
    pub(crate) fn no_endpoint(method: &str, path: &str) -> Self {
        let message = format!("No API found for '{method} {path}'.");
        Self::new(StatusCode::NOT_FOUND, "ENDPOINT_NOT_FOUND", message)
    }

    /// This endpoint has no such method.
    pub(crate) fn bad_target(path: &str) -> Self {
        let message = format!("Bad Target: {path}");
        Self::new(StatusCode::NOT_FOUND, "ENDPOINT_NOT_FOUND", message)
    }

    /// The service has this endpoint, the emulator does not.
    pub(crate) fn unsupported(method: &str, path: &str) -> Self {
        let message = format!("'{method} {path}' is not supported by jobs-emulator.");
        Self::new(StatusCode::NOT_IMPLEMENTED, "NOT_IMPLEMENTED", message)
    }

    /// Whether the emulator is at fault, not the request.
    pub(crate) fn is_internal(&self) -> bool {
        self.status == StatusCode::INTERNAL_SERVER_ERROR || self.code == STORE_IS_FULL
    }

    /// The body of the answer.
    pub(crate) fn body(&self) -> Value {
        json!({ "error_code": self.code, "message": self.message })
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        if error.is_full() {
            let message = "The disk of the emulator is full: the request has taken no effect.";
            return Self::new(StatusCode::SERVICE_UNAVAILABLE, STORE_IS_FULL, message);
        }
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL_ERROR",
            error.to_string(),
        )
    }
}
