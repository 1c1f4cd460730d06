//! The blocking client, on a real socket.

use std::time::Duration;

use jobs_api::blocking::Client;
use jobs_api::operations::{CreateJob, GetJob, ListJobs, ListRuns};
use jobs_api::types::Task;
use jobs_api::{Error, ErrorKind, RunOutcome};
use jobs_emulator::{Emulator, Rule};

use crate::common::Result;

/// An emulator on a socket, served by threads of its own.
struct Server {
    emulator: Emulator,
    _runtime: tokio::runtime::Runtime,
}

fn server() -> Result<Server> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let emulator = Emulator::builder()
        .task_duration(Duration::from_millis(2))
        .outcome(Rule::task("bad").fails("no data"));
    let emulator = runtime.block_on(emulator.start())?;
    Ok(Server {
        emulator,
        _runtime: runtime,
    })
}

fn async_client(server: &Server) -> jobs_api::Result<jobs_api::Client> {
    jobs_api::Client::builder()
        .host(server.emulator.url())
        .token("blocking")
        .wait_interval(Duration::from_millis(2)..=Duration::from_millis(20))
        .build()
}

// R11.2
#[test]
fn calls_lists_waits_and_conveniences_work_without_async() -> Result {
    let server = server()?;
    let client = Client::new(async_client(&server)?)?;
    let tasks = (0..120).map(|number| Task::notebook(format!("task_{number}"), "/task"));
    let big = client
        .create(CreateJob::new().name("big").tasks(tasks))
        .send()?
        .job_id;
    let whole = client.get(big).timeout(Duration::from_secs(20)).send()?;
    assert_eq!(
        whole.into_settings()?.tasks.map(|tasks| tasks.len()),
        Some(120)
    );
    let page = client.get(GetJob::new(big)).page()?;
    assert_eq!(page.has_more, Some(true));

    let bad = CreateJob::new()
        .name("bad")
        .task(Task::notebook("bad", "/bad"));
    let bad = client.create(bad).send()?.job_id;
    let jobs = client.list(ListJobs::new().limit(1)).items();
    let ids = jobs
        .map(|job| job.map(|job| job.job_id))
        .collect::<jobs_api::Result<Vec<_>>>()?;
    assert_eq!(ids, [Some(bad), Some(big)]);
    assert_eq!(client.list(ListJobs::new().limit(1)).pages().count(), 2);
    assert_eq!(
        client
            .list(ListJobs::new().limit(1))
            .items()
            .take_total(1)
            .count(),
        1
    );

    let mut changes = 0;
    let wait = client.run_now(bad).wait().on_change(|_| changes += 1);
    let error = wait
        .timeout(Duration::from_secs(30))
        .until_end()
        .err()
        .ok_or("it fails")?;
    let run = error.into_last().ok_or("no run")?;
    assert!(matches!(run.outcome(), Some(RunOutcome::Failed(_))));
    assert!(changes > 0);
    let started = client.run_now(bad).start()?;
    let run_id = started.response().run_id;
    let again = started.wait_any().until_end().map_err(Error::from)?;
    assert_eq!(again.run_id, Some(run_id));
    let runs = client.list_runs(ListRuns::new().job_id(bad)).items();
    assert_eq!(runs.count(), 2);

    let outputs = client.block_on(async |client| client.run_outputs(run_id).await)?;
    let output = outputs.get("bad").ok_or("no output")?.output.as_ref();
    assert_eq!(
        output.ok().and_then(|output| output.error.as_deref()),
        Some("no data")
    );
    let missing = client.get(1).send().err().map(|error| error.kind());
    assert_eq!(missing, Some(ErrorKind::NotFound));
    Ok(())
}

// R11.2: many threads share one client, its connections and its thread.
#[test]
fn clones_work_on_many_threads() -> Result {
    let server = server()?;
    let client = Client::new(async_client(&server)?)?;
    let job = CreateJob::new()
        .name("shared")
        .task(Task::notebook("a", "/a"));
    let job_id = client.create(job).send()?.job_id;
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || (0..5).all(|_| client.get(job_id).send().is_ok()))
        })
        .collect();
    drop(client);
    for thread in threads {
        assert!(thread.join().map_err(|_| "a thread panicked")?);
    }
    Ok(())
}

// R11.2
#[test]
fn inside_an_async_runtime_it_is_refused_in_clear_words() -> Result {
    let server = server()?;
    let client = Client::new(async_client(&server)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let refused = |error: Option<Error>| -> Result {
        let error = error.ok_or("it was not refused")?;
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(
            error.message().contains("use the async client there"),
            "{error}"
        );
        assert!(!error.was_sent());
        Ok(())
    };
    runtime.block_on(async {
        refused(Client::new(async_client(&server)?).err())?;
        refused(Client::from_env().err())?;
        refused(client.get(1).send().err())?;
        refused(
            client
                .list(ListJobs::new())
                .items()
                .next()
                .and_then(Result::err),
        )?;
        refused(client.run_now(1).wait().until_end().err().map(Error::from))?;
        refused(client.block_on(async |client| client.get(1).await).err())?;
        // Dropped here, it waits for its thread, which ends at once.
        drop(client);
        Ok(())
    })
}
