//! `cargo xtask semver-checks`: what `cargo-semver-checks` says of edits of a document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::Command;

use crate::workspace::{cargo, line, root, run, target};

/// The version that reads what the documentation tool of `rust-toolchain.toml` writes.
const VERSION: &str = "0.51.0";

/// What it said, a line for each class of lints and edit; the generator's tests compare with it.
const VERDICTS: &str = "codegen/tests/semver/verdicts.txt";

/// Arguments of `cargo xtask semver-checks`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Write down what it says now.
    #[arg(long)]
    record: bool,
}

/// The lints that edits fail, by the edit's name.
type Failures = BTreeMap<String, BTreeSet<String>>;

/// Installs the tool and compares what it says with what is recorded.
pub(crate) fn run_all(arguments: &Arguments) -> Result<(), String> {
    let tool = install()?;
    let suite = ["test", "--package", "jobs-codegen", "--test", "suite"];
    // It writes the crates before and after each edit.
    run(cargo().args(suite).arg("semver::crates"))?;
    let crates = Crates {
        folder: target().join("tmp/semver"),
    };
    let said = crates.ask(&tool)?;
    let path = root().join(VERDICTS);
    if arguments.record {
        fs::write(&path, &said).map_err(|error| format!("cannot write `{VERDICTS}`: {error}"))?;
    }
    let recorded =
        fs::read_to_string(&path).map_err(|error| format!("cannot read `{VERDICTS}`: {error}"))?;
    if said != recorded {
        return Err(format!(
            "`{VERDICTS}` does not say what cargo-semver-checks says now:\n{said}\nrun `cargo xtask \
             semver-checks --record` if that is right"
        ));
    }
    run(cargo().args(suite).arg("semver::verdicts"))
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

/// The crates before and after all edits, each with a module for each of them.
struct Crates {
    folder: PathBuf,
}

impl Crates {
    /// Asks the tool; its findings as they are recorded.
    fn ask(&self, tool: &Path) -> Result<String, String> {
        let (old, new) = (self.rustdoc("old")?, self.rustdoc("new")?);
        let edits = self.edits()?;
        let failed = |release: &str| {
            let mut check = Command::new(tool);
            check
                .args(["semver-checks", "--color", "never"])
                .arg("--baseline-rustdoc")
                .arg(&old)
                .arg("--current-rustdoc")
                .arg(&new)
                .args(["--release-type", release]);
            Ok::<_, String>(failures(&report(&mut check)?, &edits))
        };
        // A patch release may neither break nor add.
        let (major, mut minor) = (failed("minor")?, failed("patch")?);
        for (edit, lints) in &mut minor {
            lints.retain(|lint| !major.get(edit).is_some_and(|lints| lints.contains(lint)));
        }
        minor.retain(|_, lints| !lints.is_empty());
        let mut text = String::new();
        for (class, failures) in [("major", &major), ("minor", &minor)] {
            for (edit, lints) in failures {
                let lints: Vec<&str> = lints.iter().map(String::as_str).collect();
                let _ = writeln!(text, "{class} {edit} {}", lints.join(" "));
            }
        }
        Ok(text)
    }

    /// Documents one of the crates as JSON.
    fn rustdoc(&self, package: &str) -> Result<PathBuf, String> {
        let target = self.folder.join("target");
        run(cargo()
            .args(["rustdoc", "--quiet", "--offline"])
            .args(["--lib", "--features", "client", "--package", package])
            .args(["--", "-Zunstable-options", "--output-format", "json"])
            .args(["--document-private-items", "--document-hidden-items"])
            .args(["--cap-lints", "allow"])
            .current_dir(&self.folder)
            // The format is unstable, and the tool knows that of each version.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", &target))?;
        let json = target.join(format!("{package}.json"));
        fs::rename(target.join("doc/corpus.json"), &json)
            .map_err(|error| format!("cannot write `{}`: {error}", json.display()))?;
        Ok(json)
    }

    /// Names of the edits: each has a folder.
    fn edits(&self) -> Result<Vec<String>, String> {
        let folder = self.folder.join("new/src");
        let failed = |error| format!("cannot read `{}`: {error}", folder.display());
        let mut edits = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if let (true, Some(name)) = (path.is_dir(), path.file_name()) {
                edits.push(name.to_string_lossy().into_owned());
            }
        }
        Ok(edits)
    }
}

/// What the tool reports. It fails when it finds something, as it must here.
fn report(check: &mut Command) -> Result<String, String> {
    let line = line(check);
    let output = check
        .output()
        .map_err(|error| format!("cannot run `{line}`: {error}"))?;
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    if report.contains("--- failure ") {
        return Ok(report);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{line}` found nothing:\n{report}{errors}"))
}

/// The lints that failed, by edit: after the title of each come lines that name a file in the
/// edit's module.
fn failures(report: &str, edits: &[String]) -> Failures {
    let mut failures = Failures::new();
    let mut lint = "";
    for line in report.lines() {
        if let Some(title) = line.strip_prefix("--- failure ") {
            lint = title.split(':').next().unwrap_or_default();
        }
        let is_named = |edit: &&String| {
            let folder = Path::new("src").join(edit);
            line.contains(&format!("{}{MAIN_SEPARATOR}", folder.display()))
        };
        if let Some(edit) = edits.iter().find(is_named) {
            let lints = failures.entry(edit.clone()).or_default();
            lints.insert(lint.to_owned());
        }
    }
    failures
}

#[cfg(test)]
mod tests {
    use super::*;

    // R17.1
    #[test]
    fn lints_are_told_by_the_edit_whose_file_they_name() {
        let report = "--- failure enum_variant_missing: gone ---\n\
                      Failed in:\n  variant A, previously in file /x/old/src/removed/types/a.rs:3\n\
                      --- failure struct_missing: gone ---\n  struct B in src/removed_all/b.rs:1\n";
        let edits = ["removed", "removed_all"].map(str::to_owned);
        let found = failures(report, &edits);
        let lints = |edit: &str| found[edit].iter().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(lints("removed"), ["enum_variant_missing"]);
        assert_eq!(lints("removed_all"), ["struct_missing"]);
    }
}
