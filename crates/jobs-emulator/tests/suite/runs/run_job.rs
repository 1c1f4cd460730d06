//! Tasks that run other jobs. Sections are those of `FIDELITY.md`.

use std::time::Duration;

use crate::common::{Service, id, state, task, tasks};
use jobs_emulator::Rule;
use serde_json::{Value, json};

/// A task that runs this job.
fn run_job(job_id: i64) -> Value {
    json!({ "task_key": "other", "run_job_task": { "job_id": job_id } })
}

async fn output(service: &Service, run_id: &Value) -> Value {
    service
        .get(&format!("runs/get-output?run_id={run_id}"))
        .await
}

/// The run that the first task of this run started.
async fn child(service: &Service, run_id: i64) -> Value {
    let run = service.run(run_id).await;
    let output = output(service, &run["tasks"][0]["run_id"]).await;
    service.run(id(&output["run_job_output"], "run_id")).await
}

/// 3.8 [D]: a run of its own, told by trigger and output; the task waits for it.
#[tokio::test]
async fn the_task_waits_for_a_run_of_the_other_job() {
    let service = Service::start();
    let inner = service
        .create(json!({ "name": "inner", "tasks": [task("a", &[]), task("b", &["a"])] }))
        .await;
    let outer = service
        .create(json!({ "tasks": [run_job(inner), task("after", &[])] }))
        .await;
    let run_id = service.run_now(outer).await;
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run)[0], "other 0 RUNNING -");
    let inner_run = child(&service, run_id).await;
    assert_eq!(
        (&inner_run["job_id"], &inner_run["run_name"]),
        (&json!(inner), &json!("inner"))
    );
    assert_eq!(
        (&inner_run["trigger"], &inner_run["run_type"]),
        (&json!("RUN_JOB_TASK"), &json!("JOB_RUN"))
    );
    assert_eq!(
        inner_run["trigger_info"]["run_id"],
        run["tasks"][0]["run_id"]
    );
    assert_eq!(run["trigger"], "ONE_TIME");
    assert_eq!(run.get("trigger_info"), None);
    service.advance(199);
    assert_eq!(tasks(&service.run(run_id).await)[0], "other 0 RUNNING -");
    service.advance(1);
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run)[0], "other 0 TERMINATED SUCCESS");
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(run["tasks"][0]["execution_duration"], 200);
}

/// 3.8 [D]: parameters that the task names, with references, and those that both jobs declare.
#[tokio::test]
async fn parameters_are_passed_down() {
    let service = Service::start();
    let declare = |names: &[&str]| -> Value {
        let declared = names.iter();
        declared
            .map(|name| json!({ "name": name, "default": format!("{name} of default") }))
            .collect()
    };
    let inner = service
        .create(json!({ "parameters": declare(&["a", "b", "c"]), "tasks": [task("t", &[])] }))
        .await;
    let mut other = run_job(inner);
    other["run_job_task"]["job_parameters"] = json!({ "a": "lost", "c": "{{job.parameters.d}}!" });
    let outer = service
        .create(json!({ "parameters": declare(&["a", "b", "d"]), "tasks": [other] }))
        .await;
    let body = json!({ "job_id": outer, "job_parameters": { "b": "given" } });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    let run = child(&service, run_id).await;
    assert_eq!(
        run["job_parameters"],
        json!([
            { "name": "a", "default": "a of default", "value": "a of default" },
            { "name": "b", "default": "b of default", "value": "given" },
            { "name": "c", "default": "c of default", "value": "d of default!" },
        ])
    );
}

/// 3.8 [D]: what the other run comes to, the task comes to.
#[tokio::test]
async fn the_task_ends_as_the_other_run_does() {
    let service = Service::with(|builder| {
        builder.outcome(Rule::task("a").job("inner").attempt(0).fails("boom"))
    });
    let inner = service
        .create(json!({ "name": "inner", "tasks": [task("a", &[])] }))
        .await;
    let outer = service.create(json!({ "tasks": [run_job(inner)] })).await;
    let run_id = service.run_now(outer).await;
    service.advance(100);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "INTERNAL_ERROR FAILED");
    assert_eq!(tasks(&run), ["other 0 TERMINATED FAILED"]);
    let failed = output(&service, &run["tasks"][0]["run_id"]).await;
    assert_eq!(failed["error"], "The run of the job failed.");

    // Somebody cancels the other run [G].
    let run_id = service.run_now(outer).await;
    let other = child(&service, run_id).await;
    service
        .post("runs/cancel", json!({ "run_id": other["run_id"] }))
        .await;
    service.advance(10);
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run), ["other 0 TERMINATED CANCELED"]);

    // A retry is another run of the other job (3.10 [D]).
    let mut again = run_job(inner);
    again["max_retries"] = json!(1);
    let outer = service.create(json!({ "tasks": [again] })).await;
    let run_id = service.run_now(outer).await;
    let first = child(&service, run_id).await;
    service.advance(100);
    let run = service.run(run_id).await;
    assert_eq!(
        tasks(&run),
        ["other 0 TERMINATED FAILED", "other 1 RUNNING -"]
    );
    let second = output(&service, &run["tasks"][1]["run_id"]).await;
    assert_ne!(second["run_job_output"]["run_id"], first["run_id"]);
}

