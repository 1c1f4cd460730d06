//! JOB-4, JOB-5: lists of jobs and runs, with and without what is in them. The rows are those of
//! the other SDKs' tests (F.E).

use jobs_api::ErrorKind;
use jobs_api::operations::{ListJobs, ListRuns};
use jobs_api::types::BaseJob;
use serde_json::{Value, json};

use crate::{asked, client};

const GONE: &str = "does not exist.";

fn tasks(keys: &[&str]) -> Value {
    keys.iter().map(|key| json!({ "task_key": key })).collect()
}

fn task(run_id: i64) -> Value {
    json!({ "run_id": run_id, "task_key": "t" })
}

fn clusters(keys: &[&str]) -> Value {
    keys.iter()
        .map(|key| json!({ "job_cluster_key": key, "new_cluster": {} }))
        .collect()
}

/// Jobs 100, 200 and 400 are cut in the list, 300 is not: two pages of the list, seven of jobs.
fn jobs() -> Vec<(&'static str, &'static str, Value)> {
    let cut = |id: i64| {
        json!({
            "job_id": id,
            "settings": { "name": format!("job {id}"), "tasks": tasks(&["t1"]) },
            "has_more": true,
        })
    };
    let page = |keys: &[&str], next: Option<&str>| {
        json!({
            "settings": {
                "name": "of the job itself",
                "tasks": tasks(keys),
                "job_clusters": clusters(keys),
                "parameters": [{ "name": keys[0], "default": "" }],
                "environments": [{ "environment_key": keys[0] }],
            },
            "next_page_token": next,
        })
    };
    let whole =
        json!({ "job_id": 300, "settings": { "tasks": tasks(&["only"]) }, "has_more": false });
    vec![
        (
            "list",
            "expand_tasks=true",
            json!({ "jobs": [cut(100), cut(200)], "next_page_token": "two" }),
        ),
        (
            "list",
            "expand_tasks=true&page_token=two",
            json!({ "jobs": [whole, cut(400)] }),
        ),
        ("get", "job_id=100", page(&["t1", "t2"], Some("b"))),
        ("get", "job_id=100&page_token=b", page(&["t3"], Some("c"))),
        ("get", "job_id=100&page_token=c", page(&["t4"], None)),
        ("get", "job_id=200", page(&["t1"], Some("b"))),
        ("get", "job_id=200&page_token=b", page(&["t2"], None)),
        ("get", "job_id=400", page(&["t1"], Some("b"))),
        ("get", "job_id=400&page_token=b", page(&["t2"], None)),
    ]
}

/// Each job in short: id, whether it is cut, and its tasks.
fn short(job: BaseJob) -> String {
    let id = job.job_id.map_or(0, |id| id.0);
    let cut = job.has_more == Some(true);
    let tasks = job.settings.unwrap_or_default().tasks.unwrap_or_default();
    let keys: Vec<_> = tasks.into_iter().map(|task| task.task_key).collect();
    format!("{id} {cut} {}", keys.join(" "))
}

#[tokio::test]
async fn jobs_without_expansion_are_left_as_they_are() {
    let list = json!({ "jobs": [{ "job_id": 1, "has_more": true }], "next_page_token": "b" });
    let (client, script) = client(&[
        ("list", "", list),
        ("list", "page_token=b", json!({ "jobs": [{ "job_id": 2 }] })),
    ])
    .unwrap();
    let mut items = client.list(ListJobs::new()).items();
    let first = items.try_next().await.unwrap().unwrap();
    assert_eq!(first.has_more, Some(true));
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(asked(&script), ["list ", "list page_token=b"]);
}

#[tokio::test]
async fn jobs_with_expansion_are_whole() {
    let (client, script) = client(&jobs()).unwrap();
    let mut jobs = client.list_expanded(ListJobs::new());
    let first = jobs.try_next().await.unwrap().unwrap();
    let settings = first.settings.as_ref().unwrap();
    assert_eq!(
        settings.name.as_deref(),
        Some("job 100"),
        "as the list has it"
    );
    assert_eq!(settings.job_clusters.as_ref().unwrap().len(), 4);
    assert_eq!(settings.parameters.as_ref().unwrap().len(), 3);
    assert_eq!(settings.environments.as_ref().unwrap().len(), 3);
    let mut seen = vec![short(first)];
    while let Some(job) = jobs.try_next().await.unwrap() {
        seen.push(short(job));
    }
    assert_eq!(
        seen,
        [
            "100 false t1 t2 t3 t4",
            "200 false t1 t2",
            "300 false only",
            "400 false t1 t2"
        ]
    );
    let asked = asked(&script);
    assert_eq!(asked.len(), 9, "{asked:?}");
    assert!(!asked.iter().any(|line| line.contains("job_id=300")));
}

