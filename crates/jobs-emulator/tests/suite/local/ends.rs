//! Ends that are not the task's own: cancels, time limits, and the end of the emulator.

use jobs_emulator::{Emulator, Principal};
use serde_json::json;

use super::{
    STAYS, ended, file, is_alive, local, output, pids, service, submit, until, upload, with,
};
use crate::common::{Service, state, tasks};

/// A run of code that stays, with the ids of its processes.
async fn start(service: &Service, folder: &tempfile::TempDir, timeout: i64) -> (i64, Vec<String>) {
    let ids = folder.path().join("ids");
    upload(service, "/Shared/stays.py", STAYS).await;
    let mut task = file("/Shared/stays.py", &[ids.to_str().expect("a path")]);
    task["timeout_seconds"] = json!(timeout);
    let run_id = submit(service, json!([task])).await;
    (run_id, pids(service, &ids).await)
}

/// 3.10, 7: a time limit ends the process with all that it has started, deaf or not.
#[tokio::test]
async fn a_time_limit_ends_all_processes_of_a_task() {
    let (service, folder) = (service(), tempfile::tempdir().unwrap());
    let (run_id, pids) = start(&service, &folder, 3600).await;
    assert_eq!(tasks(&service.run(run_id).await), ["main 0 RUNNING -"]);
    assert!(pids.iter().all(|pid| is_alive(pid)));
    service.advance(3_600_000);
    assert_eq!(tasks(&service.run(run_id).await), ["main 0 TERMINATING -"]);
    let run = ended(&service, run_id).await;
    assert_eq!(tasks(&run), ["main 0 TERMINATED TIMEDOUT"]);
    assert!(!pids.iter().any(|pid| is_alive(pid)));
    let output = output(&service, &run, "main").await;
    assert_eq!(output["logs"], "before the end\n");
    assert_eq!(output["error"], json!(null));
}

/// 3.13, 7: so does a cancel.
#[tokio::test]
async fn a_cancel_ends_all_processes_of_a_task() {
    let (service, folder) = (service(), tempfile::tempdir().unwrap());
    let (run_id, pids) = start(&service, &folder, 0).await;
    service
        .post("runs/cancel", json!({ "run_id": run_id }))
        .await;
    let run = ended(&service, run_id).await;
    assert_eq!(tasks(&run), ["main 0 TERMINATED CANCELED"]);
    assert!(!pids.iter().any(|pid| is_alive(pid)));
}

/// So does a reset, and the end of the emulator.
#[tokio::test]
async fn processes_end_with_what_they_are_of() {
    let (service, folder) = (service(), tempfile::tempdir().unwrap());
    let (_, pids) = start(&service, &folder, 0).await;
    service.handle.workspace().reset().unwrap();
    let gone = async || (!pids.iter().any(|pid| is_alive(pid))).then_some(());
    until(&service, gone).await;

    let folder = tempfile::tempdir().unwrap();
    let (_, pids) = start(&service, &folder, 0).await;
    drop(service);
    assert!(!pids.iter().any(|pid| is_alive(pid)));
}

/// A snapshot has no processes: runs that were active in it have lost them.
#[tokio::test]
async fn a_restored_run_has_lost_its_process() {
    let (service, folder) = (service(), tempfile::tempdir().unwrap());
    let (run_id, pids) = start(&service, &folder, 0).await;
    let workspace = service.handle.workspace();
    workspace.restore(&workspace.snapshot().unwrap()).unwrap();
    let run = ended(&service, run_id).await;
    assert_eq!(tasks(&run), ["main 0 INTERNAL_ERROR FAILED"]);
    let details = &run["tasks"][0]["status"]["termination_details"];
    assert_eq!(details["code"], "DRIVER_ERROR");
    assert_eq!(details["type"], "INTERNAL_ERROR");
    let gone = async || (!pids.iter().any(|pid| is_alive(pid))).then_some(());
    until(&service, gone).await;
}

