//! The code before and after each edit, as crates.
//!
//! In `new` each edit has a module with the code after it. `base` has the code before them all, and
//! `old` has it once for each edit, for `cargo xtask semver-checks` to compare path by path.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use jobs_codegen::Tree;
use jobs_codegen::diff::Class;
use jobs_codegen::model::Kept;

use super::Library;
use super::edits::{EDITS, Edit};
use crate::fixtures;

/// A program that uses everything, and must survive whatever is no major change.
const PROGRAM: &str = include_str!("program.rs");

/// A workspace below the target folder.
struct Workspace {
    folder: PathBuf,
    wanted: Tree,
}

impl Workspace {
    fn new(name: &str) -> Self {
        Self {
            folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name),
            wanted: Tree::new(),
        }
    }

    /// Adds a library, `corpus` to those who use it, of modules.
    fn add_library(&mut self, package: &str, modules: &[(&str, Tree)]) {
        let manifest = format!(
            "[package]\nname = \"{package}\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n\
             [lib]\nname = \"corpus\"\n\n[features]\nclient = []\nblocking = []\n\n\
             [dependencies]\n{RUNTIME}"
        );
        self.add(package, "Cargo.toml", manifest);
        let mut root = String::new();
        for (name, tree) in modules {
            writeln!(root, "pub mod {name};").unwrap();
            for (path, text) in tree {
                let path = Path::new("src").join(name).join(path);
                self.wanted
                    .insert(Path::new(package).join(path), text.clone());
            }
        }
        self.add(package, "src/lib.rs", root);
    }

    /// Adds a program that uses a library: as modules, each of which must compile for the others
    /// to, and as examples, each of which compiles or not.
    fn add_program(&mut self, name: &str, library: &str, modules: &Tree, examples: &Tree) {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ncorpus = {{ package = \"{library}\", path = \"../{library}\", \
             features = [\"client\"] }}\n{RUNTIME}"
        );
        self.add(name, "Cargo.toml", manifest);
        let mut root = String::new();
        for (path, text) in modules {
            writeln!(root, "pub mod {};", path.display()).unwrap();
            self.add(name, &format!("src/{}.rs", path.display()), text.clone());
        }
        self.add(name, "src/lib.rs", root);
        for (path, text) in examples {
            self.add(
                name,
                &format!("examples/{}.rs", path.display()),
                text.clone(),
            );
        }
    }

    fn add(&mut self, package: &str, path: &str, text: String) {
        self.wanted.insert(Path::new(package).join(path), text);
    }

    /// Writes what differs, so that Cargo does again only what has to be done again.
    fn write(&mut self) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let runtime = root.join("crates/jobs-runtime").display().to_string();
        let paths: BTreeSet<&Path> = self
            .wanted
            .keys()
            .filter_map(|path| path.iter().next().map(Path::new))
            .collect();
        let members: Vec<String> = paths.iter().map(|path| format!("{path:?}")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[workspace.dependencies]\n\
             jobs-runtime = {{ path = {runtime:?}, default-features = false, features = [\"blocking\"] }}\n",
            members.join(", ")
        );
        self.wanted.insert(PathBuf::from("Cargo.toml"), manifest);
        // With the versions of this repository, there is nothing to fetch.
        let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
        fs::create_dir_all(&self.folder).unwrap();
        fs::write(self.folder.join("Cargo.lock"), lock).unwrap();
        for (path, text) in &self.wanted {
            let path = self.folder.join(path);
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        for path in fixtures::files(&self.folder).keys() {
            let is_source = path.extension().is_some_and(|end| end == "rs");
            if is_source && !path.starts_with("target") && !self.wanted.contains_key(path) {
                fs::remove_file(self.folder.join(path)).unwrap();
            }
        }
    }

    /// Cargo in this workspace.
    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args([command, "--quiet", "--offline"])
            .current_dir(&self.folder)
            // Shared with other tests that build the same dependencies.
            .env("CARGO_TARGET_DIR", self.folder.join("../golden/target"))
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        cargo
    }
}

const RUNTIME: &str = "jobs-runtime = { workspace = true }\n";

/// The code before the edits.
fn before() -> Tree {
    Library::base().generate(Kept::default()).1
}

/// The code after each edit.
fn after() -> Vec<(&'static str, Tree)> {
    let (old, _) = Library::base().generate(Kept::default());
    let kept = Kept::of(&old);
    let after = |edit: &Edit| Library::edited(edit).generate(kept.clone()).1;
    EDITS.iter().map(|edit| (edit.name, after(edit))).collect()
}

/// A file of a program that uses a module of the corpus.
fn program(module: &str, code: &str) -> String {
    format!(
        "#![allow(unused_imports)]\nuse corpus::{module} as api;\nuse api::Client;\n\
         use api::operations::*;\nuse api::types::*;\nuse jobs_runtime::json::Extra;\n\n{code}"
    )
}

/// An example with some statements.
fn example(module: &str, code: &str) -> String {
    program(module, &format!("fn main() {{\n    {code}\n}}\n"))
}

// R17.1, R17.2: the compiler's word.
#[test]
fn code_breaks_by_major_changes_only() {
    let is_major = |edit: &&Edit| edit.class == Some(Class::Major);
    let breaking: Vec<&Edit> = EDITS.iter().filter(is_major).collect();
    let mut workspace = Workspace::new("semver");
    let (before, after) = (before(), after());
    workspace.add_library("base", &[("base", before.clone())]);
    let old: Vec<_> = after
        .iter()
        .map(|(name, _)| (*name, before.clone()))
        .collect();
    workspace.add_library("old", &old);
    workspace.add_library("new", &after);
    let code = |module| move |edit: &&Edit| (PathBuf::from(edit.name), example(module, edit.code));
    let whole = |name: &str| (PathBuf::from(name), program(name, PROGRAM));
    let examples = breaking.iter().map(code("base")).collect();
    workspace.add_program(
        "user-before",
        "base",
        &Tree::from([whole("base")]),
        &examples,
    );
    let harmless = EDITS.iter().filter(|edit| !is_major(edit));
    let harmless = harmless.map(|edit| whole(edit.name)).collect();
    let examples = breaking
        .iter()
        .map(|edit| (PathBuf::from(edit.name), example(edit.name, edit.code)))
        .collect();
    workspace.add_program("user-after", "new", &harmless, &examples);
    workspace.write();

    let mut check = workspace.cargo("check");
    let output = check
        .args(["--package", "user-before", "--all-targets"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "before any edit:\n{text}");
    let mut check = workspace.cargo("check");
    let output = check
        .args(["--package", "user-after", "--lib"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "no major change may break this:\n{text}"
    );
    let mut check = workspace.cargo("check");
    let short = ["--examples", "--keep-going", "--message-format", "short"];
    let output = check
        .args(["--package", "user-after"])
        .args(short)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    let errors: Vec<&str> = text
        .lines()
        .filter(|line| line.contains(": error"))
        .collect();
    for edit in breaking {
        let place = Path::new("examples").join(edit.name);
        let place = format!("{}.rs:", place.display());
        let breaks = errors.iter().any(|line| line.contains(&place));
        assert!(breaks, "{} breaks nothing:\n{text}", edit.name);
    }
}
