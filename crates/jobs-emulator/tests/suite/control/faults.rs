//! Faults: what they hit, and what the client sees.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use jobs_emulator::{Emulator, Fault, Moment};
use jobs_runtime::operation::Method;
use jobs_runtime::transport::{Request, Transport as _, TransportErrorKind};
use serde_json::{Value, json};

use super::{control, create, list_jobs, send, start};

async fn job_count(service: &jobs_emulator::InProcess) -> usize {
    let jobs = send(service, "token", "GET", "/api/2.2/jobs/list", Value::Null).await;
    jobs.body["jobs"].as_array().map_or(0, Vec::len)
}

/// R22.3: before the handler nothing happens, after it only the answer is lost.
#[tokio::test]
async fn before_and_after_the_handler() {
    for (when, jobs) in [(Moment::Before, 0), (Moment::After, 1)] {
        let mut fault = Fault::on("create").status(503).times(1);
        fault.when = when;
        let service = start(|builder| builder.fault(fault));
        let answer = create(&service, "token", "a").await;
        assert_eq!(answer.status, 503);
        assert_eq!(answer.body["error_code"], "TEMPORARILY_UNAVAILABLE");
        assert_eq!(job_count(&service).await, jobs, "{when:?}");
        assert_eq!(create(&service, "token", "b").await.status, 200);
    }
}

/// R22.3: status, body and headers are as the fault says.
#[tokio::test]
async fn the_answer_is_that_of_the_fault() {
    let service = start(|builder| builder);
    let fault = json!({
        "operation": "list", "status": 429, "headers": { "Retry-After": "7" },
        "body": { "error_code": "X", "message": "slow down" }, "times": 1,
    });
    control(&service, "POST", "faults", fault).await;
    let page = json!({ "path": "/api/2.2/jobs/*", "status": 502, "body": "<html>", "times": 1 });
    control(&service, "POST", "faults", page).await;
    let only_a_header = json!({ "headers": { "x-slow": "1" }, "times": 1 });
    control(&service, "POST", "faults", only_a_header).await;
    let expired = json!({ "expired_token": true, "times": 1 });
    control(&service, "POST", "faults", expired).await;

    let list = || send(&service, "token", "GET", "/api/2.2/jobs/list", Value::Null);
    let answer = list().await;
    assert_eq!(
        (answer.status, &answer.headers["retry-after"]),
        (429, &"7".parse().unwrap())
    );
    assert_eq!(answer.body["message"], "slow down");
    let answer = list().await;
    assert_eq!(answer.headers["content-type"], "text/html");
    assert_eq!((answer.status, answer.body), (502, Value::Null));
    let answer = list().await;
    assert_eq!(
        (answer.status, &answer.headers["x-slow"]),
        (200, &"1".parse().unwrap())
    );
    let answer = list().await;
    assert_eq!(
        (answer.status, answer.body["message"].as_str()),
        (403, Some("Invalid access token."))
    );
    assert_eq!(list().await.status, 200);
}

/// R22.3: the same seed hits the same requests.
#[tokio::test]
async fn probability_is_seeded() {
    let mut courses = Vec::new();
    for seed in [7, 7, 8] {
        let fault = Fault::any().status(500).probability(0.5).seed(seed);
        let service = start(|builder| builder.fault(fault));
        let mut course = Vec::new();
        for _ in 0..40 {
            course.push(list_jobs(&service).await);
        }
        courses.push(course);
    }
    assert_eq!(courses[0], courses[1]);
    assert_ne!(courses[0], courses[2]);
    let failed = courses[0].iter().filter(|status| **status == 500).count();
    assert!((8..=32).contains(&failed), "{failed}");
}

/// R22.3: latency by the emulator's clock ends when that is moved, and the request goes on.
#[tokio::test]
async fn latency_by_the_clock_of_the_emulator() {
    let service =
        start(|builder| builder.fault(Fault::on("list").latency(Duration::from_secs(60))));
    let mut waiting = std::pin::pin!(list_jobs(&service));
    assert!(
        tokio::time::timeout(Duration::from_millis(5), &mut waiting)
            .await
            .is_err()
    );
    service.advance(Duration::from_secs(60)).unwrap();
    assert_eq!(waiting.await, 200);
    assert_eq!(service.journal()[0].duration_ms, Some(60_000));
}

/// R22.3: latency in real time does not wait for the emulator's clock.
#[tokio::test]
async fn latency_in_real_time() {
    let fault = Fault::on("list").real_latency(Duration::from_millis(2));
    let service = start(|builder| builder.fault(fault.status(500)));
    assert_eq!(list_jobs(&service).await, 500);
    assert_eq!(service.journal()[0].duration_ms, Some(0));
}

