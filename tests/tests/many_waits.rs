//! Waiting for thousands of runs at once: few requests, no end lost, none told twice.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use jobs_api::ErrorKind;
use jobs_api::operations::{CreateJob, RunNow};
use jobs_api::types::{RunId, Task};
use jobs_emulator::{Emulator, Rule};
use jobs_runtime::clock::TokioClock;
use jobs_runtime::transport::Reply;
use jobs_runtime::wait::WaitError;
use jobs_runtime::wait::many::WaitMany;
use jobs_tests::fleet::Fleet;

const JOB: i64 = 11;
const OTHER_JOB: i64 = 12;

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Takes all ends: how often each run's came, and how many of them were no success.
async fn take_all(mut ends: WaitMany<RunNow>) -> (BTreeMap<RunId, usize>, usize) {
    let (mut times, mut failed) = (BTreeMap::new(), 0);
    while let Some((run_id, end)) = ends.next().await {
        *times.entry(run_id).or_default() += 1;
        failed += usize::from(end.is_err());
    }
    (times, failed)
}

/// The most requests within a second.
fn most_in_a_second(fleet: &Fleet) -> usize {
    let requests = fleet.requests();
    let within = |start: usize| {
        let until = requests[start].0 + secs(1);
        requests[start..].partition_point(|(at, _)| *at < until)
    };
    (0..requests.len()).map(within).max().unwrap_or_default()
}

// R1.7, R11.3: the baseline is what a loop per run would send: one poll for each ten seconds, the
// longest interval, from the start of the run to its end, and none for what is left over. Against
// it counts every request that was sent: listings, single polls, the reading of the ends.
#[tokio::test]
async fn ten_thousand_runs_take_a_twentieth_of_a_poll_per_run_and_interval() {
    let fleet = Fleet::new();
    let mut baseline = 0;
    for (run_id, n) in (0_i64..10_000).zip(0..) {
        let takes = 600 + (n * 7_919) % 2_800;
        baseline += takes / 10;
        fleet.start(run_id, JOB, secs(takes));
    }
    let client = fleet.client().expect("a client");
    let (times, failed) = take_all(client.wait_many(0..10_000)).await;
    assert_eq!((times.len(), failed), (10_000, 0));
    assert!(times.values().all(|times| *times == 1));

    let (sent, took) = (fleet.requests().len(), fleet.elapsed());
    println!(
        "{sent} requests ({} pages of listings) in place of {baseline}: one in {:.1}",
        fleet.count("list_runs"),
        baseline as f64 / sent as f64
    );
    assert!(sent as u64 <= baseline / 20, "{sent} of {baseline}");
    // The last run ends after 3,399 s: what listings take is known at once all the same.
    assert!(took < secs(3_399 + 30), "{took:?}");
}

// R1.7: whatever the interval, and wherever the work is: in listings or one by one.
#[tokio::test]
async fn five_hundred_waits_stay_under_the_cap() {
    for foreign in [0, 50_000] {
        let fleet = Fleet::new();
        for n in 0..500_u16 {
            fleet.start(n.into(), JOB, secs(u64::from(n % 120)));
        }
        for run_id in (1_000..).take(foreign) {
            fleet.start(run_id, JOB, secs(100_000));
        }
        let watcher = fleet.client().expect("a client").run_watcher();
        let waits: Vec<_> = (0..500_i64)
            .map(|run_id| tokio::spawn(watcher.wait(run_id)))
            .collect();
        for wait in waits {
            wait.await.expect("no panic").expect("it succeeds");
        }
        let most = most_in_a_second(&fleet);
        println!("{foreign} foreign runs: at most {most} requests in a second");
        assert!((40..=50).contains(&most), "{most}");
    }
}

// R1.7: requests do not wait for one another, but for the pages of a listing. Time is tokio's own,
// which stands still while anyone works.
#[tokio::test(start_paused = true)]
async fn a_slow_service_is_asked_no_less() {
    let fleet = Fleet::on_clock(TokioClock::new(), Duration::from_millis(300));
    for run_id in 0..500 {
        fleet.start_with(run_id, JOB, secs(60), true, 2);
    }
    let client = fleet.client().expect("a client");
    let (times, failed) = take_all(client.wait_many(0..500)).await;
    assert_eq!((times.len(), failed), (500, 0));
    let (most, took) = (most_in_a_second(&fleet), fleet.elapsed());
    assert!((45..=50).contains(&most), "{most}");
    // A listing of 20 pages takes 6 s; then come 1,000 pages of ends.
    assert!(took < secs(60 + 6 + 10 + 20 + 4), "{took:?}");
    let listings = fleet.count("list_runs");
    assert!((100..=240).contains(&listings), "{listings}");
}

