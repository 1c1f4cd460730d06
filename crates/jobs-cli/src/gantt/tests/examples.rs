//! Runs to draw.

use jobs_api::runs::Timeline;
use jobs_api::runtime::json;
use jobs_api::types::Run;
use serde_json::{Value, json};

/// Moments in these tests are seconds after this one.
const DAY: i64 = 1_769_839_200_000;

pub(super) fn at(seconds: i64) -> i64 {
    DAY + seconds * 1000
}

pub(super) fn status(code: &str) -> Value {
    let kind = if matches!(code, "SUCCESS" | "USER_CANCELED") {
        "SUCCESS"
    } else {
        "CLIENT_ERROR"
    };
    let message = match code {
        "RUN_EXECUTION_ERROR" => "Workload failed, see run output for details",
        "SKIPPED" => "An upstream task failed.",
        _ => "",
    };
    let details = json!({ "code": code, "type": kind, "message": message });
    json!({ "state": "TERMINATED", "termination_details": details })
}

/// A task run: key, dependencies, start, its four parts in seconds, code of its end.
pub(super) fn task(key: &str, after: &[&str], start: i64, parts: [i64; 4], code: &str) -> Value {
    let end = if start < 0 {
        0
    } else {
        at(start + parts.iter().sum::<i64>())
    };
    let after: Vec<Value> = after.iter().map(|key| json!({ "task_key": key })).collect();
    let [queue, setup, execution, cleanup] = parts.map(|part| part * 1000);
    json!({
        "task_key": key, "depends_on": after, "status": status(code),
        "start_time": if start < 0 { 0 } else { at(start) }, "end_time": end,
        "queue_duration": queue, "setup_duration": setup,
        "execution_duration": execution, "cleanup_duration": cleanup,
    })
}

pub(super) fn with(mut task: Value, name: &str, value: impl Into<Value>) -> Value {
    task[name] = value.into();
    task
}

pub(super) fn timeline(mut run: Value, tasks: Vec<Value>) -> Timeline {
    let mut tasks = tasks;
    for (number, task) in tasks.iter_mut().enumerate() {
        if task["run_id"].is_null() {
            task["run_id"] = json!(100 + number);
        }
    }
    run["run_id"] = json!(1_769_839_200_000_002_i64);
    run["start_time"] = json!(at(0));
    run["tasks"] = json!(tasks);
    let run: Run = json::from_slice(run.to_string().as_bytes()).unwrap();
    Timeline::of(&run, at(600))
}

/// A run in which everything happens that can be drawn.
pub(super) fn eventful() -> Timeline {
    let failed = "RUN_EXECUTION_ERROR";
    let stats = json!({ "task_run_stats": {
        "total_iterations": 12, "completed_iterations": 12, "succeeded_iterations": 10,
        "failed_iterations": 2,
    }});
    let each = json!({ "inputs": "[]", "task": { "task_key": "inner" }, "stats": stats });
    let tasks = vec![
        task("ingest_orders", &[], 45, [0, 40, 95, 5], "SUCCESS"),
        task("ingest_customers", &[], 45, [0, 35, 40, 5], "SUCCESS"),
        task(
            "ingest_clickstream_of_all_regions",
            &[],
            45,
            [25, 30, 50, 5],
            "SUCCESS",
        ),
        task(
            "clean",
            &["ingest_orders", "ingest_customers"],
            185,
            [0, 5, 30, 2],
            failed,
        ),
        with(
            task(
                "clean",
                &["ingest_orders", "ingest_customers"],
                222,
                [0, 5, 55, 2],
                "SUCCESS",
            ),
            "attempt_number",
            1,
        ),
        with(
            task("score_regions", &["clean"], 284, [0, 5, 80, 2], failed),
            "for_each_task",
            each,
        ),
        task("audit", &["clean"], 284, [0, 5, 20, 0], "USER_CANCELED"),
        task("is_month_end", &["clean"], 284, [0, 0, 0, 0], "SUCCESS"),
        task("publish", &["score_regions"], -1, [0; 4], "SKIPPED"),
        with(
            task("score_regions", &["clean"], 4000, [0, 20, 60, 2], "SUCCESS"),
            "attempt_number",
            1,
        ),
        with(
            task(
                "publish",
                &["score_regions"],
                4082,
                [0, 5, 25, 2],
                "SUCCESS",
            ),
            "attempt_number",
            1,
        ),
        task(
            "notify_サポート",
            &["publish"],
            4114,
            [0, 2, 6, 0],
            "SUCCESS",
        ),
        task("cleanup_old_tables", &["publish"], -1, [0; 4], "DISABLED"),
    ];
    let run = json!({
        "run_name": "nightly revenue", "job_id": 7, "queue_duration": 45_000,
        "end_time": at(4122), "status": status("SUCCESS"),
        "repair_history": [
            { "start_time": at(0), "task_run_ids": [100, 101, 102, 103, 104, 105, 106, 107, 108] },
            { "start_time": at(4000), "task_run_ids": [109, 110, 111, 112] },
        ],
    });
    timeline(run, tasks)
}

