//! D.2, D.3: which answers mean what.

use super::ErrorKind::*;
use super::*;

fn refusal(status: u16, code: &str, message: &str) -> Response {
    let body = serde_json::json!({ "error_code": code, "message": message });
    response(status, body.to_string())
}

// R9.1, ERR-3; F.D: the 26 rows of Go's unwrap_test, which the other SDKs share, and our own.
#[test]
fn kinds_follow_the_code_and_then_the_status() {
    let table = [
        (400, "", InvalidArgument),
        (400, "INVALID_PARAMETER_VALUE", InvalidArgument),
        (400, "REQUEST_LIMIT_EXCEEDED", TooManyRequests),
        (401, "", Unauthenticated),
        (403, "", PermissionDenied),
        (404, "", NotFound),
        (409, "", Conflict),
        (409, "ABORTED", Conflict),
        (409, "ALREADY_EXISTS", AlreadyExists),
        (429, "", TooManyRequests),
        (429, "REQUEST_LIMIT_EXCEEDED", TooManyRequests),
        (429, "RESOURCE_EXHAUSTED", TooManyRequests),
        (499, "", Canceled),
        (500, "", Internal),
        (500, "UNKNOWN", Internal),
        (500, "DATA_LOSS", Internal),
        (501, "", Unimplemented),
        (503, "", Unavailable),
        (504, "", Timeout),
        (444, "", Unknown),
        // The code wins even over a status that says otherwise.
        (404, "INVALID_PARAMETER_VALUE", InvalidArgument),
        (400, "INVALID_STATE", InvalidArgument),
        (400, "RESOURCE_DOES_NOT_EXIST", NotFound),
        (400, "RESOURCE_ALREADY_EXISTS", AlreadyExists),
        (400, "RESOURCE_EXHAUSTED", TooManyRequests),
        (200, "PRIVATE_LINK_VALIDATION_ERROR", PermissionDenied),
        // A code that is not known leaves it to the status.
        (400, "SOMETHING_NEW", InvalidArgument),
        (403, "SOMETHING_NEW", PermissionDenied),
        (404, "ENDPOINT_NOT_FOUND", NotFound),
        (400, "not_found", InvalidArgument),
        // Statuses that the others have no class for.
        (408, "", Timeout),
        (502, "", Unavailable),
        (302, "", Unknown),
        (418, "", Unknown),
    ];
    for (status, code, kind) in table {
        let error = read(&refusal(status, code, "m"));
        assert_eq!(error.kind(), kind, "{status} {code}");
        assert_eq!(error.code().unwrap_or_default(), code, "{status}");
    }
}

// G 34: a body that nobody understands changes nothing of what the status says.
#[test]
fn bodies_that_cannot_be_read_leave_it_to_the_status() {
    let table = [
        (401, Unauthenticated),
        (403, PermissionDenied),
        (404, NotFound),
    ];
    for (status, kind) in table {
        for body in ["", "what?", "<html></html>", "[]", "{\"cut\":"] {
            let error = read(&response(status, body));
            assert_eq!(
                (error.kind(), error.code()),
                (kind, None),
                "{status} {body}"
            );
        }
    }
}

// R8.4
#[test]
fn what_may_pass_is_retryable() {
    for status in 300..600 {
        let passes = matches!(status, 408 | 429 | 500 | 502 | 503 | 504);
        assert_eq!(
            read(&response(status, "")).is_retryable(),
            passes,
            "{status}"
        );
    }
    assert!(read(&refusal(400, "REQUEST_LIMIT_EXCEEDED", "m")).is_retryable());
    assert!(read(&refusal(400, "RESOURCE_EXHAUSTED", "m")).is_retryable());
}

// HTTP-18
#[test]
fn messages_that_promise_better_times_are_retryable_whatever_the_status() {
    let table = [
        ("com.example.UnknownWorkerEnvironmentException: x", true),
        (
            "The cluster does not have any associated worker environments",
            true,
        ),
        ("There is no worker environment with id 7", true),
        ("Unknown worker environment WorkerEnvId(7)", true),
        ("ClusterNotReadyException: x", true),
        ("Unexpected error occurred", true),
        ("Please try again later or try a faster operation.", true),
        ("RPC token bucket limit has been exceeded", true),
        ("worker env WorkerEnvId(7) not found", true),
        ("Timed out after 10 seconds", true),
        ("context deadline exceeded", true),
        ("failed with REQUEST_LIMIT_EXCEEDED", true),
        ("not found: worker env ", false),
        ("Cluster 7 is not ready", false),
        ("unexpected error", false),
    ];
    for (message, passes) in table {
        for status in [400, 404, 409] {
            let error = read(&refusal(status, "", message));
            assert_eq!(error.is_retryable(), passes, "{status} {message}");
        }
    }
}

// R9.3; F.D: Go's error_override_test
#[test]
fn not_found_is_known_by_the_pattern_of_the_operation() {
    const INVALID: &str = "INVALID_PARAMETER_VALUE";
    const JOB: Option<&str> = Some("Job .* does not exist");
    const RUN: Option<&str> = Some("Run .* does not exist|Run: .* in job: .* doesn't exist");
    const CLUSTER: Option<&str> = Some("Cluster .* does not exist");
    #[rustfmt::skip]
    let table = [
        (400, INVALID, "Cluster abcde does not exist", CLUSTER, NotFound),
        (400, INVALID, "Job abcde does not exist", JOB, NotFound),
        (400, INVALID, "Run abcde does not exist.", RUN, NotFound),
        (400, INVALID, "Run: 1 in job: 2 doesn't exist", RUN, NotFound),
        (400, INVALID, "Job abcde does not exist", None, InvalidArgument),
        (400, INVALID, "Job abcde is blue", JOB, InvalidArgument),
        (404, INVALID, "Job abcde does not exist", JOB, InvalidArgument),
        // The message may stand anywhere, and the code may be new or missing.
        (400, INVALID, "sorry: Job 7 does not exist, or is not yours", JOB, NotFound),
        (400, "", "Job 7 does not exist", JOB, NotFound),
        (400, "NEW", "Job 7 does not exist", JOB, NotFound),
        // A code that says something else counts.
        (400, "ABORTED", "Job 7 does not exist", JOB, Conflict),
        (403, "", "Job 7 does not exist", JOB, PermissionDenied),
        // A pattern that is none matches nothing.
        (400, INVALID, "Job 7 does not exist", Some("("), InvalidArgument),
    ];
    for (status, code, message, pattern, kind) in table {
        let answer = refusal(status, code, message);
        let error = refuse(&answer, pattern, SystemTime::UNIX_EPOCH);
        assert_eq!(error.kind(), kind, "{status} {code} {message} {pattern:?}");
        assert_eq!(error.is_not_found(), kind == NotFound);
        assert_eq!(error.code().unwrap_or_default(), code, "as it came");
        assert_eq!(error.message(), message, "as it came");
    }
}
