//! A script of exchanges in place of a service, for tests.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::http::{HeaderName, HeaderValue, StatusCode};
use bytes::Bytes;

use super::{Request, Response, Transport, TransportError, TransportErrorKind};
use crate::BoxFuture;
use crate::clock::ManualClock;

/// A transport that answers by script and keeps what it was asked.
///
/// Expected exchanges ([`expect`](Self::expect)) are answered in their order; what they do not
/// cover is answered by the stub of its operation ([`stub`](Self::stub)). Any other request gets
/// an error, and [`assert_done`](Self::assert_done) tells of it. Everything above the transport
/// is real: encoding, retries, pages, waiting.
///
/// Clones share the script.
///
/// ```
/// use jobs_runtime::transport::{Reply, Script};
///
/// let script = Script::new();
/// script.expect("get_run", Reply::status(503).header("retry-after", "2"));
/// script.expect("get_run", Reply::ok(r#"{"run_id": 7}"#));
/// ```
#[derive(Clone, Default)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    expected: VecDeque<(&'static str, Reply)>,
    stubs: HashMap<&'static str, Stub>,
    requests: Vec<Request>,
    unexpected: Vec<String>,
    clock: Option<ManualClock>,
}

type Stub = Box<dyn FnMut(&Request) -> Reply + Send>;

impl Script {
    /// A script without exchanges.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same script, on this clock: replies that [take](Reply::taking) time advance it.
    #[must_use]
    pub fn on_clock(self, clock: &ManualClock) -> Self {
        self.state().clock = Some(clock.clone());
        self
    }

    /// Expects a request of this operation after those expected so far, and answers it.
    pub fn expect(&self, operation: &'static str, reply: Reply) {
        self.state().expected.push_back((operation, reply));
    }

    /// Answers every request of this operation that is not expected next.
    ///
    /// `answer` runs while the script is locked: it must not use the script itself.
    pub fn stub(
        &self,
        operation: &'static str,
        answer: impl FnMut(&Request) -> Reply + Send + 'static,
    ) {
        self.state().stubs.insert(operation, Box::new(answer));
    }

    /// The requests so far, in their order.
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// Checks that all expected requests came, and no others.
    ///
    /// # Panics
    ///
    /// When one is missing, or came that was not in the script.
    #[track_caller]
    pub fn assert_done(&self) {
        let state = self.state();
        let missing: Vec<_> = state
            .expected
            .iter()
            .map(|(operation, _)| *operation)
            .collect();
        assert!(
            missing.is_empty() && state.unexpected.is_empty(),
            "the script did not run as written: missing {missing:?}, unexpected {:?}",
            state.unexpected
        );
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn answer(&mut self, request: Request) -> Result<Response, TransportError> {
        let timeout = request.timeout;
        let reply = match self.expected.front() {
            Some((operation, _)) if *operation == request.operation => {
                self.expected.pop_front().map(|(_, reply)| reply)
            }
            _ => self
                .stubs
                .get_mut(request.operation)
                .map(|stub| stub(&request)),
        };
        let reply = reply.unwrap_or_else(|| {
            let told = format!("{} {}", request.operation, request.shown_path());
            self.unexpected.push(told.clone());
            Reply::fail(
                TransportErrorKind::Request,
                format!("not in the script: {told}"),
            )
        });
        self.requests.push(request);

        let late = timeout.is_some_and(|timeout| reply.takes > timeout);
        if let Some(clock) = &self.clock {
            clock.advance(if late {
                timeout.unwrap_or_default()
            } else {
                reply.takes
            });
        }
        if late {
            return Err(TransportError::new(
                TransportErrorKind::Timeout,
                "no answer in time",
            ));
        }
        reply.outcome
    }
}

impl Transport for Script {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move { self.state().answer(request) })
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Script")
            .field("expected", &state.expected.len())
            .field("requests", &state.requests)
            .field("unexpected", &state.unexpected)
            .finish_non_exhaustive()
    }
}

/// How a [`Script`] answers a request.
#[derive(Debug)]
pub struct Reply {
    outcome: Result<Response, TransportError>,
    takes: Duration,
}

impl Reply {
    /// Status 200 with this body.
    pub fn ok(body: impl Into<Bytes>) -> Self {
        Self::status(200).body(body)
    }

    /// An empty answer with this status; 500 if it is none of HTTP's.
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self {
            outcome: Ok(Response::new(status, Bytes::new())),
            takes: Duration::ZERO,
        }
    }

    /// The error by which a service refuses, with its own code and message.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = serde_json::json!({ "error_code": code, "message": message });
        Self::status(status).body(body.to_string())
    }

    /// There is no connection: nothing is sent.
    pub fn no_connection() -> Self {
        Self::fail(TransportErrorKind::Connect, "connection refused")
    }

    /// The time is up: the service may have processed the request.
    pub fn timeout() -> Self {
        Self::fail(TransportErrorKind::Timeout, "no answer in time")
    }

    /// The connection breaks: the service may have processed the request.
    pub fn reset() -> Self {
        Self::fail(TransportErrorKind::Reset, "connection reset by peer")
    }

    /// The exchange comes to nothing in this way.
    pub fn fail(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            outcome: Err(TransportError::new(kind, message)),
            takes: Duration::ZERO,
        }
    }

    /// The same answer, with this body. Nothing changes where there is no answer.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        if let Ok(response) = &mut self.outcome {
            response.body = body.into();
        }
        self
    }

    /// The same answer, with a header. Nothing changes where there is no answer.
    ///
    /// # Panics
    ///
    /// When `name` is not in lower case, or `value` cannot stand in a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(response) = &mut self.outcome {
            #[expect(
                clippy::expect_used,
                reason = "a script is part of a test: it should fail"
            )]
            let value = HeaderValue::from_str(value).expect("a header's value");
            response
                .headers
                .insert(HeaderName::from_static(name), value);
        }
        self
    }

    /// The same, after this time on the script's clock. If the request's time is up before, the
    /// answer is a timeout.
    #[must_use]
    pub fn taking(mut self, time: Duration) -> Self {
        self.takes = time;
        self
    }
}
