//! What is let through, and refused on request.

use jobs_emulator::Emulator;
use serde_json::json;

use crate::common::{Service, task};

/// 0 [G], 4.2 [G], 10: unknown members, unknown words, undeclared parameters, and those of tasks
/// where the job has its own.
#[tokio::test]
async fn the_strict_emulator_refuses_what_may_be_a_mistake() {
    let strict = Service::with(|builder| builder.strict());
    let loose = Service::start();
    let settings = json!({
        "tasks": [task("a", &[])], "parameters": [{ "name": "region", "default": "" }],
    });
    let job_id = strict.create(settings.clone()).await;
    assert_eq!(loose.create(settings.clone()).await, job_id);
    let other = strict.create(json!({})).await;
    assert_eq!(loose.create(json!({})).await, other);
    let run_id = strict.run_now(job_id).await;
    assert_eq!(loose.run_now(job_id).await, run_id);
    for service in [&strict, &loose] {
        service.advance(1000);
    }
    let mut misspelt = task("a", &[]);
    misspelt["max_retry"] = json!(1);
    let nested = json!({ "task_key": "n", "for_each_task": { "inputs": "[]", "task": misspelt } });
    let malformed = "MALFORMED_REQUEST";
    let invalid = "INVALID_PARAMETER_VALUE";
    let table = [
        (
            "create",
            json!({ "nmae": "x" }),
            malformed,
            "Unknown field 'nmae', did you mean 'name'?",
        ),
        (
            "create",
            json!({ "x-novelty": 1 }),
            malformed,
            "Unknown field 'x-novelty'",
        ),
        (
            "create",
            json!({ "tasks": [misspelt] }),
            malformed,
            "Unknown field 'tasks.max_retry', did you mean 'max_retries'?",
        ),
        (
            "create",
            json!({ "tasks": [nested] }),
            malformed,
            "Unknown field 'tasks.for_each_task.task.max_retry', did you mean 'max_retries'?",
        ),
        (
            "create",
            json!({ "edit_mode": "LOCKED" }),
            malformed,
            "Invalid edit_mode 'LOCKED' - it has to be one of: EDITABLE,UI_LOCKED.",
        ),
        (
            "update",
            json!({ "job_id": job_id, "new_setting": {} }),
            malformed,
            "Unknown field 'new_setting', did you mean 'new_settings'?",
        ),
        (
            "reset",
            json!({ "job_id": other, "new_settings": { "tag": {} } }),
            malformed,
            "Unknown field 'new_settings.tag', did you mean 'tags'?",
        ),
        (
            "runs/submit",
            json!({ "tasks": [task("a", &[])], "job_clusters": [] }),
            malformed,
            "Unknown field 'job_clusters'",
        ),
        (
            "run-now",
            json!({ "job_id": job_id, "job_parameter": {} }),
            malformed,
            "Unknown field 'job_parameter', did you mean 'job_parameters'?",
        ),
        (
            "run-now",
            json!({ "job_id": job_id, "job_parameters": { "regin": "" } }),
            invalid,
            "The job declares no parameter 'regin', did you mean 'region'?",
        ),
        (
            "runs/repair",
            json!({ "run_id": run_id, "rerun_tasks": ["a"], "job_parameters": { "day": "" } }),
            invalid,
            "The job declares no parameter 'day'.",
        ),
    ];
    for (operation, body, code, message) in table {
        let path = format!("/api/2.2/jobs/{operation}");
        let body = body.to_string();
        let (status, answer) = strict.send("POST", &path, &body).await;
        let message = match code {
            "MALFORMED_REQUEST" => format!("Could not parse request object: {message}"),
            _ => message.to_owned(),
        };
        let expected = json!({ "error_code": code, "message": message });
        assert_eq!((status, answer), (400, expected), "{body}");
        let (status, answer) = loose.send("POST", &path, &body).await;
        assert_eq!(status, 200, "{body}: {answer}");
    }
}

/// 1.11, 10: the filters that exclude each other.
#[tokio::test]
async fn filters_that_exclude_each_other() {
    let path = "/api/2.2/jobs/runs/list?active_only=true&completed_only=True";
    let loose = Service::start();
    let job_id = loose.create(json!({ "tasks": [task("a", &[])] })).await;
    loose.run_now(job_id).await;
    let (status, answer) = loose.send("GET", path, "").await;
    let count = |answer: &serde_json::Value| answer["runs"].as_array().map(Vec::len);
    assert_eq!((status, count(&answer)), (200, Some(1)));
    loose.advance(1000);
    assert_eq!(
        count(&loose.send("GET", path, "").await.1),
        None,
        "active_only wins"
    );

    let strict = Service::with(|builder| builder.strict());
    let (status, answer) = strict.send("GET", path, "").await;
    assert_eq!(status, 400);
    assert_eq!(
        answer["message"],
        "Only one of active_only and completed_only can be set."
    );
}

/// The members of a task may stand at the root, where there is no list of tasks.
#[tokio::test]
async fn the_single_task_form_is_known_to_the_strict_emulator() {
    let strict = Service::with(|builder| builder.strict());
    let notebook = json!({ "notebook_path": "/a" });
    let body = json!({ "run_name": "x", "notebook_task": notebook, "existing_cluster_id": "c" });
    strict.post("runs/submit", body).await;
    let body = json!({ "notebook_task": { "notebook_pth": "/a" } }).to_string();
    let (status, answer) = strict
        .send("POST", "/api/2.2/jobs/runs/submit", &body)
        .await;
    let message = "Could not parse request object: Unknown field 'notebook_task.notebook_pth', did \
                   you mean 'notebook_path'?";
    assert_eq!((status, &answer["message"]), (400, &json!(message)));
}

/// It is said at the start or by a call, and a reset goes back to the start.
#[tokio::test]
async fn strictness_is_set_by_calls_and_scenarios() {
    let service = Service::start();
    let path = "/api/emulator/strict";
    let body = r#"{"novelty": 1}"#;
    let mut statuses = Vec::new();
    for strict in [json!({ "strict": true }), json!({ "strict": false })] {
        assert_eq!(
            service.send("POST", path, &strict.to_string()).await,
            (200, strict.clone())
        );
        assert_eq!(service.send("GET", path, "").await.1, strict);
        statuses.push(service.send("POST", "/api/2.2/jobs/create", body).await.0);
    }
    assert_eq!(statuses, [400, 200]);
    assert_eq!(service.send("POST", path, "{}").await.0, 400);
    service.handle.workspace().set_strict(true);
    service.handle.workspace().reset().unwrap();
    assert_eq!(
        service.send("GET", path, "").await.1,
        json!({ "strict": false })
    );

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("strict.yaml");
    std::fs::write(&file, "strict: true\njobs:\n  - name: a\n    tagz: {}\n").unwrap();
    let refused = Emulator::builder().scenario_file(&file).in_process();
    let message = refused.unwrap_err().to_string();
    assert!(
        message.contains("strict.yaml:3: job 'a': ") && message.contains("'tags'"),
        "{message}"
    );
}
