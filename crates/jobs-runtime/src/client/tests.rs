//! The way of a request through the client.

mod answers;
mod config;
mod credentials;
mod fallback;
mod headers;
mod limits;
mod pages;
mod retries;
mod tables;

use http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};

use super::*;
use crate::ErrorKind;
use crate::auth::Pat;
use crate::clock::ManualClock;
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
    assert!(agent.starts_with("unknown/0.0.0 jobs-sdk-rust/"), "{agent}");
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
        name: "canary-4b1d".to_owned(),
        ..MakeThing::default()
    };
    let call = client
        .call(request.clone())
        .query("q", "canary-4b1d")
        .header("h", "canary-4b1d");
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
            !text.contains(CANARY) && !text.contains("canary-4b1d"),
            "{text}"
        );
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
