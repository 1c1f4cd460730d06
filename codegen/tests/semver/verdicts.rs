//! What `cargo-semver-checks` says of the crates before and after each edit.
//!
//! To build that tool takes minutes, so its findings are kept in `verdicts.txt`: `cargo xtask
//! semver-checks` installs it, asks it again, and fails if it says something else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use jobs_codegen::diff::Class;

use super::crates::{self, Workspace};
use super::edits::EDITS;
use crate::golden::is_update;

/// The lints that an edit fails, by the edit's name: those of major changes, and of minor ones.
#[derive(Debug, Default, PartialEq, Eq)]
struct Verdicts {
    major: BTreeMap<String, BTreeSet<String>>,
    minor: BTreeMap<String, BTreeSet<String>>,
}

impl Verdicts {
    fn path() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/semver/verdicts.txt")
    }

    /// Those that were written down.
    fn recorded() -> Self {
        let mut verdicts = Self::default();
        for line in fs::read_to_string(Self::path()).unwrap().lines() {
            let mut words = line.split_whitespace();
            let (Some(class), Some(edit)) = (words.next(), words.next()) else {
                panic!("`{line}` is no verdict");
            };
            let of_class = match class {
                "major" => &mut verdicts.major,
                "minor" => &mut verdicts.minor,
                _ => panic!("`{class}` is no class of a lint"),
            };
            let lints = words.map(str::to_owned).collect();
            of_class.insert(edit.to_owned(), lints);
        }
        verdicts
    }

    fn record(&self) {
        let mut text = String::new();
        for (class, verdicts) in [("major", &self.major), ("minor", &self.minor)] {
            for (edit, lints) in verdicts {
                let lints: Vec<&str> = lints.iter().map(String::as_str).collect();
                writeln!(text, "{class} {edit} {}", lints.join(" ")).unwrap();
            }
        }
        fs::write(Self::path(), text).unwrap();
    }

    /// Asks the tool.
    fn ask(tool: &Path) -> Self {
        let before = crates::before();
        let after = crates::after();
        let before = after.iter().map(|(name, _)| (*name, before.clone()));
        let before: Vec<_> = before.collect();
        let mut workspace = Workspace::new("semver-checks");
        workspace.add_library("old", &before);
        workspace.add_library("new", &after);
        workspace.write();
        let old = rustdoc(&workspace, "old");
        let new = rustdoc(&workspace, "new");
        let failed = |release: &str| {
            let output = Command::new(tool)
                .args(["semver-checks", "--color", "never"])
                .arg("--baseline-rustdoc")
                .arg(&old)
                .arg("--current-rustdoc")
                .arg(&new)
                .args(["--release-type", release])
                .output()
                .unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(text.contains("--- failure "), "{text}\n{errors}");
            failures(&text)
        };
        // A patch release may neither break nor add.
        let (major, mut minor) = (failed("minor"), failed("patch"));
        for (edit, lints) in &mut minor {
            lints.retain(|lint| !major.get(edit).is_some_and(|lints| lints.contains(lint)));
        }
        minor.retain(|_, lints| !lints.is_empty());
        Self { major, minor }
    }
}

/// Documents a crate as JSON.
fn rustdoc(workspace: &Workspace, package: &str) -> PathBuf {
    let mut rustdoc = workspace.cargo("rustdoc");
    let target = workspace.folder.join("target");
    let output = rustdoc
        .args(["--lib", "--features", "client", "--package", package])
        .args(["--", "-Zunstable-options", "--output-format", "json"])
        .args(["--document-private-items", "--document-hidden-items"])
        .args(["--cap-lints", "allow"])
        // The format is unstable, and the tool knows that of each version.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &target)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let json = target.join(format!("{package}.json"));
    fs::rename(target.join("doc/corpus.json"), &json).unwrap();
    json
}

/// The lints that failed, by edit: after the title of each come lines that name a file in the
/// edit's module.
fn failures(report: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut failures: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lint = "";
    for line in report.lines() {
        if let Some(title) = line.strip_prefix("--- failure ") {
            lint = title.split(':').next().unwrap_or_default();
        }
        let edit = EDITS.iter().find(|edit| {
            let folder = Path::new("src").join(edit.name);
            line.contains(&format!(
                "{}{}",
                folder.display(),
                std::path::MAIN_SEPARATOR
            ))
        });
        if let Some(edit) = edit {
            let lints = failures.entry(edit.name.to_owned()).or_default();
            lints.insert(lint.to_owned());
        }
    }
    failures
}

// R17.1
#[test]
fn cargo_semver_checks_agrees_over_all_edits() {
    let verdicts = Verdicts::recorded();
    for edit in EDITS {
        let major = verdicts.major.get(edit.name);
        assert_eq!(major.is_some(), edit.seen, "{}: {major:?}", edit.name);
        let is_major = edit.class == Some(Class::Major);
        assert!(is_major || major.is_none(), "{}: {major:?}", edit.name);
        let minor = verdicts.minor.get(edit.name);
        let is_minor = edit.class >= Some(Class::Minor);
        assert!(is_minor || minor.is_none(), "{}: {minor:?}", edit.name);
    }
    let known = |name: &&String| EDITS.iter().any(|edit| edit.name == **name);
    let mut recorded = verdicts.major.keys().chain(verdicts.minor.keys());
    assert!(recorded.all(|name| known(&name)), "a verdict on no edit");
}

#[test]
#[ignore = "needs cargo-semver-checks: `cargo xtask semver-checks`"]
fn what_is_recorded_is_what_cargo_semver_checks_says() {
    let tool = env::var_os("CARGO_SEMVER_CHECKS").expect("a path in CARGO_SEMVER_CHECKS");
    let verdicts = Verdicts::ask(Path::new(&tool));
    if is_update() {
        verdicts.record();
    }
    assert_eq!(verdicts, Verdicts::recorded());
}
