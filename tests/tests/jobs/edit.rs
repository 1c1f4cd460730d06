//! Edits lose nothing: neither what the SDK does not know nor what others changed.

use std::time::Duration;

use jobs_api::operations::{CreateJob, UpdateJob};
use jobs_api::types::{JobId, JobSettings, Task};
use jobs_api::{Client, ErrorKind, blocking};
use jobs_runtime::transport::{Reply, Script};
use serde_json::json;

use crate::common::{Result, create, settings_text, workspace};

/// Changes a job from another thread, as another program would. Tells whether it could.
fn rename(client: &Client, job_id: JobId, name: &str) -> bool {
    let (client, name) = (client.clone(), name.to_owned());
    let other = std::thread::spawn(move || {
        let client = blocking::Client::new(client)?;
        let update = UpdateJob::new(job_id).new_settings(JobSettings::new().name(name));
        client.update(update).send()
    });
    matches!(other.join(), Ok(Ok(())))
}

// R4.4
#[tokio::test]
async fn an_edit_keeps_members_that_the_sdk_does_not_know() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let settings = json!({
        "name": "evolved",
        "to_come": { "exact": 9_007_199_254_740_993_i64 },
        "tasks": [{ "task_key": "a", "notebook_task": { "notebook_path": "/a", "to_come": 1.50 } }],
    });
    let job_id = create(&client, settings).await?;
    let before = settings_text(&client, job_id).await?;
    assert!(
        client
            .edit(job_id, |settings| settings.name = Some("edited".into()))
            .await?
    );
    let after = settings_text(&client, job_id).await?;
    assert_eq!(after, before.replace("\"evolved\"", "\"edited\""));
    assert!(after.contains("9007199254740993"), "{after}");
    Ok(())
}

// R4.4
#[tokio::test]
async fn an_edit_of_a_job_that_another_changes_meanwhile_is_a_conflict() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let job = CreateJob::new()
        .name("first")
        .task(Task::notebook("a", "/a"));
    let job_id = client.create(job).await?.job_id;
    let edited = client.edit(job_id, |settings| {
        assert!(rename(&client, job_id, "second"));
        settings.max_concurrent_runs = Some(9);
    });
    let error = edited.await.expect_err("the other change would be lost");
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(
        error
            .message()
            .contains(&format!("job {job_id} was changed by somebody else"))
    );

    let settings = client.get(job_id).await?.into_settings()?;
    assert_eq!(
        settings.name.as_deref(),
        Some("second"),
        "the other change stays"
    );
    assert_eq!(settings.max_concurrent_runs, Some(1), "nothing was written");
    Ok(())
}

fn scripted(script: &Script) -> Result<Client> {
    let client = Client::builder().host("http://localhost").token("t");
    Ok(client.transport(script.clone()).build()?)
}

// R4.4
#[tokio::test]
async fn an_edit_that_changes_nothing_writes_nothing() -> Result {
    let script = Script::new();
    script.expect("get", Reply::ok(r#"{"job_id":7,"settings":{"name":"n"}}"#));
    let client = scripted(&script)?;
    assert!(
        !client
            .edit(7, |settings| settings.name = Some("n".into()))
            .await?
    );
    script.assert_done();
    Ok(())
}

// R4.4: a read that was cut short is no ground for a write.
#[tokio::test]
async fn an_edit_reads_all_pages_or_does_not_write() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let tasks = (0..250).map(|number| Task::notebook(format!("task_{number}"), "/task"));
    let job_id = client.create(CreateJob::new().tasks(tasks)).await?.job_id;
    client
        .edit(job_id, |settings| settings.timeout_seconds = Some(5))
        .await?;
    let settings = client.get(job_id).await?.into_settings()?;
    assert_eq!(settings.tasks.map(|tasks| tasks.len()), Some(250));
    assert_eq!(settings.timeout_seconds, Some(5));

    let script = Script::new();
    script.expect(
        "get",
        Reply::ok(r#"{"job_id":7,"settings":{"name":"n"},"has_more":true}"#),
    );
    let client = scripted(&script)?;
    let edit = client.edit(7, |settings| settings.name = Some("m".into()));
    let edit = tokio::time::timeout(Duration::from_secs(5), edit).await?;
    edit.expect_err("there is more, but nobody can say where");
    script.assert_done();
    Ok(())
}
