//! Runs that jobs start by themselves.

mod continuous;
mod events;
mod files;
mod several;

use std::sync::Arc;

use jobs_emulator::ManualClock;
use serde_json::{Value, json};

use crate::common::{START, Service, id, state, task};
use crate::persistence::DataFile;

const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;

/// 2027-01-15 08:00:00 by Greenwich, when the clock starts.
const EIGHT: i64 = START;

fn daily(expression: &str, zone: &str) -> Value {
    json!({
        "tasks": [task("a", &[])],
        "schedule": { "quartz_cron_expression": expression, "timezone_id": zone },
    })
}

/// Runs of a job, the latest first.
async fn runs(service: &Service, job_id: i64) -> Vec<Value> {
    let list = service.get(&format!("runs/list?job_id={job_id}")).await;
    list["runs"].as_array().cloned().unwrap_or_default()
}

/// When the runs of a job started, in milliseconds since the start of the clock, the earliest first.
async fn starts(service: &Service, job_id: i64) -> Vec<i64> {
    let runs = runs(service, job_id).await;
    let start = |run: &Value| run["start_time"].as_i64().expect("a start") - START;
    runs.iter().rev().map(start).collect()
}

/// 5.1: each run at its own moment, however far the clock is moved.
#[tokio::test]
async fn a_month_of_a_daily_job_passes_at_once() {
    let service = Service::start();
    let job_id = service.create(daily("0 30 9 * * ?", "UTC")).await;
    assert_eq!(runs(&service, job_id).await, Vec::<Value>::new());
    service.advance(30 * DAY);
    let latest = service
        .get(&format!("runs/list?job_id={job_id}&limit=26"))
        .await;
    assert_eq!(latest["runs"].as_array().map(Vec::len), Some(26));
    let token = latest["next_page_token"].as_str().unwrap();
    let rest = format!("runs/list?job_id={job_id}&limit=26&page_token={token}");
    let rest = service.get(&rest).await;
    let rest = rest["runs"].as_array().unwrap();
    assert_eq!(rest.len(), 4, "thirty in all");
    let first = &rest[3];
    assert_eq!(first["start_time"], EIGHT + 5_400_000);
    assert_eq!(first["end_time"], EIGHT + 5_400_100);
    assert_eq!(first["trigger"], "PERIODIC");
    assert_eq!(first["run_type"], "JOB_RUN");
    assert_eq!(first["schedule"]["quartz_cron_expression"], "0 30 9 * * ?");
    assert_eq!(state(first), "TERMINATED SUCCESS");
}

/// 5.1: what was missed while paused is not made up.
#[tokio::test]
async fn a_schedule_is_paused_and_goes_on() {
    let service = Service::start();
    let mut settings = daily("0 0 * * * ?", "UTC");
    let job_id = service.create(settings.clone()).await;
    let hour = i64::try_from(HOUR).unwrap();
    service.advance(2 * HOUR);
    for (pause, change) in [("PAUSED", "update"), ("UNPAUSED", "reset")] {
        settings["schedule"]["pause_status"] = json!(pause);
        let body = json!({ "job_id": job_id, "new_settings": settings });
        service.post(change, body).await;
        service.advance(3 * HOUR + HOUR / 2);
    }
    assert_eq!(
        starts(&service, job_id).await,
        [1, 2, 6, 7, 8, 9].map(|at| at * hour)
    );
    // Without a schedule, and without the job, nothing starts.
    let remove = json!({ "job_id": job_id, "fields_to_remove": ["schedule"] });
    service.post("update", remove).await;
    let other = service.create(daily("0 0 * * * ?", "UTC")).await;
    service.post("delete", json!({ "job_id": other })).await;
    service.advance(DAY);
    assert_eq!(starts(&service, job_id).await.len(), 6);
    assert_eq!(starts(&service, other).await, Vec::<i64>::new());
}

/// 5.1: a new schedule counts at once, and another change leaves it as it is.
#[tokio::test]
async fn changes_of_a_schedule_take_effect_at_once() {
    let service = Service::start();
    let job_id = service.create(daily("0 0 10 * * ?", "UTC")).await;
    let schedule = json!({ "schedule": daily("0 10 8 * * ?", "UTC")["schedule"] });
    service
        .post(
            "update",
            json!({ "job_id": job_id, "new_settings": schedule }),
        )
        .await;
    service.advance(300_000);
    let name = json!({ "job_id": job_id, "new_settings": { "name": "late" } });
    service.post("update", name).await;
    service.advance(DAY - 300_000);
    let runs = runs(&service, job_id).await;
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0]["start_time"], EIGHT + 600_000);
    assert_eq!(
        runs[0]["run_name"], "late",
        "the settings that the job has by then"
    );
}

