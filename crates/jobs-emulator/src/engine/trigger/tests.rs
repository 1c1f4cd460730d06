use jiff::Timestamp;
use serde_json::json;

use super::*;

/// A moment as it is written.
fn at(moment: &str) -> Millis {
    moment.parse::<Timestamp>().unwrap().as_millisecond()
}

fn schedule(expression: &str, zone: &str) -> Result<Option<Trigger>, TriggerError> {
    read(&json!({
        "schedule": { "quartz_cron_expression": expression, "timezone_id": zone },
    }))
}

fn read(settings: &Value) -> Result<Option<Trigger>, TriggerError> {
    let triggers = Trigger::read(settings)?.into_iter();
    Ok(triggers.map(|configured| configured.trigger).next())
}

/// The first times of a schedule after a moment.
fn times(expression: &str, zone: &str, after: &str, count: usize) -> Vec<String> {
    let trigger = schedule(expression, zone).unwrap().unwrap();
    let written = |moment: Millis| Timestamp::from_millisecond(moment).unwrap().to_string();
    let mut next = trigger.first(at(after));
    let mut times = Vec::new();
    while let Some(moment) = next.filter(|_| times.len() < count) {
        times.push(written(moment));
        next = trigger.next(moment);
    }
    times
}

/// 5.1: the syntax, each by the times that follow a moment. 2026-01-01 is a Thursday.
#[test]
fn times_of_cron_expressions() {
    let after = "2026-01-01T00:00:00Z";
    let table: &[(&str, &[&str])] = &[
        // Not the moment itself.
        (
            "0 0 0 * * ?",
            &["2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"],
        ),
        (
            "30 15 10 * * ? *",
            &["2026-01-01T10:15:30Z", "2026-01-02T10:15:30Z"],
        ),
        (
            "0 0/20 * * * ?",
            &[
                "2026-01-01T00:20:00Z",
                "2026-01-01T00:40:00Z",
                "2026-01-01T01:00:00Z",
            ],
        ),
        (
            "0 */30 * * * ?",
            &["2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z"],
        ),
        (
            "0 /30 * * * ?",
            &["2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z"],
        ),
        (
            "0 10-40/15 9,17 * * ?",
            &[
                "2026-01-01T09:10:00Z",
                "2026-01-01T09:25:00Z",
                "2026-01-01T09:40:00Z",
                "2026-01-01T17:10:00Z",
            ],
        ),
        // Over the end of the range.
        (
            "0 0 22-1 * * ?",
            &[
                "2026-01-01T01:00:00Z",
                "2026-01-01T22:00:00Z",
                "2026-01-01T23:00:00Z",
                "2026-01-02T00:00:00Z",
            ],
        ),
        (
            "0 0 12 ? * FRI-MON",
            &[
                "2026-01-02T12:00:00Z",
                "2026-01-03T12:00:00Z",
                "2026-01-04T12:00:00Z",
                "2026-01-05T12:00:00Z",
                "2026-01-09T12:00:00Z",
            ],
        ),
        (
            "0 0 12 ? * mon,wed",
            &["2026-01-05T12:00:00Z", "2026-01-07T12:00:00Z"],
        ),
        // Weeks begin on Sunday with 1; L alone is Saturday.
        ("0 0 12 ? * 1", &["2026-01-04T12:00:00Z"]),
        (
            "0 0 12 ? * L",
            &["2026-01-03T12:00:00Z", "2026-01-10T12:00:00Z"],
        ),
        (
            "0 0 12 ? * 6L",
            &["2026-01-30T12:00:00Z", "2026-02-27T12:00:00Z"],
        ),
        (
            "0 0 12 ? * 2#1",
            &["2026-01-05T12:00:00Z", "2026-02-02T12:00:00Z"],
        ),
        (
            "0 0 12 ? * SUN#5",
            &["2026-03-29T12:00:00Z", "2026-05-31T12:00:00Z"],
        ),
        (
            "0 0 12 L * ?",
            &["2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z"],
        ),
        (
            "0 0 12 L-3 * ?",
            &["2026-01-28T12:00:00Z", "2026-02-25T12:00:00Z"],
        ),
        (
            "0 0 12 LW * ?",
            &["2026-01-30T12:00:00Z", "2026-02-27T12:00:00Z"],
        ),
        // Saturday the 15th: the 14th. Never out of the month: the 1st of August is a Saturday.
        ("0 0 12 15W 8 ?", &["2026-08-14T12:00:00Z"]),
        ("0 0 12 1W 8 ?", &["2026-08-03T12:00:00Z"]),
        (
            "0 0 12 31 * ?",
            &["2026-01-31T12:00:00Z", "2026-03-31T12:00:00Z"],
        ),
        (
            "0 0 0 29 FEB ?",
            &["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"],
        ),
        (
            "0 0 0 1 1 ? 2027,2030",
            &["2027-01-01T00:00:00Z", "2030-01-01T00:00:00Z"],
        ),
        ("0 0 0 31 DEC ? 2099", &["2099-12-31T00:00:00Z"]),
        // No nearer than ten seconds.
        (
            "* * * * * ?",
            &[
                "2026-01-01T00:00:01Z",
                "2026-01-01T00:00:11Z",
                "2026-01-01T00:00:21Z",
            ],
        ),
        (
            "0/4 * * * * ?",
            &["2026-01-01T00:00:04Z", "2026-01-01T00:00:16Z"],
        ),
    ];
    for (expression, expected) in table {
        let found = times(expression, "UTC", after, expected.len());
        assert_eq!(found, *expected, "{expression}");
    }
    for never in ["0 0 0 30 2 ?", "0 0 0 1 1 ? 2025"] {
        assert!(times(never, "UTC", after, 1).is_empty(), "{never}");
    }
}

