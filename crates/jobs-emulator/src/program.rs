//! The emulator as a program: what its command line says, and serving until it is told to stop.

use std::error::Error;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use crate::{
    Emulator, LocalExecution, NotificationDestination, Principal, RateLimit, WorkspaceLimits,
};

/// What the command line says.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Address to listen on; port 0 is any free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", value_parser = address)]
    listen: SocketAddr,
    /// File to keep everything in; in memory without it.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// File that says how the service begins: clock, jobs, outcomes, faults, rate limits.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// How long a simulated task takes, in milliseconds; 100 unless the scenario says otherwise.
    #[arg(long, value_name = "N")]
    task_duration_ms: Option<u64>,
    /// Let the time stand still until POST /api/emulator/clock/advance.
    #[arg(long)]
    virtual_clock: bool,
    /// Limit how often operations may be called and how many jobs are made, as the service does.
    #[arg(long)]
    rate_limits: bool,
    /// Another limit of the workspace than the service's, such as task_runs=10 or
    /// retention_days=none; may be repeated.
    #[arg(long = "limit", value_name = "NAME=N|none", value_parser = limit)]
    limits: Vec<(String, Option<u64>)>,
    /// Let repairs run without the parameters that the run was given before.
    #[arg(long)]
    repair_drops_parameters: bool,
    /// Refuse what is over a limit without saying when to come back.
    #[arg(long, requires = "rate_limits")]
    without_retry_after: bool,
    /// Give each token a workspace of its own, in memory.
    #[arg(long, conflicts_with = "data")]
    workspace_per_token: bool,
    /// Folder to take for a storage location, for triggers that watch for files; may be repeated.
    #[arg(long = "map", value_name = "URL=FOLDER", value_parser = mapped)]
    mappings: Vec<(String, PathBuf)>,
    /// Refuse what only may be a mistake: members that the service does not know, words that it
    /// does not know, parameters that a job does not declare.
    #[arg(long)]
    strict: bool,
    /// Token to take, and whose it is; may be repeated. Any token is taken without it. With two or
    /// more, permissions count.
    #[arg(long = "token", value_name = "TOKEN[=USER[,admin]]")]
    tokens: Vec<String>,
    /// Where events are posted to for jobs that name this notification destination; may be repeated.
    #[arg(long = "notification-destination", value_name = "ID=URL")]
    notification_destinations: Vec<String>,
    /// Client that gets tokens for its secret, as a service principal; may be repeated. Any client
    /// gets one without it.
    #[arg(long = "oauth-client", value_name = "ID=SECRET[,admin]")]
    oauth_clients: Vec<String>,
    /// How long tokens last that clients get, in seconds; 3600 unless the scenario says otherwise.
    #[arg(long, value_name = "N")]
    token_lifetime_s: Option<u64>,
    /// Run the code of tasks on this machine, with all rights of this user: Python files, notebooks
    /// and wheels.
    #[arg(long)]
    run_local: bool,
    /// Python with which --run-local makes virtual environments.
    #[arg(
        long,
        value_name = "PATH",
        requires = "run_local",
        default_value = "python3"
    )]
    python: PathBuf,
    /// Folder with files and notebooks that the workspace lacks, for --run-local.
    #[arg(long, value_name = "FOLDER", requires = "run_local")]
    workspace_files: Option<PathBuf>,
    /// Most processes of --run-local at a time; two for each processor without it.
    #[arg(long, value_name = "N", requires = "run_local")]
    max_processes: Option<usize>,
    /// How long processes of --run-local may take to end that are asked to, in milliseconds; 2000
    /// without it. Then they are killed.
    #[arg(long, value_name = "N", requires = "run_local")]
    grace_ms: Option<u64>,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let address = text.parse();
    address.map_err(|_| "it has to be an address and a port, such as 127.0.0.1:8080".to_owned())
}

