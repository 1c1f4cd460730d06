//! Runs: their states, tasks, repairs, limits and outputs, on a clock that is moved by hand.

mod attempts;
mod for_each;
mod run_job;

use crate::common::{START, Service, id, state, task, tasks};
use jobs_emulator::Rule;
use serde_json::{Value, json};

/// R1.2: the older state and the newer status, from the start to the end.
#[tokio::test]
async fn the_states_of_a_run() {
    let service = Service::start();
    let job = json!({ "name": "etl", "tasks": [task("a", &[]), task("b", &["a"])] });
    let job_id = service.create(job).await;
    let run_id = service.run_now(job_id).await;
    let table = [
        (
            0,
            "PENDING -",
            "PENDING",
            ["a 0 PENDING -", "b 0 BLOCKED -"],
        ),
        (
            20,
            "RUNNING -",
            "RUNNING",
            ["a 0 RUNNING -", "b 0 BLOCKED -"],
        ),
        (
            80,
            "RUNNING -",
            "RUNNING",
            ["a 0 TERMINATED SUCCESS", "b 0 PENDING -"],
        ),
        (
            100,
            "TERMINATED SUCCESS",
            "TERMINATED",
            ["a 0 TERMINATED SUCCESS", "b 0 TERMINATED SUCCESS"],
        ),
    ];
    for (passed, older, newer, of_tasks) in table {
        service.advance(passed);
        let run = service.run(run_id).await;
        assert_eq!(state(&run), older);
        assert_eq!(run["status"]["state"], newer);
        assert_eq!(tasks(&run), of_tasks);
    }
    let run = service.run(run_id).await;
    assert_eq!(run["status"]["termination_details"]["code"], "SUCCESS");
    assert_eq!(run["start_time"], START);
    assert_eq!(run["end_time"], START + 200);
    assert_eq!(run["run_duration"], 200);
    assert_eq!(run["execution_duration"], 0, "told by the tasks");
    assert_eq!(run["tasks"][0]["setup_duration"], 20);
    assert_eq!(run["tasks"][0]["execution_duration"], 80);
    assert_eq!(run["tasks"][1]["start_time"], START + 100);
    let url = run["run_page_url"].as_str().unwrap();
    assert!(
        url.ends_with(&format!("/?o=1#job/{job_id}/run/{run_id}")),
        "{url}"
    );

    // A task run is a run as well.
    let task_run_id = id(&run["tasks"][1], "run_id");
    let task_run = service.run(task_run_id).await;
    assert_eq!(task_run["job_run_id"], run_id);
    assert_eq!(tasks(&task_run), ["b 0 TERMINATED SUCCESS"]);
}

/// R1.4, R19.1: a failure by user code at the job and at the task, and the output that tells why.
#[tokio::test]
async fn a_failed_run_and_its_outputs() {
    let failing = Rule::task("transform")
        .fails("boom")
        .error_trace("Traceback\nboom");
    let service = Service::with(|builder| {
        builder
            .outcome(failing)
            .outcome(Rule::task("ingest").output("42 rows"))
    });
    let tasks_of_job = json!([
        task("ingest", &[]),
        task("transform", &["ingest"]),
        task("report", &["transform"]),
    ]);
    let job_id = service.create(json!({ "tasks": tasks_of_job })).await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let run = service.run(run_id).await;
    let message = "Task transform failed with message: Workload failed, see run output for details. \
                   This caused all downstream tasks to get skipped.";
    assert_eq!(state(&run), "INTERNAL_ERROR FAILED");
    assert_eq!(run["state"]["state_message"], message);
    let details = json!({
        "code": "RUN_EXECUTION_ERROR", "type": "CLIENT_ERROR", "message": message,
    });
    assert_eq!(
        run["status"],
        json!({ "state": "TERMINATED", "termination_details": details })
    );
    assert_eq!(
        tasks(&run),
        [
            "ingest 0 TERMINATED SUCCESS",
            "transform 0 TERMINATED FAILED",
            "report 0 SKIPPED UPSTREAM_FAILED"
        ]
    );
    assert_eq!(run["tasks"][2]["start_time"], 0);
    assert_eq!(
        run["tasks"][2]["state"]["state_message"],
        "An upstream task failed."
    );

    let output =
        |number: usize| format!("runs/get-output?run_id={}", run["tasks"][number]["run_id"]);
    let ingest = service.get(&output(0)).await;
    assert_eq!(
        ingest["notebook_output"],
        json!({ "result": "42 rows", "truncated": false })
    );
    assert_eq!(ingest.get("error"), None);
    let transform = service.get(&output(1)).await;
    assert_eq!(transform["error"], "boom");
    assert_eq!(transform["error_trace"], "Traceback\nboom");
    assert_eq!(state(&transform["metadata"]), "TERMINATED FAILED");
    let path = format!("runs/export?run_id={}", run["tasks"][0]["run_id"]);
    let views = service.get(&path).await;
    assert_eq!(views["views"][0]["type"], "NOTEBOOK");
    assert!(
        views["views"][0]["content"]
            .as_str()
            .unwrap()
            .contains("42 rows")
    );
}

