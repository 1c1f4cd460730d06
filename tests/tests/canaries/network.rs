//! Secrets on their way over real sockets: a proxy's password, and servers that do not speak HTTP
//! as they should.

use std::collections::HashMap;
use std::time::Duration;

use jobs_runtime::operation::Method;
use jobs_runtime::retry::Backoff;
use jobs_runtime::{Client, ClientBuilder};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::log::{assert_log_is_clean, listen};
use crate::shown::Shown;

/// What a server writes, given what it read.
type Answer = fn(&str) -> String;

const ANSWERS: &[Answer] = &[
    |request| request.to_owned(),
    |request| format!("HTTP/1.1 200 {request}"),
    |request| format!("HTTP/1.1 500 canary-reason\r\nx: y\r\n\r\n{request}"),
    |request| format!("HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{request}"),
    |request| format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n{request}"),
    |request| format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{request}"),
    |_| {
        "HTTP/1.1 302 Found\r\nlocation: https://me:canary-user@x.test/?x=canary-query\r\n\r\n"
            .to_owned()
    },
    |_| "HTTP/1.1 200 OK\r\ncanary-header\r\n\r\n".to_owned(),
    |_| String::new(),
];

/// The address of a server that gives this answer to everything.
async fn serve(answer: Answer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 1 << 16];
            let length = stream.read(&mut request).await.unwrap_or_default();
            let request = String::from_utf8_lossy(&request[..length]);
            let _ = stream.write_all(answer(&request).as_bytes()).await;
        }
    });
    address.to_string()
}

fn builder() -> ClientBuilder {
    Client::builder()
        .token("canary-token")
        .environment(HashMap::new())
        .header("x-api-key", "canary-client-header")
        .retry(Backoff::never())
        .timeout(Duration::from_secs(5))
}

/// Calls, and shows what comes of it.
async fn show(shown: &mut Shown, builder: ClientBuilder) {
    shown.debug("builder", &builder);
    let client = builder.build();
    shown.result("client", &client);
    if let Ok(client) = client {
        let raw = client
            .raw(Method::Post, "/api?secret=canary-query")
            .header("x-call", "canary-call-header")
            .body(r#"{"password": "canary-body"}"#);
        shown.result("call", &raw.await);
    }
}

// R10.1: what is not HTTP, or is cut short, is not shown either.
#[tokio::test]
async fn no_broken_answer_shows_a_secret() {
    listen();
    let mut shown = Shown::default();
    for answer in ANSWERS {
        let host = format!("http://{}", serve(*answer).await);
        show(&mut shown, builder().host(host)).await;
    }
    shown.assert_clean(&["raw: ", "127.0.0.1"]);
    assert_log_is_clean(&["raw"]);
}

// R10.1: the password of a proxy, set in the program or by a variable, of one that refuses, that
// answers nonsense, and that is not there.
#[tokio::test]
async fn no_proxy_shows_its_password() {
    listen();
    let mut shown = Shown::default();
    let refuses = serve(|request| {
        format!(
            "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\nx: {request}\r\n\r\n"
        )
    });
    let echoes = serve(|request| request.to_owned());
    for proxy in [refuses.await, echoes.await, "127.0.0.1:1".to_owned()] {
        let proxy = format!("http://me:canary-proxy@{proxy}");
        let host = "https://ws.example.test";
        show(&mut shown, builder().host(host).proxy(proxy.as_str())).await;
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
            let variables = HashMap::from([(name.to_owned(), proxy.clone())]);
            show(&mut shown, builder().host(host).environment(variables)).await;
        }
    }
    for proxy in [
        "http://me:canary-proxy@",
        "canary proxy",
        "socks5://me:canary-proxy@x",
    ] {
        let builder = builder().host("https://ws.example.test").proxy(proxy);
        show(&mut shown, builder).await;
    }
    shown.assert_clean(&["raw: ", "proxy"]);
    assert_log_is_clean(&[]);
}

// R10.2: nothing is sent in the clear, and the error that says so has no secret either.
#[tokio::test]
async fn no_refusal_to_send_in_the_clear_shows_a_secret() {
    let mut shown = Shown::default();
    show(
        &mut shown,
        builder().host("http://x.test/?token=canary-query"),
    )
    .await;
    shown.assert_clean(&["http://x.test"]);
}
