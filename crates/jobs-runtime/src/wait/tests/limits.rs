//! How long waits last.

use super::*;

// R1.1: no time limit unless asked; the first poll is at once.
#[tokio::test]
async fn a_day_passes() {
    let script = Script::new();
    let (client, clock) = client(&script);
    script.expect("start_thing", Reply::ok(r#"{"thing_id": 7}"#));
    let now = clock.clone();
    script.stub("get_thing", move |_| {
        thing(if now.elapsed() < secs(23 * 3600) {
            "ON"
        } else {
            "DONE"
        })
    });
    let done = client.call(StartThing::default()).wait().await.unwrap();
    assert_eq!(done.state.as_deref(), Some("DONE"));
    assert!(clock.elapsed() >= secs(23 * 3600) && clock.elapsed() < secs(23 * 3600 + 11));
}

// R1.1: the time limit, with one last poll when it is up.
#[tokio::test]
async fn a_time_limit_ends_the_wait() {
    let script = script([]);
    script.stub("get_thing", |_| thing("ON"));
    let (client, clock) = client(&script);
    let wait = client.call(StartThing::default()).wait().timeout(secs(1));
    let error = wait.await.unwrap_err();
    assert_eq!(error.last().unwrap().state.as_deref(), Some("ON"));
    assert_eq!(clock.elapsed(), secs(1));
    assert_eq!(error.to_string(), "start_thing: has not ended after 1.0s");
    assert_eq!(Error::from(error).kind(), ErrorKind::Timeout);

    let waited = clock.elapsed();
    let polls = script.requests().len();
    let wait = client
        .wait_for::<StartThing>(GetThing::default())
        .timeout(secs(4));
    wait.await.unwrap_err();
    assert_eq!(clock.elapsed() - waited, secs(4));
    assert_eq!(
        script.requests().len() - polls,
        4,
        "at 0, about 1 and 3, and 4 s"
    );
}

// R1.1
#[tokio::test]
async fn the_last_poll_can_still_bring_success() {
    for (limit, states) in [(0, &["DONE"][..]), (1, &["ON", "DONE"])] {
        let script = script(states.iter().map(|state| thing(state)));
        let (client, clock) = client(&script);
        let wait = client.call(StartThing::default()).wait();
        wait.timeout(secs(limit)).await.unwrap();
        assert_eq!(clock.elapsed(), secs(limit));
        script.assert_done();
    }
}

// R1.1: a poll at work when the time is up is cut off, and none follows; one that is begun then
// has half a minute.
#[tokio::test]
async fn a_poll_that_hangs_does_not_outlast_the_limit() {
    let hangs = || thing("ON").taking(secs(3600));
    for (states, elapsed) in [(vec![hangs()], 2), (vec![thing("ON"), hangs()], 32)] {
        let script = script(states);
        let (client, clock) = client(&script);
        let wait = client.call(StartThing::default()).wait().timeout(secs(2));
        let error = wait.interval(secs(5)..=secs(5)).await.unwrap_err();
        assert!(matches!(error, WaitError::TimedOut { .. }), "{error:?}");
        assert_eq!(clock.elapsed(), secs(elapsed));
        script.assert_done();
    }
}

// R1.1, R1.6: an end that was seen in time is read whole, though that takes longer; but it is not
// read for ever.
#[tokio::test]
async fn an_end_at_the_last_moment_is_read_whole() {
    let page = |part: i64, next: Option<&str>| {
        let page = serde_json::json!({
            "state": "DONE", "parts": [part], "next_page_token": next,
        });
        Reply::ok(page.to_string())
    };
    let first = || page(1, Some("b")).taking(secs(1));
    let script_in_time = script([first(), page(2, None).taking(secs(20))]);
    let (client_in_time, _) = client(&script_in_time);
    let wait = client_in_time.call(StartThing::default()).wait();
    let done = wait.timeout(secs(2)).await.unwrap();
    assert_eq!(done.parts, Some(vec![1, 2]));

    let script = script([first(), page(2, None).taking(secs(3600))]);
    let (client, clock) = client(&script);
    let wait = client.call(StartThing::default()).wait();
    let error = wait.timeout(secs(2)).await.unwrap_err();
    assert!(matches!(error, WaitError::TimedOut { .. }), "{error:?}");
    assert_eq!(error.last().unwrap().parts, Some(vec![1]));
    assert_eq!(clock.elapsed(), secs(31));
}

#[tokio::test]
async fn a_time_limit_tells_of_a_poll_that_failed() {
    let script = script([Reply::status(503), Reply::status(500)]);
    let (client, _) = client(&script);
    let wait = client
        .call(StartThing::default())
        .wait()
        .interval(secs(2)..=secs(2));
    let error = wait.timeout(secs(1)).await.unwrap_err();
    assert!(error.last().is_none());
    assert_eq!(
        error.to_string(),
        "start_thing: has not ended after 1.0s; the last poll failed: \
         get_thing: Internal Server Error (500)"
    );
}