/// 5.1: daylight saving time by local rules.
#[test]
fn local_times_that_do_not_come_or_come_twice() {
    let berlin = "Europe/Berlin";
    let table: &[(&str, &str, &[&str])] = &[
        // 2:30 does not come on the 29th of March: it is 3:30 then.
        (
            "0 30 2 * * ?",
            "2026-03-27T12:00:00Z",
            &[
                "2026-03-28T01:30:00Z",
                "2026-03-29T01:30:00Z",
                "2026-03-30T00:30:00Z",
            ],
        ),
        (
            "0 0 * * * ?",
            "2026-03-28T23:30:00Z",
            &[
                "2026-03-29T00:00:00Z",
                "2026-03-29T01:00:00Z",
                "2026-03-29T02:00:00Z",
            ],
        ),
        // 2:30 comes twice on the 25th of October, at 0:30 and 1:30 by Greenwich.
        (
            "0 30 2 * * ?",
            "2026-10-24T12:00:00Z",
            &["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"],
        ),
        (
            "0 0 * * * ?",
            "2026-10-24T23:30:00Z",
            &["2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"],
        ),
        // Asked in the second 2:30.
        (
            "0 45 2 * * ?",
            "2026-10-25T01:30:00Z",
            &["2026-10-26T01:45:00Z"],
        ),
    ];
    for (expression, after, expected) in table {
        let found = times(expression, berlin, after, expected.len());
        assert_eq!(found, *expected, "{expression} after {after}");
    }
}

#[test]
fn time_zones_by_name_and_by_distance() {
    for (zone, expected) in [
        ("UTC", "2026-07-01T08:00:00Z"),
        ("US/Pacific", "2026-07-01T15:00:00Z"),
        ("Asia/Kolkata", "2026-07-01T02:30:00Z"),
        ("GMT+2", "2026-07-01T06:00:00Z"),
        ("GMT-03:30", "2026-07-01T11:30:00Z"),
        ("Etc/GMT+2", "2026-07-01T10:00:00Z"),
    ] {
        let found = times("0 0 8 * * ?", zone, "2026-07-01T00:00:00Z", 1);
        assert_eq!(found, [expected], "{zone}");
    }
    for zone in [
        "Mars/Olympus",
        "GMT+24",
        "GMT+1:60",
        "GMT+x",
        "UTC+",
        "GMT+001",
        "../etc",
    ] {
        let unknown = TriggerError::UnknownTimeZone(zone.to_owned());
        assert_eq!(schedule("0 0 8 * * ?", zone), Err(unknown));
    }
}

/// 5.1: what Quartz refuses.
#[test]
fn expressions_that_are_none() {
    for expression in [
        "",
        "* * * * *",
        "0 0 * * * ? * *",
        "0 0 * * * *",
        "0 0 0 ? * ?",
        "0 0 0 1 * MON",
        "60 * * * * ?",
        "0 60 * * * ?",
        "0 0 24 * * ?",
        "0 0 0 0 * ?",
        "0 0 0 32 * ?",
        "0 0 0 ? 13 *",
        "0 0 0 ? * 8",
        "0 0 0 ? * 0",
        "0 0 0 ? FOO *",
        "0 0 0 ? MON *",
        "0 0 0 ? * 2#6",
        "0 0 0 ? * 2#",
        "0 0 0 L-28 * ?",
        "0 0 0 L3 * ?",
        "0 0 0 W * ?",
        "0 0 0 1-5W * ?",
        "0 0/0 * * * ?",
        "0 0/60 * * * ?",
        "0 , * * * ?",
        "0 1- * * * ?",
        "0 -1 * * * ?",
        "0 +1 * * * ?",
        "@daily",
        "0 0 0 1 1 ? 1969",
        "0 0 0 1 1 ? 2100",
        "0 0 0 1 1 ? 2030-2028",
        "0 0 99999999999 * * ?",
        "é é é é é ?",
    ] {
        let bad = TriggerError::BadExpression(expression.to_owned());
        assert_eq!(schedule(expression, "UTC"), Err(bad));
    }
}

