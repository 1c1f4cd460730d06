//! Tasks that run their code on this machine, with the real Python. The clock is moved by hand;
//! processes take their own time.

mod code;
mod ends;
mod notebooks;
mod program;
mod wheels;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jobs_emulator::{EmulatorBuilder, LocalExecution};
use serde_json::{Value, json};

use crate::common::{Service, id, state};

/// Tasks that are no notebooks need a cluster, or an environment.
const CLUSTER: &str = "0101-000000-local";

/// A service that runs the code of tasks.
pub(crate) fn service() -> Service {
    with(|builder| builder)
}

pub(crate) fn with(settings: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> Service {
    Service::with(|builder| settings(builder.run_local(local())))
}

/// Python of this machine, and little patience with processes that are to end.
pub(crate) fn local() -> LocalExecution {
    LocalExecution::new().grace(Duration::from_millis(200))
}

/// Puts a file into the workspace, or a notebook where it begins as one.
pub(crate) async fn upload(service: &Service, path: &str, content: impl AsRef<[u8]>) {
    let body = json!({
        "path": path,
        "format": "AUTO",
        "content": encoded(content),
        "overwrite": true,
    });
    let (status, answer) = service
        .send("POST", "/api/2.0/workspace/import", &body.to_string())
        .await;
    assert_eq!(status, 200, "{answer}");
}

/// A task that runs a Python file.
pub(crate) fn file(path: &str, parameters: &[&str]) -> Value {
    let task = json!({ "python_file": path, "parameters": parameters });
    json!({ "task_key": "main", "existing_cluster_id": CLUSTER, "spark_python_task": task })
}

/// Starts a one-time run of these tasks.
pub(crate) async fn submit(service: &Service, tasks: Value) -> i64 {
    let started = service.post("runs/submit", json!({ "tasks": tasks })).await;
    id(&started, "run_id")
}

/// Waits for something that a process does, while the emulator's clock goes on as well.
pub(crate) async fn until<T>(service: &Service, mut seen: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..3000 {
        if let Some(seen) = seen().await {
            return seen;
        }
        service.advance(20);
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it does not happen");
}

/// The run when it has ended.
pub(crate) async fn ended(service: &Service, run_id: i64) -> Value {
    until(service, async || {
        let run = service.run(run_id).await;
        (run["status"]["state"] == "TERMINATED").then_some(run)
    })
    .await
}

/// The output of the task with this key of a run that has ended.
pub(crate) async fn output(service: &Service, run: &Value, key: &str) -> Value {
    let tasks = run["tasks"].as_array().expect("tasks");
    let task = tasks.iter().find(|task| task["task_key"] == key);
    let run_id = id(task.expect("the task"), "run_id");
    service
        .get(&format!("runs/get-output?run_id={run_id}"))
        .await
}

/// Runs one Python file with these parameters to its end: its state in short, and its output.
pub(crate) async fn run_file(
    service: &Service,
    code: &str,
    parameters: &[&str],
) -> (String, Value) {
    upload(service, "/Shared/main.py", code).await;
    let run_id = submit(service, json!([file("/Shared/main.py", parameters)])).await;
    let run = ended(service, run_id).await;
    let output = output(service, &run, "main").await;
    (state(&run["tasks"][0]), output)
}

/// Whether there is a process with this id that has not ended.
pub(crate) fn is_alive(pid: &str) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{pid}/stat"));
    let ended = |stat: &String| {
        stat.rsplit(')')
            .next()
            .is_some_and(|rest| rest.starts_with(" Z"))
    };
    state.is_ok_and(|stat| !ended(&stat))
}

/// Code that writes the ids of itself and of a child into a file, both deaf to SIGTERM, and stays.
pub(crate) const STAYS: &str = r#"
import os, pathlib, signal, subprocess, sys, time
deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
child.stdout.readline()
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("before the end", flush=True)
file = pathlib.Path(sys.argv[1])
file.with_suffix(".new").write_text(f"{os.getpid()} {child.pid}")
file.with_suffix(".new").rename(file)
time.sleep(600)
"#;

/// The ids that [`STAYS`] has written.
pub(crate) async fn pids(service: &Service, file: &std::path::Path) -> Vec<String> {
    until(service, async || {
        let text = std::fs::read_to_string(file).ok()?;
        Some(text.split(' ').map(str::to_owned).collect())
    })
    .await
}

/// Content as it stands in JSON.
pub(crate) fn encoded(content: impl AsRef<[u8]>) -> String {
    STANDARD.encode(content)
}
