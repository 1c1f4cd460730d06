//! Triggers that fire when tables, models and other jobs change, and what keeps them from it.

use jobs_emulator::{ModelCondition, ModelEvent, Rule, SqlResult, TableUpdate};
use serde_json::{Value, json};

use super::{DAY, HOUR, runs, starts};
use crate::common::{START, Service, id, task};
use crate::persistence::DataFile;

fn job(trigger: Value) -> Value {
    json!({ "tasks": [task("a", &[])], "trigger": trigger })
}

fn tables(condition: &str) -> Value {
    job(json!({ "table_update": {
        "table_names": ["main.sales.orders", "main.sales.items"], "condition": condition,
    }}))
}

async fn count(service: &Service, job_id: i64) -> usize {
    runs(service, job_id).await.len()
}

/// 5.5: any table, or all of them.
#[tokio::test]
async fn updates_of_tables_start_a_run() {
    let service = Service::start();
    let any = service.create(tables("ANY_UPDATED")).await;
    let all = service.create(tables("ALL_UPDATED")).await;
    let workspace = service.handle.workspace();
    let update = |table: &str| {
        workspace
            .update_table(TableUpdate::of(table).version(7))
            .unwrap()
    };
    assert_eq!(update("main.sales.other"), 0);
    assert_eq!(update("Main.Sales.Orders"), 2);
    assert_eq!(
        (count(&service, any).await, count(&service, all).await),
        (1, 0)
    );
    assert_eq!(runs(&service, any).await[0]["trigger"], "TABLE");
    let state = service
        .get(&format!("get?job_id={all}&include_trigger_state=true"))
        .await;
    assert_eq!(
        state["trigger_state"],
        json!({
            "pause_status": "UNPAUSED",
            "table": {
                "last_seen_table_states": [
                    { "table_name": "main.sales.orders", "has_seen_updates": true },
                    { "table_name": "main.sales.items", "has_seen_updates": false },
                ],
                "using_scalable_monitoring": false,
            },
        })
    );
    // Another change of the job leaves what was seen.
    let name = json!({ "job_id": all, "new_settings": { "name": "all" } });
    service.post("update", name).await;
    service.advance(HOUR);
    assert_eq!(count(&service, all).await, 0);
    assert_eq!(update("main.sales.items"), 2);
    assert_eq!(
        (count(&service, any).await, count(&service, all).await),
        (2, 1)
    );
    let body = r#"{ "table_name": "orders" }"#;
    let (status, answer) = service
        .send("POST", "/api/emulator/tables/update", body)
        .await;
    assert_eq!(status, 400);
    assert!(answer["message"].as_str().unwrap().contains("orders"));
}

/// 5.5: what changed before a pause does not count after it.
#[tokio::test]
async fn a_pause_forgets_what_was_seen() {
    let service = Service::start();
    let job_id = service.create(tables("ALL_UPDATED")).await;
    let workspace = service.handle.workspace();
    let update = |table: &str| workspace.update_table(TableUpdate::of(table)).unwrap();
    assert_eq!(update("main.sales.orders"), 1);
    for status in ["PAUSED", "UNPAUSED"] {
        let mut settings = tables("ALL_UPDATED");
        settings["trigger"]["pause_status"] = json!(status);
        let body = json!({ "job_id": job_id, "new_settings": settings });
        service.post("reset", body).await;
        assert_eq!(
            update("main.sales.items"),
            usize::from(status == "UNPAUSED")
        );
    }
    assert_eq!(count(&service, job_id).await, 0);
    assert_eq!(update("main.sales.orders"), 1);
    assert_eq!(count(&service, job_id).await, 1);
}

/// 5.5: the two times, of which the later one counts.
#[tokio::test]
async fn updates_of_tables_wait_for_their_times() {
    let service = Service::start();
    let mut settings = tables("ANY_UPDATED");
    settings["trigger"]["table_update"]["min_time_between_triggers_seconds"] = json!(120);
    settings["trigger"]["table_update"]["wait_after_last_change_seconds"] = json!(60);
    let job_id = service.create(settings).await;
    let workspace = service.handle.workspace();
    let update = || workspace.update_table(TableUpdate::of("main.sales.orders"));
    update().unwrap();
    service.advance(59_000);
    update().unwrap();
    service.advance(65_000);
    assert_eq!(starts(&service, job_id).await, [119_000]);
    update().unwrap();
    service.advance(DAY);
    assert_eq!(starts(&service, job_id).await, [119_000, 239_000]);
}