#[tokio::test]
async fn the_cap_can_be_set() {
    let fleet = Fleet::new();
    for run_id in 0..30 {
        fleet.start(run_id, JOB, secs(60));
    }
    let client = fleet.client().expect("a client");
    let (times, _) = take_all(client.wait_many(0..30).max_rate(5)).await;
    assert_eq!(times.len(), 30);
    assert_eq!(most_in_a_second(&fleet), 5);
}

// R1.7: a listing is given up when it takes more pages than there are runs to ask for, and not
// tried again soon.
#[tokio::test]
async fn where_listings_are_long_runs_are_asked_for_one_by_one() {
    let fleet = Fleet::new();
    for run_id in 0..100 {
        fleet.start(run_id, JOB, secs(550));
    }
    for run_id in 1_000..11_000 {
        fleet.start(run_id, JOB, secs(100_000));
    }
    let client = fleet.client().expect("a client");
    let (times, failed) = take_all(client.wait_many(0..100)).await;
    assert_eq!((times.len(), failed), (100, 0));
    // Of all runs and, once their job was known, of the job's.
    let listings = fleet.count("list_runs");
    assert!((100..=200).contains(&listings), "{listings}");
    let polls = fleet.count("get_run");
    assert!((5_500..7_500).contains(&polls), "{polls}");
}

// R1.7: foreign runs of other jobs are not listed once it is known that all belong to one job.
#[tokio::test]
async fn runs_of_one_job_are_listed_among_those_of_the_job() {
    let fleet = Fleet::new();
    for run_id in 0..100 {
        fleet.start(run_id, JOB, secs(550));
    }
    for run_id in 1_000..11_000 {
        fleet.start(run_id, OTHER_JOB, secs(100_000));
    }
    let client = fleet.client().expect("a client");
    let (times, _) = take_all(client.wait_many(0..100)).await;
    assert_eq!(times.len(), 100);
    // The first listing did not know.
    let (listings, polls) = (fleet.count("list_runs"), fleet.count("get_run"));
    assert!(listings < 100 + 70 * 5, "{listings}");
    assert!(polls < 100 + 100 + 70 * 2, "{polls}");

    let before = fleet.requests().len();
    for run_id in 100..200 {
        fleet.start(run_id, JOB, secs(550));
    }
    let (times, _) = take_all(client.wait_many(100..200).within(JOB)).await;
    assert_eq!(times.len(), 100);
    let sent = fleet.requests().len() - before;
    assert!(sent < 100 + 70 * 6, "{sent}");
}

// R1.4, R1.6: as a single wait gives it; the end is read whole, polls are not.
#[tokio::test]
async fn an_end_is_as_a_single_wait_gives_it() {
    let fleet = Fleet::new();
    fleet.start_with(1, JOB, secs(60), true, 4);
    fleet.start_with(2, JOB, secs(60), false, 3);
    let client = fleet.client().expect("a client");
    let mut ends = client.wait_many([1, 2, 2]).all().await;
    assert_eq!(ends.len(), 2);
    let run = ends.remove(&RunId(1)).expect("an end").expect("a success");
    assert_eq!(run.tasks.map(|tasks| tasks.len()), Some(4));
    assert_eq!(run.next_page_token, None);
    match ends.remove(&RunId(2)) {
        Some(Err(WaitError::Failed { last, .. })) => {
            assert_eq!(last.tasks.map(|tasks| tasks.len()), Some(3));
        }
        other => panic!("{other:?}"),
    }
    let ends = client.wait_many([2]).any().all().await;
    assert!(ends[&RunId(2)].is_ok());
    let watcher = client.run_watcher();
    assert!(watcher.wait(2).await.is_err());
    assert!(watcher.wait_any(2).await.is_ok());
}

// R1.5: a third of all requests fails in some way that passes.
#[tokio::test]
async fn failures_that_pass_end_no_wait() {
    let fleet = Fleet::new();
    for run_id in 0..300 {
        let succeeds = run_id % 3 != 0;
        fleet.start_with(run_id, JOB, secs(200), succeeds, 2);
    }
    let mut random = fastrand::Rng::with_seed(5);
    fleet.on_request(move |_| match random.u8(0..30) {
        0..3 => Some(Reply::error(500, "INTERNAL_ERROR", "try again")),
        3..6 => Some(Reply::reset()),
        6..8 => Some(Reply::no_connection()),
        8 => Some(Reply::status(503).header("retry-after", "2")),
        9 => Some(Reply::timeout()),
        _ => None,
    });
    let client = fleet.client().expect("a client");
    let (times, failed) = take_all(client.wait_many(0..300)).await;
    assert_eq!((times.len(), failed), (300, 100));
    assert!(times.values().all(|times| *times == 1));
}

