//! `cargo xtask semver-checks`: what `cargo-semver-checks` says of edits of a document.

use std::fs;
use std::path::PathBuf;

use crate::workspace::{cargo, run, target};

/// The version that reads what the documentation tool of `rust-toolchain.toml` writes.
const VERSION: &str = "0.51.0";

/// Installs the tool and compares what it says with what is recorded.
pub(crate) fn run_all() -> Result<(), String> {
    let tool = install()?;
    let suite = ["test", "--package", "jobs-codegen", "--test", "suite"];
    let verdicts = "semver::verdicts";
    let mut ask = cargo();
    ask.args(suite).args([verdicts, "--", "--ignored"]);
    run(ask.env("CARGO_SEMVER_CHECKS", tool))?;
    run(cargo().args(suite).arg(verdicts))
}

/// Builds the tool below the target folder, unless it is there.
fn install() -> Result<PathBuf, String> {
    let folder = target().join(format!("tools/cargo-semver-checks-{VERSION}"));
    let name = format!("cargo-semver-checks{}", std::env::consts::EXE_SUFFIX);
    let program = folder.join("bin").join(name);
    if program.exists() {
        return Ok(program);
    }
    eprintln!("building cargo-semver-checks {VERSION}, which takes some minutes");
    let build = folder.join("build");
    run(cargo()
        .args(["install", "cargo-semver-checks", "--version", VERSION])
        // Its releases are meant to be built with their own lock file; a debug build is fast enough.
        .args(["--locked", "--debug", "--root"])
        .arg(&folder)
        .env("CARGO_TARGET_DIR", &build)
        .env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    fs::remove_dir_all(&build)
        .map_err(|error| format!("cannot delete `{}`: {error}", build.display()))?;
    Ok(program)
}
