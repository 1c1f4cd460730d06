//! Waiting for things to end.

mod bearing;
mod events;
mod limits;
mod retries;
mod started;

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::clock::{Clock, ManualClock};
use crate::retry::Retry;
use crate::testing::*;
use crate::transport::{Reply, Script};
use crate::{Error, ErrorKind};

/// A thing in this state.
fn thing(state: &str) -> Reply {
    Reply::ok(serde_json::json!({ "thing_id": 7, "state": state, "message": "m" }).to_string())
}

/// A script that starts a thing, which is then in these states.
fn script(states: impl IntoIterator<Item = Reply>) -> Script {
    let script = Script::new();
    script.expect("start_thing", Reply::ok(r#"{"thing_id": 7}"#));
    for state in states {
        script.expect("get_thing", state);
    }
    script
}

// R1.7: polls ramp from 1 s to 10 s, a tenth more or less.
#[tokio::test]
async fn polls_slow_down() {
    let script = script((0..12).map(|_| thing("ON")).chain([thing("DONE")]));
    let (client, clock) = client(&script);
    client.call(StartThing::default()).wait().await.unwrap();
    let sleeps = clock.sleeps();
    for (sleep, due) in sleeps.iter().zip([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10]) {
        let ratio = sleep.as_secs_f64() / f64::from(due);
        assert!((0.9..1.1).contains(&ratio), "{sleep:?} for {due} s");
    }
    assert_eq!(sleeps.len(), 12);
    assert!(
        sleeps.iter().any(|sleep| sleep.subsec_nanos() != 0),
        "{sleeps:?}"
    );
    script.assert_done();
}

#[tokio::test]
async fn the_pace_can_be_set() {
    let script = script([thing("ON"), thing("ON"), thing("DONE")]);
    let (client, clock) = client(&script);
    let ms = Duration::from_millis;
    client
        .call(StartThing::default())
        .wait()
        .interval(ms(10)..=ms(10))
        .await
        .unwrap();
    assert_eq!(clock.sleeps().len(), 2);
    assert!(clock.elapsed() < ms(22), "{:?}", clock.elapsed());
}

// R1.5
#[tokio::test]
async fn failures_that_pass_do_not_end_the_wait() {
    let script = script([
        thing("ON"),
        Reply::status(500),
        Reply::status(503),
        Reply::no_connection(),
        Reply::timeout(),
        Reply::reset(),
        Reply::status(429).header("retry-after", "100"),
        thing("DONE"),
    ]);
    let (client, clock) = client(&script);
    client.call(StartThing::default()).wait().await.unwrap();
    script.assert_done();
    assert_eq!(
        *clock.sleeps().last().unwrap(),
        secs(100),
        "what the service asks for is waited"
    );
}

// R1.5: one that does not pass ends it, and what was known is not lost.
#[tokio::test]
async fn failures_that_stay_end_the_wait() {
    for (reply, kind) in [
        (Reply::status(403), ErrorKind::PermissionDenied),
        (
            Reply::error(400, "INVALID_PARAMETER_VALUE", "Thing 7 does not exist."),
            ErrorKind::NotFound,
        ),
        (Reply::ok("[]"), ErrorKind::Decode),
    ] {
        let script = script([thing("ON"), reply]);
        let (client, _) = client(&script);
        let error = client.call(StartThing::default()).wait().await.unwrap_err();
        script.assert_done();
        assert_eq!(error.last().unwrap().state.as_deref(), Some("ON"));
        match error {
            WaitError::Poll { error, .. } => assert_eq!(error.kind(), kind),
            other => panic!("{other:?}"),
        }
    }
}

// R1.4: an end other than success is an error that holds the last answer.
#[tokio::test]
async fn an_end_without_success_is_an_error() {
    let script = script([thing("ON"), thing("BROKEN")]);
    let (client, _) = client(&script);
    let error = client.call(StartThing::default()).wait().await.unwrap_err();
    assert_eq!(error.to_string(), "start_thing: ended in BROKEN: m");
    assert_eq!(error.last().unwrap().state.as_deref(), Some("BROKEN"));

    // R10.1: nor does it show what is in there.
    let shown = r#"Failed { operation: "start_thing", ended: "ended in BROKEN: m", .. }"#;
    assert_eq!(format!("{error:?}"), shown);

    // In an error of the crate it is still there.
    let error = Error::from(error);
    assert_eq!(error.kind(), ErrorKind::Failed);
    assert!(error.was_sent() && !error.is_retryable());
    assert_eq!(
        format!("{error} {error:#}"),
        "start_thing: ended in BROKEN: m start_thing: ended in BROKEN: m"
    );
    let wait = error
        .source()
        .unwrap()
        .downcast_ref::<WaitError<Thing>>()
        .unwrap();
    assert_eq!(wait.last().unwrap().thing_id, 7);
}

// R1.4
#[tokio::test]
async fn any_end_can_be_asked_for() {
    let script = script([thing("ON"), thing("BROKEN")]);
    let (client, _) = client(&script);
    let thing = client.call(StartThing::default()).wait_any().await.unwrap();
    assert_eq!(thing.state.as_deref(), Some("BROKEN"));
}

#[tokio::test]
async fn an_error_of_a_poll_keeps_what_it_tells() {
    let script = script([Reply::status(403).header("x-request-id", "r-1")]);
    let (client, _) = client(&script);
    let error = Error::from(client.call(StartThing::default()).wait().await.unwrap_err());
    assert_eq!(
        (error.kind(), error.request_id()),
        (ErrorKind::PermissionDenied, Some("r-1"))
    );
    assert_eq!(
        error.to_string(),
        "get_thing: Forbidden (403, request id r-1, host=https://example.test, auth_type=pat)"
    );
    assert_eq!(format!("{error:#}"), error.to_string());
    assert!(error.source().unwrap().is::<WaitError<Thing>>());
}

// R1.8: only changes are told.
#[tokio::test]
async fn changes_are_told_once() {
    let states = ["ON", "ON", "OFF", "ON", "ON", "DONE"];
    let script = script(states.map(thing));
    let (client, _) = client(&script);
    let mut seen = Vec::new();
    client
        .call(StartThing::default())
        .wait()
        .on_change(|thing: &Thing| seen.push(thing.state.clone().unwrap()))
        .await
        .unwrap();
    assert_eq!(seen, ["ON", "OFF", "ON", "DONE"]);
}

// R1.8
#[tokio::test]
async fn a_change_of_the_message_is_a_change() {
    let script = script([
        Reply::ok(r#"{"state": "ON", "message": "1"}"#),
        Reply::ok(r#"{"state": "ON", "message": "2"}"#),
        Reply::ok(r#"{}"#),
        thing("DONE"),
    ]);
    let (client, _) = client(&script);
    let count = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&count);
    let call = client.call(StartThing::default());
    call.wait()
        .on_change(move |_| *counter.lock().unwrap() += 1)
        .await
        .unwrap();
    assert_eq!(*count.lock().unwrap(), 4);
}

// R1.6: polls read the first page; the rest is read once, at the end.
#[tokio::test]
async fn the_whole_is_read_at_the_end_only() {
    let page = |state: &str, part: i64, next: Option<&str>| {
        let page = serde_json::json!({
            "thing_id": 7, "state": state, "parts": [part], "next_page_token": next,
        });
        Reply::ok(page.to_string())
    };
    for last in ["DONE", "BROKEN"] {
        let script = script([
            page("ON", 1, Some("b")),
            page("ON", 1, Some("b")),
            page(last, 1, Some("b")),
            page(last, 2, Some("c")),
            Reply::status(503),
            page(last, 3, None),
        ]);
        let (client, _) = client(&script);
        let thing = match client.call(StartThing::default()).wait().await {
            Ok(thing) => thing,
            Err(error) => error.into_last().unwrap(),
        };
        assert_eq!(thing.parts, Some(vec![1, 2, 3]));
        assert_eq!(thing.state.as_deref(), Some(last));
        script.assert_done();
    }
}
