//! What the service says when it refuses a request, word for word.

mod bodies;
mod settings;
mod strict;

use crate::common::{Service, id, task};
use serde_json::json;

const CREATE: &str = "POST /api/2.2/jobs/create";
const UPDATE: &str = "POST /api/2.2/jobs/update";

/// R22.1: status, code and message as recorded from the service. `{job}` and `{run}` are those of
/// a job that exists and of a run of it that has ended after a repair.
#[tokio::test]
async fn recorded_messages() {
    let service = Service::start();
    let settings = json!({ "name": "etl", "tasks": [task("a", &[]), task("b", &["a"])] });
    let job = service.create(settings).await;
    let run = service.run_now(job).await;
    service.advance(1000);
    service
        .post(
            "runs/repair",
            json!({ "run_id": run, "rerun_tasks": ["a"] }),
        )
        .await;
    service.advance(1000);

    let invalid = (400, "INVALID_PARAMETER_VALUE");
    let malformed = (400, "MALFORMED_REQUEST");
    let table = [
        (
            "GET /api/2.2/jobs/get?job_id=1234",
            "",
            invalid,
            "Job 1234 does not exist.",
        ),
        (
            "GET /api/2.2/jobs/get",
            "",
            invalid,
            "Job 0 does not exist.",
        ),
        (
            "POST /api/2.2/jobs/reset",
            r#"{"job_id": 1234, "new_settings": {}}"#,
            invalid,
            "Job 1234 does not exist.",
        ),
        (
            UPDATE,
            r#"{"job_id": "1234"}"#,
            invalid,
            "Job 1234 does not exist.",
        ),
        (
            "POST /api/2.2/jobs/delete",
            r#"{"job_id": 1234}"#,
            invalid,
            "Job 1234 does not exist.",
        ),
        (
            "POST /api/2.2/jobs/run-now",
            "{}",
            invalid,
            "Job 0 does not exist.",
        ),
        (
            "GET /api/2.2/jobs/runs/get?run_id=5",
            "",
            invalid,
            "Run 5 does not exist.",
        ),
        (
            "GET /api/2.2/jobs/runs/get-output?run_id=5",
            "",
            invalid,
            "Run 5 does not exist.",
        ),
        (
            "POST /api/2.2/jobs/runs/cancel",
            r#"{"run_id": 5}"#,
            invalid,
            "Run 5 does not exist.",
        ),
        (
            "GET /api/2.2/jobs/runs/get-output?run_id={run}",
            "",
            invalid,
            "Retrieving the output of runs with multiple tasks is not supported. Please retrieve \
             the output of each individual task run instead.",
        ),
        (
            CREATE,
            r#"{"tasks": [{}]}"#,
            invalid,
            "Missing required field: settings.tasks.task_key.",
        ),
        (
            CREATE,
            r#"{"tasks": [{"task_key": "a", "depends_on": [{}]}]}"#,
            invalid,
            "Missing required field: settings.tasks.depends_on.task_key",
        ),
        (
            CREATE,
            r#"{"tasks": [{"task_key": "X", "depends_on": [{"task_key": "X"}]}]}"#,
            invalid,
            "Invalid dependency graph, task 'X' can not reference itself.",
        ),
        (
            "POST /api/2.2/jobs/reset",
            r#"{"job_id": {job}}"#,
            invalid,
            "Run settings must be specified.",
        ),
        (
            "POST /api/2.2/jobs/runs/submit",
            "{}",
            invalid,
            "Run settings must be specified.",
        ),
        (
            CREATE,
            r#"{"git_source": {"git_url": "u"}}"#,
            invalid,
            "git_source.git_provider must be one of: github,gitlab,bitbucketcloud,\
             gitlabenterpriseedition,bitbucketserver,azuredevopsservices,githubenterprise,\
             awscodecommit",
        ),
        (
            "GET /api/2.2/jobs/runs/list?limit=27",
            "",
            invalid,
            "Invalid limit 27 - it has to be no more than 26.",
        ),
        (
            "POST /api/2.2/jobs/runs/repair",
            r#"{"run_id": {run}, "rerun_tasks": ["a"]}"#,
            invalid,
            "The latest repair ID needs to be provided in order to create a new repair",
        ),
        (
            "PUT /api/2.0/permissions/jobs/{job}",
            r#"{"access_control_list": []}"#,
            invalid,
            "The job must have exactly one owner.",
        ),
        (
            "POST /api/2.2/jobs/run-now",
            r#"{"job_id": {job}, "notebook_params": "x"}"#,
            malformed,
            "Could not parse request object: Expected object for field 'notebook_params', found \
             STRING",
        ),
        (
            "GET /api/2.2/jobs/foo",
            "",
            (404, "ENDPOINT_NOT_FOUND"),
            "No API found for 'GET /api/2.2/jobs/foo'.",
        ),
        (
            "PUT /api/2.2/jobs/get",
            "",
            (404, "ENDPOINT_NOT_FOUND"),
            "Bad Target: /api/2.2/jobs/get",
        ),
        (
            "POST /api/2.0/secrets/put",
            "",
            (501, "NOT_IMPLEMENTED"),
            "'POST /api/2.0/secrets/put' is not supported by jobs-emulator.",
        ),
        (
            "GET /api/2.1/jobs/get?job_id=5",
            "",
            (400, "INVALID_PARAMETER_VALUE"),
            "Job 5 does not exist.",
        ),
    ];
    for (request, body, (status, code), message) in table {
        let known = |text: &str| {
            text.replace("{job}", &job.to_string())
                .replace("{run}", &run.to_string())
        };
        let request = known(request);
        let (method, path) = request.split_once(' ').unwrap();
        let answer = service.send(method, path, &known(body)).await;
        let expected = json!({ "error_code": code, "message": message });
        assert_eq!(answer, (status, expected), "{request} {body}");
    }
}

