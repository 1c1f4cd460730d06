//! The rate limit of a client.

use super::*;

// R8.3: attempts, not calls, are counted; clones share the limit.
#[tokio::test]
async fn attempts_wait_for_their_turn() {
    let script = Script::new();
    script.stub("get_thing", |_| thing());
    let clock = ManualClock::new();
    let client = builder(&script)
        .clock(clock.clone())
        .rate_limit(2)
        .build()
        .unwrap();
    for _ in 0..5 {
        client.clone().call(GetThing::default()).await.unwrap();
    }
    let half = Duration::from_millis(500);
    assert_eq!(clock.sleeps(), [half, half, half]);

    let (unlimited, clock) = crate::testing::client(&script);
    for _ in 0..50 {
        unlimited.call(GetThing::default()).await.unwrap();
    }
    assert!(clock.sleeps().is_empty(), "there is none unless set");
}

// R8.1, R8.3: a turn that comes too late is not waited for, and nothing is sent.
#[tokio::test]
async fn a_turn_beyond_the_deadline_is_an_error_at_once() {
    let script = Script::new();
    script.expect("get_thing", thing());
    let clock = ManualClock::new();
    let client = builder(&script)
        .clock(clock.clone())
        .rate_limit(1)
        .build()
        .unwrap();
    client.call(GetThing::default()).await.unwrap();
    let call = client
        .call(GetThing::default())
        .deadline(Duration::from_millis(900));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.was_sent());
    assert_eq!(clock.elapsed(), Duration::ZERO);
    script.assert_done();
}
