//! The way of a request: encode, then per attempt credentials and transport, then retry or decode.
//!
//! All but the two ends of it is one function that is not generic: it is compiled once, here, and
//! not again for each operation in each program.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Client, url};
use crate::error::{Answer, Error};
use crate::json::ReadError;
use crate::operation::{Operation, OperationInfo, Output, RequestParts};
use crate::retry::{Attempt, Decision, RetryPolicy, may_repeat};
use crate::transport::{Request, Response};
use crate::{BoxFuture, Result};

/// What one call wants otherwise than the client.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    /// When the time for the call is up, on the client's clock.
    expires: Option<Duration>,
}

impl CallOptions {
    /// The same options, with the time for the call running from now.
    pub(crate) fn started(mut self, client: &Client) -> Self {
        let deadline = self.deadline.or(client.shared.deadline);
        self.expires = deadline.map(|deadline| client.elapsed().saturating_add(deadline));
        self
    }
}

/// Sends one request of an operation, again if need be, and reads its answer.
pub(crate) async fn execute<O: Operation>(
    client: &Client,
    operation: &O,
    options: &CallOptions,
) -> Result<O::Output> {
    let mut parts = RequestParts::default();
    let encoded = operation.encode(&mut parts).map(|()| parts);
    let success = client
        .dispatch(O::INFO, operation.has_key(), encoded, options)
        .await?;
    O::Output::decode(&success.response.body).map_err(|cause| success.unreadable(O::INFO, cause))
}

/// A successful answer, and what it took.
struct Success {
    response: Response,
    attempts: u32,
    elapsed: Duration,
}

impl Success {
    fn unreadable(&self, info: &OperationInfo, cause: ReadError) -> Error {
        let error = Answer::from(&self.response).unreadable(cause);
        error
            .in_operation(info.name)
            .after(self.attempts, self.elapsed)
    }
}

impl Client {
    /// Sends a request until it succeeds, or an error is final.
    fn dispatch<'a>(
        &'a self,
        info: &'static OperationInfo,
        keyed: bool,
        encoded: Result<RequestParts>,
        options: &'a CallOptions,
    ) -> BoxFuture<'a, Result<Success>> {
        Box::pin(async move {
            let request = encoded
                .and_then(|parts| self.request(info, parts, options))
                .map_err(|error| error.in_operation(info.name))?;
            let policy = options.retry.as_ref().unwrap_or(&self.shared.retry);
            let start = self.elapsed();
            let mut number = 0;
            loop {
                number += 1;
                let result = self.attempt(info, request.clone(), options).await;
                let elapsed = self.elapsed().saturating_sub(start);
                let error = match result {
                    Ok(response) => {
                        self.shared.budget.succeeded();
                        return Ok(Success {
                            response,
                            attempts: number,
                            elapsed,
                        });
                    }
                    Err(error) => error.in_operation(info.name).after(number, elapsed),
                };
                if !may_repeat(info.retry, keyed, &error) {
                    return Err(error);
                }
                let attempt = Attempt {
                    number,
                    elapsed,
                    error: &error,
                    random: self.random(),
                };
                match policy.decide(&attempt) {
                    Decision::After(delay) if self.may_wait(delay, options) => {
                        self.sleep(delay).await;
                    }
                    _ => return Err(error),
                }
            }
        })
    }

    /// Whether there is time for this delay, and budget for another attempt.
    fn may_wait(&self, delay: Duration, options: &CallOptions) -> bool {
        let now = self.elapsed();
        let in_time = options
            .expires
            .is_none_or(|expires| now.saturating_add(delay) < expires);
        in_time && self.shared.budget.take(now)
    }

    /// The request as it is sent at each attempt, but for credentials and time.
    fn request(
        &self,
        info: &OperationInfo,
        parts: RequestParts,
        options: &CallOptions,
    ) -> Result<Request> {
        let url = url::render(
            self.host(),
            info.path,
            &parts.path,
            parts.query.iter().chain(&options.query),
        )?;
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if parts.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in &parts.headers {
            insert(&mut headers, name, value)?;
        }
        for (name, value) in &options.headers {
            insert(&mut headers, name, value)?;
        }
        headers.insert(USER_AGENT, self.shared.user_agent.clone());
        let mut request = Request::new(info.name, info.method, url);
        request.headers = headers;
        request.body = parts.body.map(Bytes::from).unwrap_or_default();
        Ok(request)
    }

    /// One attempt: an answer that tells success, or the error.
    async fn attempt(
        &self,
        info: &OperationInfo,
        mut request: Request,
        options: &CallOptions,
    ) -> Result<Response> {
        // Asked anew each time: a token may have run out since the last attempt.
        let credentials = self.shared.credentials.headers().await?;
        for (name, value) in &credentials {
            request.headers.insert(name, value.clone());
        }
        let timeout = options.timeout.unwrap_or(self.shared.timeout);
        request.timeout = Some(match options.expires {
            Some(expires) => timeout.min(expires.saturating_sub(self.elapsed())),
            None => timeout,
        });
        let response = self
            .shared
            .transport
            .send(request)
            .await
            .map_err(Error::from)?;
        if response.status.is_success() {
            return Ok(response);
        }
        Err(Answer::from(&response).refusal(info.not_found, self.shared.clock.now()))
    }
}

/// Sets a header that comes from outside. The value is not shown in the error.
fn insert(headers: &mut HeaderMap, name: &str, value: &str) -> Result<()> {
    let invalid = |what| Error::invalid_request(format!("header `{name}` has an invalid {what}"));
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid("name"))?;
    let value = HeaderValue::from_str(value).map_err(|_| invalid("value"))?;
    headers.insert(key, value);
    Ok(())
}
