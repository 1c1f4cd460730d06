//! Updates say what they remove, and say something.

use std::collections::BTreeSet;

use jobs_api::ErrorKind;
use jobs_api::jobs::JobField;
use jobs_api::operations::{CreateJob, UpdateJob};
use jobs_api::types::{CronSchedule, JobSettings, Task};
use jobs_runtime::transport::{Reply, Script};
use serde_json::{Value, json};

use crate::common::{Result, workspace};

// R4.5
#[tokio::test]
async fn an_update_removes_the_settings_that_it_names() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let job = CreateJob::new()
        .name("some")
        .schedule(CronSchedule::new("0 0 * * * ?", "UTC"))
        .task(Task::notebook("a", "/a"))
        .task(Task::notebook("b", "/b"));
    let job_id = client.create(job).await?.job_id;
    let update = UpdateJob::new(job_id)
        .remove(JobField::Schedule)
        .remove(JobField::Task("a".to_owned()));
    client.update(update).await?;
    let settings = client.get(job_id).await?.into_settings()?;
    assert_eq!(settings.schedule, None);
    let keys = settings
        .tasks
        .iter()
        .flatten()
        .map(|task| task.task_key.as_str());
    assert_eq!(keys.collect::<Vec<_>>(), ["b"]);
    assert_eq!(settings.name.as_deref(), Some("some"));

    let fields = [
        JobField::Tags,
        JobField::JobCluster("c".to_owned()),
        JobField::Other("x".to_owned()),
    ];
    let update = UpdateJob::new(job_id).fields_to_remove(fields);
    let names = ["tags", "job_clusters/c", "x"].map(str::to_owned);
    assert_eq!(update.fields_to_remove, Some(names.into()));
    Ok(())
}

// R4.5: the list of settings is that of the spec.
#[test]
fn every_setting_of_the_spec_can_be_removed_by_name() -> Result {
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/schemas/job.yaml");
    let spec: Value = serde_yaml::from_str(&std::fs::read_to_string(spec)?)?;
    let members = spec["JobSettings"]["properties"]
        .as_object()
        .ok_or("no settings")?;
    let members: BTreeSet<&str> = members.keys().map(String::as_str).collect();
    let known: BTreeSet<&str> = JobField::ALL.iter().filter_map(JobField::name).collect();
    assert_eq!(known, members);
    Ok(())
}

// R4.5
#[tokio::test]
async fn an_update_that_says_nothing_is_not_sent() -> Result {
    let script = Script::new();
    let client = jobs_api::Client::builder()
        .host("http://localhost")
        .token("t");
    let client = client.transport(script.clone()).build()?;
    let nothing = [
        UpdateJob::new(7),
        UpdateJob::new(7).new_settings(JobSettings::new()),
        UpdateJob::new(7)
            .new_settings(JobSettings::new())
            .fields_to_remove(Vec::<String>::new()),
    ];
    for request in nothing {
        let error = client.update(request).await.expect_err("it says nothing");
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(!error.was_sent());
        let expected = "set one of `new_settings`, `fields_to_remove`";
        assert!(error.message().contains(expected), "{error}");
    }
    assert!(script.requests().is_empty());

    let mut to_come = UpdateJob::new(7);
    to_come.extra.insert("member_to_come", json!(true));
    let something = [
        UpdateJob::new(7).new_settings(JobSettings::new().tasks(Vec::<Task>::new())),
        UpdateJob::new(7).remove(JobField::Tags),
        to_come,
    ];
    for request in something {
        script.expect("update", Reply::ok("{}"));
        client.update(request).await?;
    }
    script.assert_done();
    Ok(())
}
