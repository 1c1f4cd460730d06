//! A fault: what goes wrong with requests on purpose.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What goes wrong with the requests that it matches. Of several, the first one added that hits
/// counts.
///
/// ```
/// use jobs_emulator::Fault;
/// use std::time::Duration;
///
/// let lost_answer = Fault::on("run_now").after_handler().status(503).times(2);
/// let slow = Fault::on("/api/2.2/jobs/*").latency(Duration::from_secs(3));
/// let flaky = Fault::any().resets().probability(0.1).seed(7);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Fault {
    /// Name of the operation, such as `run_now`; every one without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Path of the request; with `*` at the end, whatever begins so. Every one without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Whether the request takes effect first.
    pub when: Moment,
    /// Status of the answer, from 200 to 599.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Headers of the answer, in addition to its own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Body of the answer: JSON, or a text that is sent as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// How long the request is held up, in milliseconds of the emulator's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latency_ms: Option<u64>,
    /// How long the request is held up, in milliseconds of real time whatever the emulator's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub real_latency_ms: Option<u64>,
    /// How the connection breaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection: Option<Break>,
    /// Refuses the request as one with a token that has expired.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expired_token: bool,
    /// How likely it hits a request that it matches, from 0 to 1.
    pub probability: f64,
    /// Where its randomness begins: the same seed hits the same requests.
    pub seed: u64,
    /// How many requests it hits at most; any number without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// When a fault happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Moment {
    /// Before the request takes effect: with a status, a body or a break it never does.
    #[default]
    Before,
    /// After the request has taken effect: only the answer is lost.
    After,
}

/// How a connection breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Break {
    /// It is reset without an answer.
    Reset,
    /// It is closed in the middle of the answer's body.
    HalfBody,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            operation: None,
            path: None,
            when: Moment::Before,
            status: None,
            headers: BTreeMap::new(),
            body: None,
            latency_ms: None,
            real_latency_ms: None,
            connection: None,
            expired_token: false,
            probability: 1.0,
            seed: 0,
            times: None,
        }
    }
}

impl Fault {
    /// A fault of every request.
    pub fn any() -> Self {
        Self::default()
    }

    /// A fault of this operation (`run_now`), or of this path (`/api/2.2/jobs/*`).
    pub fn on(operation_or_path: impl Into<String>) -> Self {
        let target = Some(operation_or_path.into());
        if target
            .as_ref()
            .is_some_and(|target| target.starts_with('/'))
        {
            Self {
                path: target,
                ..Self::default()
            }
        } else {
            Self {
                operation: target,
                ..Self::default()
            }
        }
    }

    /// After the request has taken effect, instead of before.
    #[must_use]
    pub fn after_handler(mut self) -> Self {
        self.when = Moment::After;
        self
    }

    /// Answers with this status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// Answers with this body: JSON, or a text that is sent as it is.
    #[must_use]
    pub fn body(mut self, body: impl Into<Value>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Holds the request up for so long by the emulator's clock.
    #[must_use]
    pub fn latency(mut self, time: Duration) -> Self {
        self.latency_ms = Some(in_millis(time));
        self
    }

    /// Holds the request up for so long in real time, whatever the emulator's clock.
    #[must_use]
    pub fn real_latency(mut self, time: Duration) -> Self {
        self.real_latency_ms = Some(in_millis(time));
        self
    }

    /// Resets the connection without an answer.
    #[must_use]
    pub fn resets(mut self) -> Self {
        self.connection = Some(Break::Reset);
        self
    }

    /// Closes the connection in the middle of the answer's body.
    #[must_use]
    pub fn half_body(mut self) -> Self {
        self.connection = Some(Break::HalfBody);
        self
    }

    /// Refuses the token as expired.
    #[must_use]
    pub fn expired_token(mut self) -> Self {
        self.expired_token = true;
        self
    }

    /// Hits with this probability, from 0 to 1.
    #[must_use]
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = probability;
        self
    }

    /// Where its randomness begins.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Hits so many requests and no more.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Says what is wrong with it, if anything is.
    pub(crate) fn check(&self, operations: &[&'static str]) -> Result<(), String> {
        if let Some(operation) = &self.operation {
            super::known_operation(operation, operations)?;
        }
        if let Some(path) = &self.path
            && !path.starts_with('/')
        {
            return Err(format!("path: '{path}' does not begin with /"));
        }
        if let Some(status) = self.status
            && !(200..=599).contains(&status)
        {
            return Err(format!("status: {status} is not from 200 to 599"));
        }
        if !(0.0..=1.0).contains(&self.probability) {
            return Err(format!(
                "probability: {} is not from 0 to 1",
                self.probability
            ));
        }
        for (name, value) in &self.headers {
            if http::HeaderName::try_from(name).is_err()
                || http::HeaderValue::try_from(value).is_err()
            {
                return Err(format!("headers: '{name}' is not a header, or its value"));
            }
        }
        let does_something = self.status.is_some()
            || self.body.is_some()
            || self.connection.is_some()
            || self.expired_token
            || self.latency_ms.is_some()
            || self.real_latency_ms.is_some()
            || !self.headers.is_empty();
        if !does_something {
            return Err(
                "nothing goes wrong: give status, body, headers, connection, expired_token, \
                 latency_ms or real_latency_ms"
                    .to_owned(),
            );
        }
        Ok(())
    }

    pub(super) fn matches(&self, operation: Option<&str>, path: &str) -> bool {
        let operation_matches = self.operation.as_ref().is_none_or(|wanted| {
            operation.is_some_and(|operation| super::is_same_operation(wanted, operation))
        });
        let path_matches = self
            .path
            .as_ref()
            .is_none_or(|wanted| match wanted.strip_suffix('*') {
                Some(prefix) => path.starts_with(prefix),
                None => path == wanted,
            });
        operation_matches && path_matches
    }

    /// Whether the request is answered without taking effect.
    pub(crate) fn stops(&self) -> bool {
        let answers = self.status.is_some() || self.body.is_some() || self.expired_token;
        self.when == Moment::Before && (answers || self.connection.is_some())
    }
}

fn in_millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
