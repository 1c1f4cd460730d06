//! The only place where Rust names are made.

#[cfg(test)]
mod tests;

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
    // Where letters have no case, nothing else would tell a type from a value.
    let name = begin(
        words(text).to_upper_camel_case(),
        "Type",
        char::is_uppercase,
    );
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
    let name = if is_snake_case(text) {
        text.to_owned()
    } else {
        begin(
            words(&spelled(text)).to_snake_case(),
            "field_",
            char::is_alphabetic,
        )
    };
    if NOT_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// Whether a text is what its name would be, as most are: such a one need not be taken apart.
fn is_snake_case(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut signs = word.bytes();
        !word.is_empty() && signs.all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit())
    };
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.split('_').all(is_word)
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
    let name = words(&spelled(wire)).to_upper_camel_case();
    let name = begin(name, "Value", begins_variant);
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
    name.starts_with(char::is_uppercase) && is_variant(name) && !TAKEN_TYPES.contains(&name)
}

/// Whether this can be the name of an enum's value.
pub(super) fn is_variant(name: &str) -> bool {
    name.starts_with(begins_variant)
        && name.chars().all(in_names)
        && !matches!(name, "Self" | "UnknownValue")
}

/// Whether the name of an enum's value can begin so: with a capital, or a letter that has no case.
fn begins_variant(first: char) -> bool {
    first.is_alphabetic() && !first.is_lowercase()
}

/// Whether this can be the name of a field or a method.
pub(super) fn is_field(name: &str) -> bool {
    name.starts_with(char::is_alphabetic)
        && name.chars().all(in_names)
        && !name.contains(char::is_uppercase)
        && !NOT_RAW.contains(&name)
}

/// The name for one element of what this names; none if the word has no plain singular, or that is no
/// name in Rust, as of `s` and `crates`.
pub(super) fn singular(plural: &str) -> Option<String> {
    stem(plural).filter(|name| is_field(name))
}

fn stem(plural: &str) -> Option<String> {
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

/// A Rust name begins with a letter, of a type with a capital, and is not empty.
fn begin(name: String, prefix: &str, is_begin: impl Fn(char) -> bool) -> String {
    if name.starts_with(is_begin) {
        name
    } else {
        format!("{prefix}{name}")
    }
}