/// Messages of which only a part is known, and our own where none is.
#[tokio::test]
async fn other_refusals() {
    let service = Service::start();
    let cycle = json!({ "tasks": [task("a", &["b"]), task("b", &["a"])] }).to_string();
    let unknown = json!({ "tasks": [task("a", &["x"])] }).to_string();
    let twice = json!({ "tasks": [task("a", &[]), task("a", &[])] }).to_string();
    let many: Vec<_> = (0..1001)
        .map(|number| task(&format!("t{number}"), &[]))
        .collect();
    let many = json!({ "tasks": many }).to_string();
    let table = [
        (
            CREATE,
            r#"{"schedule": {"quartz_cron_expression": "* * * * *", "timezone_id": "UTC"}}"#,
            "Invalid quartz_cron_expression: * * * * *. Databricks uses Quartz cron syntax, which \
             is different from the standard cron syntax. See ",
        ),
        (
            "GET /api/2.2/jobs/list?offset=10020",
            "",
            "The supplied offset 10020 has exceeded the value of 10000 allowed for this \
             parameter.Please use the page_token parameter to paginate: ",
        ),
        ("GET /api/2.2/jobs/list?limit=101", "", "Invalid limit 101"),
        ("GET /api/2.2/jobs/list?limit=0", "", "Invalid limit 0"),
        (
            "GET /api/2.2/jobs/list?page_token=%00zz",
            "",
            "Invalid page token",
        ),
        (
            "POST /api/2.2/jobs/runs/cancel-all",
            "{}",
            "One of job_id and all_queued_runs",
        ),
        (CREATE, &cycle, "Invalid dependency graph"),
        (CREATE, &unknown, "Invalid dependency graph"),
        (CREATE, &twice, "Duplicate task key 'a'."),
        (
            CREATE,
            &many,
            "Invalid settings.tasks - it has 1001 elements, and has to have no more than 1000.",
        ),
        (CREATE, "[]", "Could not parse request object: "),
        (CREATE, "{", "Could not parse request object: "),
        (
            CREATE,
            r#"{"tasks": "x"}"#,
            "Could not parse request object: ",
        ),
        (
            CREATE,
            r#"{"max_concurrent_runs": 1001}"#,
            "Invalid settings.max_concurrent_runs 1001 - it has to be no more than 1000.",
        ),
        (
            CREATE,
            r#"{"schedule": {}, "continuous": {}}"#,
            "Only one of schedule, trigger",
        ),
        (
            CREATE,
            r#"{"schedule": {"quartz_cron_expression": "0 0 0 ? * 8", "timezone_id": "UTC"}}"#,
            "Invalid quartz_cron_expression: 0 0 0 ? * 8. Databricks uses Quartz cron syntax",
        ),
        (
            CREATE,
            r#"{"schedule": {"quartz_cron_expression": "0 0 0 * * ?", "timezone_id": "Mars"}}"#,
            "Invalid timezone_id: Mars.",
        ),
        (
            CREATE,
            r#"{"schedule": {"quartz_cron_expression": "0 0 0 * * ?", "timezone_id": ""}}"#,
            "Missing required field: settings.schedule.timezone_id.",
        ),
        (
            CREATE,
            r#"{"trigger": {"periodic": {"interval": 0, "unit": "DAYS"}}}"#,
            "Invalid settings.trigger.periodic.interval 0 - it has to be no less than 1.",
        ),
        (
            CREATE,
            r#"{"trigger": {"periodic": {"interval": 1, "unit": "YEARS"}}}"#,
            "Invalid trigger.periodic.unit: YEARS.",
        ),
    ];
    for (request, body, beginning) in table {
        let (method, path) = request.split_once(' ').unwrap();
        let (status, answer) = service.send(method, path, body).await;
        assert_eq!(status, 400, "{request}");
        let message = answer["message"].as_str().unwrap();
        assert!(message.starts_with(beginning), "{message}");
    }
}

