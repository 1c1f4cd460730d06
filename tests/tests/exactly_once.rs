//! No call takes effect twice, whatever the network does.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jobs_api::operations::{CreateJob, ListJobs, ListRuns, RunNow, SubmitRun};
use jobs_api::types::{SubmitTask, Task};
use jobs_api::{Client, ErrorKind};
use jobs_emulator::{Emulator, InProcess};
use jobs_runtime::BoxFuture;
use jobs_runtime::clock::ManualClock;
use jobs_runtime::transport::{Request, Response, Transport, TransportError, TransportErrorKind};

/// A network that loses the first answers to some operations after the service has acted.
#[derive(Clone)]
struct LossyNetwork {
    emulator: InProcess,
    losing: &'static [&'static str],
    left: Arc<AtomicUsize>,
}

impl Transport for LossyNetwork {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let loses = self.losing.contains(&request.operation);
            let answer = self.emulator.send(request).await;
            let lose = |left: usize| left.checked_sub(1);
            let order = Ordering::SeqCst;
            if loses && self.left.fetch_update(order, order, lose).is_ok() {
                return Err(TransportError::new(TransportErrorKind::Reset, "lost"));
            }
            answer
        })
    }
}

fn client(losing: &'static [&'static str], times: usize) -> Result<Client, Box<dyn Error>> {
    let emulator = Emulator::builder().task_duration(Duration::from_millis(1));
    let emulator = emulator.in_process()?;
    let left = Arc::new(AtomicUsize::new(times));
    let client = Client::builder()
        .host("http://localhost")
        .token("lossy")
        .transport(LossyNetwork {
            emulator,
            losing,
            left,
        })
        .clock(ManualClock::new());
    Ok(client.build()?)
}

async fn count_runs(client: &Client) -> jobs_api::Result<usize> {
    let mut runs = client.list_runs(ListRuns::new()).items();
    let mut count = 0;
    while runs.try_next().await?.is_some() {
        count += 1;
    }
    Ok(count)
}

// R2.1
#[tokio::test]
async fn run_now_starts_one_run_though_its_answer_is_lost_twice() {
    let client = client(&["run_now"], 2).expect("a client");
    let job = CreateJob::new().task(Task::notebook("only", "/only"));
    let job_id = client.create(job).await.expect("a job").job_id;
    let started = client.run_now(job_id).await.expect("a run");
    let run = client.get_run(started.run_id).await.expect("the run");
    assert_eq!(run.job_id, Some(job_id));
    assert_eq!(count_runs(&client).await.expect("runs"), 1);
}

// R2.1
#[tokio::test]
async fn submit_starts_one_run_though_its_answer_is_lost() {
    let client = client(&["submit"], 1).expect("a client");
    let request = SubmitRun::new().task(SubmitTask::notebook("only", "/only"));
    client.submit(request).await.expect("a run");
    assert_eq!(count_runs(&client).await.expect("runs"), 1);
}

// R2.1
#[tokio::test]
async fn two_calls_start_two_runs() {
    let client = client(&[], 0).expect("a client");
    let job = CreateJob::new()
        .max_concurrent_runs(2)
        .task(Task::notebook("only", "/only"));
    let job_id = client.create(job).await.expect("a job").job_id;
    let request = RunNow::new(job_id);
    let first = client.run_now(request.clone()).await.expect("a run");
    let second = client.run_now(request).await.expect("a run");
    assert_ne!(first.run_id, second.run_id);
}

// R2.2
#[tokio::test]
async fn create_is_not_sent_again_when_its_answer_is_lost() {
    let client = client(&["create"], 1).expect("a client");
    let error = client
        .create(CreateJob::new().name("once"))
        .await
        .expect_err("it is lost");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.attempts(), 1);
    assert!(error.was_sent());
    let mut jobs = client.list(ListJobs::new()).items();
    assert!(
        jobs.try_next().await.expect("jobs").is_some(),
        "the service did make it"
    );
    assert!(
        jobs.try_next().await.expect("jobs").is_none(),
        "and only once"
    );
}
