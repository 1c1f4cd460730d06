//! What a client sees of each fault on its socket, and whether the service has acted.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::*;
use Moment::{After, Before};

const ANSWER: &str = "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{\"a\": 1}";
const REQUEST: &str = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}";

/// Longer than anything takes that is to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Time without a sign after which a connection counts as open, once all that is to come is there.
const SILENCE: Duration = Duration::from_millis(300);

/// A service that answers every request, and tells of each.
async fn service() -> (SocketAddr, mpsc::UnboundedReceiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let tell = tell.clone();
            tokio::spawn(async move {
                let mut request = vec![0; REQUEST.len()];
                while stream.read_exact(&mut request).await.is_ok() {
                    assert_eq!(request, REQUEST.as_bytes());
                    tell.send(()).unwrap();
                    stream.write_all(ANSWER.as_bytes()).await.unwrap();
                }
            });
        }
    });
    (address, told)
}

/// What comes back for a request whose sender has no more to say: the answer, or how it ended. It is
/// waited for as long as it does not begin and end as it should.
async fn exchange(proxy: &Proxy, begins: &str, ends: &str) -> String {
    let mut stream = TcpStream::connect(proxy.address).await.unwrap();
    stream.write_all(REQUEST.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let last = ends.strip_suffix("|open");
    let end = loop {
        let is_all = last.is_some_and(|last| {
            answer.starts_with(begins.as_bytes()) && answer.ends_with(last.as_bytes())
        });
        let patience = if is_all { SILENCE } else { PATIENCE };
        match tokio::time::timeout(patience, stream.read_buf(&mut answer)).await {
            Ok(Ok(0)) => break "closed",
            Ok(Ok(_)) => {}
            Ok(Err(error)) if error.kind() == ErrorKind::ConnectionReset => break "reset",
            Ok(Err(error)) => panic!("{error}"),
            Err(_) => break "open",
        }
    };
    format!("{}|{end}", String::from_utf8(answer).unwrap())
}

#[tokio::test]
async fn every_fault_is_what_it_says() {
    let seconds = Fault::status(503, Before).retry_after(RetryAfter::Seconds(7));
    let date = Fault::status(429, After).retry_after(RetryAfter::Date(7));
    #[rustfmt::skip]
    let table = [
        // The fault, how the answer begins and ends, and whether the service has acted.
        (Fault::Close(Before), "", "|closed", false),
        (Fault::Close(After), "", "|closed", true),
        (Fault::Reset(Before), "", "|reset", false),
        (Fault::Reset(After), "", "|reset", true),
        (Fault::Delay, ANSWER, "|open", true),
        (Fault::Stall(Before), "", "|open", false),
        (Fault::Stall(After), "", "|open", true),
        (Fault::Late, "", "|open", true),
        (Fault::Cut(Framing::Length), "HTTP/1.1 200 ", "content-length: 8\r\n\r\n{\"a\"|closed", true),
        (Fault::Cut(Framing::Chunks), "HTTP/1.1 200 ", "chunked\r\n\r\n8\r\n{\"a\"|closed", true),
        (Fault::status(500, Before), "HTTP/1.1 500 ", "by the proxy\"}|open", false),
        (seconds, "HTTP/1.1 503 ", "|open", false),
        (date, "HTTP/1.1 429 ", "|open", true),
        (Fault::Html { status: 200, moment: Before }, "HTTP/1.1 200 ", "</html>|open", false),
    ];
    let mut rows = JoinSet::new();
    for (fault, begins, ends, acts) in table {
        rows.spawn(async move {
            let (address, mut told) = service().await;
            let proxy = Proxy::start(address, Plan::first([fault])).await.unwrap();
            let seen = exchange(&proxy, begins, ends).await;
            assert!(seen.starts_with(begins), "{fault}: {seen}");
            assert!(seen.ends_with(ends), "{fault}: {seen}");
            proxy.settled().await;
            assert_eq!(told.try_recv().is_ok(), acts, "{fault}");
            assert_eq!(fault.reaches_the_service(), acts, "{fault}");
            assert_eq!(proxy.counts().of(fault), 1);
            let next = exchange(&proxy, ANSWER, "|open").await;
            assert_eq!(next, format!("{ANSWER}|open"), "after {fault}");
            let asks = match fault {
                _ if fault == seconds => "retry-after: 7\r\n",
                _ if fault == date => "retry-after: Thu, 01 Jan 1970 00:00:07 GMT\r\n",
                _ => "",
            };
            assert!(seen.contains(asks), "{seen}");
            assert_eq!(seen.contains("retry-after"), !asks.is_empty(), "{seen}");
        });
    }
    rows.join_all().await;
}
