//! The transport over the network, against a server on this machine.

mod faults;
mod http2;
mod process;
mod proxy;
mod tls;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use http::header::{CONTENT_TYPE, HeaderValue, LOCATION};

use super::*;
use crate::operation::Method;

/// `{"a":1}`, compressed.
const GZIP: [u8; 27] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xab, 0x56, 0x4a, 0x54, 0xb2, 0x32,
    0xac, 0x05, 0x00, 0xaf, 0xac, 0x1b, 0x56, 0x07, 0x00, 0x00, 0x00,
];

/// A server that answers each connection's requests with these bytes, and its address. None: it
/// never answers. What it was asked comes out of the receiver.
fn serve(answer: Option<Vec<u8>>) -> (String, Receiver<(usize, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "http://{}/api?q=canary-4b1d",
        listener.local_addr().unwrap()
    );
    let (sender, asked) = channel();
    thread::spawn(move || {
        for (connection, stream) in listener.incoming().enumerate() {
            let (answer, sender) = (answer.clone(), sender.clone());
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                while let Some(request) = read_request(&mut stream) {
                    let _ = sender.send((connection, request));
                    match &answer {
                        Some(answer) => stream.write_all(answer).unwrap(),
                        None => thread::park(),
                    }
                }
            });
        }
    });
    (url, asked)
}

/// A request of a connection; none at its end.
fn read_request(stream: &mut impl Read) -> Option<String> {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        request.push(byte[0]);
    }
    let text = String::from_utf8(request).unwrap();
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(text + &String::from_utf8(body).unwrap())
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Option<Vec<u8>> {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    );
    Some([head.as_bytes(), body].concat())
}

fn request(url: &str) -> Request {
    let mut request = Request::new("test", Method::Post, url.parse().unwrap());
    request
        .headers
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request.body = "{}".into();
    request.timeout = Some(Duration::from_secs(20));
    request
}

fn failure(error: &TransportError) -> TransportErrorKind {
    assert!(
        !format!("{error} {error:?}").contains("canary-4b1d"),
        "{error:?}"
    );
    error.kind()
}

#[tokio::test]
async fn a_request_goes_out_and_an_answer_comes_back() {
    let (url, asked) = serve(answer(
        "418 Teapot",
        "x-request-id: r-1\r\n",
        b"short and stout",
    ));
    let transport = HttpTransport::new().unwrap();
    for _ in 0..2 {
        let response = transport.send(request(&url)).await.unwrap();
        assert_eq!(response.status, 418);
        assert_eq!(response.headers["x-request-id"], "r-1");
        assert_eq!(response.text(), "short and stout");
        let (connection, request) = asked.recv().unwrap();
        assert_eq!(connection, 0, "the connection is used again");
        assert!(
            request.starts_with("POST /api?q=canary-4b1d HTTP/1.1\r\n"),
            "{request}"
        );
        assert!(
            request.contains("\r\ncontent-type: application/json\r\n"),
            "{request}"
        );
        assert!(
            request.contains("\r\naccept-encoding: gzip\r\n"),
            "{request}"
        );
        assert!(request.ends_with("\r\n\r\n{}"), "{request}");
    }
}

#[tokio::test]
async fn compressed_answers_are_decompressed() {
    let (url, _asked) = serve(answer("200 OK", "content-encoding: gzip\r\n", &GZIP));
    let response = HttpTransport::new()
        .unwrap()
        .send(request(&url))
        .await
        .unwrap();
    assert_eq!(response.text(), r#"{"a":1}"#);
}

// R10.2: credentials do not go along to wherever a redirect leads.
#[tokio::test]
async fn redirects_and_cookies_are_not_followed() {
    let headers = "location: http://127.0.0.1:1/\r\nset-cookie: a=b\r\n";
    let (url, asked) = serve(answer("302 Found", headers, b""));
    let transport = HttpTransport::new().unwrap();
    for _ in 0..2 {
        let response = transport.send(request(&url)).await.unwrap();
        assert_eq!(response.status, 302);
        assert_eq!(response.headers[LOCATION], "http://127.0.0.1:1/");
        assert!(!asked.recv().unwrap().1.contains("cookie"));
    }
}

// R8.1
#[tokio::test]
async fn an_answer_that_does_not_come_is_a_timeout() {
    let (url, _asked) = serve(None);
    let mut request = request(&url);
    request.timeout = Some(Duration::from_millis(30));
    let error = HttpTransport::new()
        .unwrap()
        .send(request)
        .await
        .unwrap_err();
    assert_eq!(failure(&error), TransportErrorKind::Timeout);
}

// R8.4: half a body, half a header, nothing.
#[tokio::test]
async fn an_answer_that_breaks_off_is_a_reset() {
    for cut in [
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf",
        "HTTP/1.1 20",
        "",
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/?q=canary-4b1d", listener.local_addr().unwrap());
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            read_request(&mut stream).unwrap();
            stream.write_all(cut.as_bytes()).unwrap();
        });
        let error = HttpTransport::new()
            .unwrap()
            .send(request(&url))
            .await
            .unwrap_err();
        assert_eq!(failure(&error), TransportErrorKind::Reset, "{cut}");
        assert!(error.kind().was_sent());
    }
}

