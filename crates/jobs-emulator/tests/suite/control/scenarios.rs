//! Scenario files.

use std::time::Duration;

use jobs_emulator::{Emulator, InProcess, StartError};
use serde_json::Value;

use super::program::refusal;
use super::{create, list_jobs, send};

const SCENARIO: &str = "
clock: {virtual: true, start: '2026-01-31T06:00:00Z'}
task_duration_ms: 1000
user_name: ada
outcomes:
  - {job_name: nightly, task_key: load, attempt: 0, result: failed, error: boom}
faults:
  - operation: list
    status: 503
    times: 1
rate_limits: service
jobs:
  - name: nightly
    max_concurrent_runs: 2
    tasks:
      - task_key: load
        max_retries: 1
        notebook_task: {notebook_path: /load}
";

fn open(text: &str) -> Result<InProcess, StartError> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("scenario.yaml");
    std::fs::write(&file, text).expect("a file");
    Emulator::builder().scenario_file(file).in_process()
}

/// R22.2: a scenario says all that the library does.
#[tokio::test]
async fn a_scenario_sets_the_stage() {
    let service = open(SCENARIO).unwrap();
    assert_eq!(service.workspace().now(), 1_769_839_200_000);
    assert_eq!(list_jobs(&service).await, 503);
    let jobs = send(&service, "t", "GET", "/api/2.2/jobs/list", Value::Null)
        .await
        .body;
    let job = &jobs["jobs"][0];
    assert_eq!(job["settings"]["max_concurrent_runs"], 2);
    assert_eq!(job["creator_user_name"], "ada");
    let body = serde_json::json!({ "job_id": job["job_id"] });
    let run = send(&service, "t", "POST", "/api/2.2/jobs/run-now", body)
        .await
        .body;
    service.advance(Duration::from_millis(1999)).unwrap();
    let path = format!("/api/2.2/jobs/runs/get?run_id={}", run["run_id"]);
    let run = send(&service, "t", "GET", &path, Value::Null).await.body;
    assert_eq!(run["state"]["life_cycle_state"], "RUNNING");
    assert_eq!(run["tasks"][0]["state"]["result_state"], "FAILED");
    for _ in 0..20 {
        create(&service, "t", "more").await;
    }
    assert_eq!(create(&service, "t", "more").await.status, 429);
    service.workspace().reset().unwrap();
    assert_eq!(list_jobs(&service).await, 503);
    let jobs = send(&service, "t", "GET", "/api/2.2/jobs/list", Value::Null)
        .await
        .body;
    assert_eq!(jobs["jobs"].as_array().map(Vec::len), Some(1));
}

/// 5.4, 5.5: a scenario maps folders and says what queries come to.
#[tokio::test]
async fn a_scenario_has_what_triggers_watch() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "
clock: {{virtual: true}}
mappings: [{{url: 's3://b/in', folder: '{}'}}]
sql_results: [{{sql_query_id: q, rows: 0}}]
jobs:
  - name: free
    trigger: {{file_arrival: {{url: 's3://b/in/'}}}}
  - name: gated
    trigger:
      file_arrival: {{url: 's3://b/in/'}}
      sql_condition: {{sql_query_id: q, warehouse_id: w}}
",
        folder.path().display()
    );
    let service = open(&text).unwrap();
    std::fs::write(folder.path().join("1"), "x").unwrap();
    for _ in 0..2 {
        service.advance(Duration::from_secs(60)).unwrap();
        let runs = send(&service, "t", "GET", "/api/2.2/jobs/runs/list", Value::Null).await;
        assert_eq!(runs.body["runs"].as_array().map(Vec::len), Some(1));
        assert_eq!(runs.body["runs"][0]["run_name"], "free");
        service.workspace().reset().unwrap();
        std::fs::write(folder.path().join("2"), "x").unwrap();
    }
}

/// R22.2: the file that the documents show is one.
#[tokio::test]
async fn the_documented_scenario_is_taken() {
    let readme = include_str!("../../../README.md");
    let (_, yaml) = readme.split_once("```yaml\n").unwrap();
    let (yaml, _) = yaml.split_once("```").unwrap();
    let service = open(yaml).unwrap();
    let faults = send(
        &service,
        "ada-token",
        "GET",
        "/api/emulator/faults",
        Value::Null,
    )
    .await;
    assert_eq!(faults.body["faults"].as_array().map(Vec::len), Some(2));
}

/// A job that a file has already is not made again; another is.
#[tokio::test]
async fn jobs_are_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let (scenario, data) = (folder.path().join("s.yaml"), folder.path().join("jobs.db"));
    for (names, count) in [("[{name: a}]", 1), ("[{name: a}, {name: b}]", 2)] {
        std::fs::write(&scenario, format!("jobs: {names}")).unwrap();
        let builder = Emulator::builder().data(&data).scenario_file(&scenario);
        let service = builder.in_process().unwrap();
        let jobs = send(&service, "t", "GET", "/api/2.2/jobs/list", Value::Null).await;
        let jobs = jobs.body["jobs"].as_array().map_or(0, Vec::len);
        assert_eq!(jobs, count);
    }
}

/// R22.2: what the service would refuse is told with file and line.
#[tokio::test]
async fn a_job_that_cannot_be_is_told_with_its_line() {
    let text = "\njobs:\n  - name: a\n    tasks: [{task_key: 'x y'}]\n";
    let error = open(text).unwrap_err().to_string();
    assert!(error.contains("scenario.yaml:3: job 'a': "), "{error}");
}

/// R22.2: the program takes a scenario, and does not start with one that is wrong.
#[test]
fn the_program_refuses_a_wrong_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.yaml");
    std::fs::write(&file, "faults:\n  - operaton: list\n").unwrap();
    let error = refusal(&["--scenario", file.to_str().unwrap()]);
    assert!(
        error.contains("scenario.yaml:2: ") && error.contains("operaton"),
        "{error}"
    );
}
