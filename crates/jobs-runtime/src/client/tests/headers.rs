//! Headers of clients and calls: the table of `test_custom_headers.py`, and who wins (HTTP-6).

use super::*;

// HTTP-6
#[tokio::test]
async fn a_call_wins_over_the_client_and_credentials_over_both() {
    let script = Script::new();
    script.stub("get_thing", |_| thing());
    let client = builder(&script)
        .header("X-Team", "one")
        .header("x-team", "two")
        .header("x-only-client", "c")
        .header("accept", "text/plain")
        .header("authorization", "forged")
        .header("user-agent", "forged")
        .build()
        .unwrap();
    client.call(GetThing::default()).await.unwrap();
    client
        .call(GetThing::default())
        .header("X-TEAM", "call")
        .header("Authorization", "forged")
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
        assert!(
            !request.headers[USER_AGENT]
                .to_str()
                .unwrap()
                .contains("forged")
        );
    }
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
