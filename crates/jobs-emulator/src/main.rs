//! `jobs-emulator`: a Jobs service on this machine.

use std::process::ExitCode;

use clap::Parser;
use jobs_emulator::program::{Arguments, serve};

/// A Databricks Jobs service on this machine. Prints where it listens; stops on SIGTERM.
#[derive(Parser)]
#[command(version)]
struct Program {
    #[command(flatten)]
    arguments: Arguments,
}

#[tokio::main]
async fn main() -> ExitCode {
    let announce = |url: &str, _: &str| format!("listening on {url}\n");
    match serve(Program::parse().arguments, announce).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jobs-emulator: {error}");
            ExitCode::FAILURE
        }
    }
}
