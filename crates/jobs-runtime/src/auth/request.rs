//! What is sent to services that issue tokens, and what of it is secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Uri};

use super::mask::Mask;
use crate::Result;
use crate::config::{Host, Secret};
use crate::error::Error;
use crate::operation::Method;
use crate::transport::Request;

/// Names under which requests go out, for transports that tell operations apart.
const EXCHANGE: &str = "auth_token";
const GET: &str = "auth_get";
const POST: &str = "auth_post";

/// Fields of forms whose values are secret.
const SECRET_FIELDS: [&str; 6] = [
    "assertion",
    "client_assertion",
    "client_secret",
    "password",
    "refresh_token",
    "subject_token",
];

/// A form, as token endpoints take it.
pub(crate) struct Form<'a> {
    /// Address of the endpoint.
    pub(crate) url: &'a str,
    /// Id and secret for HTTP Basic, if the endpoint wants them so.
    pub(crate) basic: Option<(&'a str, &'a Secret)>,
    /// Fields, in their order. Empty ones are sent as empty.
    pub(crate) fields: &'a [(&'a str, &'a str)],
}

/// A request, and what must not be told of its answer.
pub(super) struct Prepared {
    pub(super) request: Request,
    pub(super) mask: Mask,
}

impl Prepared {
    pub(super) fn url(&self) -> &Uri {
        &self.request.url
    }

    /// Whether it asks for a token, and not for a document.
    pub(super) fn is_exchange(&self) -> bool {
        self.request.operation == EXCHANGE
    }
}

impl Form<'_> {
    pub(super) fn prepare(&self) -> Result<Prepared> {
        let mut request = Request::new(EXCHANGE, Method::Post, secure(self.url)?);
        request.headers = HeaderMap::from_iter([
            (ACCEPT, HeaderValue::from_static("application/json")),
            (
                CONTENT_TYPE,
                HeaderValue::from_static("application/x-www-form-urlencoded"),
            ),
        ]);
        let mut mask = Mask::default();
        for (name, value) in self.fields {
            if SECRET_FIELDS.contains(name) {
                mask.add(value);
            }
        }
        if let Some((id, secret)) = self.basic {
            mask.add(secret.expose());
            // RFC 6749, 2.3.1: each is encoded as in a form first.
            let credentials = basic(&escaped(id), &escaped(secret.expose()))?;
            mask.add_header(&credentials);
            request.headers.insert(AUTHORIZATION, credentials);
        }
        request.body = Bytes::from(encoded(self.fields));
        Ok(Prepared { request, mask })
    }
}

/// A request for a document. With a secret in its headers, it goes to safe places only.
pub(super) fn get(url: &str, mut headers: HeaderMap) -> Result<Prepared> {
    let mut mask = Mask::default();
    for secret in headers.values().filter(|value| value.is_sensitive()) {
        mask.add_header(secret);
    }
    let has_secrets = headers.values().any(HeaderValue::is_sensitive);
    let url = if has_secrets {
        secure(url)?
    } else {
        parse(url)?
    };
    headers
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("application/json"));
    let mut request = Request::new(GET, Method::Get, url);
    request.headers = headers;
    Ok(Prepared { request, mask })
}

/// A request that carries a bearer token and this body, said to be JSON.
pub(super) fn post(url: &str, bearer: &Secret, body: String) -> Result<Prepared> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", bearer.expose()))
        .map_err(|_| Error::config("a token has characters that no header can carry"))?;
    value.set_sensitive(true);
    let Prepared { mut request, mask } = get(url, HeaderMap::from_iter([(AUTHORIZATION, value)]))?;
    request.operation = POST;
    request.method = Method::Post;
    request
        .headers
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request.body = Bytes::from(body);
    Ok(Prepared { request, mask })
}

/// Header of HTTP Basic.
pub(super) fn basic(user: &str, password: &str) -> Result<HeaderValue> {
    let credentials = BASE64.encode(format!("{user}:{password}"));
    let mut value = HeaderValue::from_str(&format!("Basic {credentials}"))
        .map_err(|_| Error::config("user and password cannot stand in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Names and values, as a form or a query carries them.
pub(super) fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn parse(url: &str) -> Result<Uri> {
    // The query may be secret, and so may be what stands before the machine's name.
    let shown = url.split(['?', '#']).next().unwrap_or_default();
    let shown = shown.rsplit('@').next().unwrap_or_default();
    let invalid = || Error::config(format!("`{shown}` is not an address"));
    let uri: Uri = url.parse().map_err(|_| invalid())?;
    match uri.authority() {
        Some(_) => Ok(uri),
        None => Err(invalid()),
    }
}

/// An address that secrets may go to: over TLS, or on this very machine.
pub(super) fn secure(url: &str) -> Result<Uri> {
    let uri = parse(url)?;
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let scheme = uri.scheme_str().unwrap_or_default();
    Host::parse(&format!("{scheme}://{authority}"))?;
    Ok(uri)
}

/// Whether an address leads to this very machine.
pub(super) fn is_loopback(url: &str) -> bool {
    let Ok(uri) = secure(url) else {
        return false;
    };
    // Plain HTTP is accepted for this machine only.
    uri.authority()
        .is_some_and(|authority| Host::parse(&format!("http://{authority}")).is_ok())
}
