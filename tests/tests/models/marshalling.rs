//! The table of what becomes of values on the wire, row by row as the vendor's SDKs have it.
//!
//! Durations, timestamps and field masks have no row: no type of this API has one.

use jobs_api::operations::{CreateJob, ListRuns, RunNow, SubmitRun};
use jobs_api::types::{
    CronSchedule, JobEmailNotifications, JobSettings, QueueSettings, Run, RunType, SubmitTask, Task,
};
use jobs_runtime::json::{self, Encode};
use jobs_runtime::operation::{Operation, Output};
use jobs_runtime::transport::{Reply, Script};
use serde_json::{Value, json};

/// What a value is on the wire.
fn wire(value: &dyn Encode) -> Value {
    let text = json::to_vec(value).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn task() -> Task {
    Task::notebook("a", "/a")
}

// HTTP-11, HTTP-12, HTTP-13; F.C test_json_marshall
#[test]
fn values_are_written_as_the_service_takes_them() {
    let settings = JobSettings::new;
    let max = "9223372036854775807";
    let rows: Vec<(&str, Box<dyn Encode>, Value)> = vec![
        ("nothing is set", Box::new(settings()), json!({})),
        (
            "string",
            Box::new(settings().name("n")),
            json!({"name": "n"}),
        ),
        (
            "empty string",
            Box::new(settings().name("")),
            json!({"name": ""}),
        ),
        (
            "integer",
            Box::new(settings().timeout_seconds(60)),
            json!({"timeout_seconds": 60}),
        ),
        (
            "zero",
            Box::new(settings().timeout_seconds(0)),
            json!({"timeout_seconds": 0}),
        ),
        (
            "greatest integer",
            Box::new(RunNow::new(i64::MAX)),
            serde_json::from_str(&format!(r#"{{"job_id": {max}}}"#)).unwrap(),
        ),
        (
            "true",
            Box::new(QueueSettings::new(true)),
            json!({"enabled": true}),
        ),
        (
            "false",
            Box::new(QueueSettings::new(false)),
            json!({"enabled": false}),
        ),
        (
            "enum",
            Box::new(CronSchedule::new("0 0 * * * ?", "UTC").pause_status("PAUSED")),
            json!({
                "quartz_cron_expression": "0 0 * * * ?",
                "timezone_id": "UTC",
                "pause_status": "PAUSED",
            }),
        ),
        (
            "enum of a value to come",
            Box::new(CronSchedule::new("0 0 * * * ?", "UTC").pause_status("DOZING")),
            json!({
                "quartz_cron_expression": "0 0 * * * ?",
                "timezone_id": "UTC",
                "pause_status": "DOZING",
            }),
        ),
        (
            "map",
            Box::new(settings().tag("a", "b")),
            json!({"tags": {"a": "b"}}),
        ),
        (
            "empty map",
            Box::new(settings().tags(Vec::<(String, String)>::new())),
            json!({"tags": {}}),
        ),
        (
            "repeated string",
            Box::new(JobEmailNotifications::new().on_failure(["a", "b"])),
            json!({"on_failure": ["a", "b"]}),
        ),
        // G.4 row 38: that is how something is cleared.
        (
            "empty list",
            Box::new(JobEmailNotifications::new().on_failure(Vec::<String>::new())),
            json!({"on_failure": []}),
        ),
        (
            "message",
            Box::new(settings().queue(QueueSettings::new(false))),
            json!({"queue": {"enabled": false}}),
        ),
        (
            "empty message",
            Box::new(settings().email_notifications(JobEmailNotifications::new())),
            json!({"email_notifications": {}}),
        ),
        (
            "repeated message",
            Box::new(CreateJob::new().task(task()).task(Task::new("b"))),
            json!({"tasks": [
                {"task_key": "a", "notebook_task": {"notebook_path": "/a"}},
                {"task_key": "b"},
            ]}),
        ),
        (
            "required members that are empty",
            Box::new(SubmitRun::new().task(SubmitTask::new(""))),
            json!({"tasks": [{"task_key": ""}]}),
        ),
    ];
    for (name, value, expected) in rows {
        assert_eq!(wire(&*value), expected, "{name}");
    }
}

// HTTP-13, HTTP-14; F.C test_internal
#[test]
fn values_are_read_as_the_service_writes_them() {
    for (name, text, expected) in [
        (
            "int64 from a number",
            r#"{"run_id": 9007199254740993}"#,
            r#"{"run_id":9007199254740993}"#,
        ),
        (
            "int64 from a string",
            r#"{"run_id": "9007199254740993"}"#,
            r#"{"run_id":9007199254740993}"#,
        ),
        (
            "null",
            r#"{"run_id": null, "run_name": null, "tasks": null}"#,
            "{}",
        ),
        ("missing", "{}", "{}"),
        (
            "enum of a value to come",
            r#"{"run_type": "DREAM_RUN"}"#,
            r#"{"run_type":"DREAM_RUN"}"#,
        ),
        ("empty list", r#"{"tasks": []}"#, r#"{"tasks":[]}"#),
        (
            "an unknown member",
            r#"{"color": [1.50, null]}"#,
            r#"{"color":[1.50, null]}"#,
        ),
        (
            "a member that comes twice",
            r#"{"run_name": "a", "run_name": "b"}"#,
            r#"{"run_name":"b"}"#,
        ),
    ] {
        let run = Run::decode(text.as_bytes()).unwrap();
        assert_eq!(
            String::from_utf8(json::to_vec(&run).unwrap()).unwrap(),
            expected,
            "{name}"
        );
    }
    // No body at all is an empty one.
    assert_eq!(Run::decode(b"").unwrap(), Run::decode(b"{}").unwrap());
}

// HTTP-7, HTTP-9, HTTP-16; F.C test_http_call
#[tokio::test]
async fn requests_are_laid_out_as_the_service_takes_them() {
    let script = Script::new();
    let client = jobs_api::Client::builder()
        .host("https://example.test")
        .token("canary-marshal")
        .environment(())
        .transport(script.clone())
        .build()
        .unwrap();
    let runs = ListRuns::new()
        .active_only(true)
        .expand_tasks(false)
        .limit(25)
        .run_type(RunType::JobRun)
        .start_time_from(0);
    script.stub(ListRuns::INFO.name, |_| Reply::ok("{}"));
    client.list_runs(runs).await.unwrap();
    script.stub(CreateJob::INFO.name, |_| Reply::ok(r#"{"job_id": 1}"#));
    client.create(CreateJob::new()).await.unwrap();
    script.stub("get_permissions", |_| Reply::ok("{}"));
    client.get_permissions(7).await.unwrap();

    let requests = script.requests();
    let lines: Vec<_> = requests
        .iter()
        .map(|request| {
            let address = request.url.to_string();
            let address = address.strip_prefix("https://example.test").unwrap();
            let body = String::from_utf8_lossy(&request.body);
            format!("{} {address} {body}", request.method)
        })
        .collect();
    assert_eq!(
        lines,
        [
            "GET /api/2.2/jobs/runs/list?active_only=true&run_type=JOB_RUN&start_time_from=0\
             &expand_tasks=false&limit=25 ",
            "POST /api/2.2/jobs/create {}",
            "GET /api/2.0/permissions/jobs/7 ",
        ]
    );
    assert!(
        requests
            .iter()
            .all(|request| request.headers["accept"] == "application/json")
    );
    let types: Vec<_> = requests
        .iter()
        .map(|request| request.headers.contains_key("content-type"))
        .collect();
    assert_eq!(types, [false, true, false]);
}
