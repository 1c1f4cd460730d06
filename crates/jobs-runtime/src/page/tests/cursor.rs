//! R6.1: places that reading goes on from.

use super::super::{Cursor, Items};
use super::*;

/// A list of five things on three pages: by its tokens, as a service would give it.
fn service() -> Script {
    let script = Script::new();
    script.stub("list_things", |request| {
        let query = request.url.query().unwrap_or_default();
        match query
            .split('&')
            .find_map(|part| part.strip_prefix("page_token="))
        {
            None => page(&[1, 2], Some("b/2")),
            Some("b%2F2") => page(&[3, 4], Some("c")),
            Some("c") => page(&[5], None),
            Some(_) => Reply::status(400),
        }
    });
    script
}

fn items(script: &Script) -> Items<ListThings> {
    client(script).0.call(ListThings::default()).items()
}

async fn rest(mut items: Items<ListThings>) -> Vec<i64> {
    let mut ids = Vec::new();
    while let Some(thing) = items.try_next().await.unwrap() {
        ids.push(thing.thing_id);
    }
    assert_eq!(items.cursor(), None, "all have been given");
    ids
}

#[tokio::test]
async fn a_list_is_read_on_from_any_place_by_another_client() {
    let expected = ["list_things/0/", "list_things/1/", "list_things/0/b/2"];
    for given in 0..5 {
        let mut items = items(&service());
        for _ in 0..given {
            items.try_next().await.unwrap().unwrap();
        }
        let stored = items.cursor().unwrap().to_string();
        if let Some(expected) = expected.get(given) {
            assert_eq!(stored, *expected);
        }
        let cursor: Cursor = stored.parse().unwrap();
        let again = super::cursor::items(&service()).resume(&cursor).unwrap();
        assert_eq!(again.cursor(), Some(cursor), "nothing has been read yet");
        let left: Vec<i64> = (given as i64 + 1..=5).collect();
        assert_eq!(rest(again).await, left, "{stored}");
    }
    assert_eq!(rest(items(&service())).await, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn pages_are_read_on_from_the_next_one() {
    let script = service();
    let pages = || client(&script).0.call(ListThings::default()).pages();
    let mut first = pages();
    assert_eq!(first.cursor().unwrap().to_string(), "list_things/0/");
    first.try_next().await.unwrap().unwrap();
    let cursor = first.cursor().unwrap();
    let mut again = pages().resume(&cursor).unwrap();
    let things = again.try_next().await.unwrap().unwrap().things.unwrap();
    assert_eq!(things[0].thing_id, 3);
    assert!(again.try_next().await.unwrap().is_some());
    assert_eq!(again.cursor(), None);
    assert!(again.try_next().await.unwrap().is_none());
}

// An error loses nothing of what was read, nor where that was.
#[tokio::test]
async fn after_an_error_reading_goes_on_where_it_stopped() {
    let script = Script::new();
    script.expect("list_things", page(&[1, 2], Some("b/2")));
    script.expect("list_things", Reply::status(403));
    let mut items = items(&script);
    for _ in 0..2 {
        items.try_next().await.unwrap().unwrap();
    }
    items.try_next().await.unwrap_err();
    let cursor = items.cursor().unwrap();
    let again = super::cursor::items(&service()).resume(&cursor).unwrap();
    assert_eq!(rest(again).await, [3, 4, 5]);
}

#[tokio::test]
async fn a_page_that_leads_nowhere_is_asked_for_again() {
    let script = Script::new();
    script.expect("list_things", page(&[1, 2], Some("b/2")));
    let cut = r#"{"things":[{"thing_id":3}],"has_more":true}"#;
    script.expect("list_things", Reply::ok(cut));
    let mut items = items(&script);
    for _ in 0..3 {
        items.try_next().await.unwrap().unwrap();
    }
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Truncated);
    let cursor = items.cursor().unwrap();
    assert_eq!(cursor.to_string(), "list_things/1/b/2");
    let again = super::cursor::items(&service()).resume(&cursor).unwrap();
    assert_eq!(rest(again).await, [4, 5]);
}

// R6.1: the page of the cursor has to have what was given of it before.
#[tokio::test]
async fn a_total_counts_from_the_place() {
    let cursor: Cursor = "list_things/1/b".parse().unwrap();
    let script = Script::new();
    script.expect("list_things", page(&[3, 4], Some("c")));
    let mut items = items(&script).take_total(1).resume(&cursor).unwrap();
    assert_eq!(items.try_next().await.unwrap().unwrap().thing_id, 4);
    assert!(items.try_next().await.unwrap().is_none());
    let query = script.requests()[0].url.query().map(str::to_owned);
    assert_eq!(query.as_deref(), Some("page_token=b&limit=2"));
    let left = items.cursor().unwrap().to_string();
    assert_eq!(left, "list_things/0/c", "the list is not at its end");
}

// R6.2: a token that leads back to where reading began.
#[tokio::test]
async fn a_circle_is_noticed_from_the_place_on() {
    let cursor: Cursor = "list_things/0/b".parse().unwrap();
    let script = Script::new();
    script.expect("list_things", page(&[3], Some("b")));
    let mut items = items(&script).resume(&cursor).unwrap();
    items.try_next().await.unwrap().unwrap();
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PaginationLoop);
}

#[tokio::test]
async fn a_place_behind_the_end_of_its_page_leads_to_the_next() {
    let text = format!("list_things/{}/", usize::MAX);
    let items = items(&service()).resume(&text.parse().unwrap()).unwrap();
    assert_eq!(rest(items).await, [3, 4, 5]);
}

#[test]
fn a_place_in_another_list_is_refused() {
    let cursor: Cursor = "list_runs/0/x".parse().unwrap();
    assert_eq!(cursor.operation(), "list_runs");
    let script = Script::new();
    let errors = [
        items(&script).resume(&cursor).map(drop).unwrap_err(),
        client(&script)
            .0
            .call(ListThings::default())
            .pages()
            .resume(&cursor)
            .map(drop)
            .unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert_eq!(
            error.to_string(),
            "list_things: the cursor is of `list_runs`"
        );
    }
}

#[test]
fn a_place_is_stored_as_text() {
    for text in ["list_things/0/", "list_things/17/a/b//c", "x/1/ü"] {
        let cursor: Cursor = text.parse().unwrap();
        assert_eq!(cursor.to_string(), text);
        let json = serde_json::to_string(&cursor).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Cursor>(&json).unwrap(), cursor);
    }
    for text in [
        "",
        "list_things",
        "list_things/1",
        "/1/x",
        "list_things/-1/x",
        "a/b/c",
    ] {
        let error = text.parse::<Cursor>().unwrap_err();
        assert_eq!(error.to_string(), "this is no cursor of a list", "{text}");
        assert!(serde_json::from_value::<Cursor>(text.into()).is_err());
    }
}
