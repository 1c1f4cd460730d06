//! A service, a network that fails, callers, and a witness who asks the service itself.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jobs_api::Client;
use jobs_api::operations::{CreateJob, ListJobs, ListRuns};
use jobs_api::types::{BaseRun, JobId, RunId, Task};
use jobs_emulator::Emulator;
use jobs_runtime::clock::ManualClock;
use jobs_runtime::retry::Backoff;
use jobs_runtime::transport::HttpTransport;
use jobs_tests::proxy::{Plan, Proxy};
use tokio::task::JoinSet;

pub(crate) type BoxError = Box<dyn Error + Send + Sync>;

/// How many callers are at work at a time.
const AT_A_TIME: u64 = 32;

/// Time for one attempt. It is real: the answers that it waits for are lost on real sockets.
const ATTEMPT: Duration = Duration::from_millis(300);

/// The job parameter, and the beginning of the names, by which a caller's work is known.
const CALLER: &str = "caller";

/// A service behind a network that fails.
pub(crate) struct World {
    pub(crate) proxy: Proxy,
    /// The connections through the proxy, which all callers share.
    transport: Arc<HttpTransport>,
    policy: Backoff,
    /// Reaches the service without a network.
    witness: Client,
    _emulator: Emulator,
}

/// What the service has for each caller.
pub(crate) struct Ledger<Id>(BTreeMap<String, Vec<Id>>);

impl World {
    /// A world whose network fails as planned, with this policy of its callers.
    pub(crate) async fn new(plan: Plan, policy: Backoff) -> Result<Self, BoxError> {
        let emulator = Emulator::builder().task_duration(Duration::ZERO);
        let emulator = emulator.start().await?;
        let proxy = Proxy::start(emulator.address(), plan).await?;
        let witness = Client::builder()
            .host("http://localhost")
            .token("witness")
            .transport(emulator.in_process())
            .build()?;
        Ok(Self {
            proxy,
            transport: Arc::new(HttpTransport::new()?),
            policy,
            witness,
            _emulator: emulator,
        })
    }

    /// A client as one of many processes has it: with time, random numbers and a retry budget of
    /// its own. To wait for another attempt takes no real time.
    fn client(&self, seed: u64) -> jobs_api::Result<Client> {
        Client::builder()
            .host(self.proxy.url())
            .token("exactly-once")
            .transport(Arc::clone(&self.transport))
            .timeout(ATTEMPT)
            .retry(self.policy.clone())
            .clock(ManualClock::new())
            .seed(seed)
            .build()
    }

    /// A job to start runs of.
    pub(crate) async fn job(&self) -> jobs_api::Result<JobId> {
        let job = CreateJob::new()
            .max_concurrent_runs(1000)
            .task(Task::notebook("only", "/only"));
        Ok(self.witness.create(job).await?.job_id)
    }

    /// Lets that many callers call, some at a time, and tells what each got. When it ends, nothing
    /// is on its way to the service any more.
    pub(crate) async fn call<T, F>(
        &self,
        callers: usize,
        call: impl Fn(Client, usize) -> F + Send + Sync + 'static,
    ) -> Result<Vec<(usize, T)>, BoxError>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send,
    {
        let call = Arc::new(call);
        let next = Arc::new(AtomicUsize::new(0));
        let mut workers = JoinSet::new();
        for worker in 0..AT_A_TIME {
            let client = self.client(worker)?;
            let (call, next) = (Arc::clone(&call), Arc::clone(&next));
            workers.spawn(async move {
                let mut answers = Vec::new();
                loop {
                    let caller = next.fetch_add(1, Ordering::Relaxed);
                    if caller >= callers {
                        break answers;
                    }
                    answers.push((caller, call(client.clone(), caller).await));
                }
            });
        }
        let mut answers = Vec::new();
        while let Some(of_worker) = workers.join_next().await {
            answers.extend(of_worker?);
        }
        self.proxy.settled().await;
        Ok(answers)
    }

    /// The runs that the service has.
    pub(crate) async fn runs(&self) -> Result<Ledger<RunId>, BoxError> {
        let mut ledger = BTreeMap::<_, Vec<_>>::new();
        let mut runs = self.witness.list_runs(ListRuns::new().limit(25)).items();
        while let Some(run) = runs.try_next().await? {
            let run_id = run.run_id.ok_or("a run without an id")?;
            let caller = caller_of(run).ok_or("a run of no caller")?;
            ledger.entry(caller).or_default().push(run_id);
        }
        Ok(Ledger(ledger))
    }

    /// The jobs that the service has.
    pub(crate) async fn jobs(&self) -> Result<Ledger<JobId>, BoxError> {
        let mut ledger = BTreeMap::<_, Vec<_>>::new();
        let mut jobs = self.witness.list(ListJobs::new().limit(100)).items();
        while let Some(job) = jobs.try_next().await? {
            let job_id = job.job_id.ok_or("a job without an id")?;
            let name = job.settings.and_then(|settings| settings.name);
            let name = name.ok_or("a job without a name")?;
            ledger.entry(name).or_default().push(job_id);
        }
        Ok(Ledger(ledger))
    }
}

impl<Id> Ledger<Id> {
    /// How much there is in all.
    pub(crate) fn total(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// What there is of this caller.
    pub(crate) fn of(&self, caller: usize) -> &[Id] {
        self.0.get(&name(caller)).map_or(&[], Vec::as_slice)
    }
}

/// The name by which a caller's work is known.
pub(crate) fn name(caller: usize) -> String {
    format!("{CALLER}-{caller}")
}

/// The job parameter by which a caller's run is known.
pub(crate) fn parameter(caller: usize) -> [(&'static str, String); 1] {
    [(CALLER, name(caller))]
}

/// Whose a run is: the parameter of a job's run tells, or the name of one without a job.
fn caller_of(run: BaseRun) -> Option<String> {
    let parameters = run.job_parameters.into_iter().flatten();
    let mut values = parameters.filter(|each| each.name.as_deref() == Some(CALLER));
    let value = values.next().and_then(|parameter| parameter.value);
    value.or_else(|| run.run_name.filter(|name| name.starts_with(CALLER)))
}
