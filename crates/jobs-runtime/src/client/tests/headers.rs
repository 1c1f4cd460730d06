//! Headers of clients and calls: the table of `test_custom_headers.py`, and who wins (HTTP-6).

use http::{HeaderName, HeaderValue};

use super::*;
use crate::BoxFuture;
use crate::operation::Method;

// HTTP-6
#[tokio::test]
async fn a_call_wins_over_the_client() {
    let script = Script::new();
    script.stub("get_thing", |_| thing());
    let client = builder(&script)
        .header("X-Team", "one")
        .header("x-team", "two")
        .header("x-only-client", "c")
        .header("accept", "text/plain")
        .build()
        .unwrap();
    client.call(GetThing::default()).await.unwrap();
    client
        .call(GetThing::default())
        .header("X-TEAM", "call")
        .await
        .unwrap();
    let [first, second] = script.requests().try_into().unwrap();
    assert_eq!(first.headers["x-team"], "two");
    assert_eq!(second.headers["x-team"], "call");
    assert_eq!(second.headers.get_all("x-team").iter().count(), 1);
    for request in [first, second] {
        assert_eq!(request.headers["x-only-client"], "c");
        assert_eq!(request.headers["accept"], "text/plain");
        assert_eq!(request.headers[AUTHORIZATION], format!("Bearer {CANARY}"));
    }
}

// HTTP-6: what would be replaced is refused, by name and without its value, before anything is sent.
#[tokio::test]
async fn headers_that_are_the_client_s_own_are_refused() {
    for (name, way_out) in [
        ("Authorization", "`credentials`"),
        ("authorization", "configure others"),
        ("User-Agent", "`user_agent_extra`"),
    ] {
        let script = Script::new();
        let built = builder(&script).header(name, CANARY).build();
        let (client, _) = client(&script);
        let call = client.call(GetThing::default()).header(name, CANARY);
        let raw = client.raw(Method::Get, "/api").header(name, CANARY);
        for error in [
            built.map(drop).unwrap_err(),
            call.await.map(drop).unwrap_err(),
            raw.await.map(drop).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
            let text = format!("{error:#} {error:?}");
            assert!(text.contains(&format!("header `{name}`")), "{text}");
            assert!(text.contains(way_out) && !text.contains(CANARY), "{text}");
        }
        assert!(script.requests().is_empty());
    }
}

// AUTH-9: which headers credentials bring is known once they are there.
#[tokio::test]
async fn headers_of_the_credentials_are_refused() {
    #[derive(Debug)]
    struct Two;

    impl Credentials for Two {
        fn name(&self) -> &'static str {
            "two"
        }

        fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
            let headers = [AUTHORIZATION, HeaderName::from_static("x-also-mine")];
            let headers = headers.map(|name| (name, HeaderValue::from_static(CANARY)));
            Box::pin(async move { Ok(HeaderMap::from_iter(headers)) })
        }
    }

    let script = Script::new();
    let client = builder(&script).credentials(Two).build().unwrap();
    let call = client
        .call(GetThing::default())
        .header("X-Also-Mine", "canary-4b1d");
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!error.was_sent() && script.requests().is_empty());
    let text = format!("{error:#} {error:?}");
    assert!(
        text.contains("header `x-also-mine`") && text.contains("(two)"),
        "{text}"
    );
    assert!(
        !text.contains("canary-4b1d") && !text.contains(CANARY),
        "{text}"
    );
}

#[test]
fn a_header_that_cannot_be_sent_is_refused_at_once() {
    for (name, value) in [("", "x"), ("a b", "x"), ("a", "canary-4b1d\n")] {
        let error = builder(&Script::new())
            .header(name, value)
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(!format!("{error:?}").contains("canary-4b1d"), "{error:?}");
    }
    let shown = format!("{:?}", Client::builder().header("x-key", "canary-4b1d"));
    assert!(
        shown.contains("x-key") && !shown.contains("canary-4b1d"),
        "{shown}"
    );
}

// HTTP-2
#[tokio::test]
async fn a_program_can_say_what_it_is() {
    let script = Script::new();
    script.stub("get_thing", |_| thing());
    let client = builder(&script)
        .product("my-tool", "1.2.0")
        .user_agent_extra("partner", "acme")
        .build()
        .unwrap();
    client.call(GetThing::default()).await.unwrap();
    let agent = script.requests()[0].headers[USER_AGENT].clone();
    let agent = agent.to_str().unwrap();
    assert!(agent.starts_with("my-tool/1.2.0 jobs-sdk-rust/"), "{agent}");
    assert!(agent.ends_with(" auth/pat partner/acme"), "{agent}");
    let error = builder(&script)
        .product("my tool", "1.2.0")
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
