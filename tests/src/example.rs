//! A workspace for examples in docs: each runs against an emulator of its own.

use std::error::Error;
use std::time::Duration;

use jobs_api::operations::{CreateJob, RunNow};
use jobs_api::types::{JobId, RunId, Task};
use jobs_api::{Client, blocking};
use jobs_emulator::{Emulator, InProcess, Rule, StartError};

/// How long a simulated task of an example takes, if it is not the one that goes on.
const TASK_DURATION: Duration = Duration::from_millis(5);

/// What is in the workspace of an example.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Example {
    /// A job of two tasks, which takes a parameter `date`.
    pub job_id: JobId,
    /// A run of it that has succeeded.
    pub run_id: RunId,
    /// The run of one task in it.
    pub task_run_id: RunId,
    /// A run that has failed, and would succeed when repaired.
    pub failed_run_id: RunId,
    /// A run that goes on.
    pub active_run_id: RunId,
}

/// Runs the body of an example.
///
/// # Panics
///
/// When the example fails: it is a test.
pub fn example(body: impl AsyncFnOnce(Client, Example) -> Result<(), Box<dyn Error>>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let result = runtime.map_err(Box::<dyn Error>::from).and_then(|runtime| {
        runtime.block_on(async {
            let client = client(&emulator()?)?;
            let example = furnish(&client).await?;
            body(client, example).await
        })
    });
    if let Err(error) = result {
        panic!("the example failed: {error:#}");
    }
}

/// Runs the body of an example for the blocking client.
///
/// # Panics
///
/// When the example fails: it is a test.
pub fn blocking_example(
    body: impl FnOnce(blocking::Client, Example) -> Result<(), Box<dyn Error>>,
) {
    let result = || {
        let client = blocking::Client::new(client(&emulator()?)?)?;
        let example = client.block_on(async |client| Ok(furnish(client).await));
        body(client, example??)
    };
    if let Err(error) = result() {
        panic!("the example failed: {error:#}");
    }
}

/// A client of an emulator in the same process, which does not wait long between two polls.
///
/// # Errors
///
/// When the client cannot be built.
pub fn client(emulator: &InProcess) -> jobs_api::Result<Client> {
    let interval = Duration::from_millis(2)..=Duration::from_millis(20);
    Client::builder()
        .host("http://localhost")
        .token("example")
        .transport(emulator.clone())
        .wait_interval(interval)
        .build()
}

fn emulator() -> Result<InProcess, StartError> {
    Emulator::builder()
        .task_duration(TASK_DURATION)
        .outcome(
            Rule::task("report")
                .job("failing")
                .repair_count(0)
                .fails("no data"),
        )
        .outcome(Rule::any().job("endless").takes(Duration::from_secs(3600)))
        .in_process()
}

async fn furnish(client: &Client) -> Result<Example, Box<dyn Error>> {
    let create = |name: &str| {
        let report = Task::notebook("report", "/etl/report").depends_on(["ingest"]);
        let job = CreateJob::new()
            .name(name)
            .task(Task::notebook("ingest", "/etl/ingest"));
        client.create(job.task(report))
    };
    let job_id = create("nightly").await?.job_id;
    let run = client.run_now(job_id).wait().await?;
    let task_run_id = run.tasks.iter().flatten().find_map(|task| task.run_id);
    let failing = create("failing").await?.job_id;
    let failed = client.run_now(failing).wait_any().await?;
    let endless = create("endless").await?.job_id;
    let active = client.run_now(RunNow::new(endless)).await?;
    Ok(Example {
        job_id,
        run_id: run.run_id.ok_or("a run without id")?,
        task_run_id: task_run_id.ok_or("a run without tasks")?,
        failed_run_id: failed.run_id.ok_or("a run without id")?,
        active_run_id: active.run_id,
    })
}