/// 5.3
#[test]
fn periods() {
    let period = |interval: i64, unit: &str| {
        read(&json!({ "trigger": { "periodic": { "interval": interval, "unit": unit } } }))
    };
    let every = |millis| Ok(Some(Trigger::Periodic(millis)));
    assert_eq!(period(1, "MINUTES"), every(60_000));
    assert_eq!(period(3, "HOURS"), every(10_800_000));
    assert_eq!(period(1, "DAYS"), every(86_400_000));
    assert_eq!(period(2, "WEEKS"), every(1_209_600_000));
    for interval in [0, -1, i64::MAX] {
        assert_eq!(
            period(interval, "DAYS"),
            Err(TriggerError::BadInterval(interval))
        );
    }
    assert_eq!(
        period(1, "YEARS"),
        Err(TriggerError::UnknownUnit("YEARS".to_owned()))
    );
}

#[test]
fn what_was_missed_is_not_made_up() {
    let periodic = Trigger::Periodic(100);
    for (due, now, next) in [
        (50, 50, 50),
        (50, 51, 150),
        (50, 149, 150),
        (50, 150, 150),
        (50, 151, 250),
        (70, 50, 70),
    ] {
        assert_eq!(periodic.resumed(due, now), Some(next), "due {due} at {now}");
    }
    let daily = schedule("0 0 0 * * ?", "UTC").unwrap().unwrap();
    let (due, now) = (at("2026-01-01T00:00:00Z"), at("2026-01-05T10:00:00Z"));
    assert_eq!(daily.resumed(due, now), Some(at("2026-01-06T00:00:00Z")));
    assert_eq!(Trigger::Continuous.resumed(due, now), Some(now));
}

/// 5.2: within a minute of the end, longer and longer after failures.
#[test]
fn rests_of_continuous_jobs() {
    let rests: Vec<Millis> = [0, 1, 2, 3, 8, 9, 40, u32::MAX].map(rest).to_vec();
    let seconds = [10, 20, 40, 80, 2560, 3600, 3600, 3600];
    assert_eq!(rests, seconds.map(|second| second * 1000));
}