/// 3.8 [G]: the cancel and the time limit of the task end the other run.
#[tokio::test]
async fn the_other_run_is_stopped_with_the_task() {
    let slow = Rule::any().takes(Duration::from_secs(60));
    let service = Service::with(|builder| builder.outcome(slow));
    let inner = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let mut limited = run_job(inner);
    limited["timeout_seconds"] = json!(5);
    let outer = service.create(json!({ "tasks": [limited] })).await;
    for (cancel, expected) in [(true, "CANCELED"), (false, "TIMEDOUT")] {
        let run_id = service.run_now(outer).await;
        service.advance(1000);
        if cancel {
            let body = json!({ "run_id": run_id });
            service.post("runs/cancel", body).await;
            assert_eq!(state(&service.run(run_id).await), "TERMINATING -");
        } else {
            service.advance(4000);
        }
        service.advance(20);
        let run = service.run(run_id).await;
        assert_eq!(tasks(&run), [format!("other 0 TERMINATED {expected}")]);
        let other = child(&service, run_id).await;
        assert_eq!(state(&other), "TERMINATED CANCELED");
    }
}

/// 3.8 [D]: the other job's own limit and queue count.
#[tokio::test]
async fn the_other_jobs_queue_counts() {
    let service = Service::start();
    let jobs = [("queues", true), ("skips", false)];
    for (name, queue) in jobs {
        let inner = service
            .create(
                json!({ "name": name, "queue": { "enabled": queue }, "tasks": [task("a", &[])] }),
            )
            .await;
        let outer = service.create(json!({ "tasks": [run_job(inner)] })).await;
        service.run_now(inner).await;
        let run_id = service.run_now(outer).await;
        service.advance(1);
        let expected = if queue {
            "RUNNING -"
        } else {
            "INTERNAL_ERROR FAILED"
        };
        let run = service.run(run_id).await;
        let waiting = if queue {
            "QUEUED -"
        } else {
            "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED"
        };
        assert_eq!(state(&child(&service, run_id).await), waiting);
        assert_eq!(state(&run), if queue { "RUNNING -" } else { expected });
        service.advance(200);
        let expected = if queue {
            "TERMINATED SUCCESS"
        } else {
            expected
        };
        assert_eq!(state(&service.run(run_id).await), expected);
    }
}

/// 3.8 [D]: three levels of run-job tasks, no cycles; a job that is not there.
#[tokio::test]
async fn what_cannot_be_run_fails_the_task() {
    let service = Service::start();
    let mut job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    for level in 1..=4 {
        job_id = service.create(json!({ "tasks": [run_job(job_id)] })).await;
        let run_id = service.run_now(job_id).await;
        service.advance(1000);
        let expected = if level <= 3 {
            "TERMINATED SUCCESS"
        } else {
            "INTERNAL_ERROR FAILED"
        };
        assert_eq!(state(&service.run(run_id).await), expected, "{level}");
    }
    let itself = service.create(json!({ "tasks": [run_job(1)] })).await;
    for (other, error) in [
        (itself, format!("Job {itself} cannot run itself.")),
        (5, "Job 5 does not exist.".to_owned()),
    ] {
        let mut task = run_job(other);
        // Even if it is tried again and again, time goes on.
        task["max_retries"] = json!(3);
        let settings = json!({ "tasks": [task] });
        let body = json!({ "job_id": itself, "new_settings": settings });
        service.post("reset", body).await;
        let run_id = service.run_now(itself).await;
        service.advance(10);
        let run = service.run(run_id).await;
        assert_eq!(state(&run), "INTERNAL_ERROR FAILED");
        assert_eq!(tasks(&run).len(), 4);
        let failed = output(&service, &run["tasks"][3]["run_id"]).await;
        assert_eq!(failed["error"], error);
    }
}

/// 3.7 [D], 3.8 [D]: an iteration can be the run of another job, with its input as a parameter.
#[tokio::test]
async fn a_for_each_task_runs_a_job_for_each_input() {
    let rule = Rule::task("a").parameter("n", "2").fails("boom");
    let service = Service::with(|builder| builder.outcome(rule));
    let inner = service
        .create(json!({
            "max_concurrent_runs": 9,
            "parameters": [{ "name": "n", "default": "0" }],
            "tasks": [task("a", &[])],
        }))
        .await;
    let nested = json!({ "task_key": "one", "run_job_task": {
        "job_id": inner, "job_parameters": { "n": "{{input}}" },
    }});
    let each = json!({ "inputs": "[1, 2]", "concurrency": 2, "task": nested });
    let outer = service
        .create(json!({ "tasks": [{ "task_key": "each", "for_each_task": each }] }))
        .await;
    let run_id = service.run_now(outer).await;
    service.advance(100);
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run), ["each 0 TERMINATED FAILED"]);
    let run = service.run(id(&run["tasks"][0], "run_id")).await;
    let short = tasks(&json!({ "tasks": run["iterations"] }));
    assert_eq!(
        short,
        ["one 0 TERMINATED SUCCESS", "one 0 TERMINATED FAILED"]
    );
}
