//! The way of a request: per attempt rate limit, credentials and transport, then retry or answer.
//!
//! It is one function for all operations and is compiled once, here, not again for each operation
//! in each program. Only its ends are generic: writing the request, and reading the answer.

use std::time::Duration;

use tracing::Instrument as _;

use super::attempt::{Cause, Failure, not_sent};
use super::options::CallOptions;
use super::{Client, trace};
use crate::error::{Error, ErrorKind};
use crate::json::ReadError;
use crate::operation::{Operation, OperationInfo, Output as _, RequestParts};
use crate::retry::{Attempt, Decision, may_repeat};
use crate::transport::{Request, Response};
use crate::{BoxFuture, Result};

/// A request on its way.
pub(super) struct Outgoing<'a> {
    pub(super) info: &'a OperationInfo,
    /// Whether the key of a keyed operation is set.
    pub(super) keyed: bool,
    /// Complete but for credentials and time.
    pub(super) request: Request,
    pub(super) options: &'a CallOptions,
}

/// Reads an answer that tells success, and keeps what it reads.
pub(super) type Read<'a> = dyn FnMut(&Response) -> Result<(), ReadError> + Send + 'a;

/// Sends one request of an operation, again if need be, and reads its answer.
pub(crate) async fn execute<O: Operation>(
    client: &Client,
    operation: &O,
    options: &CallOptions,
) -> Result<O::Output> {
    let mut parts = RequestParts::default();
    operation
        .encode(&mut parts)
        .map_err(|error| error.in_operation(O::INFO.name))?;
    let mut output = None;
    let mut read = |response: &Response| {
        output = Some(O::Output::decode(&response.body)?);
        Ok(())
    };
    client
        .call_operation(O::INFO, operation.has_key(), parts, options, &mut read)
        .await?;
    output.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer was not read"))
}

impl Client {
    fn call_operation<'a>(
        &'a self,
        info: &'static OperationInfo,
        keyed: bool,
        parts: RequestParts,
        options: &'a CallOptions,
        read: &'a mut Read<'_>,
    ) -> BoxFuture<'a, Result<Response>> {
        Box::pin(async move {
            let request = self
                .request(info, parts, options)
                .map_err(|error| error.in_operation(info.name))?;
            let mut outgoing = Outgoing {
                info,
                keyed,
                request,
                options,
            };
            self.dispatch(&mut outgoing, read).await
        })
    }

    /// Sends a request until it succeeds, or an error is final.
    pub(super) async fn dispatch(
        &self,
        outgoing: &mut Outgoing<'_>,
        read: &mut Read<'_>,
    ) -> Result<Response> {
        if let Some(fallback) = &self.shared.api_fallback {
            fallback.redirect(&mut outgoing.request.url);
        }
        let span = trace::call(outgoing.info, &outgoing.request);
        let start = self.elapsed();
        let attempts = self.attempts(outgoing, start, read);
        let result = attempts.instrument(span.clone()).await;
        if !span.is_disabled() {
            trace::ends(&span, self.elapsed().saturating_sub(start), &result);
        }
        result
    }

    async fn attempts(
        &self,
        outgoing: &mut Outgoing<'_>,
        start: Duration,
        read: &mut Read<'_>,
    ) -> Result<Response> {
        let name = outgoing.info.name;
        let mut credentials_renewed = false;
        let mut was_sent = false;
        let mut last_error = None;
        let mut number = 0_u32;
        let error = loop {
            number = number.saturating_add(1);
            let attempt_start = self.elapsed();
            let result = self.attempt(outgoing, read).await;
            let now = self.elapsed();
            let took = now.saturating_sub(attempt_start);
            let elapsed = now.saturating_sub(start);
            let told = |error: Error| error.in_operation(name).after(number, elapsed);
            let Failure { error, cause } = match result {
                Ok(response) => {
                    trace::succeeds(number, took, &response);
                    self.shared.budget.succeeded();
                    return Ok(response);
                }
                Err(failure) => failure,
            };
            let error = told(error);
            trace::fails(number, took, &error);
            was_sent |= error.was_sent();
            if matches!(cause, Cause::OutOfTime) {
                // It was not sent this time; what the service said before tells more.
                break last_error.unwrap_or_else(|| error.after(number - 1, elapsed));
            }
            let cured = self.cure(outgoing, cause, &mut credentials_renewed);
            let error = match cured.await {
                Ok(true) => {
                    last_error = Some(error);
                    continue;
                }
                Ok(false) => error,
                Err(other) => told(other),
            };
            match self.delay(outgoing, number, elapsed, &error) {
                Some(delay) => {
                    trace::waits(delay);
                    self.tell_of_retry(&error, number, delay);
                    self.sleep(delay).await;
                    last_error = Some(error);
                }
                None => break error,
            }
        };
        // Each attempt is judged by itself; but whatever the last one came to, those before it may
        // have taken effect.
        let transient = error.is_retryable();
        Err(error.in_exchange(was_sent, transient))
    }

    /// Does away with the cause of a failure, if it can: true if the request is to be sent again at
    /// once. That is safe for any class, for the service turned the request away unread. Each cure
    /// is tried once a call.
    async fn cure(
        &self,
        outgoing: &mut Outgoing<'_>,
        cause: Cause,
        credentials_renewed: &mut bool,
    ) -> Result<bool> {
        match cause {
            Cause::Credentials(headers) if !*credentials_renewed => {
                *credentials_renewed = true;
                let renewed = self.shared.credentials.refused(&headers);
                let Ok(renewed) = self.in_time(outgoing, renewed).await else {
                    return Ok(false);
                };
                let renewed = renewed.map_err(not_sent)?;
                trace::renews_credentials(renewed);
                Ok(renewed)
            }
            Cause::Endpoint => {
                let fallback = self.shared.api_fallback.as_ref();
                Ok(fallback.is_some_and(|it| it.fall_back(&mut outgoing.request.url)))
            }
            _ => Ok(false),
        }
    }

    /// How long to wait before the next attempt; none if there is to be no other.
    ///
    /// Three must agree: the class of the operation, the policy, and the budget. And there must be
    /// time.
    fn delay(
        &self,
        outgoing: &Outgoing<'_>,
        number: u32,
        elapsed: Duration,
        error: &Error,
    ) -> Option<Duration> {
        if !may_repeat(outgoing.info.retry, outgoing.keyed, error) {
            return None;
        }
        let attempt = Attempt {
            number,
            elapsed,
            error,
            random: self.random(),
        };
        let Decision::After(delay) = outgoing.options.policy(self).decide(&attempt) else {
            return None;
        };
        let in_time = outgoing.options.left(self).is_none_or(|left| delay < left);
        (in_time && self.shared.budget.take(self.elapsed())).then_some(delay)
    }
}
