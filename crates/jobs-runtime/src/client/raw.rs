//! Requests that no operation is known for: another path, or members that the types lack.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, Uri};

use super::dispatch::Outgoing;
use super::options::CallOptions;
use super::{Client, url};
use crate::error::{Answer, Error};
use crate::json::{self, Decode, Encode};
use crate::operation::{Method, OperationInfo, RetryClass};
use crate::retry::RetryPolicy;
use crate::transport::{Request, Response};
use crate::{BoxFuture, Result};

/// Name of such requests in errors, logs and scripts.
const NAME: &str = "raw";

impl Client {
    /// A request of any method to any path of the host, with the same credentials, retries, limits
    /// and errors as the operations have.
    ///
    /// The path begins with a slash and stands as it is, escapes included; it may have a query.
    ///
    /// ```
    /// # use jobs_runtime::operation::Method;
    /// # use jobs_runtime::transport::{Reply, Script};
    /// # use jobs_runtime::{Client, Result, json::Value};
    /// # async fn example() -> Result<()> {
    /// # let script = Script::new();
    /// # script.expect("raw", Reply::ok(r#"{"version": 2}"#));
    /// # let client = Client::builder().host("https://x").token("t").transport(script).build()?;
    /// let answer = client.raw(Method::Get, "/api/2.0/things/get").query("id", 7).await?;
    /// let thing: Value = answer.json()?;
    /// assert_eq!(thing["version"], 2);
    /// # Ok(())
    /// # }
    /// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    /// # runtime.unwrap().block_on(example()).unwrap();
    /// ```
    pub fn raw(&self, method: Method, path: impl Into<String>) -> RawCall {
        RawCall {
            client: self.clone(),
            method,
            path: path.into(),
            body: Ok(None),
            class: match method {
                Method::Get | Method::Head | Method::Options | Method::Trace => RetryClass::Safe,
                Method::Put | Method::Delete => RetryClass::Idempotent,
                Method::Post | Method::Patch => RetryClass::Unsafe,
            },
            options: CallOptions::default(),
        }
    }
}

/// A request that no operation is known for. It is sent when it is awaited.
#[must_use = "a call is not sent until it is awaited"]
pub struct RawCall {
    client: Client,
    method: Method,
    path: String,
    /// The body, if there is one; or why it cannot be sent.
    body: Result<Option<Vec<u8>>>,
    class: RetryClass,
    options: CallOptions,
}

impl RawCall {
    /// Adds a query parameter, after those that there are.
    pub fn query(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        self.options.add_query(&name.into(), &value.to_string());
        self
    }

    /// Adds a header, in place of the client's of that name. Those of credentials and the user
    /// agent cannot be replaced.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body to a value's JSON.
    pub fn json(mut self, body: &dyn Encode) -> Self {
        self.body = json::to_vec(body).map(Some).map_err(Error::invalid_request);
        self
    }

    /// Sets the body as it is. Unless a header says otherwise, it is JSON.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Ok(Some(body.into()));
        self
    }

    /// When it may be sent again, in place of what its method says: `GET` and `HEAD` change
    /// nothing, `PUT` and `DELETE` have the same effect twice, `POST` and `PATCH` may take effect
    /// twice. [`Keyed`](RetryClass::Keyed) says that the body has a key.
    pub fn retry_class(mut self, class: RetryClass) -> Self {
        self.class = class;
        self
    }

    /// Time for one attempt, in place of the client's; `None` for no limit.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.timeout = Some(timeout.into());
        self
    }

    /// Time for the whole call, in place of the client's; `None` for no limit.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.options.deadline = Some(deadline.into());
        self
    }

    /// When a failed request is sent again, in place of the client's policy.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.options.retry = Some(Arc::new(policy));
        self
    }

    async fn send(self) -> Result<RawResponse> {
        let options = self.options.started(&self.client);
        let info = OperationInfo::new(NAME, self.method, "", self.class);
        let request = self
            .body
            .and_then(|body| request(&self.client, self.method, &self.path, body, &options))
            .map_err(|error| error.in_operation(NAME))?;
        let mut outgoing = Outgoing {
            info: &info,
            keyed: true,
            request,
            options: &options,
        };
        // Whatever it is: the caller reads it.
        let response = self.client.dispatch(&mut outgoing, &mut |_| Ok(())).await?;
        Ok(RawResponse { response })
    }
}

fn request(
    client: &Client,
    method: Method,
    path: &str,
    body: Option<Vec<u8>>,
    options: &CallOptions,
) -> Result<Request> {
    let mut request = Request::new(NAME, method, address(client.host(), path, &options.query)?);
    request.headers = client.headers(body.is_some(), &[], options)?;
    request.body = body.map(Bytes::from).unwrap_or_default();
    Ok(request)
}

/// The address of a path of the host: whatever it looks like, it leads to no other.
fn address(host: &str, path: &str, query: &[(String, String)]) -> Result<Uri> {
    let refuse = |why: &str| {
        Err(Error::invalid_request(format!(
            "path `{}` {why}",
            before_query(path)
        )))
    };
    if !path.starts_with('/') || path.starts_with("//") {
        return refuse("must begin with one slash: the host is the client's");
    }
    if before_query(path)
        .split('/')
        .any(|step| matches!(step, "." | ".."))
    {
        return refuse("must not have dots for steps");
    }
    if !path.is_ascii() || path.contains('#') {
        return refuse("must have `#` and what is not ASCII escaped, such as `%23`");
    }
    url::with_query(format!("{host}{path}"), query)
}

/// The part of a path that is shown: a query may hold a secret.
fn before_query(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

impl IntoFuture for RawCall {
    type Output = Result<RawResponse>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for RawCall {
    /// Query, headers and body are left out: they may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCall")
            .field("method", &self.method)
            .field("path", &before_query(&self.path))
            .field("class", &self.class)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// An answer of status 200 to 299, as it came.
#[derive(Clone, Debug)]
pub struct RawResponse {
    response: Response,
}

impl RawResponse {
    /// HTTP status.
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// Headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.response.headers
    }

    /// The whole body, decompressed.
    pub fn bytes(&self) -> &Bytes {
        &self.response.body
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> Cow<'_, str> {
        self.response.text()
    }

    /// Reads the body: into any type of the API, or [`Value`](json::Value). For types of your own,
    /// give [`bytes`](Self::bytes) to `serde_json`.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not of this type.
    pub fn json<T: Decode>(&self) -> Result<T> {
        json::from_slice(self.bytes()).map_err(|cause| {
            let error = Answer::from(&self.response).unreadable(cause);
            error.in_operation(NAME)
        })
    }
}

#[cfg(test)]
mod tests;
