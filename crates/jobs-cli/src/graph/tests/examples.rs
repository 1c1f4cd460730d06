//! Jobs to draw.

use jobs_api::runtime::json;
use jobs_api::types::Job;
use serde_json::{Value, json};

use super::Graph;

pub(super) fn task(key: &str, after: &[&str]) -> Value {
    let after: Vec<Value> = after
        .iter()
        .map(|key| match key.split_once('=') {
            Some((key, outcome)) => json!({ "task_key": key, "outcome": outcome }),
            None => json!({ "task_key": key }),
        })
        .collect();
    json!({ "task_key": key, "depends_on": after, "notebook_task": { "notebook_path": "/n" } })
}

pub(super) fn with(mut task: Value, name: &str, value: impl Into<Value>) -> Value {
    task[name] = value.into();
    task
}

/// The same task of another kind.
pub(super) fn kind(mut task: Value, name: &str, value: Value) -> Value {
    task.as_object_mut().unwrap().remove("notebook_task");
    with(task, name, value)
}

pub(super) fn job(name: &str, tasks: &[Value]) -> Job {
    let job = json!({ "job_id": 17, "settings": { "name": name, "tasks": tasks } });
    json::from_slice(job.to_string().as_bytes()).unwrap()
}

pub(super) fn graph(name: &str, tasks: &[Value]) -> Graph {
    Graph::of(&job(name, tasks)).unwrap()
}

/// A job with everything in it that can be drawn.
pub(super) fn varied() -> Graph {
    let condition =
        json!({ "left": "{{tasks.clean.values.rows}}", "op": "GREATER_THAN", "right": "0" });
    let each = json!({ "inputs": "[]", "concurrency": 4, "task": task("score_region", &[]) });
    graph(
        "nightly revenue",
        &[
            task("ingest_orders", &[]),
            task("ingest_customers", &[]),
            kind(
                task("ingest_clicks", &[]),
                "pipeline_task",
                json!({ "pipeline_id": "p" }),
            ),
            task("clean", &["ingest_orders", "ingest_customers"]),
            kind(task("has_rows", &["clean"]), "condition_task", condition),
            kind(
                task("score_regions", &["has_rows=true", "ingest_clicks"]),
                "for_each_task",
                each,
            ),
            task("alert", &["has_rows=false"]),
            kind(
                task("publish", &["score_regions"]),
                "run_job_task",
                json!({ "job_id": 42 }),
            ),
            with(
                task("report", &["score_regions", "alert"]),
                "run_if",
                "AT_LEAST_ONE_SUCCESS",
            ),
            with(
                task("clean_up", &["publish", "report", "ingest_orders"]),
                "run_if",
                "ALL_DONE",
            ),
            with(task("archive", &["report"]), "disabled", true),
        ],
    )
}

/// Thirty tasks over six layers, connected by chance that is the same each time.
pub(super) fn thirty() -> Graph {
    random(30, 5, 7)
}

/// A graph by chance: how many tasks, how far tasks look back, and the seed.
pub(super) fn random(count: u64, reach: u64, seed: u64) -> Graph {
    let mut state = seed;
    let mut below = |most: u64| {
        // Numbers by chance as Knuth's MMIX makes them.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most.max(1)
    };
    let mut tasks = Vec::new();
    for number in 0..count {
        let mut after: Vec<String> = Vec::new();
        for _ in 0..below(4) {
            if number > 0 {
                let back = 1 + below(number.min(reach * 2));
                after.push(format!("task_{:02}", number - back));
            }
        }
        after.sort();
        after.dedup();
        let after: Vec<&str> = after.iter().map(String::as_str).collect();
        tasks.push(task(&format!("task_{number:02}"), &after));
    }
    graph("by chance", &tasks)
}

/// One task before a hundred, and one behind them.
pub(super) fn fan() -> Graph {
    let keys: Vec<String> = (0..100).map(|number| format!("part_{number:02}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut tasks = vec![task("split", &[])];
    tasks.extend(keys.iter().map(|key| task(key, &["split"])));
    tasks.push(task("merge", &keys));
    graph("fan", &tasks)
}

pub(super) fn chain() -> Graph {
    let tasks: Vec<Value> = (0..120_i64)
        .map(|number| match number {
            0 => task("step_0", &[]),
            _ => task(
                &format!("step_{number}"),
                &[&format!("step_{}", number - 1)],
            ),
        })
        .collect();
    graph("chain", &tasks)
}

/// Names that mean something in markup, in dot and to terminals.
pub(super) fn awkward() -> Graph {
    let long = "y".repeat(300);
    graph(
        "<&\">\\ \u{1b}[31m",
        &[
            task("a\"b", &[]),
            task("<&>", &["a\"b"]),
            task("back\\slash\\", &["a\"b", "<&>"]),
            task("日本語", &["back\\slash\\"]),
            task(&long, &["日本語"]),
        ],
    )
}
