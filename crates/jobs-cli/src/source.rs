//! Documents that people hand over: as they are, in a file (`@file`) or on standard input (`-`),
//! in JSON or YAML.

use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use jobs_api::jobs::yaml_to_json;
use jobs_api::runtime::json::ReadError;

use crate::document::Document;
use crate::failure::Failure;
use crate::members::Members;

/// A document, and what it is written in.
#[derive(Debug)]
pub(crate) struct Source {
    /// What people know it by.
    name: String,
    pub(crate) text: String,
    pub(crate) is_yaml: bool,
}

impl Source {
    /// Reads what an argument names: text, `@file` or `-`.
    pub(crate) fn read(argument: &str) -> Result<Self, Failure> {
        match argument.strip_prefix('@') {
            Some(path) => Self::file(path),
            None if argument == "-" => Self::file("-"),
            None => Ok(Self::new(argument.to_owned(), "--json")),
        }
    }

    /// Reads what an argument names that can only be a file, with or without an `@`.
    pub(crate) fn named(path: &str) -> Result<Self, Failure> {
        Self::file(path.strip_prefix('@').unwrap_or(path))
    }

    /// Reads a file; `-` is standard input.
    fn file(path: &str) -> Result<Self, Failure> {
        let (name, bytes) = match path {
            "-" => {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                ("standard input", read.map(|_| bytes))
            }
            path => (path, fs::read(path)),
        };
        let bytes = bytes.map_err(|error| unreadable(name, &error))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Failure::usage(format!(
                "{name} is no JSON or YAML: it has to be text in UTF-8"
            ))
        })?;
        Ok(Self::new(text, name))
    }

    /// A name that ends in `.json` or `.yaml` tells; else it is JSON if it can be read so. What
    /// begins like JSON and is neither was meant to be JSON.
    pub(crate) fn new(text: String, name: &str) -> Self {
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        let ends = |end: &str| name.to_ascii_lowercase().ends_with(end);
        let is_json = || Document::parse(text.as_bytes()).is_ok();
        let looks_like_json = || match text.trim_start().strip_prefix('{') {
            // YAML has names without quotes.
            Some(members) => members.trim_start().starts_with(['"', '}']),
            None => text.trim_start().starts_with('['),
        };
        let is_yaml = match () {
            () if ends(".json") => false,
            () if ends(".yaml") || ends(".yml") => true,
            () if is_json() => false,
            () => !looks_like_json() || yaml_to_json(&text).is_ok(),
        };
        Self {
            name: name.to_owned(),
            text,
            is_yaml,
        }
    }

    /// The document as JSON.
    pub(crate) fn json(&self) -> Result<String, Failure> {
        match self.is_yaml {
            true => yaml_to_json(&self.text).map_err(|error| self.refused(error.message())),
            false => Ok(self.text.clone()),
        }
    }

    /// The members of the object that the document is.
    pub(crate) fn members(&self) -> Result<Members, Failure> {
        if self.text.trim().is_empty() {
            return Err(Failure::usage(format!("{} is empty", self.name)));
        }
        let json = self.json()?;
        // Text that is no JSON is refused below, with its place.
        let document = Document::parse(json.as_bytes()).ok();
        if let Some(path) = document.as_ref().and_then(Document::twice) {
            let message = format!("`{path}` stands there twice: take one of them out");
            return Err(self.refused(&message));
        }
        if let Some(what) = document.as_ref().and_then(other_than_object) {
            let is_file = what == "text" && Path::new(self.text.trim()).is_file();
            let way_out = match is_file {
                true => format!("; to read the file, write @{}", self.text.trim()),
                false => String::new(),
            };
            let message = format!("it has to be an object, with members, and is {what}{way_out}");
            return Err(self.refused(&message));
        }
        Members::of(&json, self.is_yaml).map_err(|error| self.cannot_be_read(error))
    }

    /// That the document cannot be used.
    pub(crate) fn refused(&self, message: impl fmt::Display) -> Failure {
        Failure::usage(format!("{}: {message}", self.name))
    }

    /// That the document cannot be read, and where.
    fn cannot_be_read(&self, error: ReadError) -> Failure {
        let place = error.offset().filter(|_| !self.is_yaml);
        let before = place.and_then(|offset| self.text.get(..offset));
        let line = before.map_or(String::new(), |before| {
            format!("line {}: ", before.matches('\n').count() + 1)
        });
        self.refused(format_args!("{line}{}", error.without_offset()))
    }
}

/// What a document is that is no object.
fn other_than_object(document: &Document) -> Option<&'static str> {
    match document {
        Document::Object(_) => None,
        Document::List(_) => Some("a list"),
        Document::Text(_) => Some("text"),
        Document::Number(_) => Some("a number"),
        Document::Boolean(_) => Some("a boolean"),
        Document::Null => Some("null"),
    }
}

fn unreadable(name: &str, error: &io::Error) -> Failure {
    let message = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file `{name}`"),
        io::ErrorKind::IsADirectory => format!("cannot read `{name}`: it is a directory"),
        _ => format!("cannot read `{name}`: {error}"),
    };
    Failure::usage(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_or_the_text_tells_the_notation() {
        for (text, path, is_yaml) in [
            ("{}", "", false),
            (" \n{}", "-", false),
            ("\u{feff}{}", "", false),
            ("{a: 1}", "", true),
            ("{\"a\": 1", "", false),
            ("{ a: 1, a: 2 }", "", true),
            ("{a: [}", "", true),
            ("{}", "a.YAML", true),
            ("a: 1", "", true),
            ("a: 1", "a.json", false),
            ("a: 1", "a.yml", true),
        ] {
            let source = Source::new(text.to_owned(), path);
            assert_eq!(source.is_yaml, is_yaml, "{text:?} {path}");
        }
    }

    // R18.2
    #[test]
    fn text_in_yaml_stays_text() {
        let text = "name: 831877e8\ntags: { a: 0x10, b: on, c: 1_000 }\n".to_owned();
        let members = Source::new(text, "").members().unwrap();
        assert_eq!(
            members.to_json(),
            r#"{"name":"831877e8","tags":{"a":"0x10","b":"on","c":"1_000"}}"#
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, name, told) in [
            ("", "-", "- is empty"),
            (
                "[]",
                "a.json",
                "a.json: it has to be an object, with members, and is a list",
            ),
            (
                r#"{"tasks":[{},{"max_retries":1,"max_retries":2}]}"#,
                "--json",
                "--json: `tasks[1].max_retries` stands there twice: take one of them out",
            ),
            (
                "{a: 1, a: 1}",
                "--json",
                "--json: invalid YAML in line 1: duplicate",
            ),
            (
                "x",
                "--json",
                "--json: it has to be an object, with members, and is text",
            ),
            (
                "{\n\"a\": ]}",
                "a.json",
                "a.json: line 2: a: invalid JSON: expected a value",
            ),
            ("a: [", "a.yaml", "a.yaml: invalid YAML in line 1: "),
        ] {
            let failure = Source::new(text.to_owned(), name).members().unwrap_err();
            assert!(failure.to_string().starts_with(told), "{failure}");
        }
        let failure = Source::read("@/no/such/file").unwrap_err();
        assert_eq!(failure.to_string(), "there is no file `/no/such/file`");
    }
}
