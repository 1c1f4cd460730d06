//! The only place where Rust names are made.

use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;

use crate::diagnostics::{Diagnostics, Place};

/// Names that generated files use themselves, so that a type of the document cannot have them.
const TAKEN_TYPES: [&str; 41] = [
    "BTreeMap",
    "Box",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Continuation",
    "Continued",
    "Debug",
    "Decode",
    "Default",
    "Err",
    "Extra",
    "From",
    "Hidden",
    "Into",
    "IntoIterator",
    "LongRunning",
    "Method",
    "Model",
    "None",
    "ObjectWriter",
    "Ok",
    "OpenEnum",
    "Operation",
    "OperationInfo",
    "Option",
    "Paged",
    "Progress",
    "ReadError",
    "Reader",
    "RequestParts",
    "Result",
    "RetryClass",
    "Self",
    "Some",
    "String",
    "Told",
    "UnknownValue",
    "Value",
    "Vec",
];

/// Words that cannot be a name even as `r#word`.
const NOT_RAW: [&str; 4] = ["crate", "self", "super", "_"];

/// The Rust name of a type.
#[must_use]
pub fn type_name(text: &str) -> String {
    let name = leading_letter(words(text).to_upper_camel_case(), "Type");
    if TAKEN_TYPES.contains(&name.as_str()) {
        format!("{name}Type")
    } else {
        name
    }
}

/// The Rust name of a field, a method or a module, without `r#`.
#[must_use]
pub fn field_name(text: &str) -> String {
    let name = leading_letter(words(text).to_snake_case(), "field_");
    if NOT_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The Rust name of a module that has a file of its own, beside `mod.rs` in a folder that is a
/// module too.
pub(super) fn module_name(text: &str) -> String {
    let name = field_name(text);
    match name.as_str() {
        "mod" | "operations" | "types" => format!("{name}_"),
        _ => name,
    }
}

/// The Rust name of an enum's value.
pub(super) fn variant_name(wire: &str) -> String {
    let name = leading_letter(words(wire).to_upper_camel_case(), "Value");
    match name.as_str() {
        "Self" | "UnknownValue" => format!("{name}Value"),
        _ => name,
    }
}

/// Whether a name that the document gives can be that of a type or of an enum's value.
pub(super) fn is_type_name(name: &str) -> bool {
    let begins = name.chars().next().is_some_and(char::is_uppercase);
    begins && !name.contains(['_', ' ']) && words(name) == name && !TAKEN_TYPES.contains(&name)
}

/// The name for one element of what this names; none if the word has no plain singular.
pub(super) fn singular(plural: &str) -> Option<String> {
    let stem = plural.strip_suffix('s')?;
    if stem.ends_with('s') || stem.ends_with('u') {
        return None;
    }
    if let Some(stem) = stem.strip_suffix("ie") {
        return Some(format!("{stem}y"));
    }
    for ending in ["she", "che", "xe", "sse"] {
        if stem.ends_with(ending) {
            return stem.strip_suffix('e').map(str::to_owned);
        }
    }
    Some(stem.to_owned())
}

/// The text with spaces in place of what no Rust name may hold.
fn words(text: &str) -> String {
    text.chars()
        .map(|character| if in_names(character) { character } else { ' ' })
        .collect()
}

fn in_names(character: char) -> bool {
    match character {
        '_' => true,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        _ => syn::parse_str::<Ident>(&format!("a{character}")).is_ok(),
    }
}

/// A Rust name begins with a letter, and is not empty.
fn leading_letter(name: String, prefix: &str) -> String {
    match name.chars().next() {
        Some(first) if first.is_alphabetic() => name,
        _ => format!("{prefix}{name}"),
    }
}

/// Names that must differ, and what they were made for.
#[derive(Debug)]
pub(super) struct Names {
    /// Names that generated code has already.
    reserved: &'static [&'static str],
    /// How to give something another name.
    hint: &'static str,
    taken: BTreeMap<String, Place>,
}

impl Names {
    /// No name taken yet but those that are reserved.
    pub(super) const fn new(reserved: &'static [&'static str], hint: &'static str) -> Self {
        Self {
            reserved,
            hint,
            taken: BTreeMap::new(),
        }
    }

    /// Takes a name; reports it if something else has it.
    pub(super) fn take(
        &mut self,
        name: &str,
        what: &str,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) {
        let other = match self.taken.get(name) {
            Some(other) => format!("like the one at {other}"),
            None if self.reserved.contains(&name) => "as generated code has already".to_owned(),
            None => {
                self.taken.insert(name.to_owned(), place.clone());
                return;
            }
        };
        diagnostics.error(
            "name-collision",
            place,
            format!("{what} becomes `{name}` in Rust, {other}"),
            self.hint,
        );
    }

    /// What a name was taken for.
    pub(super) fn place(&self, name: &str) -> Option<&Place> {
        self.taken.get(name)
    }

    /// Takes a name if nothing else has it.
    pub(super) fn take_if_free(&mut self, name: &str, place: &Place) -> bool {
        let is_free = !self.taken.contains_key(name) && !self.reserved.contains(&name);
        if is_free {
            self.taken.insert(name.to_owned(), place.clone());
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R16.3
    #[test]
    fn names_are_valid_rust() {
        assert_eq!(type_name("job_settings"), "JobSettings");
        assert_eq!(type_name("2fa"), "Type2fa");
        assert_eq!(type_name("Option"), "OptionType");
        assert_eq!(type_name("größe"), "Größe");
        assert_eq!(type_name("a²"), "A");
        assert_eq!(field_name("jobId"), "job_id");
        assert_eq!(field_name("self"), "self_");
        assert_eq!(field_name("3d"), "field_3d");
        assert_eq!(field_name("@type"), "type");
        assert_eq!(field_name("½"), "field_");
        assert_eq!(module_name("mod"), "mod_");
        assert_eq!(variant_name("GPU_1xA10"), "Gpu1xA10");
        assert_eq!(variant_name("awsCodeCommit"), "AwsCodeCommit");
        assert_eq!(variant_name(""), "Value");
        assert_eq!(variant_name("UNKNOWN_VALUE"), "UnknownValueValue");
    }

    #[test]
    fn given_names_are_taken_as_they_are_or_not_at_all() {
        assert!(is_type_name("GPUConfig"));
        for bad in ["", "gpu", "Gpu config", "Gpu_Config", "Option", "Self", "²"] {
            assert!(!is_type_name(bad), "{bad}");
        }
    }

    #[test]
    fn singulars_are_plain() {
        assert_eq!(singular("tasks").as_deref(), Some("task"));
        assert_eq!(singular("libraries").as_deref(), Some("library"));
        assert_eq!(singular("patches").as_deref(), Some("patch"));
        assert_eq!(singular("files").as_deref(), Some("file"));
        assert_eq!(singular("access"), None);
        assert_eq!(singular("status"), None);
        assert_eq!(singular("only"), None);
    }
}
