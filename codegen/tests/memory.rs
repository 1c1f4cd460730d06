//! Documents that tests make.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use jobs_codegen::openapi::{Files, Node, Value};
use jobs_codegen::{Diagnostic, Generated, Target, Tree};

use crate::fixtures;

/// A document in memory.
pub(crate) struct Document(pub(crate) BTreeMap<PathBuf, String>);

impl Document {
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([("openapi.yaml".into(), text.into())]))
    }

    pub(crate) fn generate(&self, lenient: bool) -> Result<Generated, Vec<Diagnostic>> {
        let options = jobs_codegen::Options {
            lenient,
            ..fixtures::options("hostile", true)
        };
        let path = Path::new("openapi.yaml");
        jobs_codegen::generate(path, self, Target::Package, &options)
    }

    /// Generates, and again in a lenient run where there is no code; tells whether there is code
    /// without one.
    pub(crate) fn check(&self) -> bool {
        let is_code = self.is_code(false);
        if !is_code {
            self.is_code(true);
        }
        is_code
    }

    fn is_code(&self, lenient: bool) -> bool {
        match self.generate(lenient) {
            Ok(generated) => {
                self.check_rust(&generated.tree);
                true
            }
            Err(diagnostics) => {
                assert!(!diagnostics.is_empty());
                false
            }
        }
    }
}

impl Document {
    /// What is emitted of it is Rust.
    pub(crate) fn check_rust(&self, tree: &Tree) {
        for (path, text) in tree {
            let is_rust = path.extension().is_some_and(|end| end == "rs");
            let parsed = is_rust.then(|| syn::parse_file(text));
            if let Some(Err(error)) = parsed {
                panic!("{error} in {}:\n{text}\nof\n{:?}", path.display(), self.0);
            }
        }
    }
}

impl Files for Document {
    fn read(&self, path: &Path) -> io::Result<String> {
        let text = self.0.get(path).cloned();
        text.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Writes a tree as JSON.
pub(crate) fn write(node: &Node, text: &mut String) {
    let mut separator = "";
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => write!(text, "{value}").unwrap(),
        Value::Integer(value) => write!(text, "{value}").unwrap(),
        Value::Number(value) => write!(text, "{value:e}").unwrap(),
        Value::String(value) => write_string(value, text),
        Value::Array(elements) => {
            text.push('[');
            for element in elements {
                text.push_str(separator);
                write(element, text);
                separator = ",";
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for member in members {
                text.push_str(separator);
                write_string(&member.name, text);
                text.push(':');
                write(&member.node, text);
                separator = ",";
            }
            text.push('}');
        }
    }
}

fn write_string(value: &str, text: &mut String) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            _ if character.is_control() => write!(text, "\\u{:04x}", character as u32).unwrap(),
            _ => text.push(character),
        }
    }
    text.push('"');
}
