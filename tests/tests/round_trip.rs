//! What one reads can be sent back.

use std::time::Duration;

use jobs_api::operations::{CreateJob, ResetJob};
use jobs_api::types::Task;
use jobs_emulator::Emulator;
use serde_json::json;

// R3.5, R4.1
#[tokio::test]
async fn members_that_the_sdk_does_not_know_survive_get_and_reset() {
    let emulator = Emulator::builder().task_duration(Duration::from_millis(1));
    let emulator = emulator.in_process().expect("it starts");
    let client = jobs_tests::client(&emulator).expect("a client");
    let mut task = Task::notebook("only", "/only");
    task.extra
        .insert("a_task_member_to_come", json!({ "nested": [1, null, "x"] }));
    let mut job = CreateJob::new().name("evolving").task(task);
    job.extra
        .insert("a_job_member_to_come", 9_007_199_254_740_993_i64);
    let job_id = client.create(job).await.expect("a job").job_id;

    let before = client
        .get(job_id)
        .await
        .expect("the job")
        .settings
        .expect("settings");
    assert_eq!(
        before.extra.get("a_job_member_to_come"),
        Some(json!(9_007_199_254_740_993_i64)),
        "the service keeps it"
    );
    client
        .reset(ResetJob::new(job_id, *before.clone()))
        .await
        .expect("reset");
    let after = client
        .get(job_id)
        .await
        .expect("the job")
        .settings
        .expect("settings");
    assert_eq!(after, before);
    let task = after.tasks.into_iter().flatten().next().expect("a task");
    let kept = task.extra.get("a_task_member_to_come");
    assert_eq!(kept, Some(json!({ "nested": [1, null, "x"] })));
}
