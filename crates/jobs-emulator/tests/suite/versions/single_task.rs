//! The single-task form, in which the members of the only task stand at the root.

use std::time::Duration;

use jobs_emulator::Rule;
use serde_json::{Value, json};

use super::notebook;
use crate::common::{Service, id, state, task, tasks};

/// 0.3, 1.1: 2.0 shows the form as it came; 2.1 and 2.2 a list of one task, and only 2.1 the form.
#[tokio::test]
async fn a_job_is_shown_in_the_form_of_the_version() {
    let service = Service::start();
    let settings = json!({
        "name": "old one",
        "new_cluster": { "spark_version": "1", "num_workers": 2 },
        "libraries": [{ "jar": "dbfs:/x.jar" }],
        "notebook_task": { "notebook_path": "/x" },
        "max_retries": "2",
        "timeout_seconds": 60,
        "tags": { "a": "1" },
        "custom": true,
    });
    let cluster = json!({
        "spark_version": "1",
        "num_workers": 2,
        "aws_attributes": { "availability": "SPOT_WITH_FALLBACK", "zone_id": "auto" },
        "data_security_mode": "SINGLE_USER",
        "enable_elastic_disk": false,
    });
    let root = json!({
        "name": "old one",
        "new_cluster": cluster,
        "libraries": [{ "jar": "dbfs:/x.jar" }],
        "notebook_task": { "notebook_path": "/x", "source": "WORKSPACE" },
        "max_retries": 2,
        "timeout_seconds": 60,
        "tags": { "a": "1" },
        "custom": true,
        "email_notifications": {},
        "webhook_notifications": {},
        "max_concurrent_runs": 1,
        "format": "SINGLE_TASK",
    });
    let listed = json!({
        "name": "old one",
        "tags": { "a": "1" },
        "custom": true,
        "email_notifications": {},
        "webhook_notifications": {},
        "max_concurrent_runs": 1,
        "timeout_seconds": 0,
        "format": "SINGLE_TASK",
        "tasks": [{
            "task_key": "old_one",
            "new_cluster": cluster,
            "libraries": [{ "jar": "dbfs:/x.jar" }],
            "notebook_task": { "notebook_path": "/x", "source": "WORKSPACE" },
            "max_retries": 2,
            "timeout_seconds": 60,
            "run_if": "ALL_SUCCESS",
            "email_notifications": {},
            "webhook_notifications": {},
        }],
    });
    let mut newest = listed.clone();
    newest["format"] = json!("MULTI_TASK");
    // It can be made through each of them.
    for made_through in ["2.0", "2.1", "2.2"] {
        let job_id = service.create_in(made_through, settings.clone()).await;
        assert_eq!(service.settings_in("2.0", job_id).await, root);
        assert_eq!(service.settings_in("2.1", job_id).await, listed);
        assert_eq!(service.settings_in("2.2", job_id).await, newest);
    }
}

/// 0.3, 1.4, 1.5: changes in either form, through any version.
#[tokio::test]
async fn a_job_is_changed_in_either_form() {
    let service = Service::start();
    let job_id = service.create_in("2.0", notebook()).await;
    let change = async |version: &str, operation: &str, rest: Value| {
        let mut body = rest;
        body["job_id"] = json!(job_id);
        let (status, answer) = service.post_to(version, operation, body).await;
        assert_eq!(status, 200, "{answer}");
        service.settings_in("2.0", job_id).await
    };
    // Members at the root are those of the task; they can be removed there as well.
    let new = json!({ "name": "renamed", "max_retries": 1, "libraries": [{ "jar": "a" }] });
    let settings = change("2.0", "update", json!({ "new_settings": new })).await;
    assert_eq!(settings["name"], "renamed");
    assert_eq!(settings["max_retries"], 1);
    assert_eq!(settings["notebook_task"]["notebook_path"], "/x");
    let settings = change(
        "2.2",
        "update",
        json!({ "fields_to_remove": ["libraries"] }),
    )
    .await;
    assert_eq!(
        (settings.get("libraries"), &settings["max_retries"]),
        (None, &json!(1))
    );
    // The key of the task stays, whatever its name was when it got it.
    let tasks = service.settings_in("2.2", job_id).await["tasks"].clone();
    assert_eq!(tasks[0]["task_key"], "old_one");
    assert_eq!(tasks.as_array().unwrap().len(), 1);

    // Through 2.2 another task can be added; then it is a job of several tasks.
    let new = json!({ "tasks": [task("second", &["old_one"])] });
    let settings = change("2.2", "update", json!({ "new_settings": new })).await;
    assert_eq!(settings["format"], "MULTI_TASK");
    assert_eq!(settings.get("notebook_task"), None);
    let tasks = service.settings_in("2.2", job_id).await["tasks"].clone();
    assert_eq!(tasks.as_array().unwrap().len(), 2);

    // And back, by a task at the root.
    let new = json!({ "spark_python_task": { "python_file": "dbfs:/x.py" } });
    let settings = change("2.0", "update", json!({ "new_settings": new })).await;
    assert_eq!(settings["format"], "SINGLE_TASK");
    assert_eq!(settings["spark_python_task"]["python_file"], "dbfs:/x.py");
    let new = json!({ "new_settings": { "name": "x", "tasks": [task("a", &[])] } });
    assert_eq!(change("2.1", "reset", new).await["format"], "MULTI_TASK");
    let settings = change("2.0", "reset", json!({ "new_settings": notebook() })).await;
    assert_eq!(
        (&settings["format"], &settings["name"]),
        (&json!("SINGLE_TASK"), &json!("old one"))
    );
}

