//! Connections of clients: how many there can be, and how long each may take for what it does.

use std::io;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower_service::Service as _;

use super::body::PatientBody;
use super::connection::{Connection, Reset};
use crate::clock;

/// What clients may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientLimits {
    /// How many connections there can be at a time.
    pub(crate) connections: usize,
    /// How long a client may take to send a request's head, to send its body, and to take some of an
    /// answer; and how long it may be idle.
    pub(crate) patience: Duration,
}

impl Default for ClientLimits {
    fn default() -> Self {
        Self {
            connections: 4096,
            patience: Duration::from_secs(60),
        }
    }
}

/// Files that are open beside connections, and some to spare.
const OTHER_FILES: u64 = 64;

/// Longest head of a request, in bytes.
const MAX_HEAD: usize = 64 * 1024;

/// How many refusals are on their way at a time.
const REFUSALS: usize = 16;

/// How long a refusal may take.
const REFUSAL_TIME: Duration = Duration::from_millis(200);

/// How long to wait when no connection can be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// The answer to a connection too many.
const REFUSAL: &str = concat!(
    "HTTP/1.1 503 Service Unavailable\r\n",
    "connection: close\r\ncontent-type: application/json\r\ncontent-length: 98\r\n\r\n",
    r#"{"error_code":"TEMPORARILY_UNAVAILABLE","message":"The emulator has too many open connections."}"#,
    "\r\n"
);

impl ClientLimits {
    /// The same, with no more connections than this process can open files.
    fn within_open_files(self) -> Self {
        let most = open_files().map_or(usize::MAX, |files| {
            usize::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(usize::MAX)
        });
        Self {
            connections: self.connections.min(most).max(1),
            ..self
        }
    }
}

/// Serves all connections until it is told to stop, and then those that are at work.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ClientLimits,
    mut stop: watch::Receiver<bool>,
) {
    let limits = limits.within_open_files();
    // Whoever drops this function's future drops all connections.
    let mut connections = JoinSet::new();
    let mut refusals = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            Some(_) = refusals.join_next() => continue,
        };
        match accepted {
            Ok((stream, _)) if connections.len() < limits.connections => {
                connections.spawn(attend(stream, router.clone(), limits, stop.clone()));
            }
            Ok((stream, _)) if refusals.len() < REFUSALS => {
                refusals.spawn(clock::within(REFUSAL_TIME, refuse(stream)));
            }
            Ok(_) => {}
            // The client is gone already.
            Err(error) if is_of_the_client(&error) => {}
            // There are too many open files, most likely: some will be closed.
            Err(_) => clock::pause(ACCEPT_PAUSE).await,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// Answers the requests of a connection.
async fn attend(
    stream: TcpStream,
    router: Router,
    limits: ClientLimits,
    mut stop: watch::Receiver<bool>,
) {
    // Answers are small, and written at once.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let patience = limits.patience;
    let reset = Reset::default();
    let connection = Connection::new(stream, reset.clone(), patience);
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(|body| Body::new(PatientBody::new(body, patience)));
        request.extensions_mut().insert(reset.clone());
        router.clone().call(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_header_size(MAX_HEAD);
    let mut serving = pin!(http.serve_connection(TokioIo::new(connection), answer));
    // What goes wrong with a connection concerns its client alone.
    tokio::select! {
        _ = serving.as_mut() => return,
        _ = stop.wait_for(|stop| *stop) => serving.as_mut().graceful_shutdown(),
    }
    let _ = serving.await;
}

/// Turns a connection away.
async fn refuse(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(REFUSAL.as_bytes()).await?;
    stream.shutdown().await?;
    // Closed with something unread in it, it would be reset, and the client not read why.
    let mut unread = [0; 4096];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}

fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
    )
}

/// How many files this process can have open; none where the system does not tell.
#[cfg(unix)]
fn open_files() -> Option<u64> {
    use nix::sys::resource::{Resource, getrlimit};

    getrlimit(Resource::RLIMIT_NOFILE).ok().map(|(now, _)| now)
}

#[cfg(not(unix))]
fn open_files() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_as_long_as_it_says() {
        let (_, body) = REFUSAL.split_once("\r\n\r\n").unwrap();
        assert!(REFUSAL.contains(&format!("content-length: {}\r\n", body.len())));
    }
}
