//! What comes out.

use std::collections::BTreeMap;

use crate::common::{read, write};
use crate::models::{Started, State, Task};
use jobs_runtime::json::{self, Encode, Model};

// R5.1
#[test]
fn members_that_are_not_set_are_left_out_and_all_others_are_written() {
    assert_eq!(write(&Task::default()), "{}");
    let task = Task {
        name: Some(String::new()),
        retries: Some(0),
        disabled: Some(false),
        tags: Some(BTreeMap::new()),
        tasks: Some(Vec::new()),
        inner: Some(Box::default()),
        ..Task::default()
    };
    assert_eq!(
        write(&task),
        r#"{"name":"","retries":0,"disabled":false,"tags":{},"tasks":[],"inner":{}}"#
    );
    assert_eq!(
        write(&Started::empty()),
        r#"{"run_id":0,"cluster_id":"","state":"","count":0,"task":{},"names":[]}"#
    );
}

#[test]
fn none_is_null_where_nothing_can_be_left_out() {
    assert_eq!(write(&None::<bool>), "null");
    assert_eq!(write(&vec![Some(1_i64), None]), "[1,null]");
    assert_eq!(
        write(&BTreeMap::from([("a".to_owned(), None::<bool>)])),
        r#"{"a":null}"#
    );
    assert_eq!(write(&vec![Vec::<i64>::new(), vec![1, 2]]), "[[],[1,2]]");
}

#[test]
fn a_document_is_written_of_a_model() {
    let task = Task {
        state: Some(State::Running),
        ..Task::default()
    };
    assert_eq!(json::to_vec(&task).unwrap(), br#"{"state":"RUNNING"}"#);
}

#[test]
fn a_number_that_is_not_finite_is_an_error_that_names_it() {
    let bad = |share| Task {
        share: Some(share),
        ..Task::default()
    };
    let error = |value: &dyn Encode| json::to_vec(value).unwrap_err().to_string();
    let says = "the number is not finite, and JSON has no such number";
    assert_eq!(error(&f64::NAN), says);
    assert_eq!(error(&bad(f64::INFINITY)), format!("share: {says}"));
    let tasks = vec![
        bad(1.0),
        Task {
            inner: Some(Box::new(bad(f64::NAN))),
            ..bad(0.5)
        },
        bad(0.1),
    ];
    let whole = Task {
        tasks: Some(tasks),
        retries: Some(1),
        ..bad(2.0)
    };
    assert_eq!(error(&whole), format!("tasks[1].inner.share: {says}"));
    assert_eq!(
        json::to_vec(&whole).unwrap_err().path(),
        "tasks[1].inner.share"
    );
    let map = BTreeMap::from([("a b".to_owned(), vec![f64::NEG_INFINITY])]);
    assert_eq!(error(&map), format!(r#"["a b"][0]: {says}"#));
    let before_and_after = Task {
        inner: Some(Box::new(whole)),
        ..bad(f64::NAN)
    };
    assert_eq!(error(&before_and_after), format!("share: {says}"));
}

// R3.1, R3.2
#[test]
fn what_was_read_is_written_unchanged() {
    let json =
        r#"{"name":"a","state":"PAUSED","tasks":[{"new":{"x":[1.50,-0]}}],"zoo":0,"also":null}"#;
    assert_eq!(write(&read::<Task>(json)), json);
}
