//! `cargo xtask bench`: how fast reading, writing, calling, building, generating, the emulator and the
//! command are, beside what is wanted.

mod builds;
mod cargo;
mod cli;
mod client;
mod decode;
mod emulator;
mod generate;
mod report;

use std::path::PathBuf;

use crate::generate::derive_peer;
use crate::python::Python;
use crate::workspace;
use builds::Builds;
use cargo::Cargo;

/// Arguments of `cargo xtask bench`.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Arguments {
    /// Read and write JSON, and build what does: our types, the same ones over serde's derive, and
    /// a published crate. The first time, that crate's tree is built, which takes minutes.
    Decode,
    /// Send small requests: our client, reqwest alone, and the official Python SDK.
    Client,
    /// Build an application from nothing, and count the crates in its tree.
    Build,
    /// Start runs on the emulator, and list them with a million stored. Takes minutes.
    Emulator,
    /// How large the command `jobs` is as `cargo install` builds it, how fast it starts, and what it
    /// has in memory then. Building it takes minutes.
    Cli,
    /// Run a program many times, for `bench cli`.
    #[command(hide = true)]
    Observe {
        /// The program.
        program: PathBuf,
        /// Its arguments.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Generate clients from our spec: our generator and progenitor; and build what they emit. The
    /// first time, all that both need is built, which takes minutes.
    Generate,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    match arguments {
        Arguments::Decode => decode(),
        Arguments::Client => client(),
        Arguments::Build => build(),
        Arguments::Emulator => emulator_under_load(),
        Arguments::Cli => command(),
        Arguments::Observe { program, arguments } => cli::observe(program, arguments),
        Arguments::Generate => generators(),
    }
}

fn decode() -> Result<(), String> {
    derive_peer(&workspace::root().join("target/bench/derive"))?;
    let peers = Cargo::of("bench/decode", "peers");
    let program = Cargo::of("bench/small-program", "small-program");
    eprintln!("building what is measured; the first time, that takes minutes …");
    peers.run(&["build", "--release", "--bins"])?;
    eprintln!("reading and writing …");
    let measurements = decode::Measurements::take(&peers)?;
    eprintln!("building types and a small program …");
    let builds = Builds::measure(&peers, &program)?;
    print!("{}", report::decode(&measurements, &builds)?);
    Ok(())
}

fn client() -> Result<(), String> {
    let python = Python::set_up()?;
    let programs = Cargo::of("bench/client", "client");
    eprintln!("building what is measured; the first time, that takes minutes …");
    programs.run(&["build", "--release", "--bins"])?;
    eprintln!("sending requests …");
    let measurements = client::Measurements::take(&programs, &python)?;
    print!("{}", report::client(&measurements)?);
    Ok(())
}

fn build() -> Result<(), String> {
    let program = Cargo::of("bench/small-program", "cold");
    program.run(&["fetch"])?;
    let crates = builds::crates(&program)?;
    eprintln!("building {crates} crates …");
    let time = builds::cold(&program)?;
    print!("{}", report::build(&time, crates));
    Ok(())
}

fn emulator_under_load() -> Result<(), String> {
    let cargo = Cargo::of("", "emulator");
    eprintln!("building the emulator …");
    cargo.run(&["build", "--release", "--package", "jobs-emulator"])?;
    let measurements = emulator::Measurements::take(&cargo)?;
    print!("{}", report::emulator(&measurements));
    Ok(())
}

fn command() -> Result<(), String> {
    let cargo = Cargo::of("", "cli");
    eprintln!("building the command …");
    cargo.run(&["build", "--release", "--package", "jobs-cli"])?;
    eprintln!("starting it …");
    print!("{}", cli::report(&cli::Measurements::take(&cargo)?));
    Ok(())
}

fn generators() -> Result<(), String> {
    let programs = Cargo::of("bench/generate", "generate");
    let clients = Cargo::of("bench/generated", "generated");
    eprintln!("building what is measured; the first time, that takes minutes …");
    programs.run(&["build", "--release", "--bins"])?;
    eprintln!("generating …");
    let measurements = generate::Measurements::take(&programs)?;
    eprintln!("building what was generated; the first time, that takes minutes …");
    let clients = builds::Clients::measure(&clients)?;
    print!("{}", report::generate(&measurements, &clients));
    Ok(())
}
