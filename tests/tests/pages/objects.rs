//! JOB-6, JOB-7, R6.3: one job, one run. The names are those of the other SDKs' tests (F.E).

use jobs_api::ErrorKind;
use jobs_api::operations::{GetJob, GetRun};
use jobs_api::types::{Job, Run, RunTask};
use serde_json::{Value, json};

use crate::{asked, client};

fn task(run_id: i64) -> Value {
    json!({ "run_id": run_id, "task_key": "t" })
}

fn run_ids(tasks: Option<Vec<RunTask>>) -> Vec<i64> {
    let tasks = tasks.unwrap_or_default();
    tasks
        .iter()
        .filter_map(|task| Some(task.run_id?.0))
        .collect()
}

fn cluster_keys(run: &Run) -> Vec<&str> {
    let clusters = run.job_clusters.iter().flatten();
    clusters
        .map(|cluster| cluster.job_cluster_key.as_str())
        .collect()
}

#[tokio::test]
async fn get_run_of_one_page() {
    let run = json!({ "tasks": [task(0), task(1)] });
    let (client, script) = client(&[("get_run", "run_id=1337", run)]).unwrap();
    let run = client.get_run(1337).await.unwrap();
    assert_eq!(run_ids(run.tasks), [0, 1]);
    assert_eq!(run.next_page_token, None);
    assert_eq!(asked(&script).len(), 1);
}

#[tokio::test]
async fn get_run_with_tasks_on_three_pages() {
    let cluster = |key: &str| json!({ "job_cluster_key": key, "new_cluster": {} });
    let (client, script) = client(&[
        (
            "get_run",
            "run_id=1337",
            json!({
                "tasks": [task(0), task(1)],
                "job_clusters": [cluster("cluster1"), cluster("cluster2")],
                "job_parameters": [{ "name": "key1", "value": "value1" }],
                "next_page_token": "second",
            }),
        ),
        (
            "get_run",
            "run_id=1337&page_token=second",
            json!({
                "tasks": [task(2), task(3)],
                "job_clusters": [cluster("cluster3")],
                "job_parameters": [{ "name": "key2", "value": "value2" }],
                "next_page_token": "third",
            }),
        ),
        (
            "get_run",
            "run_id=1337&page_token=third",
            json!({ "tasks": [task(4)], "job_clusters": [cluster("cluster4")] }),
        ),
    ])
    .unwrap();
    let run = client.get_run(1337).await.unwrap();
    assert_eq!(
        cluster_keys(&run),
        ["cluster1", "cluster2", "cluster3", "cluster4"]
    );
    assert_eq!(run.job_parameters.as_ref().unwrap().len(), 2);
    assert_eq!(run.next_page_token, None);
    assert_eq!(run_ids(run.tasks), [0, 1, 2, 3, 4]);
    assert_eq!(asked(&script).len(), 3);
}

// Each page of iterations has the task itself again.
#[tokio::test]
async fn get_run_with_250_iterations() {
    let iterations = |from: i64, to: i64| -> Vec<_> { (from..to).map(task).collect() };
    let tasks = json!([task(9000)]);
    let page = |from, to| json!({ "tasks": tasks, "iterations": iterations(from, to) });
    let mut pages = [page(0, 100), page(100, 200), page(200, 250)];
    pages[0]["next_page_token"] = json!("second");
    pages[1]["next_page_token"] = json!("third");
    let [first, second, third] = pages;
    let (client, _) = client(&[
        ("get_run", "run_id=7", first),
        ("get_run", "run_id=7&page_token=second", second),
        ("get_run", "run_id=7&page_token=third", third),
    ])
    .unwrap();
    let run = client.get_run(7).await.unwrap();
    assert_eq!(run_ids(run.tasks), [9000], "not repeated");
    assert_eq!(run_ids(run.iterations), (0..250).collect::<Vec<_>>());
}

