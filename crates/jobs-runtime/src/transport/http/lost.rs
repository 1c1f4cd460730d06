//! What an error of the HTTP library means.

use std::error::Error as StdError;
use std::io;

use http::Uri;

use super::tls;
use crate::transport::{TransportError, TransportErrorKind};

/// Why an exchange came to nothing. The library's own text is not told: that has the address with
/// the query, which may hold a secret.
pub(super) fn lost(url: &Uri, error: &reqwest::Error) -> TransportError {
    let host = url
        .authority()
        .map_or("the service", |authority| authority.as_str());
    if let Some(cause) = causes(error).find_map(tls::error_in)
        && error.is_connect()
    {
        return TransportError::new(TransportErrorKind::Tls, tls::explain(host, cause));
    }
    let (kind, mut message) = explain(host, error);
    if let Some(cause) = causes(error).last() {
        message.push_str(": ");
        message.push_str(&cause.to_string());
    }
    TransportError::new(kind, message)
}

fn explain(host: &str, error: &reqwest::Error) -> (TransportErrorKind, String) {
    use TransportErrorKind as Kind;
    if error.is_builder() {
        (Kind::Request, "the request cannot be sent".to_owned())
    } else if error.is_connect() && causes(error).any(is_resolve) {
        (Kind::Resolve, format!("cannot find {host}"))
    } else if error.is_connect() && causes(error).any(is_proxy_refusal) {
        let message = format!("the proxy does not let requests to {host} through");
        (Kind::Proxy, message)
    } else if error.is_connect() {
        (Kind::Connect, format!("cannot connect to {host}"))
    } else if error.is_timeout() {
        (Kind::Timeout, format!("no answer from {host} in time"))
    } else if causes(error).any(is_refusal) {
        let message = format!("{host} did not take the request on this connection");
        (Kind::Refused, message)
    } else if causes(error).any(is_garbage) {
        (
            Kind::Response,
            format!("cannot decompress the answer of {host}"),
        )
    } else {
        (Kind::Reset, format!("the connection to {host} broke"))
    }
}

/// The causes of an error, the innermost last.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(StdError::source(error), |&cause| cause.source())
}

/// Whether an error is of the search for a host's address. The connector has no type for it.
fn is_resolve(error: &(dyn StdError + 'static)) -> bool {
    error.to_string().starts_with("dns error")
}

/// Whether a proxy wants to know who is calling. The connector has no type for it.
fn is_proxy_refusal(error: &(dyn StdError + 'static)) -> bool {
    error.to_string().ends_with("proxy authorization required")
}

/// Whether the service says that it did not begin with the request: HTTP/2 tells so of a single
/// one, and of those that came after the last one it takes on a connection.
fn is_refusal(error: &(dyn StdError + 'static)) -> bool {
    error.downcast_ref::<h2::Error>().is_some_and(|error| {
        let refuses = match error.reason() {
            Some(h2::Reason::REFUSED_STREAM) => error.is_reset(),
            Some(h2::Reason::NO_ERROR) => error.is_go_away(),
            _ => false,
        };
        refuses && error.is_remote()
    })
}

/// Whether the answer is not compressed as it says. Half of an answer that is does not count.
fn is_garbage(error: &(dyn StdError + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        )
    })
}
