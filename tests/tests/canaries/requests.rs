//! Secrets in requests, as they are made and before anything is sent.

use std::collections::HashMap;

use jobs_api::operations::{CreateJob, ListJobs, RepairRun, RunNow, SubmitRun};
use jobs_api::types::{JobId, RunId};
use jobs_api::{Client, blocking};
use jobs_runtime::auth::{Pat, Token};
use jobs_runtime::config::Secret;
use jobs_runtime::operation::Method;
use jobs_runtime::transport::{Reply, Script};
use serde_json::{Value, json};

use crate::shown::Shown;

/// Settings of a job, with a secret wherever people put some.
pub(crate) fn settings() -> Value {
    let parameters = json!(["canary-parameter"]);
    let cluster = json!({
        "spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 0,
        "spark_env_vars": {"KEY": "canary-variable"},
        "spark_conf": {"spark.password": "canary-conf"},
    });
    json!({
        "name": "nightly",
        "parameters": [{"name": "date", "default": "canary-default"}],
        "tasks": [
            {"task_key": "notebook", "new_cluster": cluster, "notebook_task":
                {"notebook_path": "/a", "base_parameters": {"key": "canary-base-parameter"}}},
            {"task_key": "python", "new_cluster": cluster, "spark_python_task":
                {"python_file": "/a.py", "parameters": parameters}},
            {"task_key": "wheel", "new_cluster": cluster, "python_wheel_task":
                {"package_name": "a", "entry_point": "b",
                "named_parameters": {"key": "canary-named"}}},
            {"task_key": "jar", "new_cluster": cluster, "spark_jar_task":
                {"main_class_name": "a.B", "parameters": parameters}},
            {"task_key": "sql", "sql_task":
                {"warehouse_id": "1", "query": {"query_id": "1"},
                "parameters": {"key": "canary-sql"}}},
        ],
    })
}

/// Parameters of a run, with a secret in each.
pub(crate) fn run_now(job_id: JobId) -> RunNow {
    RunNow::new(job_id).job_parameter("date", "canary-job-parameter")
}

/// Parameters of a run in the forms of old.
fn run_now_of_old(job_id: JobId) -> RunNow {
    RunNow::new(job_id)
        .notebook_param("key", "canary-notebook")
        .python_param("canary-python")
        .python_named_param("key", "canary-python-named")
        .jar_param("canary-jar")
        .spark_submit_param("canary-submit")
        .sql_param("key", "canary-sql")
}

// R10.3
#[tokio::test]
async fn no_request_shows_a_secret() {
    let mut shown = Shown::default();
    let script = Script::new();
    script.stub("run_now", |_| Reply::no_connection());
    let builder = Client::builder()
        .host("https://ws.example.test")
        .token("canary-token")
        .environment(())
        .header("x-api-key", "canary-client-header")
        .transport(script.clone());
    shown.debug("builder", &builder);
    let client = builder.build().unwrap();
    shown.debug("client", &client);

    let create: CreateJob = serde_json::from_value(settings()).unwrap();
    let submit: SubmitRun = serde_json::from_value(settings()).unwrap();
    let repair = RepairRun::new(RunId(7)).job_parameter("date", "canary-repair");
    shown.debug("create", &create);
    shown.debug("submit", &submit);
    shown.debug("repair", &repair);
    shown.debug("run_now", &run_now_of_old(JobId(7)));
    shown.debug("call", &client.create(create));
    shown.debug("call", &client.repair_run(repair.clone()).request());
    shown.debug("wait", &client.repair_run(repair).wait());
    shown.debug("wait", &client.submit(submit).wait_any());
    let call = || {
        client
            .run_now(run_now_of_old(JobId(7)))
            .header("authorization", "Bearer canary-call-header")
            .header("x-call", "canary-call-header")
            .query("secret", "canary-query")
    };
    shown.debug("call", &call());
    shown.debug("wait", &call().wait());
    shown.debug("events", &call().wait().events());
    let list = ListJobs::new().page_token("canary-page-token");
    shown.debug("items", &client.list(list.clone()).items());
    shown.debug("pages", &client.list(list).pages());
    let raw = client
        .raw(Method::Post, "/api/2.2/jobs/create?secret=canary-query")
        .query("secret", "canary-query")
        .header("x-call", "canary-call-header")
        .body("canary-body");
    shown.debug("raw", &raw);
    shown.debug("pat", &Pat::new("canary-token"));
    shown.debug("token", &Token::new("canary-token"));
    shown.debug("secret", &Secret::new("canary-secret"));

    // Nothing of it is in what the tests of a program show, either.
    shown.result("run_now", &call().deadline(std::time::Duration::ZERO).await);
    script.expect("get", Reply::ok("{}"));
    let _ = client.raw(Method::Get, "/canary?x=canary-query").await;
    shown.debug("script", &script);
    shown.panic("script", || script.assert_done());
    let blocking = blocking::Client::new(client.clone());
    shown.result("blocking", &blocking);
    shown.assert_clean(&["RunNow", "job_id", "create", "***", "x-api-key"]);
}

// R10.1: a header that cannot be one, and what stands where it should not.
#[tokio::test]
async fn no_request_that_cannot_be_sent_shows_a_secret() {
    let mut shown = Shown::default();
    let script = Script::new();
    let builder = || {
        Client::builder()
            .host("https://ws.example.test")
            .environment(HashMap::new())
            .transport(script.clone())
    };
    for token in [
        "canary-of\ntwo-lines",
        "canary-\u{1}",
        "canary-\u{e9}\u{fffd}",
    ] {
        let client = builder().token(token).build();
        shown.result("client", &client);
        if let Ok(client) = client {
            shown.result("call", &client.raw(Method::Get, "/api").await);
        }
    }
    let bad_header = builder().token("t").header("x-key", "canary-\n").build();
    shown.result("client", &bad_header);
    let client = builder().token("t").build().unwrap();
    for raw in [
        client.raw(Method::Get, "/api").header("x-key", "canary-\n"),
        client.raw(Method::Get, "/a b?x=canary-query"),
        client.raw(Method::Get, "//x?x=canary-query"),
        client.raw(Method::Get, "/x?x=canary-query#canary-fragment"),
        client.raw(Method::Get, "/../x?x=canary-query"),
    ] {
        let answer = raw.await;
        assert!(answer.is_err(), "{answer:?}");
        shown.result("raw", &answer);
    }
    shown.assert_clean(&["raw: ", "x-key"]);
}
