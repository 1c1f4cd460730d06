//! R3.4: a bad element must not kill a list.

use serde_json::{Value, json};

use super::*;
use crate::error::Error;
use crate::json::ReadError;

/// A page with one thing of each of these: its id, or what stands in the id's place.
fn odd_page(ids: &[Value], next: Option<&str>) -> Reply {
    let things: Vec<_> = ids.iter().map(|id| json!({ "thing_id": id })).collect();
    Reply::ok(json!({ "things": things, "next_page_token": next }).to_string())
}

/// What a lenient list gives: ids, and what is said in the place of those that cannot be read.
async fn read(script: &Script) -> Vec<Result<i64, Error>> {
    let mut items = client(script)
        .0
        .call(ListThings::default())
        .items()
        .lenient();
    let mut given = Vec::new();
    while let Some(item) = items.try_next().await.transpose() {
        given.push(item.map(|thing| thing.thing_id));
    }
    assert_eq!(
        items.cursor().is_none(),
        given.last().is_none_or(Result::is_ok)
    );
    given
}

fn told(given: &[Result<i64, Error>]) -> Vec<String> {
    given
        .iter()
        .map(|item| match item {
            Ok(id) => id.to_string(),
            Err(error) => error.to_string(),
        })
        .collect()
}

#[tokio::test]
async fn one_bad_element_of_a_hundred_costs_only_itself() {
    let script = Script::new();
    let mut things: Vec<Value> = (0..100).map(|id| json!({ "thing_id": id })).collect();
    things[42] = json!({ "thing_id": 42, "parts": [1, 2, "x"] });
    script.expect(
        "list_things",
        Reply::ok(json!({ "things": things }).to_string()),
    );
    let given = read(&script).await;
    assert_eq!(given.len(), 100);
    assert_eq!(given.iter().filter(|item| item.is_ok()).count(), 99);
    let error = given[42].as_ref().unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_things: cannot read an element: things[42].parts[2]: expected an integer of 64 bits, \
         found a string that is none (in Thing)"
    );
    assert_eq!(error.kind(), ErrorKind::Decode);
    let cause = std::error::Error::source(error).unwrap();
    let cause = cause.downcast_ref::<ReadError>().unwrap();
    assert_eq!(cause.path(), "things[42].parts[2]");
}

#[tokio::test]
async fn any_number_of_elements_may_be_bad_on_any_page() {
    let bad = || json!({});
    let pages = [
        (vec![bad(), bad(), json!(1)], Some("b")),
        (vec![bad()], Some("c")),
        (vec![], Some("d")),
        (vec![json!(2), bad(), json!(3)], None),
    ];
    let script = Script::new();
    for (ids, next) in pages {
        script.expect("list_things", odd_page(&ids, next));
    }
    let given = read(&script).await;
    let places: Vec<_> = given
        .iter()
        .map(|item| match item {
            Ok(id) => id.to_string(),
            Err(error) => {
                let text = error.to_string();
                let (_, rest) = text.split_once("element: ").unwrap();
                rest.split_once(':').unwrap().0.to_owned()
            }
        })
        .collect();
    assert_eq!(
        places,
        [
            "things[0].thing_id",
            "things[1].thing_id",
            "1",
            "things[0].thing_id",
            "2",
            "things[1].thing_id",
            "3"
        ]
    );
}

// What is not a matter of an element stays an error of the list.
#[tokio::test]
async fn a_page_that_cannot_be_read_ends_a_lenient_list_too() {
    let bodies = [
        "<html><title>Sign in</title></html>",
        "[1]",
        r#"{"things":[{"thing_id":1},{"thing_id":"#,
        r#"{"things":[{"thing_id":{}},{"thing_id":"#,
        r#"{"things":{"thing_id":1}}"#,
        r#"{"things":[{"thing_id":1}],"next_page_token":{}}"#,
        r#"{"things":[{"thing_id":{}}],"next_page_token":{}}"#,
    ];
    for body in bodies {
        let script = Script::new();
        script.expect("list_things", page(&[1], Some("b")));
        script.stub("list_things", move |_| Reply::ok(body));
        let given = read(&script).await;
        assert_eq!(given.len(), 2, "{body}: {:?}", told(&given));
        let error = given[1].as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.status(), Some(200), "of the exchange: {error}");
    }
}

#[tokio::test]
async fn without_leniency_a_bad_element_is_an_error_of_the_list() {
    let script = Script::new();
    script.expect("list_things", odd_page(&[json!(1), json!({})], None));
    let (client, _) = client(&script);
    let mut items = client.call(ListThings::default()).items();
    assert_eq!(
        items.try_next().await.unwrap_err().kind(),
        ErrorKind::Decode
    );
    assert!(items.try_next().await.unwrap().is_none());
}

// R6.1: elements that cannot be read are places in the list like any other.
#[tokio::test]
async fn a_place_behind_a_bad_element_is_a_place() {
    let list = || {
        let script = Script::new();
        let ids = [json!(1), json!({}), json!(3), json!({})];
        script.expect("list_things", odd_page(&ids, None));
        let (client, _) = client(&script);
        client.call(ListThings::default()).items().lenient()
    };
    for given in 0..4 {
        let mut items = list();
        for _ in 0..given {
            drop(items.try_next().await);
        }
        let cursor = items.cursor().unwrap();
        assert_eq!(cursor.to_string(), format!("list_things/{given}/"));
        let mut again = list().resume(&cursor).unwrap();
        let next = again.try_next().await;
        assert_eq!(next.is_ok(), given % 2 == 0, "{next:?}");
    }
}
