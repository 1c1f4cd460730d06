//! Another version of the API, where the service does not know the one that was asked for.

use std::sync::atomic::{AtomicBool, Ordering};

use http::Uri;

use super::trace;
use crate::error::Error;

/// Two versions of the API: the one that requests are made for, and the one to fall back to.
#[derive(Debug)]
pub(super) struct ApiFallback {
    from: String,
    to: String,
    /// Whether the service turned out not to know the first.
    needed: AtomicBool,
}

impl ApiFallback {
    pub(super) fn new(from: &str, to: &str) -> Self {
        Self {
            from: format!("/api/{from}/"),
            to: format!("/api/{to}/"),
            needed: AtomicBool::new(false),
        }
    }

    /// Makes an address one that the service is known to know.
    pub(super) fn redirect(&self, url: &mut Uri) {
        if self.needed.load(Ordering::Relaxed)
            && let Some(other) = self.other(url)
        {
            *url = other;
        }
    }

    /// Notes that the service does not know an address, and makes it one of the other version;
    /// false if it is not one of the first.
    pub(super) fn fall_back(&self, url: &mut Uri) -> bool {
        let Some(other) = self.other(url) else {
            return false;
        };
        *url = other;
        if !self.needed.swap(true, Ordering::Relaxed) {
            trace::falls_back(&self.from, &self.to);
        }
        true
    }

    fn other(&self, url: &Uri) -> Option<Uri> {
        let path = url.path_and_query()?.as_str().strip_prefix(&self.from)?;
        let (scheme, host) = (url.scheme_str()?, url.authority()?);
        format!("{scheme}://{host}{}{path}", self.to).parse().ok()
    }
}

/// Whether the service says that it does not know the address: it did not even begin with the
/// request then.
pub(super) fn is_unknown_endpoint(error: &Error) -> bool {
    error.status() == Some(404)
        && (error.code() == Some("ENDPOINT_NOT_FOUND") || error.message().contains("Bad Target"))
}
