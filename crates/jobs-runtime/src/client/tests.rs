//! The way of a request through the client.

use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use serde_json::json;

use super::*;
use crate::ErrorKind;
use crate::auth::Pat;
use crate::retry::Backoff;
use crate::testing::*;
use crate::transport::{Reply, Script};

fn thing() -> Reply {
    Reply::ok(r#"{"thing_id": 7}"#)
}

#[tokio::test]
async fn a_request_has_all_that_the_service_needs() {
    let script = Script::new();
    script.expect("get_thing", thing());
    script.expect("make_thing", thing());
    script.expect("remove_thing", Reply::ok(""));
    let (client, _) = client(&script);

    let got = client
        .call(GetThing {
            thing_id: 7,
            ..GetThing::default()
        })
        .header("x-own", "1")
        .header("authorization", "forged")
        .header("user-agent", "forged")
        .query("added", "a b&c=ü")
        .timeout(secs(3))
        .await
        .unwrap();
    assert_eq!(got.thing_id, 7);
    client
        .call(MakeThing {
            name: "é".to_owned(),
            ..MakeThing::default()
        })
        .await
        .unwrap();
    client
        .call(RemoveThing {
            name: "a/b ?".to_owned(),
            ..RemoveThing::default()
        })
        .await
        .unwrap();

    let [get, make, remove] = script.requests().try_into().unwrap();
    assert_eq!(
        get.url,
        "https://example.test/api/things/get?thing_id=7&added=a%20b%26c%3D%C3%BC"
    );
    assert_eq!(get.headers["accept"], "application/json");
    assert_eq!(get.headers["x-own"], "1");
    assert_eq!(get.headers[AUTHORIZATION], format!("Bearer {CANARY}"));
    assert!(get.headers[AUTHORIZATION].is_sensitive());
    assert_eq!(get.headers.get(CONTENT_TYPE), None);
    let agent = get.headers[USER_AGENT].to_str().unwrap();
    assert!(agent.starts_with("unknown/0.0.0 jobs-runtime/"), "{agent}");
    assert!(agent.ends_with(" auth/pat"), "{agent}");
    assert!(get.body.is_empty());
    assert_eq!(get.timeout, Some(secs(3)));

    assert_eq!(make.headers[CONTENT_TYPE], "application/json");
    assert_eq!(make.body, r#"{"name":"é"}"#);
    assert_eq!(make.timeout, Some(secs(60)));
    assert_eq!(
        remove.url,
        "https://example.test/api/things/a%2Fb%20%3F/all"
    );
    script.assert_done();
}

// What cannot be sent is refused before anything is sent.
#[tokio::test]
async fn a_request_that_cannot_be_sent_is_refused() {
    let script = Script::new();
    let (client, _) = client(&script);
    for name in ["", ".", ".."] {
        let request = RemoveThing {
            name: name.to_owned(),
            ..RemoveThing::default()
        };
        let error = client.call(request).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert_eq!(error.operation(), Some("remove_thing"));
        assert_eq!((error.was_sent(), error.attempts()), (false, 0));
    }
    for (name, value) in [("", "x"), ("a b", "x"), ("a", "x\ny")] {
        let call = client.call(GetThing::default()).header(name, value);
        assert_eq!(call.await.unwrap_err().kind(), ErrorKind::InvalidArgument);
    }
    script.assert_done();
}

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

// R3.4: an answer that cannot be read tells where, and what asked for it.
#[tokio::test]
async fn an_answer_that_cannot_be_read_tells_where() {
    let script = Script::new();
    let body = r#"{"things": [{"thing_id": 1}, {"thing_id": "hunter2"}]}"#;
    script.expect("list_things", Reply::ok(body).header("x-request-id", "r-1"));
    script.expect(
        "list_things",
        Reply::ok("<html><title>Log in</title></html>"),
    );
    let (client, _) = client(&script);

    let error = client.call(ListThings::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(
        (error.status(), error.request_id()),
        (Some(200), Some("r-1"))
    );
    assert!(
        std::error::Error::source(&error)
            .unwrap()
            .is::<crate::json::ReadError>()
    );
    let line = error.to_string();
    assert!(
        line.starts_with("list_things: cannot read the answer: "),
        "{line}"
    );
    assert!(line.contains("things[1].thing_id"), "{line}");
    assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    assert!(!line.contains('\n'), "{line}");

    let line = client
        .call(ListThings::default())
        .await
        .unwrap_err()
        .to_string();
    assert_eq!(
        line,
        "list_things: got a web page (“Log in”) where JSON was due: is the host right? (200)"
    );
}

// R6.3: an object is read whole, whatever it takes.
#[tokio::test]
async fn an_object_is_read_over_all_its_pages() {
    let script = Script::new();
    script.expect(
        "get_thing",
        Reply::ok(r#"{"thing_id":7,"state":"ON","parts":[1,2],"next_page_token":"b"}"#),
    );
    script.expect("get_thing", Reply::status(503));
    script.expect(
        "get_thing",
        Reply::ok(r#"{"thing_id":7,"next_page_token":"c"}"#),
    );
    script.expect(
        "get_thing",
        Reply::ok(r#"{"thing_id":7,"parts":[3],"next_page_token":""}"#),
    );
    let (client, _) = client(&script);
    let whole = client
        .call(GetThing {
            thing_id: 7,
            ..GetThing::default()
        })
        .await
        .unwrap();
    assert_eq!(whole.parts, Some(vec![1, 2, 3]));
    assert_eq!(whole.state.as_deref(), Some("ON"));
    script.assert_done();
    let queries: Vec<_> = script
        .requests()
        .iter()
        .map(|one| one.url.query().unwrap().to_owned())
        .collect();
    assert_eq!(
        queries,
        [
            "thing_id=7",
            "thing_id=7&page_token=b",
            "thing_id=7&page_token=b",
            "thing_id=7&page_token=c"
        ]
    );
}

// R6.3
#[tokio::test]
async fn one_page_of_an_object_can_be_read() {
    let script = Script::new();
    script.expect(
        "get_thing",
        Reply::ok(r#"{"parts":[1],"next_page_token":"b"}"#),
    );
    let (client, _) = client(&script);
    let page = client.call(GetThing::default()).page().await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("b"));
    script.assert_done();
}

// R6.2
#[tokio::test]
async fn an_object_whose_pages_go_in_circles_is_an_error() {
    let script = Script::new();
    script.stub("get_thing", |_| {
        Reply::ok(r#"{"parts":[1],"next_page_token":"b"}"#)
    });
    let (client, _) = client(&script);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PaginationLoop);
    assert_eq!(script.requests().len(), 2);
}

// R8.1: the deadline of a call is that of all its pages together.
#[tokio::test]
async fn the_deadline_holds_over_all_pages_of_an_object() {
    let script = Script::new();
    let mut page = 0;
    script.stub("get_thing", move |_| {
        page += 1;
        Reply::ok(format!(r#"{{"next_page_token":"{page}"}}"#)).taking(secs(4))
    });
    let (client, clock) = client(&script);
    let error = client
        .call(GetThing::default())
        .deadline(secs(10))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(clock.elapsed(), secs(10));
}

// R10.2: credentials are never open to all on the way.
#[test]
fn hosts_without_tls_are_refused() {
    let build = |host: &str| {
        Client::builder()
            .host(host)
            .token(CANARY)
            .environment(())
            .transport(Script::new())
            .build()
    };
    for host in [
        "http://127.0.0.1:8080",
        "http://localhost",
        "http://[::1]:1",
        "https://x",
    ] {
        assert!(build(host).is_ok(), "{host}");
    }
    for host in [
        "http://x",
        "http://10.0.0.1",
        "http://localhost.evil.test",
        "ftp://x",
    ] {
        let error = build(host).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{host}");
        assert!(!format!("{error:#}{error:?}").contains(CANARY));
    }
}

// R10.1
#[tokio::test]
async fn nothing_that_is_shown_holds_a_secret() {
    let script = Script::new();
    script.stub("make_thing", |_| Reply::status(500).body("sorry"));
    let (client, _) = client(&script);
    let request = MakeThing {
        name: "hunter2".to_owned(),
        ..MakeThing::default()
    };
    let call = client
        .call(request.clone())
        .query("q", "hunter2")
        .header("h", "hunter2");
    let shown_call = format!("{call:?}");
    let error = call.await.unwrap_err();
    let builder = Client::builder()
        .host("https://x")
        .token(CANARY)
        .product("p", "1");
    let shown = [
        shown_call,
        format!("{client:?} {builder:?} {:?}", Pat::new(CANARY)),
        format!("{error} {error:#} {error:?}"),
        format!("{:?} {script:?}", script.requests()),
    ];
    for text in shown {
        assert!(
            !text.contains(CANARY) && !text.contains("hunter2"),
            "{text}"
        );
    }
}

#[test]
fn a_product_is_part_of_the_user_agent() {
    let build = |name: &str, version: &str| {
        Client::builder()
            .host("https://x")
            .token("t")
            .environment(())
            .transport(Script::new())
            .product(name, version)
            .build()
    };
    let client = build("my-tool", "1.2.0-rc.1+b").unwrap();
    let agent = client.shared.user_agent.to_str().unwrap();
    assert!(
        agent.starts_with("my-tool/1.2.0-rc.1+b jobs-runtime/"),
        "{agent}"
    );
    for (name, version) in [("", "1"), ("a b", "1"), ("a", ""), ("a/b", "1"), ("é", "1")] {
        assert_eq!(build(name, version).unwrap_err().kind(), ErrorKind::Config);
    }
}

// To send is to await: a call that is dropped before has no effect.
#[tokio::test]
async fn nothing_is_sent_before_the_call_is_awaited() {
    let script = Script::new();
    let (client, _) = client(&script);
    drop(client.call(MakeThing::default()));
    assert!(script.requests().is_empty());
}

#[test]
fn futures_and_clients_cross_threads() {
    fn crosses_threads<T: Send>(_: &T) {}
    let (client, _) = client(&Script::new());
    crosses_threads(&client);
    crosses_threads(&client.call(GetThing::default()).into_future());
    crosses_threads(&client.call(StartThing::default()).wait().into_future());
    crosses_threads(&client.call(ListThings::default()).items());
}
