//! Limits of the workspace, quotas and retention.

use std::time::Duration;

use jobs_emulator::{EmulatorBuilder, Rule, WorkspaceLimits};
use serde_json::{Value, json};

use crate::common::{Service, id, state, task};

const DAY: u64 = 86_400_000;

fn limited(name: &str, value: u64) -> Service {
    Service::with(|builder| builder.limit(name, Some(value)))
}

/// A job with this task, of which ten runs may be active.
async fn job(service: &Service, task: Value) -> i64 {
    service
        .create(json!({ "max_concurrent_runs": 10, "tasks": [task] }))
        .await
}

async fn states(service: &Service, runs: &[i64]) -> Vec<String> {
    let mut states = Vec::new();
    for run_id in runs {
        let run = service.run(*run_id).await;
        let code = &run["status"]["queue_details"]["code"];
        states.push(match code.as_str() {
            Some(code) => code.to_owned(),
            None => state(&run),
        });
    }
    states
}

/// 3.11 [D]: runs wait while the workspace has as many active task runs as it may, the first first.
#[tokio::test]
async fn runs_wait_for_active_task_runs() {
    let service = limited("task_runs", 2);
    let jobs = [
        job(&service, task("a", &[])).await,
        job(&service, task("a", &[])).await,
    ];
    let mut runs = Vec::new();
    for run in 0..5 {
        runs.push(service.run_now(jobs[run % 2]).await);
        service.advance(1);
    }
    let (waits, pending, done) = (
        "ACTIVE_RUNS_LIMIT_REACHED",
        "PENDING -",
        "TERMINATED SUCCESS",
    );
    assert_eq!(
        states(&service, &runs).await,
        [pending, pending, waits, waits, waits]
    );
    service.advance(95);
    assert_eq!(
        states(&service, &runs).await[..3],
        [done, "RUNNING -", pending]
    );
    // One that is cancelled waits no more.
    service
        .post("runs/cancel", json!({ "run_id": runs[3] }))
        .await;
    service.advance(1);
    assert_eq!(
        states(&service, &runs).await[2..],
        [pending, "TERMINATED CANCELED", pending]
    );
    service.advance(1000);
    assert_eq!(states(&service, &runs).await[4], done);
    let queued = service.run(runs[4]).await;
    assert!(queued["queue_duration"].as_i64() > Some(90), "{queued}");
}

/// 3.11 [D]: run-job and for-each tasks have a limit of their own; others go on meanwhile.
#[tokio::test]
async fn runs_wait_for_active_run_job_tasks() {
    let service = limited("parent_task_runs", 1);
    let each = json!({
        "task_key": "e", "for_each_task": { "inputs": "[1]", "task": task("n", &[]) },
    });
    let each = job(&service, each).await;
    let plain = job(&service, task("a", &[])).await;
    let runs = [
        service.run_now(each).await,
        service.run_now(each).await,
        service.run_now(plain).await,
    ];
    assert_eq!(
        states(&service, &runs).await,
        [
            "RUNNING -",
            "ACTIVE_RUN_JOB_TASKS_LIMIT_REACHED",
            "PENDING -"
        ]
    );
    service.advance(100);
    assert_eq!(
        states(&service, &runs).await[..2],
        ["TERMINATED SUCCESS", "RUNNING -"]
    );
}

/// 3.8, 3.11: what a run-job task waits for finds room: the task itself takes none of it.
#[tokio::test]
async fn run_job_tasks_do_not_wait_for_themselves() {
    let service = limited("task_runs", 1);
    let inner = job(&service, task("a", &[])).await;
    let outer = json!({ "task_key": "r", "run_job_task": { "job_id": inner } });
    let run_id = service.run_now(job(&service, outer).await).await;
    service.advance(1000);
    assert_eq!(state(&service.run(run_id).await), "TERMINATED SUCCESS");
}

/// 3.11: without a queue a run is skipped; a queue has an end.
#[tokio::test]
async fn runs_that_find_no_room_are_skipped() {
    let service = limited("task_runs", 1);
    let job_id = job(&service, task("a", &[])).await;
    service.run_now(job_id).await;
    let body = json!({ "job_id": job_id, "queue": { "enabled": false } });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED");
    assert_eq!(
        run["status"]["termination_details"]["code"],
        "WORKSPACE_RUN_LIMIT_EXCEEDED"
    );

    let service = limited("queued_runs", 1);
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let runs = [
        service.run_now(job_id).await,
        service.run_now(job_id).await,
        service.run_now(job_id).await,
    ];
    let run = service.run(runs[2]).await;
    assert_eq!(state(&run), "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED");
    assert_eq!(
        run["status"]["termination_details"]["code"],
        "MAX_JOB_QUEUE_SIZE_EXCEEDED"
    );
    service.advance(1000);
    assert_eq!(state(&service.run(runs[1]).await), "TERMINATED SUCCESS");
}

