//! The older versions of the API beside the newest: what each shows of the same jobs and runs.

mod single_task;

use serde_json::{Value, json};

use crate::common::{Service, id, state, task};
use crate::persistence::DataFile;

impl Service {
    /// Posts to an operation of a version of the Jobs API.
    async fn post_to(&self, version: &str, operation: &str, body: Value) -> (u16, Value) {
        let path = format!("/api/{version}/jobs/{operation}");
        self.send("POST", &path, &body.to_string()).await
    }

    /// Gets from an operation of a version of the Jobs API that succeeds.
    async fn get_from(&self, version: &str, operation_and_query: &str) -> Value {
        let path = format!("/api/{version}/jobs/{operation_and_query}");
        let (status, answer) = self.send("GET", &path, "").await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    /// Creates a job through a version and tells its id.
    async fn create_in(&self, version: &str, settings: Value) -> i64 {
        let (status, answer) = self.post_to(version, "create", settings).await;
        assert_eq!(status, 200, "{answer}");
        id(&answer, "job_id")
    }

    /// Submits a one-time run through a version and tells its id.
    async fn submit_to(&self, version: &str, body: Value) -> i64 {
        let (status, answer) = self.post_to(version, "runs/submit", body).await;
        assert_eq!(status, 200, "{answer}");
        id(&answer, "run_id")
    }

    /// The settings of a job as a version shows them.
    async fn settings_in(&self, version: &str, job_id: i64) -> Value {
        self.get_from(version, &format!("get?job_id={job_id}"))
            .await["settings"]
            .clone()
    }
}

/// A notebook at the root of the settings.
fn notebook() -> Value {
    json!({
        "name": "old one",
        "existing_cluster_id": "c",
        "notebook_task": { "notebook_path": "/x" },
    })
}

fn tasks(count: usize) -> Vec<Value> {
    (0..count).map(|n| task(&format!("t{n}"), &[])).collect()
}

/// 0.3: all operations are in all versions, but for exports, which 2.1 left to 2.0.
#[tokio::test]
async fn every_version_has_the_operations() {
    let service = Service::start();
    let operations = [
        ("POST", "create"),
        ("GET", "get"),
        ("GET", "list"),
        ("POST", "update"),
        ("POST", "reset"),
        ("POST", "delete"),
        ("POST", "run-now"),
        ("POST", "runs/submit"),
        ("GET", "runs/get"),
        ("GET", "runs/get-output"),
        ("GET", "runs/list"),
        ("GET", "runs/export"),
        ("POST", "runs/cancel"),
        ("POST", "runs/cancel-all"),
        ("POST", "runs/repair"),
        ("POST", "runs/delete"),
    ];
    for version in ["2.0", "2.1", "2.2", "2.3", "1.2"] {
        for (method, operation) in operations {
            let path = format!("/api/{version}/jobs/{operation}");
            let (status, answer) = service.send(method, &path, "{}").await;
            let known = version.starts_with("2.") && version != "2.3";
            let known = known && (version, operation) != ("2.1", "runs/export");
            assert_eq!(status != 404, known, "{path}: {answer}");
            if !known {
                let message = format!("No API found for '{method} {path}'.");
                assert_eq!(
                    answer,
                    json!({ "error_code": "ENDPOINT_NOT_FOUND", "message": message })
                );
            }
        }
    }
}

/// 0.2: paths and methods that are none are named.
#[tokio::test]
async fn other_paths_and_methods_are_named() {
    let service = Service::start();
    let table = [
        (
            "GET /api/2.0/jobs/none",
            404,
            "No API found for 'GET /api/2.0/jobs/none'.",
        ),
        (
            "GET /api/2.2/jobs/create/",
            404,
            "No API found for 'GET /api/2.2/jobs/create/'.",
        ),
        (
            "GET /api/2.1/jobs",
            404,
            "No API found for 'GET /api/2.1/jobs'.",
        ),
        ("GET /", 404, "No API found for 'GET /'."),
        (
            "GET /api/2.1/jobs/run-now",
            404,
            "Bad Target: /api/2.1/jobs/run-now",
        ),
        (
            "POST /api/2.0/jobs/list",
            404,
            "Bad Target: /api/2.0/jobs/list",
        ),
        (
            "DELETE /api/2.0/permissions/jobs/7",
            404,
            "Bad Target: /api/2.0/permissions/jobs/7",
        ),
        (
            "GET /api/2.0/pipelines",
            501,
            "'GET /api/2.0/pipelines' is not supported by jobs-emulator.",
        ),
    ];
    for (request, status, message) in table {
        let (method, path) = request.split_once(' ').unwrap();
        let (got, answer) = service.send(method, path, "").await;
        assert_eq!((got, answer["message"].as_str()), (status, Some(message)));
    }
}

/// 0.3: 2.0 knows no tasks, 2.1 shows all, 2.2 shows them by pages; only the last one of one form.
#[tokio::test]
async fn a_job_of_several_tasks_through_each_version() {
    let service = Service::start();
    let clusters = json!([{ "job_cluster_key": "k", "new_cluster": { "num_workers": 1 } }]);
    let settings = json!({ "name": "many", "tasks": tasks(3), "job_clusters": clusters });
    let job_id = service.create_in("2.1", settings).await;
    for version in ["2.1", "2.2"] {
        let settings = service.settings_in(version, job_id).await;
        assert_eq!(settings["tasks"].as_array().unwrap().len(), 3);
        assert_eq!(settings["job_clusters"][0]["job_cluster_key"], "k");
        assert_eq!(settings["format"], "MULTI_TASK");
    }
    let settings = service.settings_in("2.0", job_id).await;
    assert_eq!(
        settings,
        json!({
            "name": "many",
            "email_notifications": {},
            "webhook_notifications": {},
            "timeout_seconds": 0,
            "max_concurrent_runs": 1,
            "format": "MULTI_TASK",
        })
    );

    let body = json!({ "job_id": job_id });
    let (_, answer) = service.post_to("2.0", "run-now", body).await;
    let run_id = id(&answer, "run_id");
    service.advance(1000);
    let run = service
        .get_from("2.0", &format!("runs/get?run_id={run_id}"))
        .await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!((run.get("tasks"), run.get("task")), (None, None));
    let run = service
        .get_from("2.1", &format!("runs/get?run_id={run_id}"))
        .await;
    assert_eq!(run["tasks"].as_array().unwrap().len(), 3);
    assert_eq!(
        (run.get("has_more"), &run["format"]),
        (None, &json!("MULTI_TASK"))
    );
    // Such a run has no output of its own in any version.
    for version in ["2.0", "2.1"] {
        let path = format!("/api/{version}/jobs/runs/get-output?run_id={run_id}");
        let (status, answer) = service.send("GET", &path, "").await;
        assert_eq!(status, 400, "{answer}");
    }
}

/// 0.3: objects come in pages through 2.2 only; for-each tasks show all iterations before.
#[tokio::test]
async fn objects_come_whole_before_2_2() {
    let service = Service::start();
    let settings = json!({ "tasks": tasks(150) });
    let job_id = service.create_in("2.2", settings).await;
    let new = service
        .get_from("2.2", &format!("get?job_id={job_id}"))
        .await;
    assert_eq!(new["settings"]["tasks"].as_array().unwrap().len(), 100);
    assert_eq!(new["has_more"], true);
    let old = service
        .get_from("2.1", &format!("get?job_id={job_id}"))
        .await;
    assert_eq!(old["settings"]["tasks"].as_array().unwrap().len(), 100);
    assert_eq!(
        (old.get("has_more"), old.get("next_page_token")),
        (None, None)
    );
    for (version, has_more) in [("2.1", None), ("2.2", Some(&json!(true)))] {
        let list = service.get_from(version, "list?expand_tasks=true").await;
        assert_eq!(
            list["jobs"][0]["settings"]["tasks"]
                .as_array()
                .unwrap()
                .len(),
            100
        );
        assert_eq!(list["jobs"][0].get("has_more"), has_more);
        let list = service.get_from(version, "list").await;
        assert_eq!(list["jobs"][0]["settings"].get("tasks"), None);
    }

    let inputs: Vec<usize> = (0..150).collect();
    let each = json!({
        "task_key": "each",
        "for_each_task": {
            "inputs": json!(inputs).to_string(),
            "concurrency": 100,
            "task": task("each_iteration", &[]),
        },
    });
    let job_id = service.create_in("2.1", json!({ "tasks": [each] })).await;
    let run_id = service.run_now(job_id).await;
    service.advance(10_000);
    let task_run = service.run(run_id).await["tasks"][0]["run_id"].clone();
    for (version, shown) in [("2.1", 150), ("2.2", 100)] {
        let run = service
            .get_from(version, &format!("runs/get?run_id={task_run}"))
            .await;
        assert_eq!(run["iterations"].as_array().unwrap().len(), shown);
    }
}

/// 0.3: 2.0 lists all jobs with all settings whatever limit it is given, the others page by page.
#[tokio::test]
async fn the_list_of_jobs() {
    let service = Service::start();
    assert_eq!(service.get_from("2.0", "list").await, json!({}));
    for n in 0..30 {
        let mut settings = notebook();
        settings["name"] = json!(format!("job {n}"));
        service.create_in("2.0", settings).await;
    }
    let all = service
        .get_from("2.0", "list?limit=5&offset=10&name=none")
        .await;
    assert_eq!(all.as_object().unwrap().len(), 1);
    let jobs = all["jobs"].as_array().unwrap();
    assert_eq!(jobs.len(), 30);
    assert_eq!(jobs[0]["settings"]["name"], "job 29");
    assert_eq!(jobs[0]["settings"]["notebook_task"]["notebook_path"], "/x");
    for version in ["2.1", "2.2"] {
        let page = service.get_from(version, "list").await;
        assert_eq!(page["jobs"].as_array().unwrap().len(), 20);
        assert_eq!(page["has_more"], true);
        assert!(page["next_page_token"].is_string());
        let page = service.get_from(version, "list?name=job%203").await;
        assert_eq!(page["jobs"].as_array().unwrap().len(), 1);
    }
}

/// 0.3: a page of runs has up to 1000 through 2.0.
#[tokio::test]
async fn the_list_of_runs() {
    let service = Service::start();
    let mut settings = notebook();
    settings["max_concurrent_runs"] = json!(1000);
    let job_id = service.create_in("2.0", settings).await;
    for _ in 0..30 {
        service.run_now(job_id).await;
    }
    let table = [
        ("2.0", "0", Ok(30)),
        ("2.0", "1000", Ok(30)),
        (
            "2.0",
            "1001",
            Err("Invalid limit 1001 - it has to be no more than 1000."),
        ),
        ("2.1", "26", Ok(26)),
        (
            "2.1",
            "27",
            Err("Invalid limit 27 - it has to be no more than 26."),
        ),
        ("2.2", "0", Ok(25)),
        (
            "2.2",
            "27",
            Err("Invalid limit 27 - it has to be no more than 26."),
        ),
    ];
    for (version, limit, expected) in table {
        let path = format!("/api/{version}/jobs/runs/list?limit={limit}");
        let (_, answer) = service.send("GET", &path, "").await;
        match expected {
            Ok(count) => assert_eq!(answer["runs"].as_array().unwrap().len(), count, "{path}"),
            Err(message) => assert_eq!(answer["message"], message),
        }
    }
    let page = service.get_from("2.0", "runs/list?limit=20").await;
    assert_eq!(
        (&page["has_more"], page["runs"][0].get("tasks")),
        (&json!(true), None)
    );
}

/// 0.3: how many tasks a request may have.
#[tokio::test]
async fn how_many_tasks_a_request_may_have() {
    let service = Service::start();
    let job_id = service
        .create_in("2.2", json!({ "tasks": tasks(101) }))
        .await;
    for (version, most) in [("2.0", 1), ("2.1", 100), ("2.2", 1000)] {
        let table = [
            ("create", json!({ "tasks": tasks(most + 1) })),
            ("runs/submit", json!({ "tasks": tasks(most + 1) })),
            (
                "reset",
                json!({ "job_id": job_id, "new_settings": { "tasks": tasks(most + 1) } }),
            ),
            (
                "update",
                json!({ "job_id": job_id, "new_settings": { "tasks": tasks(most + 1) } }),
            ),
        ];
        for (operation, body) in table {
            let (status, answer) = service.post_to(version, operation, body).await;
            assert_eq!(status, 400, "{version} {operation}: {answer}");
        }
        service
            .create_in(version, json!({ "tasks": tasks(most) }))
            .await;
        // A change of something else does not count what is there.
        let body = json!({ "job_id": job_id, "new_settings": { "name": version } });
        assert_eq!(service.post_to(version, "update", body).await.0, 200);
        assert_eq!(service.settings_in("2.2", job_id).await["name"], version);
    }
}

/// 0.3: an update merges tasks by their keys through 2.2, and replaces them before.
#[tokio::test]
async fn an_update_replaces_arrays_before_2_2() {
    let service = Service::start();
    for (version, expected) in [("2.1", vec!["t1", "new"]), ("2.2", vec!["t0", "t1", "new"])] {
        let job_id = service
            .create_in(version, json!({ "tasks": tasks(2) }))
            .await;
        let new = json!({ "tasks": [task("t1", &[]), task("new", &[])] });
        let body = json!({ "job_id": job_id, "new_settings": new });
        assert_eq!(service.post_to(version, "update", body).await.0, 200);
        let settings = service.settings_in("2.2", job_id).await;
        let tasks = settings["tasks"].as_array().unwrap();
        let keys: Vec<&str> = tasks
            .iter()
            .map(|task| task["task_key"].as_str().unwrap())
            .collect();
        assert_eq!(keys, expected, "{version}");
    }
}

/// 0.3: runs of jobs that were made through 2.2 are queued unless told otherwise; of others, skipped.
/// It goes by where the job was made, not where it is run or changed.
#[tokio::test]
async fn only_jobs_made_through_2_2_queue_by_default() {
    let file = DataFile::new("versions");
    let mut jobs = Vec::new();
    {
        let service = Service::with(|builder| builder.data(&file.0));
        let queue = |enabled: bool| json!({ "tasks": tasks(1), "queue": { "enabled": enabled } });
        for (version, settings, second) in [
            ("2.0", notebook(), "SKIPPED"),
            ("2.1", json!({ "tasks": tasks(1) }), "SKIPPED"),
            ("2.2", json!({ "tasks": tasks(1) }), "QUEUED"),
            ("2.1", queue(true), "QUEUED"),
            ("2.2", queue(false), "SKIPPED"),
        ] {
            jobs.push((service.create_in(version, settings).await, second));
        }
        for (job_id, _) in &jobs {
            let body = json!({ "job_id": job_id, "new_settings": { "name": "changed" } });
            assert_eq!(service.post_to("2.2", "update", body).await.0, 200);
        }
    }
    let service = Service::with(|builder| builder.data(&file.0));
    for (job_id, second) in jobs {
        service.run_now(job_id).await;
        for version in ["2.0", "2.2"] {
            let (_, answer) = service
                .post_to(version, "run-now", json!({ "job_id": job_id }))
                .await;
            let run_id = id(&answer, "run_id");
            let run = service.run(run_id).await;
            assert_eq!(run["state"]["life_cycle_state"], second, "job {job_id}");
        }
    }
}
