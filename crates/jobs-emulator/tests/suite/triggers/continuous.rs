//! Jobs that keep one run active.

use std::time::Duration;

use jobs_emulator::Rule;
use serde_json::{Value, json};

use super::{HOUR, runs, starts};
use crate::common::{Service, id, state, task};

fn continuous() -> Value {
    json!({ "tasks": [task("a", &[])], "continuous": { "pause_status": "UNPAUSED" } })
}

/// A job whose runs take a minute.
async fn slow() -> (Service, i64) {
    let slow = Rule::any().takes(Duration::from_secs(60));
    let service = Service::with(|builder| builder.outcome(slow));
    let job_id = service.create(continuous()).await;
    (service, job_id)
}

/// 5.2: one active run, the next within a minute of its end.
#[tokio::test]
async fn one_run_is_active_and_the_next_follows() {
    let (service, job_id) = slow().await;
    let first = runs(&service, job_id).await;
    assert_eq!(first[0]["trigger"], "CONTINUOUS");
    service.advance(10 * 60_000);
    let starts = starts(&service, job_id).await;
    // A minute and 20 ms to prepare, then ten seconds of rest.
    assert_eq!(starts[..3], [0, 70_020, 140_040]);
    let runs = runs(&service, job_id).await;
    let active = |run: &&Value| run["end_time"] == 0;
    assert_eq!(runs.iter().filter(active).count(), 1);
}

/// 5.2: after failures it rests longer and longer, for an hour at most; a success ends that.
#[tokio::test]
async fn failures_in_a_row_make_it_rest_longer() {
    let service = Service::with(|builder| builder.outcome(Rule::any().fails("boom")));
    let job_id = service.create(continuous()).await;
    service.advance(150_000);
    assert_eq!(starts(&service, job_id).await, [0, 20_100, 60_200, 140_300]);
    service.send("DELETE", "/api/emulator/outcomes", "").await;
    service.advance(180_000);
    // The fourth failed as well: 160 seconds, and from then on ten.
    assert_eq!(
        starts(&service, job_id).await[4..],
        [300_400, 310_500, 320_600]
    );
    let fails = r#"{ "result": "failed" }"#;
    service.send("POST", "/api/emulator/outcomes", fails).await;
    service.advance(48 * HOUR);
    let latest = starts(&service, job_id).await;
    assert_eq!(
        latest[latest.len() - 1] - latest[latest.len() - 2],
        3_600_100
    );
}

/// 5.2: run now cancels the active run and starts one with what was given; one at a time.
#[tokio::test]
async fn run_now_starts_it_again() {
    let (service, job_id) = slow().await;
    service.advance(30_000);
    let body = json!({ "job_id": job_id, "job_parameters": { "day": "monday" } });
    let restarted = id(&service.post("run-now", body.clone()).await, "run_id");
    let (status, answer) = service
        .send("POST", "/api/2.2/jobs/run-now", &body.to_string())
        .await;
    assert_eq!((status, &answer["error_code"]), (409, &json!("CONFLICT")));
    let message = answer["message"].as_str().unwrap();
    assert!(message.starts_with("A concurrent request to run the continuous job is already"));

    service.advance(100);
    let after = runs(&service, job_id).await;
    let states: Vec<String> = after.iter().map(state).collect();
    assert_eq!(states, ["RUNNING -", "TERMINATED CANCELED"]);
    assert_eq!(id(&after[0], "run_id"), restarted);
    assert_eq!(after[0]["trigger"], "CONTINUOUS_RESTART");
    assert_eq!(after[0]["job_parameters"][0]["value"], "monday");

    // While it rests, run now does not wait; and the next one follows as ever.
    service.advance(65_000);
    let resting = id(
        &service.post("run-now", json!({ "job_id": job_id })).await,
        "run_id",
    );
    assert_eq!(state(&service.run(resting).await), "PENDING -");
    service.advance(75_000);
    let all = runs(&service, job_id).await;
    assert_eq!(all.len(), 4);
    assert_eq!(all[0]["trigger"], "CONTINUOUS");
}

/// 5.2: a cancelled run is followed by the next one, and counts as no failure.
#[tokio::test]
async fn a_cancelled_run_is_followed_by_the_next() {
    let (service, job_id) = slow().await;
    let first = id(&runs(&service, job_id).await[0], "run_id");
    service
        .post("runs/cancel", json!({ "run_id": first }))
        .await;
    service.advance(11_000);
    assert_eq!(starts(&service, job_id).await, [0, 10_010]);
}

/// 5.2: paused, it starts nothing; what is active goes on, and run now is a run like any other.
#[tokio::test]
async fn paused_it_is_a_job_like_any_other() {
    let (service, job_id) = slow().await;
    let change = |status: &str| json!({ "job_id": job_id, "new_settings": { "continuous": { "pause_status": status } } });
    let first = id(&runs(&service, job_id).await[0], "run_id");
    service.post("update", change("PAUSED")).await;
    service.advance(HOUR);
    assert_eq!(state(&service.run(first).await), "TERMINATED SUCCESS");
    assert_eq!(runs(&service, job_id).await.len(), 1);
    let single = service.run_now(job_id).await;
    assert_eq!(service.run(single).await["trigger"], "ONE_TIME");
    // It is at work again: the run that is active counts.
    service.post("update", change("UNPAUSED")).await;
    service.advance(60_000);
    assert_eq!(runs(&service, job_id).await.len(), 2);
    service.advance(11_000);
    assert_eq!(runs(&service, job_id).await.len(), 3);
}
