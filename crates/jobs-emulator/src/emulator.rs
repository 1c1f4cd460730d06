//! The emulator as a library: on a socket, or in the same process without one.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use jobs_runtime::BoxFuture;
use jobs_runtime::transport::{Request, Response, Transport, TransportError, TransportErrorKind};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_service::Service as _;

use crate::api::{self, Shared};
use crate::clock::{self, Clock, SystemClock};
use crate::execute::{Rule, Simulator};
use crate::service::{Identity, Service};
use crate::store::StoreError;

/// How long a simulated task takes unless told otherwise.
const TASK_DURATION: Duration = Duration::from_millis(100);

/// How long requests at work may take to end when the emulator stops.
const GRACE: Duration = Duration::from_millis(500);

/// A Jobs service that listens on a socket. It stops when it is dropped.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
    driver: JoinHandle<()>,
    handle: InProcess,
}

/// A Jobs service in the same process: the same as on a socket, without one.
///
/// It is a [`Transport`] for clients. Clones share one service. Runs go on by the clock between
/// two requests, as if somebody had watched: no task of an async runtime is needed for that.
#[derive(Clone)]
pub struct InProcess {
    router: Router,
    shared: Arc<Shared>,
}

/// Settings of an emulator that is to be started.
pub struct EmulatorBuilder {
    listen: SocketAddr,
    data: Option<PathBuf>,
    task_duration: Duration,
    rules: Vec<Rule>,
    tokens: Vec<String>,
    clock: Arc<dyn Clock>,
    user_name: String,
}

/// Why an emulator could not be started.
#[derive(Debug)]
pub struct StartError(Cause);

#[derive(Debug)]
enum Cause {
    Store(StoreError),
    Listen(SocketAddr, std::io::Error),
    Open(SocketAddr),
}

impl Emulator {
    /// Begins the settings: a database in memory, any free port of this machine, tasks of 100 ms
    /// that succeed, any token.
    ///
    /// ```
    /// use jobs_emulator::{Emulator, Rule};
    /// use std::time::Duration;
    ///
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// let emulator = Emulator::builder()
    ///     .task_duration(Duration::from_millis(10))
    ///     .outcome(Rule::task("transform").attempt(0).fails("boom"))
    ///     .start()
    ///     .await?;
    /// assert!(emulator.url().starts_with("http://127.0.0.1:"));
    /// emulator.shutdown().await;
    /// # Ok::<_, jobs_emulator::StartError>(()) }).unwrap();
    /// ```
    pub fn builder() -> EmulatorBuilder {
        EmulatorBuilder {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: None,
            task_duration: TASK_DURATION,
            rules: Vec::new(),
            tokens: Vec::new(),
            clock: Arc::new(SystemClock::default()),
            user_name: "jobs@emulator.local".to_owned(),
        }
    }

    /// Starts with the settings of [`builder`](Self::builder).
    ///
    /// # Errors
    ///
    /// When it cannot listen.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where clients reach it, such as `http://127.0.0.1:41327`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same service without the socket, for as long as the emulator lives.
    pub fn in_process(&self) -> InProcess {
        self.handle.clone()
    }

    /// Stops: takes no more requests, and ends when those at work are answered. Clients that take
    /// longer than half a second are cut off.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        // What has not ended by then, `drop` aborts.
        let _ = clock::within(GRACE, &mut self.server).await;
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.driver.abort();
        self.server.abort();
    }
}

impl EmulatorBuilder {
    /// Listens on this address; port 0 is any free one.
    #[must_use]
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Keeps everything in this file, made if it is not there.
    #[must_use]
    pub fn data(mut self, file: impl Into<PathBuf>) -> Self {
        self.data = Some(file.into());
        self
    }

    /// How long a simulated task takes: a fifth of it to prepare, the rest to execute.
    #[must_use]
    pub fn task_duration(mut self, duration: Duration) -> Self {
        self.task_duration = duration;
        self
    }

    /// Adds a rule for simulated tasks. Of those that match, the last one added counts.
    #[must_use]
    pub fn outcome(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Takes this token, and no others but those given so.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.tokens.push(token.into());
        self
    }

