//! Compiling what was generated: a crate that does not compile is no crate.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use jobs_codegen::Tree;

use super::{Outcome, Tried};
use crate::workspace::{cargo, root, target};

/// Compiles crates, in one workspace; tells which of them do not.
pub(super) fn compile(tried: &[Tried], all: bool) -> Result<Vec<String>, String> {
    let folder = target().join("documents/crates");
    let mut wanted = Tree::new();
    let mut names = Vec::new();
    for one in tried.iter().filter(|one| all || one.document.compiled) {
        let Outcome::Code(generated) = &one.outcome else {
            continue;
        };
        names.push(one.document.name);
        for (path, text) in &generated.tree {
            // A crate of its own is a workspace of its own; here all are members of one.
            let text = text.replace("\n[workspace]\n", "");
            wanted.insert(Path::new(one.document.name).join(path), text);
        }
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let members = names.iter().fold(String::new(), |mut text, name| {
        let _ = writeln!(text, "    \"{name}\",");
        text
    });
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    wanted.insert(PathBuf::from("Cargo.toml"), manifest);
    write(&folder, &wanted)
        .map_err(|error| format!("cannot write `{}`: {error}", folder.display()))?;
    // With the versions of this repository, there is nothing to fetch.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .map_err(|error| format!("cannot copy Cargo.lock: {error}"))?;
    check(&folder)
}

/// Writes what differs, so that only that is compiled again.
fn write(folder: &Path, wanted: &Tree) -> std::io::Result<()> {
    for (path, text) in wanted {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// What is wrong with those crates that do not compile, or not without a warning.
fn check(folder: &Path) -> Result<Vec<String>, String> {
    eprintln!("> cargo check --workspace");
    let output = cargo()
        .args([
            "check",
            "--quiet",
            "--offline",
            "--workspace",
            "--keep-going",
        ])
        .args(["--no-default-features", "--features", "blocking"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .stdin(Stdio::null())
        .output();
    let output = output.map_err(|error| format!("cannot run cargo: {error}"))?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().collect();
    let summaries = lines
        .iter()
        .filter(|line| line.starts_with("error: could not compile"));
    let mut failures: Vec<String> = summaries.map(|line| (*line).to_owned()).collect();
    failures.insert(0, lines[..lines.len().min(60)].join("\n"));
    Ok(failures)
}
