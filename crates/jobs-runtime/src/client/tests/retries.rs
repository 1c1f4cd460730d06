//! What is sent again, and when.

use serde_json::json;

use super::*;
use crate::retry::Backoff;
use crate::transport::TransportErrorKind;

// R8.1: the schedule is the same for the same seed.
#[tokio::test]
async fn retries_follow_a_schedule() {
    let script = Script::new();
    for reply in [
        Reply::no_connection(),
        Reply::timeout().taking(secs(9)),
        Reply::reset(),
        Reply::status(500),
        Reply::status(429).header("retry-after", "30"),
        Reply::status(503).header("retry-after", "Thu, 01 Jan 1970 00:02:00 GMT"),
        thing(),
    ] {
        script.expect("get_thing", reply);
    }
    let (client, clock) = client(&script);
    assert_eq!(client.call(GetThing::default()).await.unwrap().thing_id, 7);
    script.assert_done();

    let mut random = Rng::with_seed(7);
    let mut jitter = |limit: f64| Duration::from_secs_f64(limit * random.f64());
    let [first, second, third, fourth] = [1.0, 2.0, 4.0, 8.0].map(&mut jitter);
    let before_date = secs(9 + 30) + first + second + third + fourth;
    assert_eq!(
        clock.sleeps(),
        [
            first,
            second,
            third,
            fourth,
            secs(30),
            secs(120) - before_date
        ]
    );
    assert_eq!(clock.elapsed(), secs(120));
}

// R8.2: the last error of the service is the error.
#[tokio::test]
async fn in_the_end_the_last_error_of_the_service_is_told() {
    let script = Script::new();
    script.stub("get_thing", |_| {
        Reply::error(429, "REQUEST_LIMIT_EXCEEDED", "slow down")
    });
    let (client, clock) = client(&script);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooManyRequests);
    assert_eq!(error.code(), Some("REQUEST_LIMIT_EXCEEDED"));
    assert_eq!(error.attempts() as usize, script.requests().len());
    assert!(error.attempts() > 20, "{error}");
    assert_eq!(error.elapsed(), clock.elapsed());
    assert!(clock.elapsed() <= secs(300), "{error}");
    assert!(clock.elapsed() > secs(270), "{error}");
}

// R8.1: a time that would not be kept is not waited for.
#[tokio::test]
async fn there_is_no_waiting_past_the_end() {
    let script = Script::new();
    script.stub("get_thing", |_| {
        Reply::status(429).header("retry-after", "3600")
    });
    let (client, clock) = client(&script);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooManyRequests);
    assert_eq!(error.retry_after(), Some(secs(3600)));
    assert_eq!((error.attempts(), clock.sleeps().len()), (1, 0));
}

// R8.1: a deadline holds for the whole call, its attempts and what is between them.
#[tokio::test]
async fn a_deadline_is_kept() {
    let script = Script::new();
    script.stub("get_thing", |_| Reply::status(503).taking(secs(4)));
    let (client, clock) = client(&script);
    let error = client
        .call(GetThing::default())
        .deadline(secs(10))
        .await
        .unwrap_err();
    assert!(clock.elapsed() <= secs(10), "{error}");
    assert!(error.attempts() > 1, "{error}");
    let timeouts: Vec<_> = script
        .requests()
        .iter()
        .map(|one| one.timeout.unwrap())
        .collect();
    assert_eq!(
        timeouts[0],
        secs(10),
        "an attempt has no more time than the call"
    );
    assert!(timeouts.is_sorted_by(|a, b| a > b), "{timeouts:?}");
}

// R8.3
#[tokio::test]
async fn a_storm_of_calls_in_an_outage_sends_little_more() {
    let script = Script::new();
    script.stub("get_thing", |_| Reply::status(503));
    let (client, clock) = client(&script);
    for _ in 0..1_000 {
        client.call(GetThing::default()).await.unwrap_err();
    }
    let extra = script.requests().len() - 1_000;
    assert!(
        extra as u64 <= 101 + clock.elapsed().as_secs(),
        "{extra} in {:?}",
        clock.elapsed()
    );
}

