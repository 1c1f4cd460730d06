//! What differs between two settings: R4.3, over every member that the spec has.

use fastrand::Rng;
use jobs_api::jobs::SettingsDiff;
use jobs_api::types::JobSettings;
use jobs_codegen::model::{Model, Shape, TypeKind};
use jobs_runtime::json;
use serde_json::{Value, json};

use crate::instance::Maker;
use crate::spec::SPEC;

/// Settings with every member set, those aside that decide about others.
fn full() -> Value {
    let made = Maker::default()
        .unknown_last()
        .model(SPEC.model("JobSettings"));
    let mut settings: Value = serde_json::from_str(&made.compact()).unwrap();
    let members = settings.as_object_mut().unwrap();
    members.remove("continuous");
    members.remove("triggers");
    for pointer in ["/tasks/0/new_cluster", "/job_clusters/0/new_cluster"] {
        let cluster = settings.pointer_mut(pointer).unwrap();
        let cluster = cluster.as_object_mut().unwrap();
        cluster.remove("apply_policy_default_values").unwrap();
    }
    settings
}

/// What a job may have in place of a schedule.
fn triggers() -> Value {
    let made = Maker::default().model(SPEC.model("JobSettings"));
    let made: Value = serde_json::from_str(&made.compact()).unwrap();
    json!({ "continuous": made["continuous"], "triggers": made["triggers"] })
}

fn diff(before: &Value, after: &Value) -> SettingsDiff {
    let [before, after] = [before, after]
        .map(|settings| json::from_slice::<JobSettings>(settings.to_string().as_bytes()).unwrap());
    JobSettings::diff(&before, &after)
}

/// Of these settings what stands around a place: the whole is large.
fn around(pointer: &str, settings: &Value) -> Value {
    let names: Vec<&str> = pointer.split('/').skip(1).collect();
    match names.as_slice() {
        ["tasks", "0", name, ..] => {
            let task = &settings["tasks"][0];
            json!({ "tasks": [{ "task_key": task["task_key"], *name: task[*name] }] })
        }
        [name, ..] => json!({ *name: settings[*name] }),
        [] => settings.clone(),
    }
}

/// Where each scalar stands.
fn scalars(at: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                scalars(&format!("{at}/{name}"), value, found);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                scalars(&format!("{at}/{index}"), value, found);
            }
        }
        Value::Null => {}
        _ => found.push(at.to_owned()),
    }
}

/// Another value of the same kind.
fn other(value: &Value) -> Value {
    match value {
        Value::Bool(value) => json!(!value),
        Value::Number(number) if number.is_i64() => json!(number.as_i64().unwrap() ^ 1),
        Value::Number(number) if number.is_u64() => json!(7),
        Value::Number(number) => json!(if number.as_f64() == Some(0.5) {
            1.5
        } else {
            0.5
        }),
        Value::String(text) => json!(format!("{text}, another")),
        value => panic!("{value} is no scalar"),
    }
}

/// What the service writes itself.
fn is_of_the_service(pointer: &str) -> bool {
    pointer == "/format" || pointer.starts_with("/git_source/git_snapshot/")
}

#[test]
fn a_change_of_any_member_is_seen_and_named() {
    let mut count = 0;
    for settings in [full(), triggers()] {
        let mut pointers = Vec::new();
        scalars("", &settings, &mut pointers);
        for pointer in pointers.iter().filter(|at| !is_of_the_service(at)) {
            let settings = around(pointer, &settings);
            let mut changed = settings.clone();
            let value = changed.pointer_mut(pointer).unwrap();
            *value = other(value);
            let diff = diff(&settings, &changed);
            let root = pointer.split('/').nth(1).unwrap();
            let is_named = |path: &str| path.starts_with(root);
            assert!(!diff.is_empty(), "{pointer} is not seen");
            assert!(
                diff.changes.iter().all(|change| is_named(&change.path)),
                "{pointer}: {diff}"
            );
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn the_service_s_own_members_mean_nothing() {
    let settings = full();
    for pointer in ["/format", "/git_source/git_snapshot/used_commit"] {
        let mut changed = settings.clone();
        let value = changed.pointer_mut(pointer).unwrap();
        *value = other(value);
        assert_eq!(diff(&settings, &changed).to_string(), "");
    }
}

#[test]
fn the_way_back_is_the_same_changes_turned_around() {
    let mut random = Rng::with_seed(17);
    let settings = full();
    let mut pointers = Vec::new();
    scalars("", &settings, &mut pointers);
    for _ in 0..30 {
        let [mut one, mut another] = [settings.clone(), settings.clone()];
        for changed in [&mut one, &mut another] {
            for _ in 0..random.usize(0..4) {
                let value = changed
                    .pointer_mut(random.choice(&pointers).unwrap())
                    .unwrap();
                *value = other(value);
            }
            // A member, with all that is in it.
            let members = changed.as_object_mut().unwrap();
            let name = random.choice(members.keys()).unwrap().clone();
            if random.bool() {
                members.remove(&name);
            }
        }
        let there = diff(&one, &another);
        let mut back = diff(&another, &one);
        for change in &mut back.changes {
            std::mem::swap(&mut change.before, &mut change.after);
        }
        assert_eq!(there.to_string(), back.to_string());
        assert!(diff(&one, &one).is_empty());
        assert_eq!(there.is_empty(), back.is_empty());
    }
}

/// Puts the elements of lists into another order.
fn shuffle(name: &str, value: &mut Value, random: &mut Rng) {
    let has_no_order = |name: &str| {
        let known = [
            "tasks",
            "job_clusters",
            "environments",
            "depends_on",
            "libraries",
            "rules",
            "environment_variables",
            "table_names",
            "aliases",
            "subscriptions",
            "subscribers",
        ];
        known.contains(&name) || name.starts_with("on_") || name.ends_with("_selection")
    };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                shuffle(name, value, random);
            }
        }
        Value::Array(elements) => {
            for element in elements.iter_mut() {
                shuffle("", element, random);
            }
            if has_no_order(name) {
                random.shuffle(elements);
            }
        }
        _ => {}
    }
}

