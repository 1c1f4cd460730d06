//! What the process's own environment says of the network, in a process of its own: nothing else
//! may change it.

use std::process::Command;

use super::proxy::serve_proxy;
use super::tls::{Authority, answer_all, serve_tls};
use super::*;
use crate::Client;
use crate::retry::Backoff;

/// Where the other process finds the service.
const SERVICE: &str = "JOBS_TEST_SERVICE";

/// What the other process does: a request to the service, with nothing set in the program. In this
/// one, which is not told of a service, there is nothing to do.
#[tokio::test]
async fn elsewhere() {
    let Ok(host) = std::env::var(SERVICE) else {
        return;
    };
    let client = Client::builder().host(host).token("t").build().unwrap();
    let call = client.raw(Method::Get, "/api").retry(Backoff::never());
    let answer = call.await.unwrap();
    assert_eq!(answer.text(), "{}");
}

/// Runs the request in a process with these variables.
fn run_elsewhere(port: u16, variables: &[(&str, &str)]) {
    let name = module_path!().split_once("::").unwrap().1;
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{name}::elsewhere")])
        .env_clear()
        .env(SERVICE, format!("https://localhost:{port}"))
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "{told}"
    );
}

// R14.2
#[cfg(target_os = "linux")]
#[test]
fn the_environment_says_whom_to_trust_and_which_proxy_to_use() {
    let authority = Authority::new();
    let trusted = ("SSL_CERT_FILE", authority.bundle.path().to_str().unwrap());
    let port = serve_tls(authority.server("localhost", |_| {}), answer_all);
    let (proxy, asked) = serve_proxy(false);
    let proxy = format!("http://127.0.0.1:{proxy}");

    run_elsewhere(port, &[trusted]);
    assert!(asked.try_recv().is_err());
    run_elsewhere(port, &[trusted, ("HTTPS_PROXY", &proxy)]);
    let request = asked.try_recv().unwrap();
    assert!(request.starts_with("CONNECT localhost:"), "{request}");
    run_elsewhere(
        port,
        &[trusted, ("HTTPS_PROXY", &proxy), ("NO_PROXY", "localhost")],
    );
    assert!(asked.try_recv().is_err());
}
