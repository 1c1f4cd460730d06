//! What the service fills in when settings are read.

use serde_json::{Value, json};

use crate::common::{Service, id, task};

/// 1.1, the table of values that are seen on reading: where, what was sent, what is read. The same
/// is in `jobs/get`, in lists, and what concerns tasks and clusters in runs.
#[tokio::test]
async fn every_value_that_the_service_fills_in() {
    let aws = json!({ "availability": "SPOT_WITH_FALLBACK", "zone_id": "auto" });
    let cluster = json!({
        "aws_attributes": aws, "data_security_mode": "SINGLE_USER", "enable_elastic_disk": false,
    });
    let settings = json!({
        "job_clusters": [
            { "job_cluster_key": "aws", "new_cluster": { "apply_policy_default_values": true } },
            { "job_cluster_key": "azure", "new_cluster": { "azure_attributes": {} } },
            { "job_cluster_key": "given", "new_cluster": {
                "aws_attributes": { "zone_id": "z" }, "data_security_mode": "NONE",
                "enable_elastic_disk": true,
            } },
        ],
        "schedule": { "quartz_cron_expression": "0 0 8 * * ?", "timezone_id": "UTC" },
        "budget_policy_id": "b", "usage_policy_id": "u",
        "tasks": [
            task("notebook", &[]),
            { "task_key": "dbt", "dbt_task": { "commands": ["dbt run"] }, "new_cluster": {} },
            { "task_key": "sql", "sql_task": { "warehouse_id": "w", "file": { "path": "/q" } } },
            { "task_key": "each", "for_each_task": { "inputs": "[]", "task": task("nested", &[]) } },
        ],
    });
    let service = Service::start();
    let job_id = service.create(settings).await;
    let got = service.get(&format!("get?job_id={job_id}")).await;
    let listed = service.get("list?expand_tasks=true").await["jobs"][0].clone();
    let run_id = service.run_now(job_id).await;
    let run = service.run(run_id).await;
    let tasks = |holder: &Value| -> Value {
        let tasks = holder["tasks"].as_array().cloned().unwrap_or_default();
        let by_key = |task: Value| (task["task_key"].as_str().unwrap().to_owned(), task);
        tasks.into_iter().map(by_key).collect()
    };
    let of_jobs = [
        ("/name", json!("Untitled")),
        ("/email_notifications", json!({})),
        ("/webhook_notifications", json!({})),
        ("/timeout_seconds", json!(0)),
        ("/max_concurrent_runs", json!(1)),
        ("/format", json!("MULTI_TASK")),
        ("/schedule/pause_status", json!("UNPAUSED")),
    ];
    let of_clusters = [
        ("/0/new_cluster", cluster.clone()),
        (
            "/1/new_cluster",
            json!({
                "azure_attributes": {}, "data_security_mode": "SINGLE_USER",
                "enable_elastic_disk": false,
            }),
        ),
        (
            "/2/new_cluster",
            json!({
                "aws_attributes": { "availability": "SPOT_WITH_FALLBACK", "zone_id": "z" },
                "data_security_mode": "NONE", "enable_elastic_disk": true,
            }),
        ),
    ];
    let of_tasks = [
        ("/notebook/run_if", json!("ALL_SUCCESS")),
        ("/notebook/timeout_seconds", json!(0)),
        ("/notebook/email_notifications", json!({})),
        ("/notebook/webhook_notifications", json!({})),
        ("/notebook/notebook_task/source", json!("WORKSPACE")),
        ("/dbt/dbt_task/source", json!("WORKSPACE")),
        ("/dbt/dbt_task/schema", json!("default")),
        ("/dbt/new_cluster", cluster),
        ("/sql/sql_task/file/source", json!("WORKSPACE")),
        ("/each/for_each_task/task/run_if", json!("ALL_SUCCESS")),
        (
            "/each/for_each_task/task/notebook_task/source",
            json!("WORKSPACE"),
        ),
    ];
    for (name, holder) in [("get", &got["settings"]), ("list", &listed["settings"])] {
        for (at, value) in &of_jobs {
            assert_eq!(holder.pointer(at), Some(value), "{name} {at}");
        }
    }
    let holders = [
        ("get", &got["settings"]),
        ("list", &listed["settings"]),
        ("run", &run),
    ];
    for (name, holder) in holders {
        for (at, value) in &of_clusters {
            assert_eq!(
                holder["job_clusters"].pointer(at),
                Some(value),
                "{name} {at}"
            );
        }
        for (at, value) in &of_tasks {
            assert_eq!(tasks(holder).pointer(at), Some(value), "{name} {at}");
        }
    }
    for job in [&got, &listed] {
        assert_eq!(job["effective_budget_policy_id"], "b");
        assert_eq!(job["effective_usage_policy_id"], "u");
    }
    assert_eq!(listed.get("run_as_user_name"), None);
    assert_eq!(got["settings"].get("run_as"), None);
    assert_eq!(got["settings"].get("queue"), None);
}

/// 1.1: with a repository, notebooks are of it.
#[tokio::test]
async fn sources_are_those_of_the_repository() {
    let service = Service::start();
    let source = json!({ "git_url": "u", "git_provider": "gitHub", "git_branch": "main" });
    let tasks = json!([{ "task_key": "a", "notebook_task": { "notebook_path": "a" } }]);
    let job_id = service
        .create(json!({ "git_source": source, "tasks": tasks }))
        .await;
    let job = service.get(&format!("get?job_id={job_id}")).await;
    let run = service.run(service.run_now(job_id).await).await;
    for holder in [&job["settings"], &run] {
        assert_eq!(holder["tasks"][0]["notebook_task"]["source"], "GIT");
    }
    let submitted = json!({ "git_source": source, "tasks": tasks });
    let answer = service.post("runs/submit", submitted).await;
    let run = service.run(id(&answer, "run_id")).await;
    assert_eq!(run["tasks"][0]["notebook_task"]["source"], "GIT");
    assert_eq!(run["run_name"], "Untitled");
}
