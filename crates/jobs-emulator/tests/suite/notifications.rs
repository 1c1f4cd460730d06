//! Who is told of what becomes of runs: events, what mutes them, health rules.

mod destinations;
mod webhooks;

use std::time::Duration;

use jobs_emulator::{Notification, Rule};
use serde_json::{Value, json};

use crate::common::{Service, id, state, task};
use crate::persistence::DataFile;

const OCCASIONS: [&str; 5] = [
    "on_start",
    "on_success",
    "on_failure",
    "on_duration_warning_threshold_exceeded",
    "on_streaming_backlog_exceeded",
];

/// E-mails about everything to this address.
fn emails(address: &str) -> Value {
    let lists = OCCASIONS.map(|occasion| (occasion.to_owned(), json!([address])));
    Value::Object(lists.into_iter().collect())
}

/// A task that tells `task@` everything.
fn loud_task(key: &str, depends_on: &[&str]) -> Value {
    let mut task = task(key, depends_on);
    task["email_notifications"] = emails("task@");
    task
}

/// A job that tells `job@` everything.
fn loud_job(tasks: Value) -> Value {
    json!({ "name": "nightly", "email_notifications": emails("job@"), "tasks": tasks })
}

/// What was told in short: what for, to whom, and of which task.
fn told(service: &Service) -> Vec<String> {
    let notifications = service.handle.notifications().expect("the journal");
    notifications.iter().map(short).collect()
}

fn short(one: &Notification) -> String {
    let event = one.event_type.trim_start_matches("jobs.on_");
    match &one.task_key {
        Some(key) => format!("{event} {key}"),
        None => event.to_owned(),
    }
}

/// 5.7: the start and the end of a run and of its tasks, each at its own moment.
#[tokio::test]
async fn starts_and_ends_are_told() {
    let service = Service::start();
    let job_id = service
        .create(loud_job(json!([
            loud_task("a", &[]),
            loud_task("b", &["a"])
        ])))
        .await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    assert_eq!(
        told(&service),
        [
            "start",
            "start a",
            "success a",
            "start b",
            "success b",
            "success"
        ]
    );
    let run = service.run(run_id).await;
    let notifications = service.handle.notifications().unwrap();
    let times: Vec<i64> = notifications.iter().map(|one| one.time).collect();
    let at = |millis: i64| id(&run, "start_time") + millis;
    assert_eq!(times, [at(0), at(0), at(100), at(100), at(200), at(200)]);
    let first = &notifications[0];
    assert_eq!(
        (first.recipient.as_str(), first.run_id),
        ("job@", Some(run_id))
    );
    assert_eq!(
        first.subject,
        format!("Run {run_id} of job nightly started")
    );
    let of_task = &notifications[2];
    assert_eq!(of_task.recipient, "task@");
    assert_eq!(of_task.task_run_id, run["tasks"][0]["run_id"].as_i64());
    assert_eq!(
        of_task.payload,
        json!({
            "event_type": "jobs.on_success",
            "workspace_id": "1",
            "task": { "task_key": "a" },
            "run": {
                "run_id": run["tasks"][0]["run_id"].to_string(),
                "parent_run_id": run_id.to_string(),
            },
            "job": { "job_id": job_id.to_string(), "name": "nightly" },
        })
    );
    let (_, shown) = service
        .send("GET", "/api/emulator/notifications?after=5", "")
        .await;
    assert_eq!(shown["notifications"].as_array().map(Vec::len), Some(1));
    assert_eq!(shown["notifications"][0]["kind"], "email");
    service
        .send("DELETE", "/api/emulator/notifications", "")
        .await;
    assert_eq!(told(&service), [""; 0]);
}

/// 5.7: success with failures is a success; what was left out on purpose is told to nobody; what was
/// skipped or cancelled failed.
#[tokio::test]
async fn ends_that_are_successes_and_failures() {
    let rule = |key, result: fn(Rule) -> Rule| result(Rule::task(key));
    let fails = |rule: Rule| rule.fails("boom");
    let service = Service::with(|builder| builder.outcome(rule("bad", fails)));
    let tasks = |last: Value| json!([loud_task("bad", &[]), last]);
    let mut recovers = loud_task("last", &["bad"]);
    recovers["run_if"] = json!("ALL_DONE");
    let mut excluded = loud_task("last", &["bad"]);
    excluded["run_if"] = json!("ALL_FAILED");
    excluded["disabled"] = json!(true);
    for (last, ends) in [
        (recovers, &["failure bad", "success last", "success"][..]),
        (
            loud_task("last", &["bad"]),
            &["failure bad", "failure last", "failure"],
        ),
        (excluded, &["failure bad", "success"]),
    ] {
        let job_id = service.create(loud_job(tasks(last))).await;
        let run_id = service.run_now(job_id).await;
        service.advance(1000);
        let ended: Vec<String> = told(&service)
            .into_iter()
            .filter(|one| !one.starts_with("start"))
            .collect();
        assert_eq!(ended, ends, "{}", state(&service.run(run_id).await));
        service.handle.workspace().clear_notifications().unwrap();
    }
}

