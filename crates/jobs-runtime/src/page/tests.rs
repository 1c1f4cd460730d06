//! Lists over several pages.

mod ahead;
mod cursor;
mod lenient;

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use crate::error::ErrorKind;
use crate::retry::Backoff;
use crate::testing::*;
use crate::transport::{Reply, Script};

/// A page with things of these ids.
fn page(ids: &[i64], next: Option<&str>) -> Reply {
    let things: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({ "thing_id": id }))
        .collect();
    Reply::ok(serde_json::json!({ "things": things, "next_page_token": next }).to_string())
}

/// A list of pages in a script, and what was read of it.
async fn read(pages: Vec<Reply>, take_total: usize) -> (Vec<i64>, crate::Result<()>, usize) {
    let script = Script::new();
    for page in pages {
        script.expect("list_things", page);
    }
    let (client, _) = client(&script);
    let mut items = client
        .call(ListThings::default())
        .items()
        .take_total(take_total);
    let mut ids = Vec::new();
    let ended = loop {
        match items.try_next().await {
            Ok(Some(thing)) => ids.push(thing.thing_id),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    assert!(
        items.try_next().await.unwrap().is_none(),
        "it stays at its end"
    );
    (ids, ended, script.requests().len())
}

// R6.1
#[tokio::test]
async fn items_come_from_all_pages() {
    let (ids, ended, _) = read(
        vec![
            page(&[1, 2], Some("b")),
            page(&[3], Some("c")),
            page(&[4], None),
        ],
        99,
    )
    .await;
    assert_eq!(ids, [1, 2, 3, 4]);
    ended.unwrap();
}

// R6.2: an empty page is no end, an empty token is.
#[tokio::test]
async fn empty_pages_are_walked_through() {
    let pages = vec![
        page(&[], Some("b")),
        page(&[], Some("c")),
        page(&[1], Some("")),
        page(&[2], None),
    ];
    let (ids, ended, requests) = read(pages, 99).await;
    assert_eq!((ids, requests), (vec![1], 3));
    ended.unwrap();
}

// R6.2: what was read is given, and then the error; never a part for the whole.
#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    for again in ["b", "c"] {
        let pages = vec![
            page(&[1], Some("b")),
            page(&[2], Some("c")),
            page(&[3], Some(again)),
            page(&[], None),
        ];
        let (ids, ended, requests) = read(pages, 99).await;
        assert_eq!((ids, requests), (vec![1, 2, 3], 3));
        let error = ended.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PaginationLoop);
        assert_eq!(
            error.to_string(),
            "list_things: page 4 would be one that was read already: the list goes in circles"
        );
    }
}

// R6.1: no page is asked for that is not needed.
#[tokio::test]
async fn a_total_ends_the_list() {
    let pages = || vec![page(&[1, 2], Some("b")), page(&[3, 4], Some("c"))];
    for (total, expected, requests) in [(0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 4, 2)] {
        let (ids, ended, sent) = read(pages(), total).await;
        assert_eq!((ids.len(), sent), (expected, requests), "{total}");
        ended.unwrap();
    }
}

// R6.1: no larger pages are asked for than a total takes, if the request leaves that open.
#[tokio::test]
async fn a_total_asks_for_no_larger_pages_than_it_takes() {
    for (total, own, expected) in [
        (1, None, Some("limit=1")),
        (100, None, Some("limit=100")),
        (250, None, Some("limit=100")),
        (1, Some(20), Some("limit=20")),
        (usize::MAX, None, Some("limit=100")),
    ] {
        let script = Script::new();
        script.stub("list_things", |_| page(&[1, 2], None));
        let (client, _) = client(&script);
        let request = ListThings {
            limit: own,
            ..ListThings::default()
        };
        let mut items = client.call(request).items().take_total(total);
        items.try_next().await.unwrap().unwrap();
        let requests = script.requests();
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].url.query(), expected, "{total}");
    }
}

#[tokio::test]
async fn without_a_total_pages_are_as_large_as_the_request_says() {
    let script = Script::new();
    script.expect("list_things", page(&[1], Some("b")));
    script.expect("list_things", page(&[2], None));
    let (client, _) = client(&script);
    let mut items = client.call(ListThings::default()).items();
    while items.try_next().await.unwrap().is_some() {}
    let queries: Vec<_> = script
        .requests()
        .iter()
        .map(|request| request.url.query().map(str::to_owned))
        .collect();
    assert_eq!(queries, [None, Some("page_token=b".to_owned())]);
}

// R6.2: what says that it is not all never passes for all.
#[tokio::test]
async fn more_without_a_token_is_an_error() {
    for token in [None, Some("")] {
        let mut cut = serde_json::json!({ "things": [{ "thing_id": 2 }], "has_more": true });
        cut["next_page_token"] = token.into();
        let pages = vec![page(&[1], Some("b")), Reply::ok(cut.to_string())];
        let (ids, ended, _) = read(pages, 99).await;
        assert_eq!(ids, [1, 2], "what came is given");
        let error = ended.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Truncated);
        assert_eq!(
            error.to_string(),
            "list_things: page 2 says that more follows, but not how to get it: what was read is \
             not all"
        );
    }
}

