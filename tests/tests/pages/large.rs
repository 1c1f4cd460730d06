//! R6.1, R6.3: a job and its run, larger than a page, at the emulator.

use std::collections::BTreeSet;
use std::time::Duration;

use jobs_api::Client;
use jobs_api::operations::{CreateJob, GetJob, ListJobs, ListRuns};
use jobs_api::types::{JobCluster, JobParameterDefinition, NewCluster, Task};
use jobs_emulator::Emulator;
use jobs_runtime::page::Cursor;

const TASKS: usize = 350;
const CLUSTERS: usize = 100;

fn service() -> jobs_api::Result<Client> {
    let emulator = Emulator::builder().task_duration(Duration::from_millis(1));
    let emulator = emulator.in_process().map_err(jobs_api::Error::config)?;
    jobs_tests::client(&emulator)
}

fn large_job() -> CreateJob {
    let mut job = CreateJob::new().name("large");
    for number in 0..TASKS {
        job = job.task(Task::notebook(format!("task-{number}"), "/etl"));
    }
    for number in 0..CLUSTERS {
        let cluster = JobCluster::new(format!("cluster-{number}")).new_cluster(NewCluster::new());
        job = job.job_cluster(cluster);
    }
    for number in 0..120 {
        job = job.parameter(JobParameterDefinition::new(
            format!("parameter-{number}"),
            "x",
        ));
    }
    job
}

#[tokio::test]
async fn a_job_and_a_run_of_350_tasks_are_read_whole() {
    let client = service().unwrap();
    let job_id = client.create(large_job()).await.unwrap().job_id;
    let page = client.get(GetJob::new(job_id)).page().await.unwrap();
    assert_eq!(page.settings.unwrap().tasks.unwrap().len(), 100);

    let job = client.get(job_id).await.unwrap();
    let settings = job.settings.unwrap();
    let keys: BTreeSet<_> = settings
        .tasks
        .iter()
        .flatten()
        .map(|task| &task.task_key)
        .collect();
    assert_eq!(
        (keys.len(), settings.tasks.as_ref().unwrap().len()),
        (TASKS, TASKS)
    );
    assert_eq!(settings.job_clusters.unwrap().len(), CLUSTERS);
    assert_eq!(settings.parameters.unwrap().len(), 120);
    assert_ne!(job.has_more, Some(true));

    let run = client.run_now(job_id).wait().await.unwrap();
    assert_eq!(run.tasks.unwrap().len(), TASKS);
    assert_eq!(run.job_parameters.unwrap().len(), 120);

    let listed = client.list_expanded(ListJobs::new()).try_next().await;
    let listed = listed.unwrap().unwrap();
    assert_eq!(listed.settings.unwrap().tasks.unwrap().len(), TASKS);
    assert_eq!(listed.has_more, Some(false));
    let listed = client.list_runs_expanded(ListRuns::new()).try_next().await;
    let listed = listed.unwrap().unwrap();
    assert_eq!(listed.tasks.unwrap().len(), TASKS);
    assert_eq!(listed.has_more, Some(false));
}

// R6.1, R6.4: as a program would that is stopped after every few jobs.
#[tokio::test]
async fn a_list_is_read_in_parts_with_a_stored_cursor() {
    let client = service().unwrap();
    let mut newest_first = Vec::new();
    for number in 0..47 {
        let job = CreateJob::new().name(format!("job {number}"));
        newest_first.insert(0, client.create(job).await.unwrap().job_id);
    }
    let mut seen = Vec::new();
    let mut stored: Option<String> = None;
    loop {
        let mut items = client.list(ListJobs::new()).items().take_total(7);
        if let Some(stored) = &stored {
            let cursor: Cursor = stored.parse().unwrap();
            items = items.resume(&cursor).unwrap();
        }
        while let Some(job) = items.try_next().await.unwrap() {
            seen.extend(job.job_id);
        }
        match items.cursor() {
            Some(cursor) => stored = Some(cursor.to_string()),
            None => break,
        }
    }
    assert_eq!(seen, newest_first);
}
