//! Objects, arrays, and what is absent.

use std::collections::BTreeMap;

use crate::common::{read, refuse, write};
use crate::models::{ClusterId, RunId, Started, State, Task};
use jobs_runtime::json::{self, Extra, Model, ReadError, Reader};

// R3.3
#[test]
fn absent_and_null_members_read_as_none() {
    assert_eq!(read::<Task>("{}"), Task::default());
    assert_eq!(read::<Task>(" null "), Task::default());
    let all_null = r#"{"run_id": null, "cluster_id": null, "name": null, "retries": null,
        "share": null, "disabled": null, "state": null, "tags": null, "tasks": null,
        "inner": null, "value": null}"#;
    assert_eq!(read::<Task>(all_null), Task::default());
}

// R3.3
#[test]
fn null_leaves_empty_what_is_not_optional() {
    let json =
        r#"{"run_id":1,"cluster_id":"c","state":null,"count":null,"task":null,"names":null}"#;
    let started: Started = read(json);
    let expected = Started {
        run_id: RunId(1),
        cluster_id: ClusterId("c".into()),
        ..Started::empty()
    };
    assert_eq!(started, expected);
    assert_eq!(started.state.as_str(), "");
    assert_eq!(read::<Vec<String>>(r#"["a",null]"#), ["a", ""]);
    assert_eq!(read::<Vec<Option<bool>>>("[true,null]"), [Some(true), None]);
    assert_eq!(read::<Vec<Task>>("[null]"), [Task::default()]);
    let map: BTreeMap<String, i64> = read(r#"{"a":1,"b":null}"#);
    assert_eq!(map, BTreeMap::from([("a".into(), 1), ("b".into(), 0)]));
    assert_eq!(read::<Box<f64>>("null"), Box::new(0.0));
}

// R5.1
#[test]
fn empty_and_zero_are_not_absent() {
    let json =
        r#"{"name":"","retries":0,"share":0.0,"disabled":false,"tags":{},"tasks":[],"inner":{}}"#;
    let task: Task = read(json);
    assert_eq!(task.name.as_deref(), Some(""));
    assert_eq!(task.disabled, Some(false));
    assert_eq!(task.tasks, Some(vec![]));
    assert_eq!(write(&task), json);
}

#[test]
fn every_member_is_read() {
    let json = r#" { "run_id" : "7" , "cluster_id":"c","name":"n","retries":1,"share":0.5,
        "disabled":true,"state":"RUNNING","tags":{"k":"v"},"tasks":[ {"name":"a"} , {} ],
        "inner":{"inner":{"retries":2}},"value":[1] } "#;
    let task: Task = read(json);
    assert_eq!(task.run_id, Some(RunId(7)));
    assert_eq!(task.state, Some(State::Running));
    assert_eq!(
        write(&task),
        concat!(
            r#"{"run_id":7,"cluster_id":"c","name":"n","retries":1,"share":0.5,"disabled":true,"#,
            r#""state":"RUNNING","tags":{"k":"v"},"tasks":[{"name":"a"},{}],"#,
            r#""inner":{"inner":{"retries":2}},"value":[1]}"#
        )
    );
}

#[test]
fn names_may_be_written_with_escapes() {
    let task: Task = read(r#"{"n\u0061me":"a","\u00e9\"":1}"#);
    assert_eq!(task.name.as_deref(), Some("a"));
    assert_eq!(task.extra.get("é\""), Some(1.into()));
    assert_eq!(write(&task), r#"{"name":"a","é\"":1}"#);
}

#[test]
fn of_several_members_of_one_name_the_last_counts() {
    let json = r#"{"name":"a","inner":{"name":"b"},"tasks":[{}],"tags":{"a":"1","a":"2"},"new":1,
        "retries":1,"name":"c","inner":{"retries":1},"tasks":[{},{}],"tags":{"b":"3"},"new":2,
        "retries":null}"#;
    let task: Task = read(json);
    assert_eq!(
        write(&task),
        r#"{"name":"c","tags":{"b":"3"},"tasks":[{},{}],"inner":{"retries":1},"new":2}"#
    );
    let json = r#"{"run_id":1,"cluster_id":"","task":{"name":"a"},"names":["a"],"count":1,
        "task":{"retries":1},"names":["b"],"count":null}"#;
    let started: Started = read(json);
    assert_eq!(
        started.task,
        Task {
            retries: Some(1),
            ..Task::default()
        }
    );
    assert_eq!((started.names, started.count), (vec!["b".into()], 0));
    assert_eq!(
        read::<BTreeMap<String, String>>(r#"{"a":"1","a":"2"}"#)["a"],
        "2"
    );
}

// R3.3: the exception, for members without which an answer makes no sense.
#[test]
fn an_object_without_a_required_member_is_refused() {
    let missing = |json| {
        let mut started = Started::empty();
        json::read_document(json, &mut started)
            .unwrap_err()
            .to_string()
    };
    let cases: [(&[u8], &str); 5] = [
        (b"{}", "`run_id` is missing (in Started, at byte 0)"),
        (
            br#" {"cluster_id":"c"}"#,
            "`run_id` is missing (in Started, at byte 1)",
        ),
        (
            br#"{"run_id":1,"cluster_id":null}"#,
            "`cluster_id` is missing (in Started, at byte 0)",
        ),
        (
            br#"{"run_id":1,"cluster_id":"c","run_id":null}"#,
            "`run_id` is missing (in Started, at byte 0)",
        ),
        (
            b"null",
            "expected an object, found null (in Started, at byte 0)",
        ),
    ];
    for (json, message) in cases {
        assert_eq!(missing(json), message);
    }
    let in_list = refuse::<Vec<Started>>(r#"[{"run_id":1,"cluster_id":"c"}, {"run_id":1}]"#);
    assert_eq!(
        in_list.to_string(),
        "[1]: `cluster_id` is missing (in Started, at byte 32)"
    );
    read::<Started>(r#"{"cluster_id":null,"run_id":1,"cluster_id":"c"}"#);
}

#[test]
fn a_document_is_read_into_a_model() {
    let mut task = Task::empty();
    json::read_document(br#"{"name":"a"}"#, &mut task).unwrap();
    assert_eq!(task.name.as_deref(), Some("a"));
    let mut task = Task::empty();
    json::read_document(b"null", &mut task).unwrap();
    assert_eq!(task, Task::default());
    json::read_document(b"{} {}", &mut task).unwrap_err();
    json::read_document(b"[]", &mut task).unwrap_err();
    json::read_document(b"", &mut task).unwrap_err();
}

/// Whatever is hostile in a document, it must not overflow the stack.
#[test]
fn documents_nest_as_deep_as_serde_json_allows() {
    type Read = fn(&[u8]) -> Result<(), ReadError>;
    let readers: [(Read, &str, &str); 5] = [
        (|json| json::from_slice::<()>(json), "[", "]"),
        (|json| json::from_slice::<()>(json), r#"{"a":"#, "}"),
        (
            |json| json::from_slice::<Task>(json).map(drop),
            r#"{"inner":"#,
            "}",
        ),
        (
            |json| json::from_slice::<Task>(json).map(drop),
            r#"{"new":"#,
            "}",
        ),
        (
            |json| json::from_slice::<serde_json::Value>(json).map(drop),
            "[",
            "]",
        ),
    ];
    for (read, open, close) in readers {
        for (depth, allowed) in [(127, true), (128, false), (100_000, false)] {
            let json = format!("{}null{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(read(json.as_bytes()).is_ok(), allowed, "{depth} {open}");
            let reference = serde_json::from_str::<serde_json::Value>(&json);
            assert_eq!(reference.is_ok(), allowed, "{depth} {open}");
        }
    }
}

#[test]
fn types_are_empty_as_documented() {
    use jobs_runtime::json::Decode;

    assert_eq!(State::empty().as_str(), "");
    assert_eq!(RunId::empty(), RunId(0));
    assert_eq!(ClusterId::empty().as_str(), "");
    assert!(Extra::new().is_empty());
    assert_eq!(<Option<Vec<Task>>>::empty(), None);
    assert_eq!(<Box<Task>>::empty(), Box::new(Task::default()));
}

// R18.2
#[test]
fn where_scalars_have_no_type_the_one_who_takes_them_says_it() {
    fn untyped<T: json::Decode>(json: &str) -> Result<T, String> {
        let mut value = T::empty();
        let mut reader = Reader::new(json.as_bytes())
            .map_err(|error| error.to_string())?
            .untyped();
        reader.read(&mut value).map_err(|error| error.to_string())?;
        reader.finish().map_err(|error| error.to_string())?;
        Ok(value)
    }
    let texts = [
        "1.10",
        "-7",
        "831877e8",
        "true",
        "false",
        "12345678901234567890",
    ];
    for text in texts {
        assert_eq!(untyped::<String>(text), Ok(text.to_owned()));
    }
    assert_eq!(
        untyped::<ClusterId>("17").map(|id| id.0),
        Ok("17".to_owned())
    );
    assert_eq!(
        untyped::<ClusterId>("1.5").map(|id| id.0),
        Ok("1.5".to_owned())
    );
    assert_eq!(
        untyped(r#"["True","FALSE",true]"#),
        Ok(vec![true, false, true])
    );
    assert_eq!(untyped(r#"["1.5","-2",3]"#), Ok(vec![1.5, -2.0, 3.0]));
    assert_eq!(untyped(r#"["-17",17]"#), Ok(vec![-17_i64, 17]));
    assert_eq!(
        untyped::<Vec<String>>("[[]]").unwrap_err(),
        "[0]: expected a string, found an array (at byte 1)"
    );
    for json in [r#""on""#, r#""1""#, "1", r#""""#] {
        untyped::<bool>(json).unwrap_err();
    }
    for json in [r#""x""#, r#""1e400""#, r#""NaN""#, "true"] {
        untyped::<f64>(json).unwrap_err();
    }
}
