//! What becomes of a call when the network fails, over real connections (R8.4).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::retry::Backoff;
use crate::{Client, ErrorKind, RawCall};

/// A server that deals with its first connection so, and answers on all others; the client of it,
/// whose attempts may take so long, and how many requests came.
fn serve_once(
    fault: impl FnOnce(TcpStream) + Send + 'static,
    timeout: Duration,
) -> (Client, Arc<AtomicUsize>) {
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
        .timeout(timeout)
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
struct Fault {
    name: &'static str,
    act: fn(TcpStream),
    kind: ErrorKind,
}

impl Fault {
    fn serve(&self) -> (Client, Arc<AtomicUsize>) {
        // Only what is to run out of time has little of it: nothing else depends on the machine.
        let seconds = if self.kind == ErrorKind::Timeout {
            1
        } else {
            60
        };
        serve_once(self.act, Duration::from_secs(seconds))
    }

    /// Whether so many requests are those of a call that was sent again.
    fn is_second(&self, requests: usize) -> bool {
        // On a machine that stands still, the next one may run out of time as well.
        requests == 2 || self.kind == ErrorKind::Timeout && requests > 2
    }
}

const fn fault(name: &'static str, act: fn(TcpStream), kind: ErrorKind) -> Fault {
    Fault { name, act, kind }
}

const FAULTS: [Fault; 6] = [
    fault("reset-before", reset_before, ErrorKind::Transport),
    fault("reset-after", reset_after, ErrorKind::Transport),
    fault("half-body", half_body, ErrorKind::Transport),
    fault("cut-chunk", cut_chunk, ErrorKind::Transport),
    fault("slow", slow, ErrorKind::Timeout),
    fault("slow-body", slow_body, ErrorKind::Timeout),
];

// G.2 row 12: what only reads is sent again, a body that was cut included.
#[tokio::test]
async fn reads_outlast_a_broken_connection() {
    for fault in FAULTS {
        let name = fault.name;
        let (client, connections) = fault.serve();
        let answer = client.raw(Method::Get, "/api").await;
        assert_eq!(answer.unwrap().text(), "{}", "{name}");
        let requests = connections.load(Ordering::SeqCst);
        assert!(fault.is_second(requests), "{name}: {requests}");
    }
}

// R2.1, R2.2, G.1 row 1: what may take effect twice is not sent twice, unless it has a key.
#[tokio::test]
async fn writes_are_not_sent_twice_unless_keyed() {
    use crate::operation::RetryClass;
    let post = |client: &Client| -> RawCall { client.raw(Method::Post, "/api").body("{}") };
    for fault in FAULTS {
        let name = fault.name;
        let (client, connections) = fault.serve();
        let error = post(&client).await.unwrap_err();
        let ended = (error.kind(), error.attempts());
        assert_eq!(ended, (fault.kind, 1), "{name} {error}");
        assert!(error.was_sent(), "{name}");
        assert_eq!(connections.load(Ordering::SeqCst), 1, "{name}");

        let (client, connections) = fault.serve();
        let keyed = post(&client).retry_class(RetryClass::Keyed);
        assert_eq!(keyed.await.unwrap().text(), "{}", "{name}");
        let requests = connections.load(Ordering::SeqCst);
        assert!(fault.is_second(requests), "{name}: {requests}");
    }
}

// R8.1: the time of the whole call ends an attempt that has more of its own.
#[tokio::test]
async fn an_attempt_ends_with_the_call() {
    let (client, _) = serve_once(slow, Duration::from_secs(60));
    let call = client.raw(Method::Get, "/api").timeout(None);
    let error = call.deadline(Duration::from_millis(30)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.elapsed() < Duration::from_secs(50), "{error}");
}
