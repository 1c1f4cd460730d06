//! `cargo xtask generate`: the client from the spec.

pub(crate) mod foreign;
mod output;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use jobs_codegen::model::{Api, Kept};
use jobs_codegen::openapi::{Files, Overlays};
use jobs_codegen::{Diagnostic, Generated, Options, Runtime, Severity, Target, Tree};

use self::foreign::foreign;
use self::output::{Changes, Output, Owned};
use crate::changelog;
use crate::revisions::{self, KEPT, Repository, SPEC};
use crate::workspace;

/// The file of names that were made up, beside the spec or in the crate.
pub(crate) const LOCK: &str = "names.lock";

/// Arguments of `cargo xtask generate`.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail with the list of files that are not up to date.
    #[arg(long)]
    check: bool,
    /// Another OpenAPI document (3.0 or 3.1), to make a crate of its own from.
    #[arg(long, value_name = "FILE", requires = "directory")]
    spec: Option<PathBuf>,
    /// An overlay (OpenAPI Overlay 1.0) with what that document leaves out; several are applied in
    /// their order.
    #[arg(long = "overlay", value_name = "FILE", requires = "spec")]
    overlays: Vec<PathBuf>,
    /// Where to put the crate.
    #[arg(long = "crate", value_name = "DIR", requires = "spec")]
    directory: Option<PathBuf>,
    /// Name of the crate; that of its folder if not given.
    #[arg(long, requires = "spec")]
    name: Option<String>,
    /// Where the crate finds `jobs-runtime`: a folder, or the versions that will do; this checkout if
    /// not given. A folder is written down as seen from the crate.
    #[arg(long, value_name = "PATH|VERSION", requires = "spec")]
    runtime: Option<String>,
    /// Take what is not supported of such a document for any JSON, and leave operations out that
    /// cannot be expressed; each with a warning.
    #[arg(long, requires = "spec")]
    lenient: bool,
}

impl Arguments {
    /// The arguments of `cargo xtask generate --check`.
    pub(crate) fn check() -> Self {
        Self {
            check: true,
            ..Self::default()
        }
    }