/// R22.3: the first fault that hits counts; they are listed with their hits, and removed.
#[tokio::test]
async fn faults_are_listed_and_removed() {
    let service = start(|builder| builder.fault(Fault::on("list").status(500).times(1)));
    let added = control(&service, "POST", "faults", json!({ "status": 502 })).await;
    assert_eq!(added["id"], 2);
    assert_eq!(list_jobs(&service).await, 500);
    assert_eq!(list_jobs(&service).await, 502);
    let faults = control(&service, "GET", "faults", Value::Null).await;
    assert_eq!(faults["faults"][0]["hits"], 1);
    assert_eq!(faults["faults"][1]["fault"]["status"], 502);
    let removed = control(&service, "DELETE", "faults?id=2", Value::Null).await;
    assert_eq!(removed["removed"], 1);
    assert_eq!(list_jobs(&service).await, 200);
    control(&service, "DELETE", "faults", Value::Null).await;
    let faults = control(&service, "GET", "faults", Value::Null).await;
    assert_eq!(faults, json!({ "faults": [] }));
}

/// R22.3: what cannot be is refused when it is set, with what is wrong.
#[tokio::test]
async fn faults_are_checked() {
    let service = start(|builder| builder);
    for (fault, says) in [
        (json!({ "operation": "run_naw", "status": 500 }), "run_now"),
        (json!({ "status": 42 }), "200 to 599"),
        (json!({ "status": 500, "probability": 1.5 }), "0 to 1"),
        (json!({ "status": 500, "headers": { "a b": "" } }), "'a b'"),
        (json!({ "path": "api", "status": 500 }), "begin with /"),
        (json!({ "operation": "list" }), "nothing goes wrong"),
        (json!({ "statsu": 500 }), "statsu"),
    ] {
        let answer = send(&service, "token", "POST", "/api/emulator/faults", fault).await;
        assert_eq!(answer.status, 400);
        let message = answer.body["message"].to_string();
        assert!(message.contains(says), "{message}");
    }
    let builder = Emulator::builder().fault(Fault::on("nothing").status(500));
    let error = builder.in_process().unwrap_err().to_string();
    assert!(error.contains("'nothing'"), "{error}");
}

/// R22.3: a token that has ended is refused, others are not, and admin calls still are taken.
#[tokio::test]
async fn tokens_end() {
    let service = start(|builder| builder);
    control(
        &service,
        "POST",
        "tokens/expire",
        json!({ "after_ms": 1000 }),
    )
    .await;
    assert_eq!(list_jobs(&service).await, 200);
    let second = json!({ "milliseconds": 1000 });
    control(&service, "POST", "clock/advance", second).await;
    assert_eq!(list_jobs(&service).await, 403);
    let other = send(&service, "other", "GET", "/api/2.2/jobs/list", Value::Null).await;
    assert_eq!(other.status, 200);
    service.workspace().expire_token("other", Duration::ZERO);
    let other = send(&service, "other", "GET", "/api/2.2/jobs/list", Value::Null).await;
    assert_eq!(other.status, 403);
}

/// R22.3: without a socket a broken connection is an error of the transport.
#[tokio::test]
async fn broken_connections_in_process() {
    for (fault, says) in [
        (Fault::any().resets(), "reset"),
        (Fault::any().half_body(), "middle"),
    ] {
        let service = start(|builder| builder.fault(fault));
        let url = "http://anywhere/api/2.2/jobs/list".parse().unwrap();
        let error = service
            .send(Request::new("list", Method::Get, url))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Reset);
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(service.journal()[0].status, None);
    }
}

/// Sends a request over a connection of its own; gives what was read and the error that ended it.
fn read_all(address: &str) -> (String, Option<std::io::ErrorKind>) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let request = format!(
        "GET /api/2.0/preview/scim/v2/Me HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer x\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = Vec::new();
    let error = stream.read_to_end(&mut answer).err();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    (answer, error.map(|error| error.kind()))
}

/// R22.3: on a socket the connection is reset, or closed in the middle of the body.
#[tokio::test(flavor = "multi_thread")]
async fn broken_connections_on_a_socket() {
    let emulator = Emulator::builder()
        .fault(Fault::any().resets().times(1))
        .fault(Fault::any().after_handler().half_body().times(1))
        .start()
        .await
        .unwrap();
    let address = emulator.address().to_string();
    let both = tokio::task::spawn_blocking(move || (read_all(&address), read_all(&address)));
    let (reset, half) = both.await.unwrap();
    assert_eq!(
        reset,
        (String::new(), Some(std::io::ErrorKind::ConnectionReset))
    );
    let (head, body) = half.0.split_once("\r\n\r\n").unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.unwrap().parse().unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert_eq!(body.len(), length / 2);
    assert_eq!(half.1, None, "closed, not reset");
}