/// So many run at a time; one that waits is cancelled at once.
#[tokio::test]
async fn others_wait_while_too_many_run() {
    let folder = tempfile::tempdir().unwrap();
    let local = local().max_processes(1);
    let service = with(|builder| builder.run_local(local));
    let (first, _) = start(&service, &folder, 0).await;
    upload(&service, "/Shared/quick.py", "print('quick')").await;
    let second = submit(&service, json!([file("/Shared/quick.py", &[])])).await;
    let third = submit(&service, json!([file("/Shared/quick.py", &[])])).await;
    service
        .post("runs/cancel", json!({ "run_id": second }))
        .await;
    let run = ended(&service, second).await;
    assert_eq!(tasks(&run), ["main 0 TERMINATED CANCELED"]);
    assert_eq!(tasks(&service.run(third).await), ["main 0 PENDING -"]);
    service
        .post("runs/cancel", json!({ "run_id": first }))
        .await;
    let run = ended(&service, third).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
}

/// A web page cannot have its code run, whatever it takes its host for.
#[tokio::test]
async fn web_pages_are_refused() {
    let service = service();
    for path in ["/api/2.2/jobs/list", "/api/emulator/clock"] {
        for (origin, expected) in [(Some("http://evil.example"), 403), (None, 200)] {
            let mut request = http::Request::get(path);
            if let Some(origin) = origin {
                request = request.header("origin", origin);
            }
            let request = request.header("authorization", "Bearer any");
            let request = request.body(Default::default()).unwrap();
            let answer = service.handle.handle(request).await;
            assert_eq!(answer.status(), expected);
        }
    }
}

/// A task calls the service back as whom it runs as; its token is in no output.
#[tokio::test(flavor = "multi_thread")]
async fn tasks_call_back_with_a_token_of_their_own() {
    let emulator = Emulator::builder()
        .principal(
            "canary-root-token",
            Principal::user("root@example.com").admin(),
        )
        .principal("canary-ada-token", Principal::user("ada@example.com"))
        .run_local(local())
        .start()
        .await
        .unwrap();
    let service = Service {
        handle: emulator.in_process(),
        clock: std::sync::Arc::new(jobs_emulator::ManualClock::new(0)),
    };
    let send = async |token: &str, method: &str, path: &str, body: serde_json::Value| {
        let request = http::Request::builder().method(method).uri(path);
        let request = request.header("authorization", format!("Bearer {token}"));
        let request = request.body(body.to_string().into()).unwrap();
        let answer = service.handle.handle(request).await;
        serde_json::from_slice::<serde_json::Value>(answer.body()).unwrap()
    };
    let code = "import json, os, urllib.request as web\n\
        token = os.environ['DATABRICKS_TOKEN']\n\
        url = os.environ['DATABRICKS_HOST'] + '/api/2.0/preview/scim/v2/Me'\n\
        me = web.urlopen(web.Request(url, headers={'authorization': 'Bearer ' + token}))\n\
        print(json.load(me)['userName'], token)\nraise ValueError(token)";
    let body =
        json!({ "path": "/Shared/me.py", "format": "AUTO", "content": super::encoded(code) });
    send(
        "canary-ada-token",
        "POST",
        "/api/2.0/workspace/import",
        body,
    )
    .await;
    let body = json!({ "tasks": [file("/Shared/me.py", &[])] });
    let run = send(
        "canary-ada-token",
        "POST",
        "/api/2.2/jobs/runs/submit",
        body,
    )
    .await;
    let path = format!("/api/2.2/jobs/runs/get?run_id={}", run["run_id"]);
    let run = until(&service, async || {
        let run = send("canary-ada-token", "GET", &path, json!({})).await;
        (run["status"]["state"] == "TERMINATED").then_some(run)
    })
    .await;
    let path = format!(
        "/api/2.2/jobs/runs/get-output?run_id={}",
        run["tasks"][0]["run_id"]
    );
    let output = send("canary-ada-token", "GET", &path, json!({})).await;
    let logs = output["logs"].as_str().unwrap();
    let says = "ada@example.com [REDACTED]\n";
    assert!(logs.starts_with(says), "the token is told");
    assert!(
        !output.to_string().contains("canary-ada"),
        "the token is told"
    );
    assert_eq!(output["error"], "ValueError: [REDACTED]");
    emulator.shutdown().await;
}
