//! The transport over the network: HTTP/1.1 and HTTP/2, over TLS.
#![expect(
    clippy::disallowed_types,
    reason = "this is the transport that the ban points to"
)]

mod address;
mod lost;
mod network;
mod tls;

use std::error::Error as StdError;
use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::Uri;
use http::uri::Scheme;
use reqwest::Proxy;
use reqwest::redirect::Policy;
use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;

pub(crate) use network::Network;

use super::{Request, Response, Transport, TransportError, TransportErrorKind};
use crate::config::{Environment, ProcessEnvironment};
use crate::error::Error;
use crate::{BoxFuture, Result};
use address::Addresses;
use lost::lost;

/// Time to get a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Size beyond which an answer is not taken, decompressed: it would use up the memory.
const RESPONSE_LIMIT: usize = 64 << 20;

/// Time for which a connection is kept without use. Load balancers close theirs after a minute; a
/// request on its way just then would be lost.
const IDLE: Duration = Duration::from_secs(50);

/// Most connections to a host that are kept without use.
const MOST_IDLE: usize = 100;

/// On HTTP/2, time without a sign of life after which one is asked for, and time to answer.
const SIGN_OF_LIFE: (Duration, Duration) = (Duration::from_secs(20), Duration::from_secs(10));

/// Sends requests over the network.
///
/// Connections are kept and used again; HTTP/2 is spoken where the service offers it.
/// Certificates are checked as the operating system says, so that those of a company work; on
/// Linux, `SSL_CERT_FILE` and `SSL_CERT_DIR` are heeded. Requests over TLS go through the proxy
/// that the environment names, if any. Redirects are not followed, and there are no cookies.
///
/// The cryptography is this transport's own: no provider is installed for the process.
pub struct HttpTransport {
    plain: reqwest::Client,
    /// Made when first needed: to read the system's certificates takes a while.
    secure: OnceLock<Result<reqwest::Client, String>>,
    addresses: Addresses,
    authorities: Vec<CertificateDer<'static>>,
    proxy: Option<Proxy>,
    connect_timeout: Duration,
    response_limit: usize,
}

impl HttpTransport {
    /// A transport without connections yet.
    ///
    /// # Errors
    ///
    /// When the HTTP library cannot be set up.
    pub fn new() -> Result<Self> {
        Self::with(&Network::default(), &ProcessEnvironment)
    }

    /// The same, with these settings.
    pub(crate) fn with(network: &Network, environment: &dyn Environment) -> Result<Self> {
        let connect_timeout = network.connect_timeout.unwrap_or(CONNECT_TIMEOUT);
        let plain = plain_client(connect_timeout).map_err(|error| {
            Error::config(format!("cannot set up HTTP: {error}")).with_source(error)
        })?;
        Ok(Self {
            plain,
            secure: OnceLock::new(),
            addresses: Addresses::default(),
            authorities: network.authorities()?,
            proxy: network.proxy(environment)?,
            connect_timeout,
            response_limit: network.response_limit.unwrap_or(RESPONSE_LIMIT),
        })
    }

    fn client(&self, url: &Uri) -> Result<&reqwest::Client, TransportError> {
        if url.scheme() == Some(&Scheme::HTTP) {
            return Ok(&self.plain);
        }
        let client = self
            .secure
            .get_or_init(|| self.secure_client().map_err(|error| error.to_string()));
        client.as_ref().map_err(|why| {
            let message = format!("cannot set up TLS: {why}");
            TransportError::new(TransportErrorKind::Tls, message)
        })
    }

    /// The client for HTTPS.
    fn secure_client(&self) -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
        let tls = tls::trusting(&self.authorities)?;
        let mut builder = builder(tls, self.connect_timeout);
        if let Some(proxy) = &self.proxy {
            builder = builder.proxy(proxy.clone());
        }
        Ok(builder.build()?)
    }

    /// Reads a body to its end. Most come in one piece, which is not copied.
    async fn read_body(
        &self,
        response: &mut reqwest::Response,
        lost: impl Fn(reqwest::Error) -> TransportError,
    ) -> Result<Bytes, TransportError> {
        let Some(first) = response.chunk().await.map_err(&lost)? else {
            return Ok(Bytes::new());
        };
        self.check_size(first.len())?;
        let Some(mut next) = response.chunk().await.map_err(&lost)? else {
            return Ok(first);
        };
        let mut body = BytesMut::from(&first[..]);
        loop {
            self.check_size(body.len() + next.len())?;
            body.extend_from_slice(&next);
            match response.chunk().await.map_err(&lost)? {
                Some(chunk) => next = chunk,
                None => return Ok(body.freeze()),
            }
        }
    }

    fn check_size(&self, bytes: usize) -> Result<(), TransportError> {
        if bytes <= self.response_limit {
            return Ok(());
        }
        Err(TransportError::new(
            TransportErrorKind::Response,
            format!("the answer has more than {} bytes", self.response_limit),
        ))
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let client = self.client(&request.url)?;
            let url = self.addresses.read(&request.url)?;
            let mut outgoing = reqwest::Request::new(request.method.into(), url);
            *outgoing.headers_mut() = request.headers;
            *outgoing.timeout_mut() = request.timeout;
            *outgoing.body_mut() = Some(request.body.into());
            let lost = |error| lost(&request.url, &error);
            let mut response = client.execute(outgoing).await.map_err(lost)?;
            let status = response.status();
            let headers = std::mem::take(response.headers_mut());
            let body = self.read_body(&mut response, lost).await?;
            Ok(Response {
                status,
                headers,
                body,
                url: None,
            })
        })
    }
}

/// The client for plain HTTP. That leads to this very machine only, where no proxy could find it.
fn plain_client(
    connect_timeout: Duration,
) -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
    Ok(builder(tls::none()?, connect_timeout).no_proxy().build()?)
}

fn builder(tls: ClientConfig, connect_timeout: Duration) -> reqwest::ClientBuilder {
    let (interval, timeout) = SIGN_OF_LIFE;
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        // The runtime has its own rules for what may be sent again, and where to.
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(connect_timeout)
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(MOST_IDLE)
        .http2_keep_alive_interval(interval)
        .http2_keep_alive_timeout(timeout)
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
