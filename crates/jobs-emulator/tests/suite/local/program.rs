//! The program, killed at work.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::{STAYS, encoded, file, is_alive};
use crate::common::id;
use crate::control::program::Program;

fn start(data: &Path) -> Program {
    let data = data.to_str().expect("its name is text");
    Program::start(&["--run-local", "--grace-ms=100", "--data", data])
}

fn send(program: &Program, request: &str, body: &Value) -> Value {
    let answer = program.send("any", request, &body.to_string());
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).expect("JSON")
}

fn until<T>(mut seen: impl FnMut() -> Option<T>) -> T {
    for _ in 0..3000 {
        if let Some(seen) = seen() {
            return seen;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it does not happen");
}

/// 3.1: killed, the program leaves no processes behind; the run has lost its driver, and may be
/// retried.
#[test]
fn a_killed_emulator_leaves_no_processes_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (data, ids) = (folder.path().join("jobs.db"), folder.path().join("ids"));
    let program = start(&data);
    let body = json!({ "path": "/Shared/stays.py", "format": "AUTO", "content": encoded(STAYS) });
    send(&program, "POST /api/2.0/workspace/import", &body);
    let mut task = file("/Shared/stays.py", &[ids.to_str().unwrap()]);
    task["max_retries"] = json!(1);
    let run = send(
        &program,
        "POST /api/2.2/jobs/runs/submit",
        &json!({ "tasks": [task] }),
    );
    let read = || std::fs::read_to_string(&ids).ok();
    let pids = until(read);
    drop(program);
    until(|| (!pids.split(' ').any(is_alive)).then_some(()));

    std::fs::remove_file(&ids).unwrap();
    let program = start(&data);
    let path = format!("GET /api/2.2/jobs/runs/get?run_id={}", id(&run, "run_id"));
    let second = until(read);
    let run = send(&program, &path, &json!({}));
    let tasks = run["tasks"].as_array().unwrap();
    let details = &tasks[0]["status"]["termination_details"];
    assert_eq!(details["code"], "DRIVER_ERROR", "{run}");
    assert_eq!(details["type"], "INTERNAL_ERROR");
    assert_eq!(tasks[0]["state"]["life_cycle_state"], "INTERNAL_ERROR");
    assert_eq!(tasks[1]["state"]["life_cycle_state"], "RUNNING");
    drop(program);
    until(|| (!second.split(' ').any(is_alive)).then_some(()));
}

/// Asked to stop, the program waits for the processes to end, and kills those that do not.
#[test]
fn a_stopped_emulator_leaves_no_processes_behind() {
    let folder = tempfile::tempdir().unwrap();
    let ids = folder.path().join("ids");
    let program = start(&folder.path().join("jobs.db"));
    let body = json!({ "path": "/Shared/stays.py", "format": "AUTO", "content": encoded(STAYS) });
    send(&program, "POST /api/2.0/workspace/import", &body);
    let task = file("/Shared/stays.py", &[ids.to_str().unwrap()]);
    send(
        &program,
        "POST /api/2.2/jobs/runs/submit",
        &json!({ "tasks": [task] }),
    );
    let pids = until(|| std::fs::read_to_string(&ids).ok());
    program.signal("TERM");
    assert!(program.ended().0.success());
    assert!(!pids.split(' ').any(is_alive));
}
