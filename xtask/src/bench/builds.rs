//! How long builds take.

use std::collections::BTreeSet;
use std::fs::File;
use std::time::SystemTime;

use super::cargo::{Cargo, Time};

/// How often each build is measured; the least effort counts.
const REPETITIONS: usize = 2;

/// Times of builds that users and maintainers wait for.
pub(super) struct Builds {
    /// `cargo check` of our types, without the client.
    pub(super) check_ours: Time,
    /// `cargo check` of the same types over serde's derive.
    pub(super) check_derive: Time,
    /// Release build of our types, without the client.
    pub(super) release_ours: Time,
    /// Release build of the same types over serde's derive.
    pub(super) release_derive: Time,
    /// Release build of a small program with our client after a change in its `main.rs`.
    pub(super) program: Time,
}

impl Builds {
    /// Builds each crate alone, all that it depends on being built.
    pub(super) fn measure(peers: &Cargo, program: &Cargo) -> Result<Self, String> {
        let check = |package| rebuild(peers, package, &["check"]);
        let release = |package| rebuild(peers, package, &["build", "--release"]);
        Ok(Self {
            check_ours: check("jobs-api")?,
            check_derive: check("jobs-api-derive")?,
            release_ours: release("jobs-api")?,
            release_derive: release("jobs-api-derive")?,
            program: rebuild_program(program, "src/main.rs", &["build", "--release"])?,
        })
    }
}

/// Times of building clients that were generated from the same document.
pub(super) struct Clients {
    /// Build of our client for development.
    pub(super) dev_ours: Time,
    /// Build of progenitor's.
    pub(super) dev_progenitor: Time,
    /// Release build of our client.
    pub(super) release_ours: Time,
    /// Release build of progenitor's.
    pub(super) release_progenitor: Time,
    /// Build for development of a small program that uses our client, after a change in it.
    pub(super) program_ours: Time,
    /// The same of one that uses progenitor's.
    pub(super) program_progenitor: Time,
}

impl Clients {
    /// Builds each crate alone, all that it depends on being built.
    pub(super) fn measure(clients: &Cargo) -> Result<Self, String> {
        let dev = |package| rebuild(clients, package, &["build"]);
        let release = |package| rebuild(clients, package, &["build", "--release"]);
        Ok(Self {
            dev_ours: dev("generated-by-ours")?,
            dev_progenitor: dev("generated-by-progenitor")?,
            release_ours: release("generated-by-ours")?,
            release_progenitor: release("generated-by-progenitor")?,
            program_ours: rebuild_program(clients, "src/bin/ours.rs", &["build"])?,
            program_progenitor: rebuild_program(clients, "src/bin/progenitor.rs", &["build"])?,
        })
    }
}

/// Builds a package from nothing, but not what it depends on.
fn rebuild(cargo: &Cargo, package: &str, command: &[&str]) -> Result<Time, String> {
    let build = [command, &["--package", package]].concat();
    cargo.run(&build)?;
    least(|| {
        let profile = if command.contains(&"--release") {
            "release"
        } else {
            "dev"
        };
        cargo.run(&["clean", "--package", package, "--profile", profile])?;
        cargo.time(&build)
    })
}

/// Builds a program after a change in its one file.
fn rebuild_program(cargo: &Cargo, file: &str, build: &[&str]) -> Result<Time, String> {
    cargo.run(build)?;
    least(|| {
        touch(cargo, file)?;
        cargo.time(build)
    })
}

/// Makes a file look as if it had just been changed.
fn touch(cargo: &Cargo, file: &str) -> Result<(), String> {
    let path = cargo.source(file);
    #[expect(clippy::disallowed_methods, reason = "files are changed in real time")]
    let now = SystemTime::now();
    File::options()
        .append(true)
        .open(&path)
        .and_then(|file| file.set_modified(now))
        .map_err(|error| format!("cannot touch `{}`: {error}", path.display()))
}

fn least(mut measure: impl FnMut() -> Result<Time, String>) -> Result<Time, String> {
    let mut least = measure()?;
    for _ in 1..REPETITIONS {
        let time = measure()?;
        if time.effort() < least.effort() {
            least = time;
        }
    }
    Ok(least)
}

/// Builds an application for development, with all that it depends on.
pub(super) fn cold(cargo: &Cargo) -> Result<Time, String> {
    cargo.delete_target()?;
    let time = cargo.time(&["build"])?;
    cargo.delete_target()?;
    Ok(time)
}

/// How many crates an application depends on.
pub(super) fn crates(cargo: &Cargo) -> Result<usize, String> {
    let tree = cargo.output(&[
        "tree",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--no-dedupe",
    ])?;
    let crates: BTreeSet<&str> = tree
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .collect();
    Ok(crates.len())
}
