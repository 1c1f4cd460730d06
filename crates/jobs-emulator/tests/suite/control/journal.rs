//! The journal of requests.

use std::time::Duration;

use jobs_emulator::Fault;
use serde_json::{Value, json};

use super::{control, create, list_jobs, send, start};

/// R22.6
#[tokio::test]
async fn every_request_is_written_down() {
    let service = start(|builder| {
        let fault = Fault::on("list").latency(Duration::ZERO).after_handler();
        builder.user_name("ada").fault(fault)
    });
    create(&service, "token", "nightly").await;
    send(
        &service,
        "token",
        "GET",
        "/api/2.2/jobs/list?limit=1&name=x",
        Value::Null,
    )
    .await;
    send(&service, "token", "GET", "/api/2.2/nowhere", Value::Null).await;
    let now = service.workspace().now();

    let journal = control(&service, "GET", "journal", Value::Null).await;
    assert_eq!(journal["dropped"], 0);
    let [create, list, nowhere] = journal["requests"].as_array().unwrap().as_slice() else {
        panic!("{journal}");
    };
    assert_eq!(create["operation"], "create");
    assert_eq!(create["method"], "POST");
    assert_eq!(create["body"]["name"], "nightly");
    assert_eq!(create["status"], 200);
    assert_eq!(create["principal"], "ada");
    assert_eq!(
        *list,
        json!({
            "number": 2, "time": now, "principal": "ada", "operation": "list", "method": "GET",
            "path": "/api/2.2/jobs/list", "query": { "limit": "1", "name": "x" }, "body": null,
            "status": 200, "duration_ms": 0, "fault": 1,
        })
    );
    assert_eq!(
        (&nowhere["operation"], &nowhere["status"]),
        (&Value::Null, &json!(404))
    );

    let journal = control(
        &service,
        "GET",
        "journal?operation=list&after=1",
        Value::Null,
    )
    .await;
    assert_eq!(journal["requests"], json!([list]));
    control(&service, "DELETE", "journal", Value::Null).await;
    list_jobs(&service).await;
    let numbers: Vec<u64> = service.journal().iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, [4], "numbers go on");
}

/// R22.6: a request that nobody known has sent is there without a principal.
#[tokio::test]
async fn strangers_are_written_down_too() {
    let service = start(|builder| builder.token("token"));
    let body = json!({ "name": "x" });
    send(&service, "stranger", "POST", "/api/2.2/jobs/create", body).await;
    let [entry] = service.journal().try_into().unwrap();
    assert_eq!(
        (entry.principal, entry.status, entry.body),
        (None, Some(403), None)
    );
}

/// R22.6, R10.1: credentials are not in the journal.
#[tokio::test]
async fn secrets_are_not_written_down() {
    let service = start(|builder| builder);
    let body = json!({ "client_secret": "canary", "tasks": [{ "password": "canary" }] });
    let path = "/api/2.2/jobs/create?access_token=canary";
    send(&service, "canary", "POST", path, body).await;
    let journal = control(&service, "GET", "journal", Value::Null)
        .await
        .to_string();
    assert!(
        journal.contains("***") && !journal.contains("canary"),
        "{journal}"
    );
    assert!(!format!("{:?}", service.journal()).contains("canary"));
}
