//! Documents that people hand over: as they are, in a file (`@file`) or on standard input (`-`),
//! in JSON or YAML.

use std::fs;
use std::io::{self, Read as _};

use jobs_api::jobs::yaml_to_json;

use crate::document::Document;
use crate::failure::Failure;
use crate::members::Members;

/// A document, and what it is written in.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) text: String,
    pub(crate) is_yaml: bool,
}

impl Source {
    /// Reads what an argument names: text, `@file` or `-`.
    pub(crate) fn read(argument: &str) -> Result<Self, Failure> {
        match argument.strip_prefix('@') {
            Some(path) => Self::file(path),
            None if argument == "-" => Self::file("-"),
            None => Ok(Self::new(argument.to_owned(), "")),
        }
    }

    /// Reads a file; `-` is standard input.
    pub(crate) fn file(path: &str) -> Result<Self, Failure> {
        let text = if path == "-" {
            let mut text = String::new();
            io::stdin().lock().read_to_string(&mut text).map(|_| text)
        } else {
            fs::read_to_string(path)
        };
        let text =
            text.map_err(|error| Failure::usage(format!("cannot read `{path}`: {error}")))?;
        Ok(Self::new(text, path))
    }

    /// A name that ends in `.json` or `.yaml` tells; else it is JSON if it can be read so. What
    /// begins with a brace and is neither was meant to be JSON.
    fn new(text: String, path: &str) -> Self {
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        let ends = |end: &str| path.to_ascii_lowercase().ends_with(end);
        let is_json = || Document::parse(text.as_bytes()).is_ok();
        let looks_like_json = || text.trim_start().starts_with(['{', '[']);
        let is_yaml = match () {
            () if ends(".json") => false,
            () if ends(".yaml") || ends(".yml") => true,
            () if is_json() => false,
            () => !looks_like_json() || yaml_to_json(&text).is_ok(),
        };
        Self { text, is_yaml }
    }

    /// The document as JSON.
    pub(crate) fn json(&self) -> Result<String, Failure> {
        match self.is_yaml {
            true => Ok(yaml_to_json(&self.text)?),
            false => Ok(self.text.clone()),
        }
    }

    /// The members of the object that the document is.
    pub(crate) fn members(&self) -> Result<Members, Failure> {
        Members::parse(&self.json()?, self.is_yaml)
    }
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
    fn a_file_that_is_not_there_is_named() {
        let failure = Source::read("@/no/such/file").unwrap_err();
        assert!(failure.to_string().contains("`/no/such/file`"), "{failure}");
    }
}
