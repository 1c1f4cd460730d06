//! Retries, time limits, queues, and tasks that are switched off. Sections are those of
//! `FIDELITY.md`.

use std::time::Duration;

use crate::common::{START, Service, id, state, task, tasks};
use jobs_emulator::Rule;
use serde_json::{Value, json};

const HOUR: u64 = 3_600_000;

fn with(mut task: Value, name: &str, value: Value) -> Value {
    task[name] = value;
    task
}

/// 3.3 [D], 3.10 [D, R]: the next attempt shows at once and waits; the interval counts from the start
/// of the failed one.
#[tokio::test]
async fn an_attempt_waits_for_its_retry() {
    let service = Service::with(|builder| builder.outcome(Rule::task("a").attempt(0).fails("x")));
    let retried = json!({
        "task_key": "a", "max_retries": 1, "min_retry_interval_millis": 1000,
        "notebook_task": { "notebook_path": "/a" },
    });
    let run_id = service
        .run_now(service.create(json!({ "tasks": [retried] })).await)
        .await;
    service.advance(100);
    let run = service.run(run_id).await;
    assert_eq!(
        tasks(&run),
        ["a 0 TERMINATED FAILED", "a 1 WAITING_FOR_RETRY -"]
    );
    assert_eq!(run["tasks"][1]["status"]["state"], "WAITING");
    assert_eq!(state(&run), "RUNNING -");
    service.advance(900);
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run)[1], "a 1 PENDING -");
    assert_eq!(run["tasks"][1]["start_time"], START + 1000);
    let [first, second] = [0, 1].map(|place| id(&run["tasks"][place], "run_id"));
    assert_eq!(service.run(second).await["original_attempt_run_id"], first);
    assert_eq!(service.run(first).await["original_attempt_run_id"], first);
}

/// 3.10 [D]: each attempt has the whole limit; one that timed out is retried on request only; the
/// limit of the job covers them all.
#[tokio::test]
async fn limits_of_attempts_and_of_the_job() {
    let slow = Rule::any().takes(Duration::from_secs(3600));
    let service = Service::with(|builder| builder.outcome(slow));
    let limited = with(task("a", &[]), "timeout_seconds", json!(10));
    let limited = with(limited, "max_retries", json!(-1));
    let end = async |settings: Value| {
        let run_id = service.run_now(service.create(settings).await).await;
        service.advance(26_000);
        service.run(run_id).await
    };
    let run = end(json!({ "tasks": [limited.clone()] })).await;
    assert_eq!(tasks(&run), ["a 0 TERMINATED TIMEDOUT"]);

    let retried = with(limited, "retry_on_timeout", json!(true));
    let run = end(json!({ "tasks": [retried], "timeout_seconds": 25 })).await;
    assert_eq!(state(&run), "TERMINATED TIMEDOUT");
    assert_eq!(
        tasks(&run),
        [
            "a 0 TERMINATED TIMEDOUT",
            "a 1 TERMINATED TIMEDOUT",
            "a 2 TERMINATED TIMEDOUT"
        ]
    );
    assert_eq!(run["state"]["user_cancelled_or_timedout"], true);
}

/// 3.11 [D]: first in, first out, and nobody waits for more than two days.
#[tokio::test]
async fn a_queue_goes_in_order_and_ends_after_two_days() {
    let service = Service::with(|builder| {
        let long = Rule::task("a").parameter("long", "yes");
        builder.outcome(long.takes(Duration::from_secs(50 * 3600)))
    });
    let job_id = service
        .create(json!({
            "parameters": [{ "name": "long", "default": "no" }], "tasks": [task("a", &[])],
        }))
        .await;
    let body = json!({ "job_id": job_id, "job_parameters": { "long": "yes" } });
    let first = id(&service.post("run-now", body).await, "run_id");
    let second = service.run_now(job_id).await;
    service.advance(47 * HOUR);
    let third = service.run_now(job_id).await;
    assert_eq!(state(&service.run(second).await), "QUEUED -");
    service.advance(HOUR);
    let run = service.run(second).await;
    assert_eq!(state(&run), "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED");
    assert_eq!(run["queue_duration"], 48 * HOUR);
    assert_eq!(state(&service.run(third).await), "QUEUED -");
    service.advance(3 * HOUR);
    for run_id in [first, third] {
        assert_eq!(state(&service.run(run_id).await), "TERMINATED SUCCESS");
    }
}

/// 3.13 [D]: a queued run that is cancelled ends at once, without having run.
#[tokio::test]
async fn cancel_while_queued() {
    let service = Service::start();
    let job_id = service
        .create(json!({ "tasks": [task("a", &[]), task("b", &["a"])] }))
        .await;
    service.run_now(job_id).await;
    let run_id = service.run_now(job_id).await;
    service.advance(10);
    service
        .post("runs/cancel", json!({ "run_id": run_id }))
        .await;
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED CANCELED");
    assert_eq!(
        (
            &run["start_time"],
            &run["execution_duration"],
            &run["run_duration"]
        ),
        (&json!(START), &json!(0), &json!(0))
    );
    assert_eq!(
        tasks(&run),
        ["a 0 TERMINATED CANCELED", "b 0 SKIPPED UPSTREAM_CANCELED"]
    );
}

