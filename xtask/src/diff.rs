//! `cargo xtask diff`: what a change of the spec means for those who use the crate.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use jobs_codegen::diff::{Class, Diff};

use crate::revisions::{Repository, Version};

/// Arguments of `cargo xtask diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A document, a folder with `openapi.yaml`, or a revision of this repository.
    #[arg(default_value = "HEAD")]
    old: String,
    /// The same; the spec in the working tree if not given.
    new: Option<String>,
    /// How to tell it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Name of the crate in paths.
    #[arg(long, default_value = "jobs_api")]
    name: String,
    /// An overlay (OpenAPI Overlay 1.0) of both documents; several are applied in their order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The same of the old document alone, where `--overlay` says what only the new one has.
    #[arg(long = "old-overlay", value_name = "FILE")]
    old_overlays: Vec<PathBuf>,
    /// Read the documents as `generate --lenient` does.
    #[arg(long)]
    lenient: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For the changelog.
    Markdown,
    /// For programs.
    Json,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let repository = Repository::own();
    let old = repository.version(&arguments.old)?;
    let new = match &arguments.new {
        Some(new) => repository.version(new)?,
        None => repository.working_tree(),
    };
    let old_overlays = if arguments.old_overlays.is_empty() {
        &arguments.overlays
    } else {
        &arguments.old_overlays
    };
    let old = old.with(old_overlays, arguments.lenient);
    let new = new.with(&arguments.overlays, arguments.lenient);
    let diff = between(&old, &new, &arguments.name)?;
    let report = match arguments.format {
        Format::Text => diff.text(),
        Format::Markdown => diff.markdown(),
        Format::Json => diff.json(),
    };
    // A reader that has gone away is no reason to fail.
    let _ = io::stdout().write_all(report.as_bytes());
    Ok(ExitCode::from(code(diff.class())))
}

/// Compares two versions of a document.
pub(crate) fn between(old: &Version, new: &Version, name: &str) -> Result<Diff, String> {
    let old = old.understood(None)?;
    let new = new.understood(Some(&old))?;
    Ok(Diff::between(&old.api, &new.api, name))
}

const fn code(class: Option<Class>) -> u8 {
    match class {
        None | Some(Class::Patch) => 0,
        Some(Class::Minor) => 10,
        Some(Class::Major) => 20,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace;

    // R17.1
    #[test]
    fn the_exit_code_tells_the_class_and_is_never_that_of_an_error() {
        assert_eq!(code(None), 0);
        assert_eq!(code(Some(Class::Patch)), 0);
        assert_eq!(code(Some(Class::Minor)), 10);
        assert_eq!(code(Some(Class::Major)), 20);
    }

    // R17.1: whoever has only the two documents has no lock files.
    #[test]
    fn the_new_document_is_understood_with_the_names_of_the_old_one() {
        const PATHS: &str = "openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {/a: {get: {operationId: getPet, responses: {'204': {description: done}}}}}
components: {schemas: {pet: {properties: {petName: {type: string}}}}}
";
        let folder = std::env::temp_dir().join(format!("xtask-{}-names", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let version = |name: &str, text: &str| {
            let file = folder.join(name);
            fs::write(&file, text).unwrap();
            Repository::own()
                .version(&file.display().to_string())
                .unwrap()
        };
        let old = version("old.yaml", PATHS);
        for (what, with) in [
            ("{pet:", "{Pet: {properties: {a: {type: string}}}, pet:"),
            ("{petName:", "{pet_name: {type: string}, petName:"),
            (
                "paths: {",
                "paths: {/b: {get: {operationId: get_pet, responses: {'204': {description: done}}}}, ",
            ),
        ] {
            let new = version("new.yaml", &PATHS.replace(what, with));
            let diff = between(&old, &new, "pets").unwrap();
            assert_eq!(diff.class(), Some(Class::Minor), "{with}\n{}", diff.text());
        }
        fs::remove_dir_all(folder).unwrap();
    }

    // R17.1: what a document leaves out is part of what users feel.
    #[test]
    fn overlays_are_part_of_the_documents() {
        let folder = workspace::root().join("codegen/tests/golden/package_overlay");
        let overlay = [folder.join("overlay.yaml")];
        let version = |overlays: &[PathBuf]| {
            let document = folder.join("openapi.yaml").display().to_string();
            let version = Repository::own().version(&document).unwrap();
            version.with(overlays, false)
        };
        let same = between(&version(&overlay), &version(&overlay), "books").unwrap();
        assert_eq!(same.class(), None, "{}", same.text());
        let named = between(&version(&[]), &version(&overlay), "books").unwrap();
        assert_eq!(named.class(), Some(Class::Major), "{}", named.text());
    }
}
