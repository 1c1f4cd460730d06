//! 1.1, 0.2: repositories and triggers.

use serde_json::{Value, json};

use super::many;
use crate::common::task;

pub(super) fn table() -> Vec<(Value, String)> {
    let git = |members: Value| {
        let mut source = json!({ "git_url": "u", "git_provider": "gitHub", "git_branch": "b" });
        if let (Value::Object(source), Value::Object(members)) = (&mut source, members) {
            source.extend(members);
        }
        json!({ "git_source": source })
    };
    let providers = "git_source.git_provider must be one of: github,gitlab,bitbucketcloud,\
                     gitlabenterpriseedition,bitbucketserver,azuredevopsservices,githubenterprise,\
                     awscodecommit";
    let schedule = json!({ "quartz_cron_expression": "0 0 8 * * ?", "timezone_id": "UTC" });
    let [mut retried, mut nested] = [task("a", &[]), task("n", &[])];
    retried["max_retries"] = json!(1);
    nested["max_retries"] = json!(-1);
    let each_retried =
        json!({ "task_key": "a", "for_each_task": { "inputs": "[]", "task": nested } });
    let arrival = |seconds: i64| {
        json!({ "trigger": { "file_arrival": {
            "url": "/x/", "min_time_between_triggers_seconds": seconds,
        } } })
    };
    let table = [
        (git(json!({ "git_provider": null })), providers),
        (git(json!({ "git_provider": "svn" })), providers),
        (
            git(json!({ "git_url": null })),
            "Missing required field: settings.git_source.git_url.",
        ),
        (
            git(json!({ "git_url": "u".repeat(301) })),
            "Invalid settings.git_source.git_url - it has 301 characters, and has to have no more than 300.",
        ),
        (
            git(json!({ "git_branch": "u".repeat(256) })),
            "Invalid settings.git_source.git_branch - it has 256 characters, and has to have no more than 255.",
        ),
        (
            git(json!({ "git_branch": null, "git_tag": "u".repeat(256) })),
            "Invalid settings.git_source.git_tag - it has 256 characters, and has to have no more than 255.",
        ),
        (
            git(json!({ "git_branch": null, "git_commit": "u".repeat(65) })),
            "Invalid settings.git_source.git_commit - it has 65 characters, and has to have no more than 64.",
        ),
        (
            git(json!({ "git_tag": "t" })),
            "Exactly one of git_branch, git_tag, git_commit has to be set in git_source, found git_branch and git_tag.",
        ),
        (
            git(json!({ "git_branch": "" })),
            "Exactly one of git_branch, git_tag, git_commit has to be set in git_source, found none.",
        ),
        (
            git(json!({ "job_source": { "job_config_path": "x" } })),
            "Missing required field: settings.git_source.job_source.import_from_git_branch.",
        ),
        (
            json!({ "schedule": schedule, "continuous": {} }),
            "Only one of schedule, trigger and continuous can be set, found schedule and continuous.",
        ),
        (
            json!({ "schedule": schedule, "triggers": [{ "schedule": schedule }] }),
            "Only one of schedule, trigger, continuous and triggers can be set, found schedule and triggers.",
        ),
        (
            json!({ "continuous": {}, "tasks": [retried] }),
            "Task 'a': max_retries cannot be set in a continuous job, see task_retry_mode.",
        ),
        (
            json!({ "continuous": {}, "tasks": [each_retried] }),
            "Task 'n': max_retries cannot be set in a continuous job, see task_retry_mode.",
        ),
        (
            json!({ "schedule": { "timezone_id": "UTC" } }),
            "Missing required field: settings.schedule.quartz_cron_expression.",
        ),
        (
            json!({ "schedule": { "quartz_cron_expression": "0 0 8 * * ?" } }),
            "Missing required field: settings.schedule.timezone_id.",
        ),
        (
            json!({ "schedule": { "quartz_cron_expression": "0 0 8 * * ?", "timezone_id": "UTC", "pause_status": "OFF" } }),
            "Invalid settings.schedule.pause_status 'OFF' - it has to be one of: UNPAUSED,PAUSED.",
        ),
        (
            json!({ "trigger": { "periodic": { "unit": "DAYS" } } }),
            "Missing required field: settings.trigger.periodic.interval.",
        ),
        (
            json!({ "trigger": { "periodic": { "interval": 1 } } }),
            "Missing required field: settings.trigger.periodic.unit.",
        ),
        (
            json!({ "trigger": { "file_arrival": {} } }),
            "Missing required field: settings.trigger.file_arrival.url.",
        ),
        (
            arrival(59),
            "Invalid settings.trigger.file_arrival.min_time_between_triggers_seconds 59 - it has to be no less than 60.",
        ),
        (
            json!({ "trigger": { "table_update": { "table_names": many(11, |_| "t") } } }),
            "Invalid settings.trigger.table_update.table_names - it has 11 elements, and has to have no more than 10.",
        ),
        (
            json!({ "continuous": { "maintenance_window": { "day_of_week": "MONDAY", "start_hour": 24, "timezone_id": "UTC" } } }),
            "Invalid settings.continuous.maintenance_window.start_hour 24 - it has to be no more than 23.",
        ),
    ];
    table
        .map(|(settings, message)| (settings, message.to_owned()))
        .into()
}
