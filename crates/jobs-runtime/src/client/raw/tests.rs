//! R3.5: requests that no operation is known for have all that operations have.

use serde_json::{Value, json};

use super::*;
use crate::ErrorKind;
use crate::testing::*;
use crate::transport::{Reply, Script};

#[tokio::test]
async fn a_raw_request_has_all_that_operations_have() {
    let script = Script::new();
    script.expect("raw", Reply::status(503));
    script.expect("raw", Reply::ok(r#"{"a": [1, "2"]}"#).header("x-own", "1"));
    let (client, _) = client(&script);
    let answer = client
        .raw(Method::Get, "/api/2.0/a%2Fb?first=1")
        .query("second", "ü &")
        .query("list", 1)
        .query("list", true)
        .header("x-team", "t")
        .await
        .unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.text()),
        (200, r#"{"a": [1, "2"]}"#.into())
    );
    assert_eq!(answer.headers()["x-own"], "1");
    assert_eq!(answer.json::<Value>().unwrap(), json!({"a": [1, "2"]}));
    let error = answer.json::<Vec<i64>>().unwrap_err();
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::Decode, Some("raw"))
    );
    script.assert_done();
    let request = &script.requests()[1];
    assert_eq!(
        request.url,
        "https://example.test/api/2.0/a%2Fb?first=1&second=%C3%BC%20%26&list=1&list=true"
    );
    assert_eq!(request.headers["authorization"], format!("Bearer {CANARY}"));
    assert_eq!(request.headers["x-team"], "t");
    assert!(request.headers.contains_key("user-agent"));
}

#[tokio::test]
async fn a_body_is_a_value_or_bytes() {
    let script = Script::new();
    script.stub("raw", |_| Reply::ok(""));
    let (client, _) = client(&script);
    let post = || client.raw(Method::Post, "/api/2.0/a");
    let things = MakeThing {
        name: "n".to_owned(),
        ..MakeThing::default()
    };
    post().json(&things).await.unwrap();
    post()
        .json(&json!({"new_member": {"a": null}}))
        .await
        .unwrap();
    post()
        .body("a,b")
        .header("content-type", "text/csv")
        .await
        .unwrap();
    let [model, value, bytes] = script.requests().try_into().unwrap();
    assert_eq!(model.body, r#"{"name":"n"}"#);
    assert_eq!(value.body, r#"{"new_member":{"a":null}}"#);
    assert_eq!(value.headers["content-type"], "application/json");
    assert_eq!(
        (&bytes.body[..], &bytes.headers["content-type"]),
        (&b"a,b"[..], &http::HeaderValue::from_static("text/csv"))
    );
    let error = post().json(&f64::NAN).query("a", 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(script.requests().len(), 3);
}

// R2.2: the method says what may be sent again, unless the caller does.
#[tokio::test]
async fn the_method_says_what_may_be_sent_again() {
    #[rustfmt::skip]
    let table = [
        (Method::Get,    None,                       true),
        (Method::Head,   None,                       true),
        (Method::Put,    None,                       true),
        (Method::Delete, None,                       true),
        (Method::Post,   None,                       false),
        (Method::Patch,  None,                       false),
        (Method::Post,   Some(RetryClass::Keyed),    true),
        (Method::Post,   Some(RetryClass::Safe),     true),
        (Method::Get,    Some(RetryClass::Unsafe),   false),
    ];
    for (method, class, again) in table {
        let script = Script::new();
        script.expect("raw", Reply::reset());
        if again {
            script.expect("raw", Reply::ok("not JSON"));
        }
        let (client, _) = client(&script);
        let mut call = client.raw(method, "/a");
        if let Some(class) = class {
            call = call.retry_class(class);
        }
        assert_eq!(call.await.is_ok(), again, "{method} {class:?}");
        script.assert_done();
    }
}

// Credentials go to the client's host and nowhere else.
#[tokio::test]
async fn a_path_is_one_of_the_host() {
    let script = Script::new();
    let (client, _) = client(&script);
    for path in [
        "",
        "a",
        "//evil.test/a",
        "https://evil.test/a",
        "@evil.test",
        ".evil.test",
        ":8443/",
        "/a/../b",
        "/./a",
        "/a#b",
        "/a b",
        "/é",
        "\\evil.test",
        "/a?b c",
    ] {
        let error = client.raw(Method::Get, path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{path}");
        assert!(!error.was_sent());
    }
    script.assert_done();
}

#[tokio::test]
async fn limits_and_errors_are_those_of_operations() {
    let script = Script::new();
    script.expect("raw", Reply::error(404, "NOT_THERE", "no such thing"));
    script.expect("raw", Reply::status(429).header("retry-after", "60"));
    let (client, _) = client(&script);
    let error = client.raw(Method::Get, "/a").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::NotFound, Some("NOT_THERE"))
    );
    assert_eq!(error.to_string(), "raw: no such thing (404 NOT_THERE)");
    let call = client
        .raw(Method::Get, "/a")
        .timeout(secs(3))
        .deadline(secs(2));
    assert_eq!(call.await.unwrap_err().status(), Some(429));
    assert_eq!(script.requests()[1].timeout, Some(secs(2)));
    script.assert_done();
}

// R10.1
#[test]
fn what_is_shown_holds_no_secret() {
    let (client, _) = client(&Script::new());
    let call = client
        .raw(Method::Post, "/a?q=canary-4b1d")
        .query("q", "canary-4b1d")
        .header("h", "canary-4b1d")
        .json(&json!("canary-4b1d"));
    let shown = format!("{call:?}");
    assert!(
        shown.contains("\"/a\"") && !shown.contains("canary-4b1d"),
        "{shown}"
    );
}
