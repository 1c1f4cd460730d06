//! What a call tells of itself, heard by a listener of all levels.
//!
//! It stands alone, since a listener is the process's.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Once;
use std::time::Duration;

use jobs_runtime::clock::ManualClock;
use jobs_runtime::operation::Method;
use jobs_runtime::transport::{Reply, Script};
use jobs_runtime::{Client, ClientBuilder};
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A token that must not be told.
const CANARY: &str = "canary-7f3a";

thread_local! {
    static HEARD: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Writes down all that a thread tells, a line a time.
struct Listener;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

fn note(what: &str, record: impl FnOnce(&mut Line)) {
    let mut line = Line(what.to_owned());
    record(&mut line);
    HEARD.with_borrow_mut(|heard| {
        heard.push_str(&line.0);
        heard.push('\n');
    });
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("jobs_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        note(span.metadata().name(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        note("span", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        note(event.metadata().level().as_str(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn heard() -> String {
    HEARD.take()
}

/// A client that is listened to.
fn builder(script: &Script) -> ClientBuilder {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| {
        let _ = tracing::subscriber::set_global_default(Listener);
    });
    let clock = ManualClock::new();
    Client::builder()
        .host("https://example.test")
        .token(CANARY)
        .environment(())
        .transport(script.clone().on_clock(&clock))
        .clock(clock)
        .seed(7)
}

// T8, R8.2: operation, attempt, status, duration and request id; and what comes between.
#[tokio::test]
async fn a_call_tells_of_its_attempts() {
    let script = Script::new();
    let client = builder(&script).build().unwrap();
    let busy = Reply::error(503, "BUSY", "later").taking(Duration::from_millis(20));
    let busy = busy
        .header("retry-after", "2")
        .header("x-request-id", "r-1");
    script.expect("raw", busy);
    let done = Reply::ok(r#"{"thing_id": 7}"#).header("x-request-id", "r-2");
    script.expect("raw", done);
    client.raw(Method::Get, "/api/things").await.unwrap();

    let heard = heard();
    let lines: Vec<_> = heard
        .lines()
        .filter(|line| !line.starts_with("TRACE"))
        .collect();
    assert_eq!(
        lines,
        [
            r#"call operation="raw" method="GET" path="/api/things""#,
            r#"DEBUG message=failed attempt=1 status=503 error=Unavailable code="BUSY" duration_ms=20 request_id="r-1" was_sent=true"#,
            r#"DEBUG message=tries again later delay_ms=2000"#,
            r#"DEBUG message=succeeded attempt=2 status=200 duration_ms=0 request_id="r-2""#,
            r#"span duration_ms=2020"#,
            r#"span status=200"#,
            r#"span request_id="r-2""#,
        ]
    );
    assert!(heard.contains(r#"body="{\"thing_id\":7}""#), "{heard}");
}

// R10.1, R10.3: at no level does anything tell a secret, wherever it stands.
#[tokio::test]
async fn no_level_tells_a_secret() {
    let script = Script::new();
    let client = builder(&script).build().unwrap();
    script.expect("raw", Reply::error(401, "X", "canary-4b1d is no token"));
    let answer = json!({"thing_id": 7, "message": "canary-4b1d", "state": "on"}).to_string();
    script.expect("raw", Reply::ok(answer).header("set-cookie", "canary-4b1d"));
    script.expect("raw", Reply::status(500).body("canary-4b1d"));
    let location = "/api/new?password=canary-4b1d";
    script.expect("raw", Reply::status(302).header("location", location));
    script.expect("raw", Reply::ok("canary-4b1d"));
    for _ in 0..2 {
        let body = json!({"job_parameters": {"user_id": "canary-4b1d"}, "name": "canary-4b1d"});
        let call = client
            .raw(Method::Post, "/api/things?q=canary-4b1d")
            .json(&body);
        let _ = call.header("x-h", "canary-4b1d").await;
    }
    let call = client.raw(Method::Get, "/api/things");
    call.query("secret", "canary-4b1d").await.unwrap();
    script.assert_done();
    let heard = heard();
    assert!(
        !heard.contains("canary-4b1d") && !heard.contains(CANARY),
        "{heard}"
    );
    assert!(heard.contains("authorization: ***"), "{heard}");
    assert!(heard.contains(r#"\"state\":\"on\""#), "{heard}");
}

// R17.3: that the API is another one is worth a warning, once.
#[tokio::test]
async fn a_fallback_is_warned_of_once() {
    let script = Script::new();
    let client = builder(&script).api_fallback("2.2", "2.1").build().unwrap();
    script.stub("raw", |request| match request.url.path() {
        "/api/2.2/a" => Reply::status(404).body("Bad Target: /api/2.2/a"),
        _ => Reply::ok("{}"),
    });
    for _ in 0..3 {
        client.raw(Method::Get, "/api/2.2/a").await.unwrap();
    }
    let heard = heard();
    assert_eq!(heard.matches("WARN").count(), 1, "{heard}");
}
