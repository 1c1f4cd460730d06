//! Jobs: what is stored, what is filled in, how lists and pages go.

mod filled;

use crate::common::{START, Service, task};
use serde_json::{Value, json};

#[tokio::test]
async fn what_the_service_fills_in_is_read_back() {
    let service = Service::start();
    let job_id = service
        .create(json!({
            "schedule": { "quartz_cron_expression": "0 0 8 * * ?", "timezone_id": "UTC" },
            "tasks": [{ "task_key": "a", "notebook_task": { "notebook_path": "/a" } }],
        }))
        .await;
    let job = service.get(&format!("get?job_id={job_id}")).await;
    assert_eq!(
        job,
        json!({
            "job_id": job_id,
            "created_time": START,
            "creator_user_name": "jobs@emulator.local",
            "run_as_user_name": "jobs@emulator.local",
            "has_more": false,
            "settings": {
                "name": "Untitled",
                "email_notifications": {},
                "webhook_notifications": {},
                "timeout_seconds": 0,
                "max_concurrent_runs": 1,
                "format": "MULTI_TASK",
                "schedule": {
                    "quartz_cron_expression": "0 0 8 * * ?",
                    "timezone_id": "UTC",
                    "pause_status": "UNPAUSED",
                },
                "tasks": [{
                    "task_key": "a",
                    "run_if": "ALL_SUCCESS",
                    "timeout_seconds": 0,
                    "email_notifications": {},
                    "webhook_notifications": {},
                    "notebook_task": { "notebook_path": "/a", "source": "WORKSPACE" },
                }],
            },
        })
    );
}

