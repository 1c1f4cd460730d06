//! Requests to services that issue tokens: none carries the caller's credentials of the API.

use std::time::Duration;

use http::{HeaderMap, StatusCode, Uri};
use serde_json::Value;

use super::context::Context;
pub(crate) use super::request::Form;
use super::request::{self, Prepared};
use super::token::Token;
use super::token_answer::{read_token, told};
use crate::Result;
use crate::config::Secret;
use crate::error::{Answer, Error, ErrorKind};
use crate::retry::{Attempt, Backoff, Decision, RetryPolicy};
use crate::transport::{Response, TransportError, TransportErrorKind};

/// Time in which a request for a token is repeated.
const PATIENCE: Duration = Duration::from_secs(60);

/// Time for each attempt, and for the only one while somebody waits for an explanation.
const ATTEMPT: Duration = Duration::from_secs(20);
const HURRIED_ATTEMPT: Duration = Duration::from_secs(3);

impl Context {
    /// Posts a form to a token endpoint and reads the token that it answers, sending it again
    /// while that may help, for a minute at most.
    ///
    /// # Errors
    ///
    /// As `{error}: {error_description}` where the endpoint says so. No secret of the form is in
    /// it, even if the endpoint says it back.
    pub(crate) async fn exchange(&self, form: Form<'_>) -> Result<Token> {
        let prepared = form.prepare()?;
        let answer = self.post(&prepared).await?;
        read_token(&answer, self.clock.now())
            .map_err(|why| refused(&prepared, &prepared.mask.hide(&why)))
    }

    /// Posts a form as [`exchange`](Self::exchange) does, to a service whose answer is not as
    /// token endpoints give it.
    #[cfg(feature = "google")]
    pub(crate) async fn post_form(&self, form: Form<'_>) -> Result<Value> {
        self.post(&form.prepare()?).await
    }

    async fn post(&self, prepared: &Prepared) -> Result<Value> {
        let response = self.send_again(prepared).await?;
        self.read_json(prepared, &response)
    }

    /// Gets a JSON document, once, within a time.
    pub(crate) async fn get_json(
        &self,
        url: &str,
        headers: HeaderMap,
        timeout: Duration,
    ) -> Result<Value> {
        let mut prepared = request::get(url, headers)?;
        // What the configuration calls an address may be known to nobody else.
        prepared.mask.add(prepared.request.url.path());
        if let Some(query) = prepared.request.url.query() {
            prepared.mask.add(query);
        }
        self.ask(&prepared, timeout).await
    }

    /// Posts JSON with a bearer token, once, within a time.
    #[cfg(feature = "google")]
    pub(crate) async fn post_json(
        &self,
        url: &str,
        bearer: &Secret,
        body: &Value,
        timeout: Duration,
    ) -> Result<Value> {
        let prepared = request::post(url, bearer, body.to_string())?;
        self.ask(&prepared, timeout).await
    }

    /// Posts nothing, with a bearer token, once, within a time.
    pub(crate) async fn post_empty(
        &self,
        url: &str,
        bearer: &Secret,
        timeout: Duration,
    ) -> Result<Value> {
        let prepared = request::post(url, bearer, String::new())?;
        self.ask(&prepared, timeout).await
    }

    /// Gets a JSON document, asking again while that may help; none if there is none (404).
    pub(super) async fn find_json(&self, url: &str) -> Result<Option<Value>> {
        // It names where secrets go, so it must come from the one who is asked.
        request::secure(url)?;
        let prepared = request::get(url, HeaderMap::new())?;
        let response = self.send_again(&prepared).await?;
        if response.status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        self.read_json(&prepared, &response).map(Some)
    }

    async fn ask(&self, prepared: &Prepared, timeout: Duration) -> Result<Value> {
        let response = self.send_once(prepared, timeout).await?;
        self.read_json(prepared, &response)
    }

