//! Waiting for many runs at once tells what happens meanwhile.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jobs_api::runs::RunStanding;
use jobs_api::types::RunId;
use jobs_runtime::transport::Reply;
use jobs_tests::fleet::Fleet;

const JOB: i64 = 11;

// R1.8: nothing twice, whether a listing or the run's own answer tells it.
#[tokio::test]
async fn each_change_of_each_run_is_told_once() {
    let fleet = Fleet::new();
    for run_id in 0..100 {
        fleet.start(run_id, JOB, Duration::from_secs(60));
    }
    let client = fleet.client().expect("a client");
    let told: Arc<Mutex<BTreeMap<RunId, Vec<RunStanding>>>> = Arc::default();
    let kept = told.clone();
    let wait = client.wait_many(0..100).on_change(move |run_id, run| {
        let mut told = kept.lock().expect("a lock");
        told.entry(run_id).or_default().push(run.clone());
    });
    assert_eq!(wait.all().await.len(), 100);
    assert!(fleet.count("list_runs") > 0, "some are looked up in lists");
    let told = told.lock().expect("a lock");
    assert_eq!(told.len(), 100);
    for (run_id, changes) in &*told {
        let states: Vec<&str> = changes.iter().map(|run| &*run.state).collect();
        assert_eq!(states, ["RUNNING", "TERMINATED"], "run {run_id}");
        assert!(
            changes[1]
                .outcome
                .as_ref()
                .is_some_and(|it| it.is_success())
        );
    }
}

// R1.5
#[tokio::test]
async fn requests_that_are_sent_again_are_told() {
    let fleet = Fleet::new();
    fleet.start(1, JOB, Duration::from_secs(30));
    let mut requests = 0;
    fleet.on_request(move |_| {
        requests += 1;
        let refusal = Reply::status(503).header("retry-after", "9");
        (requests == 2).then_some(refusal)
    });
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = told.clone();
    let builder = fleet.builder().on_retry(move |retry| {
        let one = (retry.error.status(), retry.failures, retry.after);
        kept.lock().expect("a lock").push(one);
    });
    let client = builder.build().expect("a client");
    assert_eq!(client.wait_many([1]).all().await.len(), 1);
    let nine = Duration::from_secs(9);
    assert_eq!(*told.lock().expect("a lock"), [(Some(503), 1, nine)]);
}
