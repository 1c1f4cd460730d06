//! `cargo xtask demo`: from the spec to a finished run, on this machine.

use std::process::Command;

use crate::generate;
use crate::workspace::{self, cargo};

/// Runs the command.
pub(crate) fn run() -> Result<(), String> {
    generate::run(&generate::Arguments::default())?;
    workspace::run(cargo().args([
        "build",
        "--quiet",
        "--package",
        "jobs-tests",
        "--bin",
        "demo",
    ]))?;
    let mut demo = cargo();
    become_program(demo.args(["run", "--quiet", "--package", "jobs-tests", "--bin", "demo"]))
}

/// Goes on as another program, in the same process: there is nothing to leave behind when it is
/// interrupted.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<(), String> {
    use std::os::unix::process::CommandExt as _;

    let error = command.exec();
    Err(format!(
        "cannot run `{}`: {error}",
        workspace::line(command)
    ))
}

/// Elsewhere it is a child, which the console interrupts along with its parent.
#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<(), String> {
    workspace::run(command)
}