// R6.2: a token counts, whatever is said beside it.
#[tokio::test]
async fn a_token_is_followed_though_no_more_is_promised() {
    let first = r#"{"things":[{"thing_id":1}],"next_page_token":"b","has_more":false}"#;
    let (ids, ended, _) = read(vec![Reply::ok(first), page(&[2], None)], 99).await;
    assert_eq!(ids, [1, 2]);
    ended.unwrap();
}

// R6.2, R6.3: the same for an object that is read whole.
#[tokio::test]
async fn an_object_that_is_cut_does_not_pass_for_whole() {
    let first = r#"{"thing_id":1,"parts":[1],"next_page_token":"b","has_more":true}"#;
    let table = [
        (Reply::status(403), ErrorKind::PermissionDenied),
        (
            Reply::ok(r#"{"parts":[2],"has_more":true}"#),
            ErrorKind::Truncated,
        ),
        (
            Reply::ok(r#"{"parts":[2],"next_page_token":"b"}"#),
            ErrorKind::PaginationLoop,
        ),
        (Reply::ok(r#"{"parts":[2"#), ErrorKind::Decode),
    ];
    for (second, kind) in table {
        let script = Script::new();
        script.expect("get_thing", Reply::ok(first));
        script.expect("get_thing", second);
        let (client, _) = client(&script);
        let call = client.call(GetThing::default()).retry(Backoff::never());
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), kind);
        script.assert_done();
    }
}

// R6.3
#[tokio::test]
async fn an_object_that_was_read_whole_does_not_say_that_there_is_more() {
    let script = Script::new();
    let first = r#"{"parts":[1],"next_page_token":"b","has_more":true}"#;
    script.expect("get_thing", Reply::ok(first));
    script.expect("get_thing", Reply::ok(r#"{"parts":[2],"has_more":false}"#));
    let (client, _) = client(&script);
    let thing = client.call(GetThing::default()).await.unwrap();
    assert_eq!(thing.parts, Some(vec![1, 2]));
    assert_eq!((thing.has_more, thing.next_page_token), (Some(false), None));
}

// R6.4
#[tokio::test]
async fn what_comes_on_two_pages_can_be_given_once() {
    let script = Script::new();
    script.expect("list_things", page(&[3, 2], Some("b")));
    script.expect("list_things", page(&[2, 1], Some("c")));
    script.expect("list_things", page(&[1, 0, -1], None));
    let (client, _) = client(&script);
    let mut items = client
        .call(ListThings::default())
        .items()
        .unique_by(|thing| (thing.thing_id > 0).then_some(thing.thing_id));
    let mut ids = Vec::new();
    while let Some(thing) = items.try_next().await.unwrap() {
        ids.push(thing.thing_id);
    }
    assert_eq!(
        ids,
        [3, 2, 1, 0, -1],
        "in their order; those without a key stay"
    );
}

#[tokio::test]
async fn an_error_ends_the_list_after_what_was_read() {
    let (ids, ended, _) = read(vec![page(&[1], Some("b")), Reply::status(403)], 99).await;
    assert_eq!(ids, [1]);
    assert_eq!(ended.unwrap_err().kind(), ErrorKind::PermissionDenied);
}

// R8.4: each page is tried again like any request.
#[tokio::test]
async fn pages_are_retried() {
    let (ids, ended, _) = read(
        vec![page(&[1], Some("b")), Reply::reset(), page(&[2], None)],
        99,
    )
    .await;
    assert_eq!(ids, [1, 2]);
    ended.unwrap();
}

#[tokio::test]
async fn pages_can_be_had_as_they_are() {
    let script = Script::new();
    script.expect("list_things", page(&[1], Some("b")));
    script.expect("list_things", page(&[], None));
    let (client, _) = client(&script);
    let mut pages = client.call(ListThings::default()).pages();
    let first = pages.try_next().await.unwrap().unwrap();
    assert_eq!(first.next_page_token.as_deref(), Some("b"));
    assert_eq!(
        script.requests().len(),
        1,
        "the next page is not asked for before it is needed"
    );
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_none());
    script.assert_done();
}

// R6.1
#[test]
fn items_are_a_stream() {
    let script = Script::new();
    script.expect("list_things", page(&[1], None));
    let (client, _) = client(&script);
    let mut items = client.call(ListThings::default()).items();
    fn crosses_threads<T: Send>(_: &T) {}
    crosses_threads(&items);
    let mut context = Context::from_waker(Waker::noop());
    match Pin::new(&mut items).poll_next(&mut context) {
        Poll::Ready(Some(Ok(thing))) => assert_eq!(thing.thing_id, 1),
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        Pin::new(&mut items).poll_next(&mut context),
        Poll::Ready(None)
    ));
}
