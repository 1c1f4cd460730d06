//! The transport over the network: HTTP/1.1 and HTTP/2, over TLS.
#![expect(
    clippy::disallowed_types,
    reason = "this is the transport that the ban points to"
)]

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::BytesMut;
use http::Uri;
use http::uri::Scheme;
use reqwest::redirect::Policy;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;

use super::{Request, Response, Transport, TransportError, TransportErrorKind};
use crate::error::Error;
use crate::{BoxFuture, Result};

/// Time to get a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Size beyond which an answer is not taken, decompressed: it would use up the memory.
const RESPONSE_LIMIT: usize = 64 << 20;

/// Sends requests over the network.
///
/// Connections are kept and used again. Certificates are checked as the operating system says,
/// so that those of a company work; on Linux, `SSL_CERT_FILE` and `SSL_CERT_DIR` are heeded.
/// Requests over TLS go through the proxy that the environment names, if any. Redirects are not
/// followed, since credentials would go along; there are no cookies.
///
/// The cryptography is this transport's own: no provider is installed for the process.
pub struct HttpTransport {
    plain: reqwest::Client,
    /// Made when first needed: to read the system's certificates takes a while.
    secure: OnceLock<Result<reqwest::Client, String>>,
    response_limit: usize,
}

impl HttpTransport {
    /// A transport without connections yet.
    ///
    /// # Errors
    ///
    /// When the HTTP library cannot be set up.
    pub fn new() -> Result<Self> {
        let plain = plain_client().map_err(|error| {
            Error::config(format!("cannot set up HTTP: {error}")).with_source(error)
        })?;
        Ok(Self {
            plain,
            secure: OnceLock::new(),
            response_limit: RESPONSE_LIMIT,
        })
    }

    fn client(&self, url: &Uri) -> Result<&reqwest::Client, TransportError> {
        if url.scheme() == Some(&Scheme::HTTP) {
            return Ok(&self.plain);
        }
        let client = self
            .secure
            .get_or_init(|| secure_client().map_err(|e| e.to_string()));
        client.as_ref().map_err(|why| {
            let message = format!("cannot set up TLS: {why}");
            TransportError::new(TransportErrorKind::Tls, message)
        })
    }

    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        let mut builder = self
            .client(&request.url)?
            .request(request.method.into(), request.url.to_string())
            .headers(request.headers)
            .body(request.body);
        if let Some(timeout) = request.timeout {
            builder = builder.timeout(timeout);
        }
        let mut response = builder
            .send()
            .await
            .map_err(|error| lost(&request.url, &error))?;

        let mut body = BytesMut::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| lost(&request.url, &error))?
        {
            if body.len() + chunk.len() > self.response_limit {
                return Err(TransportError::new(
                    TransportErrorKind::Response,
                    format!("the answer has more than {} bytes", self.response_limit),
                ));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: body.freeze(),
        })
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// The client for plain HTTP. That leads to this very machine only, where no proxy could find it.
fn plain_client() -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
    let tls = tls_versions()?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    Ok(builder(tls).no_proxy().build()?)
}

/// The client for HTTPS.
fn secure_client() -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
    let mut tls = tls_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(builder(tls).build()?)
}

fn tls_versions()
-> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()
}

fn builder(tls: ClientConfig) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none())
        // The runtime has its own rules for what may be sent again.
        .retry(reqwest::retry::never())
        .connect_timeout(CONNECT_TIMEOUT)
}

/// What an error of the HTTP library means. Its own text is not told: that has the URL with the
/// query, which may hold a secret.
fn lost(url: &Uri, error: &reqwest::Error) -> TransportError {
    let host = url
        .authority()
        .map_or("the service", |authority| authority.as_str());
    let (kind, mut message) = if error.is_builder() {
        (
            TransportErrorKind::Request,
            "the request cannot be sent".to_owned(),
        )
    } else if error.is_connect() && causes(error).any(is_tls) {
        (
            TransportErrorKind::Tls,
            format!("no secure connection to {host}"),
        )
    } else if error.is_connect() && causes(error).any(is_resolve) {
        (TransportErrorKind::Resolve, format!("cannot find {host}"))
    } else if error.is_connect() {
        (
            TransportErrorKind::Connect,
            format!("cannot connect to {host}"),
        )
    } else if error.is_timeout() {
        (
            TransportErrorKind::Timeout,
            format!("no answer from {host} in time"),
        )
    } else {
        (
            TransportErrorKind::Reset,
            format!("the connection to {host} broke"),
        )
    };
    if let Some(cause) = causes(error).last() {
        message.push_str(": ");
        message.push_str(&cause.to_string());
    }
    TransportError::new(kind, message)
}

/// The causes of an error, the innermost last.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(StdError::source(error), |&cause| cause.source())
}

/// Whether an error is of TLS, perhaps wrapped as one of input and output.
fn is_tls(error: &(dyn StdError + 'static)) -> bool {
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    wrapped.map_or_else(|| error.is::<rustls::Error>(), |inner| is_tls(inner))
}

/// Whether an error is of the search for a host's address. The connector has no type for it.
fn is_resolve(error: &(dyn StdError + 'static)) -> bool {
    error.to_string().starts_with("dns error")
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
