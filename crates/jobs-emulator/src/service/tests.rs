use http::StatusCode;
use serde_json::json;

use super::*;
use crate::clock::ManualClock;
use crate::engine::workspace::WorkspaceSettings;

fn members(value: Value) -> Members {
    Members::parse(value.to_string().as_bytes(), "").unwrap()
}

/// No room: what cannot be stored has not happened, and when there is room again all goes on.
#[test]
fn a_full_disk_is_told_and_borne() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("full");
    let clock = Arc::new(ManualClock::new(1_800_000_000_000));
    let user = Principal::user("me").admin();
    let simulator = Simulator::new(std::time::Duration::from_millis(100), Vec::new());
    let service = Service::open(
        Some(&file),
        clock.clone(),
        user,
        simulator,
        WorkspaceSettings::default(),
    )
    .unwrap();
    let run = |operation: Operation, request: Value| {
        service.run(operation, ApiVersion::V2_2, None, &members(request))
    };
    let leave_room = |pages| {
        let core = &mut *service.core();
        core.as_mut().unwrap().store.leave_room(pages);
    };
    let job = |size: usize| {
        let task = json!({ "task_key": "a", "notebook_task": { "notebook_path": "/a",
            "base_parameters": { "p": "x".repeat(size) } } });
        json!({ "tasks": [task], "max_concurrent_runs": 1000 })
    };
    let small = run(jobs::create, job(1)).unwrap()["job_id"].clone();
    let active = run(start::run_now, json!({ "job_id": small })).unwrap()["run_id"].clone();

    leave_room(2);
    let error = run(jobs::create, job(100_000)).unwrap_err();
    assert_eq!(error.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(error.message.contains("disk"), "{}", error.message);
    // Until even a run is too much.
    let started = (0..1000).take_while(|_| run(start::run_now, json!({ "job_id": small })).is_ok());
    let started = started.count();
    assert!(started < 1000);
    // What is there is shown all the same.
    let runs = run(runs::list, json!({ "job_id": small, "limit": 25 })).unwrap();
    assert_eq!(
        runs["runs"].as_array().unwrap().len(),
        (started + 1).min(25)
    );
    assert!(runs["runs"][0]["state"]["result_state"].is_null());

    leave_room(10_000);
    clock.advance(std::time::Duration::from_millis(100));
    let run_of = run(runs::get, json!({ "run_id": active })).unwrap();
    assert_eq!(run_of["state"]["result_state"], "SUCCESS");
    run(jobs::create, job(100_000)).unwrap();
    run(start::run_now, json!({ "job_id": small })).unwrap();
}
