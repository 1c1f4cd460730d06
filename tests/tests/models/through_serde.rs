//! Serde sees what the SDK sees.

use jobs_api::operations::CreateJob;
use jobs_api::types::{GitSource, JobSettings, Run};
use jobs_codegen::model::Shape;
use jobs_runtime::json::{self, Encode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::instance::Maker;
use crate::spec::{SPEC, case};

/// By way of values, text and text again: the same document each time.
#[test]
fn serde_reads_and_writes_the_same() {
    for model in &SPEC.models {
        let case = case(&model.name);
        let document = Maker::default().model(model);
        let expected = document.compact();
        for given in [expected.clone(), document.loose(), document.escaped()] {
            let written = (case.serde_text)(given.as_bytes()).unwrap();
            assert_eq!(
                String::from_utf8(written).unwrap(),
                expected,
                "{}",
                model.name
            );
        }
        let value: Value = serde_json::from_str(&expected).unwrap();
        assert_eq!(
            (case.serde)(value.clone()).unwrap(),
            value,
            "{}",
            model.name
        );
    }
}

/// R3.1: unknown members survive on this way too, as exact as a `Value` is.
#[test]
fn serde_keeps_unknown_members() {
    for model in &SPEC.models {
        let document = Maker::default().unknown_first().model(model).compact();
        let value: Value = serde_json::from_str(&document).unwrap();
        let own = (case(&model.name).decode_encode)(document.as_bytes()).unwrap();
        assert_eq!(
            serde_json::from_slice::<Value>(&own).unwrap(),
            value,
            "{}",
            model.name
        );
        assert_eq!(
            (case(&model.name).serde)(value.clone()).unwrap(),
            value,
            "{}",
            model.name
        );
    }
}

/// R3.2, R18.1: enums and ids by themselves.
#[test]
fn serde_reads_enums_and_ids() {
    for open_enum in &SPEC.enums {
        let known = open_enum
            .variants
            .iter()
            .map(|variant| variant.wire.as_str());
        for value in known.chain(["SOMETHING_NEW", ""]) {
            let value = Value::from(value);
            assert_eq!((case(&open_enum.name).serde)(value.clone()).unwrap(), value);
        }
    }
    for id in SPEC.ids.iter().filter(|id| id.shape == Shape::Integer) {
        for value in [Value::from(i64::MIN), Value::from(i64::MIN.to_string())] {
            assert_eq!(
                (case(&id.name).serde)(value).unwrap(),
                Value::from(i64::MIN)
            );
        }
        for wrong in [
            Value::from(u64::MAX),
            Value::from(1.5),
            Value::from("x"),
            Value::from(true),
        ] {
            assert!(
                (case(&id.name).serde)(wrong.clone()).is_err(),
                "{} takes {wrong}",
                id.name
            );
        }
    }
}

/// What YAML says, as the SDK would write it.
fn from_yaml<T: DeserializeOwned + Encode>(yaml: &str) -> Value {
    let value: T = serde_yaml::from_str(yaml).unwrap();
    serde_json::from_slice(&json::to_vec(&value).unwrap()).unwrap()
}

/// YAML has the same types: JSON is YAML as well.
#[test]
fn yaml_reads_the_same() {
    fn check<T: DeserializeOwned + Encode>(name: &str) {
        let document = Maker::default()
            .marked()
            .depth(3)
            .model(SPEC.model(name))
            .compact();
        let value: Value = serde_json::from_str(&document).unwrap();
        assert_eq!(from_yaml::<T>(&document), value, "{name}");
    }
    check::<CreateJob>("CreateJob");
    check::<JobSettings>("JobSettings");
    check::<Run>("Run");
}

#[test]
fn yaml_as_people_write_it() {
    let yaml = "
name: nightly
max_concurrent_runs: 2
new_setting: { depth: [1, 2.5, text, ~] }
schedule:
  quartz_cron_expression: 0 0 3 * * ?
  timezone_id: Europe/Berlin
  pause_status: PAUSED
tags: { team: data }
tasks:
  - task_key: ingest
    timeout_seconds: '3600'
    notebook_task:
      notebook_path: /Repos/etl/ingest
      base_parameters: { commit: '831877e8', mask: '0x10', switch: 'on', count: '1_000' }
";
    let expected = serde_json::json!({
        "name": "nightly",
        "max_concurrent_runs": 2,
        "new_setting": { "depth": [1, 2.5, "text", null] },
        "schedule": {
            "quartz_cron_expression": "0 0 3 * * ?",
            "timezone_id": "Europe/Berlin",
            "pause_status": "PAUSED",
        },
        "tags": { "team": "data" },
        "tasks": [{
            "task_key": "ingest",
            "timeout_seconds": 3600,
            "notebook_task": {
                "notebook_path": "/Repos/etl/ingest",
                "base_parameters":
                    { "commit": "831877e8", "mask": "0x10", "switch": "on", "count": "1_000" },
            },
        }],
    });
    assert_eq!(from_yaml::<CreateJob>(yaml), expected);
}

/// R18.2: names in a map are what they are written as, even where YAML reads a boolean or a number.
#[test]
fn yaml_does_not_change_names() {
    let names = ["on", "no", "0x10", "1_000", "831877e8", "1.10", "007"];
    for name in names {
        let expected = serde_json::json!({ "tags": { name: "x" } });
        assert_eq!(
            from_yaml::<JobSettings>(&format!("tags: {{ {name}: x }}")),
            expected
        );
    }
}

/// R18.2: a string that YAML reads as a boolean or a number is refused rather than changed.
#[test]
fn yaml_does_not_change_strings() {
    for commit in ["831877e8", "0x10", "1_000", "007", "1.10", "on"] {
        let yaml = format!("{{ git_url: u, git_provider: gitHub, git_commit: {commit} }}");
        match serde_yaml::from_str::<GitSource>(&yaml) {
            Ok(read) => assert_eq!(read.git_commit.as_deref(), Some(commit)),
            Err(error) => assert!(error.to_string().contains("git_commit: expected a string")),
        }
    }
}

#[test]
fn structs_of_users_can_hold_models() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Saved {
        settings: JobSettings,
    }
    let json = r#"{"settings":{"name":"nightly","new_setting":[18446744073709551615]}}"#;
    let saved: Saved = serde_json::from_str(json).unwrap();
    assert_eq!(saved.settings.name.as_deref(), Some("nightly"));
    assert_eq!(serde_json::to_string(&saved).unwrap(), json);
}
