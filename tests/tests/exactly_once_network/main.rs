//! No call takes effect twice and none is lost, whatever a real network does.

mod world;

use jobs_api::operations::{CreateJob, RunNow, SubmitRun};
use jobs_api::types::{JobId, RunId, SubmitTask};
use jobs_api::{Client, ErrorKind};
use jobs_runtime::retry::Backoff;
use jobs_tests::proxy::{Fault, Moment, Plan};

use world::{World, name, parameter};

/// A share of faults beyond what any network in use has.
const RATE: f64 = 0.3;

/// Starts a run by either of the two ways there are.
async fn start(client: Client, job_id: JobId, caller: usize) -> jobs_api::Result<RunId> {
    if caller.is_multiple_of(2) {
        let request = RunNow::new(job_id).job_parameters(parameter(caller));
        Ok(client.run_now(request).await?.run_id)
    } else {
        let task = SubmitTask::notebook("only", "/only");
        let request = SubmitRun::new().run_name(name(caller)).task(task);
        Ok(client.submit(request).await?.run_id)
    }
}

// R2.1: 5,000 calls start 5,000 runs, and each caller knows its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_call_starts_exactly_one_run() {
    const CALLS: usize = 5_000;
    let plan = Plan::random(1, RATE, Fault::transient());
    let world = World::new(plan, Backoff::new()).await.expect("a world");
    let job_id = world.job().await.expect("a job");
    let started = world
        .call(CALLS, move |client, caller| start(client, job_id, caller))
        .await
        .expect("all callers are done");

    let counts = world.proxy.counts();
    println!("{CALLS} starts of a run, each exactly once:\n{counts}");
    let runs = world.runs().await.expect("the service lists them");
    for (caller, run_id) in started {
        let run_id = run_id.unwrap_or_else(|error| panic!("{}: {error:?}", name(caller)));
        assert_eq!(runs.of(caller), [run_id], "of {}", name(caller));
    }
    assert_eq!(runs.total(), CALLS);
    for fault in Fault::transient() {
        assert!(counts.of(fault) > 0, "no exchange met “{fault}”");
    }
    assert_eq!(counts.unanswered, 0);
}

// R2.1, R8.2: a call that gives up tells the truth, and its caller can repeat it with its token.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_failed_can_be_repeated_by_its_caller() {
    const CALLS: usize = 500;
    let pages = [Moment::Before, Moment::After]
        .into_iter()
        .flat_map(|moment| [200, 403].map(|status| Fault::Html { status, moment }));
    let plan = Plan::random(2, 0.5, Fault::transient().into_iter().chain(pages));
    let world = World::new(plan, Backoff::new().max_attempts(2))
        .await
        .expect("a world");
    let job_id = world.job().await.expect("a job");
    let request = move |caller| {
        RunNow::new(job_id)
            .job_parameters(parameter(caller))
            .idempotency_token(name(caller))
    };
    let first = world
        .call(CALLS, move |client, caller| async move {
            client.run_now(request(caller)).await
        })
        .await
        .expect("all callers are done");

    let runs = world.runs().await.expect("the service lists them");
    let (mut failed, mut started_all_the_same) = (0, 0);
    for (caller, answer) in first {
        match answer {
            Ok(answer) => assert_eq!(runs.of(caller), [answer.run_id]),
            Err(error) => {
                assert!((1..=2).contains(&error.attempts()), "{error:?}");
                assert!(runs.of(caller).len() <= 1, "{error:?}");
                assert!(error.was_sent() || runs.of(caller).is_empty(), "{error:?}");
                failed += 1;
                started_all_the_same += runs.of(caller).len();
            }
        }
    }
    println!("{failed} of {CALLS} starts failed; {started_all_the_same} took effect all the same");
    assert!(failed > 0 && started_all_the_same > 0 && started_all_the_same < failed);

    let repeated = world
        .call(CALLS, move |client, caller| async move {
            for _ in 0..50 {
                if let Ok(answer) = client.run_now(request(caller)).await {
                    return Some(answer.run_id);
                }
            }
            None
        })
        .await
        .expect("all callers are done");
    let runs = world.runs().await.expect("the service lists them");
    println!("{}", world.proxy.counts());
    assert_eq!(runs.total(), CALLS);
    for (caller, run_id) in repeated {
        let run_id = run_id.unwrap_or_else(|| panic!("{} never gets through", name(caller)));
        assert_eq!(runs.of(caller), [run_id], "of {}", name(caller));
    }
}

// R2.2: what has no token takes effect once at most, and its error says whether that may be.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_create_takes_effect_twice() {
    const CALLS: usize = 1_000;
    let faults = Fault::transient().into_iter();
    let plan = Plan::random(3, RATE, faults.filter(|fault| !fault.is_a_lie()));
    let world = World::new(plan, Backoff::new()).await.expect("a world");
    let created = world
        .call(CALLS, |client, caller| async move {
            client.create(CreateJob::new().name(name(caller))).await
        })
        .await
        .expect("all callers are done");

    let counts = world.proxy.counts();
    let jobs = world.jobs().await.expect("the service lists them");
    let (mut failed, mut made_all_the_same) = (0, 0);
    for (caller, answer) in created {
        match answer {
            Ok(answer) => assert_eq!(jobs.of(caller), [answer.job_id]),
            Err(error) => {
                assert!(
                    error.was_sent(),
                    "what was not sent is sent again: {error:?}"
                );
                assert!(jobs.of(caller).len() <= 1, "{error:?}");
                assert_ne!(error.kind(), ErrorKind::TooManyRequests, "{error:?}");
                failed += 1;
                made_all_the_same += jobs.of(caller).len();
            }
        }
    }
    println!("{failed} of {CALLS} creates failed, {made_all_the_same} took effect all the same:");
    println!("{counts}");
    assert_eq!(jobs.total(), CALLS - failed + made_all_the_same);
    assert!(failed > 0 && made_all_the_same > 0 && made_all_the_same < failed);
    assert_eq!(counts.unanswered, 0);
}
