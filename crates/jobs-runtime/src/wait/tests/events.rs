//! Waits as streams.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use super::*;
use crate::wait::{Events, Observe, WaitEvent};

/// The number of parts is what can be new in a thing.
impl Observe for Thing {
    type Change = usize;
    type Memory = usize;

    fn changes(&self, seen: &mut usize) -> Vec<usize> {
        let parts = self.parts.as_ref().map_or(0, Vec::len);
        let new = (*seen + 1..=parts).collect();
        *seen = parts.max(*seen);
        new
    }
}

fn parts(state: &str, count: i64) -> Reply {
    let parts: Vec<i64> = (0..count).collect();
    Reply::ok(serde_json::json!({ "state": state, "parts": parts }).to_string())
}

/// The events up to the end, in words.
async fn told(mut events: Events<'_, StartThing>) -> Vec<String> {
    let mut told = Vec::new();
    loop {
        told.push(match events.try_next().await {
            Ok(Some(WaitEvent::Changed(part))) => format!("part {part}"),
            Ok(Some(WaitEvent::UnknownState { state })) => format!("unknown {state}"),
            Ok(Some(WaitEvent::PollFailed { error, failures })) => {
                format!("failure {failures}: {error}")
            }
            Ok(Some(WaitEvent::Ended(thing))) => {
                format!("ended with {}", thing.parts.map_or(0, |parts| parts.len()))
            }
            Ok(None) => return told,
            Err(error) => format!("error: {error}"),
        });
    }
}

// R1.8: only what is new, once.
#[tokio::test]
async fn nothing_is_told_twice() {
    let script = script([
        parts("ON", 1),
        parts("ON", 1),
        Reply::status(503),
        Reply::status(500),
        parts("?A", 3),
        parts("?A", 3),
        parts("ON", 3),
        parts("?A", 3),
        parts("DONE", 4),
    ]);
    let (client, _) = client(&script);
    let events = client.call(StartThing::default()).wait().events();
    let expected = [
        "part 1",
        "failure 1: get_thing: Service Unavailable (503)",
        "failure 2: get_thing: Internal Server Error (500)",
        "part 2",
        "part 3",
        "unknown ?A",
        "part 4",
        "ended with 4",
    ];
    assert_eq!(told(events).await, expected);
    script.assert_done();
}

// R1.4, R1.8: the last changes come before an end without success, which is an error as ever.
#[tokio::test]
async fn a_stream_ends_as_its_wait_does() {
    let failing = || script([parts("ON", 1), parts("BROKEN", 2)]);
    let (client_of_one, _) = client(&failing());
    let events = client_of_one.call(StartThing::default()).wait().events();
    let expected = ["part 1", "part 2", "error: start_thing: ended in BROKEN"];
    assert_eq!(told(events).await, expected);

    let (client_of_any, _) = client(&failing());
    let events = client_of_any
        .call(StartThing::default())
        .wait_any()
        .events();
    assert_eq!(told(events).await, ["part 1", "part 2", "ended with 2"]);

    let script = Script::new();
    script.expect("start_thing", Reply::status(403));
    let (client, _) = client(&script);
    let events = client.call(StartThing::default()).wait().events();
    assert_eq!(
        told(events).await,
        ["error: start_thing: Forbidden (403, host=https://example.test, auth_type=pat)"]
    );
}

// R1.8
#[test]
fn events_are_a_stream_that_begins_when_asked() {
    let script = script([parts("DONE", 1)]);
    let (client, _) = client(&script);
    let mut seen = Vec::new();
    let wait = client.call(StartThing::default()).wait();
    let mut events = wait
        .on_change(|thing: &Thing| seen.push(thing.state.clone()))
        .events();
    assert!(script.requests().is_empty());
    let mut context = Context::from_waker(Waker::noop());
    let mut shown = Vec::new();
    while let Poll::Ready(Some(event)) = Pin::new(&mut events).poll_next(&mut context) {
        shown.push(format!("{:?}", event.unwrap()));
    }
    assert_eq!(shown, ["Changed(1)", "Ended(..)"]);
    drop(events);
    assert_eq!(seen, [Some("DONE".to_owned())], "callbacks are called too");
}
