//! The maintainers' commands: `cargo xtask --help`.

mod bench;
mod canaries;
mod demo;
mod generate;
mod python;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Commands of those who maintain this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the client from the spec.
    Generate(generate::Arguments),
    /// Generate, build, start the emulator and walk through the whole API.
    Demo,
    /// Run every check and every test.
    Test,
    /// Measure how fast reading, writing, calling and building are.
    #[command(subcommand)]
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Demo => demo::run(),
        Command::Test => test::run_all(),
        Command::Bench(arguments) => bench::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