#[tokio::test]
async fn get_job_over_pages_forwards_include_trigger_state() {
    let cluster = |key: &str| json!({ "job_cluster_key": key, "new_cluster": {} });
    let page = |number: i64, next: &str| {
        json!({
            "job_id": 1,
            "settings": {
                "tasks": [{ "task_key": format!("t{number}") }],
                "job_clusters": [cluster(&format!("c{number}"))],
                "parameters": [{ "name": format!("p{number}"), "default": "" }],
                "environments": [{ "environment_key": format!("e{number}") }],
            },
            "next_page_token": next,
        })
    };
    let (client, _) = client(&[
        ("get", "job_id=1&include_trigger_state=true", page(1, "b")),
        (
            "get",
            "job_id=1&include_trigger_state=true&page_token=b",
            page(2, "c"),
        ),
        // R6.2, G 40: an empty token is the end.
        (
            "get",
            "job_id=1&include_trigger_state=true&page_token=c",
            page(3, ""),
        ),
    ])
    .unwrap();
    let request = GetJob::new(1).include_trigger_state(true);
    let settings = client.get(request).await.unwrap().settings.unwrap();
    let keys = |keys: Vec<String>| keys.join(" ");
    let tasks = settings.tasks.into_iter().flatten();
    assert_eq!(keys(tasks.map(|task| task.task_key).collect()), "t1 t2 t3");
    let clusters = settings.job_clusters.into_iter().flatten();
    assert_eq!(
        keys(clusters.map(|one| one.job_cluster_key).collect()),
        "c1 c2 c3"
    );
    let parameters = settings.parameters.into_iter().flatten();
    assert_eq!(keys(parameters.map(|one| one.name).collect()), "p1 p2 p3");
    let environments = settings.environments.into_iter().flatten();
    assert_eq!(
        keys(environments.map(|one| one.environment_key).collect()),
        "e1 e2 e3"
    );
}

// F.E "missing upstream", G 41, JOB-8: what a page lacks is no reason to fail, nor to lose the rest.
#[tokio::test]
async fn pages_may_lack_settings_arrays_and_state() {
    let rest = json!({ "settings": { "tasks": [{ "task_key": "t" }] } });
    let firsts = [
        json!({ "next_page_token": "b" }),
        json!({ "settings": null, "next_page_token": "b" }),
        json!({ "settings": {}, "next_page_token": "b" }),
        json!({ "settings": { "tasks": null }, "next_page_token": "b" }),
        json!({ "settings": { "tasks": [] }, "next_page_token": "b" }),
    ];
    for first in firsts {
        let told = first.to_string();
        let table = [
            ("get", "job_id=1", first),
            ("get", "job_id=1&page_token=b", rest.clone()),
        ];
        let job: Job = client(&table).unwrap().0.get(1).await.unwrap();
        let tasks = job.settings.unwrap().tasks.unwrap();
        assert_eq!(tasks.len(), 1, "{told}");
    }

    let table = [
        (
            "get_run",
            "run_id=1",
            json!({ "tasks": null, "next_page_token": "b" }),
        ),
        (
            "get_run",
            "run_id=1&page_token=b",
            json!({ "tasks": [task(5)] }),
        ),
    ];
    let run = client(&table).unwrap().0.get_run(1).await.unwrap();
    assert_eq!(run.outcome(), None);
    assert_eq!(run_ids(run.tasks), [5]);
}

// R6.3: what has no id of its own is told apart by all it holds.
#[tokio::test]
async fn elements_without_an_id_are_not_lost() {
    let history =
        json!([{ "type": "ORIGINAL", "start_time": 1 }, { "type": "ORIGINAL", "start_time": 2 }]);
    let table = [
        (
            "get_run",
            "run_id=1&include_history=true",
            json!({ "repair_history": history, "next_page_token": "b" }),
        ),
        (
            "get_run",
            "run_id=1&include_history=true&page_token=b",
            json!({ "repair_history": [{ "type": "ORIGINAL", "start_time": 2 }, { "id": 7 }, { "start_time": 3 }] }),
        ),
    ];
    let request = GetRun::new(1).include_history(true);
    let run = client(&table).unwrap().0.get_run(request).await.unwrap();
    assert_eq!(run.repair_history.unwrap().len(), 4);
}

// R6.2, G 40: neither a circle nor a part passes for the whole.
#[tokio::test]
async fn what_cannot_be_read_to_its_end_is_an_error() {
    let token = |token: &str| json!({ "tasks": [task(1)], "next_page_token": token });
    let cut = json!({ "tasks": [task(2)], "has_more": true });
    let refused =
        json!({ "error_code": "INVALID_PARAMETER_VALUE", "message": "Invalid page token" });
    let table = [
        (token("b"), ErrorKind::PaginationLoop),
        (cut, ErrorKind::Truncated),
        (refused, ErrorKind::InvalidArgument),
    ];
    for (second, kind) in table {
        let table = [
            ("get_run", "run_id=1", token("b")),
            ("get_run", "run_id=1&page_token=b", second),
        ];
        let error = client(&table).unwrap().0.get_run(1).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(error.operation(), Some("get_run"));
    }
}
