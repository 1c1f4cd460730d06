//! Settings of an emulator, and how it starts with them.

mod beginning;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::{Cause, Emulator, InProcess, StartError};
use crate::admin::{Fault, RateLimit, Time};
use crate::api::{self, ClientLimits};
use crate::clock::Clock;
use crate::engine::limits::WorkspaceLimits;
use crate::engine::notification::NotificationDestination;
use crate::engine::trigger::SqlResult;
use crate::execute::{LocalExecution, Rule};
use crate::mappings::Mapping;
use crate::principal::Principal;
use crate::tokens::{GivenToken, OauthClient};

/// Settings of an emulator that is to be started.
pub struct EmulatorBuilder {
    listen: SocketAddr,
    data: Option<PathBuf>,
    scenario: Option<PathBuf>,
    task_duration: Option<Duration>,
    rules: Vec<Rule>,
    faults: Vec<Fault>,
    notification_destinations: Vec<NotificationDestination>,
    rate_limits: Option<Vec<RateLimit>>,
    limits: Option<WorkspaceLimits>,
    changed_limits: Vec<(String, Option<u64>)>,
    repair_drops_parameters: bool,
    tokens: Vec<GivenToken>,
    clients: Vec<OauthClient>,
    token_lifetime: Option<Duration>,
    time: Option<Time>,
    user_name: Option<String>,
    workspace_per_token: bool,
    client_limits: ClientLimits,
    mappings: Vec<Mapping>,
    sql_results: Vec<SqlResult>,
    local: Option<LocalExecution>,
    strict: bool,
}