/// 1.1, 3.11: each job mutes one thing, and the same happens to all of them.
#[tokio::test]
async fn skipped_and_cancelled_runs_can_be_muted() {
    for (settings, skipped, canceled) in [
        (json!({}), true, true),
        (
            json!({ "notification_settings": { "no_alert_for_skipped_runs": true } }),
            false,
            true,
        ),
        (
            json!({ "notification_settings": { "no_alert_for_canceled_runs": true } }),
            true,
            false,
        ),
    ] {
        let service = Service::start();
        let mut job = loud_job(json!([task("a", &[])]));
        job["queue"] = json!({ "enabled": false });
        for (name, value) in settings.as_object().unwrap() {
            job[name] = value.clone();
        }
        let job_id = service.create(job).await;
        let run_id = service.run_now(job_id).await;
        service.run_now(job_id).await;
        let failures = |service: &Service| {
            let told = told(service);
            told.iter().filter(|one| *one == "failure").count()
        };
        assert_eq!(failures(&service), usize::from(skipped), "{settings}");
        service
            .post("runs/cancel", json!({ "run_id": run_id }))
            .await;
        service.advance(1000);
        let all = usize::from(skipped) + usize::from(canceled);
        assert_eq!(failures(&service), all, "{settings}");
        assert_eq!(told(&service)[0], "start", "the skipped run never started");
    }
}

/// 3.10: the job is told after all attempts, the task of each one unless it wants only the last.
#[tokio::test]
async fn attempts_are_told_of_tasks_only() {
    for (last_only, expected) in [
        (
            false,
            &[
                "start",
                "start a",
                "failure a",
                "start a",
                "failure a",
                "failure",
            ][..],
        ),
        (true, &["start", "start a", "failure a", "failure"]),
    ] {
        let service = Service::with(|builder| builder.outcome(Rule::any().fails("boom")));
        let mut task = loud_task("a", &[]);
        task["max_retries"] = json!(1);
        task["notification_settings"] = json!({ "alert_on_last_attempt": last_only });
        let job_id = service.create(loud_job(json!([task]))).await;
        service.run_now(job_id).await;
        service.advance(1000);
        assert_eq!(told(&service), expected);
    }
}

/// 3.11: a queued run starts when it leaves the queue.
#[tokio::test]
async fn a_queued_run_is_told_when_it_starts() {
    let service = Service::start();
    let job_id = service.create(loud_job(json!([task("a", &[])]))).await;
    service.run_now(job_id).await;
    service.run_now(job_id).await;
    assert_eq!(told(&service), ["start"]);
    service.advance(100);
    assert_eq!(told(&service), ["start", "success", "start"]);
}

/// 3.9: a repair begins and ends as a run does.
#[tokio::test]
async fn repairs_are_told() {
    let rule = Rule::any().attempt(0).fails("boom");
    let service = Service::with(|builder| builder.outcome(rule));
    let job_id = service.create(loud_job(json!([loud_task("a", &[])]))).await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let repair = json!({ "run_id": run_id, "rerun_all_failed_tasks": true });
    service.post("runs/repair", repair).await;
    service.advance(1000);
    assert_eq!(
        told(&service)[3..],
        ["failure", "start", "start a", "success a", "success"]
    );
}

/// Each iteration is told by the settings of the nested task, the for-each task by its own.
#[tokio::test]
async fn iterations_are_told_by_the_nested_task() {
    let service = Service::start();
    let each = json!({ "inputs": "[1, 2]", "task": loud_task("one", &[]) });
    let tasks = json!([{ "task_key": "each", "for_each_task": each, "email_notifications": emails("task@") }]);
    let job_id = service.create(json!({ "tasks": tasks })).await;
    service.run_now(job_id).await;
    service.advance(1000);
    assert_eq!(
        told(&service),
        [
            "start each",
            "start one",
            "success one",
            "start one",
            "success one",
            "success each"
        ]
    );
}

/// 1.4: other settings count for the next run.
#[tokio::test]
async fn a_run_is_told_by_the_settings_that_it_was_started_with() {
    let service = Service::start();
    let job_id = service.create(loud_job(json!([task("a", &[])]))).await;
    service.run_now(job_id).await;
    let quiet = json!({ "job_id": job_id, "new_settings": { "email_notifications": {} } });
    service.post("update", quiet).await;
    service.advance(1000);
    service.run_now(job_id).await;
    assert_eq!(told(&service), ["start", "success"]);
}

