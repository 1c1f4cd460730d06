//! `cargo xtask diff`: what a change of the spec means for those who use the crate.

use std::io::{self, Write as _};
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
    let old = old.api(None)?;
    let new = new.api(Some(&old))?;
    Ok(Diff::between(&old, &new, name))
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
    use super::*;

    // R17.1
    #[test]
    fn the_exit_code_tells_the_class_and_is_never_that_of_an_error() {
        assert_eq!(code(None), 0);
        assert_eq!(code(Some(Class::Patch)), 0);
        assert_eq!(code(Some(Class::Minor)), 10);
        assert_eq!(code(Some(Class::Major)), 20);
    }
}
