use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rusqlite::OpenFlags;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::{Emulator, InProcess};

/// What an emulator of the first schema version has left behind.
const ROWS: &str = include_str!("first_version.sql");
const JOB: i64 = 1_800_000_000_000_001;
const ENDED: i64 = 1_800_000_000_000_002;
const ACTIVE: i64 = 1_800_000_000_000_004;

/// A database of this schema version, which was one of the first once.
fn database(file: &Path, version: usize) {
    let connection = Connection::open(file).unwrap();
    let (first, later) = MIGRATIONS[..version].split_first().unwrap();
    connection.execute_batch(first).unwrap();
    connection.execute_batch(ROWS).unwrap();
    for migration in later {
        connection.execute_batch(migration).unwrap();
    }
    let version = i64::try_from(version).unwrap();
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
}

fn schema(store: &Store) -> Vec<(String, String)> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    let mut statement = store.connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

async fn ask(service: &InProcess, method: &str, path: &str, body: Value) -> Value {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let request = http::Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", "Bearer x")
        .body(body.into())
        .unwrap();
    let answer = service.handle(request).await;
    let body = serde_json::from_slice(answer.body()).unwrap();
    assert_eq!(answer.status(), 200, "{path}: {body}");
    body
}

/// Emulators get newer, and what they have stored stays.
#[tokio::test]
async fn a_database_of_each_earlier_version_is_brought_up_to_date() {
    let folder = TempDir::new().unwrap();
    let newest = schema(&Store::open(None).unwrap());
    for version in 1..=MIGRATIONS.len() {
        let file = folder.path().join(version.to_string());
        database(&file, version);
        let store = Store::open(Some(&file)).unwrap();
        assert_eq!(schema(&store), newest, "{version}");
        drop(store);

        let clock = crate::ManualClock::new(1_800_000_001_000);
        let service = Emulator::builder()
            .data(&file)
            .clock(std::sync::Arc::new(clock));
        let service = service.in_process().unwrap();
        let path = format!("/api/2.2/jobs/get?job_id={JOB}");
        let job = ask(&service, "GET", &path, Value::Null).await;
        assert_eq!(job["settings"]["name"], "old", "{version}: {job}");
        let ended = format!("/api/2.2/jobs/runs/get?run_id={ENDED}");
        let run = ask(&service, "GET", &ended, Value::Null).await;
        assert_eq!(run["state"]["result_state"], "SUCCESS", "{version}: {run}");
        let again = json!({ "job_id": JOB, "idempotency_token": "t" });
        let again = ask(&service, "POST", "/api/2.2/jobs/run-now", again).await;
        assert_eq!(again["run_id"], ENDED, "{version}");
        let acl = format!("/api/2.0/permissions/jobs/{JOB}");
        let acl = ask(&service, "GET", &acl, Value::Null).await.to_string();
        assert!(acl.contains("ada@example.com"), "{version}: {acl}");
        service.advance(Duration::from_secs(86_400)).unwrap();
        let active = format!("/api/2.2/jobs/runs/get?run_id={ACTIVE}");
        let run = ask(&service, "GET", &active, Value::Null).await;
        assert_eq!(run["state"]["result_state"], "SUCCESS", "{version}: {run}");
        // The schedule has been at work since triggers are stored.
        let list = format!("/api/2.2/jobs/runs/list?job_id={JOB}");
        let runs = ask(&service, "GET", &list, Value::Null).await;
        assert_eq!(runs["runs"][0]["trigger"], "PERIODIC", "{version}: {runs}");
    }
}

fn error(file: &Path) -> String {
    let error = Store::open(Some(file)).map(drop).unwrap_err().to_string();
    let name = format!("database: cannot open {}: ", file.display());
    let what = error.strip_prefix(&name);
    what.unwrap_or_else(|| panic!("{error}")).to_owned()
}

/// Each with its name, what is the matter, and untouched.
#[test]
fn files_that_cannot_be_used_are_refused() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str| folder.path().join(name);

    let newer = file("newer");
    database(&newer, MIGRATIONS.len());
    let connection = Connection::open(&newer).unwrap();
    let version = SCHEMA_VERSION + 1;
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
    drop(connection);
    let why = format!(
        "it has schema version {version}, of a newer emulator; this one knows {SCHEMA_VERSION}"
    );
    assert_eq!(error(&newer), why);

    let text = file("text");
    fs::write(
        &text,
        "To whom it may concern: this is a letter.".repeat(99),
    )
    .unwrap();
    assert_eq!(error(&text), "it is no SQLite database");
    assert!(fs::read_to_string(&text).unwrap().starts_with("To whom"));

    let other = file("other");
    let connection = Connection::open(&other).unwrap();
    connection
        .execute_batch("CREATE TABLE songs (title TEXT)")
        .unwrap();
    drop(connection);
    assert_eq!(error(&other), "it is the database of another program");

    for (name, why) in [
        ("no/folder", "its folder is not there; make it first"),
        ("text/file", "what it is to be in is no folder"),
        ("", "it is a folder"),
    ] {
        assert_eq!(error(&file(name)), why);
    }

    let damaged = file("damaged");
    drop(Store::open(Some(&damaged)).unwrap());
    let mut bytes = fs::read(&damaged).unwrap();
    bytes.truncate(5000);
    fs::write(&damaged, bytes).unwrap();
    assert!(error(&damaged).contains("malformed"), "{}", error(&damaged));
}

/// Whoever has it open is named.
#[test]
fn a_file_that_is_open_tells_who_has_it() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("open");
    let _open = Store::open(Some(&file)).unwrap();
    let expected = if cfg!(target_os = "linux") {
        "it is locked: another emulator of this process has it open"
    } else {
        "it is locked: another process has it open"
    };
    assert_eq!(error(&file), expected);
}

/// Whoever may not write is told so; the superuser may write everything.
#[test]
fn a_file_that_cannot_be_written_is_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("read-only");
    drop(Store::open(Some(&file)).unwrap());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().append(true).open(&file).is_err() {
        assert_eq!(error(&file), "it cannot be written");
    }
    let connection = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let written = connection.execute_batch("CREATE TABLE a (b)").unwrap_err();
    assert_eq!(why_not(&file, &written.into()), "it cannot be written");
}