/// 3.11: a run that waits holds its place in its job, is dropped after 48 hours, and waits on after
/// a restart.
#[tokio::test]
async fn waiting_for_the_workspace_is_queueing() {
    let settings = |builder: EmulatorBuilder| {
        let long = Rule::task("long").takes(Duration::from_secs(3 * 86_400));
        builder.limit("task_runs", Some(1)).outcome(long)
    };
    let service = Service::with(settings);
    let long = job(&service, task("long", &[])).await;
    service.run_now(long).await;
    let single = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let runs = [service.run_now(single).await, service.run_now(single).await];
    let waiting = ["ACTIVE_RUNS_LIMIT_REACHED", "MAX_CONCURRENT_RUNS_REACHED"];
    assert_eq!(states(&service, &runs).await, waiting);
    let snapshot = service.handle.workspace().snapshot().expect("a snapshot");
    service
        .handle
        .workspace()
        .restore(&snapshot)
        .expect("restored");
    assert_eq!(states(&service, &runs).await, waiting);
    service.advance(2 * DAY);
    let skipped = "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED";
    assert_eq!(states(&service, &runs).await, [skipped, skipped]);
}

/// 3.11, 0.2: quotas are there on request.
#[tokio::test]
async fn quotas_of_jobs() {
    let settings = json!({ "tasks": [task("a", &[])] });
    let service = limited("jobs", 2);
    let first = service.create(settings.clone()).await;
    service.create(settings.clone()).await;
    let create = async |service: &Service, operation: &str| {
        let path = format!("/api/2.2/jobs/{operation}");
        service.send("POST", &path, &settings.to_string()).await
    };
    let (status, answer) = create(&service, "create").await;
    assert_eq!(
        (status, &answer["error_code"]),
        (403, &json!("QUOTA_EXCEEDED"))
    );
    assert_eq!(
        answer["message"],
        "The quota for the number of jobs has been reached. The current quota is 2."
    );
    assert_eq!(
        create(&service, "runs/submit").await.0,
        200,
        "it is no saved job"
    );
    service.post("delete", json!({ "job_id": first })).await;
    service.create(settings.clone()).await;

    let service = limited("creations_per_hour", 2);
    service.create(settings.clone()).await;
    service.advance(1000);
    assert_eq!(create(&service, "runs/submit").await.0, 200);
    let wrong = service
        .send("POST", "/api/2.2/jobs/create", r#"{"tasks": [{}]}"#)
        .await;
    assert_eq!(wrong.0, 400);
    for operation in ["create", "runs/submit"] {
        let (status, answer) = create(&service, operation).await;
        assert_eq!(
            (status, &answer["error_code"]),
            (429, &json!("QUOTA_EXCEEDED"))
        );
    }
    service.advance(3_599_000);
    assert_eq!(create(&service, "create").await.0, 200);
    assert_eq!(
        create(&service, "create").await.0,
        429,
        "the second one is younger"
    );
}

/// 3.7 [G], 4.4 [D]: sizes of inputs, inline and through task values, and their number.
#[tokio::test]
async fn inputs_have_limits() {
    let each = |inputs: &str| {
        json!({
            "task_key": "e", "depends_on": [{ "task_key": "a" }],
            "for_each_task": { "inputs": inputs, "task": task("n", &[]), "concurrency": 100 },
        })
    };
    let list = |chars: usize| format!("[\"{}\"]", "x".repeat(chars - 4));
    for (inputs, value, fails) in [
        (list(10_000), String::new(), None),
        (list(10_001), String::new(), Some("10001 characters")),
        ("{{tasks.a.values.v}}".to_owned(), list(40_000), None),
        (
            "[{{tasks.a.values.v}}, {{tasks.a.values.v}}]".to_owned(),
            list(25_000),
            Some("bytes"),
        ),
        ("[1, 2, 3, 4]".to_owned(), String::new(), Some("4 inputs")),
    ] {
        let service = Service::with(|builder| {
            let builder = builder.limit("iterations", Some(3));
            builder.outcome(Rule::task("a").value("v", value))
        });
        let job_id = service
            .create(json!({ "tasks": [task("a", &[]), each(&inputs)] }))
            .await;
        let run_id = service.run_now(job_id).await;
        service.advance(1000);
        let run = service.run(run_id).await;
        let task_run = id(&run["tasks"][1], "run_id");
        let output = service
            .get(&format!("runs/get-output?run_id={task_run}"))
            .await;
        match (output["error"].as_str(), fails) {
            (None, None) => assert_eq!(state(&run), "TERMINATED SUCCESS"),
            (Some(error), Some(words)) => assert!(error.contains(words), "{error}"),
            (error, words) => panic!("{error:?} instead of {words:?}"),
        }
    }
}

/// 3.11 [D], 1.10 [D]: 60 days after its end a run is gone, for all operations.
#[tokio::test]
async fn runs_are_forgotten() {
    let service = Service::start();
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let body = json!({ "job_id": job_id, "idempotency_token": "once" });
    let run_id = id(&service.post("run-now", body.clone()).await, "run_id");
    service.advance(100);
    let task_run_id = id(&service.run(run_id).await["tasks"][0], "run_id");
    service.advance(60 * DAY - 1);
    assert_eq!(
        id(&service.post("run-now", body.clone()).await, "run_id"),
        run_id
    );
    assert_eq!(service.get("runs/list").await["runs"][0]["run_id"], run_id);
    let clock = service.send("GET", "/api/emulator/clock", "").await.1;
    assert_eq!(clock["next_event"], Value::Null, "forgetting is no event");

    service.advance(1);
    for (method, path, body) in [
        ("GET", format!("runs/get?run_id={run_id}"), json!({})),
        ("GET", format!("runs/get?run_id={task_run_id}"), json!({})),
        (
            "GET",
            format!("runs/get-output?run_id={task_run_id}"),
            json!({}),
        ),
        (
            "POST",
            "runs/cancel".to_owned(),
            json!({ "run_id": run_id }),
        ),
        (
            "POST",
            "runs/delete".to_owned(),
            json!({ "run_id": run_id }),
        ),
        (
            "POST",
            "runs/repair".to_owned(),
            json!({ "run_id": run_id, "rerun_tasks": ["a"] }),
        ),
    ] {
        let path = format!("/api/2.2/jobs/{path}");
        let (status, answer) = service.send(method, &path, &body.to_string()).await;
        assert_eq!(status, 400, "{path}: {answer}");
        let message = answer["message"].as_str().expect("a message");
        assert!(message.ends_with("does not exist."), "{path}: {message}");
    }
    assert_eq!(service.get("runs/list").await.get("runs"), None);
    let again = id(&service.post("run-now", body.clone()).await, "run_id");
    assert_ne!(again, run_id, "the token is forgotten with the run");
    assert_eq!(id(&service.post("run-now", body).await, "run_id"), again);
}

/// 3.11: what is forgotten makes room as other runs start; what is active is kept, however old.
#[tokio::test]
async fn forgotten_runs_make_room() {
    let service = Service::with(|builder| {
        builder.outcome(Rule::task("long").takes(Duration::from_secs(100 * 86_400)))
    });
    let long = job(&service, task("long", &[])).await;
    let active = service.run_now(long).await;
    let submit = json!({ "tasks": [task("a", &[])] });
    for _ in 0..40 {
        service.post("runs/submit", submit.clone()).await;
        service.advance(1000);
    }
    service.advance(61 * DAY);
    for _ in 0..6 {
        service.post("runs/submit", submit.clone()).await;
        service.advance(1000);
    }
    let workspace = service.handle.workspace();
    let keeps = WorkspaceLimits::default().with("retention_days", None);
    let set = workspace.set_limits(keeps.expect("a limit"));
    set.expect("the limits are set");
    assert_eq!(
        service.get("runs/list?limit=26").await["runs"]
            .as_array()
            .map(Vec::len),
        Some(7),
        "none is left that could be seen again"
    );
    assert_eq!(state(&service.run(active).await), "RUNNING -");
}

/// 3.11: runs can be kept for ever.
#[tokio::test]
async fn runs_can_be_kept() {
    let service = Service::with(|builder| builder.limit("retention_days", None));
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000 * DAY);
    service.run_now(job_id).await;
    assert_eq!(state(&service.run(run_id).await), "TERMINATED SUCCESS");
}

