//! Starting work, keeping what was started, and not letting go of it.

use super::*;

#[tokio::test]
async fn a_start_that_fails_is_told_as_such() {
    let script = Script::new();
    script.expect("start_thing", Reply::status(403));
    script.expect("start_thing", Reply::ok("{}"));
    let (client, _) = client(&script);
    let error = client.call(StartThing::default()).wait().await.unwrap_err();
    assert!(matches!(error, WaitError::Start(_)), "{error:?}");
    let error = Error::from(error);
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::PermissionDenied, Some(403))
    );
    assert!(
        error.source().is_none(),
        "it is the error of the start itself"
    );

    let error = client.call(StartThing::default()).wait().await.unwrap_err();
    assert!(
        matches!(error, WaitError::NothingToWaitFor { .. }),
        "{error:?}"
    );
}

// R1.9: what is started can be kept, and waited for later or elsewhere.
#[tokio::test]
async fn started_work_can_be_waited_for_later() {
    let script = script([thing("ON"), thing("DONE"), thing("DONE")]);
    let (client, _) = client(&script);
    let started = client
        .call(StartThing::default())
        .query("only", "start")
        .start()
        .await
        .unwrap();
    assert_eq!(started.response.thing_id, Some(7));
    assert_eq!(script.requests().len(), 1);
    started.wait().await.unwrap();
    client
        .wait_for::<StartThing>(GetThing {
            thing_id: 7,
            ..GetThing::default()
        })
        .await
        .unwrap();
    script.assert_done();
    assert_eq!(script.requests()[1].url.query(), Some("thing_id=7"));
}

// R1.9, R2.1: the token that was sent is kept with what was started.
#[tokio::test]
async fn what_is_started_knows_its_request() {
    let script = script([thing("DONE")]);
    let (client, _) = client(&script);
    let started = client.call(StartThing::default()).start().await.unwrap();
    let sent = member(&script.requests()[0], "idempotency_token");
    assert_eq!(sent, *started.request.idempotency_token.as_ref().unwrap());
    // Elsewhere, request and answer are enough.
    let again = client.started(started.request.clone(), started.response);
    again.wait().await.unwrap();
    script.assert_done();
}

// R1.9: a guard sends its call when it is dropped, once, and not when it is disarmed.
#[tokio::test]
async fn a_guard_sends_when_dropped() {
    let script = Script::new();
    script.expect("remove_thing", Reply::ok("{}"));
    let (client, _) = client(&script);
    let remove = || {
        client.call(RemoveThing {
            name: "a".to_owned(),
            ..RemoveThing::default()
        })
    };
    remove().on_drop().disarm();
    drop(remove().on_drop());
    assert_eq!(script.requests().len(), 0, "it is sent in the background");
    tokio::task::yield_now().await;
    script.assert_done();
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn a_guard_outside_of_a_runtime_does_nothing() {
    let (client, _) = client(&Script::new());
    drop(client.call(RemoveThing::default()).on_drop());
}
