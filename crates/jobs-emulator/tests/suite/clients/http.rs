//! HTTP as few clients speak it.

use super::{Service, request};

const AUTHORIZED: &str = "authorization: Bearer x\r\n";

/// Requests that come before the answers to those before them are answered in their order.
#[test]
fn requests_can_be_sent_ahead() {
    let service = Service::start(|builder| builder);
    let mut client = service.connect();
    let create = request("POST", "/api/2.2/jobs/create", br#"{"name":"one"}"#);
    let list = request("GET", "/api/2.2/jobs/list", b"");
    let none = request("GET", "/nowhere", b"");
    client.write(&[list.as_slice(), &create, &list, &none, &list].concat());
    let answers: Vec<_> = (0..5).map(|_| client.answer().unwrap()).collect();
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 200, 200, 404, 200]);
    assert!(!answers[0].body.contains("one"));
    assert!(answers[2].body.contains("one"));
}

#[test]
fn other_forms_of_requests_are_understood() {
    let service = Service::start(|builder| builder);
    for (head, expected) in [
        // No host, an address as proxies get it, an older version, and names in any case.
        (
            format!("GET /api/2.2/jobs/list HTTP/1.1\r\n{AUTHORIZED}"),
            200,
        ),
        (
            format!("GET http://elsewhere/api/2.2/jobs/list HTTP/1.1\r\nhost: x\r\n{AUTHORIZED}"),
            200,
        ),
        (
            format!("GET /api/2.2/jobs/list HTTP/1.0\r\n{AUTHORIZED}"),
            200,
        ),
        (
            "GET /api/2.2/jobs/list HTTP/1.1\r\nAUTHORIZATION:   bearer   x\r\n".to_owned(),
            200,
        ),
        // What is not there.
        (
            format!("BREW /api/2.2/jobs/list HTTP/1.1\r\n{AUTHORIZED}"),
            404,
        ),
        (format!("OPTIONS * HTTP/1.1\r\n{AUTHORIZED}"), 404),
        (
            format!("GET /api/2.2/jobs/../../etc/passwd HTTP/1.1\r\n{AUTHORIZED}"),
            404,
        ),
        (
            format!("GET /api/2.2/jobs/%00 HTTP/1.1\r\n{AUTHORIZED}"),
            404,
        ),
        (
            format!("GET /api/2.0/permissions/jobs/%ff HTTP/1.1\r\n{AUTHORIZED}"),
            400,
        ),
        (
            format!("CONNECT elsewhere:443 HTTP/1.1\r\n{AUTHORIZED}"),
            404,
        ),
        (
            "GET /api/2.2/jobs/list HTTP/1.1\r\nauthorization: \u{ff}\r\n".to_owned(),
            401,
        ),
    ] {
        let answer = service.ask(format!("{head}\r\n").as_bytes());
        assert_eq!(answer.status, expected, "{head}: {answer:?}");
        if expected != 200 {
            assert!(answer.json()["message"].is_string(), "{head}: {answer:?}");
        }
    }
    service.is_well();
}

/// What is no HTTP is refused with a status, and the connection closed.
#[test]
fn what_is_no_request_is_refused() {
    let service = Service::start(|builder| builder);
    let long = "x".repeat(100_000);
    let many = "a: b\r\n".repeat(1000);
    for (request, expected) in [
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400),
        ("GET /\u{1} HTTP/1.1\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n".to_owned(), 400),
        (
            "POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n".to_owned(),
            400,
        ),
        (
            "POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n".to_owned(),
            400,
        ),
        (format!("GET / HTTP/1.1\r\nlong: {long}\r\n\r\n"), 431),
        (format!("GET / HTTP/1.1\r\n{many}\r\n"), 431),
        (format!("GET /{long} HTTP/1.1\r\n\r\n"), 431),
    ] {
        let mut client = service.connect();
        client.write(request.as_bytes());
        let start: String = request.chars().take(60).collect();
        let answer = client
            .answer()
            .unwrap_or_else(|| panic!("no answer to {start}"));
        assert!(
            answer.status == expected || answer.status == 414,
            "{start}: {answer:?}"
        );
        assert!(client.is_closed(), "{start}");
    }
    service.is_well();
}

/// A body that is not what its head says takes no effect.
#[test]
fn a_body_that_breaks_off_takes_no_effect() {
    let service = Service::start(|builder| builder);
    let head = format!("POST /api/2.2/jobs/create HTTP/1.1\r\nhost: x\r\n{AUTHORIZED}");
    let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n");
    for request in [
        format!("{chunked}zz\r\n{{}}\r\n0\r\n\r\n"),
        format!("{chunked}ffffffffffffffffff\r\n{{}}\r\n0\r\n\r\n"),
        format!("{chunked}2\r\n{{}}"),
        format!("{head}content-length: 10\r\n\r\n{{}}"),
    ] {
        let mut client = service.connect();
        client.write(request.as_bytes());
        let stream = client.0.get_ref();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        if let Some(answer) = client.answer() {
            assert_eq!(answer.status, 400, "{request}: {answer:?}");
        }
    }
    let jobs = service.send("GET", "/api/2.2/jobs/list", b"");
    assert_eq!(jobs.body, r#"{"has_more":false}"#);
}
