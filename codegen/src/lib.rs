//! Turns an OpenAPI document into a Rust client.
//!
//! The pipeline: [`openapi`] reads the document as it is written, [`model`] makes sense of it,
//! `templates` render what it means as Rust, and the result is a [`Tree`] of files. What is wrong
//! in the document comes back as [`Diagnostic`]s, all at once, with file and line.

mod diagnostics;
mod format;
pub mod model;
pub mod openapi;
mod templates;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use diagnostics::{Diagnostic, Diagnostics, Place, Severity};

use openapi::{Document, Files, Loaded};

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
    /// Path of the runtime, for the manifest of a crate of its own.
    pub runtime: String,
    /// Hidden lines before the sample of each operation, so that it runs as a test.
    pub sample_head: Vec<String>,
    /// Hidden lines after it.
    pub sample_tail: Vec<String>,
}

/// What to emit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder of modules, for a crate that has other code too.
    Folder,
    /// A crate of its own.
    Package,
    /// A list of all types, for the tests of such a folder.
    Cases,
    /// What requests may say, for a service that checks them.
    Shapes,
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
    // Nobody reads the warnings of a build; what is worth a look in our own document is put right.
    let mut diagnostics = Diagnostics::new(!options.foreign);
    let loaded = Loaded::load(document, files, &mut diagnostics);
    let Some(document) = Document::read(&loaded, &mut diagnostics) else {
        return Err(diagnostics.into_sorted());
    };
    let api = model::lower(&document, &loaded, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnostics.into_sorted());
    }
    Ok(Generated {
        tree: render(&api, target, options),
        api,
        diagnostics: diagnostics.into_sorted(),
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
        Target::Derive => templates::derive(api, options),
    }
}
