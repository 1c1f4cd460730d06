//! Servers: of their addresses, only the path matters, for the host is the user's to say.

use super::read::ObjectReader;
use crate::diagnostics::Rule;

/// The path that stands before those of operations, as the first of `servers` says; none if
/// nothing is said of servers.
pub(super) fn base_path(reader: &mut ObjectReader<'_, '_>) -> Option<String> {
    let first = reader.elements("servers").into_iter().next()?;
    let mut server = ObjectReader::new(first, reader.diagnostics);
    let url = server.required_string("url");
    let mut path = path_of(&url).to_owned();
    for (name, variable) in server.children("variables") {
        let mut variable = ObjectReader::new(variable, server.diagnostics);
        let default = variable.string("default").unwrap_or_default();
        variable.finish(&["enum", "description"]);
        path = path.replace(&format!("{{{name}}}"), &default);
    }
    if path.contains(|sign: char| "{}<>?# ".contains(sign) || sign.is_control()) {
        let place = server.place().clone();
        server.diagnostics.error(
            Rule::UnsupportedServer,
            &place,
            format!("the path of the server `{url}` is not known"),
            "give each of its variables a default: `variables: {name: {default: value}}`",
        );
        path.clear();
    }
    server.finish(&["description", "name"]);
    let path = path.trim_matches('/');
    Some(match path {
        "" => String::new(),
        path => format!("/{path}"),
    })
}

/// What follows the host in an address. There may be variables anywhere in it.
fn path_of(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        // Relative to where the document was found.
        None => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_what_follows_the_host() {
        for (url, path) in [
            ("https://example.com", ""),
            ("https://example.com/", ""),
            ("https://<instance>/api/", "api/"),
            ("{scheme}://{host}:{port}/v{version}/x", "v{version}/x"),
            ("/v1", "/v1"),
            ("v1", "v1"),
            ("", ""),
        ] {
            assert_eq!(path_of(url), path);
        }
    }
}
