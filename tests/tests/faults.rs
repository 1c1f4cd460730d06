//! Which failures are followed by another attempt, and what the caller gets: over a real network
//! that fails, for each kind of operation.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use jobs_api::operations::{CreateJob, ListJobs, ListRuns, ResetJob};
use jobs_api::types::{JobId, JobSettings, Task};
use jobs_api::{Client, ErrorKind};
use jobs_emulator::Emulator;
use jobs_runtime::clock::ManualClock;
use jobs_runtime::retry::Backoff;
use jobs_tests::proxy::{Counts, Fault, Framing, Moment, Plan, Proxy, RetryAfter};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use ErrorKind::{
    Decode, Internal, PermissionDenied, Timeout, TooManyRequests, Transport, Unavailable,
};
use Moment::{After, Before};

type BoxError = Box<dyn Error + Send + Sync>;

/// A kind of operation, by what it may do when it is sent again.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Operation {
    /// `get`, which is safe.
    Get,
    /// `reset`, which is idempotent.
    Reset,
    /// `run_now`, which has a key.
    RunNow,
    /// `create`, which is unsafe.
    Create,
    /// `delete`, which is idempotent, but whose second answer differs from the first.
    Delete,
}

/// What a call came to.
struct Outcome {
    result: jobs_api::Result<()>,
    counts: Counts,
    /// How often it took effect on the service, for those that one can count.
    effects: Option<usize>,
    /// How long the client would have slept.
    slept: Duration,
}

/// A fault; whether `get`, `reset`, `run_now` and `create` are sent again after it; and the error
/// if they are not, or never get past it.
type Row = (Fault, [bool; 4], ErrorKind);

const OPERATIONS: [Operation; 4] = [
    Operation::Get,
    Operation::Reset,
    Operation::RunNow,
    Operation::Create,
];

fn table() -> Vec<Row> {
    let status = Fault::status;
    let seconds = RetryAfter::Seconds(7);
    let html = |status, moment| Fault::Html { status, moment };
    #[rustfmt::skip]
    let table = vec![
        //                                            get    reset  run_now create
        (Fault::Close(Before),                       [true,  true,  true,  false], Transport),
        (Fault::Close(After),                        [true,  true,  true,  false], Transport),
        (Fault::Reset(Before),                       [true,  true,  true,  false], Transport),
        (Fault::Reset(After),                        [true,  true,  true,  false], Transport),
        (Fault::Cut(Framing::Length),                [true,  true,  true,  false], Transport),
        (Fault::Cut(Framing::Chunks),                [true,  true,  true,  false], Transport),
        (Fault::Stall(Before),                       [true,  true,  true,  false], Timeout),
        (Fault::Stall(After),                        [true,  true,  true,  false], Timeout),
        (Fault::Late,                                [true,  true,  true,  false], Timeout),
        (status(408, After),                         [true,  true,  true,  false], Timeout),
        (status(429, Before),                        [true,  true,  true,  true],  TooManyRequests),
        (status(429, Before).retry_after(seconds),   [true,  true,  true,  true],  TooManyRequests),
        (status(500, After),                         [true,  true,  true,  false], Internal),
        (status(502, After),                         [true,  true,  true,  false], Unavailable),
        (status(503, After),                         [true,  true,  true,  false], Unavailable),
        (status(503, Before).retry_after(seconds),   [true,  true,  true,  true],  Unavailable),
        (status(504, After),                         [true,  true,  true,  false], Timeout),
        (html(200, Before),                          [false, false, false, false], Decode),
        (html(403, Before),                          [false, false, false, false], PermissionDenied),
        (html(502, After),                           [true,  true,  true,  false], Unavailable),
    ];
    table
}

/// Makes a call through a network that fails as planned, with at most three attempts.
async fn call(operation: Operation, plan: Plan, attempt: Duration) -> Result<Outcome, BoxError> {
    let emulator = Emulator::builder().task_duration(Duration::ZERO);
    let emulator = emulator.start().await?;
    let witness = Client::builder()
        .host("http://localhost")
        .token("witness")
        .transport(emulator.in_process())
        .build()?;
    let job = CreateJob::new().task(Task::notebook("only", "/only"));
    let job_id = witness.create(job).await?.job_id;

    let proxy = Proxy::start(emulator.address(), plan).await?;
    let clock = ManualClock::new();
    let client = Client::builder()
        .host(proxy.url())
        .token("faults")
        .timeout(attempt)
        .retry(Backoff::new().max_attempts(3))
        .clock(clock.clone())
        .seed(1)
        .build()?;
    let result = send(&client, operation, job_id).await;
    proxy.settled().await;
    Ok(Outcome {
        result,
        counts: proxy.counts(),
        effects: effects(&witness, operation).await?,
        slept: clock.sleeps().iter().sum(),
    })
}

async fn send(client: &Client, operation: Operation, job_id: JobId) -> jobs_api::Result<()> {
    match operation {
        Operation::Get => client.get(job_id).await.map(drop),
        Operation::Reset => {
            let settings = JobSettings::new().name("reset");
            client
                .reset(ResetJob::new(job_id, settings))
                .await
                .map(drop)
        }
        Operation::RunNow => client.run_now(job_id).await.map(drop),
        Operation::Create => client.create(CreateJob::new()).await.map(drop),
        Operation::Delete => client.delete(job_id).await.map(drop),
    }
}

