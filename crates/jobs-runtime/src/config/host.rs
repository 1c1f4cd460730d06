//! Address of the service, brought into one form.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU16;

use http::Uri;

use super::coerce::is_id;
use crate::Result;
use crate::error::Error;

/// Scheme and authority of a service, such as `https://example.cloud.databricks.com`, without a
/// slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host(String);

/// A host as people give it, often pasted from a browser's address bar.
#[derive(Debug)]
pub(super) struct Pasted {
    pub(super) host: Host,
    /// Id of the workspace that the query names.
    pub(super) workspace_id: Option<String>,
    /// Id of the account that the query names.
    pub(super) account_id: Option<String>,
}

impl Host {
    /// Reads an address as people write it: the scheme may be missing, and what is pasted from a
    /// browser's address bar (path, query) is dropped.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        Pasted::parse(text).map(|pasted| pasted.host)
    }

    /// The address, without a slash at the end.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Name of the machine, without scheme and port.
    pub(crate) fn name(&self) -> &str {
        let authority = self.0.split_once("://").map_or(&*self.0, |(_, rest)| rest);
        let port = authority
            .rfind(':')
            .filter(|at| !authority[*at..].contains(']'));
        port.map_or(authority, |at| &authority[..at])
    }

    /// Whether an account is reached there, and not a workspace.
    pub(crate) fn is_account(&self) -> bool {
        self.name().starts_with("accounts.") || self.name().starts_with("accounts-dod.")
    }
}

impl Pasted {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let invalid = |why: &str| Error::config(format!("host `{}` {why}", shown(text)));

        let absolute = if has_scheme(text) {
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
        let name = machine(authority.host()).ok_or_else(|| invalid("names no machine"))?;
        let port = match authority.as_str().strip_prefix(authority.host()) {
            None | Some("" | ":") => None,
            Some(port) => match port.trim_start_matches(':').parse::<NonZeroU16>() {
                Ok(port) => Some(port.get()).filter(|port| *port != default_port),
                Err(_) => return Err(invalid("has a port that is no number from 1 to 65535")),
            },
        };
        if scheme == "http" && !is_loopback(&name) {
            return Err(invalid(
                "is reached without TLS: credentials would be open to all on the way. \
                 Use https://",
            ));
        }
        let named = |parameter| named_in(uri.query().unwrap_or_default(), parameter);
        let number =
            |parameter| named(parameter).filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
        Ok(Self {
            host: Host(match port {
                Some(port) => format!("{scheme}://{name}:{port}"),
                None => format!("{scheme}://{name}"),
            }),
            workspace_id: named("w")
                .or_else(|| number("o"))
                .or_else(|| number("workspace_id")),
            account_id: named("a").or_else(|| named("account_id")),
        })
    }
}

/// The address as messages show it: without its query, and without a user and a password.
pub(super) fn shown(text: &str) -> String {
    let (before, rest) = match text.rsplit_once('@') {
        Some((before, rest)) => {
            let scheme = ["https://", "http://"]
                .into_iter()
                .find(|scheme| before.starts_with(scheme));
            (format!("{}***@", scheme.unwrap_or_default()), rest)
        }
        None => (String::new(), text),
    };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    format!("{before}{}", &rest[..end])
}

fn has_scheme(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| {
        scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// Name of a machine in its one form: in lower case, and without the dot at the end that makes it
/// absolute, since certificates and cloud domains are told without.
fn machine(name: &str) -> Option<String> {
    if let Some(address) = name.strip_prefix('[') {
        let address: Ipv6Addr = address.strip_suffix(']')?.parse().ok()?;
        return Some(format!("[{address}]"));
    }
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    name.split('.').all(is_label).then_some(name)
}

/// Whether a host name leads to this very machine. What ends in `.localhost` may not: some
/// resolvers ask others for it.
fn is_loopback(name: &str) -> bool {
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Id that a parameter of a query holds.
fn named_in(query: &str, parameter: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == parameter)
        .map(|(_, id)| id)
        .filter(|id| is_id(id))
        .map(str::to_owned)
}
