//! Triggers that fire when files arrive.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{DAY, HOUR, runs, starts};
use crate::common::{START, Service, task};
use crate::persistence::DataFile;

const MINUTE: u64 = 60_000;

fn watching(url: &str) -> Value {
    json!({ "tasks": [task("a", &[])], "trigger": { "file_arrival": { "url": url } } })
}

/// A folder that is `s3://bucket/in`.
fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn mapped(folder: &Path) -> Service {
    Service::with(|builder| builder.map("s3://bucket/in", folder))
}

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Lets time pass, and everything happen that is due by then.
fn pass(service: &Service, millis: u64) {
    let passed = service.handle.advance(Duration::from_millis(millis));
    passed.expect("the clock is moved");
}

async fn control(service: &Service, method: &str, call: &str, body: Value) -> Value {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let path = format!("/api/emulator/{call}");
    let (status, answer) = service.send(method, &path, &body).await;
    assert_eq!(status, 200, "{call}: {answer}");
    answer
}

/// 5.4: looked at once a minute, in all folders; only new files count.
#[tokio::test]
async fn new_files_start_a_run() {
    let folder = folder();
    let folder = folder.path();
    write(folder, "old.csv", "1");
    let service = mapped(folder);
    let job_id = service.create(watching("s3://bucket/in/")).await;
    let below = service.create(watching("s3://bucket/in/deep")).await;
    pass(&service, 5 * MINUTE);
    assert_eq!(starts(&service, job_id).await, Vec::<i64>::new());

    write(folder, "deep/er/1.csv", "1");
    write(folder, "deep/2.csv", "1");
    pass(&service, 30_000);
    assert_eq!(starts(&service, job_id).await, Vec::<i64>::new());
    pass(&service, 30_000);
    assert_eq!(
        starts(&service, job_id).await,
        [360_000],
        "one run for both"
    );
    assert_eq!(starts(&service, below).await, [360_000]);
    let run = &runs(&service, job_id).await[0];
    assert_eq!(run["trigger"], "FILE_ARRIVAL");
    assert_eq!(run["run_type"], "JOB_RUN");

    // Written again is not new, and gone is nothing; there again is new.
    write(folder, "deep/2.csv", "1, 2");
    fs::remove_file(folder.join("old.csv")).unwrap();
    pass(&service, 5 * MINUTE);
    assert_eq!(starts(&service, job_id).await.len(), 1);
    write(folder, "old.csv", "1");
    pass(&service, MINUTE);
    assert_eq!(starts(&service, job_id).await.len(), 2);
    assert_eq!(starts(&service, below).await.len(), 1);
}

/// 5.4: what waits until nothing arrives any more, by when the files are seen.
#[tokio::test]
async fn it_waits_after_the_last_change() {
    let folder = folder();
    let folder = folder.path();
    let service = mapped(folder);
    let mut settings = watching("s3://bucket/in");
    settings["trigger"]["file_arrival"]["wait_after_last_change_seconds"] = json!(120);
    let job_id = service.create(settings).await;
    write(folder, "1", "x");
    pass(&service, 2 * MINUTE);
    // Seen after a minute; another one after three, and that one grows after four.
    write(folder, "2", "x");
    pass(&service, MINUTE);
    write(folder, "2", "xyz");
    pass(&service, 2 * MINUTE + MINUTE / 2);
    assert_eq!(starts(&service, job_id).await, Vec::<i64>::new());
    pass(&service, MINUTE / 2);
    assert_eq!(starts(&service, job_id).await, [360_000]);
}

/// 5.4: what arrives too soon after a run waits.
#[tokio::test]
async fn it_keeps_its_distance_from_one_run_to_the_next() {
    let folder = folder();
    let folder = folder.path();
    let service = mapped(folder);
    let mut settings = watching("s3://bucket/in");
    settings["trigger"]["file_arrival"]["min_time_between_triggers_seconds"] = json!(600);
    let job_id = service.create(settings).await;
    write(folder, "1", "x");
    pass(&service, MINUTE);
    write(folder, "2", "x");
    pass(&service, DAY);
    assert_eq!(starts(&service, job_id).await, [60_000, 660_000]);
}

/// 5.4: a month of looking at a thousand files passes at once, as they do not change meanwhile.
#[tokio::test]
async fn a_month_of_a_thousand_files_is_cheap() {
    let folder = folder();
    let folder = folder.path();
    let service = mapped(folder);
    let job_id = service.create(watching("s3://bucket/in")).await;
    for file in 0..1000 {
        write(folder, &format!("{}/{file}", file % 10), "x");
    }
    pass(&service, 30 * DAY);
    assert_eq!(starts(&service, job_id).await, [60_000]);
    let call = format!("triggers?job_id={job_id}");
    let stands = control(&service, "GET", &call, Value::Null).await;
    let history = &stands["triggers"][0]["history"];
    assert!(history["last_triggered"].is_object());
    assert!(
        history["last_not_triggered"].is_null(),
        "one look is enough"
    );
    let (_, clock) = service.send("GET", "/api/emulator/clock", "").await;
    let month = i64::try_from(30 * DAY).unwrap();
    assert_eq!(clock["next_event"], START + month + 60_000, "the next look");
}

/// 5.4: what was seen is stored; what arrives while the emulator is stopped is new.
#[tokio::test]
async fn files_that_were_seen_do_not_fire_after_a_restart() {
    let folder = folder();
    let folder = folder.path();
    let file = DataFile::new("files");
    let start =
        || Service::with(|builder| builder.data(file.0.clone()).map("s3://bucket/in", folder));
    write(folder, "old", "x");
    let service = start();
    let job_id = service.create(watching("s3://bucket/in")).await;
    write(folder, "1", "x");
    pass(&service, MINUTE);
    assert_eq!(starts(&service, job_id).await.len(), 1);
    drop(service);
    let service = start();
    pass(&service, HOUR);
    assert_eq!(starts(&service, job_id).await.len(), 1);
    drop(service);
    write(folder, "2", "x");
    let service = start();
    pass(&service, 2 * HOUR);
    assert_eq!(starts(&service, job_id).await.len(), 2);
}

