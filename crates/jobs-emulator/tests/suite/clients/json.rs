//! Documents that are made to break something.

use serde_json::{Value, json};

use super::Service;

/// All operations of Jobs that take a body.
const OPERATIONS: [&str; 11] = [
    "create",
    "update",
    "reset",
    "delete",
    "run-now",
    "runs/submit",
    "runs/cancel",
    "runs/cancel-all",
    "runs/repair",
    "runs/delete",
    "runs/get",
];

fn path(operation: &str) -> String {
    format!("/api/2.2/jobs/{operation}")
}

/// What no parser should fall over, in every operation: refused in words, or taken.
#[test]
fn hostile_documents_are_refused_in_words() {
    let service = Service::start(|builder| builder);
    let deep = 100_000;
    let documents: [Vec<u8>; 16] = [
        [b"[".repeat(deep), b"]".repeat(deep)].concat(),
        [br#"{"a":"#.repeat(deep), b"1".to_vec(), b"}".repeat(deep)].concat(),
        br#"{"tasks":"#.iter().copied().chain(b"[".repeat(deep)).collect(),
        br#"{"job_id":1e400}"#.to_vec(),
        br#"{"job_id":99999999999999999999999999}"#.to_vec(),
        br#"{"job_id":-9223372036854775808,"run_id":9223372036854775807}"#.to_vec(),
        br#"{"job_id":1.5}"#.to_vec(),
        br#"{"name":"\ud800"}"#.to_vec(),
        br#"{"name":"\udc00\ud800"}"#.to_vec(),
        b"{\"name\":\"\xff\xfe\"}".to_vec(),
        b"{\"name\":\"a\0b\"}".to_vec(),
        b"\xef\xbb\xbf{}".to_vec(),
        b"{\"job_id\":1,}".to_vec(),
        b"nonsense".to_vec(),
        b"[]".to_vec(),
        br#"{"job_id":NaN}"#.to_vec(),
    ];
    for operation in OPERATIONS {
        for document in &documents {
            let answer = service.send("POST", &path(operation), document);
            let start = String::from_utf8_lossy(&document[..document.len().min(60)]);
            assert!(answer.status < 500, "{operation} {start}: {answer:?}");
            let is_taken =
                answer.status == 200 && serde_json::from_slice::<Value>(document).is_ok();
            assert!(
                is_taken || answer.json()["message"].is_string(),
                "{operation} {start}: {answer:?}"
            );
        }
    }
    service.is_well();
}

/// Of members that come twice, the last one counts; a name may have any character.
#[test]
fn odd_documents_are_stored_as_they_are() {
    let service = Service::start(|builder| builder);
    for (document, name) in [
        (r#"{"name":"a","name":"b"}"#, json!("b")),
        (
            r#"{"name":"\u0000\u0001\uffff\ud83d\ude00"}"#,
            json!("\0\u{1}\u{ffff}😀"),
        ),
        (
            r#"{"name":"','');DROP TABLE runs;--"}"#,
            json!("','');DROP TABLE runs;--"),
        ),
    ] {
        let created = service.send("POST", &path("create"), document.as_bytes());
        assert_eq!(created.status, 200, "{created:?}");
        let id = &created.json()["job_id"];
        let job = service.send("GET", &format!("{}?job_id={id}", path("get")), b"");
        assert_eq!(job.json()["settings"]["name"], name);
    }
    let found = service.send(
        "GET",
        &format!("{}?name=%00%01%EF%BF%BF%F0%9F%98%80", path("list")),
        b"",
    );
    assert_eq!(found.json()["jobs"].as_array().map(Vec::len), Some(1));
}

/// SQL in every text of every operation is text.
#[test]
fn sql_is_text_everywhere() {
    let service = Service::start(|builder| builder);
    let sql = r#"x'; DROP TABLE runs; --" OR 1=1 %_ \ "#;
    let task = json!({ "task_key": "a", "description": sql,
        "notebook_task": { "notebook_path": format!("/{sql}"), "base_parameters": { (sql): sql } } });
    let job = json!({ "name": sql, "description": sql, "tags": { (sql): sql }, "tasks": [task],
        "access_control_list": [{ "group_name": sql, "permission_level": "CAN_VIEW" }],
        "parameters": [{ "name": "p", "default": sql }] });
    let post = |operation: &str, body: Value| {
        service.send("POST", &path(operation), body.to_string().as_bytes())
    };
    let created = post("create", job.clone());
    assert_eq!(created.status, 200, "{created:?}");
    let job_id = created.json()["job_id"].clone();
    let mut wrong: Vec<(&str, Value)> = Vec::new();
    for operation in OPERATIONS {
        for member in [
            "job_id",
            "run_id",
            "new_settings",
            "fields_to_remove",
            "queue",
            "only",
            "rerun_tasks",
            "latest_repair_id",
            "all_queued_runs",
            "tasks",
            "job_parameters",
        ] {
            wrong.push((operation, json!({ (member): sql })));
            wrong.push((
                operation,
                json!({ "job_id": job_id, "run_id": job_id, (member): [sql] }),
            ));
            wrong.push((
                operation,
                json!({ "job_id": 1, "run_id": 1, (member): { (sql): sql } }),
            ));
        }
    }
    wrong.retain(|(operation, _)| !matches!(*operation, "delete" | "create"));
    for (operation, body) in wrong {
        let answer = post(operation, body.clone());
        assert!(answer.status < 500, "{operation} {body}: {answer:?}");
    }
    post("reset", json!({ "job_id": job_id, "new_settings": job }));
    let run = post(
        "run-now",
        json!({ "job_id": job_id, "idempotency_token": sql,
        "job_parameters": { "p": sql, (sql): sql } }),
    );
    assert_eq!(run.status, 200, "{run:?}");
    let again = post(
        "run-now",
        json!({ "job_id": job_id, "idempotency_token": sql }),
    );
    assert_eq!(again.json()["run_id"], run.json()["run_id"]);
    let encoded: String = sql.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for query in [
        "name",
        "page_token",
        "job_id",
        "run_type",
        "start_time_from",
        "limit",
        "run_id",
        "offset",
    ] {
        for operation in [
            "list",
            "runs/list",
            "get",
            "runs/get",
            "runs/get-output",
            "runs/export",
        ] {
            let answer = service.send(
                "GET",
                &format!("{}?{query}={encoded}", path(operation)),
                b"",
            );
            assert!(answer.status < 500, "{operation} {query}: {answer:?}");
        }
    }
    let jobs = service.send("GET", &format!("{}?name={encoded}", path("list")), b"");
    assert_eq!(jobs.json()["jobs"][0]["settings"]["name"], sql);
    let acl = service.send("GET", &format!("/api/2.0/permissions/jobs/{job_id}"), b"");
    assert!(acl.body.contains("DROP TABLE"), "{acl:?}");
    let answer = service.send(
        "PUT",
        &format!("/api/2.0/permissions/jobs/{encoded}"),
        b"{}",
    );
    assert!((400..500).contains(&answer.status), "{answer:?}");
}

/// Numbers at the ends of their range, wherever settings have one: nothing overflows.
#[test]
fn numbers_at_the_end_of_their_range_do_no_harm() {
    let service =
        Service::start(|builder| builder.task_duration(std::time::Duration::from_millis(1)));
    for number in [i64::MAX, i64::MIN, i64::MAX - 1, -1, 1 << 53] {
        for each in [
            json!({ "timeout_seconds": number }),
            json!({ "max_retries": number, "min_retry_interval_millis": number }),
            json!({ "max_retries": 1, "min_retry_interval_millis": number, "timeout_seconds": number }),
        ] {
            let mut task = json!({ "task_key": "a", "notebook_task": { "notebook_path": "/a" } });
            let object = task.as_object_mut().unwrap();
            object.extend(each.as_object().unwrap().clone());
            let job = json!({ "tasks": [task], "timeout_seconds": number });
            let created = service.send("POST", &path("create"), job.to_string().as_bytes());
            assert!(created.status < 500, "{job}: {created:?}");
            let id = &created.json()["job_id"];
            let body = format!(r#"{{"job_id":{id}}}"#);
            let run = service.send("POST", &path("run-now"), body.as_bytes());
            assert!(run.status < 500, "{job}: {run:?}");
        }
        for query in [
            "start_time_from",
            "start_time_to",
            "limit",
            "offset",
            "job_id",
        ] {
            let answer = service.send(
                "GET",
                &format!("{}?{query}={number}", path("runs/list")),
                b"",
            );
            assert!(answer.status < 500, "{query}={number}: {answer:?}");
        }
        let answer = service.send("GET", &format!("{}?run_id={number}", path("runs/get")), b"");
        assert_eq!(answer.status, 400, "{answer:?}");
    }
    service.is_well();
}

/// Nor does the end of time.
#[test]
fn the_clock_can_be_moved_as_far_as_it_goes() {
    let service = Service::start(|builder| builder.virtual_clock());
    let job = json!({ "timeout_seconds": 10, "schedule": {
            "quartz_cron_expression": "0 0 0 1 1 ? 2030", "timezone_id": "UTC" },
        "tasks": [{ "task_key": "a", "max_retries": 2, "timeout_seconds": 10,
            "notebook_task": { "notebook_path": "/a" } }] });
    let created = service.send("POST", &path("create"), job.to_string().as_bytes());
    let body = format!(r#"{{"job_id":{}}}"#, created.json()["job_id"]);
    for _ in 0..3 {
        let run = service.send("POST", &path("run-now"), body.as_bytes());
        assert_eq!(run.status, 200, "{run:?}");
        let far = format!(r#"{{"milliseconds":{}}}"#, u64::MAX);
        let moved = service.send("POST", "/api/emulator/clock/advance", far.as_bytes());
        assert!(moved.status < 500, "{moved:?}");
        let far = format!(r#"{{"milliseconds":{}}}"#, i64::MAX / 2);
        let moved = service.send("POST", "/api/emulator/clock/advance", far.as_bytes());
        assert!(moved.status < 500, "{moved:?}");
        let runs = service.send("GET", &path("runs/list"), b"");
        assert_eq!(runs.status, 200, "{runs:?}");
    }
}

/// What a for-each task goes through is nested as deep as a request may be, and is read again.
#[test]
fn deep_inputs_are_stored_and_read() {
    let service =
        Service::start(|builder| builder.task_duration(std::time::Duration::from_millis(1)));
    for depth in [10, 100, 120, 124, 125, 126, 127, 128, 10_000] {
        let inputs = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let job = json!({ "run_name": "x", "tasks": [{ "task_key": "each", "for_each_task": {
            "inputs": inputs,
            "task": { "task_key": "a", "notebook_task": { "notebook_path": "/a" } } } }] });
        let run = service.send("POST", &path("runs/submit"), job.to_string().as_bytes());
        assert_eq!(run.status, 200, "{depth}: {run:?}");
        let run = run.json()["run_id"].clone();
        let ended = (0..3000).any(|_| {
            let run = service.send("GET", &format!("{}?run_id={run}", path("runs/get")), b"");
            assert_eq!(run.status, 200, "{depth}: {run:?}");
            std::thread::sleep(std::time::Duration::from_millis(2));
            run.json()["end_time"] != 0
        });
        assert!(ended, "{depth}");
    }
}
