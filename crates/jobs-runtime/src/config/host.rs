//! Address of the service, brought into one form.

use std::net::IpAddr;

use http::Uri;

use crate::Result;
use crate::error::Error;

/// Scheme and authority of a service, such as `https://example.cloud.databricks.com`, without a
/// slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host(String);

impl Host {
    /// Reads an address as people write it: the scheme may be missing, and what is pasted from a
    /// browser's address bar (path, query) is dropped.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let invalid = |why: &str| Error::config(format!("host `{}` {why}", without_user(text)));

        let absolute = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let uri: Uri = absolute.parse().map_err(|_| invalid("is not an address"))?;
        let scheme = uri.scheme_str().unwrap_or_default();
        let default_port = match scheme {
            "https" => 443,
            "http" => 80,
            _ => return Err(invalid("must begin with https://")),
        };
        let authority = uri.authority().ok_or_else(|| invalid("names no machine"))?;
        if authority.as_str().contains('@') {
            return Err(invalid("must not hold a user or a password"));
        }
        let name = authority.host().to_ascii_lowercase();
        if name.is_empty() {
            return Err(invalid("names no machine"));
        }
        let port = authority.as_str()[authority.host().len()..].trim_start_matches(':');
        if !port.is_empty() && authority.port_u16().is_none() {
            return Err(invalid("has a port that is no number"));
        }
        let host = Self(match authority.port_u16() {
            Some(port) if port != default_port => format!("{scheme}://{name}:{port}"),
            _ => format!("{scheme}://{name}"),
        });
        if scheme == "http" && !is_loopback(&name) {
            return Err(invalid(
                "is reached without TLS: credentials would be open to all on the way. \
                 Use https://",
            ));
        }
        Ok(host)
    }

    /// The address, without a slash at the end.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The address with whatever stands where a user and a password would.
fn without_user(text: &str) -> &str {
    text.rsplit_once('@').map_or(text, |(_, host)| host)
}

/// Whether a host name leads to this very machine.
fn is_loopback(name: &str) -> bool {
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || name.ends_with(".localhost")
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