/// What has changed and how long it waits outlives the process.
#[tokio::test]
async fn changes_that_were_seen_count_after_a_restart() {
    let file = DataFile::new("changes");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let service = start();
    let mut settings = tables("ALL_UPDATED");
    settings["trigger"]["table_update"]["wait_after_last_change_seconds"] = json!(60);
    let job_id = service.create(settings).await;
    let workspace = service.handle.workspace();
    workspace
        .update_table(TableUpdate::of("main.sales.orders"))
        .unwrap();
    drop((service, workspace));
    let service = start();
    let workspace = service.handle.workspace();
    workspace
        .update_table(TableUpdate::of("main.sales.items"))
        .unwrap();
    drop((service, workspace));
    let service = start();
    service.advance(HOUR);
    assert_eq!(starts(&service, job_id).await, [60_000]);
}

/// 5.5
#[tokio::test]
async fn events_of_models_start_a_run() {
    let service = Service::start();
    let model = json!({ "condition": "MODEL_VERSION_READY", "securable_name": "main.ml" });
    let job_id = service.create(job(json!({ "model": model }))).await;
    let event = |condition: &str| json!({ "condition": condition, "securable_name": "main.ml.x" });
    for (condition, seen) in [("MODEL_CREATED", 0), ("MODEL_VERSION_READY", 1)] {
        let body = event(condition).to_string();
        let (_, answer) = service
            .send("POST", "/api/emulator/models/update", &body)
            .await;
        assert_eq!(answer, json!({ "triggers": seen }));
    }
    let workspace = service.handle.workspace();
    let ready = ModelEvent::new(ModelCondition::ModelVersionReady, "other.ml.x");
    assert_eq!(workspace.update_model(ready).unwrap(), 0);
    assert_eq!(count(&service, job_id).await, 1);
    assert_eq!(runs(&service, job_id).await[0]["trigger"], "MODEL");
}

/// 5.5: a run of another job that ends well. Two jobs that wait for each other go on for ever, at
/// a distance.
#[tokio::test]
async fn the_end_of_another_job_starts_a_run() {
    let service = Service::start();
    let first = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let after = |job_id: i64| {
        let triggers = json!([{ "job_completion": { "job_id": job_id } }]);
        json!({ "tasks": [task("a", &[])], "triggers": triggers })
    };
    let second = service.create(after(first)).await;
    let third = service.create(after(second)).await;
    service.run_now(first).await;
    service.advance(HOUR);
    assert_eq!(starts(&service, second).await, [100]);
    assert_eq!(starts(&service, third).await, [200]);
    assert_eq!(runs(&service, third).await[0]["trigger"], "JOB_COMPLETION");
    service.handle.add_outcome(Rule::any().fails("boom"));
    service.run_now(first).await;
    service.advance(HOUR);
    assert_eq!(count(&service, second).await, 1);

    service.send("DELETE", "/api/emulator/outcomes", "").await;
    let circle = json!({ "job_id": first, "new_settings": after(second) });
    service.post("update", circle).await;
    service
        .handle
        .add_outcome(Rule::any().takes(std::time::Duration::ZERO));
    service.run_now(first).await;
    service.advance(60_000);
    let all = starts(&service, second).await;
    assert!((6..=9).contains(&all.len()), "{all:?}");
}

fn gated(mode: &str) -> Value {
    json!({
        "tasks": [task("a", &[])],
        "schedule": {
            "quartz_cron_expression": "0 0 * * * ?",
            "timezone_id": "UTC",
            "sql_condition": { "sql_query_id": "q", "warehouse_id": "w", "trigger_mode": mode },
        },
    })
}

