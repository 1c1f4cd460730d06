//! Members that a model does not know.

use serde_json::{Value, json};

use crate::common::{read, write};
use crate::models::Task;
use jobs_runtime::json::Extra;

// R3.1
#[test]
fn unknown_members_come_back_to_the_letter_and_in_order() {
    for json in [
        r#"{"zoo":123456789012345678901234567890,"ant":0.10,"bee":1E+2,"cat":-0}"#,
        r#"{"a":{"b" : [ 1 , {"c":"\u00e9\/"} ] , "b":2},"d":null}"#,
        r#"{"name":"n","tasks":[{"x":1},{"inner":{"x":[]}}],"x":{"name":"m"}}"#,
    ] {
        assert_eq!(write(&read::<Task>(json)), json);
    }
}

#[test]
fn no_members_take_one_pointer() {
    assert_eq!(size_of::<Extra>(), size_of::<usize>());
    assert!(Extra::new().is_empty());
    assert_eq!(Extra::default(), Extra::new());
}

// R3.5
#[test]
fn members_can_be_looked_at_added_and_removed() {
    let mut task: Task = read(r#"{"a":1,"b":[true],"c":1.0}"#);
    assert_eq!(task.extra.len(), 3);
    assert_eq!(task.extra.get("b"), Some(json!([true])));
    assert_eq!(task.extra.text("c"), Some("1.0"));
    assert_eq!(task.extra.get("name"), None);
    task.extra.insert("b", "new");
    task.extra.insert("d", json!({"x": null}));
    assert_eq!(task.extra.remove("a"), Some(json!(1)));
    assert_eq!(task.extra.remove("a"), None);
    let members: Vec<(&str, Value)> = task.extra.iter().collect();
    assert_eq!(
        members,
        [
            ("b", json!("new")),
            ("c", json!(1.0)),
            ("d", json!({"x": null}))
        ]
    );
    assert_eq!(write(&task), r#"{"b":"new","c":1.0,"d":{"x":null}}"#);
    for name in ["b", "c", "d"] {
        task.extra.remove(name);
    }
    assert_eq!(task, Task::default());
    assert_eq!(task.extra.remove("a"), None);
}

// R3.1: what a document says of unknown members can be taken at its word.
#[test]
fn members_can_be_read_and_set_as_values_of_a_type() {
    let mut task: Task = read(r#"{"a":18446744073709551615,"b":"7","c":null}"#);
    assert_eq!(task.extra.get_as("a").unwrap(), Some(u64::MAX));
    assert_eq!(task.extra.get_as::<String>("none").unwrap(), None);
    let all = task.extra.get_all::<u64>().unwrap();
    assert_eq!(all.into_values().collect::<Vec<_>>(), [u64::MAX, 7, 0]);
    let error = task.extra.get_all::<i64>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a: expected an integer of 64 bits, found the number 18446744073709551615"
    );
    task.extra.insert_as("b", &vec![1.5]).unwrap();
    assert_eq!(
        write(&task),
        r#"{"a":18446744073709551615,"b":[1.5],"c":null}"#
    );
    let error = task.extra.insert_as("d", &vec![f64::NAN]).unwrap_err();
    assert_eq!(error.path(), "d[0]");
    assert_eq!(task.extra.len(), 3);
}

#[test]
fn of_several_members_of_one_name_the_last_counts() {
    let task: Task = read(r#"{"a":1,"b":2,"a":3}"#);
    assert_eq!(write(&task), r#"{"a":3,"b":2}"#);
}

#[test]
fn many_members_are_kept_as_few_are() {
    let mut extra = Extra::new();
    for round in 0..3 {
        for member in 0..100 {
            extra.insert(&format!("m{member}"), member + round);
        }
    }
    assert_eq!(extra.len(), 100);
    assert_eq!(extra.remove("m50"), Some(json!(52)));
    extra.insert("m99", "last");
    extra.insert("m50", "again");
    extra.insert("m51", "kept in place");
    let names: Vec<&str> = extra.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 100);
    assert_eq!(names[49..51], ["m49", "m51"]);
    assert_eq!(names[98..], ["m99", "m50"]);
    assert_eq!(extra.get("m51"), Some(json!("kept in place")));
    assert_eq!(extra.get("m99"), Some(json!("last")));
}

/// A hostile object of very many unknown members must not take the square of their time.
#[test]
fn very_many_members_are_read_at_once() {
    let members: Vec<String> = (0..100_000)
        .map(|n| format!("\"unknown member {n}\":0"))
        .collect();
    let json = format!("{{{}}}", members.join(","));
    assert_eq!(read::<Task>(&json).extra.len(), members.len());
}

#[test]
fn equal_is_what_means_the_same() {
    let extra = |json| read::<Task>(json).extra;
    assert_eq!(
        extra(r#"{"a":[1,"é"],"b":2}"#),
        extra(r#"{"b":2,"a":[ 1 , "\u00e9" ]}"#)
    );
    assert_ne!(extra(r#"{"a":1}"#), extra(r#"{"a":2}"#));
    assert_ne!(extra(r#"{"a":1}"#), extra(r#"{"b":1}"#));
    assert_ne!(extra(r#"{"a":1}"#), extra(r#"{"a":1,"b":1}"#));
    assert_ne!(extra(r#"{"a":1}"#), Extra::new());
}

#[test]
fn values_that_may_be_secret_are_not_shown() {
    let extra = read::<Task>(r#"{"token":"canary-5a0c","other":1}"#).extra;
    assert_eq!(format!("{extra:?}"), r#"{"token", "other"}"#);
}