// F.E "missing upstream", G 44: one that is deleted between list and get ends nothing.
#[tokio::test]
async fn a_job_that_is_deleted_meanwhile_is_given_as_far_as_it_is_known() {
    let mut table = jobs();
    for row in &mut table {
        if row.1.starts_with("job_id=200") {
            row.2 = json!({
                "error_code": "INVALID_PARAMETER_VALUE",
                "message": format!("Job 200 {GONE}"),
            });
        }
    }
    let (client, _) = client(&table).unwrap();
    let mut jobs = client.list_expanded(ListJobs::new());
    let mut seen = Vec::new();
    while let Some(job) = jobs.try_next().await.unwrap() {
        seen.push(short(job));
    }
    assert_eq!(
        seen,
        [
            "100 false t1 t2 t3 t4",
            "200 true t1",
            "300 false only",
            "400 false t1 t2"
        ]
    );
}

#[tokio::test]
async fn any_other_error_ends_the_list() {
    let mut table = jobs();
    for row in &mut table {
        if row.1 == "job_id=200&page_token=b" {
            row.2 = json!({ "error_code": "ABORTED", "message": "not now" });
        }
    }
    let (client, _) = client(&table).unwrap();
    let mut jobs = client.list_expanded(ListJobs::new());
    assert_eq!(
        short(jobs.try_next().await.unwrap().unwrap()),
        "100 false t1 t2 t3 t4"
    );
    let error = jobs.try_next().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Conflict, Some("get"))
    );
    assert!(jobs.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_job_that_nothing_is_known_of_stays_cut() {
    let list = json!({ "jobs": [{ "has_more": true }, { "job_id": 1, "has_more": true }] });
    let (client, _) = client(&[
        ("list", "expand_tasks=true", list),
        ("get", "job_id=1", json!({ "job_id": 1 })),
    ])
    .unwrap();
    let mut jobs = client.list_expanded(ListJobs::new());
    for expected in ["0 true ", "1 true "] {
        assert_eq!(short(jobs.try_next().await.unwrap().unwrap()), expected);
    }
}

#[tokio::test]
async fn runs_without_expansion_are_left_as_they_are() {
    let list = json!({ "runs": [{ "run_id": 1, "has_more": true }] });
    let (client, script) = client(&[("list_runs", "job_id=7", list)]).unwrap();
    let mut items = client.list_runs(ListRuns::new().job_id(7)).items();
    assert_eq!(
        items.try_next().await.unwrap().unwrap().has_more,
        Some(true)
    );
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(asked(&script), ["list_runs job_id=7"]);
}

#[tokio::test]
async fn runs_with_expansion_are_whole() {
    let cut = |id: i64| json!({ "run_id": id, "tasks": [task(1)], "has_more": true });
    let repaired = json!({
        "run_id": 200,
        "tasks": [task(1)],
        "repair_history": [{ "id": 1 }],
        "has_more": true,
    });
    let (client, script) = client(&[
        (
            "list_runs",
            "expand_tasks=true",
            json!({ "runs": [cut(100), repaired], "next_page_token": "two" }),
        ),
        (
            "list_runs",
            "expand_tasks=true&page_token=two",
            json!({ "runs": [{ "run_id": 300 }, cut(400)] }),
        ),
        (
            "get_run",
            "run_id=100",
            json!({ "tasks": [task(1)], "next_page_token": "b" }),
        ),
        (
            "get_run",
            "run_id=100&page_token=b",
            json!({
                "tasks": [task(2)],
                "job_clusters": clusters(&["c"]),
                "job_parameters": [{ "name": "p" }],
            }),
        ),
        (
            "get_run",
            "run_id=200&include_history=true",
            json!({ "tasks": [task(1)], "repair_history": [{ "id": 1 }, { "id": 2 }] }),
        ),
        (
            "get_run",
            "run_id=400",
            json!({ "error_code": "INVALID_PARAMETER_VALUE", "message": format!("Run 400 {GONE}") }),
        ),
    ])
    .unwrap();
    let mut runs = client.list_runs_expanded(ListRuns::new());
    let mut seen = Vec::new();
    while let Some(run) = runs.try_next().await.unwrap() {
        let count = |length: Option<usize>| length.unwrap_or_default();
        seen.push((
            run.run_id.map_or(0, |id| id.0),
            run.has_more,
            count(run.tasks.map(|tasks| tasks.len())),
            count(run.job_clusters.map(|clusters| clusters.len())),
            count(run.job_parameters.map(|parameters| parameters.len())),
            count(run.repair_history.map(|history| history.len())),
        ));
    }
    assert_eq!(
        seen,
        [
            (100, Some(false), 2, 1, 1, 0),
            (200, Some(false), 1, 0, 0, 2),
            (300, None, 0, 0, 0, 0),
            (400, Some(true), 1, 0, 0, 0),
        ]
    );
    let asked = asked(&script);
    assert_eq!(asked.len(), 6, "{asked:?}");
}
