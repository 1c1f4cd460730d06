//! Bodies that cannot be read, and bodies that are read all the same.

use serde_json::{Value, json};

use crate::common::{Service, task};

/// 0 [R], 0.2: what is of another type is told by its name, wherever it is.
#[tokio::test]
async fn bodies_of_other_types_are_malformed() {
    let service = Service::start();
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let of_task = |members: Value| json!({ "tasks": [members] });
    let map = |value: Value| {
        of_task(json!({ "task_key": "a", "notebook_task": {
            "notebook_path": "/a", "base_parameters": value,
        } }))
    };
    let entries = "Expected 'key' and 'value' to be set for JSON map field base_parameters";
    let table = [
        ("create", json!([]), "Expected object, found ARRAY"),
        ("create", json!("x"), "Expected object, found STRING"),
        (
            "create",
            json!({ "name": 7 }),
            "Expected string for field 'name', found NUMBER",
        ),
        (
            "create",
            json!({ "tasks": "x" }),
            "Expected array for field 'tasks', found STRING",
        ),
        (
            "create",
            json!({ "tasks": ["x"] }),
            "Expected object for field 'tasks', found STRING",
        ),
        (
            "create",
            json!({ "tasks": [null] }),
            "Expected object for field 'tasks', found NULL",
        ),
        (
            "create",
            json!({ "timeout_seconds": "soon" }),
            "Expected integer for field 'timeout_seconds', found STRING",
        ),
        (
            "create",
            json!({ "timeout_seconds": 1.5 }),
            "Expected integer for field 'timeout_seconds', found NUMBER",
        ),
        (
            "create",
            json!({ "queue": { "enabled": "maybe" } }),
            "Expected boolean for field 'enabled', found STRING",
        ),
        (
            "create",
            json!({ "tags": "x" }),
            "Expected object for field 'tags', found STRING",
        ),
        (
            "create",
            of_task(json!({ "task_key": 1 })),
            "Expected string for field 'task_key', found NUMBER",
        ),
        (
            "create",
            of_task(json!({ "notebook_task": "x" })),
            "Expected object for field 'notebook_task', found STRING",
        ),
        (
            "create",
            of_task(json!({ "for_each_task": { "task": { "max_retries": {} } } })),
            "Expected integer for field 'max_retries', found OBJECT",
        ),
        (
            "create",
            of_task(
                json!({ "new_cluster": { "azure_attributes": { "spot_bid_max_price": "x" } } }),
            ),
            "Expected number for field 'spot_bid_max_price', found STRING",
        ),
        (
            "create",
            map(json!([{ "key": "a", "value": "b" }])),
            entries,
        ),
        ("create", map(json!({ "a": null })), entries),
        ("create", map(json!({ "a": { "b": "c" } })), entries),
        (
            "update",
            json!({ "job_id": {} }),
            "Expected integer for field 'job_id', found OBJECT",
        ),
        (
            "update",
            json!({ "job_id": job_id, "new_settings": [] }),
            "Expected object for field 'new_settings', found ARRAY",
        ),
        (
            "update",
            json!({ "job_id": job_id, "fields_to_remove": "tasks" }),
            "Expected array for field 'fields_to_remove', found STRING",
        ),
        (
            "reset",
            json!({ "job_id": job_id, "new_settings": { "tasks": {} } }),
            "Expected array for field 'tasks', found OBJECT",
        ),
        (
            "run-now",
            json!({ "job_id": job_id, "notebook_params": "x" }),
            "Expected object for field 'notebook_params', found STRING",
        ),
        (
            "run-now",
            json!({ "job_id": job_id, "jar_params": { "a": 1 } }),
            "Expected array for field 'jar_params', found OBJECT",
        ),
        (
            "run-now",
            json!({ "job_id": job_id, "job_parameters": [] }),
            "Expected 'key' and 'value' to be set for JSON map field job_parameters",
        ),
        (
            "run-now",
            json!({ "job_id": job_id, "only": [7] }),
            "Expected string for field 'only', found NUMBER",
        ),
        (
            "runs/repair",
            json!({ "run_id": 1, "rerun_tasks": "a" }),
            "Expected array for field 'rerun_tasks', found STRING",
        ),
        (
            "runs/cancel",
            json!({ "run_id": "five" }),
            "Expected integer for field 'run_id', found STRING",
        ),
    ];
    for (operation, body, message) in table {
        let path = format!("/api/2.2/jobs/{operation}");
        let (status, answer) = service.send("POST", &path, &body.to_string()).await;
        let message = format!("Could not parse request object: {message}");
        let expected = json!({ "error_code": "MALFORMED_REQUEST", "message": message });
        assert_eq!((status, answer), (400, expected), "{operation} {body}");
    }
}