// R2.1: the key is the same at each attempt of a call, and another for the next call.
#[tokio::test]
async fn a_key_stays_the_same_over_retries() {
    let script = Script::new();
    for _ in 0..2 {
        script.expect("start_thing", Reply::status(503));
        script.expect("start_thing", Reply::reset());
        script.expect("start_thing", Reply::ok(r#"{"thing_id": 7}"#));
    }
    let (client, _) = client(&script);
    for _ in 0..2 {
        client.call(StartThing::default()).await.unwrap();
    }
    script.assert_done();
    let keys: Vec<_> = script
        .requests()
        .iter()
        .map(|one| member(one, "idempotency_token"))
        .collect();
    assert_eq!(keys[0], keys[1]);
    assert_eq!(keys[0], keys[2]);
    assert_ne!(keys[0], keys[3]);
    assert_eq!(keys[3], keys[5]);
    let key = keys[0].as_str().unwrap();
    assert!(!key.is_empty() && key.len() <= 64, "{key}");
}

// R2.1, R2.3: a key of the caller's own is kept; one can be had before anything is sent.
#[tokio::test]
async fn a_key_can_be_chosen_and_known_beforehand() {
    let script = Script::new();
    script.stub("start_thing", |_| Reply::ok("{}"));
    let (client, _) = client(&script);
    let own = StartThing {
        idempotency_token: Some("own".to_owned()),
        ..StartThing::default()
    };
    client.call(own).await.unwrap();
    let call = client.call(StartThing::default()).prepared();
    let minted = call.request().idempotency_token.clone().unwrap();
    assert_eq!(script.requests().len(), 1);
    call.await.unwrap();
    let [first, second] = script.requests().try_into().unwrap();
    assert_eq!(member(&first, "idempotency_token"), json!("own"));
    assert_eq!(member(&second, "idempotency_token"), json!(minted));
}

// R2.2
#[tokio::test]
async fn an_unsafe_operation_is_sent_again_only_if_it_had_no_effect() {
    let script = Script::new();
    script.expect("make_thing", Reply::no_connection());
    script.expect("make_thing", Reply::status(429));
    script.expect("make_thing", Reply::status(503).header("retry-after", "1"));
    script.expect("make_thing", Reply::reset());
    let (client, _) = client(&script);
    let error = client.call(MakeThing::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 4));
    assert!(error.was_sent());
    script.assert_done();
}

// R8.1
#[tokio::test]
async fn a_call_can_have_a_policy_of_its_own() {
    let script = Script::new();
    script.expect("get_thing", Reply::status(503));
    let (client, _) = client(&script);
    let error = client
        .call(GetThing::default())
        .retry(Backoff::never())
        .await
        .unwrap_err();
    assert_eq!(error.attempts(), 1);
    script.assert_done();
}

// R2.2, C.6 (2): what provably was not begun is sent again, whatever its class.
#[tokio::test]
async fn an_unsafe_operation_is_sent_again_if_it_never_left() {
    let script = Script::new();
    for kind in [
        TransportErrorKind::Resolve,
        TransportErrorKind::Connect,
        TransportErrorKind::Refused,
    ] {
        script.expect("make_thing", Reply::fail(kind, "lost"));
    }
    script.expect("make_thing", thing());
    let (client, _) = client(&script);
    client.call(MakeThing::default()).await.unwrap();
    script.assert_done();
}

// C.6 (3), G.2 row 12: what cannot get better is told at once.
#[tokio::test]
async fn what_cannot_get_better_is_told_at_once() {
    for kind in [
        TransportErrorKind::Tls,
        TransportErrorKind::Proxy,
        TransportErrorKind::Request,
        TransportErrorKind::Response,
    ] {
        let script = Script::new();
        script.expect("get_thing", Reply::fail(kind, "lost"));
        let (client, clock) = client(&script);
        let error = client.call(GetThing::default()).await.unwrap_err();
        assert_eq!(error.attempts(), 1, "{kind:?}");
        assert!(clock.sleeps().is_empty(), "{kind:?}");
        script.assert_done();
    }
}

// G.2 row 13: the service may ask for time in a detail as well.
#[tokio::test]
async fn a_time_to_come_back_may_stand_in_the_body() {
    let script = Script::new();
    let body = json!({
        "error_code": "RESOURCE_EXHAUSTED", "message": "slow down",
        "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retry_delay": "42.5s"}],
    });
    script.expect("get_thing", Reply::status(429).body(body.to_string()));
    script.expect("get_thing", thing());
    let (client, clock) = client(&script);
    client.call(GetThing::default()).await.unwrap();
    assert_eq!(clock.sleeps(), [Duration::from_millis(42_500)]);
}

