//! What is stored, taken out and put back.

use std::time::Duration;

use bytes::Bytes;
use http::Request;
use jobs_emulator::{Emulator, Fault, Rule};
use serde_json::Value;

use super::{control, create, list_jobs, result, run, send, start};

async fn jobs(service: &jobs_emulator::InProcess) -> Value {
    send(service, "token", "GET", "/api/2.2/jobs/list", Value::Null)
        .await
        .body
}

/// R22.6: a snapshot has jobs and runs, and what was active in it goes on.
#[tokio::test]
async fn a_snapshot_is_restored() {
    let service = start(|builder| builder);
    let run_id = run(&service).await;
    let snapshot = service.workspace().snapshot().unwrap();
    let before = jobs(&service).await;
    create(&service, "token", "later").await;
    service.advance(Duration::from_secs(1)).unwrap();
    assert_eq!(result(&service, run_id).await, "SUCCESS");

    service.workspace().restore(&snapshot).unwrap();
    assert_eq!(jobs(&service).await, before);
    assert_eq!(
        result(&service, run_id).await,
        "SUCCESS",
        "its time has passed"
    );
    let other = start(|builder| builder.outcome(Rule::any().fails("boom")));
    other.workspace().restore(&snapshot).unwrap();
    assert_eq!(jobs(&other).await, before);
    other.advance(Duration::from_secs(1)).unwrap();
    assert_eq!(result(&other, run_id).await, "FAILED");
}

/// R22.6: between memory and a file, over HTTP, and what was restored is in the file.
#[tokio::test]
async fn a_snapshot_over_http_into_a_file() {
    let request = |method: &str, body: Bytes| {
        let request = Request::builder()
            .method(method)
            .uri("/api/emulator/snapshot");
        request
            .header("authorization", "Bearer token")
            .body(body)
            .unwrap()
    };
    let service = start(|builder| builder);
    create(&service, "token", "kept").await;
    let snapshot = service.handle(request("GET", Bytes::new())).await;
    assert_eq!(
        snapshot.headers()["content-type"],
        "application/vnd.sqlite3"
    );
    assert!(snapshot.body().starts_with(b"SQLite format 3\0"));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jobs.db");
    let open = || start(|builder| builder.data(&file));
    let second = open();
    create(&second, "token", "lost").await;
    let restored = second.handle(request("PUT", snapshot.body().clone())).await;
    assert_eq!(restored.status(), 200);
    create(&second, "token", "new").await;
    let from_file = second.workspace().snapshot().unwrap();
    let stored = jobs(&second).await;
    assert_eq!(stored["jobs"].as_array().map(Vec::len), Some(2));
    drop(second);
    assert_eq!(jobs(&open()).await, stored);
    service.workspace().restore(&from_file).unwrap();
    assert_eq!(jobs(&service).await, stored);
}

/// R22.6: what is no snapshot is refused, and everything stays.
#[tokio::test]
async fn what_is_no_snapshot_is_refused() {
    let service = start(|builder| builder);
    create(&service, "token", "kept").await;
    let before = jobs(&service).await;
    let snapshot = service.workspace().snapshot().unwrap();
    let mut damaged = snapshot.clone();
    damaged[100..4096].fill(0xff);
    let mut cut = snapshot.clone();
    cut.truncate(snapshot.len() / 2);
    for bytes in [
        b"".as_slice(),
        b"SQLite format 3\0",
        &damaged,
        &cut,
        &[0; 8192],
    ] {
        let error = service.workspace().restore(bytes).unwrap_err().to_string();
        assert!(error.contains("not a snapshot"), "{error}");
        assert_eq!(jobs(&service).await, before);
    }
}

/// R22.6: a reset goes back to the start; the time stays.
#[tokio::test]
async fn a_reset_goes_back_to_the_start() {
    let service = start(|builder| builder.fault(Fault::on("list").status(500).times(1)));
    let run_id = run(&service).await;
    assert_eq!(list_jobs(&service).await, 500);
    service.add_outcome(Rule::any().fails("boom"));
    service.advance(Duration::from_secs(60)).unwrap();
    let now = service.workspace().now();

    control(&service, "POST", "reset", Value::Null).await;
    assert_eq!(service.journal(), []);
    assert_eq!(list_jobs(&service).await, 500, "the fault hits again");
    assert_eq!(service.journal()[0].number, 4, "numbers go on");
    assert_eq!(jobs(&service).await["jobs"], Value::Null);
    assert_eq!(result(&service, run_id).await, Value::Null);
    assert_eq!(service.workspace().now(), now);
    let next = run(&service).await;
    assert!(next > run_id, "ids are not given twice");
    service.advance(Duration::from_secs(60)).unwrap();
    assert_eq!(result(&service, next).await, "SUCCESS");
}

/// A file stays one that a new process can open.
#[tokio::test]
async fn a_reset_empties_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let open = || {
        Emulator::builder()
            .data(folder.path().join("jobs.db"))
            .in_process()
    };
    let service = open().unwrap();
    create(&service, "token", "lost").await;
    service.workspace().reset().unwrap();
    drop(service);
    assert_eq!(jobs(&open().unwrap()).await["jobs"], Value::Null);
}
