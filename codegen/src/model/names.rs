//! The only place where Rust names are made.

use std::borrow::Cow;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;

use crate::openapi::Reference;

/// Names that generated files use themselves, so that a type of the document cannot have them.
const TAKEN_TYPES: [&str; 43] = [
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
    "New",
    "None",
    "ObjectWriter",
    "Ok",
    "OpenEnum",
    "Operation",
    "OperationInfo",
    "Option",
    "Paged",
    "PartialEq",
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

/// The Rust name of the type that a reference names: of a component its own, of what is described
/// inside of something else that of the way there, as if the type were met there first.
pub(super) fn referenced_name(reference: &Reference) -> String {
    let mut words = Vec::new();
    let mut is_name = false;
    for token in &reference.tokens {
        match token.as_str() {
            "schemas" | "properties" | "$defs" | "definitions" if !is_name => is_name = true,
            "items" if !is_name => words.push("item"),
            "additionalProperties" if !is_name => words.push("value"),
            token if !is_name && WAYS.contains(&token) => {}
            token => {
                words.push(token);
                is_name = false;
            }
        }
    }
    if words.is_empty() {
        // A file that is one schema.
        let file = reference.file.file_stem().unwrap_or_default();
        return type_name(&file.to_string_lossy());
    }
    type_name(&words.join(" "))
}

/// Parts of a JSON pointer that tell nothing of what stands there.
const WAYS: [&str; 10] = [
    "allOf",
    "anyOf",
    "application/json",
    "components",
    "content",
    "oneOf",
    "paths",
    "requestBody",
    "responses",
    "schema",
];

/// The Rust name of a field, a method or a module, without `r#`.
#[must_use]
pub fn field_name(text: &str) -> String {
    let name = leading_letter(words(&spelled(text)).to_snake_case(), "field_");
    if NOT_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The Rust name of a module that has a file of its own, beside `mod.rs` in a folder that is a
/// module too.
pub(super) fn module_name(text: &str) -> String {
    let mut name = String::new();
    for sign in field_name(text).chars() {
        match sign {
            sign if sign.is_ascii() => name.push(sign),
            // Rust finds no file by other letters.
            sign => name.push_str(&format!("u{:x}", u32::from(sign))),
        }
    }
    match name.as_str() {
        "mod" | "operations" | "types" => format!("{name}_"),
        _ => name,
    }
}

/// The Rust name of an enum's value.
pub(super) fn variant_name(wire: &str) -> String {
    let name = leading_letter(words(&spelled(wire)).to_upper_camel_case(), "Value");
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

/// Whether this can be the name of a type, numbers at its end included.
pub(super) fn is_type(name: &str) -> bool {
    is_variant(name) && !TAKEN_TYPES.contains(&name)
}

/// Whether this can be the name of an enum's value.
pub(super) fn is_variant(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
        && name.chars().all(in_names)
        && !matches!(name, "Self" | "UnknownValue")
}

/// Whether this can be the name of a field or a method.
pub(super) fn is_field(name: &str) -> bool {
    name.starts_with(char::is_alphabetic)
        && name.chars().all(in_names)
        && !name.contains(char::is_uppercase)
        && !NOT_RAW.contains(&name)
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

/// The text with words for its signs, where these are all that it has or stand before a number:
/// `<=` and `-1` are no less names than `less` and `one`.
fn spelled(text: &str) -> Cow<'_, str> {
    if text.is_empty() {
        return Cow::Borrowed("empty");
    }
    let is_signed =
        text.starts_with(['+', '-']) && text[1..].starts_with(|c: char| c.is_ascii_digit());
    if !is_signed && text.chars().any(char::is_alphanumeric) {
        return Cow::Borrowed(text);
    }
    let words = text.chars().map(|sign| {
        let known = SIGNS.iter().find(|(known, _)| *known == sign);
        known.map_or_else(|| sign.to_string(), |(_, word)| format!(" {word} "))
    });
    Cow::Owned(words.collect())
}

const SIGNS: [(char, &str); 24] = [
    ('!', "not"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "asterisk"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('|', "or"),
    ('~', "tilde"),
];

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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostics::Place;
    use crate::openapi::Loaded;

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
        assert_eq!(module_name("Größe"), "gru00f6u00dfe".replace("u00", "u"));
        assert_eq!(variant_name("GPU_1xA10"), "Gpu1xA10");
        assert_eq!(variant_name("awsCodeCommit"), "AwsCodeCommit");
        assert_eq!(variant_name(""), "Empty");
        assert_eq!(variant_name("<="), "LessEqual");
        assert_eq!(variant_name("+1"), "Plus1");
        assert_eq!(variant_name("-1"), "Minus1");
        assert_eq!(variant_name("text/plain"), "TextPlain");
        assert_eq!(field_name("-1"), "minus_1");
        assert_eq!(field_name("_"), "field_");
        assert_eq!(variant_name("UNKNOWN_VALUE"), "UnknownValueValue");
    }

    // R16.3: the name of a type does not depend on who meets it first.
    #[test]
    fn references_are_named_after_what_they_lead_to() {
        for (text, name) in [
            ("#/components/schemas/book", "Book"),
            ("#/components/schemas/Book/properties/author", "BookAuthor"),
            (
                "#/components/schemas/Book/properties/items/items",
                "BookItemsItem",
            ),
            (
                "#/components/schemas/Book/allOf/0/additionalProperties",
                "Book0Value",
            ),
            (
                "#/components/responses/Gone/content/application~1json/schema",
                "Gone",
            ),
            (
                "#/paths/~1books/get/responses/200/content/application~1json/schema",
                "BooksGet200",
            ),
            ("schemas/book_shelf.yaml", "BookShelf"),
            ("book.yaml#/Author", "Author"),
        ] {
            let from = Place::begin(Path::new("openapi.yaml"));
            assert_eq!(referenced_name(&Loaded::reference(&from, text)), name);
        }
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
