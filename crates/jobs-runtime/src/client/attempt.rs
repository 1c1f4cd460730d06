//! One attempt: credentials, transport, and what the answer means.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::de::IgnoredAny;

use super::dispatch::{Outgoing, Read};
use super::{Client, echo, fallback, redirect, trace};
use crate::Result;
use crate::error::{Answer, Error, ErrorKind};
use crate::transport::{Request, Response};

/// The header that says which workspace a request is for.
const WORKSPACE: HeaderName = HeaderName::from_static("x-databricks-workspace-id");

/// An attempt that failed.
pub(super) struct Failure {
    pub(super) error: Error,
    pub(super) cause: Cause,
}

/// Why an attempt failed, as far as something can be done about it.
pub(super) enum Cause {
    /// The time of the call was up before the request was sent.
    OutOfTime,
    /// The service refused these headers, as if the credentials in them had run out.
    Credentials(HeaderMap),
    /// The service does not know the address.
    Endpoint,
    Other,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            cause: Cause::Other,
        }
    }
}

impl Failure {
    fn out_of_time() -> Self {
        Self {
            error: out_of_time(),
            cause: Cause::OutOfTime,
        }
    }
}

impl Client {
    /// Sends the request once and reads the answer.
    pub(super) async fn attempt(
        &self,
        outgoing: &Outgoing<'_>,
        read: &mut Read<'_>,
    ) -> Result<Response, Failure> {
        self.wait_for_a_place(outgoing).await?;
        // Asked for at each attempt: a token may have run out since the last one.
        let credentials = self.shared.credentials.headers();
        let credentials = self.in_time(outgoing, credentials).await?;
        let credentials = credentials.map_err(not_sent)?;
        let response = self.exchange(outgoing, &credentials).await?;
        if response.status.is_success() {
            return match read(&response) {
                Ok(()) => Ok(response),
                Err(cause) => {
                    // Half a document is what a broken connection leaves.
                    let cut_short = cause.is_syntax() && breaks_off(&response.body);
                    let told = echo::without(&outgoing.request, &credentials, &response);
                    let error = Answer::from(&told).unreadable(cause);
                    Err(error.in_exchange(true, cut_short).into())
                }
            };
        }
        let now = self.shared.clock.now();
        let told = echo::without(&outgoing.request, &credentials, &response);
        let answer = Answer::from(&told).sent_to(&outgoing.request.url);
        let error = answer.refusal(outgoing.info.not_found, now);
        let cause = if have_run_out(&response, &error) {
            Cause::Credentials(credentials)
        } else if fallback::is_unknown_endpoint(&error) {
            Cause::Endpoint
        } else {
            Cause::Other
        };
        let error = match response.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => error.with_hint(format!(
                "host={}, auth_type={}",
                self.host(),
                self.shared.credentials.name()
            )),
            _ => error,
        };
        Err(Failure { error, cause })
    }

    /// Waits until the rate limit lets the request through.
    async fn wait_for_a_place(&self, outgoing: &Outgoing<'_>) -> Result<(), Failure> {
        let left = outgoing.options.left(self);
        if left.is_some_and(|left| left.is_zero()) {
            return Err(Failure::out_of_time());
        }
        if let Some(limit) = &self.shared.rate_limit {
            match limit.take(self.elapsed(), left) {
                None => return Err(Failure::out_of_time()),
                Some(Duration::ZERO) => {}
                Some(wait) => self.sleep(wait).await,
            }
        }
        Ok(())
    }

    /// What comes of some work within the time of the call.
    pub(super) async fn in_time<T>(
        &self,
        outgoing: &Outgoing<'_>,
        work: impl Future<Output = T>,
    ) -> Result<T, Failure> {
        let Some(left) = outgoing.options.left(self) else {
            return Ok(work.await);
        };
        let (mut work, mut end) = (pin!(work), self.shared.clock.sleep(left));
        // The work first: a clock that is not real may be at the end as soon as it is asked.
        poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Ok(done)),
            Poll::Pending => end
                .as_mut()
                .poll(context)
                .map(|()| Err(Failure::out_of_time())),
        })
        .await
    }

    /// Sends the request, and again to wherever on the same host the answer leads.
    async fn exchange(
        &self,
        outgoing: &Outgoing<'_>,
        credentials: &HeaderMap,
    ) -> Result<Response, Failure> {
        let start = self.elapsed();
        let time = outgoing.options.attempt_time(self);
        if time.is_some_and(|time| time.is_zero()) {
            return Err(Failure::out_of_time());
        }
        let mut request = self.complete(&outgoing.request, credentials);
        request.timeout = time;
        let mut redirects = 0;
        let mut redirected = None;
        loop {
            trace::sends(&request);
            let sent = self.shared.transport.send(request);
            let mut response = sent.await.map_err(Error::from)?;
            trace::receives(&outgoing.request, credentials, &response);
            let url = redirected.as_ref().unwrap_or(&outgoing.request.url);
            let target = match redirect::target(outgoing.request.method, url, &response) {
                Some(target) if redirects < redirect::MOST => target,
                _ => {
                    response.url = response.url.or(redirected);
                    return Ok(response);
                }
            };
            trace::follows(&target);
            redirects += 1;
            request = self.complete(&outgoing.request, credentials);
            request.url = target.clone();
            redirected = Some(target);
            let spent = self.elapsed().saturating_sub(start);
            request.timeout = time.map(|time| time.saturating_sub(spent));
            if request.timeout.is_some_and(|left| left.is_zero()) {
                return Err(redirected_for_too_long().into());
            }
        }
    }

    /// A request with the headers that nobody else may set.
    fn complete(&self, request: &Request, credentials: &HeaderMap) -> Request {
        let mut request = request.clone();
        for (name, value) in credentials {
            request.headers.insert(name, value.clone());
        }
        // Only now, for the host itself may have told it while credentials were got.
        if let Some(id) = self.workspace() {
            request.headers.entry(WORKSPACE).or_insert(id);
        }
        let strategy = self.shared.credentials.name();
        let user_agent = self.shared.user_agent.header(strategy);
        request.headers.insert(USER_AGENT, user_agent);
        request
    }
}