/// 5.2 to 5.5: what a trigger cannot be, field by field.
#[test]
fn settings_that_are_no_triggers() {
    let files = |name: &str, seconds: i64| json!({ "trigger": { "file_arrival": { "url": "s3://b/in", name: seconds } } });
    let tables = |tables: Value| json!({ "trigger": { "table_update": tables } });
    let model = |model: Value| json!({ "triggers": [{ "model": model }] });
    let window = |hour: i64, day: &str, zone: &str| {
        let window = json!({ "start_hour": hour, "day_of_week": day, "timezone_id": zone });
        json!({ "continuous": { "maintenance_window": window } })
    };
    let gate = |gate: Value| {
        let periodic = json!({ "interval": 1, "unit": "DAYS" });
        json!({ "trigger": { "periodic": periodic, "sql_condition": gate } })
    };
    let many = vec![json!({ "file_arrival": { "url": "s3://b" } }); 101];
    let eleven: Vec<String> = (0..11).map(|table| format!("a.b.t{table}")).collect();
    for (settings, says) in [
        (
            json!({ "trigger": { "file_arrival": {} } }),
            "file_arrival.url",
        ),
        (
            json!({ "trigger": { "file_arrival": { "url": "s3://b/../c" } } }),
            "'..'",
        ),
        (files("min_time_between_triggers_seconds", 59), "59"),
        (files("wait_after_last_change_seconds", 0), "60 or more"),
        (files("wait_after_last_change_seconds", -1), "-1"),
        (tables(json!({})), "table_names"),
        (tables(json!({ "table_names": eleven })), "11 tables"),
        (tables(json!({ "table_names": ["a.b"] })), "a.b"),
        (tables(json!({ "table_names": ["a..b"] })), "a..b"),
        (
            tables(json!({ "table_names": ["a.b.c", "A.b.c"] })),
            "more than once",
        ),
        (
            tables(json!({ "table_names": ["a.b.c"], "condition": "SOME" })),
            "SOME",
        ),
        (model(json!({})), "model.condition"),
        (
            model(json!({ "condition": "MODEL_CREATED", "aliases": ["x"] })),
            "aliases",
        ),
        (json!({ "triggers": many }), "101 triggers"),
        (
            json!({ "triggers": [{ "job_completion": {} }] }),
            "job_completion.job_id",
        ),
        (
            json!({ "triggers": [{ "pause_status": "PAUSED" }] }),
            "triggers[0]",
        ),
        (
            json!({ "triggers": [{ "model": {}, "periodic": {} }] }),
            "periodic and model",
        ),
        (
            json!({ "triggers": [{ "continuous": {} }, { "continuous": {} }] }),
            "continuous",
        ),
        (
            json!({ "continuous": { "task_retry_mode": "OFTEN" } }),
            "OFTEN",
        ),
        (
            json!({ "continuous": {}, "tasks": [{ "task_key": "a", "max_retries": 1 }] }),
            "max_retries",
        ),
        (window(24, "MONDAY", "UTC"), "start_hour"),
        (window(-1, "MONDAY", "UTC"), "start_hour"),
        (window(0, "monday", "UTC"), "day_of_week"),
        (window(0, "MONDAY", ""), "timezone_id"),
        (gate(json!({ "sql_query_id": "q" })), "warehouse_id"),
        (gate(json!({ "warehouse_id": "w" })), "sql_query_id"),
        (
            gate(json!({ "sql_query_id": "q", "warehouse_id": "w", "trigger_mode": "X" })),
            "X",
        ),
    ] {
        let Err(TriggerError::Invalid(message)) = Trigger::read(&settings) else {
            panic!("{settings} is taken");
        };
        assert!(message.contains(says), "{settings}: {message}");
    }
    let nowhere = TriggerError::UnknownTimeZone("Mars/Olympus".to_owned());
    assert_eq!(
        Trigger::read(&window(0, "MONDAY", "Mars/Olympus")),
        Err(nowhere)
    );
    let taken = window(23, "SUNDAY", "Europe/Berlin");
    assert_eq!(read(&taken), Ok(Some(Trigger::Continuous)));
}

/// 5.5: models by what happens to them, where, and under which name.
#[test]
fn events_that_a_model_trigger_waits_for() {
    let trigger = |condition: &str, securable: &str, aliases: &[&str]| {
        let model = json!({
            "condition": condition, "securable_name": securable, "aliases": aliases,
        });
        match read(&json!({ "trigger": { "model": model } })) {
            Ok(Some(Trigger::Watch(watch))) => watch.what,
            other => panic!("{other:?}"),
        }
    };
    let event = ModelEvent::new(ModelCondition::ModelAliasSet, "main.ml.churn").alias("champion");
    for (condition, securable, aliases, sees) in [
        ("MODEL_ALIAS_SET", "", &[][..], true),
        ("MODEL_ALIAS_SET", "main.ml", &[], true),
        ("MODEL_ALIAS_SET", "main.ml.churn", &[], true),
        (
            "MODEL_ALIAS_SET",
            "Main.ML.churn",
            &["other", "champion"],
            true,
        ),
        ("MODEL_ALIAS_SET", "main.ml.churn", &["other"], false),
        ("MODEL_ALIAS_SET", "main.m", &[], false),
        ("MODEL_ALIAS_SET", "main.ml.churn2", &[], false),
        ("MODEL_CREATED", "main.ml.churn", &[], false),
    ] {
        let trigger = trigger(condition, securable, aliases);
        assert_eq!(trigger.sees_model(&event), sees, "{trigger:?}");
    }
}

/// 5.4: both times together, the later one counts.
#[test]
fn times_that_a_trigger_waits() {
    let table = json!({
        "table_names": ["a.b.c"],
        "min_time_between_triggers_seconds": 120,
        "wait_after_last_change_seconds": 60,
    });
    let Ok(Some(Trigger::Watch(watch))) = read(&json!({ "trigger": { "table_update": table } }))
    else {
        panic!("no trigger");
    };
    for (fired, latest, due) in [
        (None, 5_000, 65_000),
        (Some(0), 5_000, 120_000),
        (Some(0), 115_000, 175_000),
        (Some(0), 500_000, 560_000),
    ] {
        let changes = Changes {
            latest,
            ..Changes::default()
        };
        let state = TriggerState {
            fired,
            changes: Some(changes),
            ..TriggerState::default()
        };
        assert_eq!(watch.due(&state), Some(due), "{fired:?} {latest}");
    }
}
