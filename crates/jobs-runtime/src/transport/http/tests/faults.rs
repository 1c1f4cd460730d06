//! What becomes of a call when the network fails, over real connections (R8.4).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::retry::Backoff;
use crate::{Client, ErrorKind, RawCall};

/// A server that deals with its first connection so, and answers on all others; the client of it,
/// and how many requests came.
fn serve_once(fault: impl FnOnce(TcpStream) + Send + 'static) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = connections.clone();
    thread::spawn(move || {
        let (first, _) = listener.accept().unwrap();
        counter.fetch_add(1, Ordering::SeqCst);
        fault(first);
        for stream in listener.incoming() {
            counter.fetch_add(1, Ordering::SeqCst);
            let mut stream = stream.unwrap();
            while read_request(&mut stream).is_some() {
                let answer = answer("200 OK", "", b"{}").unwrap();
                stream.write_all(&answer).unwrap();
            }
        }
    });
    let client = Client::builder()
        .host(host)
        .token("t")
        .environment(())
        .timeout(Duration::from_secs(1))
        .retry(Backoff::new().waits(Duration::from_millis(1), Duration::from_millis(1)))
        .build()
        .unwrap();
    (client, connections)
}

fn reset_before(stream: TcpStream) {
    drop(stream);
}

fn reset_after(mut stream: TcpStream) {
    read_request(&mut stream);
}

fn half_body(mut stream: TcpStream) {
    read_request(&mut stream);
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\"");
}

fn cut_chunk(mut stream: TcpStream) {
    read_request(&mut stream);
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{\"a\"");
}

fn slow(mut stream: TcpStream) {
    read_request(&mut stream);
    // Kept open, without an answer.
    std::mem::forget(stream);
}

fn slow_body(mut stream: TcpStream) {
    read_request(&mut stream);
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\"");
    std::mem::forget(stream);
}

/// Its name, what the server does, and what the call ends with if it is not sent again.
type Fault = (&'static str, fn(TcpStream), ErrorKind);

const FAULTS: [Fault; 6] = [
    ("reset-before", reset_before, ErrorKind::Transport),
    ("reset-after", reset_after, ErrorKind::Transport),
    ("half-body", half_body, ErrorKind::Transport),
    ("cut-chunk", cut_chunk, ErrorKind::Transport),
    ("slow", slow, ErrorKind::Timeout),
    ("slow-body", slow_body, ErrorKind::Timeout),
];

// G.2 row 12: what only reads is sent again, a body that was cut included.
#[tokio::test]
async fn reads_outlast_a_broken_connection() {
    for (name, fault, _) in FAULTS {
        let (client, connections) = serve_once(fault);
        let answer = client.raw(Method::Get, "/api").await;
        assert_eq!(answer.unwrap().text(), "{}", "{name}");
        assert_eq!(connections.load(Ordering::SeqCst), 2, "{name}");
    }
}

// R2.1, R2.2, G.1 row 1: what may take effect twice is not sent twice, unless it has a key.
#[tokio::test]
async fn writes_are_not_sent_twice_unless_keyed() {
    use crate::operation::RetryClass;
    let post = |client: &Client| -> RawCall { client.raw(Method::Post, "/api").body("{}") };
    for (name, fault, kind) in FAULTS {
        let (client, connections) = serve_once(fault);
        let error = post(&client).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (kind, 1),
            "{name} {error}"
        );
        assert!(error.was_sent(), "{name}");
        assert_eq!(connections.load(Ordering::SeqCst), 1, "{name}");

        let (client, connections) = serve_once(fault);
        let keyed = post(&client).retry_class(RetryClass::Keyed);
        assert_eq!(keyed.await.unwrap().text(), "{}", "{name}");
        assert_eq!(connections.load(Ordering::SeqCst), 2, "{name}");
    }
}

// R8.1: the time of the whole call ends an attempt that has more of its own.
#[tokio::test]
async fn an_attempt_ends_with_the_call() {
    let (client, _) = serve_once(slow);
    let call = client.raw(Method::Get, "/api").timeout(None);
    let error = call.deadline(Duration::from_millis(30)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.elapsed() < Duration::from_secs(5), "{error}");
}
