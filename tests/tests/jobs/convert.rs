//! A job is written back as it was read.

use std::collections::BTreeSet;
use std::path::Path;

use jobs_api::ErrorKind;
use jobs_api::operations::{CreateJob, GetJob, UpdateJob};
use jobs_api::types::{GitSnapshot, GitSource, Job, JobSettings, Task};
use serde_json::{Value, json};

use crate::common::{Result, create, settings_text, workspace};

/// A job with members that no SDK knows, at three depths.
fn evolved() -> Value {
    json!({
        "name": "evolved",
        "max_concurrent_runs": 2,
        "tags": { "team": "etl" },
        "a_job_member_to_come": { "exact": 9_007_199_254_740_993_i64 },
        "queue": { "enabled": true, "a_nested_member_to_come": [1, null, "x"] },
        "tasks": [{
            "task_key": "load",
            "notebook_task": {
                "notebook_path": "/load",
                "a_deep_member_to_come": { "deeper": 1.50 },
            },
            "a_task_member_to_come": "kept",
        }],
    })
}

// R4.1
#[tokio::test]
async fn get_into_reset_reset_get_gives_the_same_settings_to_the_byte() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let job_id = create(&client, evolved()).await?;
    let before = settings_text(&client, job_id).await?;
    for member in [
        "a_job_member",
        "a_nested_member",
        "a_deep_member",
        "a_task_member",
    ] {
        assert!(before.contains(&format!("{member}_to_come")), "{before}");
    }

    client
        .reset(client.get(job_id).await?.into_reset()?)
        .await?;
    assert_eq!(settings_text(&client, job_id).await?, before);

    client
        .update(client.get(job_id).await?.into_update()?)
        .await?;
    assert_eq!(settings_text(&client, job_id).await?, before);
    Ok(())
}

// R4.1
#[tokio::test]
async fn get_into_create_create_get_gives_another_job_with_the_same_settings() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let job_id = create(&client, evolved()).await?;
    let copy = client
        .create(client.get(job_id).await?.into_create()?)
        .await?;
    assert_ne!(copy.job_id, job_id);
    assert_eq!(
        settings_text(&client, copy.job_id).await?,
        settings_text(&client, job_id).await?,
    );
    Ok(())
}

// R4.1, R4.4
#[tokio::test]
async fn one_page_of_a_job_is_not_written_back() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let tasks = (0..150).map(|number| Task::notebook(format!("task_{number}"), "/task"));
    let job_id = client.create(CreateJob::new().tasks(tasks)).await?.job_id;

    let page = client.get(GetJob::new(job_id)).page().await?;
    for error in [
        page.clone().into_create().err(),
        page.clone().into_reset().err(),
        page.into_update().err(),
    ] {
        let error = error.ok_or("a page became a request")?;
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(error.message().contains("client.get(job_id)"), "{error}");
    }

    let whole = client.get(job_id).await?.into_reset()?;
    assert_eq!(whole.new_settings.tasks.map(|tasks| tasks.len()), Some(150));
    Ok(())
}

// R4.1: an item of a list that was cut says so without a token.
#[test]
fn a_job_that_says_it_has_more_or_lacks_what_it_takes_is_not_written_back() {
    let settings = JobSettings::new().name("some");
    let cut = Job::new()
        .job_id(1)
        .settings(settings.clone())
        .has_more(true);
    let error = cut.into_create().expect_err("it has more");
    assert!(
        error.message().contains("job 1 was read in part"),
        "{error}"
    );
    let empty = Job::new().job_id(1).into_create().expect_err("no settings");
    assert!(empty.message().contains("without settings"), "{empty}");
    let nobody = Job::new()
        .settings(settings)
        .into_reset()
        .expect_err("no id");
    assert!(nobody.message().contains("`job_id`"), "{nobody}");
}

// R4.1: what only the service writes is taken out, and nothing else.
#[test]
fn only_what_the_spec_calls_read_only_is_taken_out() -> Result {
    let git = GitSource::new("https://git.example/etl", "gitHub").git_branch("main");
    let written = JobSettings::new().git_source(git.clone());
    let read = written
        .clone()
        .git_source(git.git_snapshot(GitSnapshot::new()));
    let job = Job::new().job_id(1).settings(read).creator_user_name("ada");
    assert_eq!(job.into_settings()?, written);

    // The list in the code is this one member. If the spec gets another, the code must as well.
    assert_eq!(
        read_only_members()?,
        BTreeSet::from(["git_snapshot".to_owned()])
    );
    Ok(())
}

/// Names of all members of the spec's schemas that are read-only.
fn read_only_members() -> Result<BTreeSet<String>> {
    fn collect(node: &Value, names: &mut BTreeSet<String>) {
        for (name, member) in node.as_object().into_iter().flatten() {
            if member["readOnly"] == true {
                names.insert(name.clone());
            }
            collect(member, names);
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/schemas");
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        let schemas: Value = serde_yaml::from_str(&std::fs::read_to_string(entry?.path())?)?;
        collect(&schemas, &mut names);
    }
    Ok(names)
}

// R4.1
#[test]
fn settings_are_a_request_to_create_reset_or_update() {
    let settings = JobSettings::new()
        .name("some")
        .task(Task::notebook("a", "/a"));
    let create = CreateJob::from(settings.clone());
    assert_eq!(create.name.as_deref(), Some("some"));
    assert_eq!(create.tasks, settings.tasks);
    assert_eq!(*settings.clone().into_reset(7).new_settings, settings);
    let update: UpdateJob = settings.clone().into_update(7);
    assert_eq!(update.new_settings.as_deref(), Some(&settings));
    assert_eq!(update.fields_to_remove, None);
}
