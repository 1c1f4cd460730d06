//! A network that tests can disturb.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jobs_emulator::InProcess;
use jobs_runtime::BoxFuture;
use jobs_runtime::transport::{Reply, Request, Response, Script, Transport, TransportError};

/// The way to a service, which knows what went over it.
#[derive(Clone)]
pub(crate) struct Network {
    service: InProcess,
    /// Answers in place of the service.
    script: Script,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    requests: Vec<&'static str>,
    /// How many polls are answered by the script.
    scripted: usize,
    /// Answers to polls, to be given before the service is asked again.
    stale: VecDeque<Response>,
    last_run: Option<Response>,
}

impl Network {
    pub(crate) fn to(service: InProcess) -> Self {
        Self {
            service,
            script: Script::new(),
            state: Arc::default(),
        }
    }

    /// How often an operation was asked for.
    pub(crate) fn count(&self, operation: &str) -> usize {
        let state = self.state();
        let asked = state.requests.iter().filter(|name| **name == operation);
        asked.count()
    }

    /// Answers the next polls so, in place of the service.
    pub(crate) fn answer_polls(&self, replies: impl IntoIterator<Item = Reply>) {
        for reply in replies {
            self.script.expect("get_run", reply);
            self.state().scripted += 1;
        }
    }

    /// Answers so many of the next polls as the last one was answered.
    pub(crate) fn repeat_last_poll(&self, times: usize) {
        let mut state = self.state();
        let last = state.last_run.clone();
        state.stale.extend(last.into_iter().cycle().take(times));
    }

    /// Whether a poll is to be answered by the script; takes note of the request.
    fn is_scripted(&self, request: &Request) -> bool {
        let mut state = self.state();
        state.requests.push(request.operation);
        let is_scripted = request.operation == "get_run" && state.scripted > 0;
        state.scripted -= usize::from(is_scripted);
        is_scripted
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Network {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            if self.is_scripted(&request) {
                return self.script.send(request).await;
            }
            let is_poll = request.operation == "get_run";
            if is_poll && let Some(stale) = self.state().stale.pop_front() {
                return Ok(stale);
            }
            let response = self.service.send(request).await?;
            if is_poll {
                self.state().last_run = Some(response.clone());
            }
            Ok(response)
        })
    }
}
