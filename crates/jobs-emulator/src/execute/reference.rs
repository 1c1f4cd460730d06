//! Dynamic value references: `{{job.parameters.day}}` in a task's settings.
//!
//! Here is how they are written; `name` knows what they can name, `scope` what that is worth to a
//! task run, and `resolve` puts the values in their places.

mod moment;
mod name;
mod resolve;
mod scope;
#[cfg(test)]
mod tests;

pub(crate) use self::resolve::{Resolver, check, job_parameters};
pub(crate) use self::scope::{Scope, TaskDocuments, text_of};

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Reference(Reference<'a>),
}

/// Something in double braces that is written like a reference.
#[derive(Debug, PartialEq, Eq)]
struct Reference<'a> {
    /// The names between the dots, without backticks.
    path: Vec<&'a str>,
    /// With its braces.
    whole: &'a str,
}

/// Whether a text can have references at all: most have none.
fn may_have_references(text: &str) -> bool {
    text.contains("{{")
}

/// The parts of a text in their order. What is not written like a reference is text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let mut from = 0;
    while let Some(found) = text[from..].find("{{") {
        let open = from + found;
        match Reference::read(&text[open..]) {
            Some(reference) => {
                pieces.push(Piece::Text(&text[begin..open]));
                begin = open + reference.whole.len();
                from = begin;
                pieces.push(Piece::Reference(reference));
            }
            // The second brace may be the first one of a reference.
            None => from = open + 1,
        }
    }
    pieces.push(Piece::Text(&text[begin..]));
    pieces
}

impl<'a> Reference<'a> {
    /// Reads the reference that a text begins with, two braces first.
    ///
    /// It stops at the first character that cannot be: however many braces a text has, all of them
    /// together are looked at once.
    fn read(text: &'a str) -> Option<Self> {
        let mut rest = text.strip_prefix("{{")?.trim_start();
        let mut path = Vec::new();
        loop {
            let (name, after) = match rest.strip_prefix('`') {
                Some(quoted) => quoted.split_once('`')?,
                None => rest.split_at(rest.find(is_not_in_names).unwrap_or(rest.len())),
            };
            if name.is_empty() {
                return None;
            }
            path.push(name);
            rest = match after.strip_prefix('.') {
                Some(next) => next,
                None => {
                    let after = after.trim_start().strip_prefix("}}")?;
                    let whole = &text[..text.len() - after.len()];
                    return Some(Self { path, whole });
                }
            };
        }
    }
}

/// Whether a character needs backticks. The service asks for them around a hyphen too, but keys of
/// tasks have hyphens so often that they are let through without.
fn is_not_in_names(character: char) -> bool {
    !(character.is_alphanumeric() || matches!(character, '_' | '-'))
}
