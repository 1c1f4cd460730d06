//! Jobs that keep one run active.

use std::time::Duration;

use jobs_emulator::Rule;
use serde_json::{Value, json};

use super::{HOUR, runs, starts};
use crate::common::{Service, id, state, task, tasks};

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

/// 1.1: no more than one run is ever active, whatever the settings say.
#[tokio::test]
async fn its_limit_is_one_run() {
    let service = Service::with(|builder| builder);
    let mut settings = continuous();
    settings["continuous"]["pause_status"] = json!("PAUSED");
    settings["max_concurrent_runs"] = json!(5);
    let job_id = service.create(settings).await;
    let job = service.get(&format!("get?job_id={job_id}")).await;
    assert_eq!(job["settings"]["max_concurrent_runs"], 1);
    service.run_now(job_id).await;
    let second = service.run_now(job_id).await;
    let run = service.run(second).await;
    assert_eq!(run["status"]["state"], "QUEUED");
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

/// A job with two tasks that are tried again while the other one is at its first attempt.
async fn retried(service: &Service) -> i64 {
    let continuous = json!({ "task_retry_mode": "ON_FAILURE" });
    let tasks = [task("a", &[]), task("b", &[])];
    service
        .create(json!({ "tasks": tasks, "continuous": continuous }))
        .await
}

/// 5.2: a failed task is tried again while another one is at its first attempt.
#[tokio::test]
async fn a_failed_task_is_tried_again_while_another_one_begins() {
    let service = Service::with(|builder| {
        let long = Rule::task("b").takes(Duration::from_secs(60));
        builder
            .outcome(Rule::task("a").attempt(0).fails("boom"))
            .outcome(long)
    });
    let job_id = retried(&service).await;
    service.advance(61_000);
    let run = service
        .run(id(&runs(&service, job_id).await[0], "run_id"))
        .await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(
        tasks(&run),
        [
            "a 0 TERMINATED FAILED",
            "b 0 TERMINATED SUCCESS",
            "a 1 TERMINATED SUCCESS",
        ]
    );
}

/// 5.2: when no other task is at its first attempt, the run is cancelled and the next one follows,
/// later and later.
#[tokio::test]
async fn a_run_is_given_up_when_no_other_task_is_at_its_first_attempt() {
    let service = Service::with(|builder| {
        let long = Rule::task("b").takes(Duration::from_secs(60));
        builder.outcome(Rule::task("a").fails("boom")).outcome(long)
    });
    let job_id = retried(&service).await;
    // Attempts after 0, 10 and 30 seconds, and one after 70, when the other task has ended.
    service.advance(75_000);
    let run = service
        .run(id(&runs(&service, job_id).await[0], "run_id"))
        .await;
    assert_eq!(state(&run), "TERMINATED CANCELED");
    assert_eq!(tasks(&run).len(), 5);
    assert_eq!(id(&run, "end_time"), id(&run, "start_time") + 70_100);
    service.advance(100_000);
    assert_eq!(starts(&service, job_id).await, [0, 90_100]);

    // What somebody starts while it is paused fails as any run does.
    let paused = json!({ "pause_status": "PAUSED", "task_retry_mode": "ON_FAILURE" });
    let change = json!({ "job_id": job_id, "new_settings": { "continuous": paused } });
    service.post("update", change).await;
    service.advance(HOUR);
    let single = service.run_now(job_id).await;
    service.advance(HOUR);
    assert_eq!(state(&service.run(single).await), "INTERNAL_ERROR FAILED");
}

/// 5.2: a task that is tried again is not at its first attempt.
#[tokio::test]
async fn a_second_attempt_keeps_no_run_going() {
    let service = Service::with(|builder| {
        let (minute, third) = (Duration::from_secs(60), Duration::from_secs(20));
        builder
            .outcome(Rule::task("a").takes(minute))
            .outcome(Rule::task("a").attempt(0).fails("boom"))
            .outcome(Rule::task("b").takes(third).fails("boom"))
    });
    let job_id = retried(&service).await;
    service.advance(25_000);
    let run = service
        .run(id(&runs(&service, job_id).await[0], "run_id"))
        .await;
    assert_eq!(
        tasks(&run),
        [
            "a 0 TERMINATED FAILED",
            "b 0 TERMINATED FAILED",
            "a 1 TERMINATED CANCELED",
        ]
    );
}

/// 5.2: one run at a time, whatever its limit says; and no retries of tasks.
#[tokio::test]
async fn it_has_one_run_at_a_time_and_no_retries() {
    let service = Service::start();
    let mut settings = continuous();
    settings["max_concurrent_runs"] = json!(4);
    let job_id = service.create(settings.clone()).await;
    let job = service.get(&format!("get?job_id={job_id}")).await;
    assert_eq!(job["settings"]["max_concurrent_runs"], 1);
    settings["tasks"][0]["max_retries"] = json!(2);
    let (status, answer) = service
        .send("POST", "/api/2.2/jobs/create", &settings.to_string())
        .await;
    assert_eq!(status, 400);
    let message = answer["message"].as_str().unwrap();
    assert!(message.contains("task_retry_mode"), "{message}");
}