#[test]
fn the_order_of_what_has_keys_means_nothing() {
    let settings = full();
    for seed in 0..5 {
        let mut random = Rng::with_seed(seed);
        let mut shuffled = settings.clone();
        shuffle("", &mut shuffled, &mut random);
        random.shuffle(shuffled["parameters"].as_array_mut().unwrap());
        assert_eq!(diff(&settings, &shuffled).to_string(), "", "seed {seed}");
    }
}

#[test]
fn the_order_of_arguments_counts() {
    let pointer = "/tasks/0/spark_python_task/parameters";
    let mut settings = full();
    *settings.pointer_mut(pointer).unwrap() = json!(["a", "b"]);
    let mut reversed = settings.clone();
    *reversed.pointer_mut(pointer).unwrap() = json!(["b", "a"]);
    let diff = diff(&settings, &reversed).to_string();
    assert!(
        diff.ends_with(r#".spark_python_task.parameters: ["a","b"] → ["b","a"]"#),
        "{diff}"
    );
}

/// The members that have a default, as the spec says, and what it is.
fn defaults(at: &str, model: &Model, value: &Value, found: &mut Vec<(String, Value)>) {
    for field in &model.fields {
        let at = format!("{at}/{}", field.wire);
        let Some(value) = value.get(&field.wire) else {
            continue;
        };
        let told = field
            .docs
            .iter()
            .find_map(|docs| docs.split_once("Default: `"));
        if let Some((default, _)) = told.and_then(|(_, rest)| rest.split_once('`')) {
            found.push((at, serde_json::from_str(default).unwrap()));
            continue;
        }
        let (at, shape, value) = match &field.shape {
            Shape::List(inner) => (format!("{at}/0"), &**inner, &value[0]),
            shape => (at, shape, value),
        };
        if let Shape::Named(named) = shape
            && named.kind == TypeKind::Model
        {
            defaults(&at, SPEC.model(&named.name), value, found);
        }
    }
}

#[test]
fn what_is_left_out_is_the_default_of_the_spec() {
    let mut count = 0;
    for settings in [full(), triggers()] {
        let mut found = Vec::new();
        defaults("", SPEC.model("JobSettings"), &settings, &mut found);
        for (pointer, default) in found {
            let settings = around(&pointer, &settings);
            let mut explicit = settings.clone();
            *explicit.pointer_mut(&pointer).unwrap() = default;
            let mut left_out = settings.clone();
            *left_out.pointer_mut(&pointer).unwrap() = Value::Null;
            assert_eq!(diff(&explicit, &left_out).to_string(), "", "{pointer}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn a_diff_is_json_that_can_be_read_back() {
    let mut changed = full();
    changed["tasks"][0]["timeout_seconds"] = json!(123_456);
    changed["schedule"] = Value::Null;
    let diff = diff(&full(), &changed);
    assert_eq!(diff.changes.len(), 2);
    let text = json::to_vec(&diff).unwrap();
    assert_eq!(json::from_slice::<SettingsDiff>(&text).unwrap(), diff);
    let value: Value = serde_json::to_value(&diff).unwrap();
    assert_eq!(value["changes"][1]["after"], 123_456);
}

#[test]
fn debug_hides_values() {
    let mut changed = full();
    changed["tasks"][0]["notebook_task"]["base_parameters"] = json!({ "k": "canary-diff" });
    let shown = format!("{:?}", diff(&full(), &changed));
    assert!(shown.contains("base_parameters"), "{shown}");
    assert!(!shown.contains("canary-diff"), "{shown}");
}
