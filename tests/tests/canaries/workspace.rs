//! A whole day's work against a service, with secrets in all that is sent and stored.

use std::error::Error;
use std::time::Duration;

use jobs_api::operations::{CreateJob, ListJobs, ListRuns, RunNow, SubmitRun};
use jobs_api::types::JobId;
use jobs_api::{Client, RunFailure};
use jobs_emulator::{Emulator, Rule};
use jobs_runtime::operation::Method;
use jobs_runtime::wait::WaitError;
use serde_json::json;

use crate::log::{assert_log_is_clean, listen};
use crate::requests::{run_now, settings};
use crate::shown::Shown;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

async fn start() -> Result<Emulator> {
    let emulator = Emulator::builder()
        .task_duration(Duration::from_millis(5))
        .token("canary-token")
        .outcome(
            Rule::task("python")
                .job("frail")
                .repair_count(0)
                .fails("no data"),
        )
        .start();
    Ok(emulator.await?)
}

fn client(emulator: &Emulator, token: &str) -> jobs_api::Result<Client> {
    Client::builder()
        .host(emulator.url())
        .token(token)
        .environment(())
        .header("x-api-key", "canary-header")
        .wait_interval(Duration::from_millis(2)..=Duration::from_millis(20))
        .build()
}

async fn create(client: &Client, name: &str) -> Result<JobId> {
    let settings: CreateJob = serde_json::from_value(settings())?;
    Ok(client.create(settings.name(name)).await?.job_id)
}

/// Jobs and runs that do as they should.
async fn succeed(client: &Client, shown: &mut Shown) -> Result {
    let job_id = create(client, "nightly").await?;
    shown.debug("job", &client.get(job_id).await?);
    let jobs = client
        .list(ListJobs::new().expand_tasks(true))
        .pages()
        .try_next()
        .await?;
    shown.debug("jobs", &jobs);

    let mut changes = Shown::default();
    let wait = client.run_now(run_now(job_id)).wait();
    let run = wait.on_change(|run| changes.debug("change", run)).await?;
    changes.assert_clean(&["Run {"]);
    shown.debug("run", &run);
    let run_id = run.run_id.ok_or("a run without id")?;
    let mut events = client.run_now(job_id).wait().events();
    shown.debug("events", &events);
    while let Some(event) = events.try_next().await? {
        shown.debug("event", &event);
    }
    let runs = client.list_runs(ListRuns::new().job_id(job_id).expand_tasks(true));
    shown.debug("runs", &runs.pages().try_next().await?);
    shown.debug("outputs", &client.run_outputs(run_id).await?);

    let submit: SubmitRun = serde_json::from_value(json!({
        "run_name": "once", "tasks": settings()["tasks"],
    }))?;
    let started = client.submit(submit).start().await?;
    shown.debug("started", &started);
    shown.debug("submitted", &started.wait_any().await?);
    let many = client.wait_many([run_id]);
    shown.debug("wait_many", &many);
    shown.debug("raw", &client.raw(Method::Get, "/api/2.2/jobs/list").await?);
    client.delete(job_id).await?;
    Ok(())
}

/// Runs that fail, and what is told and done about them.
async fn fail_and_repair(client: &Client, shown: &mut Shown) -> Result {
    let job_id = create(client, "frail").await?;
    let error = client
        .run_now(run_now(job_id))
        .wait()
        .await
        .expect_err("it fails");
    shown.error("wait", &error);
    let failure = RunFailure::of(&error).ok_or("another error")?;
    shown.text("failure", &failure);
    shown.debug("failure", &failure);
    shown.debug("failed tasks", &failure.failed_tasks().await);
    let WaitError::Failed { last, .. } = &error else {
        return Err(error.into());
    };
    shown.debug("run", last);
    let repair = client.repair_failed(last.run_id.ok_or("no id")?).await?;
    shown.debug("repair", &repair);
    shown.debug("request", repair.request());
    shown.debug("repaired", &repair.wait_any().await?);
    let slow = client.run_now(job_id).wait().timeout(Duration::ZERO);
    shown.result("wait", &slow.await);
    Ok(())
}

/// Calls that the service refuses.
async fn be_refused(client: &Client, stranger: &Client, shown: &mut Shown) -> Result {
    shown.result("get", &client.get(JobId(1)).await);
    shown.result("run_now", &client.run_now(run_now(JobId(1))).await);
    let job_id = create(client, "one").await?;
    let of_old = RunNow::new(job_id).notebook_param("key", "canary-notebook");
    shown.result("run_now", &client.run_now(of_old).await);
    let unknown = RunNow::new(job_id).job_parameter("unknown", "canary-unknown");
    shown.result("run_now", &client.run_now(unknown).await);
    let create = client.raw(Method::Post, "/api/2.2/jobs/create");
    let wrong = r#"{"tasks": "canary-tasks", "parameters": {"a": "canary-parameter"}}"#;
    shown.result("raw", &create.body(wrong).await);
    let create = client.raw(Method::Post, "/api/2.2/jobs/create");
    shown.result("raw", &create.body("canary-that-is-no-json").await);
    let call = client.raw(Method::Get, "/api/2.2/jobs/get?job_id=none");
    shown.result("raw", &call.await);
    let call = client.raw(Method::Get, "/api/2.2/none?secret=canary-query");
    shown.result("raw", &call.await);
    shown.result("get", &stranger.get(job_id).await);
    shown.result("run_now", &stranger.run_now(run_now(job_id)).wait().await);
    Ok(())
}

// R10.1, R10.3
#[tokio::test]
async fn no_step_of_a_workflow_shows_a_secret() {
    listen();
    let mut shown = Shown::default();
    let emulator = start().await.unwrap();
    shown.debug("emulator", &emulator);
    let (us, stranger) = ("canary-token", "canary-of-a-stranger");
    let client = |token| client(&emulator, token).unwrap();
    let (us, stranger) = (client(us), client(stranger));
    shown.debug("client", &us);
    shown.text("explanation", us.explain_auth().await);
    succeed(&us, &mut shown).await.unwrap();
    fail_and_repair(&us, &mut shown).await.unwrap();
    be_refused(&us, &stranger, &mut shown).await.unwrap();
    emulator.shutdown().await;
    shown.result(
        "get",
        &us.get(JobId(1))
            .timeout(Duration::from_millis(1))
            .deadline(Duration::from_millis(1))
            .await,
    );
    shown.assert_clean(&[
        "JobSettings",
        "nightly",
        "spark_env_vars: ",
        "RunTask",
        "no data",
        "PERMISSION_DENIED",
    ]);
    assert_log_is_clean(&[
        r#"operation="create""#,
        r#"operation="run_now""#,
        r#"operation="get_run""#,
        r#"operation="repair_run""#,
        r#"operation="raw""#,
        r#"\"job_id\":"#,
    ]);
}
