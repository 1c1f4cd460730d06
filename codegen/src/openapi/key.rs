//! Keys by which the lock file knows what is in a document. They stay when something else comes
//! before it.

use std::path::Path;

use super::loader::Loaded;
use super::node::{Node, Value};
use super::reference::{Reference, encode_token};
use crate::diagnostics::Place;

impl Loaded {
    /// By what is known what a reference names: its pointer, with names for numbers. What is in the
    /// root document needs no file.
    pub(crate) fn key(&self, reference: &Reference) -> String {
        let tokens = tokens(self, reference);
        let tokens: String = tokens
            .iter()
            .map(|token| format!("/{}", encode_token(token)))
            .collect();
        format!("{}#{tokens}", self.beside_root(&reference.file))
    }

    /// By what something at a place was known to earlier versions.
    pub(crate) fn former_key(&self, place: &Place) -> String {
        format!("{}#{}", self.beside_root(&place.file), place.pointer)
    }

    /// The path of a file, as seen from the root document.
    fn beside_root(&self, file: &Path) -> String {
        let root = self.root_path();
        if file == root {
            return String::new();
        }
        let folder = root.parent().unwrap_or(Path::new(""));
        let file = file.strip_prefix(folder).unwrap_or(file);
        file.to_string_lossy().replace('\\', "/")
    }
}

/// The tokens of a reference, with names in place of numbers.
fn tokens(loaded: &Loaded, reference: &Reference) -> Vec<String> {
    let tokens = reference.tokens.iter().enumerate();
    tokens
        .map(|(position, token)| {
            let name = || element_name(loaded, reference, position);
            let is_number = token.starts_with(|first: char| first.is_ascii_digit());
            is_number
                .then(name)
                .flatten()
                .unwrap_or_else(|| token.clone())
        })
        .collect()
}

/// The name of the element that a token of a reference names, if it leads into an array.
fn element_name(loaded: &Loaded, reference: &Reference, position: usize) -> Option<String> {
    let array = Reference {
        file: reference.file.clone(),
        tokens: reference.tokens.get(..position)?.to_vec(),
    };
    match &loaded.resolve(&array)?.node.value {
        Value::Array(elements) => name(elements, reference.tokens.get(position)?.parse().ok()?),
        _ => None,
    }
}

/// What tells an element from all others; none if nothing does.
fn name(elements: &[Node], index: usize) -> Option<String> {
    let own = marks(elements.get(index)?);
    let others = elements.iter().enumerate().filter(|(at, _)| *at != index);
    let others: Vec<String> = others.flat_map(|(_, other)| marks(other)).collect();
    own.into_iter().find(|mark| !others.contains(mark))
}

/// What an element may be told by, the surest first.
fn marks(element: &Node) -> Vec<String> {
    let mut marks = Vec::new();
    for member in ["x-jobs-name", "title", "$ref", "name", "const"] {
        let text = element.get(member).and_then(Node::as_str);
        marks.extend(text.map(|text| format!("{member}={text}")));
    }
    let properties = element.get("properties").map_or(&[][..], Node::members);
    // What tells objects apart has one value in each of them.
    for property in properties {
        let value = only_value(&property.node);
        marks.extend(value.map(|value| format!("{}={value}", property.name)));
    }
    marks.extend(only_value(element).map(|value| format!("enum={value}")));
    let kind = element.get("type").and_then(Node::as_str);
    marks.extend(kind.map(|kind| format!("type={kind}")));
    let named = properties.iter();
    marks.extend(named.map(|property| format!("has={}", property.name)));
    marks
}

/// The value of a schema that has only one.
fn only_value(schema: &Node) -> Option<&str> {
    let value = match (schema.get("const"), schema.get("enum").map(|it| &it.value)) {
        (Some(value), _) => value,
        (None, Some(Value::Array(values))) => match values.as_slice() {
            [only] => only,
            _ => return None,
        },
        _ => return None,
    };
    value.as_str()
}
