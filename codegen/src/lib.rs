//! Turns an OpenAPI document into a Rust client.
//!
//! The pipeline: [`openapi`] reads the document as it is written, [`model`] makes sense of it,
//! `templates` render what it means as Rust, and the result is a [`Tree`] of files. What is wrong
//! in the document comes back as [`Diagnostic`]s, all at once, with file and line.

mod diagnostics;
pub mod diff;
mod format;
pub mod model;
pub mod openapi;
mod parallel;
mod templates;
mod verify;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use diagnostics::{
    Diagnostic, Diagnostics, Excerpt, Lenience, Mark, Place, Rule, Severity, Spot, Strictness,
};

pub use verify::{NotRust, verify};

use openapi::{Document, Files, Loaded, NameLock, Overlays};

/// Files by their paths within the folder that is generated.
pub type Tree = BTreeMap<PathBuf, String>;

/// How to generate.
#[derive(Clone, Debug)]
pub struct Options {
    /// First line of every file, without the comment sign.
    pub header: String,
    /// Name of the crate that the code is for.
    pub crate_name: String,
    /// Whether the document is not ours: what it cannot say is then assumed, with a warning. In
    /// our own, warnings are errors.
    pub foreign: bool,
    /// Whether what is not supported of such a document is taken for any JSON, or left out, with a
    /// warning.
    pub lenient: bool,
    /// The file with the names that were made up before. It need not be there yet.
    pub lock: Option<PathBuf>,
    /// What the document leaves out.
    pub overlays: Overlays,
    /// Where a crate of its own finds the runtime.
    pub runtime: Runtime,
    /// Hidden lines before the sample of each operation, so that it runs as a test.
    pub sample_head: Vec<String>,
    /// Hidden lines after it.
    pub sample_tail: Vec<String>,
    /// What earlier versions had, and the code keeps.
    pub kept: model::Kept,
}

/// Where a crate finds the runtime, as its manifest says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder, from that of the crate if it is no full path.
    Path(PathBuf),
    /// In the registry, by the versions that will do.
    Version(String),
}

/// What to emit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder of modules, for a crate that has other code too. Its root has to show the modules
    /// `operations` and `types` as its own.
    Folder,
    /// A crate of its own.
    Package,
    /// A list of all types, for the tests of such a folder.
    Cases,
    /// What requests may say, for a service that checks them.
    Shapes,
    /// A document that a person reads.
    Reference,
    /// A command for each operation, for a program that is used at a terminal.
    Commands,
    /// A crate of the same types over serde's derive, to measure against.
    Derive,
}

/// Code, and what is worth a look in the document.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files.
    pub tree: Tree,
    /// The API that they are made of.
    pub api: model::Api,
    /// What the lock file has to say from now on.
    pub lock: String,
    /// Warnings only.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a document means.
#[derive(Clone, Debug)]
pub struct Understood {
    /// The API.
    pub api: model::Api,
    /// What the lock file has to say from now on.
    pub lock: String,
    /// Warnings only.
    pub diagnostics: Vec<Diagnostic>,
}

/// Generates code from a document.
///
/// # Errors
///
/// When something in the document is wrong or not supported: everything that was found.
pub fn generate(
    document: &Path,
    files: &dyn Files,
    target: Target,
    options: &Options,
) -> Result<Generated, Vec<Diagnostic>> {
    let understood = understand(document, files, options)?;
    Ok(Generated {
        tree: render(&understood.api, target, options),
        api: understood.api,
        lock: understood.lock,
        diagnostics: understood.diagnostics,
    })
}

/// Understands a document without generating anything.
///
/// # Errors
///
/// When something in the document is wrong or not supported: everything that was found.
pub fn understand(
    document: &Path,
    files: &dyn Files,
    options: &Options,
) -> Result<Understood, Vec<Diagnostic>> {
    let strictness = match (options.foreign, options.lenient) {
        // Nobody reads the warnings of a build; what is worth a look in our own document is put
        // right.
        (false, _) => Strictness::Strict,
        (true, false) => Strictness::Normal,
        (true, true) => Strictness::Lenient,
    };
    let mut diagnostics = Diagnostics::new(strictness);
    let mut loaded = Loaded::load(document, &options.overlays, files, &mut diagnostics);
    let locked = options.lock.as_deref().and_then(|path| {
        let node = loaded.open_beside(path, files, &mut diagnostics)?;
        Some((path, node))
    });
    let locked = locked.as_ref();
    let locked = locked.map(|(path, node)| openapi::located(node, *path));
    let mut lock = NameLock::read(locked, &mut diagnostics);
    let text = |file: &Path| loaded.text(file);
    let Some(document) = Document::read(&loaded, &mut diagnostics) else {
        return Err(diagnostics.into_sorted(text));
    };
    let api = model::lower(
        &document,
        &loaded,
        &options.kept,
        &mut lock,
        &mut diagnostics,
    );
    if diagnostics.has_errors() {
        return Err(diagnostics.into_sorted(text));
    }
    Ok(Understood {
        api,
        lock: lock.text(),
        diagnostics: diagnostics.into_sorted(text),
    })
}

/// Renders an API that has been understood already, such as for a second target.
#[must_use]
pub fn render(api: &model::Api, target: Target, options: &Options) -> Tree {
    match target {
        Target::Folder => templates::folder(api, options),
        Target::Package => templates::package(api, options),
        Target::Cases => templates::cases(api, options),
        Target::Shapes => templates::shapes(api, options),
        Target::Reference => templates::reference(api, options),
        Target::Commands => templates::commands(api, options),
        Target::Derive => templates::derive(api, options),
    }
}