/// What is read can be written again, through every version, and nothing changes.
#[tokio::test]
async fn what_is_read_can_be_written_again() {
    let service = Service::start();
    for made in ["2.0", "2.1", "2.2"] {
        for through in ["2.0", "2.1", "2.2"] {
            let job_id = service.create_in(made, notebook()).await;
            let before = service.settings_in(through, job_id).await;
            let body = json!({ "job_id": job_id, "new_settings": before });
            assert_eq!(service.post_to(through, "reset", body).await.0, 200);
            let mut after = service.settings_in(through, job_id).await;
            if through == "2.1" {
                // A list of tasks is a list of tasks: it is not that form any more.
                assert_eq!(after["format"], "MULTI_TASK");
                after["format"] = json!("SINGLE_TASK");
            }
            assert_eq!(after, before);
        }
    }
}

/// 1.8, 3.2: the run and its only task share one id, in one-time runs and runs of jobs alike.
#[tokio::test]
async fn the_run_and_its_task_are_one() {
    let rule = Rule::any().output("done");
    let service = Service::with(|builder| builder.outcome(rule));
    let job_id = service.create_in("2.0", notebook()).await;
    let of_job = service.run_now(job_id).await;
    let mut submitted = notebook();
    submitted["run_name"] = json!("my run");
    let one_time = service.submit_to("2.1", submitted).await;
    service.advance(1000);
    for (run_id, key) in [(of_job, "old_one"), (one_time, "my_run")] {
        let run = service.run(run_id).await;
        assert_eq!(tasks(&run), [format!("{key} 0 TERMINATED SUCCESS")]);
        assert_eq!(run["tasks"][0]["run_id"], run_id);
        assert_eq!(
            (&run["setup_duration"], &run["execution_duration"]),
            (&json!(20), &json!(80))
        );
        assert_eq!(run["cluster_spec"], json!({ "existing_cluster_id": "c" }));
        assert_eq!(run["cluster_instance"]["cluster_id"], "c");
        for version in ["2.0", "2.1", "2.2"] {
            let path = format!("runs/get-output?run_id={run_id}");
            let output = service.get_from(version, &path).await;
            assert_eq!(output["notebook_output"]["result"], "done");
            assert_eq!(output["metadata"]["run_id"], run_id);
        }
        let old = service
            .get_from("2.0", &format!("runs/get?run_id={run_id}"))
            .await;
        assert_eq!(old["task"]["notebook_task"]["notebook_path"], "/x");
        assert_eq!(old["cluster_spec"], json!({ "existing_cluster_id": "c" }));
        assert_eq!(
            (&old["format"], old.get("tasks")),
            (&json!("SINGLE_TASK"), None)
        );
    }
    let list = service.get_from("2.0", "runs/list").await;
    assert_eq!(
        list["runs"][1]["task"]["notebook_task"]["notebook_path"],
        "/x"
    );
    let list = service.get("runs/list").await;
    assert_eq!(
        (list["runs"][1].get("tasks"), list["runs"][1].get("task")),
        (None, None)
    );
    assert_eq!(list["runs"][1]["execution_duration"], 80);
}