/// 1.8: one-time runs have notifications too.
#[tokio::test]
async fn submitted_runs_are_told() {
    let service = Service::start();
    let mut run = loud_job(json!([loud_task("a", &[])]));
    run["run_name"] = json!("once");
    service.post("runs/submit", run).await;
    service.advance(1000);
    assert_eq!(told(&service), ["start", "start a", "success a", "success"]);
    let first = &service.handle.notifications().unwrap()[0];
    assert_eq!(first.payload["job"]["name"], "once");
}

/// 1.6: whoever is named by a job is told once that it is deleted.
#[tokio::test]
async fn the_deletion_of_a_job_is_told() {
    let service = Service::start();
    let job_id = service.create(loud_job(json!([loud_task("a", &[])]))).await;
    service.post("delete", json!({ "job_id": job_id })).await;
    assert_eq!(told(&service), ["delete"]);
    let one = &service.handle.notifications().unwrap()[0];
    assert_eq!((one.recipient.as_str(), one.job_id), ("job@", job_id));
}

/// 5.6: a run that takes too long is told once while it is active; one that takes as long as it may
/// is not.
#[tokio::test]
async fn runs_that_take_too_long_are_told_once() {
    let limit = json!({ "rules": [
        { "metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 60 },
    ]});
    for (seconds, expected) in [
        (60, &["start", "start a", "success a", "success"][..]),
        (
            500,
            &[
                "start",
                "start a",
                "duration_warning_threshold_exceeded",
                "duration_warning_threshold_exceeded a",
                "success a",
                "success",
            ],
        ),
    ] {
        let slow = Duration::from_secs(seconds) - Duration::from_millis(20);
        let service = Service::with(|builder| builder.outcome(Rule::any().takes(slow)));
        let mut task = loud_task("a", &[]);
        task["health"] = limit.clone();
        let mut job = loud_job(json!([task]));
        job["health"] = limit.clone();
        let job_id = service.create(job).await;
        service.run_now(job_id).await;
        service.advance(1_000_000);
        assert_eq!(told(&service), expected);
    }
}

/// 5.6: a backlog that streams report: at once, and again every half hour.
#[tokio::test]
async fn backlogs_of_streams_are_told() {
    let rule = Rule::any().takes(Duration::from_secs(7200));
    let service = Service::with(|builder| builder.outcome(rule));
    let mut job = loud_job(json!([loud_task("a", &[])]));
    job["health"] = json!({ "rules": [
        { "metric": "STREAMING_BACKLOG_RECORDS", "op": "GREATER_THAN", "value": 1000 },
    ]});
    let job_id = service.create(job).await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let run = service.run(run_id).await;
    let report = async |run_id: i64, metric: &str, value: i64| {
        let body = json!({ "run_id": run_id, "metric": metric, "value": value });
        let path = "/api/emulator/streaming-backlog";
        service.send("POST", path, &body.to_string()).await
    };
    let backlogs = || {
        let told = told(&service);
        let of_backlog = |one: &&String| one.starts_with("streaming_backlog_exceeded");
        told.iter().filter(of_backlog).count()
    };
    let records = "STREAMING_BACKLOG_RECORDS";
    // A report of a task's streams concerns the run.
    let task_run_id = id(&run["tasks"][0], "run_id");
    assert_eq!(report(task_run_id, records, 5000).await.0, 200);
    assert_eq!(backlogs(), 1);
    service.advance(60 * 60_000);
    assert_eq!(backlogs(), 3);
    assert_eq!(report(run_id, records, 0).await.0, 200);
    service.advance(50 * 60_000);
    assert_eq!(backlogs(), 3);
    let (status, error) = report(run_id, "STREAMING_BACKLOG", 1).await;
    assert!(status == 400 && error.to_string().contains("STREAMING_BACKLOG_FILES"));
    assert_eq!(report(7, records, 1).await.0, 400);
    service.advance(60 * 60_000);
    assert_eq!(report(run_id, records, 1).await.0, 400);
}

/// What was told is not told again after a restart, and what was watched still is.
#[tokio::test]
async fn notifications_go_on_after_a_restart() {
    let file = DataFile::new("notifications");
    let start = || {
        let slow = Rule::any().takes(Duration::from_secs(100));
        Service::with(|builder| builder.data(file.0.clone()).outcome(slow))
    };
    let service = start();
    let mut job = loud_job(json!([loud_task("a", &[])]));
    job["health"] = json!({ "rules": [
        { "metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 60 },
    ]});
    let job_id = service.create(job).await;
    service.run_now(job_id).await;
    service.advance(30_000);
    assert_eq!(told(&service), ["start", "start a"]);
    drop(service);
    let service = start();
    service.advance(61_000);
    let warning = "duration_warning_threshold_exceeded";
    assert_eq!(told(&service), ["start", "start a", warning]);
    drop(service);
    let service = start();
    service.advance(1_000_000);
    assert_eq!(
        told(&service),
        ["start", "start a", warning, "success a", "success"]
    );
}
