//! Elements that take another request each.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::error::Error;

fn list() -> Script {
    let script = Script::new();
    script.expect("list_things", page(&[1, 2, 3], Some("b")));
    script.expect("list_things", page(&[4, 5], None));
    script
}

/// Lets others run some times, then gives the value.
async fn after<T>(rounds: i64, value: T) -> T {
    for _ in 0..rounds {
        tokio::task::yield_now().await;
    }
    value
}

// G 44: several at the same time, no more than allowed, in the order of the list.
#[tokio::test]
async fn elements_are_made_a_few_at_a_time_in_their_order() {
    for at_once in [0, 1, 2, 4, 99] {
        let script = list();
        let (client, _) = client(&script);
        let active = Arc::new(AtomicUsize::new(0));
        let peak = Arc::new(AtomicUsize::new(0));
        let (counted, highest) = (active.clone(), peak.clone());
        let mut ahead =
            client
                .call(ListThings::default())
                .items()
                .map_ahead(at_once, move |thing| {
                    let (active, peak) = (counted.clone(), highest.clone());
                    async move {
                        let now = active.fetch_add(1, Ordering::Relaxed) + 1;
                        peak.fetch_max(now, Ordering::Relaxed);
                        // The first take longest.
                        let id = after(10 - thing.thing_id, thing.thing_id).await;
                        active.fetch_sub(1, Ordering::Relaxed);
                        Ok(id * 10)
                    }
                });
        let mut made = Vec::new();
        while let Some(value) = ahead.try_next().await.unwrap() {
            made.push(value);
        }
        assert_eq!(made, [10, 20, 30, 40, 50]);
        assert_eq!(peak.load(Ordering::Relaxed), at_once.clamp(1, 5));
        assert!(ahead.try_next().await.unwrap().is_none(), "it stays there");
    }
}

#[tokio::test]
async fn the_first_error_in_order_ends_it() {
    let (client, _) = client(&list());
    let mut ahead = client
        .call(ListThings::default())
        .items()
        .map_ahead(4, async |thing| match thing.thing_id {
            2 => after(9, Err(Error::invalid_request("two"))).await,
            3 => Err(Error::invalid_request("three")),
            id => Ok(id),
        });
    assert_eq!(ahead.try_next().await.unwrap(), Some(1));
    assert_eq!(ahead.try_next().await.unwrap_err().message(), "two");
    assert_eq!(ahead.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn an_error_of_the_list_comes_after_what_was_made() {
    let script = Script::new();
    script.expect("list_things", page(&[1, 2], Some("b")));
    script.expect("list_things", Reply::status(403));
    let (client, _) = client(&script);
    let mut ahead = client
        .call(ListThings::default())
        .items()
        .map_ahead(9, async |thing| Ok(after(5, thing.thing_id).await));
    assert_eq!(ahead.try_next().await.unwrap(), Some(1));
    assert_eq!(ahead.try_next().await.unwrap(), Some(2));
    assert_eq!(
        ahead.try_next().await.unwrap_err().kind(),
        ErrorKind::PermissionDenied
    );
    assert_eq!(ahead.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_total_bounds_what_is_made() {
    let script = list();
    let (client, _) = client(&script);
    let made = Arc::new(AtomicUsize::new(0));
    let count = made.clone();
    let mut ahead = client
        .call(ListThings::default())
        .items()
        .map_ahead(9, move |thing| {
            count.fetch_add(1, Ordering::Relaxed);
            async move { Ok(thing.thing_id) }
        })
        .take_total(2);
    while ahead.try_next().await.unwrap().is_some() {}
    assert_eq!(made.load(Ordering::Relaxed), 2);
    assert_eq!(script.requests().len(), 1);
}