/// A run of thirty tasks that goes on.
pub(super) fn broad() -> Timeline {
    let mut tasks = vec![task("prepare", &[], 5, [0, 20, 30, 0], "SUCCESS")];
    for number in 0..28_i64 {
        let key = format!("partition_{number:02}");
        let (start, length) = (55 + number / 10 * 130, 60 + number * 37 % 70);
        let parts = [0, 8, length, 2];
        let mut task = task(&key, &["prepare"], start, parts, "SUCCESS");
        if start + length > 350 {
            task["status"] = json!({ "state": "RUNNING" });
            for name in ["end_time", "execution_duration", "cleanup_duration"] {
                task[name] = json!(0);
            }
        }
        tasks.push(task);
    }
    let mut last = task("merge", &["partition_00"], -1, [0; 4], "SUCCESS");
    last["status"] = json!({ "state": "BLOCKED" });
    tasks.push(last);
    let run = json!({ "run_name": "backfill <2026> & \"more\"", "status": { "state": "RUNNING" } });
    timeline(run, tasks)
}

/// A run that has just been asked for.
pub(super) fn queued() -> Timeline {
    let mut waiting = task("load", &[], -1, [0; 4], "SUCCESS");
    waiting["status"] = json!({ "state": "QUEUED" });
    timeline(json!({ "status": { "state": "QUEUED" } }), vec![waiting])
}

/// A run in the form of old, which took no time at all.
pub(super) fn alone() -> Timeline {
    let run = json!({ "end_time": at(0), "status": status("SUCCESS") });
    timeline(run, Vec::new())
}

/// A run with keys and a name of all kinds.
pub(super) fn awkward() -> Timeline {
    let long = "x".repeat(300);
    let keys = [
        long.as_str(),
        "日本語日本語日本語日本語日本語日本語",
        "<&\">'",
        "\u{1b}[31m\n",
        "",
    ];
    let tasks = keys.iter().enumerate().map(|(number, key)| {
        let start = i64::try_from(number).unwrap();
        task(key, &[], start, [1, 1, 1, 1], "RUN_EXECUTION_ERROR")
    });
    let run = json!({ "run_name": "n\u{0}<".repeat(200), "end_time": at(8), "status": status("SUCCESS") });
    timeline(run, tasks.collect())
}

/// A run of hundreds of tasks.
pub(super) fn crowded() -> Timeline {
    let tasks = (0..250).map(|number| {
        task(
            &format!("task_{number:03}"),
            &[],
            number,
            [0, 1, number % 7, 0],
            "SUCCESS",
        )
    });
    timeline(
        json!({ "end_time": at(300), "status": status("SUCCESS") }),
        tasks.collect(),
    )
}
