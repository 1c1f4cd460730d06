use http::StatusCode;
use serde_json::json;

use super::*;
use crate::clock::ManualClock;
use crate::engine::notification::NotificationDestination;
use crate::engine::workspace::WorkspaceSettings;

fn members(value: Value) -> Members {
    Members::parse(value.to_string().as_bytes(), "").unwrap()
}

fn open(file: &Path, clock: Arc<ManualClock>) -> Arc<Service> {
    let user = Principal::user("me").admin();
    let simulator = Simulator::new(std::time::Duration::from_millis(100), Vec::new());
    Service::open(
        Some(file),
        clock,
        user,
        simulator,
        WorkspaceSettings::default(),
    )
    .unwrap()
}

/// 5.7: what was left to be posted waits until destinations are where they are now.
#[test]
fn nothing_is_posted_to_the_destinations_of_before() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("posts");
    let clock = Arc::new(ManualClock::new(1_800_000_000_000));
    // It takes connections, and answers none.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let destinations = [NotificationDestination::webhook("hook", url)];
    let job = json!({
        "tasks": [{ "task_key": "a", "notebook_task": { "notebook_path": "/a" } }],
        "webhook_notifications": { "on_start": [{ "id": "hook" }] },
    });

    let service = open(&file, clock.clone());
    service.set_destinations(&destinations).unwrap();
    assert!(!service.poster.is_completed(), "there is nothing to post");
    let run = |operation: Operation, request: Value| {
        let done = service.run(operation, ApiVersion::V2_2, None, &members(request));
        done.unwrap()
    };
    let job_id = run(jobs::create, job)["job_id"].clone();
    run(start::run_now, json!({ "job_id": job_id }));
    assert!(service.poster.is_completed());
    service.close();

    let service = open(&file, clock);
    assert!(!service.poster.is_completed());
    service.set_destinations(&destinations).unwrap();
    assert!(service.poster.is_completed());
}

/// No room: what cannot be stored has not happened, and when there is room again all goes on.
#[test]
fn a_full_disk_is_told_and_borne() {
    let folder = tempfile::TempDir::new().unwrap();
    let clock = Arc::new(ManualClock::new(1_800_000_000_000));
    let service = open(&folder.path().join("full"), clock.clone());
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