    /// The command line that writes what these look at.
    fn line(&self) -> String {
        let mut command = Command::new("cargo");
        command.args(["xtask", "generate"]);
        let paths = [("--spec", &self.spec), ("--crate", &self.directory)];
        let overlays = self.overlays.iter().map(|file| ("--overlay", file));
        for (name, path) in paths
            .into_iter()
            .filter_map(|(name, path)| Some((name, path.as_ref()?)))
            .chain(overlays)
        {
            command.arg(name).arg(path);
        }
        for (name, text) in [("--name", &self.name), ("--runtime", &self.runtime)] {
            if let Some(text) = text {
                command.arg(name).arg(text);
            }
        }
        if self.lenient {
            command.arg("--lenient");
        }
        workspace::line(&command)
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let (api, outputs) = match (&arguments.spec, &arguments.directory) {
        (Some(spec), Some(directory)) => {
            let mut generated = foreign(spec, directory, arguments)?;
            let locks = locks(&generated);
            generated.tree.extend(locks);
            let output = Output {
                tree: generated.tree,
                directory: directory.clone(),
                owned: Owned::Sources,
            };
            (generated.api, vec![output])
        }
        _ => own_outputs()?,
    };
    let mut changed = Vec::new();
    for output in outputs {
        let directory = &output.directory;
        let changes = Changes::between(&output.tree, directory, output.owned)
            .map_err(|error| format!("cannot read `{}`: {error}", directory.display()))?;
        changes.verify(&output.tree)?;
        changed.push((output, changes));
    }
    // Not before: of what is wrong anywhere, nothing is written.
    let mut stale = String::new();
    for (output, changes) in changed {
        let directory = &output.directory;
        if arguments.check {
            stale.push_str(&changes.report(directory));
        } else {
            changes
                .apply(&output.tree, directory)
                .map_err(|error| format!("cannot write `{}`: {error}", directory.display()))?;
            // A reader that has gone away is no reason to fail.
            let summary = summary(&api, &output.tree, &changes, directory);
            let _ = writeln!(io::stdout(), "{summary}");
        }
    }
    if stale.is_empty() {
        if !arguments.check && arguments.spec.is_none() {
            changelog::tell(&Repository::own())?;
        }
        return Ok(());
    }
    Err(format!(
        "generated code is not up to date:\n{stale}run `{}`",
        arguments.line()
    ))
}

/// All that is generated from our spec, and where it goes. A new kind of output is one more here.
fn own_outputs() -> Result<(Api, Vec<Output>), String> {
    let generated = own(Target::Folder)?;
    let locks = locks(&generated);
    let Generated { tree, api, .. } = generated;
    let output = |tree, directory, owned| Output {
        tree,
        directory: workspace::root().join(directory),
        owned,
    };
    let mut outputs = vec![
        output(tree, "crates/jobs-api/src/generated", Owned::All),
        output(locks, "spec", Owned::Emitted),
    ];
    if let Some(changelog) = changelog::drafted(&Repository::own())? {
        let changelog = Tree::from([(PathBuf::from("CHANGELOG.md"), changelog)]);
        outputs.push(output(changelog, "", Owned::Emitted));
    }
    let others = [
        (Target::Cases, "tests/src/generated", Owned::All),
        (
            Target::Shapes,
            "crates/jobs-emulator/src/generated",
            Owned::All,
        ),
        (
            Target::Commands,
            "crates/jobs-cli/src/generated",
            Owned::All,
        ),
        (Target::Reference, "spec", Owned::Emitted),
    ];
    let options = own_options();
    outputs.extend(others.map(|(target, directory, owned)| {
        output(
            jobs_codegen::render(&api, target, &options),
            directory,
            owned,
        )
    }));
    Ok((api, outputs))
}

/// The files that keep what was generated as it was: names, and what later versions of the document
/// take away.
fn locks(generated: &Generated) -> Tree {
    Tree::from([
        (PathBuf::from(LOCK), generated.lock.clone()),
        (PathBuf::from(KEPT), Kept::of(&generated.api).to_string()),
    ])
}

/// Writes the types of the API over serde's derive as a crate into a folder, to measure against.
pub(crate) fn derive_peer(directory: &Path) -> Result<(), String> {
    let generated = own(Target::Derive)?;
    Changes::between(&generated.tree, directory, Owned::Sources)
        .and_then(|changes| changes.apply(&generated.tree, directory))
        .map_err(|error| format!("cannot write `{}`: {error}", directory.display()))
}

/// The code of `jobs-api`.
fn own(target: Target) -> Result<Generated, String> {
    let files = Disk {
        base: workspace::root(),
    };
    let kept = revisions::kept(&Path::new("spec").join(KEPT), &files)?;
    let options = Options {
        kept: kept.unwrap_or_default(),
        ..own_options()
    };
    generate(Path::new(SPEC), &files, target, &options)
}

/// The options for `jobs-api`, but for what its code keeps.
pub(crate) fn own_options() -> Options {
    Options {
        header: "Generated by `cargo xtask generate` from spec/. Do not edit.".to_owned(),
        crate_name: "jobs-api".to_owned(),
        foreign: false,
        lenient: false,
        lock: Some(PathBuf::from("spec").join(LOCK)),
        overlays: Overlays::default(),
        runtime: Runtime::Path(PathBuf::new()),
        sample_head: vec![
            "use jobs_api::operations::*;".to_owned(),
            "use jobs_api::types::*;".to_owned(),
            "jobs_tests::example(async |client, example| {".to_owned(),
        ],
        sample_tail: vec!["Ok(())".to_owned(), "});".to_owned()],
        kept: Kept::default(),
    }
}

fn generate(
    spec: &Path,
    files: &Disk,
    target: Target,
    options: &Options,
) -> Result<Generated, String> {
    match jobs_codegen::generate(spec, files, target, options) {
        Ok(generated) => {
            eprint!("{}", listed(&generated.diagnostics));
            Ok(generated)
        }
        Err(diagnostics) => {
            let errors = diagnostics
                .iter()
                .filter(|found| found.severity == Severity::Error);
            let count = errors.count();
            let errors = if count == 1 { "error" } else { "errors" };
            Err(format!(
                "{}{count} {errors}; nothing was written",
                listed(&diagnostics)
            ))
        }
    }
}

fn listed(diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .fold(String::new(), |mut text, diagnostic| {
            let _ = writeln!(text, "{diagnostic}\n");
            text
        })
}

/// The files of this machine.
pub(crate) struct Disk {
    pub(crate) base: PathBuf,
}

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<String> {
        fs::read_to_string(self.base.join(path))
    }
}

fn summary(api: &Api, tree: &Tree, changes: &Changes, directory: &Path) -> String {
    let types: usize = api.modules.iter().map(|module| module.types.len()).sum();
    let operations: usize = api.groups.iter().map(|group| group.operations.len()).sum();
    let lines: usize = tree.values().map(|text| text.lines().count()).sum();
    let root = workspace::root();
    format!(
        "{}: {operations} operations, {types} types, {lines} lines in {} files; {} written, {} \
         deleted",
        directory.strip_prefix(&root).unwrap_or(directory).display(),
        tree.len(),
        changes.differ.len(),
        changes.obsolete.len()
    )
}

#[cfg(test)]
mod tests;
