//! What is done to the service on purpose: time, faults, limits, the journal, snapshots.

mod clock;
mod faults;
mod journal;
pub(crate) mod program;
mod rate_limits;
mod scenarios;
mod snapshots;
mod workspaces;

use http::{HeaderMap, Request};
use jobs_emulator::{Emulator, EmulatorBuilder, InProcess};
use serde_json::{Value, json};

use crate::common::id;

/// An answer: status, headers and body.
struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Value,
}

/// A service on a clock of its own that stands still.
fn start(settings: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> InProcess {
    let builder = Emulator::builder().virtual_clock();
    settings(builder).in_process().expect("the emulator starts")
}

async fn send(service: &InProcess, token: &str, method: &str, path: &str, body: Value) -> Answer {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", format!("Bearer {token}"))
        .body(body.into())
        .expect("a request");
    let response = service.handle(request).await;
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: serde_json::from_slice(response.body()).unwrap_or_default(),
    }
}

/// Calls the emulator itself, which succeeds.
async fn control(service: &InProcess, method: &str, path: &str, body: Value) -> Value {
    let path = format!("/api/emulator/{path}");
    let answer = send(service, "token", method, &path, body).await;
    assert_eq!(answer.status, 200, "{method} {path}: {}", answer.body);
    answer.body
}

async fn list_jobs(service: &InProcess) -> u16 {
    send(service, "token", "GET", "/api/2.2/jobs/list", Value::Null)
        .await
        .status
}

async fn create(service: &InProcess, token: &str, name: &str) -> Answer {
    let settings = json!({ "name": name, "tasks": [crate::common::task("a", &[])] });
    send(service, token, "POST", "/api/2.2/jobs/create", settings).await
}

/// Creates a job and starts a run of it; tells the id of the run.
async fn run(service: &InProcess) -> i64 {
    let job = create(service, "token", "job").await.body;
    let path = "/api/2.2/jobs/run-now";
    let job = json!({ "job_id": job["job_id"] });
    let run = send(service, "token", "POST", path, job).await;
    id(&run.body, "run_id")
}

/// The result of a run; null while it has none.
async fn result(service: &InProcess, run_id: i64) -> Value {
    let path = format!("/api/2.2/jobs/runs/get?run_id={run_id}");
    let run = send(service, "token", "GET", &path, Value::Null).await;
    run.body["state"]["result_state"].clone()
}
