//! Jobs with several triggers, and what is told of them.

use jobs_emulator::{Rule, TableUpdate};
use serde_json::{Value, json};

use super::{HOUR, runs, starts};
use crate::common::{START, Service, task};
use crate::persistence::DataFile;

fn several() -> Value {
    json!({
        "tasks": [task("a", &[])],
        "max_concurrent_runs": 5,
        "triggers": [
            { "schedule": { "quartz_cron_expression": "0 0 * * * ?", "timezone_id": "UTC" } },
            { "periodic": { "interval": 50, "unit": "MINUTES" }, "pause_status": "PAUSED" },
            { "table_update": { "table_names": ["a.b.c"] } },
            { "file_arrival": { "url": "s3://b/in" } },
            { "model": { "condition": "MODEL_CREATED" } },
        ],
    })
}

/// 5.5: a run starts when any of them fires; each is paused on its own.
#[tokio::test]
async fn any_of_several_triggers_starts_a_run() {
    let service = Service::start();
    let job_id = service.create(several()).await;
    service.advance(HOUR / 2);
    let workspace = service.handle.workspace();
    workspace.update_table(TableUpdate::of("a.b.c")).unwrap();
    service.advance(HOUR);
    assert_eq!(starts(&service, job_id).await, [1_800_000, 3_600_000]);
    let triggers = runs(&service, job_id).await;
    let triggers: Vec<&Value> = triggers.iter().map(|run| &run["trigger"]).collect();
    assert_eq!(triggers, ["PERIODIC", "TABLE"]);
    // The schedule goes on though it is at another place; the others are begun and ended.
    let mut changed = several();
    let list = changed["triggers"].as_array_mut().unwrap();
    list[1]["pause_status"] = json!("UNPAUSED");
    list.truncate(2);
    list.reverse();
    let body = json!({ "job_id": job_id, "new_settings": changed });
    service.post("reset", body).await;
    workspace.update_table(TableUpdate::of("a.b.c")).unwrap();
    service.advance(HOUR);
    assert_eq!(
        starts(&service, job_id).await[2..],
        [2 * 3_600_000, 5_400_000 + 3_000_000]
    );
}

/// 1.2: state and history of each, as asked for, in their order.
#[tokio::test]
async fn states_and_histories_are_told_when_asked_for() {
    let service = Service::start();
    let job_id = service.create(several()).await;
    service.advance(HOUR);
    let get = async |query: &str| service.get(&format!("get?job_id={job_id}{query}")).await;
    let job = get("").await;
    assert!(job.get("trigger_details").is_none() && job.get("trigger_state").is_none());
    assert_eq!(job["settings"]["triggers"][0]["pause_status"], "UNPAUSED");
    let states = get("&include_trigger_state=true").await;
    assert_eq!(
        states["trigger_details"],
        json!([
            { "state": { "pause_status": "UNPAUSED", "schedule": {} } },
            { "state": { "pause_status": "PAUSED", "periodic": {} } },
            { "state": { "pause_status": "UNPAUSED", "table_update": {
                "last_seen_table_states": [
                    { "table_name": "a.b.c", "has_seen_updates": false },
                ],
                "using_scalable_monitoring": false,
            } } },
            { "state": { "pause_status": "UNPAUSED", "file_arrival": {
                "using_file_events": false,
            } } },
            { "state": { "pause_status": "UNPAUSED", "model": {} } },
        ])
    );
    assert!(states.get("trigger_state").is_none());
    let both = get("&include_trigger_state=true&include_trigger_history=true").await;
    let first = &both["trigger_details"][0];
    assert_eq!(first["state"]["schedule"], json!({}));
    let triggered = &first["history"]["last_triggered"];
    assert_eq!(triggered["timestamp"], START + 3_600_000);
    let run = &runs(&service, job_id).await[0];
    assert_eq!(triggered["run_id"], run["run_id"]);
    let histories = get("&include_trigger_history=true").await;
    let second = &histories["trigger_details"][1];
    assert_eq!(*second, json!({ "history": {} }));
    let list = service.get("list").await;
    assert!(list["jobs"][0].get("trigger_details").is_none());
}

/// 5.3: a periodic trigger tells when it fires.
#[tokio::test]
async fn a_periodic_trigger_tells_its_next_run() {
    let service = Service::start();
    let mut settings = several();
    settings["triggers"][1]["pause_status"] = json!("UNPAUSED");
    let job_id = service.create(settings).await;
    let job = format!("get?job_id={job_id}&include_trigger_state=true");
    let details = &service.get(&job).await["trigger_details"];
    assert_eq!(
        details[1]["state"]["periodic"]["next_run_time"],
        START + 3_000_000
    );
}

/// 5.2: what a continuous job among several triggers is at.
#[tokio::test]
async fn a_continuous_trigger_tells_its_failures() {
    let service = Service::with(|builder| builder.outcome(Rule::any().fails("boom")));
    let job_id = service
        .create(json!({
            "tasks": [task("a", &[])],
            "max_concurrent_runs": 7,
            "triggers": [{ "continuous": {} }],
        }))
        .await;
    let state = async || {
        let job = format!("get?job_id={job_id}&include_trigger_state=true");
        let job = service.get(&job).await;
        assert_eq!(job["settings"]["max_concurrent_runs"], 1);
        job["trigger_details"][0]["state"]["continuous"].clone()
    };
    assert_eq!(
        state().await,
        json!({ "consecutive_failures": 0, "is_backing_off": false })
    );
    service.advance(100);
    assert_eq!(
        state().await,
        json!({
            "consecutive_failures": 1,
            "is_backing_off": true,
            "next_attempt_ms": START + 20_100,
        })
    );
    service.advance(20_050);
    let state = state().await;
    assert_eq!(state["is_backing_off"], false, "a run is active");
}

/// 5.2: a paused continuous job that somebody started counts as at work meanwhile.
#[tokio::test]
async fn a_paused_continuous_job_is_unpaused_while_a_run_is_active() {
    let service = Service::start();
    let continuous = json!({ "pause_status": "PAUSED" });
    let job_id = service
        .create(json!({ "tasks": [task("a", &[])], "continuous": continuous }))
        .await;
    let status = async || {
        let job = format!("get?job_id={job_id}&include_trigger_state=true");
        service.get(&job).await["trigger_state"]["pause_status"].clone()
    };
    assert_eq!(status().await, "PAUSED");
    service.run_now(job_id).await;
    assert_eq!(status().await, "UNPAUSED");
    service.advance(1000);
    assert_eq!(status().await, "PAUSED");
}

/// 1.1: several triggers, or one.
#[tokio::test]
async fn several_triggers_exclude_a_single_one() {
    let service = Service::start();
    let mut settings = several();
    settings["continuous"] = json!({});
    let (status, answer) = service
        .send("POST", "/api/2.2/jobs/create", &settings.to_string())
        .await;
    assert_eq!(status, 400);
    let message = "Only one of schedule, trigger, continuous and triggers can be set, \
                   found continuous and triggers.";
    assert_eq!(answer["message"], message);
}

#[tokio::test]
async fn several_triggers_go_on_after_a_restart() {
    let file = DataFile::new("several");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let service = start();
    let mut settings = several();
    settings["triggers"][1]["pause_status"] = json!("UNPAUSED");
    let job_id = service.create(settings).await;
    drop(service);
    let service = start();
    service.advance(HOUR);
    assert_eq!(starts(&service, job_id).await, [3_000_000, 3_600_000]);
}