/// R22.3: limits are read, changed and put back by calls; runs that waited start.
#[tokio::test]
async fn limits_by_calls() {
    let service = limited("task_runs", 1);
    let job_id = job(&service, task("a", &[])).await;
    let runs = [service.run_now(job_id).await, service.run_now(job_id).await];
    let call = async |method: &str, body: Value| {
        service
            .send(method, "/api/emulator/limits", &body.to_string())
            .await
    };
    let (status, limits) = call("GET", json!({})).await;
    assert_eq!(
        (status, &limits["task_runs"], &limits["jobs"]),
        (200, &json!(1), &Value::Null)
    );
    let (status, limits) = call("POST", json!({ "task_runs": null, "jobs": 5 })).await;
    assert_eq!(
        (status, &limits["task_runs"], &limits["jobs"]),
        (200, &Value::Null, &json!(5))
    );
    assert_eq!(states(&service, &runs).await, ["PENDING -", "PENDING -"]);
    for wrong in [
        json!({ "tasks": 1 }),
        json!({ "jobs": -1 }),
        json!({ "jobs": "many" }),
    ] {
        assert_eq!(call("POST", wrong).await.0, 400);
    }
    assert_eq!(call("DELETE", json!({})).await.1["task_runs"], 1);
    call("POST", json!({ "task_runs": 7 })).await;
    service.handle.workspace().reset().expect("reset");
    assert_eq!(call("GET", json!({})).await.1["task_runs"], 1);
}
