//! Messages by which a service says that a failure will pass, whatever status it gave.

/// Parts of such messages.
const PARTS: &[&str] = &[
    "UnknownWorkerEnvironmentException",
    "does not have any associated worker environments",
    "There is no worker environment with id",
    "Unknown worker environment",
    "ClusterNotReadyException",
    "Unexpected error",
    "Please try again later or try a faster operation.",
    "RPC token bucket limit has been exceeded",
    "Timed out after ",
    "deadline exceeded",
    "REQUEST_LIMIT_EXCEEDED",
];

/// Whether a message says so.
pub(super) fn says_transient(message: &str) -> bool {
    let names_lost_environment = || {
        message
            .split_once("worker env ")
            .is_some_and(|(_, rest)| rest.contains(" not found"))
    };
    PARTS.iter().any(|part| message.contains(part)) || names_lost_environment()
}
