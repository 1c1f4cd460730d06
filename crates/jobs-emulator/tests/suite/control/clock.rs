//! Time that is moved.

use std::time::Duration;

use jobs_emulator::{Emulator, Rule};
use serde_json::{Value, json};

use super::{control, result, run, send, start};

/// R22.2
#[tokio::test]
async fn an_admin_call_moves_the_time_and_settles_what_is_due() {
    let slow = Rule::any().takes(Duration::from_secs(86_400));
    let service = start(|builder| builder.outcome(slow));
    let run_id = run(&service).await;
    let clock = control(&service, "GET", "clock", Value::Null).await;
    let now = clock["now"].as_i64().unwrap();
    assert_eq!(clock["virtual"], true);
    assert_eq!(clock["next_event"], now + 20, "when the task is set up");

    let day = json!({ "milliseconds": 86_400_019 });
    let clock = control(&service, "POST", "clock/advance", day).await;
    assert_eq!(clock["now"], now + 86_400_019);
    assert_eq!(clock["next_event"], now + 86_400_020);
    assert_eq!(result(&service, run_id).await, Value::Null);
    let clock = control(
        &service,
        "POST",
        "clock/advance",
        json!({ "milliseconds": 1 }),
    )
    .await;
    assert_eq!(clock["next_event"], Value::Null);
    assert_eq!(result(&service, run_id).await, "SUCCESS");
}

/// R22.2
#[tokio::test]
async fn the_library_moves_the_time() {
    let service = start(|builder| builder);
    let run_id = run(&service).await;
    let before = service.workspace().now();
    service.advance(Duration::from_secs(1)).unwrap();
    assert_eq!(service.workspace().now(), before + 1000);
    assert_eq!(result(&service, run_id).await, "SUCCESS");
}

/// R22.2: on a socket too the time stands still until it is moved.
#[tokio::test(flavor = "multi_thread")]
async fn a_virtual_clock_on_a_socket() {
    let emulator = Emulator::builder().virtual_clock().start().await.unwrap();
    let service = emulator.in_process();
    let run_id = run(&service).await;
    assert_eq!(result(&service, run_id).await, Value::Null);
    emulator.advance(Duration::from_secs(1)).unwrap();
    assert_eq!(result(&service, run_id).await, "SUCCESS");
}

#[tokio::test]
async fn the_real_time_cannot_be_moved() {
    let service = Emulator::builder().in_process().unwrap();
    let error = service.advance(Duration::from_secs(1)).unwrap_err();
    assert!(error.to_string().contains("virtual clock"), "{error}");
    let path = "/api/emulator/clock/advance";
    for (body, status, says) in [
        (json!({ "milliseconds": 1 }), 400, "virtual clock"),
        (json!({ "milliseconds": -1 }), 400, "negative"),
        (json!({ "milliseconds": "soon" }), 400, "integer"),
        (json!({}), 400, "milliseconds"),
    ] {
        let answer = send(&service, "token", "POST", path, body).await;
        assert_eq!(answer.status, status);
        let message = answer.body["message"].to_string();
        assert!(message.contains(says), "{message}");
    }
}

#[tokio::test]
async fn the_time_has_an_end() {
    let service = start(|builder| builder);
    let far = json!({ "milliseconds": i64::MAX });
    let path = "/api/emulator/clock/advance";
    let answer = send(&service, "token", "POST", path, far).await;
    assert_eq!(answer.status, 400);
    assert!(answer.body.to_string().contains("9999"), "{}", answer.body);
    service.advance(Duration::from_secs(1)).unwrap();
}

#[tokio::test]
async fn an_unknown_call_is_told_what_there_is() {
    let service = start(|builder| builder);
    for (method, path) in [
        ("GET", "time"),
        ("PATCH", "clock"),
        ("GET", "clock/advance"),
    ] {
        let path = format!("/api/emulator/{path}");
        let answer = send(&service, "token", method, &path, Value::Null).await;
        assert_eq!(answer.status, 404);
        let message = answer.body["message"].to_string();
        assert!(message.contains(&path) && message.contains("GET /api/emulator/clock"));
    }
}
