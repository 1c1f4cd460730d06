//! What is refused of settings, field by field.

mod root;
mod sources_and_triggers;
mod task_types;
mod tasks;

use serde_json::{Value, json};

use crate::common::{Service, task};

/// Settings with one task, of these members beside its key.
fn one(members: Value) -> Value {
    let mut task = json!({ "task_key": "a" });
    if let (Value::Object(task), Value::Object(members)) = (&mut task, members) {
        task.extend(members);
    }
    json!({ "tasks": [task] })
}

/// The same of a notebook task.
fn notebook(mut members: Value) -> Value {
    members["notebook_task"] = json!({ "notebook_path": "/a" });
    one(members)
}

fn many<T>(count: usize, make: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(make).collect()
}

/// 1.1, 1.4, 1.5, 1.8: the same is said wherever settings are given.
#[tokio::test]
async fn settings_are_refused_field_by_field() {
    let service = Service::start();
    let job_id = service.create(json!({ "name": "x" })).await;
    let table = [
        root::table(),
        sources_and_triggers::table(),
        tasks::table(),
        task_types::table(),
    ]
    .concat();
    for (settings, message) in table {
        let expected = json!({ "error_code": "INVALID_PARAMETER_VALUE", "message": message });
        let change = json!({ "job_id": job_id, "new_settings": settings });
        for (operation, body) in [
            ("create", &settings),
            ("update", &change),
            ("reset", &change),
        ] {
            let path = format!("/api/2.2/jobs/{operation}");
            let (status, answer) = service.send("POST", &path, &body.to_string()).await;
            assert_eq!((status, answer), (400, expected.clone()), "{operation}");
        }
    }
    for (settings, message) in [tasks::table(), task_types::table()].concat() {
        if message.contains("job_cluster_key 'k'") {
            continue;
        }
        let path = "/api/2.2/jobs/runs/submit";
        let (status, answer) = service.send("POST", path, &settings.to_string()).await;
        assert_eq!(
            (status, &answer["message"]),
            (400, &json!(message)),
            "{settings}"
        );
    }
}

/// 0, 1.1: what no document forbids is taken and read back, whatever it is.
#[tokio::test]
async fn settings_that_are_taken() {
    let service = Service::start();
    for settings in [
        json!({}),
        json!({ "name": "é".repeat(2048), "tags": {}, "max_concurrent_runs": 0 }),
        json!({ "soon": [1, { "a": null }], "performance_target": "FASTER" }),
        json!({ "performance_target": "COST_OPTIMIZED", "duration_target": "4h" }),
        json!({ "git_source": { "git_url": "u", "git_provider": "gitHub", "git_tag": "t" }, "tasks": [
            { "task_key": "a", "notebook_task": { "notebook_path": "a" } },
            { "task_key": "b", "notebook_task": { "notebook_path": "/a", "source": "WORKSPACE" } },
        ]}),
        one(json!({ "brand_new_task": { "x": 1 } })),
        one(
            json!({ "condition_task": { "op": "EQUAL_TO", "left": "", "right": "" }, "max_retries": 0, "email_notifications": {} }),
        ),
        one(json!({ "sql_task": { "warehouse_id": "w", "alert": { "alert_id": "a" } } })),
        one(
            json!({ "dbt_task": { "commands": ["dbt deps", "dbt run"], "warehouse_id": "w", "catalog": "c" }, "new_cluster": {} }),
        ),
    ] {
        let job_id = service.create(settings.clone()).await;
        let job = service.get(&format!("get?job_id={job_id}")).await;
        let settings = settings.as_object().cloned().unwrap_or_default();
        for (name, value) in settings.iter().filter(|(name, _)| *name != "tasks") {
            assert_eq!(job["settings"][name], *value);
        }
    }
}

/// 1.8: a one-time run has no shared clusters, parameters or schedules; what it is given of them is
/// not read, in either form.
#[tokio::test]
async fn one_time_runs_have_nothing_that_only_jobs_have() {
    let service = Service::start();
    let mut task = task("a", &[]);
    task["job_cluster_key"] = json!("k");
    let clusters = json!([{ "job_cluster_key": "k", "new_cluster": {} }]);
    let notebook = json!({ "notebook_path": "/a" });
    for mut submitted in [
        json!({ "tasks": [task], "job_clusters": clusters }),
        json!({ "notebook_task": notebook, "existing_cluster_id": "c" }),
    ] {
        submitted["run_name"] = json!("once");
        submitted["parameters"] = json!([{ "name": "p", "default": "1" }]);
        submitted["schedule"] = json!({ "quartz_cron_expression": "never" });
        let answer = service.post("runs/submit", submitted).await;
        let run = service.run(crate::common::id(&answer, "run_id")).await;
        for name in ["job_clusters", "job_parameters", "schedule"] {
            assert_eq!(run.get(name), None, "{name}");
        }
        assert_eq!(run["tasks"][0].get("job_cluster_key"), None);
        assert_eq!(run["run_name"], "once");
    }
}

/// 0.2, 0.3: in the single-task form, places are named as they are in it.
#[tokio::test]
async fn the_single_task_form_has_words_of_its_own() {
    let service = Service::start();
    for (settings, message) in [
        (
            json!({ "sql_task": { "query": { "query_id": "q" } } }),
            "Missing required field: settings.task.sql_task.warehouse_id.",
        ),
        (
            json!({ "dashboard_task": {} }),
            "Missing required field: settings.task.dashboard_task.dashboard_id.",
        ),
        (
            json!({ "notebook_task": { "notebook_path": "/a" }, "max_retries": -2 }),
            "Invalid settings.task.max_retries -2 - it has to be no less than -1.",
        ),
    ] {
        for operation in ["create", "runs/submit"] {
            let path = format!("/api/2.2/jobs/{operation}");
            let (status, answer) = service.send("POST", &path, &settings.to_string()).await;
            assert_eq!((status, &answer["message"]), (400, &json!(message)));
        }
    }
}
