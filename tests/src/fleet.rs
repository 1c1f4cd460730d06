//! A tiny service of many runs, which end by a clock: for tests of waiting, where an emulator would
//! be most of what is measured.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jobs_api::Client;
use jobs_runtime::BoxFuture;
use jobs_runtime::ClientBuilder;
use jobs_runtime::clock::{Clock, ManualClock};
use jobs_runtime::transport::{Reply, Request, Response, Script, Transport, TransportError};

/// The most runs that the service puts on a page.
const RUNS_PER_PAGE: usize = 25;

/// The service. Clones share it.
#[derive(Clone)]
pub struct Fleet {
    clock: Arc<dyn Clock>,
    latency: Duration,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    runs: BTreeMap<i64, FleetRun>,
    /// Active runs of each job and, without a job, of all, the latest first, as pages show them.
    active: BTreeMap<Option<i64>, Vec<(Reverse<i64>, String)>>,
    ends: BTreeSet<(Duration, i64)>,
    requests: Vec<(Duration, &'static str)>,
    fault: Option<Fault>,
}

type Fault = Box<dyn FnMut(&'static str) -> Option<Reply> + Send>;

struct FleetRun {
    job_id: i64,
    succeeds: bool,
    has_ended: bool,
    /// Pages of its answer.
    pages: usize,
}

impl Fleet {
    /// A service without runs that answers at once, on a clock that only moves when slept on.
    #[must_use]
    pub fn new() -> Self {
        Self::on_clock(ManualClock::new(), Duration::ZERO)
    }

    /// A service without runs, on this clock, which takes so long for each answer.
    #[must_use]
    pub fn on_clock(clock: impl Clock + 'static, latency: Duration) -> Self {
        Self {
            clock: Arc::new(clock),
            latency,
            state: Arc::default(),
        }
    }

    /// A client of it, on its clock.
    ///
    /// # Errors
    ///
    /// When the client cannot be built.
    pub fn client(&self) -> jobs_api::Result<Client> {
        self.builder().build()
    }

    /// Settings of such a client.
    pub fn builder(&self) -> ClientBuilder<Client> {
        Client::builder()
            .host("http://localhost")
            .token("fleet")
            .environment(())
            .transport(self.clone())
            .clock(self.clock.clone())
            .seed(7)
    }

    /// Time on its clock.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Starts a run, which succeeds after this time.
    pub fn start(&self, run_id: i64, job_id: i64, takes: Duration) {
        self.start_with(run_id, job_id, takes, true, 1);
    }

    /// Starts a run, which succeeds or fails after this time. Its answer has so many pages.
    pub fn start_with(
        &self,
        run_id: i64,
        job_id: i64,
        takes: Duration,
        succeeds: bool,
        pages: usize,
    ) {
        let end = self.clock.elapsed().saturating_add(takes);
        let mut state = self.state();
        let run = FleetRun {
            job_id,
            succeeds,
            has_ended: false,
            pages,
        };
        state.runs.insert(run_id, run);
        state.ends.insert((end, run_id));
        let item = format!(
            r#"{{"run_id":{run_id},"job_id":{job_id},"state":{{"life_cycle_state":"RUNNING"}},"status":{{"state":"RUNNING"}}}}"#
        );
        for job_id in [None, Some(job_id)] {
            let active = state.active.entry(job_id).or_default();
            let place = active.partition_point(|other| other.0 < Reverse(run_id));
            active.insert(place, (Reverse(run_id), item.clone()));
        }
    }

    /// Forgets a run.
    pub fn delete(&self, run_id: i64) {
        let mut state = self.state();
        state.end(run_id);
        state.runs.remove(&run_id);
    }

    /// Has this decide, for each operation that is asked for, what is answered in place of what is
    /// true.
    pub fn on_request(&self, fault: impl FnMut(&'static str) -> Option<Reply> + Send + 'static) {
        self.state().fault = Some(Box::new(fault));
    }

    /// When each request came, and of which operation.
    #[must_use]
    pub fn requests(&self) -> Vec<(Duration, &'static str)> {
        self.state().requests.clone()
    }

    /// How many requests of this operation came.
    #[must_use]
    pub fn count(&self, operation: &str) -> usize {
        let state = self.state();
        let of = |request: &&(Duration, &str)| request.1 == operation;
        state.requests.iter().filter(of).count()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request) -> Reply {
        let now = self.clock.elapsed();
        let mut state = self.state();
        state.requests.push((now, request.operation));
        state.end_until(now);
        if let Some(reply) = state
            .fault
            .as_mut()
            .and_then(|fault| fault(request.operation))
        {
            return reply;
        }
        let query = request.url.query().unwrap_or_default();
        let number = |name: &str| {
            let mut members = query.split('&').filter_map(|member| member.split_once('='));
            members.find_map(|(key, value)| (key == name).then(|| value.parse().ok())?)
        };
        match request.operation {
            "get_run" => state.run(
                number("run_id").unwrap_or_default(),
                number("page_token").unwrap_or_default(),
            ),
            "list_runs" => state.list(number("job_id"), number("page_token").unwrap_or_default()),
            _ => Reply::status(501),
        }
    }
}

impl Default for Fleet {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Fleet {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let script = Script::new();
            script.expect(request.operation, self.answer(&request));
            if !self.latency.is_zero() {
                self.clock.sleep(self.latency).await;
            }
            script.send(request).await
        })
    }
}

impl State {
    fn end_until(&mut self, now: Duration) {
        while let Some((_, run_id)) = self.ends.first().filter(|end| end.0 <= now).copied() {
            self.ends.pop_first();
            self.end(run_id);
        }
    }