    /// Sends a request until there is an answer that another attempt would not better.
    async fn send_again(&self, prepared: &Prepared) -> Result<Response> {
        let (attempt, policy) = if self.hurried {
            (HURRIED_ATTEMPT, Backoff::never())
        } else {
            let policy = Backoff::new().waits(Duration::from_secs(1), PATIENCE);
            (ATTEMPT, policy.max_elapsed(PATIENCE))
        };
        let start = self.clock.elapsed();
        let since_start = || self.clock.elapsed().saturating_sub(start);
        let mut number = 0;
        loop {
            number += 1;
            let timeout = attempt.min(PATIENCE.saturating_sub(since_start()));
            let failure = match self.send_once(prepared, timeout).await {
                Ok(response) => return Ok(response),
                Err(failure) => failure,
            };
            let decision = policy.decide(&Attempt {
                number,
                elapsed: since_start(),
                error: &failure.error,
                random: fastrand::f64(),
            });
            match decision {
                Decision::After(delay) if failure.may_pass => self.clock.sleep(delay).await,
                _ => return Err(failure.error),
            }
        }
    }

    /// Sends a request once. Answers that may be better soon are failures, all others are not.
    pub(super) async fn send_once(
        &self,
        prepared: &Prepared,
        timeout: Duration,
    ) -> Result<Response, Failure> {
        let mut request = prepared.request.clone();
        request.timeout = Some(timeout);
        match self.transport.send(request).await {
            Ok(response) if may_pass(response.status) => Err(Failure {
                error: self.refusal(prepared, &response),
                may_pass: true,
            }),
            Ok(response) => Ok(response),
            Err(error) => Err(Failure::lost(error)),
        }
    }

    fn read_json(&self, prepared: &Prepared, response: &Response) -> Result<Value> {
        if !response.status.is_success() {
            return Err(self.refusal(prepared, response));
        }
        // Neither the text nor the cause is shown: a token may be in them.
        serde_json::from_slice(&response.body).map_err(|_| {
            let message = format!(
                "{} answered something else than JSON: is the address right?",
                machine(prepared.url())
            );
            Error::new(ErrorKind::Decode, message)
        })
    }

    /// The error of an answer other than success.
    fn refusal(&self, prepared: &Prepared, response: &Response) -> Error {
        let (status, now) = (response.status, self.clock.now());
        // Masked before anything is cut off, so that no half of a secret is left.
        let text = prepared.mask.hide(&response.text());
        let error_with = |body: &str| {
            let answer = Answer {
                status,
                headers: &response.headers,
                body: body.as_bytes(),
                url: None,
            };
            answer.refusal(None, now)
        };
        let why = serde_json::from_str(&text)
            .ok()
            .and_then(|answer| told(&answer))
            .unwrap_or_else(|| error_with(&text).message().to_owned());
        if may_pass(status) {
            // Of the API's kind, for the time after which the endpoint wants to be asked again.
            let error = refused(prepared, &why);
            let body = serde_json::json!({ "message": error.message() });
            return error_with(&body.to_string()).in_exchange(false, true);
        }
        // The status is told in words: it is not that of the request which the token is for.
        refused(prepared, &format!("{why} (status {})", status.as_u16()))
    }
}

/// Why there is no answer, or none that is worth reading.
pub(super) struct Failure {
    error: Error,
    /// Whether it is worth trying again within the minute.
    pub(super) may_pass: bool,
}

impl Failure {
    fn lost(error: TransportError) -> Self {
        let may_pass = error.kind().is_transient() && error.kind() != TransportErrorKind::Resolve;
        let error = Error::from(error);
        let transient = error.is_retryable();
        Self {
            error: error.in_exchange(false, transient),
            may_pass,
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        failure.error
    }
}

fn refused(prepared: &Prepared, why: &str) -> Error {
    let machine = machine(prepared.url());
    let message = if prepared.is_exchange() {
        format!("no token from {machine}: {why}")
    } else {
        format!("{machine} refuses: {why}")
    };
    Error::new(ErrorKind::Unauthenticated, message)
}

/// What an error names a service by. The path may be secret.
fn machine(url: &Uri) -> &str {
    url.authority()
        .map_or("the service", |authority| authority.as_str())
}

/// Whether another attempt may get a better answer soon. 500 may come of the request itself.
fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 502 | 503 | 504)
}

#[cfg(test)]
mod tests;
