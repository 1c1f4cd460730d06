//! Tokens and whose they are.

use std::io::Write as _;

use jobs_emulator::{Emulator, EmulatorBuilder, Principal};
use serde_json::{Value, json};

use super::Stage;

const ME: &str = "GET /api/2.0/preview/scim/v2/Me";

fn stage(settings: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> Stage {
    let builder = Emulator::builder().virtual_clock().user_name("root");
    Stage(settings(builder).in_process().expect("the emulator starts"))
}

impl Stage {
    /// Name and groups of the caller, as it is told.
    async fn me(&self, caller: &str) -> (String, Vec<String>) {
        let me = self.done(caller, ME, Value::Null).await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let groups = me["groups"].as_array().expect("groups").iter();
        let groups = groups.map(|group| text(&group["display"])).collect();
        (text(&me["userName"]), groups)
    }
}

/// R22.6: a token tells who calls: to the caller, as the creator of runs, in the journal.
#[tokio::test]
async fn tokens_tell_callers_apart() {
    let stage = stage(|builder| {
        builder
            .token("r")
            .principal("a", Principal::user("ada").member_of("data"))
            .principal("s", Principal::service_principal("7f5c"))
    });
    for (token, name, groups) in [
        ("r", "root", vec!["admins", "users"]),
        ("a", "ada", vec!["users", "data"]),
        ("s", "7f5c", vec!["users"]),
    ] {
        let (seen, in_groups) = stage.me(token).await;
        assert_eq!(
            (seen.as_str(), in_groups),
            (name, groups.iter().map(ToString::to_string).collect())
        );
        let run = json!({ "tasks": [crate::common::task("a", &[])] });
        let run = stage
            .done(token, "POST /api/2.2/jobs/runs/submit", run)
            .await;
        let get = format!("GET /api/2.2/jobs/runs/get?run_id={}", run["run_id"]);
        let run = stage.done(token, &get, Value::Null).await;
        assert_eq!(run["creator_user_name"], name);
        let journal = stage.0.journal();
        let last = journal.last().and_then(|entry| entry.principal.clone());
        assert_eq!(last.as_deref(), Some(name));
    }
    let ids = [
        stage.done("r", ME, Value::Null).await["id"].clone(),
        stage.done("a", ME, Value::Null).await["id"].clone(),
        stage.done("s", ME, Value::Null).await["id"].clone(),
    ];
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(stage.ask("x", ME, Value::Null).await.0, 403);
}

/// R22.6: who is alone may do everything: with one token, and in a workspace of one's own.
#[tokio::test]
async fn whoever_is_alone_may_do_everything() {
    let ada = || Principal::user("ada");
    for alone in [
        stage(|builder| builder.principal("a", ada())),
        stage(|builder| {
            let builder = builder.workspace_per_token().principal("a", ada());
            builder.principal("b", Principal::user("bob"))
        }),
    ] {
        assert_eq!(alone.me("a").await.1, ["admins", "users"]);
        let get = "GET /api/2.2/jobs/get?job_id=7";
        assert_eq!(alone.ask("a", get, Value::Null).await.0, 400);
    }
    let many = stage(|builder| builder.principal("a", ada()).token("r"));
    assert_eq!(many.me("a").await.1, ["users"]);
    let get = "GET /api/2.2/jobs/get?job_id=7";
    assert_eq!(many.ask("a", get, Value::Null).await.0, 403);
    assert_eq!(many.ask("r", get, Value::Null).await.0, 400);
}

/// R22.2: a scenario file names principals; its jobs can be for them.
#[tokio::test]
async fn a_scenario_names_principals() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let text = "
tokens:
  - {token: root-token}
  - {token: ada-token, user_name: ada, groups: [data]}
  - {token: boss-token, user_name: boss, admin: true}
  - {token: robot-token, service_principal_name: 7f5c}
jobs:
  - name: nightly
    access_control_list: [{group_name: data, permission_level: CAN_VIEW}]
";
    file.write_all(text.as_bytes()).unwrap();
    let stage = stage(|builder| builder.scenario_file(file.path()));
    for (token, name, sees) in [
        ("root-token", "root", true),
        ("ada-token", "ada", true),
        ("boss-token", "boss", true),
        ("robot-token", "7f5c", false),
    ] {
        assert_eq!(stage.me(token).await.0, name);
        let list = stage
            .done(token, "GET /api/2.2/jobs/list", Value::Null)
            .await;
        assert_eq!(list["jobs"].is_array(), sees, "{name}");
    }
}

/// R10.1: what is wrong with tokens is told without them.
#[test]
fn tokens_that_cannot_be_are_told_without_them() {
    let ada = || Principal::user("ada");
    for (builder, says) in [
        (
            Emulator::builder()
                .principal("canary", ada())
                .principal("canary", Principal::user("bob")),
            "once for 'ada' and once for 'bob'",
        ),
        (
            Emulator::builder().principal("", ada()),
            "must not be empty",
        ),
        (
            Emulator::builder().principal("canary", Principal::user("")),
            "must not be empty",
        ),
    ] {
        assert!(!format!("{builder:?}").contains("canary"));
        let error = builder.in_process().unwrap_err().to_string();
        assert!(error.contains(says) && !error.contains("canary"), "{error}");
    }
    let twice = Emulator::builder()
        .principal("t", ada())
        .principal("t", ada());
    assert!(twice.in_process().is_ok());
}