    fn end(&mut self, run_id: i64) {
        let Some(run) = self.runs.get_mut(&run_id) else {
            return;
        };
        run.has_ended = true;
        for job_id in [None, Some(run.job_id)] {
            if let Some(active) = self.active.get_mut(&job_id)
                && let Ok(place) = active.binary_search_by_key(&Reverse(run_id), |other| other.0)
            {
                active.remove(place);
            }
        }
    }

    fn run(&self, run_id: i64, page: i64) -> Reply {
        let Some(run) = self.runs.get(&run_id) else {
            let message = format!("Run {run_id} does not exist.");
            return Reply::error(400, "INVALID_PARAMETER_VALUE", &message);
        };
        let job_id = run.job_id;
        let page = usize::try_from(page).unwrap_or_default();
        let (state, code, kind) = match (run.has_ended, run.succeeds) {
            (false, _) => {
                return Reply::ok(format!(
                    r#"{{"run_id":{run_id},"job_id":{job_id},"state":{{"life_cycle_state":"RUNNING"}},"status":{{"state":"RUNNING"}}}}"#
                ));
            }
            (true, true) => ("SUCCESS", "SUCCESS", "SUCCESS"),
            (true, false) => ("FAILED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
        };
        let next = match page + 1 < run.pages {
            true => format!(r#","next_page_token":"{}""#, page + 1),
            false => String::new(),
        };
        Reply::ok(format!(
            r#"{{"run_id":{run_id},"job_id":{job_id},"state":{{"life_cycle_state":"TERMINATED","result_state":"{state}"}},"status":{{"state":"TERMINATED","termination_details":{{"code":"{code}","type":"{kind}"}}}},"tasks":[{{"run_id":{page},"task_key":"task-{page}"}}]{next}}}"#
        ))
    }

    /// The page after so many runs: while it is read, the list changes.
    fn list(&self, job_id: Option<i64>, offset: i64) -> Reply {
        let active = self.active.get(&job_id).map_or(&[][..], Vec::as_slice);
        let start = usize::try_from(offset)
            .unwrap_or_default()
            .min(active.len());
        let end = active.len().min(start + RUNS_PER_PAGE);
        let page: Vec<&str> = active[start..end].iter().map(|(_, item)| &**item).collect();
        let mut body = format!(r#"{{"runs":[{}]"#, page.join(","));
        if end < active.len() {
            body.push_str(&format!(r#","next_page_token":"{end}""#));
        }
        body.push('}');
        Reply::ok(body)
    }
}
