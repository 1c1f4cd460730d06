//! Whoever wants to know is told of requests that are sent again.

use super::*;

type Told = (Option<&'static str>, Option<u16>, u32, Duration);

/// A client that keeps what it tells of retries.
fn telling(script: &Script) -> (Client, ManualClock, Arc<Mutex<Vec<Told>>>) {
    let clock = ManualClock::new();
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = told.clone();
    let client = builder(&script.clone().on_clock(&clock))
        .clock(clock.clone())
        .on_retry(move |retry| {
            let Retry {
                error,
                failures,
                after,
            } = *retry;
            let one = (error.operation(), error.status(), failures, after);
            kept.lock().unwrap().push(one);
        })
        .build()
        .unwrap();
    (client, clock, told)
}

// R8.1: of calls, with the very time that is waited.
#[tokio::test]
async fn retries_of_calls_are_told() {
    let script = Script::new();
    script.expect("get_thing", Reply::status(503));
    script.expect("get_thing", Reply::no_connection());
    script.expect("get_thing", Reply::ok(r#"{"thing_id": 7}"#));
    script.expect("get_thing", Reply::status(404));
    let (client, clock, told) = telling(&script);
    client.call(GetThing::default()).await.unwrap();
    client.call(GetThing::default()).await.unwrap_err();
    script.assert_done();
    let sleeps = clock.sleeps();
    assert_eq!(
        *told.lock().unwrap(),
        [
            (Some("get_thing"), Some(503), 1, sleeps[0]),
            (Some("get_thing"), None, 2, sleeps[1]),
        ],
        "what is not sent again is not told"
    );
}

// R1.5: of waits, which send their requests again themselves.
#[tokio::test]
async fn retries_of_waits_are_told() {
    let script = script([
        thing("ON"),
        Reply::status(503).header("retry-after", "30"),
        Reply::status(500),
        thing("ON"),
        Reply::status(500),
        thing("DONE"),
    ]);
    let (client, clock, told) = telling(&script);
    client.call(StartThing::default()).wait().await.unwrap();
    script.assert_done();
    let sleeps = clock.sleeps();
    assert_eq!(sleeps[1], secs(30));
    assert_eq!(
        *told.lock().unwrap(),
        [
            (Some("get_thing"), Some(503), 1, sleeps[1]),
            (Some("get_thing"), Some(500), 2, sleeps[2]),
            (Some("get_thing"), Some(500), 1, sleeps[4]),
        ]
    );
}

// R1.1: no time is told that is not there.
#[tokio::test]
async fn the_last_poll_of_a_wait_is_not_told_as_a_retry() {
    let script = script([]);
    script.stub("get_thing", |_| Reply::status(503));
    let (client, clock, told) = telling(&script);
    let wait = client.call(StartThing::default()).wait().timeout(secs(2));
    wait.await.unwrap_err();
    let told = told.lock().unwrap();
    let waited: Duration = told.iter().map(|(_, _, _, after)| *after).sum();
    assert_eq!(waited, secs(2));
    assert_eq!(clock.elapsed(), secs(2));
    assert_eq!(told.len() + 2, script.requests().len());
}