/// Serves until SIGTERM or SIGINT. Once it does, what `announce` makes of its address and of a token
/// that it takes is printed.
///
/// # Errors
///
/// When the arguments do not fit, or the service cannot be started.
pub async fn serve(
    arguments: Arguments,
    announce: impl Fn(&str, &str) -> String,
) -> Result<(), Box<dyn Error>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    allow_open_files();
    let mut emulator = Emulator::builder().listen(arguments.listen);
    if let Some(millis) = arguments.task_duration_ms {
        emulator = emulator.task_duration(Duration::from_millis(millis));
    }
    if let Some(file) = arguments.scenario {
        emulator = emulator.scenario_file(file);
    }
    if arguments.virtual_clock {
        emulator = emulator.virtual_clock();
    }
    if arguments.workspace_per_token {
        emulator = emulator.workspace_per_token();
    }
    if arguments.strict {
        emulator = emulator.strict();
    }
    if arguments.rate_limits {
        emulator = emulator.limits(WorkspaceLimits::of_the_service());
        let limits = RateLimit::of_the_service();
        emulator = emulator.rate_limits(limits.into_iter().map(|limit| {
            if arguments.without_retry_after {
                limit.without_retry_after()
            } else {
                limit
            }
        }));
    }
    for (name, value) in arguments.limits {
        emulator = emulator.limit(name, value);
    }
    if arguments.repair_drops_parameters {
        emulator = emulator.repair_drops_parameters();
    }
    if arguments.run_local {
        let mut local = LocalExecution::new().python(arguments.python);
        if let Some(folder) = arguments.workspace_files {
            local = local.workspace_files(folder);
        }
        if let Some(count) = arguments.max_processes {
            local = local.max_processes(count);
        }
        if let Some(grace) = arguments.grace_ms {
            local = local.grace(Duration::from_millis(grace));
        }
        emulator = emulator.run_local(local);
    }
    if let Some(file) = arguments.data {
        emulator = emulator.data(file);
    }
    for (url, folder) in arguments.mappings {
        emulator = emulator.map(url, folder);
    }
    for destination in arguments.notification_destinations {
        let parts = destination.split_once('=');
        let (id, url) = parts.ok_or("--notification-destination: write ID=URL")?;
        emulator = emulator.notification_destination(NotificationDestination::webhook(id, url));
    }
    let first = arguments.tokens.first();
    let first = first.map(|token| named(token).map_or(token.as_str(), |(token, _)| token));
    let token = first.unwrap_or("any").to_owned();
    for token in arguments.tokens {
        emulator = match named(&token) {
            Some((token, principal)) => emulator.principal(token, principal),
            None => emulator.token(token),
        };
    }
    for client in arguments.oauth_clients {
        let (secret, principal) = client_of(&client)
            .ok_or("--oauth-client is the id and the secret of a client, as in ID=SECRET")?;
        emulator = emulator.oauth_client(secret, principal);
    }
    if let Some(seconds) = arguments.token_lifetime_s {
        emulator = emulator.token_lifetime(Duration::from_secs(seconds));
    }
    let emulator = emulator.start().await?;
    let mut stdout = std::io::stdout();
    write!(stdout, "{}", announce(&emulator.url(), &token))?;
    stdout.flush()?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    emulator.shutdown().await;
    Ok(())
}

/// Lets this process have as many files open as it may: every connection is one, and the usual limit
/// is from other times. Where that fails, there are fewer connections.
fn allow_open_files() {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};

    if let Ok((now, most)) = getrlimit(Resource::RLIMIT_NOFILE)
        && now < most
    {
        let _ = setrlimit(Resource::RLIMIT_NOFILE, most, most);
    }
}

/// A storage location and its folder. Locations may have `=` in them.
fn mapped(text: &str) -> Result<(String, PathBuf), String> {
    let (url, folder) = text
        .rsplit_once('=')
        .ok_or("it has to be URL=FOLDER, such as s3://bucket/landing=./landing")?;
    Ok((url.to_owned(), PathBuf::from(folder)))
}

/// A token and whose it is, if it says so. A token may end with `=` itself.
fn named(token: &str) -> Option<(&str, Principal)> {
    let (token, name) = token.rsplit_once('=')?;
    if name.is_empty() {
        return None;
    }
    let principal = match name.strip_suffix(",admin") {
        Some(name) => Principal::user(name).admin(),
        None => Principal::user(name),
    };
    Some((token, principal))
}

/// The secret of a client and its service principal.
fn client_of(client: &str) -> Option<(&str, Principal)> {
    let (id, secret) = client.split_once('=')?;
    let principal = Principal::service_principal(id);
    Some(match secret.strip_suffix(",admin") {
        Some(secret) => (secret, principal.admin()),
        None => (secret, principal),
    })
}

/// A limit and its value.
fn limit(text: &str) -> Result<(String, Option<u64>), String> {
    let (name, value) = text.split_once('=').ok_or("it is written NAME=N")?;
    let value = match value {
        "none" => None,
        number => Some(
            number
                .parse()
                .map_err(|_| format!("'{number}' is no number"))?,
        ),
    };
    Ok((name.to_owned(), value))
}