// R1.7
#[tokio::test]
async fn a_service_that_asks_for_time_gets_it_from_the_whole_scheduler() {
    let fleet = Fleet::new();
    for run_id in 0..300 {
        fleet.start(run_id, JOB, secs(200));
    }
    let mut requests = 0;
    fleet.on_request(move |_| {
        requests += 1;
        let refuses = requests % 50 == 0;
        refuses.then(|| Reply::status(429).header("retry-after", "30"))
    });
    let client = fleet.client().expect("a client");
    let (times, failed) = take_all(client.wait_many(0..300)).await;
    assert_eq!((times.len(), failed), (300, 0));
    let requests = fleet.requests();
    assert!(requests.len() > 300);
    for refused in requests.chunks(50).filter(|chunk| chunk.len() == 50) {
        let refused_at = refused[49].0;
        let next = requests.iter().find(|(at, _)| *at > refused_at);
        assert!(next.is_none_or(|(at, _)| *at >= refused_at + secs(30)));
        let at_once = requests.iter().filter(|(at, _)| *at == refused_at);
        assert_eq!(at_once.count(), 1);
    }
}

// R1.5: listings that cannot be had are no reason to stop.
#[tokio::test]
async fn without_listings_runs_are_asked_for_one_by_one() {
    for reply in [
        || Reply::error(403, "PERMISSION_DENIED", "not yours"),
        || Reply::error(500, "INTERNAL_ERROR", "try again"),
        || Reply::ok("no JSON"),
    ] {
        let fleet = Fleet::new();
        for run_id in 0..100 {
            fleet.start(run_id, JOB, secs(200));
        }
        fleet.on_request(move |operation| (operation == "list_runs").then(reply));
        let client = fleet.client().expect("a client");
        let (times, failed) = take_all(client.wait_many(0..100)).await;
        assert_eq!((times.len(), failed), (100, 0));
        let listings = fleet.count("list_runs");
        assert!((1..30).contains(&listings), "{listings}");
    }
}

// R1.5: a token may have run out, and be renewed; one that was never accepted will not be.
#[tokio::test]
async fn credentials_may_be_refused_for_a_while() {
    let refuse = || Reply::error(401, "UNAUTHENTICATED", "the token has expired");
    for (from, ends_well) in [(40, true), (0, false)] {
        let fleet = Fleet::new();
        for run_id in 0..100 {
            fleet.start(run_id, JOB, secs(200));
        }
        let mut requests = 0..;
        fleet.on_request(move |_| {
            let number = requests.next().unwrap_or_default();
            (from..from + 200).contains(&number).then(refuse)
        });
        let client = fleet.client().expect("a client");
        let (times, failed) = take_all(client.wait_many(0..100)).await;
        assert_eq!((times.len(), failed == 0), (100, ends_well));
    }
}

// R1.5, R9.3: only the wait for the run that is gone ends.
#[tokio::test]
async fn a_run_that_is_deleted_ends_its_own_wait() {
    let fleet = Fleet::new();
    for run_id in 0..100 {
        fleet.start(run_id, JOB, secs(100 + run_id.unsigned_abs()));
    }
    let client = fleet.client().expect("a client");
    let mut ends = client.wait_many(0..100);
    let mut errors = Vec::new();
    while let Some((run_id, end)) = ends.next().await {
        if run_id == RunId(0) {
            fleet.delete(50);
        }
        if let Err(WaitError::Poll { error, .. }) = end {
            errors.push((run_id, error.kind()));
        }
    }
    assert_eq!(errors, [(RunId(50), ErrorKind::NotFound)]);
    let unknown = client.run_watcher().wait(50).await;
    assert!(matches!(unknown, Err(WaitError::Poll { .. })));
}

#[tokio::test]
async fn runs_can_be_added_while_others_are_waited_for() {
    let fleet = Fleet::new();
    fleet.start(0, JOB, secs(100));
    let client = fleet.client().expect("a client");
    let mut ends = client.wait_many([0]);
    let mut seen = Vec::new();
    while let Some((run_id, end)) = ends.next().await {
        end.expect("it succeeds");
        seen.push(run_id.0);
        let next = run_id.0 + 1;
        if next < 20 {
            fleet.start(next, JOB, secs(100));
            // Twice is once.
            ends.extend([RunId(next), RunId(next)]);
        }
    }
    assert_eq!(seen, (0..20).collect::<Vec<_>>());
    assert!(ends.next().await.is_none(), "and nothing is told again");

    let watcher = client.run_watcher();
    fleet.start(100, JOB, secs(10_000));
    let long = tokio::spawn(watcher.wait(100));
    for run_id in 101..120 {
        fleet.start(run_id, JOB, secs(50));
        watcher.wait(run_id).await.expect("it succeeds");
    }
    assert!(!long.is_finished());
    long.await.expect("no panic").expect("it succeeds");
}

