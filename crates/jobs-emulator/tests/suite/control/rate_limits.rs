//! Limits of how often operations may be called.

use std::time::Duration;

use jobs_emulator::RateLimit;
use serde_json::{Value, json};

use super::{control, create, list_jobs, send, start};

/// R22.3: off by default; over the limit requests are refused until the span has passed.
#[tokio::test]
async fn requests_over_a_limit_are_refused() {
    let open = start(|builder| builder);
    for _ in 0..30 {
        assert_eq!(create(&open, "token", "a").await.status, 200);
    }
    let service = start(|builder| builder.rate_limits(RateLimit::of_the_service()));
    for _ in 0..20 {
        assert_eq!(create(&service, "token", "a").await.status, 200);
    }
    let refused = create(&service, "token", "a").await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.body["error_code"], "REQUEST_LIMIT_EXCEEDED");
    assert_eq!(refused.headers["retry-after"], "1");
    assert_eq!(list_jobs(&service).await, 200, "others are not limited");
    service.advance(Duration::from_millis(999)).unwrap();
    assert_eq!(create(&service, "token", "a").await.status, 429);
    service.advance(Duration::from_millis(1)).unwrap();
    assert_eq!(create(&service, "token", "a").await.status, 200);
}

/// R22.3: limits are set by admin calls too, and may leave out when to come back.
#[tokio::test]
async fn limits_by_admin_calls() {
    let service = start(|builder| builder);
    let limit =
        json!({ "operation": "list", "requests": 1, "per_ms": 60_000, "retry_after": false });
    control(&service, "POST", "rate-limits", limit.clone()).await;
    let limits = control(&service, "GET", "rate-limits", Value::Null).await;
    assert_eq!(limits, json!({ "rate_limits": [limit] }));
    assert_eq!(list_jobs(&service).await, 200);
    let refused = send(&service, "token", "GET", "/api/2.2/jobs/list", Value::Null).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.headers.contains_key("retry-after"));
    control(&service, "DELETE", "rate-limits", Value::Null).await;
    assert_eq!(list_jobs(&service).await, 200);
    let limits = control(&service, "POST", "rate-limits", Value::Null).await;
    assert_eq!(limits["rate_limits"].as_array().map(Vec::len), Some(3));
    let unknown = json!({ "operation": "x", "requests": 1 });
    let answer = send(
        &service,
        "token",
        "POST",
        "/api/emulator/rate-limits",
        unknown,
    )
    .await;
    assert_eq!(answer.status, 400);
}