/// 3.5 [D]: a task that is switched off, and what its dependents make of it.
#[tokio::test]
async fn tasks_that_are_switched_off() {
    let service = Service::start();
    let off = with(task("off", &[]), "disabled", json!(true));
    let job_id = service
        .create(json!({ "tasks": [
            off,
            task("on", &[]),
            task("all", &["off", "on"]),
            with(task("one", &["off", "on"]), "run_if", json!("AT_LEAST_ONE_SUCCESS")),
            with(task("none", &["off", "on"]), "run_if", json!("NONE_FAILED")),
            with(task("done", &["off"]), "run_if", json!("ALL_DONE")),
            with(task("failed", &["off"]), "run_if", json!("ALL_FAILED")),
        ]}))
        .await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(
        tasks(&run),
        [
            "off 0 SKIPPED DISABLED",
            "on 0 TERMINATED SUCCESS",
            "all 0 SKIPPED DISABLED",
            "one 0 TERMINATED SUCCESS",
            "none 0 TERMINATED SUCCESS",
            "done 0 TERMINATED SUCCESS",
            "failed 0 SKIPPED EXCLUDED",
        ]
    );
    let details = &run["tasks"][0]["status"]["termination_details"];
    assert_eq!(details["code"], "DISABLED");

    // Named, it runs; by a plus it is not reached.
    let only = async |selectors: Value| {
        let body = json!({ "job_id": job_id, "only": selectors });
        let run_id = id(&service.post("run-now", body).await, "run_id");
        service.advance(1000);
        tasks(&service.run(run_id).await)
    };
    assert_eq!(only(json!(["off"])).await, ["off 0 TERMINATED SUCCESS"]);
    assert_eq!(
        only(json!(["+all"])).await,
        ["on 0 TERMINATED SUCCESS", "all 0 TERMINATED SUCCESS"]
    );

    // A repair goes by the flag that the run had, and runs what is named.
    let on_again = json!({ "tasks": [task("off", &[])] });
    let body = json!({ "job_id": job_id, "new_settings": on_again });
    service.post("update", body).await;
    let repair = async |body: Value| {
        service.post("runs/repair", body).await;
        service.advance(1000);
        tasks(&service.run(run_id).await)
    };
    let body = json!({ "run_id": run_id, "rerun_tasks": ["on"], "rerun_dependent_tasks": true });
    let after = repair(body).await;
    for expected in [
        "off 0 SKIPPED DISABLED",
        "on 1 TERMINATED SUCCESS",
        "all 1 SKIPPED DISABLED",
    ] {
        assert!(after.iter().any(|task| task == expected), "{after:?}");
    }
    let latest = service.run(run_id).await["repair_history"][1]["id"].clone();
    let body = json!({ "run_id": run_id, "rerun_tasks": ["off"], "latest_repair_id": latest });
    let after = repair(body).await;
    for expected in ["off 1 TERMINATED SUCCESS", "all 2 TERMINATED SUCCESS"] {
        assert!(after.iter().any(|task| task == expected), "{after:?}");
    }
}

/// 3.6 [D], [G]: a condition over task values; a value that nobody set fails it.
#[tokio::test]
async fn conditions_over_task_values() {
    let service = Service::with(|builder| builder.outcome(Rule::task("count").value("rows", 12)));
    let condition = |key: &str, left: &str| {
        json!({
            "task_key": key,
            "depends_on": [{ "task_key": "count" }],
            "condition_task": { "op": "GREATER_THAN", "left": left, "right": "9" },
        })
    };
    let branch = |key: &str, outcome: &str| {
        let on = json!([{ "task_key": "many", "outcome": outcome }]);
        with(task(key, &[]), "depends_on", on)
    };
    let run_id = service
        .run_now(
            service
                .create(json!({ "tasks": [
                    task("count", &[]),
                    condition("many", "{{tasks.count.values.rows}}"),
                    condition("lost", "{{tasks.count.values.columns}}"),
                    branch("yes", "true"),
                    branch("no", "false"),
                    task("after", &["no"]),
                ]}))
                .await,
        )
        .await;
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(
        tasks(&run),
        [
            "count 0 TERMINATED SUCCESS",
            "many 0 TERMINATED SUCCESS",
            "lost 0 TERMINATED FAILED",
            "yes 0 TERMINATED SUCCESS",
            "no 0 SKIPPED EXCLUDED",
            "after 0 SKIPPED EXCLUDED",
        ]
    );
    assert_eq!(run["tasks"][1]["condition_task"]["outcome"], "true");
}

/// 3.3 [R], 3.10 [D]: what the service itself fails is an internal error, and is tried again.
#[tokio::test]
async fn internal_errors() {
    let service = Service::with(|builder| {
        builder
            .outcome(Rule::task("a").breaks("no nodes"))
            .outcome(Rule::task("b").attempt(0).breaks("no nodes"))
    });
    let end = async |key: &str| {
        let retried = json!({ "tasks": [with(task(key, &[]), "max_retries", json!(1))] });
        let run_id = service.run_now(service.create(retried).await).await;
        service.advance(1000);
        service.run(run_id).await
    };
    let run = end("a").await;
    assert_eq!(state(&run), "INTERNAL_ERROR FAILED");
    assert_eq!(
        tasks(&run),
        ["a 0 INTERNAL_ERROR FAILED", "a 1 INTERNAL_ERROR FAILED"]
    );
    for status in [&run["status"], &run["tasks"][1]["status"]] {
        let details = &status["termination_details"];
        assert_eq!(
            (&details["code"], &details["type"]),
            (&json!("INTERNAL_ERROR"), &json!("INTERNAL_ERROR"))
        );
    }
    assert_eq!(state(&end("b").await), "TERMINATED SUCCESS");
}
