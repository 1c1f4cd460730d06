//! Answers that are not what they should be.

use super::*;

// R3.4: an answer that cannot be read tells where, and what asked for it.
#[tokio::test]
async fn an_answer_that_cannot_be_read_tells_where() {
    let script = Script::new();
    let body = r#"{"things": [{"thing_id": 1}, {"thing_id": "canary-4b1d"}]}"#;
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
    assert!(!format!("{error:?}").contains("canary-4b1d"), "{error:?}");
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

// HTTP-15, G.4 row 37: what is no JSON is told as it came, at once, but for half of a document.
#[tokio::test]
async fn a_success_that_is_none_is_an_error() {
    #[rustfmt::skip]
    let table = [
        // body                                        sent again
        ("<html><title>Log in</title></html>",         false),
        ("  <!DOCTYPE html><html></html>",             false),
        ("OK",                                         false),
        ("[1]",                                        false),
        (r#"{"thing_id": "x"}"#,                       false),
        (r#"{"thing_id": 7} trailing"#,                false),
        ("{",                                          true),
        (r#"{"thing_id": 7, "state": "O"#,             true),
        (r#"{"thing_id": 7, "parts": [1"#,             true),
        (r#"{"thing_id": 7, "state": nul"#,            true),
    ];
    for (body, again) in table {
        let script = Script::new();
        script.expect("get_thing", Reply::ok(body).header("x-request-id", "r-1"));
        if again {
            script.expect("get_thing", Reply::ok(body));
        }
        script.expect("make_thing", Reply::ok(body));
        let (client, _) = client(&script);
        let policy = crate::retry::Backoff::new().max_attempts(2);
        let call = client.call(GetThing::default()).retry(policy);
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.attempts(), 1 + u32::from(again), "{body}");
        let error = client.call(MakeThing::default()).await.unwrap_err();
        assert_eq!((error.attempts(), error.status()), (1, Some(200)), "{body}");
        assert!(error.was_sent());
        script.assert_done();
    }
}

// G.4 row 37, C.6: what came in place of JSON is shown, in short; what was sent is not.
#[tokio::test]
async fn what_came_in_place_of_json_is_shown() {
    let script = Script::new();
    let long = "upstream\nsays no ".repeat(500);
    script.expect("make_thing", Reply::ok("not found"));
    script.expect("make_thing", Reply::ok(long));
    let (client, _) = client(&script);
    for expected in ["not found”", "upstream says no upstream says no"] {
        let request = MakeThing {
            name: "canary-4b1d".to_owned(),
            ..MakeThing::default()
        };
        let line = client.call(request).await.unwrap_err().to_string();
        let start = format!("make_thing: got “{expected}");
        assert!(line.starts_with(&start), "{line}");
        assert!(
            line.len() < 1_000 && !line.contains("canary-4b1d"),
            "{line}"
        );
    }
}

// Half a document may be followed by a whole one.
#[tokio::test]
async fn half_an_answer_is_asked_for_again() {
    let script = Script::new();
    let whole = r#"{"thing_id": 7, "state": "on — é"}"#;
    for end in 1..whole.len() {
        script.expect("get_thing", Reply::ok(whole.as_bytes()[..end].to_vec()));
        script.expect("get_thing", Reply::ok(whole));
    }
    let (client, _) = client(&script);
    for _ in 1..whole.len() {
        let thing = client.call(GetThing::default()).await.unwrap();
        assert_eq!(thing.state.as_deref(), Some("on — é"));
    }
    script.assert_done();
}

// HTTP-14: no answer is an empty one.
#[tokio::test]
async fn an_empty_success_is_an_empty_object() {
    let script = Script::new();
    for body in ["", " \r\n", "null", "{}"] {
        script.expect("get_thing", Reply::ok(body));
    }
    let (client, _) = client(&script);
    for _ in 0..4 {
        assert_eq!(
            client.call(GetThing::default()).await.unwrap(),
            Thing::default()
        );
    }
    script.assert_done();
}

// Redirects on the same host are followed, a few; others are told.
#[tokio::test]
async fn a_redirect_on_the_same_host_is_followed() {
    let to = |location: &str| Reply::status(302).header("location", location);
    let script = Script::new();
    script.expect("get_thing", to("/api/new?thing_id=7"));
    script.expect("get_thing", to("https://example.test/api/newer"));
    script.expect("get_thing", thing());
    script.expect(
        "get_thing",
        to("https://evil.test/api/new?token=canary-4b1d"),
    );
    script.expect("make_thing", to("/api/new"));
    let (client, _) = client(&script);
    client.call(GetThing::default()).await.unwrap();
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(302), 1));
    let text = format!("{error:#} {error:?}");
    assert!(text.contains("https://evil.test/api/new"), "{text}");
    assert!(!text.contains("canary-4b1d"), "{text}");
    client.call(MakeThing::default()).await.unwrap_err();
    script.assert_done();
    let urls: Vec<_> = script
        .requests()
        .iter()
        .map(|one| one.url.to_string())
        .collect();
    assert_eq!(
        urls[1..3],
        [
            "https://example.test/api/new?thing_id=7",
            "https://example.test/api/newer"
        ]
    );
    assert!(
        urls.iter()
            .all(|url| url.starts_with("https://example.test/"))
    );
}

#[tokio::test]
async fn redirects_in_circles_end() {
    let script = Script::new();
    let mut number = 0;
    script.stub("get_thing", move |_| {
        number += 1;
        Reply::status(307).header("location", &format!("/api/{}", number % 2))
    });
    let (client, _) = client(&script);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(error.status(), Some(307));
    assert_eq!(script.requests().len(), 6);
}

// R8.1: the time of an attempt is that of all its redirects together.
#[tokio::test]
async fn redirects_share_the_time_of_an_attempt() {
    let script = Script::new();
    let mut number = 0;
    script.stub("get_thing", move |_| {
        number += 1;
        let location = format!("/api/{number}");
        Reply::status(307)
            .header("location", &location)
            .taking(secs(2))
    });
    let (client, clock) = client(&script);
    let call = client.call(GetThing::default()).timeout(secs(5));
    let error = call
        .retry(crate::retry::Backoff::never())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(clock.elapsed(), secs(5));
}

// ERR-4: a private link is told as such, though its page is on the same host.
#[tokio::test]
async fn a_private_link_is_told() {
    let script = Script::new();
    let login = "/login.html?error=private-link-validation-error:1";
    script.expect("get_thing", Reply::status(302).header("location", login));
    let (client, _) = client(&script);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    assert_eq!(error.code(), Some("PRIVATE_LINK_VALIDATION_ERROR"));
    script.assert_done();
}
