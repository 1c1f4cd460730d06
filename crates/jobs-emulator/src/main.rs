//! `jobs-emulator`: a Jobs service on this machine.

use std::error::Error;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use jobs_emulator::Emulator;
use tokio::signal::unix::{SignalKind, signal};

/// A Databricks Jobs service on this machine. Prints where it listens; stops on SIGTERM.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Address to listen on; port 0 is any free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// File to keep everything in; in memory without it.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// How long a simulated task takes, in milliseconds.
    #[arg(long, value_name = "N", default_value_t = 100)]
    task_duration_ms: u64,
    /// Token to take; may be repeated. Any token is taken without it.
    #[arg(long = "token", value_name = "TOKEN")]
    tokens: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jobs-emulator: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut emulator = Emulator::builder()
        .listen(arguments.listen)
        .task_duration(Duration::from_millis(arguments.task_duration_ms));
    if let Some(file) = arguments.data {
        emulator = emulator.data(file);
    }
    for token in arguments.tokens {
        emulator = emulator.token(token);
    }
    let emulator = emulator.start().await?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "listening on {}", emulator.url())?;
    stdout.flush()?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    emulator.shutdown().await;
    Ok(())
}
