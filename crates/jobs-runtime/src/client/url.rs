//! From a path template and parameters to an address.

use crate::Result;
use crate::error::Error;
use http::Uri;
use http::uri::InvalidUri;

/// Room for the values in an address: enough for most.
const VALUES: usize = 64;

/// The address of a resource: `host`, the path with its parameters filled in, the query. Parameters
/// and query are escaped already.
pub(crate) fn render<'q>(
    host: &str,
    template: &str,
    path: &[(&'static str, String)],
    query: impl IntoIterator<Item = &'q (String, String)>,
) -> Result<Uri> {
    let mut url = String::with_capacity(host.len() + template.len() + VALUES);
    url.push_str(host);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        url.push_str(before);
        let value = path
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str());
        match value {
            // The service would read these as a step in the path, escaped or not.
            Some("." | "..") => {
                return Err(Error::invalid_request(format!(
                    "path parameter `{name}` is a dot"
                )));
            }
            Some(value) => url.push_str(value),
            None => {
                return Err(Error::invalid_request(format!(
                    "path parameter `{name}` is missing"
                )));
            }
        }
        rest = after;
    }
    url.push_str(rest);
    with_query(url, query)
}

/// An address with a query added to it, whose names and values are escaped.
pub(super) fn with_query<'q>(
    mut url: String,
    query: impl IntoIterator<Item = &'q (String, String)>,
) -> Result<Uri> {
    for (name, value) in query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(name);
        url.push('=');
        url.push_str(value);
    }
    url.try_into().map_err(|error: InvalidUri| {
        Error::invalid_request("the request's address cannot be used").with_source(error)
    })
}
