//! Settings that were written, beside what the service makes of them: R4.3.

use jobs_api::operations::ResetJob;
use jobs_api::types::{JobSettings, Task};
use serde_json::{Value, json};

use crate::common::{Result, create, workspace};

/// Parts of tasks: what they do, and what they do it on.
fn tasks() -> Vec<Value> {
    let cluster = json!({ "spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 1 });
    let on_azure = json!({
        "spark_version": "15.4.x-scala2.12", "node_type_id": "Standard_DS3_v2", "num_workers": 0,
        "azure_attributes": { "spot_bid_max_price": -1 }, "spark_conf": {}, "custom_tags": {},
    });
    let on_gcp = json!({
        "spark_version": "15.4.x-scala2.12", "node_type_id": "n2", "num_workers": 1,
        "gcp_attributes": { "zone_id": "HA" }, "enable_elastic_disk": false,
    });
    let of_policy = json!({
        "spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 1,
        "policy_id": "p", "apply_policy_default_values": true,
    });
    vec![
        json!({ "notebook_task": { "notebook_path": "/a" } }),
        json!({ "notebook_task": { "notebook_path": "/a", "source": "WORKSPACE", "base_parameters": {} } }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "new_cluster": cluster }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "new_cluster": on_azure }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "new_cluster": on_gcp }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "new_cluster": of_policy }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "existing_cluster_id": "c", "libraries": [] }),
        json!({ "spark_python_task": { "python_file": "/a.py", "parameters": [] }, "existing_cluster_id": "c" }),
        json!({ "spark_jar_task": { "main_class_name": "M", "parameters": ["b", "a"] }, "existing_cluster_id": "c",
            "libraries": [{ "jar": "/b.jar" }, { "pypi": { "package": "a" } }] }),
        json!({ "spark_submit_task": { "parameters": ["--class", "M"] }, "new_cluster": cluster }),
        json!({ "python_wheel_task": { "package_name": "p", "entry_point": "e", "named_parameters": { "k": "v" } },
            "existing_cluster_id": "c" }),
        json!({ "pipeline_task": { "pipeline_id": "p", "full_refresh": false } }),
        json!({ "sql_task": { "warehouse_id": "w", "query": { "query_id": "q" }, "parameters": {} } }),
        json!({ "sql_task": { "warehouse_id": "w", "file": { "path": "/a.sql" } } }),
        json!({ "sql_task": { "warehouse_id": "w", "dashboard": { "dashboard_id": "d",
            "subscriptions": [{ "user_name": "b" }, { "user_name": "a" }] } } }),
        json!({ "dbt_task": { "commands": ["dbt run", "dbt test"], "warehouse_id": "w", "project_directory": "/p" }, "existing_cluster_id": "c" }),
        json!({ "condition_task": { "left": "1", "op": "EQUAL_TO", "right": "1" } }),
        json!({ "for_each_task": { "inputs": "[1]",
            "task": { "task_key": "inner", "notebook_task": { "notebook_path": "/b" } } } }),
        json!({ "for_each_task": { "inputs": "[1]", "concurrency": 1,
            "task": { "task_key": "inner", "sql_task": { "warehouse_id": "w", "file": { "path": "/a.sql" } } } } }),
        json!({ "dashboard_task": { "dashboard_id": "d" } }),
        json!({ "alert_task": { "alert_id": "a", "warehouse_id": "w" } }),
        json!({ "power_bi_task": { "connection_resource_name": "c", "warehouse_id": "w" } }),
        json!({ "clean_rooms_notebook_task": { "clean_room_name": "c", "notebook_name": "n" } }),
        json!({ "dbt_cloud_task": { "connection_resource_name": "c", "dbt_cloud_job_id": 7 } }),
        json!({ "dbt_platform_task": { "connection_resource_name": "c", "dbt_platform_job_id": "7" } }),
        json!({ "gen_ai_compute_task": { "dl_runtime_image": "i" } }),
        json!({ "python_operator_task": { "main": "m", "parameters": [{ "name": "b", "value": "1" }] } }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "max_retries": 0, "retry_on_timeout": false,
            "min_retry_interval_millis": 0, "timeout_seconds": 0, "run_if": "ALL_SUCCESS", "disabled": false }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "email_notifications": {}, "webhook_notifications": {},
            "notification_settings": { "alert_on_last_attempt": false, "no_alert_for_skipped_runs": false } }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "description": "", "depends_on": [],
            "email_notifications": { "on_failure": ["b@x", "a@x"], "on_start": [] } }),
        json!({ "notebook_task": { "notebook_path": "/a" }, "a_member_to_come": { "a": [1.5, null, "x"] } }),
    ]
}