/// 3.11: runs that a schedule starts wait for each other as all others do.
#[tokio::test]
async fn runs_of_a_schedule_queue_or_are_skipped() {
    let slow = jobs_emulator::Rule::any().takes(std::time::Duration::from_secs(90));
    let service = Service::with(|builder| builder.outcome(slow));
    let mut settings = daily("0 * * * * ?", "UTC");
    let queues = service.create(settings.clone()).await;
    settings["queue"] = json!({ "enabled": false });
    let skips = service.create(settings).await;
    service.advance(150_000);
    let states = |runs: &[Value]| runs.iter().rev().map(state).collect::<Vec<_>>();
    assert_eq!(
        states(&runs(&service, queues).await),
        ["RUNNING -", "QUEUED -"]
    );
    assert_eq!(
        states(&runs(&service, skips).await),
        ["RUNNING -", "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED"]
    );
}

/// 5.3
#[tokio::test]
async fn a_periodic_trigger_fires_and_is_paused() {
    let service = Service::start();
    let mut settings = json!({
        "tasks": [task("a", &[])],
        "trigger": { "periodic": { "interval": 5, "unit": "MINUTES" } },
    });
    let job_id = service.create(settings.clone()).await;
    service.advance(660_000);
    settings["trigger"]["pause_status"] = json!("PAUSED");
    let paused = json!({ "job_id": job_id, "new_settings": settings });
    service.post("reset", paused).await;
    service.advance(HOUR);
    assert_eq!(starts(&service, job_id).await, [300_000, 600_000]);
    assert_eq!(runs(&service, job_id).await[0]["trigger"], "PERIODIC");
    settings["trigger"]["pause_status"] = json!("UNPAUSED");
    let body = json!({ "job_id": job_id, "new_settings": settings });
    service.post("reset", body).await;
    service.advance(300_000);
    assert_eq!(
        starts(&service, job_id).await[2..],
        [660_000 + 3_600_000 + 300_000]
    );
}

/// R22.2: the moment when a trigger fires is an event of the clock.
#[tokio::test]
async fn the_clock_tells_when_a_trigger_fires() {
    let service = Service::start();
    service.create(daily("0 30 9 * * ?", "Europe/Berlin")).await;
    let (_, clock) = service.send("GET", "/api/emulator/clock", "").await;
    assert_eq!(
        clock["next_event"],
        EIGHT + 1_800_000,
        "half past nine in Berlin"
    );
}

#[tokio::test]
async fn triggers_go_on_after_a_restart() {
    let file = DataFile::new("triggers");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let service = start();
    let scheduled = service.create(daily("0 0 * * * ?", "UTC")).await;
    let periodic = service
        .create(json!({
            "tasks": [task("a", &[])],
            "trigger": { "periodic": { "interval": 50, "unit": "MINUTES" } },
        }))
        .await;
    let continuous = service
        .create(json!({ "tasks": [task("a", &[])], "continuous": {} }))
        .await;
    service.advance(50);
    let active = runs(&service, continuous).await;
    assert_eq!(active.len(), 1);
    drop(service);

    // The clock begins again where it did before.
    let service = start();
    service.advance(HOUR + 1);
    assert_eq!(starts(&service, scheduled).await, [3_600_000]);
    assert_eq!(starts(&service, periodic).await, [3_000_000]);
    let again = starts(&service, continuous).await;
    assert!(again.len() > 1 && !again.contains(&10_000), "{again:?}");
    assert_eq!(
        id(&service.run(id(&active[0], "run_id")).await, "end_time"),
        START + 100
    );
}

/// 5.1: what was due while nothing ran is not made up.
#[tokio::test]
async fn triggers_miss_what_is_due_while_the_emulator_is_stopped() {
    let file = DataFile::new("missed");
    let start = |at: i64| {
        Service::with(|builder| {
            let clock = Arc::new(ManualClock::new(START + at));
            builder.data(file.0.clone()).clock(clock)
        })
    };
    let service = start(0);
    let scheduled = service.create(daily("0 0 * * * ?", "UTC")).await;
    let periodic = service
        .create(json!({
            "tasks": [task("a", &[])],
            "trigger": { "periodic": { "interval": 45, "unit": "MINUTES" } },
        }))
        .await;
    drop(service);

    // Half past ten; the periods go on as they were.
    let service = start(9_000_000);
    assert_eq!(starts(&service, scheduled).await, Vec::<i64>::new());
    let (_, clock) = service.send("GET", "/api/emulator/clock", "").await;
    assert_eq!(clock["next_event"], EIGHT + 10_800_000);
    let (_, clock) = service
        .send(
            "POST",
            "/api/emulator/clock/advance",
            r#"{ "milliseconds": 1800000 }"#,
        )
        .await;
    assert_eq!(clock["now"], EIGHT + 10_800_000);
    assert_eq!(starts(&service, scheduled).await, [10_800_000]);
    assert_eq!(starts(&service, periodic).await, [10_800_000]);
}
