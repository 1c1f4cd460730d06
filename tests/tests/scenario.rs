//! The whole API, end to end.

use std::time::Duration;

use jobs_api::Client;
use jobs_emulator::{Emulator, EmulatorBuilder};
use jobs_tests::scenario;

fn emulator() -> EmulatorBuilder {
    let emulator = Emulator::builder().task_duration(Duration::from_millis(10));
    scenario::rules()
        .into_iter()
        .fold(emulator, EmulatorBuilder::outcome)
}

/// Walks through the scenario and returns what it wrote.
async fn walk(client: &Client) -> String {
    let mut text = Vec::new();
    let result = scenario::walk(client, &mut text).await;
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(result.is_ok(), "{text}{result:?}");
    text
}

// R22.6
#[tokio::test]
async fn every_operation_works_over_http_against_a_database_on_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let emulator = emulator()
        .data(folder.path().join("jobs.db"))
        .start()
        .await
        .expect("it starts");
    let client = Client::builder()
        .host(emulator.url())
        .token("scenario")
        .wait_interval(Duration::from_millis(5)..=Duration::from_millis(20))
        .build()
        .expect("a client");
    let text = walk(&client).await;
    assert!(text.ends_with("all is well\n"), "{text}");
    emulator.shutdown().await;
}

// R12.1
#[tokio::test]
async fn every_operation_works_in_process() {
    let emulator = emulator().in_process().expect("it starts");
    let client = jobs_tests::client(&emulator).expect("a client");
    let text = walk(&client).await;
    assert!(text.ends_with("all is well\n"), "{text}");
}

// R9.2
#[tokio::test]
async fn a_step_that_falls_short_is_named() {
    // Without its rules the emulator lets the frail task succeed, which the scenario must notice.
    let emulator = Emulator::builder().task_duration(Duration::from_millis(5));
    let emulator = emulator.in_process().expect("it starts");
    let client = jobs_tests::client(&emulator).expect("a client");
    let failed = scenario::walk(&client, std::io::sink())
        .await
        .expect_err("a step fails");
    assert_eq!(failed.step, "get the run, its tasks and an output");
    assert!(failed.to_string().contains("no output"), "{failed}");
}
