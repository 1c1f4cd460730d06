//! Proxies (R14.2).

use std::collections::BTreeMap;

use super::tls::{Authority, answer_all, serve_tls};
use super::*;
use crate::{Client, ErrorKind};

/// A proxy that connects whoever it is asked to, or refuses; its port, and what it was asked.
pub(super) fn serve_proxy(refuses: bool) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, asked) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let request = read_request(&mut stream).unwrap();
            let target = request
                .split(' ')
                .nth(1)
                .unwrap()
                .replace("localhost", "127.0.0.1");
            let _ = sender.send(request);
            if refuses {
                let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
                stream.write_all(refusal).unwrap();
                continue;
            }
            let mut service = TcpStream::connect(target).unwrap();
            stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
            let (mut from, mut to) = (service.try_clone().unwrap(), stream.try_clone().unwrap());
            thread::spawn(move || std::io::copy(&mut from, &mut to));
            thread::spawn(move || std::io::copy(&mut stream, &mut service));
        }
    });
    (port, asked)
}

fn client(authority: &Authority, proxy: u16, variables: &[(&str, &str)]) -> Client {
    let port = serve_tls(authority.server("localhost", |_| {}), answer_all);
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let environment: BTreeMap<_, _> = variables.iter().map(owned).collect();
    Client::builder()
        .host(format!("https://localhost:{port}"))
        .token("t")
        .environment(environment)
        .ca_bundle(authority.bundle.path())
        .proxy(format!("http://somebody:canary-4b1d@127.0.0.1:{proxy}"))
        .build()
        .unwrap()
}

#[tokio::test]
async fn requests_go_through_the_proxy() {
    let authority = Authority::new();
    let (port, asked) = serve_proxy(false);
    let client = client(&authority, port, &[]);
    let answer = client.raw(Method::Get, "/api").await.unwrap();
    assert_eq!(answer.text(), "{}");
    let asked = asked.recv().unwrap();
    assert!(asked.starts_with("CONNECT localhost:"), "{asked}");
    // somebody:canary-4b1d
    let who = "Proxy-Authorization: Basic c29tZWJvZHk6Y2FuYXJ5LTRiMWQ=";
    assert!(
        asked.to_lowercase().contains(&who.to_lowercase()),
        "{asked}"
    );
    assert!(
        !asked.to_lowercase().contains("\r\nauthorization"),
        "{asked}"
    );
}

#[tokio::test]
async fn hosts_can_be_excepted_from_the_proxy() {
    for name in ["NO_PROXY", "no_proxy"] {
        let authority = Authority::new();
        let (port, asked) = serve_proxy(true);
        let client = client(&authority, port, &[(name, "example.test,localhost")]);
        let answer = client.raw(Method::Get, "/api").await.unwrap();
        assert_eq!(answer.text(), "{}");
        assert!(asked.try_recv().is_err(), "{name}");
    }
}

// R10.1: a proxy that refuses is told at once, without its password.
#[tokio::test]
async fn a_proxy_that_refuses_is_told_at_once() {
    let authority = Authority::new();
    let (port, _asked) = serve_proxy(true);
    let client = client(&authority, port, &[]);
    let error = client.raw(Method::Get, "/api").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
    assert!(!error.was_sent());
    let text = format!("{error:#} {error:?} {client:?}");
    assert!(
        text.contains("the proxy does not let requests to localhost:"),
        "{text}"
    );
    assert!(!text.contains("canary-4b1d"), "{text}");
}

#[test]
fn a_proxy_that_is_no_address_is_refused() {
    for proxy in [
        "",
        "http://",
        "proxy",
        "socks5://proxy:1080",
        "http://somebody:canary-4b1d@",
        "http://a b:canary-4b1d@c",
    ] {
        let builder = Client::builder().host("https://x").token("t").proxy(proxy);
        assert!(!format!("{builder:?}").contains("canary-4b1d"));
        let error = builder.environment(()).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{proxy}");
        assert!(!format!("{error:#} {error:?}").contains("canary-4b1d"));
    }
}

// A transport of one's own has settings of its own.
#[test]
fn settings_that_nobody_would_heed_are_refused() {
    let builder = Client::builder()
        .host("https://x")
        .token("t")
        .environment(());
    let builder = builder.transport(crate::transport::Script::new());
    let error = builder.response_limit(1).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
