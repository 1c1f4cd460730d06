use serde_json::{Value, json};

use super::{Failure, NotificationDestination, Occasion, Recipients};

const FAILED: Failure = Failure::Failed;

fn failure(why: Failure, is_retried: bool) -> Occasion {
    Occasion::Failure { why, is_retried }
}

/// 1.1, 3.10, 5.7: which settings keep which occasions from whom.
#[test]
fn what_is_muted() {
    let start = |is_retry| Occasion::Start { is_retry };
    let (skipped, canceled, held_up) = (
        failure(Failure::Skipped, false),
        failure(Failure::Canceled, false),
        failure(Failure::UpstreamCanceled, false),
    );
    let (no_skip, no_cancel, last) = (
        "no_alert_for_skipped_runs",
        "no_alert_for_canceled_runs",
        "alert_on_last_attempt",
    );
    for (setting, occasion, is_told) in [
        ("none", start(true), true),
        ("none", failure(FAILED, true), true),
        ("none", skipped, true),
        ("none", canceled, true),
        ("none", held_up, true),
        (no_skip, skipped, false),
        (no_skip, held_up, false),
        (no_skip, canceled, true),
        (no_skip, failure(FAILED, false), true),
        (no_cancel, canceled, false),
        (no_cancel, held_up, false),
        (no_cancel, skipped, true),
        (no_cancel, failure(FAILED, false), true),
        (last, start(true), false),
        (last, start(false), true),
        (last, failure(FAILED, true), false),
        (last, failure(FAILED, false), true),
        (last, Occasion::Success, true),
        (no_skip, Occasion::Success, true),
        (no_cancel, Occasion::DurationWarning, true),
    ] {
        let mut settings = everybody();
        settings["notification_settings"] = json!({ setting: true });
        let told = Recipients::of(&settings, occasion);
        assert_eq!(!told.is_empty(), is_told, "{setting}: {occasion:?}");
        assert_eq!(told.emails.len(), told.destinations.len());
    }
}

/// 1.1: the older switch is for e-mails about skipped runs, and for nothing else.
#[test]
fn the_older_switch_mutes_emails_only() {
    let mut settings = everybody();
    settings["email_notifications"]["no_alert_for_skipped_runs"] = json!(true);
    let told = Recipients::of(&settings, failure(Failure::Skipped, false));
    assert_eq!((told.emails.len(), told.destinations.len()), (0, 1));
    let told = Recipients::of(&settings, failure(Failure::Canceled, false));
    assert_eq!((told.emails.len(), told.destinations.len()), (1, 1));
}

/// Somebody who is named twice is told once, and what is no text names nobody.
#[test]
fn each_is_told_once() {
    let settings = json!({
        "email_notifications": { "on_start": ["a", "b", "a", 3, null], "on_success": ["c", "a"] },
        "webhook_notifications": { "on_start": [{ "id": "x" }, { "id": "x" }, {}, 7] },
    });
    let told = Recipients::of(&settings, Occasion::Start { is_retry: false });
    assert_eq!(told.emails, ["a", "b"]);
    assert_eq!(told.destinations, ["x"]);
    assert_eq!(Recipients::addresses(&settings), ["a", "b", "c"]);
}

/// Everything that is wrong with a destination is said, without telling its secrets.
#[test]
fn destinations_that_cannot_be() {
    for (document, says) in [
        (json!({ "id": "", "url": "http://h/" }), "needs an id"),
        (json!({ "id": "x" }), "exactly one of generic_webhook"),
        (json!({ "id": "x", "url": "ftp://canary-1/" }), "http://"),
        (json!({ "id": "x", "url": "canary-2" }), "http://"),
        (
            json!({ "id": "x", "url": "http://h/", "config": { "email": {} } }),
            "one of url",
        ),
        (json!({ "id": "x", "config": { "email": {} } }), "addresses"),
        (
            json!({ "id": "x", "config": { "email": { "addresses": [""] } } }),
            "addresses",
        ),
        (
            json!({ "id": "x", "config": { "email": {}, "slack": {} } }),
            "exactly one",
        ),
        (
            json!({ "id": "x", "config": { "pigeon": {} } }),
            "exactly one",
        ),
        (
            json!({ "id": "x", "config": { "generic_webhook": {} } }),
            "url is missing",
        ),
        (
            json!({ "id": "x", "config": { "slack": { "oauth_token": ["canary-3"] } } }),
            "slack.oauth_token must be a text",
        ),
        (json!({ "id": "x", "uri": "http://h/" }), "unknown field"),
    ] {
        let read: Result<NotificationDestination, _> = serde_json::from_value(document.clone());
        let error = read.expect_err(says).to_string();
        assert!(error.contains(says), "{error}");
        assert!(!error.contains("canary"));
    }
}

fn everybody() -> Value {
    let mut settings = json!({ "email_notifications": {}, "webhook_notifications": {} });
    for member in [
        "on_start",
        "on_success",
        "on_failure",
        "on_duration_warning_threshold_exceeded",
        "on_streaming_backlog_exceeded",
    ] {
        settings["email_notifications"][member] = json!(["ada@example.com"]);
        settings["webhook_notifications"][member] = json!([{ "id": "hook" }]);
    }
    settings
}