// C.6 (3), G.2 rows 8 to 10: no sleep goes past the deadline; the answer itself is the error.
#[tokio::test]
async fn a_time_beyond_the_deadline_is_not_waited_for() {
    for retry_after in ["11", "3600", "9999999999", "Thu, 01 Jan 1970 01:00:00 GMT"] {
        let script = Script::new();
        let reply = Reply::error(429, "REQUEST_LIMIT_EXCEEDED", "slow down");
        script.expect("get_thing", reply.header("retry-after", retry_after));
        let (client, clock) = client(&script);
        let call = client.call(GetThing::default()).deadline(secs(10));
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooManyRequests, "{retry_after}");
        assert_eq!(error.status(), Some(429));
        assert_eq!(clock.elapsed(), Duration::ZERO, "{retry_after}");
    }
}

// G.2 row 14: no time is no time, and no limit no limit.
#[tokio::test]
async fn zero_and_none_are_taken_at_their_word() {
    let script = Script::new();
    script.stub("get_thing", |_| thing().taking(secs(400)));
    let (client, _) = client(&script);

    for call in [
        client.call(GetThing::default()).timeout(Duration::ZERO),
        client.call(GetThing::default()).deadline(Duration::ZERO),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(
            (error.was_sent(), error.attempts()),
            (false, 0),
            "{error:?}"
        );
    }
    assert!(script.requests().is_empty(), "there was no time to send it");

    client
        .call(GetThing::default())
        .timeout(None)
        .await
        .unwrap();
    assert_eq!(script.requests()[0].timeout, None);
    let call = client.call(GetThing::default()).timeout(None);
    call.deadline(secs(500)).await.unwrap();
    assert_eq!(script.requests()[1].timeout, Some(secs(500)));

    let once = Backoff::new().max_elapsed(Duration::ZERO);
    let failing = Script::new();
    failing.expect("get_thing", Reply::status(503));
    let (client, _) = crate::testing::client(&failing);
    let error = client.call(GetThing::default()).retry(once).await;
    assert_eq!(error.unwrap_err().attempts(), 1);
}

// R8.1: what a client has set holds for its calls, unless they have their own.
#[tokio::test]
async fn a_call_can_lift_the_limits_of_the_client() {
    let script = Script::new();
    script.stub("get_thing", |_| thing());
    let client = builder(&script)
        .timeout(None)
        .deadline(secs(9))
        .build()
        .unwrap();
    client.call(GetThing::default()).await.unwrap();
    client
        .call(GetThing::default())
        .deadline(None)
        .await
        .unwrap();
    let timeouts: Vec<_> = script.requests().iter().map(|one| one.timeout).collect();
    assert_eq!(timeouts, [Some(secs(9)), None]);
}

// R8.2: an attempt that there was no time for says less than the answer before it.
#[tokio::test]
async fn the_last_answer_outlives_the_end_of_the_time() {
    let script = Script::new();
    script.expect("get_thing", Reply::error(503, "BUSY", "later"));
    let client = builder(&script).rate_limit(1).build().unwrap();
    let soon = Backoff::new().waits(Duration::from_millis(1), Duration::from_millis(1));
    let call = client.call(GetThing::default()).retry(soon);
    let error = call.deadline(Duration::from_millis(500)).await.unwrap_err();
    assert_eq!(error.code(), Some("BUSY"), "{error:?}");
    script.assert_done();
}

