//! Explanations, as people read them.

use super::super::tests::context;
use super::*;
use crate::auth::{Pat, m2m, metadata_service, pat};
use crate::clock::{ManualClock, TokioClock};
use crate::testing::secs;
use crate::transport::{Reply, Request, Response, Script, Transport, TransportError};
use crate::transport::{TransportErrorKind, TransportErrorKind as K};
use Attribute as A;

const HOST: (A, &str) = (A::Host, "https://ws.example.test");

fn possible(_: &Context) -> Verdict {
    Verdict::Possible(Arc::new(Pat::new("canary-7f3a")))
}

fn possible_and_broken(_: &Context) -> Verdict {
    Verdict::Possible(Arc::new(Pat::new("canary-7f3a\n")))
}

/// A few strategies: what holds of all is held of them.
const SOME: &[Strategy] = &[
    pat::STRATEGY,
    m2m::STRATEGY,
    Strategy {
        name: "some-program",
        configure: possible_and_broken,
    },
    metadata_service::STRATEGY,
    Strategy {
        name: "other-program",
        configure: possible,
    },
];

async fn told(attributes: &[(A, &str)], script: &Script) -> String {
    let context = context(attributes, &[], script.clone(), &ManualClock::new());
    explain_chain(&context, SOME).await.to_string()
}

// R7.3
#[tokio::test]
async fn an_explanation_of_what_works() {
    let script = Script::new();
    script.stub("auth_get", |request| match request.url.path() {
        "/.well-known/databricks-config" => Reply::ok(r#"{"workspace_id": 77, "cloud": "AWS"}"#),
        _ => Reply::ok(r#"{"token_endpoint": "https://ws.example.test/token"}"#),
    });
    script.stub("auth_token", |_| {
        Reply::ok(r#"{"access_token": "t", "expires_in": 60}"#)
    });
    let attributes = [
        HOST,
        (A::ClientId, "id"),
        (A::ClientSecret, "canary-7f3a"),
        (A::MetadataServiceUrl, "http://localhost:1/canary-7f3a"),
    ];
    assert_eq!(
        told(&attributes, &script).await,
        "host: https://ws.example.test answers\n\
         authentication: oauth-m2m\n\
         \u{20} pat: not set up: needs `token` (DATABRICKS_TOKEN)\n\
         > oauth-m2m: works\n\
         \u{20} some-program: not tried, since another comes first\n\
         \u{20} metadata-service: not tried, since another comes first\n\
         \u{20} other-program: not tried, since another comes first\n\
         configuration:\n\
         \u{20} host: \"https://ws.example.test\" (set in the program)\n\
         \u{20} client_id: \"id\" (set in the program)\n\
         \u{20} client_secret: \"***\" (set in the program)\n\
         \u{20} metadata_service_url: \"***\" (set in the program)\n\
         \u{20} workspace_id: \"77\" (told by the host)\n\
         \u{20} cloud: \"AWS\" (told by the host)\n"
    );
}

// R7.3: the first network error is told, and nothing is tried twice.
#[tokio::test]
async fn an_explanation_of_what_fails() {
    let script = Script::new();
    script.stub("auth_get", |_| {
        Reply::fail(K::Resolve, "cannot find ws.example.test")
    });
    let attributes = [HOST, (A::ClientId, "id"), (A::ClientSecret, "canary-7f3a")];
    let told = told(&attributes, &script).await;
    let (head, _) = told.split_once("configuration:").unwrap();
    assert_eq!(
        head,
        "host: https://ws.example.test does not answer: cannot find ws.example.test\n\
         authentication: oauth-m2m\n\
         \u{20} pat: not set up: needs `token` (DATABRICKS_TOKEN)\n\
         > oauth-m2m: failed: cannot find ws.example.test\n\
         \u{20} some-program: not tried, since another comes first\n\
         \u{20} metadata-service: not set up: needs `metadata_service_url` \
         (DATABRICKS_METADATA_SERVICE_URL)\n\
         \u{20} other-program: not tried, since another comes first\n"
    );
    // The host itself, its metadata for the strategy, and the endpoints.
    assert_eq!(script.requests().len(), 3);
}

// What the machine may know is tried, all of it; what is set up in part is told.
#[tokio::test]
async fn an_explanation_of_what_may_work() {
    let script = Script::new();
    script.stub("auth_get", |_| Reply::status(404));
    let told = told(&[HOST, (A::ClientId, "id")], &script).await;
    let (head, _) = told.split_once("configuration:").unwrap();
    assert_eq!(
        head,
        "host: https://ws.example.test answers\n\
         authentication: other-program\n\
         \u{20} pat: not set up: needs `token` (DATABRICKS_TOKEN)\n\
         \u{20} oauth-m2m: set up in part: needs `client_secret` (DATABRICKS_CLIENT_SECRET)\n\
         \u{20} some-program: failed: the token has characters that no header can carry\n\
         \u{20} metadata-service: not set up: needs `metadata_service_url` \
         (DATABRICKS_METADATA_SERVICE_URL)\n\
         > other-program: works\n"
    );
}

#[tokio::test]
async fn an_explanation_of_what_is_asked_for_by_name() {
    let script = Script::new();
    script.stub("auth_get", |_| Reply::status(404));
    let attributes = [
        HOST,
        (A::Token, "canary-7f3a"),
        (A::AuthType, "some-program"),
    ];
    let told = told(&attributes, &script).await;
    let (head, _) = told.split_once("configuration:").unwrap();
    assert_eq!(
        head,
        "host: https://ws.example.test answers\n\
         authentication: some-program\n\
         \u{20} pat: not tried, since `auth_type` names another\n\
         \u{20} oauth-m2m: not tried, since `auth_type` names another\n\
         > some-program: failed: the token has characters that no header can carry\n\
         \u{20} metadata-service: not tried, since `auth_type` names another\n\
         \u{20} other-program: not tried, since `auth_type` names another\n"
    );
}

/// A network that swallows everything: requests end with their time, if they have one.
struct Silence;

impl Transport for Silence {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            match request.timeout {
                Some(timeout) => TokioClock::new().sleep(timeout).await,
                None => std::future::pending().await,
            }
            let message = "no answer in time";
            Err(TransportError::new(TransportErrorKind::Timeout, message))
        })
    }
}