#[tokio::test]
async fn update_merges_and_reset_replaces() {
    let service = Service::start();
    let job_id = service
        .create(json!({
            "name": "one",
            "run_as": { "user_name": "me" },
            "tags": { "a": "1", "b": "2" },
            "tasks": [task("a", &[]), task("b", &[]), task("c", &[])],
            "job_clusters": [{ "job_cluster_key": "k", "new_cluster": { "num_workers": 1 } }],
        }))
        .await;
    let keys = |job: &Value| -> Vec<String> {
        let tasks = job["settings"]["tasks"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        tasks
            .iter()
            .map(|task| task["task_key"].as_str().unwrap().to_owned())
            .collect()
    };
    service
        .post(
            "update",
            json!({
                "job_id": job_id,
                "fields_to_remove": ["tasks/a", "job_clusters/k", "unknown", "tasks/unknown"],
                "new_settings": {
                    "name": "two",
                    "tags": { "c": "3" },
                    "tasks": [
                        {
                            "task_key": "b",
                            "description": "new",
                            "spark_jar_task": { "main_class_name": "B" },
                        },
                        task("d", &[]),
                    ],
                },
            }),
        )
        .await;
    let job = service.get(&format!("get?job_id={job_id}")).await;
    assert_eq!(keys(&job), ["b", "c", "d"]);
    assert_eq!(job["settings"]["name"], "two");
    assert_eq!(job["settings"]["tags"], json!({ "c": "3" }));
    assert_eq!(job["settings"]["tasks"][0]["description"], "new");
    assert_eq!(job["settings"]["tasks"][0].get("notebook_task"), None);
    assert_eq!(job["settings"]["job_clusters"], json!([]));

    service
        .post(
            "reset",
            json!({ "job_id": job_id, "new_settings": { "name": "three" } }),
        )
        .await;
    let job = service.get(&format!("get?job_id={job_id}")).await;
    assert_eq!(keys(&job), [""; 0]);
    assert_eq!(job["settings"].get("tags"), None);
    assert_eq!(job["settings"]["run_as"], json!({ "user_name": "me" }));
    assert_eq!(
        service.get("list?name=THREE").await["jobs"][0]["job_id"],
        job_id
    );
    assert_eq!(service.get("list?name=one").await.get("jobs"), None);

    // An update that the service refuses changes nothing.
    let body = json!({ "job_id": job_id, "new_settings": { "tasks": [task("x", &["y"])] } });
    let (status, _) = service
        .send("POST", "/api/2.2/jobs/update", &body.to_string())
        .await;
    assert_eq!(status, 400);
    assert_eq!(
        keys(&service.get(&format!("get?job_id={job_id}")).await),
        [""; 0]
    );
}

/// R6.3: arrays of more than 100 elements come in pages, all arrays together.
#[tokio::test]
async fn a_job_of_250_tasks_comes_in_three_pages() {
    let service = Service::start();
    let tasks: Vec<Value> = (0..250)
        .map(|number| task(&format!("t{number}"), &[]))
        .collect();
    let parameters: Vec<Value> = (0..101)
        .map(|number| json!({ "name": format!("p{number}"), "default": "" }))
        .collect();
    let job_id = service
        .create(json!({ "tasks": tasks, "parameters": parameters }))
        .await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let pages = [
        (
            format!("get?job_id={job_id}"),
            "/settings/tasks",
            "/settings/parameters",
        ),
        (
            format!("runs/get?run_id={run_id}"),
            "/tasks",
            "/job_parameters",
        ),
    ];
    for (request, tasks, parameters) in pages {
        let mut sizes = Vec::new();
        let mut keys = Vec::new();
        let mut token = String::new();
        loop {
            let page = service.get(&format!("{request}&page_token={token}")).await;
            let length = |at: &str| {
                page.pointer(at)
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len)
            };
            sizes.push((length(tasks), length(parameters)));
            for task in page.pointer(tasks).and_then(Value::as_array).unwrap() {
                keys.push(task["task_key"].as_str().unwrap().to_owned());
            }
            match page["next_page_token"].as_str() {
                Some(next) => token = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(sizes, [(100, 100), (100, 1), (50, 0)], "{request}");
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 250);
    }
    let list = service.get("list?expand_tasks=true").await;
    assert_eq!(list["jobs"][0]["has_more"], true);
    assert_eq!(
        list["jobs"][0]["settings"]["tasks"]
            .as_array()
            .unwrap()
            .len(),
        100
    );
    let list = service.get("runs/list?expand_tasks=true").await;
    assert_eq!(list["runs"][0]["has_more"], true);
    assert_eq!(list["runs"][0]["tasks"].as_array().unwrap().len(), 100);
    assert_eq!(
        service.get("list").await["jobs"][0]["settings"].get("tasks"),
        None
    );
}

/// R6.4: jobs that are added while a list is read are neither seen nor do they hide others.
#[tokio::test]
async fn lists_go_on_while_jobs_are_added() {
    let service = Service::start();
    let mut created = Vec::new();
    for number in 0..45 {
        created.push(service.create(json!({ "name": format!("{number}") })).await);
        service.advance(number % 2);
    }
    created.reverse();
    let ids = |page: &Value| -> Vec<i64> {
        let jobs = page["jobs"].as_array().cloned().unwrap_or_default();
        jobs.iter()
            .map(|job| job["job_id"].as_i64().unwrap())
            .collect()
    };
    let mut read = Vec::new();
    let mut token = String::new();
    let mut pages = 0;
    let last = loop {
        let page = service.get(&format!("list?page_token={token}")).await;
        read.extend(ids(&page));
        pages += 1;
        service.create(json!({ "name": "late" })).await;
        assert_eq!(page["has_more"], page.get("next_page_token").is_some());
        let Some(next) = page["next_page_token"].as_str() else {
            break page;
        };
        token = next.to_owned();
    };
    assert_eq!((pages, &read), (3, &created));
    let back = last["prev_page_token"].as_str().unwrap();
    let before = service.get(&format!("list?page_token={back}")).await;
    assert_eq!(ids(&before), created[20..40]);
    assert_eq!(
        ids(&service.get("list?limit=2&offset=3").await),
        created[..2]
    );
}

#[tokio::test]
async fn permissions() {
    let service = Service::start();
    let job_id = service.create(json!({ "name": "x" })).await;
    let path = format!("/api/2.0/permissions/jobs/{job_id}");
    let entries = |answer: &Value| -> Vec<String> {
        let list = answer["access_control_list"].as_array().unwrap();
        let mut entries: Vec<String> = list
            .iter()
            .map(|item| {
                let who = item["user_name"]
                    .as_str()
                    .or(item["group_name"].as_str())
                    .unwrap();
                let permission = &item["all_permissions"][0];
                let inherited = permission["inherited"].as_bool().unwrap();
                format!(
                    "{who} {} {inherited}",
                    permission["permission_level"].as_str().unwrap()
                )
            })
            .collect();
        entries.sort();
        entries
    };
    let (_, answer) = service.send("GET", &path, "").await;
    assert_eq!(answer["object_id"], format!("/jobs/{job_id}"));
    assert_eq!(answer["object_type"], "job");
    let admins = "admins CAN_MANAGE true";
    assert_eq!(
        entries(&answer),
        [admins, "jobs@emulator.local IS_OWNER false"]
    );

    let body = json!({ "access_control_list": [
        { "group_name": "users", "permission_level": "CAN_MANAGE" },
        { "group_name": "users", "permission_level": "CAN_VIEW" },
    ]});
    let (_, answer) = service.send("PATCH", &path, &body.to_string()).await;
    let owner = "jobs@emulator.local IS_OWNER false";
    assert_eq!(entries(&answer), [admins, owner, "users CAN_VIEW false"]);

    let body = json!({ "access_control_list": [
        { "user_name": "other", "permission_level": "IS_OWNER" },
    ]});
    let (status, _) = service.send("PATCH", &path, &body.to_string()).await;
    assert_eq!(status, 400, "two owners");
    let (_, answer) = service.send("PUT", &path, &body.to_string()).await;
    assert_eq!(entries(&answer), [admins, "other IS_OWNER false"]);
    assert_eq!(service.send("GET", &path, "").await.1, answer);

    let (_, levels) = service
        .send("GET", &format!("{path}/permissionLevels"), "")
        .await;
    assert_eq!(levels["permission_levels"].as_array().unwrap().len(), 4);
    let (status, answer) = service.send("GET", "/api/2.0/permissions/jobs/7", "").await;
    assert_eq!(
        (status, &answer["error_code"]),
        (404, &json!("RESOURCE_DOES_NOT_EXIST"))
    );
}

#[tokio::test]
async fn every_job_complies_with_its_policies() {
    let service = Service::start();
    let mut jobs = Vec::new();
    for number in 0..5 {
        let policy = if number == 2 { "other" } else { "p" };
        let cluster = json!({ "new_cluster": { "policy_id": policy }, "job_cluster_key": "k" });
        jobs.push(service.create(json!({ "job_clusters": [cluster] })).await);
    }
    let base = "/api/2.0/policies/jobs";
    let (_, answer) = service
        .send(
            "GET",
            &format!("{base}/get-compliance?job_id={}", jobs[0]),
            "",
        )
        .await;
    assert_eq!(answer, json!({ "is_compliant": true, "violations": {} }));
    let body = json!({ "job_id": jobs[0], "validate_only": true }).to_string();
    let (_, answer) = service
        .send("POST", &format!("{base}/enforce-compliance"), &body)
        .await;
    assert_eq!(answer["has_changes"], false);
    assert_eq!(answer["settings"]["format"], "MULTI_TASK");

    let mut read = Vec::new();
    let mut token = String::new();
    loop {
        let path = format!("{base}/list-compliance?policy_id=p&page_size=3&page_token={token}");
        let (_, page) = service.send("GET", &path, "").await;
        read.extend(
            page["jobs"]
                .as_array()
                .unwrap()
                .iter()
                .map(|job| job["job_id"].clone()),
        );
        let Some(next) = page["next_page_token"].as_str() else {
            break;
        };
        token = next.to_owned();
    }
    assert_eq!(read, [jobs[4], jobs[3], jobs[1], jobs[0]]);
}