/// Parts of jobs.
fn jobs() -> Vec<Value> {
    vec![
        json!({}),
        json!({ "name": "Untitled", "description": "", "max_concurrent_runs": 1, "timeout_seconds": 0 }),
        json!({ "format": "MULTI_TASK", "tags": {}, "parameters": [], "edit_mode": "EDITABLE" }),
        json!({ "format": "SINGLE_TASK", "email_notifications": {}, "webhook_notifications": {} }),
        json!({ "email_notifications": { "on_failure": ["b@x", "a@x"], "no_alert_for_skipped_runs": false } }),
        json!({ "webhook_notifications": { "on_failure": [{ "id": "b" }, { "id": "a" }], "on_start": [] } }),
        json!({ "notification_settings": { "no_alert_for_canceled_runs": false }, "health": { "rules": [] } }),
        json!({ "health": { "rules": [{ "metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 9 }] } }),
        json!({ "queue": { "enabled": true } }),
        json!({ "queue": { "enabled": false }, "max_concurrent_runs": 0 }),
        json!({ "schedule": { "quartz_cron_expression": "0 0 1 * * ?", "timezone_id": "UTC" } }),
        json!({ "schedule": { "quartz_cron_expression": "0 0 1 * * ?", "timezone_id": "UTC", "pause_status": "PAUSED" } }),
        json!({ "trigger": { "periodic": { "interval": 1, "unit": "DAYS" } } }),
        json!({ "trigger": { "table_update": { "table_names": ["x.y.b", "x.y.a"] } } }),
        json!({ "trigger": { "file_arrival": { "url": "/Volumes/a/b/c/" }, "pause_status": "UNPAUSED" } }),
        json!({ "continuous": {} }),
        json!({ "continuous": { "pause_status": "PAUSED", "task_retry_mode": "NEVER" }, "max_concurrent_runs": 1 }),
        json!({ "triggers": [{ "periodic": { "interval": 1, "unit": "DAYS" } }] }),
        json!({ "git_source": { "git_url": "https://x/y", "git_provider": "github", "git_branch": "main" } }),
        json!({ "run_as": { "user_name": "ada@example.com" } }),
        json!({ "performance_target": "PERFORMANCE_OPTIMIZED", "tags": { "z": "1", "a": "2" } }),
        json!({ "parameters": [{ "name": "z", "default": "" }, { "name": "a", "default": "1" }] }),
        json!({ "a_member_to_come": [9_007_199_254_740_993_i64, { "b": null }] }),
    ]
}

/// The same, with this as the setting that `key` names.
fn with(mut settings: Value, key: &str, value: Value) -> Value {
    settings[key] = value;
    settings
}

fn corpus() -> Vec<Value> {
    let of_task = tasks().into_iter().map(|task| {
        let task = with(task, "task_key", json!("b"));
        let first = json!({ "task_key": "a", "notebook_task": { "notebook_path": "/a" } });
        json!({ "tasks": [task, first] })
    });
    let of_job = jobs().into_iter().map(|job| {
        let path = if job["git_source"].is_null() {
            "/a"
        } else {
            "a"
        };
        let [a, b, mut c] = ["a", "b", "c"]
            .map(|key| json!({ "task_key": key, "notebook_task": { "notebook_path": path } }));
        c["depends_on"] = json!([{ "task_key": "b" }, { "task_key": "a" }]);
        with(job, "tasks", json!([c, b, a]))
    });
    of_task.chain(of_job).collect()
}

/// The same, as a service that has no order for what has keys might show it.
fn reversed(settings: &JobSettings) -> JobSettings {
    let mut settings = settings.clone();
    let tasks = settings.tasks.iter_mut().flatten();
    for task in tasks {
        task.depends_on.iter_mut().for_each(|keys| keys.reverse());
        task.libraries
            .iter_mut()
            .for_each(|libraries| libraries.reverse());
    }
    settings.tasks.iter_mut().for_each(|tasks| tasks.reverse());
    settings
        .parameters
        .iter_mut()
        .for_each(|parameters| parameters.reverse());
    if let Some(notifications) = &mut settings.email_notifications {
        notifications
            .on_failure
            .iter_mut()
            .for_each(|to| to.reverse());
    }
    settings
}

// R4.3
#[tokio::test]
async fn what_was_written_and_what_is_read_are_the_same() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let corpus = corpus();
    assert!(corpus.len() > 50);
    let other = json!({ "name": "other", "tasks": [{ "task_key": "z", "notebook_task": { "notebook_path": "/z" } }] });
    for written in corpus {
        let created = create(&client, written.clone()).await;
        let created = created.map_err(|error| format!("{written}: {error}"))?;
        let reset = create(&client, other.clone()).await?;
        let settings: JobSettings = serde_json::from_value(written.clone())?;
        client.reset(ResetJob::new(reset, settings.clone())).await?;
        for job_id in [created, reset] {
            let read = client.get(job_id).await?.into_settings()?;
            for read in [reversed(&read), read] {
                let diff = JobSettings::diff(&read, &settings);
                assert!(diff.is_empty(), "{written}\n{diff}");
            }
        }
    }
    Ok(())
}

// R4.3: what is other in what it means is seen between any two of them.
#[test]
fn any_two_jobs_differ_unless_they_mean_the_same() -> Result {
    let plain =
        |settings: &Value| -> Result<JobSettings> { Ok(serde_json::from_value(settings.clone())?) };
    let without = json!({ "max_concurrent_runs": 1 });
    for (other, path) in [
        (json!({ "max_concurrent_runs": 2 }), "max_concurrent_runs"),
        (json!({ "queue": { "enabled": false } }), "queue.enabled"),
        (json!({ "continuous": {} }), "continuous"),
        (json!({ "schedule": {} }), "schedule"),
        (json!({ "tags": { "a.b": "1" } }), r#"tags["a.b"]"#),
        (
            json!({ "email_notifications": { "on_start": ["a@x"] } }),
            "email_notifications.on_start[]",
        ),
        (
            json!({ "webhook_notifications": { "on_start": [{ "id": "7" }] } }),
            "webhook_notifications.on_start[7]",
        ),
        (
            json!({ "parameters": [{ "name": "day", "default": "" }] }),
            "parameters[day]",
        ),
        (json!({ "git_source": { "git_url": "u" } }), "git_source"),
        (json!({ "to_come": { "a": 1 } }), "to_come"),
    ] {
        let diff = JobSettings::diff(&plain(&without)?, &plain(&other)?);
        let paths: Vec<&str> = diff.changes.iter().map(|change| &*change.path).collect();
        assert_eq!(paths, [path]);
    }
    Ok(())
}

// R4.3: between a repository and none, what the source of a notebook is by default changes too.
#[test]
fn defaults_are_those_of_the_settings_around_them() -> Result {
    let task = |source: Value| json!({ "task_key": "a", "notebook_task": { "notebook_path": "a", "source": source } });
    let git = json!({ "git_url": "u", "git_provider": "GITHUB", "git_branch": "b" });
    let settings = |git: &Value, task: Value| -> Result<JobSettings> {
        Ok(serde_json::from_value(
            json!({ "git_source": git, "tasks": [task] }),
        )?)
    };
    let implied = settings(&git, task(Value::Null))?;
    let explicit = settings(
        &with(git.clone(), "git_provider", json!("gitHub")),
        task(json!("GIT")),
    )?;
    assert_eq!(JobSettings::diff(&implied, &explicit).to_string(), "");
    let workspace = settings(&git, task(json!("WORKSPACE")))?;
    assert_eq!(
        JobSettings::diff(&implied, &workspace).to_string(),
        r#"~ tasks[a].notebook_task.source: "GIT" → "WORKSPACE""#
    );
    Ok(())
}

// R4.3, R4.4
#[tokio::test]
async fn settings_are_applied_once() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let job_id = create(
        &client,
        json!({ "name": "n", "run_as": { "user_name": "ada@example.com" } }),
    )
    .await?;
    let wanted = JobSettings::new().name("n").task(Task::notebook("a", "/a"));
    let diff = client.apply(job_id, wanted.clone()).await?;
    let expected = r#"+ tasks[a]: {"notebook_task":{"notebook_path":"/a"},"task_key":"a"}"#;
    assert_eq!(diff.to_string(), expected);
    assert!(client.apply(job_id, wanted).await?.is_empty());
    let there = client.get(job_id).await?.into_settings()?;
    assert!(there.run_as.is_some(), "the service keeps it");
    Ok(())
}
