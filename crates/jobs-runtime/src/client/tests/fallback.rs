//! R17.3: another version of the API, where the service does not know the one asked for.

use super::*;
use crate::operation::Method;
use crate::transport::Request;

/// A service that knows version 2.1 only.
fn old_service(script: &Script) {
    script.stub("raw", |request: &Request| match request.url.path() {
        "/api/2.2/a" => Reply::error(404, "ENDPOINT_NOT_FOUND", "No API found for 'GET /a'"),
        "/api/2.2/b" => Reply::status(404).body("Bad Target: /api/2.2/b"),
        path if path.starts_with("/api/2.1/") => Reply::ok("{}"),
        _ => Reply::error(404, "RESOURCE_DOES_NOT_EXIST", "no such thing"),
    });
}

async fn paths(fallback: bool, asked: &[(Method, &str)]) -> Vec<String> {
    let script = Script::new();
    old_service(&script);
    let mut builder = builder(&script);
    if fallback {
        builder = builder.api_fallback("2.2", "2.1");
    }
    let client = builder.build().unwrap();
    for (method, path) in asked {
        let _ = client.raw(*method, *path).query("q", 1).await;
    }
    script
        .requests()
        .iter()
        .map(|one| one.url.path().to_owned())
        .collect()
}

#[tokio::test]
async fn an_unknown_version_is_asked_once() {
    let asked = [(Method::Get, "/api/2.2/a"), (Method::Post, "/api/2.2/b")];
    assert_eq!(
        paths(true, &asked).await,
        ["/api/2.2/a", "/api/2.1/a", "/api/2.1/b"],
        "from then on, all requests go to the other one"
    );
    let asked = [(Method::Post, "/api/2.2/b")];
    assert_eq!(paths(true, &asked).await, ["/api/2.2/b", "/api/2.1/b"]);
}

#[tokio::test]
async fn it_happens_on_request_only() {
    let asked = [(Method::Get, "/api/2.2/a"), (Method::Get, "/api/2.2/b")];
    assert_eq!(paths(false, &asked).await, ["/api/2.2/a", "/api/2.2/b"]);
}

// A thing that is not there is no version that is not there.
#[tokio::test]
async fn what_is_not_found_stays_not_found() {
    let asked = [(Method::Get, "/api/2.2/c"), (Method::Get, "/api/2.0/a")];
    assert_eq!(paths(true, &asked).await, ["/api/2.2/c", "/api/2.0/a"]);
}
