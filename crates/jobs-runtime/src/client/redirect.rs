//! Which redirects are followed: those that lead to the same host, by requests that only read.
//!
//! Credentials go along with a request, so none is sent to wherever an answer points.

use http::Uri;
use http::header::LOCATION;

use crate::operation::Method;
use crate::transport::Response;

/// Most redirects in a row.
pub(super) const MOST: usize = 5;

/// Mark of the redirect by which a workspace says that it is reached over a private link only: it
/// leads to a login page, and tells more than that page does.
const PRIVATE_LINK: &str = "error=private-link-validation-error";

/// Where the answer to a request leads, if that is to be followed.
pub(super) fn target(method: Method, url: &Uri, response: &Response) -> Option<Uri> {
    let reads = matches!(method, Method::Get | Method::Head);
    if !reads || !matches!(response.status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers.get(LOCATION)?.to_str().ok()?;
    if location.contains(PRIVATE_LINK) {
        return None;
    }
    let location = location.split('#').next().unwrap_or_default();
    // A path of its own, or the whole address. Other forms are not in use, and harder to get right.
    let target: Uri = if location.starts_with('/') && !location.starts_with("//") {
        let (scheme, host) = (url.scheme_str()?, url.authority()?);
        format!("{scheme}://{host}{location}").parse().ok()?
    } else {
        location.parse().ok()?
    };
    let same_host = target.scheme() == url.scheme() && target.authority() == url.authority();
    (same_host && target != *url).then_some(target)
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, StatusCode};

    use super::*;

    fn follow(method: Method, status: u16, location: &str) -> Option<String> {
        let url = Uri::from_static("https://example.test/api/old?a=1");
        let mut response = Response::new(StatusCode::from_u16(status).unwrap(), "");
        let location = HeaderValue::from_bytes(location.as_bytes()).unwrap();
        response.headers.insert(LOCATION, location);
        target(method, &url, &response).map(|target| target.to_string())
    }

    // G.1 row 3: nothing goes to another host, whatever the headers are called.
    #[test]
    fn only_reads_follow_and_only_to_the_same_host() {
        let new = "https://example.test/api/new?b=2";
        for location in [new, "/api/new?b=2", "/api/new?b=2#part"] {
            for status in [301, 302, 303, 307, 308] {
                let followed = follow(Method::Get, status, location);
                assert_eq!(followed.as_deref(), Some(new), "{status} {location}");
            }
        }
        assert!(follow(Method::Head, 302, new).is_some());
        for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
            assert_eq!(follow(method, 307, new), None, "{method}");
        }
        for status in [200, 300, 304, 305, 401] {
            assert_eq!(follow(Method::Get, status, new), None, "{status}");
        }
        for location in [
            "https://evil.test/api/new",
            "https://example.test.evil.test/",
            "https://example.test@evil.test/",
            "https://user@example.test/",
            "https://example.test:8443/api/new",
            "http://example.test/api/new",
            "//evil.test/api/new",
            "@evil.test/",
            "new",
            "",
            "?a=2",
            "https://example.test/login.html?error=private-link-validation-error",
            "https://example.test/api/old?a=1",
            "/\u{e9}",
        ] {
            assert_eq!(follow(Method::Get, 302, location), None, "{location}");
        }
    }
}
