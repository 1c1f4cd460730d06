//! What is said of an operation in words, be it in docs or in the reference.

use crate::model::Operation;
use crate::openapi::Retry;

/// Method and path, as code.
pub(in crate::templates) fn request_line(operation: &Operation) -> String {
    format!("`{} {}`", operation.method, operation.path)
}

/// When it is sent again.
pub(in crate::templates) fn sent_again(retry: &Retry) -> String {
    match retry {
        Retry::Safe => "Sent again after transient failures: it changes nothing.".to_owned(),
        Retry::Idempotent => {
            "Sent again after transient failures: twice has the effect of once.".to_owned()
        }
        Retry::Keyed(key) => format!(
            "Sent again after transient failures, always with the same `{key}`, which is made up \
             if you set none."
        ),
        Retry::Unsafe => {
            "Sent again only if the service cannot have acted on it: twice may have the effect of \
             two."
                .to_owned()
        }
    }
}
