//! What the suites share: a service in process on a clock that they move.

use std::sync::Arc;
use std::time::Duration;

use jobs_emulator::{Emulator, EmulatorBuilder, InProcess, ManualClock};
use serde_json::{Value, json};

/// When the clock starts.
pub(crate) const START: i64 = 1_800_000_000_000;

/// A service without a socket; tasks take 100 ms.
pub(crate) struct Service {
    pub(crate) handle: InProcess,
    pub(crate) clock: Arc<ManualClock>,
}

impl Service {
    pub(crate) fn start() -> Self {
        Self::with(|builder| builder)
    }

    pub(crate) fn with(settings: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> Self {
        let clock = Arc::new(ManualClock::new(START));
        let builder = Emulator::builder().clock(clock.clone());
        let handle = settings(builder).in_process().expect("the emulator starts");
        Self { handle, clock }
    }

    pub(crate) fn advance(&self, millis: u64) {
        self.clock.advance(Duration::from_millis(millis));
    }

    /// Sends a request and gives the status and the body.
    pub(crate) async fn send(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", "Bearer token")
            .body(body.to_owned().into())
            .expect("a request");
        let response = self.handle.handle(request).await;
        let body = serde_json::from_slice(response.body()).expect("a JSON body");
        (response.status().as_u16(), body)
    }

    /// Posts to an operation of the Jobs API that succeeds.
    pub(crate) async fn post(&self, operation: &str, body: Value) -> Value {
        let path = format!("/api/2.2/jobs/{operation}");
        let (status, answer) = self.send("POST", &path, &body.to_string()).await;
        assert_eq!(status, 200, "{operation}: {answer}");
        answer
    }

    /// Gets from an operation of the Jobs API that succeeds.
    pub(crate) async fn get(&self, operation_and_query: &str) -> Value {
        let path = format!("/api/2.2/jobs/{operation_and_query}");
        let (status, answer) = self.send("GET", &path, "").await;
        assert_eq!(status, 200, "{operation_and_query}: {answer}");
        answer
    }

    /// Creates a job and tells its id.
    pub(crate) async fn create(&self, settings: Value) -> i64 {
        id(&self.post("create", settings).await, "job_id")
    }

    /// Starts a run of a job and tells its id.
    pub(crate) async fn run_now(&self, job_id: i64) -> i64 {
        id(
            &self.post("run-now", json!({ "job_id": job_id })).await,
            "run_id",
        )
    }

    pub(crate) async fn run(&self, run_id: i64) -> Value {
        self.get(&format!("runs/get?run_id={run_id}&include_history=true"))
            .await
    }
}

pub(crate) fn id(answer: &Value, name: &str) -> i64 {
    answer[name].as_i64().expect("an id")
}

/// A notebook task.
pub(crate) fn task(key: &str, depends_on: &[&str]) -> Value {
    let depends_on: Vec<Value> = depends_on
        .iter()
        .map(|on| json!({ "task_key": on }))
        .collect();
    json!({
        "task_key": key,
        "depends_on": depends_on,
        "notebook_task": { "notebook_path": format!("/{key}") },
    })
}

/// The older state of a run in short: life cycle and result.
pub(crate) fn state(run: &Value) -> String {
    let state = &run["state"];
    let text = |name: &str| state[name].as_str().unwrap_or("-");
    format!("{} {}", text("life_cycle_state"), text("result_state"))
}

/// The tasks of a run in short: key, attempt, life cycle and result.
pub(crate) fn tasks(run: &Value) -> Vec<String> {
    let tasks = run["tasks"].as_array().expect("tasks");
    let short = |task: &Value| {
        let key = task["task_key"].as_str().unwrap_or("-");
        format!("{key} {} {}", task["attempt_number"], state(task))
    };
    tasks.iter().map(short).collect()
}