async fn effects(witness: &Client, operation: Operation) -> jobs_api::Result<Option<usize>> {
    let mut count = 0;
    match operation {
        Operation::Get | Operation::Reset | Operation::Delete => return Ok(None),
        Operation::RunNow => {
            let mut runs = witness.list_runs(ListRuns::new()).items();
            while runs.try_next().await?.is_some() {
                count += 1;
            }
        }
        Operation::Create => {
            let mut jobs = witness.list(ListJobs::new()).items();
            while jobs.try_next().await?.is_some() {
                count += 1;
            }
            // One is there from the beginning.
            count -= 1;
        }
    }
    Ok(Some(count))
}

/// How many rows are checked at a time: not so many that they take each other's time.
const AT_ONCE: usize = 16;

/// Checks every row for every operation, side by side: some of them wait in real time.
async fn for_each<F: Future<Output = ()> + Send>(
    check: impl Fn(Operation, Fault, bool, ErrorKind) -> F + Send + Sync + 'static,
) {
    let check = Arc::new(check);
    let room = Arc::new(Semaphore::new(AT_ONCE));
    let mut cases = JoinSet::new();
    for (fault, repeats, kind) in table() {
        for (operation, repeats) in OPERATIONS.into_iter().zip(repeats) {
            let (check, room) = (Arc::clone(&check), Arc::clone(&room));
            cases.spawn(async move {
                let _place = room.acquire().await;
                check(operation, fault, repeats, kind).await;
            });
        }
    }
    cases.join_all().await;
}

/// Time for one attempt: short where the fault is that it runs out, and yet enough for an exchange
/// without a fault on a busy machine.
fn attempt(fault: Fault) -> Duration {
    match fault {
        Fault::Stall(_) | Fault::Late => Duration::from_secs(3),
        _ => Duration::from_secs(30),
    }
}

// R8.4, R2.2: what went wrong once is sent again where that is safe, and then succeeds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_kind_of_operation_says_what_is_sent_again() {
    for_each(|operation, fault, repeats, kind| async move {
        let plan = Plan::first([fault]);
        let outcome = call(operation, plan, attempt(fault)).await.expect("a call");
        let case = format!("{operation:?} after “{fault}”: {:?}", outcome.result);
        assert_eq!(outcome.counts.of(fault), 1, "{case}");
        assert_eq!(outcome.counts.requests, 1 + u64::from(repeats), "{case}");
        match outcome.result {
            Ok(()) => {
                assert!(repeats, "{case}");
                assert!(outcome.effects.is_none_or(|count| count == 1), "{case}");
            }
            Err(error) => {
                assert!(!repeats, "{case}");
                assert_eq!(error.kind(), kind, "{case}");
                assert_eq!(error.attempts(), 1, "{case}");
                assert!(error.was_sent(), "{case}");
                let acted = usize::from(fault.reaches_the_service());
                assert!(outcome.effects.is_none_or(|count| count == acted), "{case}");
            }
        }
        if let Fault::Status {
            retry_after: RetryAfter::Seconds(seconds),
            ..
        } = fault
        {
            assert!(outcome.slept >= Duration::from_secs(seconds), "{case}");
        }
    })
    .await;
}

// R8.2, R8.4: what never gets through ends with the error of the last attempt.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_never_gets_through_ends_with_the_last_error() {
    for_each(|operation, fault, repeats, kind| async move {
        let plan = Plan::always(fault);
        let outcome = call(operation, plan, attempt(fault)).await.expect("a call");
        let case = format!("{operation:?} under “{fault}”: {:?}", outcome.result);
        let error = outcome.result.expect_err(&case);
        let attempts = if repeats { 3 } else { 1 };
        assert_eq!(outcome.counts.requests, attempts, "{case}");
        assert_eq!(u64::from(error.attempts()), attempts, "{case}");
        assert_eq!(error.kind(), kind, "{case}");
        assert!(error.was_sent(), "{case}");
        let status = match fault {
            Fault::Status { status, .. } | Fault::Html { status, .. } => Some(status),
            _ => None,
        };
        assert_eq!(error.status(), status, "{case}");
        let acted = usize::from(fault.reaches_the_service());
        assert!(outcome.effects.is_none_or(|count| count == acted), "{case}");
    })
    .await;
}

// R2.2: a delay alone is no failure.
#[tokio::test]
async fn a_short_delay_changes_nothing() {
    for operation in OPERATIONS {
        let plan = Plan::always(Fault::Delay);
        let outcome = call(operation, plan, attempt(Fault::Delay)).await;
        let outcome = outcome.expect("a call");
        assert!(outcome.result.is_ok(), "{:?}", outcome.result);
        assert_eq!(outcome.counts.requests, 1);
    }
}

// R8.4: a repeated delete finds nothing left to do. Its caller can tell by the attempts.
#[tokio::test]
async fn a_delete_that_is_sent_again_says_that_the_job_is_gone() {
    let plan = Plan::first([Fault::Close(After)]);
    let outcome = call(Operation::Delete, plan, attempt(Fault::Delay)).await;
    let error = outcome.expect("a call").result.expect_err("it is gone");
    assert!(error.is_not_found(), "{error:?}");
    assert_eq!(error.attempts(), 2);
}
