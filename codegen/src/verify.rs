//! Whether what was rendered is Rust: a template may be wrong, and what it spoils would be found out
//! only when the code is compiled, after the old one is gone.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use proc_macro2::LineColumn;

/// Characters that are shown before and behind the place.
const AROUND: usize = 40;

/// Where a file begins.
const START: LineColumn = LineColumn { line: 1, column: 0 };

/// A file that was rendered and is no Rust, by a mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRust {
    file: PathBuf,
    /// What the parser says.
    why: String,
    /// The text before the place and behind it.
    before: String,
    behind: String,
}

/// Checks that a file with this text is Rust, if it is to be by its name.
///
/// # Errors
///
/// The first place where it is not.
pub fn verify(file: &Path, text: &str) -> Result<(), NotRust> {
    let is_rust = file.extension().is_some_and(|extension| extension == "rs");
    if !is_rust {
        return Ok(());
    }
    let Err(error) = syn::parse_file(text) else {
        return Ok(());
    };
    let why = error.to_string();
    let (before, behind) =
        if why.starts_with("unexpected end of input, ") && error.span().start() == START {
            // Of the end of a file, the parser does not know the place.
            (text, "")
        } else {
            at(text, error.span().start())
        };
    let before = before.chars().rev().take(AROUND).collect::<String>();
    Err(NotRust {
        file: file.to_owned(),
        why,
        before: on_one_line(&before.chars().rev().collect::<String>()),
        behind: on_one_line(&behind.chars().take(AROUND).collect::<String>()),
    })
}

/// The text before a place and behind it.
fn at(text: &str, place: LineColumn) -> (&str, &str) {
    let lines = text.split_inclusive('\n').take(place.line - 1);
    let line = lines.map(str::len).sum();
    let behind = text.get(line..).unwrap_or_default();
    let column = behind.char_indices().nth(place.column);
    text.split_at(line + column.map_or(behind.len(), |(column, _)| column))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for NotRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` would be no Rust, by a mistake in a template: {} at `{}` ⟨here⟩ `{}`",
            self.file.display(),
            self.why,
            self.before,
            self.behind
        )
    }
}

impl Error for NotRust {}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        verify(Path::new("types/books.rs"), text)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn rust_is_taken_and_what_is_to_be_none_is_not_looked_at() {
        for (file, text) in [
            (
                "a.rs",
                "//! Docs.\nuse a::b;\nimpl<'a> A<'a> { fn b() -> u8 { 1 } }",
            ),
            ("a.rs", ""),
            ("names.lock", "types: {"),
        ] {
            assert_eq!(verify(Path::new(file), text), Ok(()));
        }
    }

    #[test]
    fn what_is_no_rust_is_told_with_its_place() {
        let fields = "//! Büchér.\n#[derive(Clone)]\npub struct A { pub a: B, }\n\
                      /// Docs.\npub struct Book { pub title: ::std::A pub\n name: B, }\n\
                      pub struct C;";
        assert_eq!(
            error(fields),
            "`types/books.rs` would be no Rust, by a mistake in a template: expected `,` at \
             `. pub struct Book { pub title: ::std::A` ⟨here⟩ `pub name: B, } pub struct C;`"
        );
        for (text, place) in [
            (
                "pub struct Book { pub a: \"ä\" pub c: D }",
                "{ pub a:` ⟨here⟩ `\"ä\"",
            ),
            (
                "impl Book { pub fn a(&self) -> u8 { 1 } pub fn 2() {} }",
                "pub fn` ⟨here⟩ `2() {}",
            ),
            ("pub struct A { pub b: C }\npub struct", "⟨here⟩ ``"),
        ] {
            let told = error(text);
            assert!(told.contains(place), "{told}");
        }
    }

    #[test]
    fn what_breaks_off_is_told_too() {
        for text in ["pub struct", "fn ;", "}", "'", "struct A { a: \"", "impl A"] {
            let told = error(text);
            assert!(
                told.starts_with("`types/books.rs` would be no Rust"),
                "{told}"
            );
        }
    }
}
