//! Whether what was rendered is Rust: a template may be wrong, and what it spoils would be found out
//! only when the code is compiled, after the old one is gone.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Item};

/// Words that are shown before and behind the place.
const AROUND: usize = 8;

/// Words of the longest thing in whose midst the parser says something else than that it has ended.
const AHEAD: usize = 32;

/// A file that was rendered and is no Rust, by a mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRust {
    file: PathBuf,
    /// How the item begins.
    item: String,
    /// What the parser says.
    why: String,
    before: String,
    behind: String,
}

/// Checks that a file with this text is Rust, if it is to be by its name.
///
/// # Errors
///
/// The first item that is not.
pub fn verify(file: &Path, text: &str) -> Result<(), NotRust> {
    let is_rust = file.extension().is_some_and(|extension| extension == "rs");
    if !is_rust {
        return Ok(());
    }
    let error = match syn::parse_file(text) {
        Ok(_) => return Ok(()),
        Err(error) => error,
    };
    let rest = text.parse().ok().and_then(first_that_is_none);
    let words = words(rest.unwrap_or_default());
    let place = place(&words);
    let around = |from: usize, to: usize| {
        let words = words.get(from..to.min(words.len()));
        written(words.unwrap_or_default())
    };
    Err(NotRust {
        file: file.to_owned(),
        item: head(&words),
        why: error.to_string(),
        before: around(place.saturating_sub(AROUND), place),
        behind: around(place, place + AROUND),
    })
}

/// A word or a sign of Rust.
struct Word {
    text: String,
    /// Whether it is part of a sign that goes on with the next one.
    joint: bool,
}

/// The first item that is none, and all behind it.
fn first_that_is_none(tokens: TokenStream) -> Option<TokenStream> {
    let items = |input: ParseStream<'_>| {
        Attribute::parse_inner(input)?;
        while !input.is_empty() {
            let ahead = input.fork();
            if ahead.parse::<Item>().is_err() {
                break;
            }
            input.advance_to(&ahead);
        }
        input.parse::<TokenStream>()
    };
    items.parse2(tokens).ok()
}

fn words(tokens: TokenStream) -> Vec<Word> {
    let mut words = Vec::new();
    add_words(tokens, &mut words);
    words
}

fn add_words(tokens: TokenStream, words: &mut Vec<Word>) {
    for token in tokens {
        let mut add = |text: String, joint| words.push(Word { text, joint });
        match token {
            TokenTree::Punct(sign) => add(sign.to_string(), sign.spacing() == Spacing::Joint),
            TokenTree::Group(group) => {
                let (open, close) = signs(group.delimiter());
                add(open.to_owned(), false);
                add_words(group.stream(), words);
                words.push(Word {
                    text: close.to_owned(),
                    joint: false,
                });
            }
            other => add(other.to_string(), false),
        }
    }
}

fn signs(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

fn written(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        text.push_str(&word.text);
        if !word.joint {
            text.push(' ');
        }
    }
    text.trim_end().to_owned()
}

/// How many words go well: the parser would have wanted more after each of them, had there been an
/// end. In the midst of some things it says so in other words; therefore it is asked a little ahead too.
fn place(words: &[Word]) -> usize {
    let mut well = 0;
    loop {
        let mut ill = words.len();
        while ill - well > 1 {
            let middle = well.midpoint(ill);
            if goes_well(&words[..middle]) {
                well = middle;
            } else {
                ill = middle;
            }
        }
        let ahead = well + 1..words.len().min(well + AHEAD);
        match ahead.rev().find(|end| goes_well(&words[..*end])) {
            Some(end) => well = end,
            None => return well,
        }
    }
}

fn goes_well(words: &[Word]) -> bool {
    let mut open = Vec::new();
    for word in words {
        match word.text.as_str() {
            "(" => open.push(")"),
            "{" => open.push("}"),
            "[" => open.push("]"),
            ")" | "}" | "]" => {
                open.pop();
            }
            _ => {}
        }
    }
    open.reverse();
    let text = format!("{} {}", written(words), open.concat());
    syn::parse_str::<syn::File>(&text)
        .err()
        .is_none_or(|error| error.to_string().starts_with("unexpected end of input"))
}

/// How an item begins, without its attributes and up to its body.
fn head(words: &[Word]) -> String {
    let mut depth = 0_usize;
    let mut begin = 0;
    for (position, word) in words.iter().enumerate() {
        match word.text.as_str() {
            "[" => depth += 1,
            "]" => depth = depth.saturating_sub(1),
            "#" => {}
            _ if depth == 0 => {
                begin = position;
                break;
            }
            _ => {}
        }
    }
    let words = words.get(begin..).unwrap_or_default();
    let ends = |word: &Word| matches!(word.text.as_str(), "{" | "(" | ";" | "=");
    let end = words.iter().position(ends).unwrap_or(words.len());
    written(words.get(..end.min(2 * AROUND)).unwrap_or_default())
}

impl fmt::Display for NotRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` would be no Rust, by a mistake in a template: {} in `{}`, at `{}` ⟨here⟩ `{}`",
            self.file.display(),
            self.why,
            self.item,
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
    fn what_is_no_rust_is_told_with_its_item_and_its_place() {
        let fields = "//! Docs.\n#[derive(Clone)]\npub struct A { pub a: B, }\n\
                      /// Docs.\n#[derive(Clone)]\npub struct Book { pub title: ::std::A pub name: B, }\n\
                      pub struct C;";
        assert_eq!(
            error(fields),
            "`types/books.rs` would be no Rust, by a mistake in a template: expected `,` in \
             `pub struct Book`, at `title : :: std :: A` ⟨here⟩ `pub name : B , } pub struct`"
        );
        let generics = "pub struct Book { pub a: Option<Vec<String>> #[doc = \"b\"] pub c: D }";
        let told = error(generics);
        assert!(told.contains("Vec < String >>` ⟨here⟩ `#"), "{told}");
        let member = "impl Book { pub fn a(&self) -> u8 { 1 } pub fn 2() {} }";
        let told = error(member);
        assert!(told.contains("in `impl Book`"), "{told}");
        assert!(told.contains("pub fn` ⟨here⟩ `2 ( )"), "{told}");
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