// G.1 row 2: words of hope in an answer do not make it safe to send an unsafe request again.
#[tokio::test]
async fn an_unexpected_error_is_no_leave_to_send_an_unsafe_request_again() {
    for message in [
        "Unexpected error",
        "deadline exceeded",
        "Timed out after 1s",
    ] {
        let script = Script::new();
        script.expect("make_thing", Reply::error(400, "BAD_REQUEST", message));
        let (client, _) = client(&script);
        let error = client.call(MakeThing::default()).await.unwrap_err();
        assert_eq!((error.message(), error.attempts()), (message, 1));
        script.assert_done();
    }
}

// HTTP-18, `test_base_client.py`: an answer that says it will pass is sent again, whatever its
// status; any other 400 is final.
#[tokio::test]
async fn an_answer_that_says_it_will_pass_is_asked_for_again() {
    for (message, again) in [
        ("ClusterNotReadyException: starting", true),
        ("Unknown worker environment", true),
        ("Job settings are not valid", false),
    ] {
        let script = Script::new();
        script.expect("get_thing", Reply::error(400, "BAD_REQUEST", message));
        if again {
            script.expect("get_thing", thing());
        }
        let (client, _) = client(&script);
        let result = client.call(GetThing::default()).await;
        assert_eq!(result.is_ok(), again, "{message}");
        script.assert_done();
    }
}

// R2.2: whatever the last attempt came to, one before it may have taken effect.
#[tokio::test]
async fn an_error_tells_whether_any_attempt_was_sent() {
    let twice = || Backoff::new().max_attempts(2);
    let script = Script::new();
    script.expect("start_thing", Reply::reset());
    script.expect("start_thing", Reply::no_connection());
    let (client, _) = client(&script);
    let call = client.call(StartThing::default()).retry(twice());
    let error = call.await.unwrap_err();
    assert_eq!((error.attempts(), error.was_sent()), (2, true), "{error:?}");
    assert!(error.is_retryable());

    script.expect("start_thing", Reply::no_connection());
    script.expect("start_thing", Reply::no_connection());
    let call = client.call(StartThing::default()).retry(twice());
    let error = call.await.unwrap_err();
    assert_eq!((error.attempts(), error.was_sent()), (2, false));
    script.assert_done();
}

// R2.2: what decides whether to send again is each attempt by itself: one that was turned away
// does not speak against the next one.
#[tokio::test]
async fn each_attempt_is_judged_by_itself() {
    let script = Script::new();
    script.expect("make_thing", Reply::status(429));
    script.expect("make_thing", Reply::no_connection());
    script.expect("make_thing", thing());
    let (client, _) = client(&script);
    client.call(MakeThing::default()).await.unwrap();
    script.assert_done();
}

// R8.1: time that runs out on the way of a redirect is an attempt that was sent, and came to
// nothing for now.
#[tokio::test]
async fn an_attempt_may_run_out_of_time_between_redirects() {
    let script = Script::new();
    let redirect = || Reply::status(302).header("location", "/api/new");
    script.expect("get_thing", redirect().taking(secs(3)));
    script.expect("get_thing", redirect().taking(secs(1)));
    script.expect("get_thing", thing());
    let (client, _) = client(&script);
    let call = client.call(GetThing::default()).timeout(secs(3));
    assert_eq!(call.await.unwrap().thing_id, 7);
    let times: Vec<_> = script.requests().iter().map(|one| one.timeout).collect();
    assert_eq!(times, [Some(secs(3)), Some(secs(3)), Some(secs(2))]);

    script.expect("get_thing", redirect().taking(secs(3)));
    let call = client.call(GetThing::default()).timeout(secs(3));
    let error = call.retry(Backoff::never()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!((error.attempts(), error.was_sent()), (1, true), "{error:?}");
    assert!(error.is_retryable());
    script.assert_done();
}