#[tokio::test]
async fn several_tasks_can_wait_for_one_run() {
    let fleet = Fleet::new();
    fleet.start(1, JOB, secs(100));
    let watcher = fleet.client().expect("a client").run_watcher();
    let waits: Vec<_> = (0..100)
        .map(|_| tokio::spawn(watcher.clone().wait(1)))
        .collect();
    for wait in waits {
        let run = wait.await.expect("no panic").expect("it succeeds");
        assert_eq!(run.run_id, Some(RunId(1)));
    }
    assert!(fleet.requests().len() < 30, "as for one");
}

// R1.9: a dropped wait costs no more requests, and a watcher that is gone none at all.
#[tokio::test]
async fn what_is_not_waited_for_is_not_asked_for() {
    let fleet = Fleet::new();
    for run_id in 0..10 {
        fleet.start(run_id, JOB, secs(1_000_000));
    }
    fleet.start(10, JOB, secs(300));
    let watcher = fleet.client().expect("a client").run_watcher();
    let waits: Vec<_> = (0..10_i64)
        .map(|run_id| tokio::spawn(watcher.wait(run_id)))
        .collect();
    let other = tokio::spawn(watcher.wait(10));
    let mut turns = 0..1_000_000;
    while fleet.elapsed() < secs(60) {
        assert!(turns.next().is_some(), "time does not go on");
        tokio::task::yield_now().await;
    }
    for wait in waits {
        wait.abort();
        assert!(wait.await.is_err());
    }
    let (before, then) = (fleet.requests().len(), fleet.elapsed());
    other.await.expect("no panic").expect("it succeeds");
    let (polls, time) = (fleet.requests().len() - before, fleet.elapsed() - then);
    assert!(
        polls as u64 <= time.as_secs() / 9 + 2,
        "{polls} in {time:?}"
    );

    let last = tokio::spawn(watcher.wait(0));
    tokio::task::yield_now().await;
    drop(watcher);
    last.abort();
    assert!(last.await.is_err());
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    let before = fleet.requests().len();
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(fleet.requests().len(), before);
    assert_eq!(fleet.count("cancel_run"), 0);
}

// The task that asks for all lives in the runtime of whoever came first.
#[test]
fn a_watcher_outlives_the_runtime_it_was_first_used_in() {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
    };
    let fleet = Fleet::new();
    fleet.start(1, JOB, secs(100));
    fleet.start(2, JOB, secs(100_000));
    let watcher = fleet.client().expect("a client").run_watcher();
    let first = runtime();
    first.spawn(watcher.wait(2));
    first.block_on(watcher.wait(1)).expect("it succeeds");
    drop(first);
    runtime().block_on(watcher.wait(2)).expect("it succeeds");
}

#[test]
fn a_watcher_without_a_runtime_says_so() {
    let fleet = Fleet::new();
    let watcher = fleet.client().expect("a client").run_watcher();
    let mut wait = Box::pin(watcher.wait(1));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match wait.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(WaitError::Poll { error, .. })) => {
            assert_eq!(error.kind(), ErrorKind::Config);
        }
        other => panic!("{other:?}"),
    }
}

// R1.4, R1.9: against a service that keeps its own time, states and pages.
#[tokio::test]
async fn runs_of_an_emulator_end_as_they_do_for_a_single_wait() {
    let emulator = Emulator::builder()
        .task_duration(Duration::from_millis(5))
        .outcome(Rule::task("fails").fails("no data"))
        .in_process()
        .expect("an emulator");
    let client = jobs_tests::client(&emulator).expect("a client");
    let mut run_ids = Vec::new();
    for key in ["works", "fails"] {
        let job = CreateJob::new()
            .max_concurrent_runs(40)
            .task(Task::notebook(key, "/only"));
        let job_id = client.create(job).await.expect("a job").job_id;
        for _ in 0..20 {
            let started = client.run_now(job_id).await.expect("a run");
            run_ids.push(started.run_id);
        }
    }
    let ends = client.wait_many(run_ids.clone()).max_rate(1_000);
    let ends = ends.all().await;
    assert_eq!(ends.len(), 40);
    for (index, run_id) in run_ids.iter().enumerate() {
        assert_eq!(ends[run_id].is_ok(), index < 20, "{run_id}");
    }
}

// R11.3: in a process of its own, which prints what it measured.
#[test]
#[cfg(target_os = "linux")]
fn ten_thousand_waits_take_less_than_200_mb() {
    let output = Command::new(env!("CARGO_BIN_EXE_many_waits"))
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    print!("{text}");
    assert!(output.status.success(), "{output:?}");
    let growth = text
        .split_whitespace()
        .find_map(|member| member.strip_prefix("growth_mb="));
    let growth: usize = growth.and_then(|n| n.parse().ok()).expect("a number");
    assert!((1..200).contains(&growth), "{growth} MB");
}
