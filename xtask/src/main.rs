//! The maintainers' commands: `cargo xtask --help`.

mod bench;
mod canaries;
mod changelog;
mod cpu;
mod demo;
mod diff;
mod documents;
mod generate;
mod python;
mod release;
mod revisions;
mod semver_checks;
mod table;
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
    /// Tell what a change of the spec means for users of the crate.
    ///
    /// The exit code tells the class: 0 nothing or patch, 10 minor, 20 major; 1 is an error.
    Diff(diff::Arguments),
    /// Generate, build, start the emulator and walk through the whole API.
    Demo,
    /// Try the generator on public documents of others, and compile what it makes of them.
    Documents(documents::Arguments),
    /// Run every check and every test.
    Test,
    /// Ask `cargo-semver-checks` whether it agrees with what `diff` says, over many edits.
    SemverChecks(semver_checks::Arguments),
    /// Measure how fast reading, writing, calling and building are.
    #[command(subcommand)]
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let success = |()| ExitCode::SUCCESS;
    let result = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments).map(success),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Demo => demo::run().map(success),
        Command::Documents(arguments) => documents::run(&arguments).map(success),
        Command::Test => test::run_all().map(success),
        Command::SemverChecks(arguments) => semver_checks::run_all(&arguments).map(success),
        Command::Bench(arguments) => bench::run(&arguments).map(success),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
