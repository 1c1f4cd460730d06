//! Models, enums and ids in serde's world.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::common::{read, write};
use crate::models::{ClusterId, RunId, State, Task};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Mine {
    task: Task,
    run: RunId,
    cluster: ClusterId,
    state: Option<State>,
    #[serde(default)]
    more: Vec<Task>,
}

fn mine() -> Value {
    json!({
        "task": {"retries": 3, "tasks": [{"state": "NEW"}], "new": {"b": 1, "a": [null, 1.5, "x"]}},
        "run": "9223372036854775807",
        "cluster": "c",
        "state": "RUNNING",
        "more": [{}, {"inner": {"tags": {"k": "v"}}}],
    })
}

#[test]
fn models_stand_in_structs_of_others() {
    let value: Mine = serde_json::from_value(mine()).unwrap();
    assert_eq!(value.run, RunId(i64::MAX));
    assert_eq!(
        value.task.tasks.as_ref().unwrap()[0].state,
        Some(State::from("NEW"))
    );
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<Mine>(&text).unwrap(), value);
    let mut expected = mine();
    expected["run"] = json!(i64::MAX);
    assert_eq!(serde_json::to_value(&value).unwrap(), expected);
}

/// In the order of the fields, and in that of arrival.
#[test]
fn serde_json_gives_the_same_as_the_models_own_way() {
    let json = r#"{"run_id":1,"name":"é\n\"","share":-0.0,"disabled":false,"tags":{"a":"1","b":""},"zoo":[-0.0,{"b":null,"a":{}}],"ant":18446744073709551615}"#;
    let task: Task = read(json);
    assert_eq!(write(&task), json);
    assert_eq!(serde_json::to_string(&task).unwrap(), json);
    assert_eq!(serde_json::from_str::<Task>(json).unwrap(), task);
}

// R18.1
#[test]
fn integers_of_64_bits_stay_exact_through_serde() {
    let json = format!(
        r#"{{"run_id":{},"retries":{},"new":[{},{},{}]}}"#,
        i64::MAX,
        (1_i64 << 53) + 1,
        i64::MIN,
        u64::MAX,
        "123456789012345678901234567890"
    );
    let task: Task = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (task.run_id, task.retries),
        (Some(RunId(i64::MAX)), Some((1 << 53) + 1))
    );
    let value = serde_json::to_value(&task).unwrap();
    assert_eq!(value["run_id"], json!(i64::MAX));
    assert_eq!(
        value["new"],
        json!([i64::MIN, u64::MAX, 1.2345678901234568e29])
    );
}

// R18.2
#[test]
fn yaml_is_read_into_models() {
    let yaml = "
task:
  name: '0x10'
  retries: 3
  run_id: '12'
  share: 1
  disabled: true
  tags: {a: 'on', b: x}
  tasks:
    - state: PAUSED
    - inner: ~
  new:
    deep: [1, 2.5, no, null]
    7: seven
run: 5
cluster: c
";
    let mine: Mine = serde_yaml::from_str(yaml).unwrap();
    assert_eq!(mine.task.name.as_deref(), Some("0x10"));
    assert_eq!(mine.task.tags.as_ref().unwrap()["a"], "on");
    assert_eq!(mine.task.run_id, Some(RunId(12)));
    assert_eq!(mine.task.share, Some(1.0));
    assert_eq!(mine.task.tasks.as_ref().unwrap()[1], Task::default());
    assert_eq!(mine.task.extra.get("new").unwrap()["7"], "seven");
    assert_eq!((mine.run, mine.state), (RunId(5), None));
}

#[test]
fn ids_and_enums_are_names_of_maps() {
    let runs: BTreeMap<RunId, ClusterId> = serde_json::from_str(r#"{"7":"c"}"#).unwrap();
    assert_eq!(runs, BTreeMap::from([(RunId(7), ClusterId::from("c"))]));
    assert_eq!(serde_json::to_string(&runs).unwrap(), r#"{"7":"c"}"#);
    let states: std::collections::HashMap<State, i64> =
        serde_json::from_str(r#"{"RUNNING":1}"#).unwrap();
    assert_eq!(states[&State::Running], 1);
    assert_eq!(serde_json::to_string(&states).unwrap(), r#"{"RUNNING":1}"#);
}

#[test]
fn errors_name_the_path_below_the_model() {
    let error =
        serde_json::from_value::<Mine>(json!({"task": {"tasks": [{}, {"name": 1}]}})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "tasks[1].name: expected a string, found a number (in Task)"
    );
    let error = serde_json::to_string(&Task {
        share: Some(f64::NAN),
        ..Task::default()
    })
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "share: the number is not finite, and JSON has no such number"
    );
}

#[test]
fn null_and_nesting_are_as_in_documents() {
    assert_eq!(
        serde_json::from_str::<Task>("null").unwrap(),
        Task::default()
    );
    assert_eq!(serde_json::from_str::<Option<Task>>("null").unwrap(), None);
    let nest = |depth| (0..depth).fold(json!(null), |inner, _| json!([inner]));
    for (depth, allowed) in [(126, true), (127, false), (1000, false)] {
        let value = json!({"new": nest(depth)});
        assert_eq!(
            serde_json::from_value::<Task>(value).is_ok(),
            allowed,
            "{depth}"
        );
    }
}
