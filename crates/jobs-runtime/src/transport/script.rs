//! A script of exchanges in place of a service, for tests.

mod difference;
mod expectation;
mod plan;
mod reply;
#[cfg(test)]
mod tests;
mod wanted;

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::{Request, Response, Transport, TransportError, TransportErrorKind};
use crate::BoxFuture;
use crate::client::Client;
use crate::clock::ManualClock;
pub use expectation::Expectation;
use plan::Plan;
pub use reply::Reply;

/// A transport that answers by script and keeps what it was asked.
///
/// A request is answered by the first of these that covers it:
///
/// 1. exchanges that are expected in their order ([`expect`](Self::expect)),
/// 2. expectations of a request, whatever came before ([`on`](Self::on)),
/// 3. the stub of its operation ([`stub`](Self::stub)).
///
/// Any other request gets an error, and [`assert_done`](Self::assert_done) tells of it. Everything
/// above the transport is real: encoding, retries, pages, waiting.
///
/// Clones share the script. When the last one of a script with expectations of requests is dropped,
/// it checks by itself that all came, and no others.
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
    plan: Plan,
    stubs: HashMap<&'static str, Stub>,
    requests: Vec<Request>,
    unexpected: Vec<String>,
    clock: Option<ManualClock>,
    /// Whether what is wrong has been told.
    is_told: bool,
}

type Stub = Box<dyn FnMut(&Request) -> Reply + Send>;

impl Script {
    /// A script without exchanges.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the clock: replies that [take](Reply::taking) time advance it.
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

    /// A client over this script, on a clock that only moves when slept on: retries and waits take
    /// no time.
    #[must_use]
    pub fn client<C: From<Client>>(&self) -> C {
        let clock = self.state().clock.get_or_insert_default().clone();
        let client = Client::builder()
            .host("http://localhost")
            .token("script")
            .environment(())
            .transport(self.clone())
            .clock(clock)
            .build();
        #[expect(clippy::expect_used, reason = "all that a client needs is set above")]
        let client = client.expect("a client over a script");
        client.into()
    }

    /// Checks that all expected requests came, and no others.
    ///
    /// # Panics
    ///
    /// When one is missing, or came that was not in the script.
    #[track_caller]
    pub fn assert_done(&self) {
        let mut state = self.state();
        let problem = state.problem();
        state.is_told |= problem.is_some();
        drop(state);
        if let Some(problem) = problem {
            panic!("{problem}");
        }
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
            _ => self.plan.reply(&request).or_else(|| {
                let stub = self.stubs.get_mut(request.operation);
                stub.map(|stub| stub(&request))
            }),
        };
        let reply = reply.unwrap_or_else(|| {
            let mut told = format!("{} {}", request.operation, request.shown_path());
            if !self.plan.is_empty() {
                told = format!("{told}: {}", self.plan.why_not(&request));
            }
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
        reply.into_outcome()
    }

    /// What keeps the script from having run as written.
    fn problem(&self) -> Option<String> {
        let in_order = self
            .expected
            .iter()
            .map(|(operation, _)| (*operation).to_owned());
        let missing = in_order.chain(self.plan.missing());
        let missing = missing.map(|each| format!("\n  missing: {each}"));
        let unexpected = self.unexpected.iter();
        let unexpected = unexpected.map(|each| format!("\n  unexpected: {each}"));
        let lines: String = missing.chain(unexpected).collect();
        (!lines.is_empty()).then(|| format!("the script did not run as written:{lines}"))
    }
}

impl Drop for State {
    /// A test that forgets to check its expectations must not pass for that. One that fails already
    /// says more of why than this could.
    fn drop(&mut self) {
        if self.plan.is_empty() || self.is_told || thread::panicking() {
            return;
        }
        if let Some(problem) = self.problem() {
            panic!("{problem}");
        }
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