/// Credentials that never come.
#[derive(Debug)]
struct Never;

impl Credentials for Never {
    fn name(&self) -> &'static str {
        "never"
    }

    fn headers(&self) -> BoxFuture<'_, Result<http::HeaderMap>> {
        Box::pin(std::future::pending())
    }
}

// R7.3: it takes 10 s at most on a dead host, and each strategy still tells its own failure.
#[tokio::test(start_paused = true)]
async fn a_dead_host_is_explained_in_time() {
    let clock = TokioClock::new();
    let mut context = context(
        &[HOST, (A::ClientId, "id"), (A::ClientSecret, "canary-7f3a")],
        &[],
        Silence,
        &ManualClock::new(),
    );
    context.clock = Arc::new(clock.clone());
    let explanation = explain_chain(&context, SOME).await;
    // What the host tells about itself and the endpoints, each asked for once.
    assert_eq!(clock.elapsed().as_secs(), 5);
    let told = explanation.to_string();
    assert!(explanation.host_failure.is_some());
    assert!(
        told.contains("> oauth-m2m: failed: no answer in time\n"),
        "{told}"
    );

    let start = clock.elapsed();
    let never: Arc<dyn Credentials> = Arc::new(Never);
    let told = explain(&context, Some(&never)).await.to_string();
    assert!(clock.elapsed() - start <= secs(10));
    assert!(
        told.contains("> never: failed: no answer within 8 s\n"),
        "{told}"
    );
}

// Credentials that a program brings along are what is explained then.
#[tokio::test]
async fn clients_explain_what_they_use() {
    let script = Script::new();
    script.stub("auth_get", |_| Reply::status(404));
    let builder = || {
        crate::Client::builder()
            .host(HOST.1)
            .environment(())
            .transport(script.clone())
            .clock(ManualClock::new())
    };
    let client = builder().token("canary-7f3a").build().unwrap();
    let explanation = client.explain_auth().await;
    assert_eq!(explanation.used, Some("pat"));
    assert_eq!(explanation.strategies.len(), STRATEGIES.len());

    let client = builder()
        .credentials(Pat::new("canary-7f3a"))
        .build()
        .unwrap();
    let told = client.explain_auth().await.to_string();
    assert!(
        told.contains("authentication: pat\n> pat: works\nconfiguration:\n"),
        "{told}"
    );
    assert!(!told.contains("canary-7f3a"));
}

#[test]
fn explanations_cross_threads() {
    fn crosses_threads<T: Send>(_: &T) {}
    let context = context(&[HOST], &[], Script::new(), &ManualClock::new());
    crosses_threads(&explain(&context, None));
}
