//! Who may do what, when tokens tell callers apart.

mod lists;
mod owners;
mod principals;

use jobs_emulator::{Emulator, InProcess, Principal};
use serde_json::{Value, json};

use crate::common::{id, task};

/// Users, whose tokens are their names, and their levels on the job of a [`Stage`].
const LEVELS: [(&str, &str); 4] = [
    ("viewer", "CAN_VIEW"),
    ("runner", "CAN_MANAGE_RUN"),
    ("manager", "CAN_MANAGE"),
    ("owner", "IS_OWNER"),
];

/// A service that tells its callers apart by tokens that are their names, on a clock that stands
/// still.
struct Stage(InProcess);

impl Stage {
    fn new() -> Self {
        let mut builder = Emulator::builder().virtual_clock();
        for name in ["viewer", "runner", "manager", "owner", "stranger"] {
            builder = builder.principal(name, Principal::user(name));
        }
        let service = builder
            .principal("analyst", Principal::user("analyst").member_of("data"))
            .principal("robot", Principal::service_principal("robot"))
            .principal("admin", Principal::user("admin").admin())
            .in_process();
        Self(service.expect("the emulator starts"))
    }

    /// Sends a request of a caller: `METHOD /path`.
    async fn ask(&self, caller: &str, request: &str, body: Value) -> (u16, Value) {
        let (method, path) = request.split_once(' ').expect("method and path");
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {caller}"))
            .body(body.into())
            .expect("a request");
        let answer = self.0.handle(request).await;
        let body = serde_json::from_slice(answer.body()).expect("a JSON body");
        (answer.status().as_u16(), body)
    }

    /// Sends a request that succeeds.
    async fn done(&self, caller: &str, request: &str, body: Value) -> Value {
        let (status, answer) = self.ask(caller, request, body).await;
        assert_eq!(status, 200, "{caller}: {request}: {answer}");
        answer
    }

    /// A job of `owner`, on which each caller of [`LEVELS`] has its level, and a run of it that has
    /// ended.
    async fn job(&self) -> (i64, i64) {
        let list: Vec<Value> = LEVELS
            .iter()
            .map(|(user, level)| json!({ "user_name": user, "permission_level": level }))
            .collect();
        let job = json!({ "name": "job", "tasks": [task("a", &[])], "access_control_list": list });
        let job = self.done("owner", "POST /api/2.2/jobs/create", job).await;
        let body = json!({ "job_id": job["job_id"] });
        let run = self.done("owner", "POST /api/2.2/jobs/run-now", body).await;
        let minute = std::time::Duration::from_secs(60);
        self.0.advance(minute).expect("a virtual clock");
        (id(&job, "job_id"), id(&run, "run_id"))
    }
}

fn refused(message: impl Into<String>) -> (u16, Value) {
    let body = json!({ "error_code": "PERMISSION_DENIED", "message": message.into() });
    (403, body)
}

/// What a caller without the right on a job is told.
fn refusal(right: &str, name: &str, job: i64) -> (u16, Value) {
    let levels = match right {
        "view" => "View or Admin or Manage Run or Owner",
        "run" => "Admin or Manage Run or Owner",
        "manage" => "Admin or Owner",
        _ => {
            return refused(format!(
                "{name} does not have Manage permissions on Job with ID: ElasticJobId({job}). \
                 Please contact the owner or an administrator for access."
            ));
        }
    };
    refused(format!(
        "User {name} does not have {levels} permissions on job {job}"
    ))
}