    /// Takes the time from this clock.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Name of the user whom it takes its callers for.
    #[must_use]
    pub fn user_name(mut self, name: impl Into<String>) -> Self {
        self.user_name = name.into();
        self
    }

    /// Starts on a socket. Needs a tokio runtime with I/O and time.
    ///
    /// # Errors
    ///
    /// When the database cannot be opened, the address cannot be listened on, or it is not a
    /// loopback address and no token is set.
    pub async fn start(self) -> Result<Emulator, StartError> {
        if !is_loopback(self.listen.ip()) && self.tokens.is_empty() {
            return Err(StartError(Cause::Open(self.listen)));
        }
        let listen = self.listen;
        let handle = self.in_process()?;
        let failed = |error| StartError(Cause::Listen(listen, error));
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        handle
            .shared
            .service
            .set_base_url(format!("http://{address}"));

        let (stop, mut stopped) = watch::channel(false);
        let stopping = async move {
            // An emulator that is gone counts as one that stops.
            let _ = stopped.wait_for(|stop| *stop).await;
        };
        let serve = axum::serve(listener, handle.router.clone()).with_graceful_shutdown(stopping);
        let server = tokio::spawn(async move {
            if let Err(error) = serve.await {
                eprintln!("jobs-emulator: {error}");
            }
        });
        let shared = Arc::clone(&handle.shared);
        let driver = tokio::spawn(async move { shared.service.drive().await });
        Ok(Emulator {
            address,
            stop,
            server,
            driver,
            handle,
        })
    }

    /// Starts without a socket.
    ///
    /// # Errors
    ///
    /// When the database cannot be opened.
    pub fn in_process(self) -> Result<InProcess, StartError> {
        let identity = Identity {
            display_name: self.user_name.clone(),
            user_name: self.user_name,
        };
        let simulator = Simulator::new(self.task_duration, self.rules);
        let service = Service::open(self.data.as_deref(), self.clock, identity, simulator)
            .map_err(|error| StartError(Cause::Store(error)))?;
        let shared = Arc::new(Shared {
            service,
            tokens: self.tokens,
        });
        Ok(InProcess {
            router: api::router(Arc::clone(&shared)),
            shared,
        })
    }
}

impl InProcess {
    /// Answers a request as it would come over a socket.
    pub async fn handle(&self, request: http::Request<Bytes>) -> http::Response<Bytes> {
        // The router is always ready and never fails: what it cannot answer is an answer as well.
        let response = match self.router.clone().call(request.map(Body::from)).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (head, body) = response.into_parts();
        // The bodies are made in memory: reading them cannot fail.
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .unwrap_or_default();
        http::Response::from_parts(head, body)
    }

    /// Adds a rule for simulated tasks; of those that match, the last one added counts.
    pub fn add_outcome(&self, rule: Rule) {
        self.shared
            .service
            .change_simulator(|simulator| simulator.add_rule(rule));
    }
}

impl Transport for InProcess {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let mut outgoing = http::Request::new(request.body);
            *outgoing.method_mut() = http::Method::from_bytes(request.method.as_str().as_bytes())
                .map_err(|error| {
                TransportError::new(TransportErrorKind::Request, "unknown method")
                    .with_source(error)
            })?;
            *outgoing.uri_mut() = request.url;
            *outgoing.headers_mut() = request.headers;
            let (head, body) = self.handle(outgoing).await.into_parts();
            let mut response = Response::new(head.status, body);
            response.headers = head.headers;
            Ok(response)
        })
    }
}

impl fmt::Debug for EmulatorBuilder {
    /// Tokens are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmulatorBuilder")
            .field("listen", &self.listen)
            .field("data", &self.data)
            .field("task_duration", &self.task_duration)
            .field("rules", &self.rules)
            .field("clock", &self.clock)
            .field("user_name", &self.user_name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcess").finish_non_exhaustive()
    }
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Store(error) => error.fmt(f),
            Cause::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
            Cause::Open(address) => write!(
                f,
                "{address} is open to other machines: set a token, or listen on 127.0.0.1"
            ),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Cause::Store(error) => Some(error),
            Cause::Listen(_, error) => Some(error),
            Cause::Open(_) => None,
        }
    }
}
