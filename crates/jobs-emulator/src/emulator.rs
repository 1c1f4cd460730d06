//! The emulator as a library: on a socket, or in the same process without one.

mod builder;
mod in_process;

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use self::builder::EmulatorBuilder;
pub use self::in_process::InProcess;
use crate::admin::{ControlError, JournalEntry, ScenarioError, Workspace};
use crate::clock;
use crate::engine::notification::Notification;
use crate::service::ServiceError;
use crate::store::StoreError;

/// How long requests at work may take to end when the emulator stops.
const GRACE: Duration = Duration::from_millis(500);

/// A Jobs service that listens on a socket. It stops when it is dropped.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
    handle: InProcess,
}

/// Why an emulator could not be started.
#[derive(Debug)]
pub struct StartError(Cause);

#[derive(Debug)]
enum Cause {
    Store(StoreError),
    Scenario(ScenarioError),
    /// The settings cannot be.
    Settings(String),
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
        EmulatorBuilder::new()
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

    /// The workspace of everybody: its clock, its faults, its journal.
    pub fn workspace(&self) -> Workspace {
        self.handle.workspace()
    }

    /// The workspace of a token, made if it is not there.
    ///
    /// # Errors
    ///
    /// When too many tokens have one.
    pub fn workspace_of(&self, token: &str) -> Result<Workspace, ControlError> {
        self.handle.workspace_of(token)
    }

    /// [`Workspace::advance`] of the [`workspace`](Self::workspace) of everybody.
    ///
    /// # Errors
    ///
    /// When the clock is the machine's.
    pub fn advance(&self, time: Duration) -> Result<(), ControlError> {
        self.handle.advance(time)
    }

    /// [`Workspace::notifications`] of the [`workspace`](Self::workspace) of everybody.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub fn notifications(&self) -> Result<Vec<Notification>, ControlError> {
        self.handle.notifications()
    }

    /// [`Workspace::journal`] of the [`workspace`](Self::workspace) of everybody.
    pub fn journal(&self) -> Vec<JournalEntry> {
        self.handle.journal()
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
        self.handle.workspaces().close();
        self.server.abort();
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::Store(error) => error.fmt(f),
            Cause::Scenario(error) => error.fmt(f),
            Cause::Settings(message) => f.write_str(message),
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
            Cause::Scenario(error) => Some(error),
            Cause::Listen(_, error) => Some(error),
            Cause::Open(_) | Cause::Settings(_) => None,
        }
    }
}

impl From<ServiceError> for StartError {
    fn from(error: ServiceError) -> Self {
        Self(Cause::Settings(error.message))
    }
}
