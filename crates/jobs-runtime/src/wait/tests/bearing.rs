//! What a wait bears, and what it does not.

use super::*;

fn refused() -> Reply {
    Reply::error(401, "UNAUTHENTICATED", "token expired")
}

fn not_found() -> Reply {
    Reply::error(400, "INVALID_PARAMETER_VALUE", "Thing 7 does not exist.")
}

/// The end of a wait whose polls are answered like this; the first of them is no failure.
async fn wait_through(
    failures: impl IntoIterator<Item = Reply>,
) -> Result<Thing, WaitError<Thing>> {
    let script = script([thing("ON")].into_iter().chain(failures));
    script.stub("get_thing", |_| thing("DONE"));
    let (client, _) = client(&script);
    client.call(StartThing::default()).wait().await
}

// R1.5: hours of failures that pass are borne.
#[tokio::test]
async fn an_outage_of_hours_does_not_end_the_wait() {
    let hours = (0..2000).map(|number| match number % 4 {
        0 => Reply::status(500),
        1 => Reply::status(503),
        2 => Reply::no_connection(),
        _ => Reply::timeout(),
    });
    wait_through(hours).await.unwrap();
}

// R1.5
#[tokio::test]
async fn failures_in_a_row_can_be_limited() {
    for (limit, polls) in [(0, 1), (1, 1), (3, 3)] {
        let script = script([]);
        script.stub("get_thing", |_| Reply::status(503));
        let (client, _) = client(&script);
        let wait = client.call(StartThing::default()).wait();
        let error = wait.max_failures(limit).await.unwrap_err();
        assert!(matches!(error, WaitError::Poll { .. }), "{error:?}");
        assert_eq!(script.requests().len(), 1 + polls, "{limit}");
    }
}

#[tokio::test]
async fn answers_end_a_row_of_failures() {
    let rows = [503, 500].map(Reply::status);
    let again = [503, 500].map(Reply::status);
    let script = script(rows.into_iter().chain([thing("ON")]).chain(again));
    script.stub("get_thing", |_| thing("DONE"));
    let (client, _) = client(&script);
    let wait = client.call(StartThing::default()).wait();
    wait.max_failures(3).await.unwrap();
}

// R1.5: credentials that were accepted may be refused for a while, as when a token is changed.
#[tokio::test]
async fn credentials_may_be_refused_for_five_minutes() {
    wait_through((0..20).map(|_| refused())).await.unwrap();

    let script = script([thing("ON")]);
    script.stub("get_thing", |_| refused());
    let (client, clock) = client(&script);
    let error = client.call(StartThing::default()).wait().await.unwrap_err();
    let elapsed = clock.elapsed();
    assert!(elapsed >= secs(300) && elapsed < secs(325), "{elapsed:?}");
    assert_eq!(Error::from(error).kind(), ErrorKind::Unauthenticated);
}

// R1.5: those that never were accepted are told of at once.
#[tokio::test]
async fn credentials_that_never_worked_end_the_wait() {
    let script = Script::new();
    script.expect("get_thing", refused());
    let (client, _) = client(&script);
    let wait = client.wait_for::<StartThing>(GetThing::default());
    wait.await.unwrap_err();
    script.assert_done();
}

// R1.5: a service may take a while to know what it started, but not to find it again.
#[tokio::test]
async fn what_was_just_started_need_not_be_found_at_once() {
    let script = script([not_found(), not_found(), thing("ON"), not_found()]);
    let (client, _) = client(&script);
    let error = client.call(StartThing::default()).wait().await.unwrap_err();
    assert_eq!(error.last().unwrap().state.as_deref(), Some("ON"));
    assert_eq!(Error::from(error).kind(), ErrorKind::NotFound);
    script.assert_done();
}

#[tokio::test]
async fn what_is_not_found_for_a_minute_is_not_there() {
    let script = script([]);
    script.stub("get_thing", |_| not_found());
    let (client, clock) = client(&script);
    let started = client.call(StartThing::default()).start().await.unwrap();
    started.wait().await.unwrap_err();
    let elapsed = clock.elapsed();
    assert!(elapsed >= secs(60) && elapsed < secs(75), "{elapsed:?}");
}

#[tokio::test]
async fn what_was_started_elsewhere_must_be_found() {
    let script = Script::new();
    script.expect("get_thing", not_found());
    let (client, _) = client(&script);
    let wait = client.wait_for::<StartThing>(GetThing::default());
    wait.await.unwrap_err();
    script.assert_done();
}

// R1.2: an unknown state is not an end, however long it lasts.
#[tokio::test]
async fn an_unknown_state_is_no_end() {
    wait_through((0..5000).map(|_| thing("?FROBNICATED")))
        .await
        .unwrap();
}

// R1.2: unless it lasts longer than was allowed, in a row.
#[tokio::test]
async fn the_time_in_unknown_states_can_be_limited() {
    let script = script([thing("?A"), thing("ON"), thing("?A"), thing("?B")]);
    script.stub("get_thing", |_| Reply::ok("{}"));
    let (client, clock) = client(&script);
    let wait = client.call(StartThing::default()).wait();
    let wait = wait.interval(secs(10)..=secs(10));
    let error = wait.unknown_state_limit(secs(60)).await.unwrap_err();
    let elapsed = clock.elapsed();
    assert!(elapsed >= secs(78) && elapsed < secs(93), "{elapsed:?}");
    let line = error.to_string();
    let begins = "start_thing: has been in no state at all for 6";
    assert!(line.starts_with(begins), "{line}");
    assert!(error.last().is_some());
    assert_eq!(Error::from(error).kind(), ErrorKind::Unknown);
}

#[tokio::test]
async fn a_limit_of_unknown_states_names_the_state() {
    let script = script([thing("?A")]);
    let (client, _) = client(&script);
    let wait = client.call(StartThing::default()).wait();
    let error = wait.unknown_state_limit(secs(0)).await.unwrap_err();
    let line = "start_thing: has been in state ?A, which this version does not know, for 0.0ns";
    assert_eq!(error.to_string(), line);
}
