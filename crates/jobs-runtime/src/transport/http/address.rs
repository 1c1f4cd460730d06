//! From the address of a request to the form that the HTTP library takes.

use std::sync::{Mutex, PoisonError};

use http::Uri;
use reqwest::Url;

use crate::transport::{TransportError, TransportErrorKind};

/// Turns addresses into the library's form.
///
/// To read an origin is most of the work, and nearly all requests of a client go to the same one:
/// the last one is kept.
#[derive(Default)]
pub(super) struct Addresses {
    last: Mutex<Option<(Uri, Url)>>,
}

impl Addresses {
    pub(super) fn read(&self, uri: &Uri) -> Result<Url, TransportError> {
        if let Some(mut url) = self.known_origin(uri) {
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        // What it says of it is left out: it may tell the query, which may hold a secret.
        let url = Url::parse(&uri.to_string()).map_err(|_| {
            let message = "the request cannot be sent: its address cannot be used";
            TransportError::new(TransportErrorKind::Request, message)
        })?;
        let mut origin = url.clone();
        origin.set_query(None);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((uri.clone(), origin));
        Ok(url)
    }

    /// An address of the same origin, if that is the last one.
    fn known_origin(&self, uri: &Uri) -> Option<Url> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, url) = last.as_ref()?;
        let same = known.scheme() == uri.scheme() && known.authority() == uri.authority();
        same.then(|| url.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // A kept origin changes nothing of an address.
    #[test]
    fn an_address_is_the_same_whatever_came_before() {
        let origins = [
            "https://example.test",
            "http://127.0.0.1:8080",
            "http://[::1]:1",
            "https://EXAMPLE.test:443",
        ];
        let paths = [
            "/",
            "/api/2.2/jobs/runs/get?run_id=1",
            "/api/things/a%2Fb%20%3F/all?",
            "//evil.test/a/../b/./%2e%2e/c?d=/../e",
            "/a\\b;c=d:e@f|g'(h)\"{i}\"?q={i}&j=`\\^'",
            "/?a=%C3%BC&b=+#",
        ];
        let addresses = Addresses::default();
        let whole = |origin, path| format!("{origin}{path}").parse::<Uri>().unwrap();
        for origin in origins {
            for before in paths {
                for path in paths {
                    let uri = whole(origin, path);
                    addresses.read(&whole(origin, before)).unwrap();
                    let url = addresses.read(&uri).unwrap();
                    assert_eq!(url, Url::parse(&uri.to_string()).unwrap(), "{before}");
                }
            }
        }
    }

    #[test]
    fn what_has_no_origin_cannot_be_sent() {
        let addresses = Addresses::default();
        for uri in ["/path", "*"] {
            let error = addresses.read(&uri.parse().unwrap()).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Request, "{uri}");
        }
    }
}
