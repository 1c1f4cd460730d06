//! The emulator on a socket, as a library and as a program.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use jobs_emulator::Emulator;
use jobs_runtime::operation::Method;
use jobs_runtime::transport::{Request, Transport as _};

use crate::control::program::{Program, refusal};

/// Sends a request over a connection of its own and gives the whole answer.
fn request(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    let request = format!("{head}authorization: Bearer x\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_that_serves_until_it_is_shut_down() {
    let emulator = Emulator::start().await.unwrap();
    let address = emulator.address().to_string();
    assert_eq!(emulator.url(), format!("http://{address}"));
    let at = address.clone();
    let answer = tokio::task::spawn_blocking(move || {
        request(&at, "/.well-known/databricks-config") + &request(&at, "/api/2.2/jobs/list")
    });
    let answer = answer.await.unwrap();
    assert!(
        answer.contains(&format!("http://{address}/oidc")),
        "{answer}"
    );
    assert!(answer.contains(r#"{"has_more":false}"#), "{answer}");
    // A client that has sent half a request does not hold it up for long.
    let mut stalled = TcpStream::connect(&address).unwrap();
    stalled
        .write_all(b"GET /api/2.2/jobs/list HTTP/1.1\r\nhost: x\r\n")
        .unwrap();
    emulator.shutdown().await;
    assert!(TcpStream::connect(&address).is_err());
}

/// R22.2: whatever is reached from other machines, in either version of the protocol.
#[tokio::test]
async fn only_loopback_is_open_to_everybody() {
    for (address, is_loopback) in [
        ("127.0.0.1:0", true),
        ("127.8.8.8:0", true),
        ("[::1]:0", true),
        ("[::ffff:127.0.0.1]:0", true),
        ("0.0.0.0:0", false),
        ("[::]:0", false),
        ("[::ffff:0.0.0.0]:0", false),
        ("192.0.2.1:0", false),
        ("[2001:db8::1]:0", false),
    ] {
        let builder = || Emulator::builder().listen(address.parse().unwrap());
        let refused = |error: &dyn ToString| error.to_string().contains("open to other machines");
        let error = builder().start().await.err();
        let is_refused = error.as_ref().is_some_and(|error| refused(error));
        assert_eq!(is_refused, !is_loopback, "{address}: {error:?}");
        // With a token that is no reason; the machine may lack the address.
        let error = builder().token("canary-token").start().await.err();
        assert!(!error.is_some_and(|error| refused(&error)), "{address}");
    }
}

#[tokio::test]
async fn an_open_address_needs_a_token() {
    let open = || Emulator::builder().listen(([0, 0, 0, 0], 0).into());
    let error = open().start().await.unwrap_err().to_string();
    assert!(error.contains("set a token"), "{error}");
    assert!(open().token("canary-60ad").start().await.is_ok());
}

/// R12.1: without a socket it is a transport, and everything else is the same.
#[tokio::test]
async fn a_transport_in_the_same_process() {
    let handle = Emulator::builder().in_process().unwrap();
    let url = "http://anywhere/api/2.2/jobs/list?limit=1".parse().unwrap();
    let mut request = Request::new("list", Method::Get, url);
    let response = handle.send(request.clone()).await.unwrap();
    assert_eq!(response.status.as_u16(), 401);
    request
        .headers
        .insert("authorization", "Bearer x".parse().unwrap());
    let response = handle.send(request).await.unwrap();
    assert_eq!(response.headers["content-type"], "application/json");
    assert_eq!(response.text(), r#"{"has_more":false}"#);
}

/// R10.1
#[test]
fn tokens_are_not_shown() {
    let builder = Emulator::builder().token("canary");
    assert!(!format!("{builder:?}").contains("canary"));
    assert!(!format!("{:?}", builder.in_process().unwrap()).contains("canary"));
}

/// The program prints where it listens and nothing else, and stops when it is told to.
#[test]
fn a_program_that_stops_on_signals() {
    for signal in ["TERM", "INT"] {
        let program = Program::start(&["--listen", "127.0.0.1:0", "--task-duration-ms", "1"]);
        let answer = program.send("x", "GET /api/2.0/preview/scim/v2/Me", "");
        assert!(answer.contains("200 OK"), "{answer}");
        program.signal(signal);
        let (status, rest) = program.ended();
        assert!(status.success(), "{signal}");
        assert_eq!(rest, "");
    }
}

#[test]
fn a_program_that_refuses_an_open_address() {
    let error = refusal(&["--listen", "0.0.0.0:0"]);
    assert!(error.contains("set a token"), "{error}");
}