impl EmulatorBuilder {
    pub(super) fn new() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: None,
            scenario: None,
            task_duration: None,
            rules: Vec::new(),
            faults: Vec::new(),
            notification_destinations: Vec::new(),
            rate_limits: None,
            limits: None,
            changed_limits: Vec::new(),
            repair_drops_parameters: false,
            tokens: Vec::new(),
            clients: Vec::new(),
            token_lifetime: None,
            time: None,
            user_name: None,
            workspace_per_token: false,
            client_limits: ClientLimits::default(),
            mappings: Vec::new(),
            sql_results: Vec::new(),
            local: None,
            strict: false,
        }
    }

    /// Lets tasks run their code on this machine, as processes with all rights of this one's user:
    /// Python files, notebooks and wheels. Tasks for which there is a rule are simulated, and so are
    /// tasks of all other kinds.
    #[must_use]
    pub fn run_local(mut self, local: LocalExecution) -> Self {
        self.local = Some(local);
        self
    }

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
        self.task_duration = Some(duration);
        self
    }

    /// Adds a rule for simulated tasks. Of those that match, the last one added counts.
    #[must_use]
    pub fn outcome(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Takes this token, and no others but those given so. It is the token of the
    /// [user](Self::user_name) as an admin.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.tokens.push(GivenToken {
            token: token.into(),
            principal: None,
        });
        self
    }

    /// Takes this token, and no others but those given so. It is the token of this principal. With
    /// two tokens or more, permissions count; whoever is alone may do everything.
    #[must_use]
    pub fn principal(mut self, token: impl Into<String>, principal: Principal) -> Self {
        self.tokens.push(GivenToken {
            token: token.into(),
            principal: Some(principal),
        });
        self
    }

    /// Gives tokens to the client of this service principal for this secret, and to no clients but
    /// those given so; no other tokens are taken. Without clients and tokens, any client gets one
    /// for any secret.
    #[must_use]
    pub fn oauth_client(mut self, secret: impl Into<String>, principal: Principal) -> Self {
        self.clients.push(OauthClient {
            secret: secret.into(),
            principal,
        });
        self
    }

    /// How long the tokens last that clients get: an hour unless told otherwise.
    #[must_use]
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = Some(lifetime);
        self
    }

    /// Takes the time from this clock. With [a workspace for each
    /// token](Self::workspace_per_token), all of them do.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.time = Some(Time::Given(clock));
        self
    }

    /// Lets the time stand still from the start, until
    /// [`Workspace::advance`](crate::Workspace::advance) or an admin call moves it. Each workspace
    /// has a clock of its own.
    #[must_use]
    pub fn virtual_clock(mut self) -> Self {
        self.time = Some(Time::Virtual(None));
        self
    }

    /// Adds a fault. Of those that hit a request, the first one added counts.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Adds a notification destination, to which jobs point by its id. It goes over one that the
    /// scenario or the database has with this id.
    #[must_use]
    pub fn notification_destination(mut self, destination: NotificationDestination) -> Self {
        self.notification_destinations.push(destination);
        self
    }

    /// Limits how often operations may be called; [`RateLimit::of_the_service`] are the limits
    /// that a workspace has. There are none without it.
    #[must_use]
    pub fn rate_limits(mut self, limits: impl IntoIterator<Item = RateLimit>) -> Self {
        self.rate_limits = Some(limits.into_iter().collect());
        self
    }

    /// Sets the limits of the workspace. [`WorkspaceLimits::of_the_service`] are all that the
    /// service has; without this there are all of them but the quotas of jobs.
    #[must_use]
    pub fn limits(mut self, limits: WorkspaceLimits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// Sets one of the limits of the workspace by the name of its member in [`WorkspaceLimits`].
    #[must_use]
    pub fn limit(mut self, name: impl Into<String>, value: Option<u64>) -> Self {
        self.changed_limits.push((name.into(), value));
        self
    }

    /// Lets repairs run without the parameters that the run was given before, unless they are sent
    /// again. Some have seen the service do so; its documentation says that they are kept.
    #[must_use]
    pub fn repair_drops_parameters(mut self) -> Self {
        self.repair_drops_parameters = true;
        self
    }

    /// Refuses what the service lets through though it may be a mistake: members and words that it
    /// does not know, parameters that a job does not declare, filters that contradict each other.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Gives each token a workspace of its own: jobs, runs, clock, faults, limits and journal. They
    /// are kept in memory and begin alike.
    #[must_use]
    pub fn workspace_per_token(mut self) -> Self {
        self.workspace_per_token = true;
        self
    }

    /// Takes this folder for a storage location, such as `s3://bucket/landing` or
    /// `/Volumes/main/raw/files`: files that come to be in it fire the triggers that watch there.
    /// The longest location that a URL begins with counts.
    #[must_use]
    pub fn map(mut self, url: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        self.mappings.push(Mapping {
            url: url.into(),
            folder: folder.into(),
        });
        self
    }

    /// Says what the query of an SQL condition comes to. Without it, the condition lets triggers
    /// through: no SQL is run here.
    #[must_use]
    pub fn sql_result(mut self, result: SqlResult) -> Self {
        self.sql_results.push(result);
        self
    }

    /// Takes what this scenario file says. What is set here as well goes over it; rules and faults
    /// add to its own.
    #[must_use]
    pub fn scenario_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.scenario = Some(file.into());
        self
    }

    /// Name of the user whom it takes its callers for.
    #[must_use]
    pub fn user_name(mut self, name: impl Into<String>) -> Self {
        self.user_name = Some(name.into());
        self
    }

    /// How many connections there can be at a time on a socket: 4096 unless told otherwise, and no
    /// more than the process can open files. Further ones are refused with 503.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.client_limits.connections = connections;
        self
    }

    /// How long a client may take on a socket to send the head of a request, to send its body, and
    /// to take some of an answer; and how long a connection may be idle. A minute unless told
    /// otherwise.
    #[must_use]
    pub fn client_timeout(mut self, timeout: Duration) -> Self {
        self.client_limits.patience = timeout;
        self
    }

    /// Starts on a socket. Needs a tokio runtime with I/O and time.
    ///
    /// # Errors
    ///
    /// When the settings or the scenario file cannot be, the database cannot be opened, the address
    /// cannot be listened on, or it is not a loopback address and no token is set.
    pub async fn start(self) -> Result<Emulator, StartError> {
        let (listen, limits) = (self.listen, self.client_limits);
        let begin = self.begin()?;
        if !is_loopback(listen.ip()) && begin.tokens.takes_any() {
            return Err(StartError(Cause::Open(listen)));
        }
        let handle = begin.open()?;
        let failed = |error| StartError(Cause::Listen(listen, error));
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let base_url = format!("http://{address}");
        handle.workspaces().drive(base_url, Handle::current());

        let (stop, stopped) = watch::channel(false);
        let server = api::serve(listener, handle.router(), limits, stopped);
        let server = tokio::spawn(server);
        Ok(Emulator {
            address,
            stop,
            server,
            handle,
        })
    }

    /// Starts without a socket.
    ///
    /// # Errors
    ///
    /// When the settings or the scenario file cannot be, or the database cannot be opened.
    pub fn in_process(self) -> Result<InProcess, StartError> {
        self.begin()?.open()
    }
}

impl fmt::Debug for EmulatorBuilder {
    /// Tokens are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmulatorBuilder")
            .field("listen", &self.listen)
            .field("data", &self.data)
            .field("scenario", &self.scenario)
            .field("task_duration", &self.task_duration)
            .field("rules", &self.rules)
            .field("faults", &self.faults)
            .field("notification_destinations", &self.notification_destinations)
            .field("rate_limits", &self.rate_limits)
            .field("token_lifetime", &self.token_lifetime)
            .field("time", &self.time)
            .field("user_name", &self.user_name)
            .field("limits", &self.limits)
            .field("changed_limits", &self.changed_limits)
            .field("repair_drops_parameters", &self.repair_drops_parameters)
            .field("workspace_per_token", &self.workspace_per_token)
            .field("client_limits", &self.client_limits)
            .field("mappings", &self.mappings)
            .field("sql_results", &self.sql_results)
            .field("local", &self.local)
            .field("strict", &self.strict)
            .finish_non_exhaustive()
    }
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}