#[tokio::test]
async fn retries_are_task_runs_of_their_own() {
    let service = Service::with(|builder| {
        builder
            .outcome(Rule::task("a").attempt(0).fails("1"))
            .outcome(Rule::task("a").attempt(1).fails("2"))
    });
    let job = json!({ "tasks": [{
        "task_key": "a", "max_retries": 2, "notebook_task": { "notebook_path": "/a" },
    }] });
    let run_id = service.run_now(service.create(job).await).await;
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(
        tasks(&run),
        [
            "a 0 TERMINATED FAILED",
            "a 1 TERMINATED FAILED",
            "a 2 TERMINATED SUCCESS"
        ]
    );
}

/// R19.2: a repair, its history and its rules.
#[tokio::test]
async fn repairs() {
    let service =
        Service::with(|builder| builder.outcome(Rule::task("b").repair_count(0).fails("x")));
    let all = json!([task("a", &[]), task("b", &["a"]), task("c", &["b"])]);
    let run_id = service
        .run_now(service.create(json!({ "tasks": all })).await)
        .await;
    let refuse = async |body: Value| {
        let (status, answer) = service
            .send("POST", "/api/2.2/jobs/runs/repair", &body.to_string())
            .await;
        assert_eq!(status, 400, "{answer}");
    };
    refuse(json!({ "run_id": run_id, "rerun_tasks": ["a"] })).await;
    service.advance(1000);
    refuse(json!({ "run_id": run_id })).await;
    refuse(json!({ "run_id": run_id, "rerun_tasks": ["x"] })).await;
    refuse(json!({ "run_id": run_id, "rerun_tasks": ["b", "b"] })).await;
    refuse(json!({ "run_id": run_id, "rerun_tasks": ["a"], "rerun_all_failed_tasks": true })).await;
    let history = service.run(run_id).await["repair_history"].clone();
    assert_eq!(history.as_array().unwrap().len(), 1);
    assert_eq!(
        (&history[0]["type"], history[0].get("id")),
        (&json!("ORIGINAL"), None)
    );

    let first = service
        .post(
            "runs/repair",
            json!({ "run_id": run_id, "rerun_all_failed_tasks": true }),
        )
        .await;
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "PENDING -");
    assert_eq!(
        tasks(&run),
        ["a 0 TERMINATED SUCCESS", "b 1 PENDING -", "c 1 BLOCKED -"]
    );
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(run["repair_history"][1]["id"], first["repair_id"]);
    assert_eq!(
        run["repair_history"][1]["task_run_ids"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(state(&run["repair_history"][0]), "INTERNAL_ERROR FAILED");

    // The second asks for the id of the first, and takes in the dependents if told to.
    refuse(json!({ "run_id": run_id, "rerun_tasks": ["b"] })).await;
    refuse(json!({ "run_id": run_id, "rerun_tasks": ["b"], "latest_repair_id": 1 })).await;
    let body = json!({
        "run_id": run_id, "rerun_tasks": ["b"], "rerun_dependent_tasks": true,
        "latest_repair_id": first["repair_id"],
    });
    service.post("runs/repair", body).await;
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(
        tasks(&run),
        [
            "a 0 TERMINATED SUCCESS",
            "b 2 TERMINATED SUCCESS",
            "c 2 TERMINATED SUCCESS"
        ]
    );
}

#[tokio::test]
async fn too_many_runs_queue_or_are_skipped() {
    let service = Service::start();
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let first = service.run_now(job_id).await;
    let second = service.run_now(job_id).await;
    let third = service.run_now(job_id).await;
    let body = json!({ "job_id": job_id, "queue": { "enabled": false } });
    let refused = id(&service.post("run-now", body).await, "run_id");
    let run = service.run(refused).await;
    assert_eq!(state(&run), "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED");
    assert_eq!(
        run["status"]["termination_details"]["code"],
        "MAX_CONCURRENT_RUNS_EXCEEDED"
    );
    let run = service.run(second).await;
    assert_eq!(state(&run), "QUEUED -");
    let reason = "Queued due to reaching maximum concurrent runs of 1.";
    assert_eq!(run["state"]["queue_reason"], reason);
    assert_eq!(
        run["status"]["queue_details"]["code"],
        "MAX_CONCURRENT_RUNS_REACHED"
    );
    assert_eq!(tasks(&run), ["a 0 QUEUED -"]);
    assert_eq!(
        service.get("runs/list?active_only=true").await["runs"]
            .as_array()
            .unwrap()
            .len(),
        3
    );

    service.advance(100);
    assert_eq!(state(&service.run(first).await), "TERMINATED SUCCESS");
    assert_eq!(state(&service.run(second).await), "PENDING -");
    assert_eq!(state(&service.run(third).await), "QUEUED -");
    service.advance(200);
    let run = service.run(third).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(
        (&run["queue_duration"], &run["run_duration"]),
        (&json!(200), &json!(100))
    );
    assert_eq!(
        service.get("runs/list?active_only=true").await.get("runs"),
        None
    );

    let none = service
        .create(json!({ "max_concurrent_runs": 0, "tasks": [task("a", &[])] }))
        .await;
    let run = service.run(service.run_now(none).await).await;
    assert_eq!(state(&run), "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED");
    let empty = service.create(json!({})).await;
    let run = service.run(service.run_now(empty).await).await;
    assert_eq!(state(&run), "SKIPPED EXCLUDED");
}

/// R19.3: cancel of a run, of a task, of all.
#[tokio::test]
async fn cancels() {
    let service = Service::start();
    let job_id = service
        .create(json!({ "tasks": [task("a", &[]), task("b", &["a"])] }))
        .await;
    let run_id = service.run_now(job_id).await;
    service.advance(50);
    service
        .post("runs/cancel", json!({ "run_id": run_id }))
        .await;
    assert_eq!(state(&service.run(run_id).await), "TERMINATING -");
    service.advance(10);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED CANCELED");
    assert_eq!(run["state"]["user_cancelled_or_timedout"], true);
    assert_eq!(
        run["status"]["termination_details"]["code"],
        "USER_CANCELED"
    );
    assert_eq!(
        tasks(&run),
        ["a 0 TERMINATED CANCELED", "b 0 SKIPPED UPSTREAM_CANCELED"]
    );
    assert_eq!(run["tasks"][0]["cleanup_duration"], 10);
    service
        .post("runs/cancel", json!({ "run_id": run_id }))
        .await;
    assert_eq!(service.run(run_id).await, run, "it has ended already");

    let run_id = service.run_now(job_id).await;
    let task_run_id = service.run(run_id).await["tasks"][0]["run_id"].clone();
    service
        .post("runs/cancel", json!({ "run_id": task_run_id }))
        .await;
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(
        tasks(&run),
        ["a 0 TERMINATED CANCELED", "b 0 SKIPPED UPSTREAM_CANCELED"]
    );

    for _ in 0..3 {
        service.run_now(job_id).await;
    }
    service
        .post("runs/cancel-all", json!({ "all_queued_runs": true }))
        .await;
    let active = service.get("runs/list?active_only=true").await;
    assert_eq!(active["runs"].as_array().unwrap().len(), 1);
    service
        .post("runs/cancel-all", json!({ "job_id": job_id }))
        .await;
    service.advance(1000);
    assert_eq!(
        service.get("runs/list?active_only=true").await.get("runs"),
        None
    );
}

#[tokio::test]
async fn time_limits() {
    let slow = Rule::any().takes(std::time::Duration::from_secs(3600));
    let service = Service::with(|builder| builder.outcome(slow));
    let job_id = service
        .create(json!({ "timeout_seconds": 60, "tasks": [task("a", &[])] }))
        .await;
    let run_id = service.run_now(job_id).await;
    service.advance(59_999);
    assert_eq!(state(&service.run(run_id).await), "RUNNING -");
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED TIMEDOUT");
    assert_eq!(run["end_time"], START + 60_010);
    assert_eq!(run["state"]["user_cancelled_or_timedout"], true);

    // The limit of a job is the one setting whose change reaches a run that is active.
    let run_id = service.run_now(job_id).await;
    let body = json!({ "job_id": job_id, "new_settings": { "timeout_seconds": 120 } });
    service.post("update", body).await;
    service.advance(100_000);
    assert_eq!(state(&service.run(run_id).await), "RUNNING -");
    service.advance(30_000);
    assert_eq!(state(&service.run(run_id).await), "TERMINATED TIMEDOUT");
}

/// R2.1: one token, one run, however often and however concurrently.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_token_starts_one_run() {
    let service = std::sync::Arc::new(Service::start());
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let body = json!({ "job_id": job_id, "idempotency_token": "once" });
    let mut calls = Vec::new();
    for _ in 0..50 {
        let (service, body) = (service.clone(), body.clone());
        calls.push(tokio::spawn(async move {
            id(&service.post("run-now", body).await, "run_id")
        }));
    }
    let mut ids = Vec::new();
    for call in calls {
        ids.push(call.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(
        service.get("runs/list").await["runs"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    // Submit has tokens of its own.
    let body = json!({ "idempotency_token": "once", "tasks": [task("a", &[])] });
    let one = service.post("runs/submit", body.clone()).await;
    assert_ne!(one["run_id"], ids[0]);
    assert_eq!(service.post("runs/submit", body).await, one);

    // A run that is gone is not started again.
    service.advance(1000);
    service
        .post("runs/delete", json!({ "run_id": ids[0] }))
        .await;
    let body = json!({ "job_id": job_id, "idempotency_token": "once" }).to_string();
    assert_eq!(
        service.send("POST", "/api/2.2/jobs/run-now", &body).await.0,
        400
    );
    let body = json!({ "job_id": job_id, "idempotency_token": "x".repeat(65) }).to_string();
    assert_eq!(
        service.send("POST", "/api/2.2/jobs/run-now", &body).await.0,
        400
    );
}

#[tokio::test]
async fn parameters() {
    let service = Service::start();
    let condition = json!({
        "task_key": "a",
        "condition_task": { "left": "{{job.parameters.day}}", "op": "EQUAL_TO", "right": "tue" },
    });
    let job_id = service
        .create(json!({
            "parameters": [
                { "name": "day", "default": "mon" },
                { "name": "size", "default": "1" },
            ],
            "tasks": [condition],
        }))
        .await;
    for (day, outcome) in [("mon", "false"), ("tue", "true")] {
        let body = json!({ "job_id": job_id, "job_parameters": { "day": day } });
        let run_id = id(&service.post("run-now", body).await, "run_id");
        service.advance(1000);
        let run = service.run(run_id).await;
        assert_eq!(
            run["job_parameters"],
            json!([
                { "name": "day", "default": "mon", "value": day },
                { "name": "size", "default": "1" },
            ])
        );
        assert_eq!(run["tasks"][0]["condition_task"]["outcome"], outcome);
    }
    let plain = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let body = json!({ "job_id": plain, "notebook_params": { "a": "b" } });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    let run = service.run(run_id).await;
    assert_eq!(
        run["overriding_parameters"],
        json!({ "notebook_params": { "a": "b" } })
    );
    for clash in [
        json!({ "notebook_params": { "a": "b" }, "jar_params": ["c"] }),
        json!({ "job_parameters": { "day": "x" }, "python_params": ["c"] }),
        json!({ "notebook_params": { "a": "b" } }),
        json!({ "python_params": ["ä"] }),
        json!({ "notebook_params": { "a": "b".repeat(10_000) } }),
        json!({ "only": ["unknown"] }),
    ] {
        let mut body = clash.clone();
        body["job_id"] = json!(job_id);
        let (status, _) = service
            .send("POST", "/api/2.2/jobs/run-now", &body.to_string())
            .await;
        assert_eq!(status, 400, "{clash}");
    }
}

#[tokio::test]
async fn a_run_of_some_tasks() {
    let service = Service::start();
    let all = json!([task("a", &[]), task("b", &["a"]), task("c", &["b"])]);
    let job_id = service.create(json!({ "tasks": all })).await;
    let run_id = id(
        &service
            .post("run-now", json!({ "job_id": job_id, "only": ["b+"] }))
            .await,
        "run_id",
    );
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(
        tasks(&run),
        ["b 0 TERMINATED SUCCESS", "c 0 TERMINATED SUCCESS"]
    );
}

#[tokio::test]
async fn one_time_runs() {
    let service = Service::start();
    let body = json!({ "run_name": "once", "tasks": [task("a", &[]), task("b", &["a"])] });
    let run_id = id(&service.post("runs/submit", body).await, "run_id");
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(
        (state(&run).as_str(), &run["run_type"]),
        ("TERMINATED SUCCESS", &json!("SUBMIT_RUN"))
    );
    assert_eq!(run["run_name"], "once");
    assert_eq!(service.get("list").await.get("jobs"), None);
    let runs = service.get("runs/list?run_type=SUBMIT_RUN").await;
    assert_eq!(runs["runs"][0]["run_id"], run_id);

    // The single-task form: the run and its task share one id.
    let body = json!({
        "run_name": "my run", "existing_cluster_id": "c", "notebook_task": { "notebook_path": "/x" },
    });
    let run_id = id(&service.post("runs/submit", body).await, "run_id");
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run), ["my_run 0 TERMINATED SUCCESS"]);
    assert_eq!(run["tasks"][0]["run_id"], run_id);
    assert_eq!(run["execution_duration"], 80);
    let output = service
        .get(&format!("runs/get-output?run_id={run_id}"))
        .await;
    assert_eq!(output["notebook_output"]["truncated"], false);
}

/// R6.4: lists of runs, filtered and paged, while runs are added.
#[tokio::test]
async fn lists_of_runs() {
    let service = Service::start();
    let settings = json!({ "max_concurrent_runs": 1000, "tasks": [task("a", &[])] });
    let job_id = service.create(settings.clone()).await;
    let other = service.create(settings).await;
    let mut started = Vec::new();
    for _ in 0..45 {
        started.push(service.run_now(job_id).await);
        service.run_now(other).await;
        service.advance(1);
    }
    started.reverse();
    let mut read: Vec<i64> = Vec::new();
    let mut token = String::new();
    loop {
        let path = format!("runs/list?job_id={job_id}&limit=26&page_token={token}");
        let page = service.get(&path).await;
        read.extend(
            page["runs"]
                .as_array()
                .unwrap()
                .iter()
                .map(|run| id(run, "run_id")),
        );
        service.run_now(job_id).await;
        let Some(next) = page["next_page_token"].as_str() else {
            break;
        };
        token = next.to_owned();
    }
    assert_eq!(read, started);
    let count = async |query: &str| {
        let page = service.get(&format!("runs/list?{query}")).await;
        page["runs"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(count("limit=0").await, 25);
    let (from, to) = (START + 10, START + 14);
    let query = format!("job_id={job_id}&start_time_from={from}&start_time_to={to}");
    assert_eq!(count(&query).await, 5);
    assert_eq!(count("completed_only=true").await, 0);
    service.advance(1000);
    assert_eq!(count("active_only=true").await, 0);
    assert_eq!(count("active_only=true&completed_only=true").await, 0);
    assert_eq!(count("completed_only=True").await, 20);
}

#[tokio::test]
async fn deleting_runs_and_jobs() {
    let service = Service::start();
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let run_id = service.run_now(job_id).await;
    let body = json!({ "run_id": run_id }).to_string();
    assert_eq!(
        service
            .send("POST", "/api/2.2/jobs/runs/delete", &body)
            .await
            .0,
        400
    );
    service.post("delete", json!({ "job_id": job_id })).await;
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(
        state(&run),
        "TERMINATED CANCELED",
        "runs outlive their job and end with it"
    );
    service
        .post("runs/delete", json!({ "run_id": run_id }))
        .await;
    let path = format!("/api/2.2/jobs/runs/get?run_id={run_id}");
    assert_eq!(service.send("GET", &path, "").await.0, 400);
    let task_run_id = id(&run["tasks"][0], "run_id");
    let path = format!("/api/2.2/jobs/runs/get?run_id={task_run_id}");
    assert_eq!(service.send("GET", &path, "").await.0, 400);
}

/// Rules come over HTTP as well, and the last that matches counts.
#[tokio::test]
async fn outcomes_by_rule() {
    let service = Service::start();
    let job_id = service
        .create(json!({ "name": "n", "tasks": [task("a", &[])] }))
        .await;
    let path = "/api/emulator/outcomes";
    let end = async || {
        let run_id = service.run_now(job_id).await;
        service.advance(10_000);
        state(&service.run(run_id).await)
    };
    let rule = json!({ "job_name": "n", "result": "failed", "error": "e", "duration_ms": 5000 });
    assert_eq!(service.send("POST", path, &rule.to_string()).await.0, 200);
    assert_eq!(end().await, "INTERNAL_ERROR FAILED");
    let rule = json!({ "task_key": "a", "result": "success" });
    assert_eq!(service.send("POST", path, &rule.to_string()).await.0, 200);
    assert_eq!(end().await, "TERMINATED SUCCESS");
    let (_, rules) = service.send("GET", path, "").await;
    assert_eq!(rules["outcomes"].as_array().unwrap().len(), 2);
    assert_eq!(
        service
            .send("POST", path, r#"{"result": "timedout"}"#)
            .await
            .0,
        200
    );
    assert_eq!(end().await, "INTERNAL_ERROR FAILED");
    assert_eq!(service.send("DELETE", path, "").await.0, 200);
    assert_eq!(end().await, "TERMINATED SUCCESS");
    assert_eq!(
        service.send("POST", path, r#"{"result": "maybe"}"#).await.0,
        400
    );
    assert_eq!(
        service.send("POST", path, r#"{"taskkey": "a"}"#).await.0,
        400
    );
}
