//! `run_if` by what became of the tasks before: the whole table, through the API. Sections are those
//! of `FIDELITY.md`.

use std::collections::BTreeMap;
use std::time::Duration;

use jobs_emulator::Rule;
use serde_json::{Value, json};

use super::plan::RunIf;
use super::rules::{Upstream, verdict};
use crate::common::{Service, task};

/// What may become of a task. `INTERNAL_ERROR` is a failure of the service.
const UPSTREAM: [&str; 9] = [
    "SUCCESS",
    "FAILED",
    "INTERNAL_ERROR",
    "TIMEDOUT",
    "CANCELED",
    "UPSTREAM_FAILED",
    "UPSTREAM_CANCELED",
    "EXCLUDED",
    "DISABLED",
];

/// What becomes of a task after one of these, or after two. The columns are those of
/// [`RunIf::ALL`]: `.` runs, the others are first letters of the result, without `UPSTREAM_`.
const TABLE: &str = "\
....EE SUCCESS
FFF... FAILED
FFF... INTERNAL_ERROR
FFF... TIMEDOUT
CCC... CANCELED
FFF... UPSTREAM_FAILED
CCC... UPSTREAM_CANCELED
EEEEEE EXCLUDED
DDD.EE DISABLED
F.F..E SUCCESS FAILED
F.F..E SUCCESS INTERNAL_ERROR
F.F..E SUCCESS TIMEDOUT
C.C..E SUCCESS CANCELED
F.F..E SUCCESS UPSTREAM_FAILED
C.C..E SUCCESS UPSTREAM_CANCELED
....EE SUCCESS EXCLUDED
D...EE SUCCESS DISABLED
FFF... FAILED INTERNAL_ERROR
FFF... FAILED TIMEDOUT
FFF... FAILED CANCELED
FFF... FAILED UPSTREAM_FAILED
FFF... FAILED UPSTREAM_CANCELED
FFF..E FAILED EXCLUDED
FFF..E FAILED DISABLED
FFF... INTERNAL_ERROR TIMEDOUT
FFF... INTERNAL_ERROR CANCELED
FFF... INTERNAL_ERROR UPSTREAM_FAILED
FFF... INTERNAL_ERROR UPSTREAM_CANCELED
FFF..E INTERNAL_ERROR EXCLUDED
FFF..E INTERNAL_ERROR DISABLED
FFF... TIMEDOUT CANCELED
FFF... TIMEDOUT UPSTREAM_FAILED
FFF... TIMEDOUT UPSTREAM_CANCELED
FFF..E TIMEDOUT EXCLUDED
FFF..E TIMEDOUT DISABLED
FFF... CANCELED UPSTREAM_FAILED
CCC... CANCELED UPSTREAM_CANCELED
CCC..E CANCELED EXCLUDED
CCC..E CANCELED DISABLED
FFF... UPSTREAM_FAILED UPSTREAM_CANCELED
FFF..E UPSTREAM_FAILED EXCLUDED
FFF..E UPSTREAM_FAILED DISABLED
CCC..E UPSTREAM_CANCELED EXCLUDED
CCC..E UPSTREAM_CANCELED DISABLED
DDD.EE EXCLUDED DISABLED
";

/// 3.5 [D], 3.9 [G]: where the rules leave a choice the table says which is made.
#[tokio::test]
async fn run_if_by_every_one_and_two_tasks_before() {
    let results = results().await;
    let mut seen = String::new();
    for combination in combinations() {
        let mut letters = String::new();
        for run_if in RunIf::ALL {
            let result = results[&key(run_if, &combination)].as_str();
            letters.push(letter(result));
            let upstream: Vec<Upstream> = combination
                .iter()
                .map(|result| Upstream::of(result.replace("INTERNAL_ERROR", "FAILED").as_str()))
                .collect::<Result<_, _>>()
                .unwrap();
            let rule = verdict(run_if, &upstream);
            let follows = (rule.runs && result == "SUCCESS") || rule.skipped.contains(&result);
            assert!(
                follows,
                "{run_if:?} after {combination:?}: {result}, not {rule:?}"
            );
        }
        seen.push_str(&format!("{letters} {}\n", combination.join(" ")));
    }
    assert_eq!(seen, TABLE, "what was seen:\n{seen}");
}

fn letter(result: &str) -> char {
    match result {
        "SUCCESS" => '.',
        result => {
            let result = result.trim_start_matches("UPSTREAM_");
            result.chars().next().unwrap_or('?')
        }
    }
}

/// Each one alone, and each two.
fn combinations() -> Vec<Vec<&'static str>> {
    let mut all: Vec<Vec<&str>> = UPSTREAM.iter().map(|one| vec![*one]).collect();
    for (number, one) in UPSTREAM.iter().enumerate() {
        all.extend(
            UPSTREAM[number + 1..]
                .iter()
                .map(|other| vec![*one, *other]),
        );
    }
    all
}

fn key(run_if: RunIf, before: &[&str]) -> String {
    format!("{}-{}", run_if.name(), before.join("-"))
}

/// Runs one job with a task for each cell of the table, and tells what became of each.
async fn results() -> BTreeMap<String, String> {
    let service = Service::with(|builder| {
        builder
            .outcome(Rule::task("FAILED").fails("as planned"))
            .outcome(Rule::task("INTERNAL_ERROR").breaks("as planned"))
            .outcome(Rule::task("TIMEDOUT").times_out())
            .outcome(Rule::task("CANCELED").takes(Duration::from_secs(60)))
    });
    let mut disabled = task("DISABLED", &[]);
    disabled["disabled"] = json!(true);
    let mut excluded = task("EXCLUDED", &[]);
    excluded["depends_on"] = json!([{ "task_key": "condition", "outcome": "true" }]);
    let condition = json!({ "op": "EQUAL_TO", "left": "a", "right": "b" });
    let mut tasks = vec![
        task("SUCCESS", &[]),
        task("FAILED", &[]),
        task("INTERNAL_ERROR", &[]),
        task("TIMEDOUT", &[]),
        task("CANCELED", &[]),
        task("UPSTREAM_FAILED", &["FAILED"]),
        task("UPSTREAM_CANCELED", &["CANCELED"]),
        json!({ "task_key": "condition", "condition_task": condition }),
        excluded,
        disabled,
    ];
    for combination in combinations() {
        for run_if in RunIf::ALL {
            let mut cell = task(&key(run_if, &combination), &combination);
            cell["run_if"] = json!(run_if.name());
            tasks.push(cell);
        }
    }
    let run_id = service
        .run_now(service.create(json!({ "tasks": tasks })).await)
        .await;
    service.advance(1000);
    let seen = pages(&service, run_id).await;
    let to_cancel = seen
        .iter()
        .find(|task| task["task_key"] == "CANCELED")
        .expect("it is there");
    let body = json!({ "run_id": to_cancel["run_id"] });
    service.post("runs/cancel", body).await;
    service.advance(1000);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let seen = pages(&service, run_id).await;
    seen.iter()
        .map(|task| {
            (
                text(&task["task_key"]),
                text(&task["state"]["result_state"]),
            )
        })
        .collect()
}

/// All task runs of a run.
async fn pages(service: &Service, run_id: i64) -> Vec<Value> {
    let mut all = Vec::new();
    let mut query = format!("runs/get?run_id={run_id}");
    loop {
        let page = service.get(&query).await;
        all.extend(page["tasks"].as_array().into_iter().flatten().cloned());
        match page["next_page_token"].as_str() {
            Some(token) => query = format!("runs/get?run_id={run_id}&page_token={token}"),
            None => return all,
        }
    }
}
