//! Whether it is safe to send an operation again.

use crate::error::Error;
use crate::operation::RetryClass;

/// Whether an operation of this class may be sent again after this error. `keyed` tells whether
/// the key of a keyed one is set.
pub(crate) fn may_repeat(class: RetryClass, keyed: bool, error: &Error) -> bool {
    if !error.is_retryable() {
        return false;
    }
    match class {
        RetryClass::Safe | RetryClass::Idempotent => true,
        RetryClass::Keyed if keyed => true,
        RetryClass::Keyed | RetryClass::Unsafe => !error.was_sent() || was_turned_away(error),
    }
}

/// Whether the service says that it did not even begin with the request.
///
/// 503 alone does not say so: it may come from a proxy that lost the answer. With a time to come
/// back, the service itself has sent it. Nor does a code that speaks of limits with another status:
/// the service may have come upon one halfway.
fn was_turned_away(error: &Error) -> bool {
    match error.status() {
        Some(429) => true,
        Some(503) => error.retry_after().is_some(),
        _ => false,
    }
}