#[tokio::test]
async fn without_a_connection_nothing_is_sent() {
    // A port that the system gives to nobody who asks for any.
    let address = "127.0.0.1:1";
    let transport = HttpTransport::new().unwrap();
    for scheme in ["http", "https"] {
        let error = transport
            .send(request(&format!("{scheme}://{address}/?q=canary-4b1d")))
            .await
            .unwrap_err();
        assert_eq!(failure(&error), TransportErrorKind::Connect);
        assert!(!error.kind().was_sent());
        assert!(
            error
                .to_string()
                .starts_with(&format!("cannot connect to {address}: ")),
            "{error}"
        );
    }
}

// R8.4: a name that is mistyped, and a service that cannot prove who it is.
#[tokio::test]
async fn what_no_connection_comes_of_is_told_apart() {
    let transport = HttpTransport::new().unwrap();
    let error = transport
        .send(request("http://no..host/?q=canary-4b1d"))
        .await
        .unwrap_err();
    assert_eq!(failure(&error), TransportErrorKind::Resolve, "{error}");
    assert!(
        error.to_string().starts_with("cannot find no..host: "),
        "{error}"
    );

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        let _ = stream.read(&mut [0]);
    });
    let error = transport
        .send(request(&format!("https://{address}/?q=canary-4b1d")))
        .await
        .unwrap_err();
    assert_eq!(failure(&error), TransportErrorKind::Tls, "{error}");
    assert_eq!(
        error.to_string(),
        format!(
            "no secure connection to {address}: it answers without TLS; is the port right, or does \
             the address begin with http://?"
        )
    );
}

#[tokio::test]
async fn an_answer_beyond_the_limit_is_not_taken() {
    let (url, _asked) = serve(answer("200 OK", "content-encoding: gzip\r\n", &GZIP));
    let mut transport = HttpTransport::new().unwrap();
    transport.response_limit = 6;
    let error = transport.send(request(&url)).await.unwrap_err();
    assert_eq!(failure(&error), TransportErrorKind::Response);
    transport.response_limit = 7;
    assert!(transport.send(request(&url)).await.is_ok());
}

// R14.1: the transport brings its own cryptography and leaves the process's alone.
#[test]
fn no_provider_is_installed_for_the_process() {
    let transport = HttpTransport::new().unwrap();
    transport.client(&"https://x".parse().unwrap()).unwrap();
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

// T14: an answer of unknown length is not taken beyond the limit either.
#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let endless = format!("{head}{}", "5\r\nhello\r\n".repeat(1_000));
    let (url, _asked) = serve(Some(endless.into_bytes()));
    let network = Network {
        response_limit: Some(4_999),
        ..Network::default()
    };
    let transport = HttpTransport::with(&network, &()).unwrap();
    let error = transport.send(request(&url)).await.unwrap_err();
    assert_eq!(failure(&error), TransportErrorKind::Response);
    assert_eq!(error.to_string(), "the answer has more than 4999 bytes");
}

// C.5: half of a compressed answer is a broken connection; what was never compressed is not.
#[tokio::test]
async fn a_compressed_answer_may_be_cut_or_none() {
    for (body, expected) in [
        (&GZIP[..20], TransportErrorKind::Reset),
        (b"{\"a\": 1}, not compressed", TransportErrorKind::Response),
    ] {
        let (url, _asked) = serve(answer("200 OK", "content-encoding: gzip\r\n", body));
        let transport = HttpTransport::new().unwrap();
        let error = transport.send(request(&url)).await.unwrap_err();
        assert_eq!(failure(&error), expected, "{error}");
    }
}

// R14.4: what takes long is put off until it is needed.
#[test]
fn a_transport_is_set_up_without_tls() {
    let transport = HttpTransport::new().unwrap();
    assert!(transport.secure.get().is_none());
    transport.client(&"http://x".parse().unwrap()).unwrap();
    assert!(transport.secure.get().is_none());
}
