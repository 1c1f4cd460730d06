//! What is in a file outlives the process.

use std::path::PathBuf;

use axum::body::Bytes;
use jobs_emulator::Emulator;

use crate::common::{Service, state, task, tasks};
use serde_json::json;

/// A file that is removed with what belongs to it.
pub(crate) struct DataFile(pub(crate) PathBuf);

impl DataFile {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("jobs-emulator-{}-{name}.db", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for DataFile {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut file = self.0.clone().into_os_string();
            file.push(suffix);
            let _ = std::fs::remove_file(file);
        }
    }
}

#[tokio::test]
async fn jobs_and_runs_are_there_after_a_restart() {
    let file = DataFile::new("restart");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let service = start();
    let job_id = service
        .create(json!({ "tasks": [task("a", &[]), task("b", &["a"])] }))
        .await;
    let ended = service.run_now(job_id).await;
    service.advance(1000);
    let active = service.run_now(job_id).await;
    let queued = service.run_now(job_id).await;
    service.advance(50);
    assert_eq!(state(&service.run(active).await), "RUNNING -");
    let (job, run) = (
        service.get(&format!("get?job_id={job_id}")).await,
        service.run(ended).await,
    );
    let passed = 1050;
    drop(service);

    // What was active goes on, what was queued still is.
    let service = start();
    service.advance(passed);
    assert_eq!(service.get(&format!("get?job_id={job_id}")).await, job);
    assert_eq!(service.run(ended).await, run);
    let run = service.run(active).await;
    assert_eq!(tasks(&run), ["a 0 RUNNING -", "b 0 BLOCKED -"]);
    assert_eq!(state(&service.run(queued).await), "QUEUED -");
    service.advance(150);
    assert_eq!(state(&service.run(active).await), "TERMINATED SUCCESS");
    assert_eq!(service.run(active).await["run_duration"], 200);
    assert_eq!(state(&service.run(queued).await), "PENDING -");
    let new = service.create(json!({})).await;
    assert!(new > queued, "ids are not given twice");
}

/// A file belongs to one process at a time.
#[tokio::test]
async fn a_file_that_is_open_is_refused() {
    let file = DataFile::new("open");
    let _service = Service::with(|builder| builder.data(file.0.clone()));
    let second = jobs_emulator::Emulator::builder()
        .data(file.0.clone())
        .in_process();
    assert!(second.unwrap_err().to_string().contains("locked"));
}

/// Iterations and runs of other jobs go on where they were.
#[tokio::test]
async fn iterations_and_other_jobs_go_on_after_a_restart() {
    let file = DataFile::new("children");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let service = start();
    let inner = service
        .create(json!({ "tasks": [task("a", &[]), task("b", &["a"])] }))
        .await;
    let each = json!({
        "inputs": "[1, 2, 3]",
        "concurrency": 2,
        "task": task("one", &[]),
    });
    let job_id = service
        .create(json!({ "tasks": [
            { "task_key": "other", "run_job_task": { "job_id": inner } },
            { "task_key": "each", "for_each_task": each },
        ]}))
        .await;
    let run_id = service.run_now(job_id).await;
    // Twice: before the inputs of the for-each task are known, and while iterations run.
    drop(service);
    let service = start();
    service.advance(150);
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run), ["other 0 RUNNING -", "each 0 RUNNING -"]);
    drop(service);
    let service = start();
    service.advance(199);
    let run = service.run(run_id).await;
    assert_eq!(tasks(&run), ["other 0 RUNNING -", "each 0 RUNNING -"]);
    service.advance(1);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    assert_eq!(run["end_time"], run["start_time"].as_i64().unwrap() + 200);
    let each = service
        .run(run["tasks"][1]["run_id"].as_i64().unwrap())
        .await;
    assert_eq!(each["iterations"].as_array().unwrap().len(), 3);
}

/// Not even where the time is the same at every start.
#[tokio::test]
async fn ids_of_what_was_deleted_are_not_given_again() {
    let file = DataFile::new("ids");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let service = start();
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let run_id = service.run_now(job_id).await;
    service.advance(100);
    let run = service.run(run_id).await;
    let task_run_id = run["tasks"][0]["run_id"].as_i64().unwrap();
    let delete = json!({ "run_id": run_id });
    service.post("runs/delete", delete).await;
    service.post("delete", json!({ "job_id": job_id })).await;
    drop(service);
    let service = start();
    let job_id = service.create(json!({})).await;
    assert!(job_id > task_run_id, "{job_id} {task_run_id}");
    service.post("delete", json!({ "job_id": job_id })).await;
    drop(service);
    assert!(start().create(json!({})).await > job_id);
}

/// Whoever starts the next emulator need not wait for the last one, however it ended.
#[tokio::test]
async fn an_emulator_that_has_stopped_has_let_go_of_its_file() {
    let file = DataFile::new("let-go");
    let start = || Emulator::builder().data(file.0.clone()).start();
    for is_shut_down in [true, false] {
        let emulator = start().await.unwrap();
        let handle = emulator.in_process();
        if is_shut_down {
            emulator.shutdown().await;
        } else {
            drop(emulator);
        }
        let request = http::Request::get("/api/2.2/jobs/list").header("authorization", "Bearer x");
        let answer = handle.handle(request.body(Bytes::new()).unwrap()).await;
        assert_eq!(answer.status(), 503);
        assert!(String::from_utf8_lossy(answer.body()).contains("has stopped"));
    }
    drop(start().await.unwrap());
}
