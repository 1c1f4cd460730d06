//! What the golden files show is Rust: it compiles without a warning, so do its docs, and it says
//! on the wire what the documents say.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use jobs_codegen::{Target, Tree};

use crate::fixtures;

/// Makes a workspace with a crate for each fixture; returns its folder.
fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    let runtime = root.join("crates/jobs-runtime");
    let mut wanted = Tree::new();
    let mut members = String::new();
    let documents = fixtures::all("golden").into_iter();
    for fixture in documents.chain([fixtures::of_templates()]) {
        let generated = fixture.generate_as(Target::Package).unwrap();
        let name = fixture.name.replace('_', "-");
        writeln!(members, "    \"{name}\",").unwrap();
        for (path, text) in generated.tree {
            // A crate of its own is a workspace of its own; here all are members of one.
            let text = text
                .replace("\n[workspace]\n", "")
                .replace("path/to/jobs-runtime", &runtime.display().to_string());
            wanted.insert(Path::new(&name).join(path), text);
        }
    }
    members.push_str("    \"wire\",\n");
    wanted.insert(PathBuf::from("wire/Cargo.toml"), wire_manifest(&runtime));
    for (path, text) in fixtures::files(&root.join("codegen/tests/wire")) {
        wanted.insert(Path::new("wire/src").join(path), text);
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    wanted.insert(PathBuf::from("Cargo.toml"), manifest);
    // With the versions of this repository, there is nothing to fetch.
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Cargo.lock"), lock).unwrap();
    write(&folder, &wanted);
    folder
}

/// Fixtures whose crates are tried.
const TRIED: [&str; 13] = [
    "additional-members",
    "answers",
    "bodies",
    "choices",
    "discriminator",
    "kept",
    "nullable-3-1",
    "odd-names",
    "package-names",
    "parameter-styles",
    "recursion",
    "servers",
    "unsigned",
];

/// The manifest of a crate of tests, over crates that were generated.
fn wire_manifest(runtime: &Path) -> String {
    let mut manifest = format!(
        "[package]\nname = \"wire\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\n\
         blocking = []\n\n[dependencies]\njobs-runtime = {{ path = {:?}, default-features = \
         false, features = [\"blocking\", \"testing\"] }}\n",
        runtime.display().to_string()
    );
    for name in TRIED {
        let features = "default-features = false, features = [\"blocking\"]";
        writeln!(manifest, "{name} = {{ path = \"../{name}\", {features} }}").unwrap();
    }
    manifest
}

/// Writes what differs, so that Cargo does again only what has to be done again.
fn write(folder: &Path, wanted: &Tree) {
    for (path, text) in wanted {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    for path in fixtures::files(folder).keys() {
        let is_source = path.extension().is_some_and(|end| end == "rs");
        if is_source && !path.starts_with("target") && !wanted.contains_key(path) {
            fs::remove_file(folder.join(path)).unwrap();
        }
    }
}

/// Runs a command of Cargo over all crates, with all code but that of the transport.
fn cargo(folder: &Path, command: &str, arguments: &[&str]) {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([command, "--quiet", "--offline"])
        .args((command != "test").then_some("--workspace"))
        .args(["--no-default-features", "--features", "blocking"])
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    let tests = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "cargo {command}:\n{text}{tests}");
}

#[test]
fn what_is_generated_compiles_without_a_warning_and_works() {
    let folder = workspace();
    let denied = [
        "warnings",
        "missing_docs",
        "unreachable_pub",
        "clippy::pedantic",
    ];
    // Descriptions name things as their authors do.
    let allowed = ["clippy::doc_markdown"];
    let denied = denied.iter().flat_map(|lint| ["--deny", lint]);
    let allowed = allowed.iter().flat_map(|lint| ["--allow", lint]);
    let lints: Vec<&str> = ["--"].into_iter().chain(denied).chain(allowed).collect();
    cargo(&folder, "clippy", &lints);
    cargo(&folder, "doc", &["--no-deps"]);
    // R16.1: it not only compiles, but says on the wire what the document says.
    cargo(&folder, "test", &["--package", "wire"]);
}