/// All operations on a job and its runs, and what they need.
const OPERATIONS: [(&str, &str, &str); 19] = [
    ("view", "GET /api/2.2/jobs/get?job_id={job}", ""),
    ("view", "GET /api/2.2/jobs/runs/get?run_id={run}", ""),
    ("view", "GET /api/2.2/jobs/runs/get?run_id={task}", ""),
    (
        "view",
        "GET /api/2.2/jobs/runs/get-output?run_id={task}",
        "",
    ),
    ("view", "GET /api/2.2/jobs/runs/export?run_id={task}", ""),
    (
        "view",
        "GET /api/2.0/policies/jobs/get-compliance?job_id={job}",
        "",
    ),
    ("run", "POST /api/2.2/jobs/run-now", r#"{"job_id": {job}}"#),
    (
        "run",
        "POST /api/2.2/jobs/runs/cancel",
        r#"{"run_id": {run}}"#,
    ),
    (
        "run",
        "POST /api/2.2/jobs/runs/cancel-all",
        r#"{"job_id": {job}}"#,
    ),
    (
        "run",
        "POST /api/2.2/jobs/runs/repair",
        r#"{"run_id": {run}, "rerun_tasks": ["a"]}"#,
    ),
    (
        "manage",
        "POST /api/2.2/jobs/update",
        r#"{"job_id": {job}}"#,
    ),
    (
        "manage",
        "POST /api/2.2/jobs/reset",
        r#"{"job_id": {job}, "new_settings": {}}"#,
    ),
    (
        "manage",
        "POST /api/2.2/jobs/delete",
        r#"{"job_id": {job}}"#,
    ),
    (
        "manage",
        "POST /api/2.2/jobs/runs/delete",
        r#"{"run_id": {run}}"#,
    ),
    (
        "manage",
        "POST /api/2.0/policies/jobs/enforce-compliance",
        r#"{"job_id": {job}}"#,
    ),
    ("permissions", "GET /api/2.0/permissions/jobs/{job}", ""),
    (
        "permissions",
        "PUT /api/2.0/permissions/jobs/{job}",
        r#"{"access_control_list": [{"user_name": "owner", "permission_level": "IS_OWNER"}]}"#,
    ),
    (
        "permissions",
        "PATCH /api/2.0/permissions/jobs/{job}",
        r#"{"access_control_list": []}"#,
    ),
    (
        "permissions",
        "GET /api/2.0/permissions/jobs/{job}/permissionLevels",
        "",
    ),
];

/// R22.1, section 6: each level allows what is below it and what the next one has not; words of
/// refusals as recorded, but those for starting and cancelling runs.
#[tokio::test]
async fn each_level_allows_what_it_should() {
    let callers = ["stranger", "viewer", "runner", "manager", "owner", "admin"];
    for (right, request, body) in OPERATIONS {
        let from = match right {
            "view" => 1,
            "run" => 2,
            _ => 3,
        };
        for (place, caller) in callers.into_iter().enumerate() {
            let stage = Stage::new();
            let (job, run) = stage.job().await;
            let path = format!("GET /api/2.2/jobs/runs/get?run_id={run}");
            let task = &stage.done("admin", &path, Value::Null).await["tasks"][0]["run_id"];
            let known = |text: &str| {
                text.replace("{job}", &job.to_string())
                    .replace("{run}", &run.to_string())
                    .replace("{task}", &task.to_string())
            };
            let body = serde_json::from_str(&known(body)).unwrap_or_default();
            let answer = stage.ask(caller, &known(request), body).await;
            if place >= from {
                assert_eq!(answer.0, 200, "{caller}: {request}: {}", answer.1);
            } else {
                let expected = refusal(right, caller, job);
                assert_eq!(answer, expected, "{caller}: {request}");
            }
        }
    }
}

/// R22.1, 0.2: without permission nobody learns whether there is such a job; admins do.
#[tokio::test]
async fn permission_comes_before_existence() {
    let stage = Stage::new();
    let (deleted, run) = stage.job().await;
    let body = json!({ "job_id": deleted });
    stage.done("admin", "POST /api/2.2/jobs/delete", body).await;
    for job in [1234, deleted] {
        for (right, request, body) in OPERATIONS {
            let known = |text: &str| text.replace("{job}", &job.to_string());
            if !format!("{request}{body}").contains("{job}") {
                continue;
            }
            let body: Value = serde_json::from_str(&known(body)).unwrap_or_default();
            let answer = stage.ask("stranger", &known(request), body.clone()).await;
            assert_eq!(answer, refusal(right, "stranger", job), "{request}");
            let (status, answer) = stage.ask("admin", &known(request), body).await;
            assert_eq!(status, if right == "permissions" { 404 } else { 400 });
            assert_eq!(answer["message"], format!("Job {job} does not exist."));
        }
    }
    // What a level was given on outlives the job: its runs do.
    let get = format!("GET /api/2.2/jobs/get?job_id={deleted}");
    let (_, answer) = stage.ask("viewer", &get, Value::Null).await;
    assert_eq!(answer["message"], format!("Job {deleted} does not exist."));
    let get = format!("GET /api/2.2/jobs/runs/get?run_id={run}");
    stage.done("viewer", &get, Value::Null).await;
    assert_eq!(stage.ask("stranger", &get, Value::Null).await.0, 403);
    // Of a run that is not there nobody knows whose it would be.
    let get = "GET /api/2.2/jobs/runs/get?run_id=5";
    let (status, answer) = stage.ask("stranger", get, Value::Null).await;
    assert_eq!(
        (status, &answer["message"]),
        (400, &json!("Run 5 does not exist."))
    );
}

/// R22.1: a token of an idempotent start does not show a run to those who could not start it.
#[tokio::test]
async fn a_start_is_not_repeated_for_others() {
    let stage = Stage::new();
    let (job, _) = stage.job().await;
    let start = "POST /api/2.2/jobs/run-now";
    let body = json!({ "job_id": job, "idempotency_token": "once" });
    let run = stage.done("owner", start, body.clone()).await;
    assert_eq!(stage.done("runner", start, body.clone()).await, run);
    let answer = stage.ask("viewer", start, body).await;
    assert_eq!(answer, refusal("run", "viewer", job));
}