/// 3.3, 3.10: a failed attempt is tried again under an id of its own, by trigger `RETRY`; the run
/// ends as its last attempt does, and is repaired.
#[tokio::test]
async fn retries_and_repairs() {
    let service = Service::with(|builder| builder.outcome(Rule::any().attempt(0).fails("boom")));
    let mut settings = notebook();
    settings["max_retries"] = json!(1);
    settings["min_retry_interval_millis"] = json!(500);
    let job_id = service.create_in("2.0", settings).await;
    let run_id = service.run_now(job_id).await;
    service.advance(2000);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(
        tasks(&run),
        [
            "old_one 0 TERMINATED FAILED",
            "old_one 1 TERMINATED SUCCESS"
        ]
    );
    assert_eq!(
        (&run["run_id"], &run["trigger"]),
        (&json!(run_id), &json!("ONE_TIME"))
    );
    let retry = id(&run["tasks"][1], "run_id");
    assert_ne!(retry, run_id);
    let retry = service
        .get_from("2.0", &format!("runs/get?run_id={retry}"))
        .await;
    assert_eq!(retry["trigger"], "RETRY");
    assert_eq!(retry["attempt_number"], 1);
    assert_eq!(retry["original_attempt_run_id"], run_id);
    assert_eq!(retry["task"]["notebook_task"]["notebook_path"], "/x");

    // Without retries it fails, in the words of a task; renamed meanwhile, it is repaired all the same.
    let job_id = service.create_in("2.0", notebook()).await;
    let run_id = service.run_now(job_id).await;
    service.advance(2000);
    let run = service
        .get_from("2.0", &format!("runs/get?run_id={run_id}"))
        .await;
    assert_eq!(state(&run), "TERMINATED FAILED");
    assert_eq!(
        run["state"]["state_message"],
        "Workload failed, see run output for details"
    );
    let output = service
        .get_from("2.0", &format!("runs/get-output?run_id={run_id}"))
        .await;
    assert_eq!(output["error"], "boom");
    let body = json!({ "job_id": job_id, "new_settings": { "name": "other" } });
    assert_eq!(service.post_to("2.0", "update", body).await.0, 200);
    let body = json!({ "run_id": run_id, "rerun_all_failed_tasks": true });
    let (status, answer) = service.post_to("2.1", "runs/repair", body).await;
    assert_eq!(status, 200, "{answer}");
    service.advance(2000);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    let output = service
        .get_from("2.0", &format!("runs/get-output?run_id={run_id}"))
        .await;
    assert_eq!(output.get("error"), None);
}

/// 3.10: the limit at the root is one for each attempt, and reaches active runs when it changes.
#[tokio::test]
async fn time_limits() {
    let rule = Rule::any().takes(Duration::from_secs(3600));
    let service = Service::with(|builder| builder.outcome(rule));
    let mut settings = notebook();
    settings["timeout_seconds"] = json!(10);
    settings["max_retries"] = json!(1);
    settings["retry_on_timeout"] = json!(true);
    settings["max_concurrent_runs"] = json!(9);
    let job_id = service.create_in("2.0", settings).await;
    let run_id = service.run_now(job_id).await;
    service.advance(15_000);
    assert_eq!(
        tasks(&service.run(run_id).await),
        ["old_one 0 TERMINATED TIMEDOUT", "old_one 1 RUNNING -"]
    );
    // Raised for the attempt that is at work.
    let body = json!({ "job_id": job_id, "new_settings": { "timeout_seconds": 60 } });
    assert_eq!(service.post_to("2.0", "update", body).await.0, 200);
    service.advance(40_000);
    assert_eq!(state(&service.run(run_id).await), "RUNNING -");
    service.advance(40_000);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED TIMEDOUT");
    assert_eq!(run["state"]["user_cancelled_or_timedout"], true);

    let run_id = service.run_now(job_id).await;
    service.advance(100);
    let (status, _) = service
        .post_to("2.0", "runs/cancel", json!({ "run_id": run_id }))
        .await;
    service.advance(1000);
    assert_eq!(
        (status, state(&service.run(run_id).await).as_str()),
        (200, "TERMINATED CANCELED")
    );
}

/// 0.2: what is refused in this form, in its own words.
#[tokio::test]
async fn what_is_refused() {
    let service = Service::start();
    let path = json!({ "notebook_path": "/x" });
    let table = [
        (
            json!({ "existing_cluster_id": "c", "notebook_task": {} }),
            "Missing required field: settings.task.notebook_task.notebook_path.",
        ),
        (
            json!({ "new_cluster": { "spark_version": "1" }, "notebook_task": path }),
            "Missing required field: settings.cluster_spec.new_cluster.size",
        ),
        (
            json!({ "job_clusters": [], "notebook_task": path }),
            "Shared job cluster feature is only supported in multi-task jobs.",
        ),
        (
            json!({ "job_cluster_key": "k", "notebook_task": path }),
            "Shared job cluster feature is only supported in multi-task jobs.",
        ),
    ];
    for (settings, message) in table {
        for version in ["2.0", "2.1", "2.2"] {
            for operation in ["create", "runs/submit"] {
                let (status, answer) = service.post_to(version, operation, settings.clone()).await;
                assert_eq!((status, &answer["message"]), (400, &json!(message)));
            }
        }
    }
    // Odd ones are refused or taken, and hurt nobody.
    for settings in [
        json!({ "notebook_task": "x" }),
        json!({ "notebook_task": path, "tasks": {} }),
        json!({ "notebook_task": path, "timeout_seconds": "soon" }),
        json!({ "notebook_task": path, "name": 7 }),
        json!({ "_task": path, "name": "" }),
        json!({ "for_each_task": { "inputs": "[1]", "task": task("a", &[]) } }),
    ] {
        for operation in ["create", "runs/submit"] {
            let (status, answer) = service.post_to("2.0", operation, settings.clone()).await;
            assert!(status == 200 || status == 400, "{settings}: {answer}");
        }
    }
}
