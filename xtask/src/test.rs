//! `cargo xtask test`: everything that must hold before a change lands.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::canaries::Watch;
use crate::python::{Emulator, Python};
use crate::release;
use crate::revisions::Repository;
use crate::workspace::{cargo, root, run, target};
use crate::{documents, generate};

/// Runs all checks, the quick ones first.
pub(crate) fn run_all() -> Result<(), String> {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    eprintln!("> cargo xtask generate --check");
    generate::run(&generate::Arguments::check())?;
    release::check(&Repository::own())?;
    let deny = ["--", "--deny", "warnings"];
    let clippy = ["clippy", "--workspace", "--all-targets", "--all-features"];
    run(cargo().args(clippy).args(deny))?;
    // The SDK's crates must build with fewer features too: types alone, and any transport.
    for features in ["", "client"] {
        let parts = ["--package", "jobs-api", "--package", "jobs-runtime"];
        let features = ["--no-default-features", "--features", features];
        run(cargo().arg("clippy").args(parts).args(features).args(deny))?;
    }
    webassembly()?;
    let watch = Watch::default();
    rust(&watch)?;
    run(cargo().env("RUSTDOCFLAGS", "--deny warnings").args([
        "doc",
        "--workspace",
        "--no-deps",
        "--all-features",
    ]))?;
    python(&watch)?;
    eprintln!("> cargo xtask documents");
    documents::run(&documents::Arguments::test())?;
    watch.verdict()
}

/// All Rust tests. What they write is searched, be it shown or not, and what they leave behind.
fn rust(watch: &Watch) -> Result<(), String> {
    let folder = target().join("tmp/left-behind");
    // It need not be there yet.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    let mut tests = cargo();
    tests.args([
        "test",
        "--workspace",
        "--all-features",
        "--",
        "--show-output",
    ]);
    let tested = watch.run(tests.env("TMPDIR", &folder));
    watch.search_files(&folder);
    // Which test leaks is worth knowing even if another fails.
    match (tested, watch.verdict()) {
        (Err(failed), Err(leaks)) => Err(format!("{failed}\n{leaks}")),
        (tested, leaks) => tested.and(leaks),
    }
}

/// Types and wire code build for WebAssembly, if its target is to be had.
fn webassembly() -> Result<(), String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    if !has_target(TARGET) {
        eprintln!("installing the Rust target {TARGET}");
        let installed = run(Command::new("rustup").args(["target", "add", TARGET]));
        if installed.is_err() || !has_target(TARGET) {
            eprintln!("(it cannot be had here: the types are not checked for WebAssembly)");
            return Ok(());
        }
    }
    let types = ["--package", "jobs-api", "--no-default-features"];
    run(cargo().arg("check").args(types).args(["--target", TARGET]))
}

/// Whether the toolchain can build for a target.
fn has_target(name: &str) -> bool {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let libraries = Path::new(sysroot.unwrap_or_default().trim()).join("lib/rustlib");
    libraries.join(name).exists()
}

/// The spec against the official Python SDK, and that SDK and older clients against the emulator.
fn python(watch: &Watch) -> Result<(), String> {
    let python = Python::set_up()?;
    for script in ["check_spec.py", "test_check_spec.py"] {
        watch.run(python.script(script).arg(root().join("spec")))?;
    }
    let emulator = Emulator::start(watch, &[])?;
    for script in ["conformance.py", "usage_examples.py"] {
        watch.run(emulator.environment(&mut python.script(script)))?;
    }
    let older = Python::set_up_older()?;
    watch.run(emulator.environment(&mut older.script("clients_older.py")))?;
    let emulator = Emulator::start(watch, &["--run-local"])?;
    watch.run(emulator.environment(&mut python.script("run_code.py")))?;
    // It reads everything there is, and is to find its own things alone.
    let emulator = Emulator::start(watch, &[])?;
    watch.run(emulator.environment(&mut python.script("within_spec.py")))
}