#[tokio::test]
async fn requests_are_read_leniently() {
    let service = Service::start();
    let body = r#"{"name": "x", "timeout_seconds": "3600", "novelty": {"a": [1]},
        "tasks": [{"task_key": "a", "max_retries": "2", "soon": true, "sql_task": null,
        "notebook_task": {"notebook_path": "/a"}}]}"#;
    let (_, created) = service.send("POST", "/api/2.2/jobs/create", body).await;
    let job_id = id(&created, "job_id");
    let job = service
        .get(&format!(
            "get?job_id={job_id}&page_token=&include_user_names=x"
        ))
        .await;
    let settings = &job["settings"];
    assert_eq!(settings["timeout_seconds"], 3600);
    assert_eq!(settings["novelty"], json!({ "a": [1] }));
    assert_eq!(settings["tasks"][0]["max_retries"], 2);
    assert_eq!(settings["tasks"][0]["soon"], true);
    assert_eq!(settings["tasks"][0].get("sql_task"), None);
    let run = service
        .post("run-now", json!({ "job_id": job_id.to_string() }))
        .await;
    assert_eq!(run["run_id"], run["number_in_job"]);
    assert_eq!(
        service.get("list?expand_tasks=True").await["jobs"][0]["has_more"],
        false
    );
}

#[tokio::test]
async fn credentials() {
    let service = Service::with(|builder| builder.token("canary-60ad"));
    let path = "/api/2.2/jobs/list";
    for (authorization, status, message) in [
        (None, 401, "Credential was not sent"),
        (Some("Digest u"), 401, "Credential was not sent"),
        (Some("Basic dTpw"), 403, "Invalid access token."),
        (Some("Bearer token"), 403, "Invalid access token."),
        (Some("Bearer canary-60ad"), 200, ""),
    ] {
        let mut request = http::Request::get(path);
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let response = service
            .handle
            .handle(request.body("".into()).unwrap())
            .await;
        assert_eq!(response.status().as_u16(), status);
        let body = String::from_utf8(response.body().to_vec()).unwrap();
        assert!(body.contains(message), "{body}");
        assert!(!body.contains("canary-60ad"));
    }
}

#[tokio::test]
async fn a_request_of_more_than_10_mb_is_refused() {
    let service = Service::start();
    let body = format!(r#"{{"name": "{}"}}"#, "x".repeat(10 * 1024 * 1024));
    let (status, _) = service.send("POST", "/api/2.2/jobs/create", &body).await;
    assert_eq!(status, 413);
}