impl Client {
    /// Which workspace is meant, where an address may serve many. Those of an account are not in
    /// one.
    fn workspace(&self) -> Option<HeaderValue> {
        let id = self.shared.auth.workspace_id()?;
        let id = HeaderValue::from_str(id).ok()?;
        (!self.shared.host.is_account()).then_some(id)
    }
}

/// Whether a document ends before it should.
fn breaks_off(body: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(body)
        .is_err_and(|error| error.is_eof() && !body.is_empty())
}

/// Whether the service turned the request away because its credentials are past their time: 401,
/// or 403 in words that say so, or in a page of some gateway before it. Any other 403 is final.
fn have_run_out(response: &Response, error: &Error) -> bool {
    match response.status {
        StatusCode::UNAUTHORIZED => true,
        StatusCode::FORBIDDEN => {
            let message = error.message().to_ascii_lowercase();
            let expired = message
                .split_once("token")
                .is_some_and(|(_, rest)| rest.contains("expir"));
            expired
                || message.contains("invalid access token")
                || response.body.trim_ascii_start().starts_with(b"<")
        }
        _ => false,
    }
}

/// The error of getting credentials: whatever was sent for them, the request itself was not.
pub(super) fn not_sent(error: Error) -> Error {
    let transient = error.is_retryable();
    error.in_exchange(false, transient)
}

/// The error of a call whose time was up before anything was sent.
pub(super) fn out_of_time() -> Error {
    Error::new(
        ErrorKind::Timeout,
        "the time was up before the request could be sent",
    )
    .in_exchange(false, true)
}

/// The error of an attempt whose time was up when it was to follow a redirect.
fn redirected_for_too_long() -> Error {
    Error::new(
        ErrorKind::Timeout,
        "the time was up before the last redirect could be followed",
    )
    .in_exchange(true, true)
}
