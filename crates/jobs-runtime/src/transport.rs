//! How a request gets to a service: the one seam under the client.
//!
//! Over the network (`HttpTransport`), to a service in the same process, or to a script of
//! exchanges in tests (`Script`): the client above is the same.

#[cfg(feature = "http")]
mod http;
#[cfg(any(feature = "testing", all(test, feature = "client")))]
mod script;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, StatusCode, Uri};
use bytes::Bytes;

#[cfg(feature = "http")]
pub use self::http::HttpTransport;
#[cfg(feature = "http")]
pub(crate) use self::http::Network;
use crate::BoxFuture;
#[cfg(feature = "client")]
use crate::error::Answer;
use crate::error::{Error, ErrorKind};
use crate::operation::Method;
#[cfg(any(feature = "testing", all(test, feature = "client")))]
pub use script::{Expectation, Reply, Script};

/// Carries one request to a service and brings back its answer.
///
/// It does nothing else: no retry, no redirect, no cookie. An answer of any status is a success
/// here.
pub trait Transport: Send + Sync {
    /// Sends the request once.
    ///
    /// It ends within the request's timeout, with [`TransportErrorKind::Timeout`] if need be.
    /// Dropping the future gives the exchange up.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        (**self).send(request)
    }
}

/// A request as it goes out, complete but for what HTTP itself adds.
#[derive(Clone)]
#[non_exhaustive]
pub struct Request {
    /// Name of the operation, for transports that tell operations apart.
    pub operation: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Where to, absolute.
    pub url: Uri,
    /// Headers; those with credentials are marked as sensitive.
    pub headers: HeaderMap,
    /// Body; empty if there is none.
    pub body: Bytes,
    /// Time for the whole exchange, connecting and reading the answer included.
    pub timeout: Option<Duration>,
}

impl Request {
    /// A request without headers, body and time limit.
    pub fn new(operation: &'static str, method: Method, url: Uri) -> Self {
        Self {
            operation,
            method,
            url,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            timeout: None,
        }
    }

    /// The path, as far as it may be shown: what leads to a service that gives tokens may be
    /// secret, as the address of the metadata service is.
    pub(crate) fn shown_path(&self) -> &str {
        if self.operation.starts_with("auth_") {
            "***"
        } else {
            self.url.path()
        }
    }
}

impl fmt::Debug for Request {
    /// Query, header values and body are left out: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.shown_path())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// What a service answered, whatever the status.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The whole body, decompressed.
    pub body: Bytes,
    /// Where it came from in the end, if redirects were followed.
    pub url: Option<Uri>,
}

impl Response {
    /// An answer without headers.
    pub fn new(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: body.into(),
            url: None,
        }
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

#[cfg(feature = "client")]
impl<'a> From<&'a Response> for Answer<'a> {
    fn from(response: &'a Response) -> Self {
        Self {
            status: response.status,
            headers: &response.headers,
            body: &response.body,
            url: response.url.as_ref(),
        }
    }
}

impl fmt::Debug for Response {
    /// Header values and body are left out: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

impl From<Method> for ::http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Head => Self::HEAD,
            Method::Options => Self::OPTIONS,
            Method::Trace => Self::TRACE,
        }
    }
}

/// Why an exchange came to nothing.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Where an exchange came to nothing, which decides whether it may be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The name of the host is not known, or nobody could be asked: nothing was sent.
    Resolve,
    /// There was no connection: nothing was sent.
    Connect,
    /// There was no secure connection, such as when the peer cannot prove who it is: nothing was
    /// sent, and it will not help to try again.
    Tls,
    /// The proxy does not let the request through: nothing was sent, and it will not help to try
    /// again.
    Proxy,
    /// The request cannot be sent as it is: nothing was sent.
    Request,
    /// The service says that it did not begin with the request, as HTTP/2 lets it.
    Refused,
    /// The time was up before the answer was whole. The service may have processed the request.
    Timeout,
    /// The connection broke before the answer was whole. The service may have processed the
    /// request.
    Reset,
    /// The answer cannot be taken, such as one beyond the size limit. The service has processed
    /// the request.
    Response,
}

impl TransportErrorKind {
    /// Whether the service may have seen the request.
    pub fn was_sent(self) -> bool {
        match self {
            Self::Resolve
            | Self::Connect
            | Self::Tls
            | Self::Proxy
            | Self::Request
            | Self::Refused => false,
            Self::Timeout | Self::Reset | Self::Response => true,
        }
    }

    /// Whether the same request may get through later.
    pub fn is_transient(self) -> bool {
        match self {
            Self::Resolve | Self::Connect | Self::Refused | Self::Timeout | Self::Reset => true,
            Self::Tls | Self::Proxy | Self::Request | Self::Response => false,
        }
    }
}

impl TransportError {
    /// An exchange that came to nothing, and what to say of it.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            source: None,
        }
    }

    /// Adds what caused the error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Where the exchange came to nothing.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::Request => ErrorKind::InvalidArgument,
            _ => ErrorKind::Transport,
        };
        Self::new(kind, error.to_string())
            .in_exchange(error.kind().was_sent(), error.kind().is_transient())
            .with_source(error)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
