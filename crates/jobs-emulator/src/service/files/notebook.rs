//! What of imported content is a notebook, and in which language.

use super::ServiceError;
use crate::store::FileKind;

/// Ends of file names, the language that they stand for, and what begins a comment in it.
const LANGUAGES: [(&str, &str, &str); 4] = [
    (".py", "PYTHON", "#"),
    (".sql", "SQL", "--"),
    (".scala", "SCALA", "//"),
    (".r", "R", "#"),
];

/// What the first line of a notebook in source form says, after the beginning of a comment.
const HEADER: &str = "Databricks notebook source";

/// A language of notebooks in the service's word.
pub(super) fn language(name: &str) -> Result<String, ServiceError> {
    if LANGUAGES.iter().any(|(_, known, _)| *known == name) {
        return Ok(name.to_owned());
    }
    Err(ServiceError::invalid(format!(
        "Invalid language '{name}': it must be one of PYTHON, SQL, SCALA, R"
    )))
}

/// What content is by its name and its first line, and the path without the ending that a notebook
/// loses.
pub(super) fn detect<'a>(path: &'a str, content: &[u8]) -> (&'a str, FileKind) {
    let ends_with = |suffix: &str| {
        let start = path.len().checked_sub(suffix.len())?;
        let end = path.get(start..)?;
        end.eq_ignore_ascii_case(suffix).then(|| &path[..start])
    };
    if let Some(stem) = ends_with(".ipynb") {
        return (stem, jupyter());
    }
    for (suffix, language, comment) in LANGUAGES {
        if let Some(stem) = ends_with(suffix)
            && has_header(content, comment)
        {
            let kind = FileKind::Notebook {
                language: language.to_owned(),
                is_jupyter: false,
            };
            return (stem, kind);
        }
    }
    (path, FileKind::File)
}

/// A notebook in Jupyter's form.
pub(super) fn jupyter() -> FileKind {
    FileKind::Notebook {
        language: "PYTHON".to_owned(),
        is_jupyter: true,
    }
}

/// A notebook's content in source form, beginning with the line that makes it one.
pub(super) fn source(language: &str, content: Vec<u8>) -> Vec<u8> {
    let comment = comment(language);
    if has_header(&content, comment) {
        return content;
    }
    let mut source = format!("{comment} {HEADER}\n").into_bytes();
    source.extend(content);
    source
}

/// The ending of the name of a file that has this notebook.
pub(super) fn extension(language: &str) -> &'static str {
    let found = LANGUAGES.iter().find(|(_, known, _)| *known == language);
    found.map_or("", |(suffix, ..)| &suffix[1..])
}

fn comment(language: &str) -> &'static str {
    let found = LANGUAGES.iter().find(|(_, known, _)| *known == language);
    found.map_or("#", |(_, _, comment)| comment)
}

fn has_header(content: &[u8], comment: &str) -> bool {
    let line = content.split(|byte| *byte == b'\n').next();
    let line = String::from_utf8_lossy(line.unwrap_or_default());
    let text = line.trim_end().strip_prefix(comment);
    text.is_some_and(|text| text.trim_start() == HEADER)
}