/// 5.4: what is in a folder when it is mapped for the first time is not new.
#[tokio::test]
async fn a_folder_can_be_mapped_later() {
    let folder = folder();
    let folder = folder.path();
    let file = DataFile::new("mapped");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let job_id = start().create(watching("s3://bucket/in")).await;
    write(folder, "old", "x");
    let service = Service::with(|builder| {
        let builder = builder.data(file.0.clone());
        builder.map("s3://bucket/in", folder)
    });
    pass(&service, HOUR);
    assert_eq!(starts(&service, job_id).await, Vec::<i64>::new());
    write(folder, "new", "x");
    pass(&service, HOUR);
    assert_eq!(starts(&service, job_id).await.len(), 1);
}

/// What is stored has what was seen.
#[tokio::test]
async fn snapshots_have_what_was_seen() {
    let folder = folder();
    let folder = folder.path();
    let service = mapped(folder);
    let job_id = service.create(watching("s3://bucket/in")).await;
    write(folder, "1", "x");
    pass(&service, MINUTE);
    let workspace = service.handle.workspace();
    let snapshot = workspace.snapshot().unwrap();
    write(folder, "2", "x");
    pass(&service, MINUTE);
    assert_eq!(starts(&service, job_id).await.len(), 2);
    // The second file is new again, and at once: the folder is looked at every minute.
    workspace.restore(&snapshot).unwrap();
    pass(&service, HOUR);
    assert_eq!(starts(&service, job_id).await, [60_000, 120_000]);
    workspace.reset().unwrap();
    write(folder, "3", "x");
    pass(&service, HOUR);
    let list = service.get("runs/list").await;
    assert!(list["runs"].is_null(), "{list}");
}

/// 5.4: paused, nothing is looked at; what arrived meanwhile is not made up.
#[tokio::test]
async fn what_arrives_while_paused_does_not_count() {
    let folder = folder();
    let folder = folder.path();
    let service = mapped(folder);
    let job_id = service.create(watching("s3://bucket/in")).await;
    let pause = |status: &str| {
        let mut settings = watching("s3://bucket/in");
        settings["trigger"]["pause_status"] = json!(status);
        json!({ "job_id": job_id, "new_settings": settings })
    };
    service.post("reset", pause("PAUSED")).await;
    write(folder, "1", "x");
    pass(&service, HOUR);
    service.post("reset", pause("UNPAUSED")).await;
    pass(&service, HOUR);
    assert_eq!(starts(&service, job_id).await, Vec::<i64>::new());
    write(folder, "2", "x");
    pass(&service, MINUTE);
    assert_eq!(starts(&service, job_id).await.len(), 1);
}

/// 5.4: a folder that is not there is a failure of the trigger, and nothing else.
#[tokio::test]
async fn a_location_that_cannot_be_read_is_a_failure_of_the_trigger() {
    let folder = folder();
    let service = mapped(folder.path());
    let job_id = service.create(watching("s3://bucket/in/later")).await;
    pass(&service, MINUTE);
    let call = format!("triggers?job_id={job_id}");
    let stands = control(&service, "GET", &call, Value::Null).await;
    let failed = &stands["triggers"][0]["history"]["last_failed"];
    assert_eq!(failed["timestamp"], START + 60_000);
    let description = failed["description"].as_str().unwrap();
    assert!(
        description.contains("s3://bucket/in/later"),
        "{description}"
    );
    // It comes to be: its files are new.
    write(folder.path(), "later/1", "x");
    pass(&service, MINUTE);
    assert_eq!(starts(&service, job_id).await, [120_000]);
}

/// 5.4: files of volumes arrive as they are put there.
#[tokio::test]
async fn files_arrive_in_volumes() {
    let service = Service::start();
    let job_id = service.create(watching("/Volumes/c/s/v/in/")).await;
    pass(&service, MINUTE);
    for path in ["in/1.csv", "elsewhere/1.csv"] {
        let path = format!("/api/2.0/fs/files/Volumes/c/s/v/{path}");
        assert_eq!(service.send("PUT", &path, "x").await.0, 200);
    }
    assert_eq!(starts(&service, job_id).await, [60_000]);
}

/// 5.4: arrivals can be told, where no folder is mapped and where one is.
#[tokio::test]
async fn arrivals_can_be_told() {
    let service = Service::start();
    let job_id = service.create(watching("s3://bucket/in")).await;
    let other = service.create(watching("s3://bucket/inner/")).await;
    pass(&service, MINUTE);
    let arrive = |url: &str| json!({ "url": url });
    let file = arrive("s3://bucket/in/1.csv");
    let seen = control(&service, "POST", "files/arrive", file).await;
    assert_eq!(seen, json!({ "triggers": 1 }));
    assert_eq!(starts(&service, job_id).await, [60_000], "at once");
    assert_eq!(starts(&service, other).await, Vec::<i64>::new());
    let workspace = service.handle.workspace();
    assert_eq!(workspace.file_arrives("s3://bucket/inner/x").unwrap(), 1);
    assert_eq!(workspace.file_arrives("s3://elsewhere/x").unwrap(), 0);
    assert_eq!(starts(&service, other).await, [60_000]);
    let (status, answer) = service
        .send("POST", "/api/emulator/files/arrive", "{}")
        .await;
    assert_eq!(status, 400, "{answer}");
}
