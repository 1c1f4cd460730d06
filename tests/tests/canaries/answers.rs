//! A service that says back what it was sent, in whatever form it answers.

use jobs_api::Client;
use jobs_runtime::clock::ManualClock;
use jobs_runtime::operation::Method;
use jobs_runtime::transport::{Reply, Request, Script};
use serde_json::json;

use crate::log::{assert_log_is_clean, listen};
use crate::requests::{run_now, settings};
use crate::shown::{Shown, leak};

/// All that came with a request, as debugging services say it back.
fn echo(request: &Request) -> String {
    let mut text = format!("{} {}", request.method, request.url);
    for (name, value) in &request.headers {
        text += &format!("\n{name}: {}", value.to_str().unwrap());
    }
    text + "\n" + &String::from_utf8_lossy(&request.body)
}

/// The same as HTML.
fn page(request: &Request) -> String {
    [
        ('&', "&amp;"),
        ('<', "&lt;"),
        ('>', "&gt;"),
        ('"', "&quot;"),
        ('\'', "&#39;"),
    ]
    .iter()
    .fold(echo(request), |text, (meant, escape)| {
        text.replace(*meant, escape)
    })
}

type Answer = fn(&Request) -> Reply;

const ANSWERS: &[Answer] = &[
    |request| Reply::error(400, "INVALID_PARAMETER_VALUE", &echo(request)),
    |request| Reply::error(400, &echo(request), "no"),
    |request| Reply::status(400).body(json!({"error": echo(request)}).to_string()),
    |request| Reply::status(400).body(json!({"detail": echo(request), "status": "1"}).to_string()),
    |request| Reply::status(400).body(format!("BAD_REQUEST: {}", echo(request))),
    |request| Reply::error(401, "UNAUTHENTICATED", &echo(request)),
    |request| Reply::error(403, "PERMISSION_DENIED", &echo(request)),
    |request| Reply::error(404, "NOT_FOUND", &echo(request)),
    |request| Reply::error(429, "BUSY", &echo(request)).header("retry-after", "1"),
    |request| Reply::status(500).body(echo(request)),
    |request| Reply::status(502).body(format!("<html><pre>{}</pre>", page(request))),
    |request| Reply::status(503).body(format!("<title>{}</title>", page(request))),
    |request| Reply::ok(format!("<html><title>{}</title>", page(request))),
    |request| Reply::ok(echo(request)),
    |request| Reply::ok(json!({"job_id": echo(request), "settings": echo(request)}).to_string()),
    |request| Reply::ok(json!({"state": echo(request), "status": echo(request)}).to_string()),
    |request| {
        let details = json!([
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": echo(request),
                "domain": "x", "metadata": {"echo": echo(request)}},
            {"@type": "type.googleapis.com/google.rpc.DebugInfo", "detail": echo(request),
                "stack_entries": [echo(request)]},
            {"@type": "new", "echo": echo(request)},
        ]);
        Reply::status(409).body(json!({"message": "no", "details": details}).to_string())
    },
    |_| Reply::status(302).header("location", "https://me:canary-user@x.test/?x=canary-query"),
    |_| Reply::status(302).header("location", "/login?token=canary-query#canary-fragment"),
    |_| Reply::status(307).header("location", "canary-nowhere:canary-user@x"),
    |_| Reply::status(500).header("set-cookie", "canary-cookie"),
    |_| Reply::status(204),
    |_| Reply::reset(),
];

/// A client of a service that gives this answer to everything.
fn client(script: &Script) -> Client {
    let clock = ManualClock::new();
    Client::builder()
        .host("https://ws.example.test")
        .token("canary-token")
        .environment(())
        .header("x-api-key", "canary-client-header")
        .transport(script.clone().on_clock(&clock))
        .clock(clock)
        .build()
        .unwrap()
}

// R10.1, R10.3, G.1 row 4: neither credentials nor headers, query or body.
#[tokio::test]
async fn nothing_that_is_said_back_is_shown() {
    listen();
    let mut shown = Shown::default();
    let mut sent = 0;
    for answer in ANSWERS {
        let script = Script::new();
        for operation in ["create", "run_now", "get_run", "list", "raw"] {
            script.stub(operation, *answer);
        }
        let client = client(&script);
        let create = client
            .create(serde_json::from_value::<jobs_api::operations::CreateJob>(settings()).unwrap());
        shown.result("create", &create.await);
        let call = client.run_now(run_now(7.into()));
        let call = call
            .header("x-call", "canary-call-header")
            .query("secret", "canary-query");
        shown.result("run_now", &call.await);
        shown.result("wait", &client.run_now(run_now(7.into())).wait().await);
        let list = client.list(jobs_api::operations::ListJobs::new());
        shown.result("list", &list.items().try_next().await);
        for method in [Method::Get, Method::Post, Method::Delete] {
            let raw = client
                .raw(method, "/api?secret=canary-query")
                .header("authorization", "Bearer canary-call-header")
                .header("x-call", "canary-call-header")
                .body(r#"{"password": "canary-<b>&'-body"}"#);
            shown.result("raw", &raw.await);
        }
        let requests = script.requests();
        sent += requests
            .iter()
            .filter(|request| leak(&echo(request)).is_some())
            .count();
    }
    assert!(sent > 7 * ANSWERS.len(), "{sent} requests had secrets");
    shown.assert_clean(&[
        "create: ",
        "run_now: ",
        "list: ",
        "raw: ",
        "INVALID_PARAMETER_VALUE",
        "where JSON was due",
        "redirects to https://x.test/",
    ]);
    assert_log_is_clean(&[
        "create",
        "run_now",
        "tries again later",
        "follows a redirect",
    ]);
}
