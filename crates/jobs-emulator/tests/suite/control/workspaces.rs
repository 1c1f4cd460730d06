//! A workspace for each token.

use std::time::Duration;

use jobs_emulator::{Emulator, Fault, InProcess};
use serde_json::{Value, json};

use super::{create, send, start};

async fn jobs(service: &InProcess, token: &str) -> Value {
    let list = send(service, token, "GET", "/api/2.2/jobs/list", Value::Null).await;
    list.body["jobs"].clone()
}

/// R22.6: nothing of one token is seen with another: jobs, time, faults, journal.
#[tokio::test]
async fn tokens_do_not_see_each_other() {
    let service = start(|builder| builder.workspace_per_token());
    create(&service, "a", "of a").await;
    assert_eq!(jobs(&service, "b").await, Value::Null);
    assert_eq!(jobs(&service, "a").await[0]["settings"]["name"], "of a");

    let (a, b) = (
        service.workspace_of("a").unwrap(),
        service.workspace_of("b").unwrap(),
    );
    a.add_fault(Fault::any().status(500)).unwrap();
    assert_eq!(create(&service, "a", "x").await.status, 500);
    assert_eq!(create(&service, "b", "x").await.status, 200);
    let before = b.now();
    a.advance(Duration::from_secs(60)).unwrap();
    assert_eq!(b.now(), before);
    assert_eq!((a.journal().len(), b.journal().len()), (3, 2));
    let reset = send(&service, "b", "POST", "/api/emulator/reset", Value::Null).await;
    assert_eq!(reset.status, 200);
    assert_eq!(create(&service, "a", "x").await.status, 500);
    assert!(service.journal().is_empty());
}

/// A workspace that is given back begins anew.
#[tokio::test]
async fn a_workspace_is_given_back() {
    let delete = |service: InProcess| async move {
        send(
            &service,
            "a",
            "DELETE",
            "/api/emulator/workspace",
            Value::Null,
        )
        .await
    };
    let service = start(|builder| builder.workspace_per_token());
    create(&service, "a", "of a").await;
    assert_eq!(delete(service.clone()).await.status, 200);
    assert_eq!(jobs(&service, "a").await, Value::Null);
    let shared = start(|builder| builder);
    assert_eq!(delete(shared).await.status, 400);
}

/// On a socket the runs of each workspace go on between requests.
#[tokio::test(flavor = "multi_thread")]
async fn every_workspace_is_driven() {
    let emulator = Emulator::builder().workspace_per_token().virtual_clock();
    let emulator = emulator.start().await.unwrap();
    let service = emulator.in_process();
    // Made where there is no async runtime.
    let make = service.clone();
    let made = std::thread::spawn(move || make.workspace_of("b").map(drop));
    made.join().unwrap().unwrap();
    let page = send(
        &service,
        "a",
        "GET",
        "/.well-known/databricks-config",
        Value::Null,
    )
    .await;
    assert_eq!(
        page.body["oidc_endpoint"],
        json!(format!("{}/oidc", emulator.url()))
    );
}

#[test]
fn a_file_is_not_for_many() {
    let builder = Emulator::builder().workspace_per_token().data("x.db");
    let error = builder.in_process().unwrap_err().to_string();
    assert!(error.contains("leave the data file out"), "{error}");
}
