//! Lists over several pages.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use crate::error::ErrorKind;
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