/// 0 [R]: whole numbers and flags may be text, anywhere.
#[tokio::test]
async fn numbers_and_flags_may_be_text() {
    let service = Service::start();
    let job_id = service
        .create(json!({
            "max_concurrent_runs": "5", "queue": { "enabled": "True" },
            "job_clusters": [{ "job_cluster_key": "k", "new_cluster": {
                "num_workers": "2", "spark_conf": { "speculation": true, "n": 5 },
                "azure_attributes": { "spot_bid_max_price": "-0.5" },
            } }],
            "tasks": [{
                "task_key": "a", "timeout_seconds": 60.0, "job_cluster_key": "k",
                "run_job_task": { "job_id": "9007199254740993" },
            }],
        }))
        .await;
    let settings = &service.get(&format!("get?job_id={job_id}")).await["settings"];
    let cluster = &settings["job_clusters"][0]["new_cluster"];
    assert_eq!(settings["max_concurrent_runs"], 5);
    assert_eq!(settings["queue"], json!({ "enabled": true }));
    assert_eq!(cluster["num_workers"], 2);
    assert_eq!(
        cluster["spark_conf"],
        json!({ "speculation": "true", "n": "5" })
    );
    assert_eq!(cluster["azure_attributes"]["spot_bid_max_price"], -0.5);
    assert_eq!(settings["tasks"][0]["timeout_seconds"], 60);
    assert_eq!(
        settings["tasks"][0]["run_job_task"]["job_id"],
        9_007_199_254_740_993_i64
    );
}

/// 0: members that nobody knows come back as they were, nulls and exact numbers among them.
#[tokio::test]
async fn unknown_members_come_back_as_they_were() {
    let service = Service::start();
    let novelty = r#"{"least":-9223372036854775808,"most":18446744073709551615,"none":null,"real":0.1000000000000000055}"#;
    let body = format!(
        r#"{{"novelty": {novelty}, "schedule": null, "tasks": [{{"task_key": "a",
        "notebook_task": {{"notebook_path": "/a", "novelty": {novelty}, "warehouse_id": null}}}}]}}"#
    );
    let (_, created) = service.send("POST", "/api/2.2/jobs/create", &body).await;
    let job = service
        .get(&format!("get?job_id={}", created["job_id"]))
        .await;
    let expected: Value = serde_json::from_str(novelty).unwrap();
    let notebook = &job["settings"]["tasks"][0]["notebook_task"];
    assert_eq!(job["settings"]["novelty"], expected);
    assert_eq!(notebook["novelty"], expected);
    assert_eq!(job["settings"].get("schedule"), None);
    assert_eq!(notebook.get("warehouse_id"), None);
}

/// 1.7: parameters of a run, and what they exclude.
#[tokio::test]
async fn parameters_of_a_run_are_refused() {
    let service = Service::start();
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let table = [
        (
            json!({ "notebook_params": { "a": "x".repeat(10_000) } }),
            "notebook_params takes 10008 bytes as JSON - it can have no more than 10000.",
        ),
        (
            json!({ "python_params": ["é"] }),
            "python_params can only have ASCII characters.",
        ),
        (
            json!({ "jar_params": ["é"] }),
            "jar_params can only have ASCII characters.",
        ),
        (
            json!({ "spark_submit_params": ["é"] }),
            "spark_submit_params can only have ASCII characters.",
        ),
        (
            json!({ "notebook_params": {}, "jar_params": [] }),
            "notebook_params and jar_params cannot be specified together.",
        ),
        (
            json!({ "job_parameters": { "a": "1" }, "python_params": [] }),
            "job_parameters and python_params cannot be specified together.",
        ),
        (
            json!({ "queue": {} }),
            "Missing required field: queue.enabled.",
        ),
        (
            json!({ "duration_target": "4h" }),
            "duration_target can only be set with performance_target COST_OPTIMIZED.",
        ),
        (
            json!({ "idempotency_token": "x".repeat(65) }),
            "The idempotency token is longer than 64 characters.",
        ),
        (
            json!({ "only": ["b"] }),
            "Task 'b' of 'only' is not a task of the job.",
        ),
    ];
    for (mut body, message) in table {
        body["job_id"] = json!(job_id);
        let (status, answer) = service
            .send("POST", "/api/2.2/jobs/run-now", &body.to_string())
            .await;
        let expected = json!({ "error_code": "INVALID_PARAMETER_VALUE", "message": message });
        assert_eq!((status, answer), (400, expected), "{body}");
    }
    for mut body in [
        json!({ "job_parameters": { "a": "1" }, "pipeline_params": { "full_refresh": true } }),
        json!({ "performance_target": "COST_OPTIMIZED", "duration_target": "4h" }),
        json!({ "queue": { "enabled": "True" } }),
    ] {
        body["job_id"] = json!(job_id);
        service.post("run-now", body).await;
    }
}

/// 1.4: what can be removed is a member of the settings, or an element of an array with keys.
#[tokio::test]
async fn members_of_members_cannot_be_removed() {
    let service = Service::start();
    let job_id = service.create(json!({ "tags": { "a": "1" } })).await;
    let body = json!({ "job_id": job_id, "fields_to_remove": ["tags/a"] });
    let (status, answer) = service
        .send("POST", "/api/2.2/jobs/update", &body.to_string())
        .await;
    assert_eq!(status, 400);
    assert_eq!(
        answer["message"],
        "Cannot remove 'tags/a': what can be removed are fields of the settings, and elements of \
         tasks, job_clusters, environments, parameters, as 'tasks/task_1'."
    );
    let both = json!({
        "job_id": job_id, "fields_to_remove": ["tags"], "new_settings": { "tags": { "b": "2" } },
    });
    service.post("update", both).await;
    let job = service.get(&format!("get?job_id={job_id}")).await;
    assert_eq!(job["settings"]["tags"], json!({ "b": "2" }));
}