/// 5.5: rows let a trigger through; without a result everything does.
#[tokio::test]
async fn an_sql_condition_keeps_a_trigger_from_firing() {
    let service = Service::start();
    let job_id = service.create(gated("QUERY_RETURNS_ROWS")).await;
    service.advance(HOUR);
    let info = json!({ "sql_condition": { "condition_evaluation_satisfied": true } });
    assert_eq!(runs(&service, job_id).await[0]["trigger_info"], info);
    for (result, runs) in [
        (json!({ "sql_query_id": "q", "rows": 0 }), 1),
        (json!({ "sql_query_id": "other", "rows": 1 }), 1),
        (json!({ "sql_query_id": "q", "rows": 3 }), 2),
        (json!({ "sql_query_id": "q", "error": "no warehouse" }), 2),
    ] {
        let body = result.to_string();
        let (status, _) = service
            .send("POST", "/api/emulator/sql-results", &body)
            .await;
        assert_eq!(status, 200);
        service.advance(HOUR);
        assert_eq!(count(&service, job_id).await, runs, "{result}");
    }
    let job = format!("get?job_id={job_id}&include_trigger_state=true");
    let state = &service.get(&job).await["trigger_state"]["sql_condition"];
    assert_eq!(state["latest_condition_evaluation_satisfied"], false);
    let call = format!("/api/emulator/triggers?job_id={job_id}");
    let (_, stands) = service.send("GET", &call, "").await;
    let history = &stands["triggers"][0]["history"];
    let failed = history["last_failed"]["description"].as_str().unwrap();
    assert!(failed.contains("no warehouse"), "{failed}");
    assert_eq!(
        history["last_not_triggered"]["timestamp"],
        START + 3 * 3_600_000
    );
}

/// 5.5: another value than the last time lets a trigger through, and so does the first one.
#[tokio::test]
async fn an_sql_condition_waits_for_another_value() {
    let first = SqlResult::value("q", 1);
    let service = Service::with(|builder| builder.sql_result(first));
    let job_id = service.create(gated("RESULT_VALUE_CHANGES")).await;
    service.advance(3 * HOUR);
    assert_eq!(starts(&service, job_id).await, [3_600_000]);
    let workspace = service.handle.workspace();
    workspace.set_sql_result(SqlResult::value("q", 2)).unwrap();
    service.advance(2 * HOUR);
    assert_eq!(starts(&service, job_id).await, [3_600_000, 4 * 3_600_000]);
    workspace
        .set_sql_result(SqlResult::fails("q", "boom"))
        .unwrap();
    service.advance(2 * HOUR);
    assert_eq!(count(&service, job_id).await, 2);
}

/// R22.2: a trigger fires when it is told to, as if it were due.
#[tokio::test]
async fn a_trigger_can_be_told_to_fire() {
    let service = Service::start();
    let fire = async |job_id: i64| {
        let body = json!({ "job_id": job_id }).to_string();
        service
            .send("POST", "/api/emulator/triggers/fire", &body)
            .await
    };
    let daily = json!({ "interval": 1, "unit": "DAYS" });
    let table = service.create(tables("ALL_UPDATED")).await;
    let periodic = service.create(job(json!({ "periodic": daily }))).await;
    for (job_id, trigger) in [(table, "TABLE"), (periodic, "PERIODIC")] {
        let (_, fired) = fire(job_id).await;
        let run = service.run(id(&fired, "run_id")).await;
        assert_eq!(run["trigger"], trigger);
    }
    service.advance(DAY);
    assert_eq!(starts(&service, periodic).await, [0, 86_400_000], "as ever");
    // At work it does not begin another one; at rest it begins at once.
    let continuous = service
        .create(json!({ "tasks": [task("a", &[])], "continuous": {} }))
        .await;
    assert_eq!(count(&service, continuous).await, 1);
    let (status, answer) = fire(continuous).await;
    assert_eq!(status, 400);
    assert!(answer["message"].as_str().unwrap().contains("active"));
    service.advance(1000);
    assert_eq!(fire(continuous).await.0, 200);
    assert_eq!(count(&service, continuous).await, 2);

    let mut paused = tables("ALL_UPDATED");
    paused["trigger"]["pause_status"] = json!("PAUSED");
    let paused = service.create(paused).await;
    for (job_id, says) in [(paused, "paused"), (7, "Job 7 does not exist.")] {
        let (status, answer) = fire(job_id).await;
        assert_eq!(status, 400);
        let message = answer["message"].as_str().unwrap();
        assert!(message.contains(says), "{message}");
    }
    let workspace = service.handle.workspace();
    assert!(workspace.fire_trigger(table).is_ok());
    service.post("delete", json!({ "job_id": table })).await;
    assert!(workspace.fire_trigger(table).is_err());
}
