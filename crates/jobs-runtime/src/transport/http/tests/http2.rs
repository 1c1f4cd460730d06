//! HTTP/2, against a server that writes its frames by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::tls::{Authority, Connection, client, serve_tls};
use super::*;
use crate::retry::Backoff;
use crate::{Client, ErrorKind};

/// What every client says first.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

const HEADERS: u8 = 1;

/// A frame of this kind on this stream.
fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap();
    let head = [0, 0, length, kind, flags, 0, 0, 0, stream];
    [&head, payload].concat()
}

/// Status 200 and `{}`.
fn success(stream: u8) -> Vec<u8> {
    [
        frame(HEADERS, 4, stream, &[0x88]),
        frame(0, 1, stream, b"{}"),
    ]
    .concat()
}

/// The service takes none of this stream.
fn refused(stream: u8) -> Vec<u8> {
    frame(3, 0, stream, &[0, 0, 0, 7])
}

/// The service breaks this stream off, having begun with it perhaps.
fn internal_error(stream: u8) -> Vec<u8> {
    frame(3, 0, stream, &[0, 0, 0, 2])
}

/// The service takes no stream on this connection any more, not even the first.
fn going_away(_stream: u8) -> Vec<u8> {
    frame(7, 0, 0, &[0; 8])
}

/// Answers the requests of a connection, the n-th of all as `answer` says; none at its end.
fn talk(connection: &mut Connection, answer: impl Fn(u8) -> Vec<u8>) -> Option<()> {
    let mut preface = [0; PREFACE.len()];
    connection.read_exact(&mut preface).ok()?;
    assert_eq!(preface, PREFACE);
    connection.write_all(&frame(4, 0, 0, &[])).ok()?;
    loop {
        let mut head = [0; 9];
        connection.read_exact(&mut head).ok()?;
        let length = usize::from(head[1]) << 8 | usize::from(head[2]);
        connection.read_exact(&mut vec![0; length]).ok()?;
        if head[3] == HEADERS {
            connection.write_all(&answer(head[8])).ok()?;
        }
    }
}

/// A client of a server that answers the first request so and all others with success; how many
/// connections and requests there were.
fn serve_h2(first: fn(u8) -> Vec<u8>) -> (Client, Arc<[AtomicUsize; 2]>, Authority) {
    let authority = Authority::new();
    let mut config = authority.server("localhost", |_| {});
    config.alpn_protocols = vec![b"h2".to_vec()];
    let counts = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
    let counter = counts.clone();
    let port = serve_tls(config, move |connection| {
        counter[0].fetch_add(1, Ordering::SeqCst);
        talk(connection, |stream| {
            match counter[1].fetch_add(1, Ordering::SeqCst) {
                0 => first(stream),
                _ => success(stream),
            }
        })
    });
    (client(port, Some(&authority)), counts, authority)
}

fn counted(counts: &[AtomicUsize; 2]) -> [usize; 2] {
    [0, 1].map(|index: usize| counts[index].load(Ordering::SeqCst))
}

fn post(client: &Client) -> crate::RawCall {
    let soon = Backoff::new().waits(Duration::ZERO, Duration::ZERO);
    client.raw(Method::Post, "/api").body("{}").retry(soon)
}

#[tokio::test]
async fn http2_is_spoken_where_it_is_offered_and_the_connection_kept() {
    let (client, counts, _authority) = serve_h2(success);
    for _ in 0..3 {
        assert_eq!(post(&client).await.unwrap().text(), "{}");
    }
    assert_eq!(counted(&counts), [1, 3], "connections, requests");
}

// R2.2, C.6 (2): what the service did not begin with is sent again, whatever its class.
#[tokio::test]
async fn a_request_that_was_not_begun_is_sent_again() {
    for (refusal, connections) in [(refused as fn(u8) -> Vec<u8>, 1), (going_away, 2)] {
        let (client, counts, _authority) = serve_h2(refusal);
        assert_eq!(post(&client).await.unwrap().text(), "{}");
        assert_eq!(counted(&counts), [connections, 2]);
    }
}

// R2.2: what it may have begun with is not.
#[tokio::test]
async fn a_request_that_may_have_been_begun_is_not_sent_again() {
    let (client, counts, _authority) = serve_h2(internal_error);
    let error = post(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
    assert!(error.was_sent());
    assert_eq!(counted(&counts), [1, 1]);
}
