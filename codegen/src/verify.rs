//! Whether what was rendered is Rust: a template may be wrong, and what it spoils would be found out
//! only when the code is compiled, after the old one is gone.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Item};

/// A file that was rendered and is no Rust, by a mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRust {
    file: PathBuf,
    /// What the parser says.
    why: String,
    /// How the item begins; empty if brackets do not match, for then there are no items.
    item: String,
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
    let Err(error) = syn::parse_file(text) else {
        return Ok(());
    };
    let rest = text.parse().ok().and_then(first_that_is_none);
    Err(NotRust {
        file: file.to_owned(),
        why: error.to_string(),
        item: rest.map(head).unwrap_or_default(),
    })
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

/// How an item begins, without its attributes and up to its body.
fn head(tokens: TokenStream) -> String {
    let mut tokens = tokens.into_iter().peekable();
    while matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == '#') {
        tokens.nth(1);
    }
    let is_in_head = |token: &TokenTree| match token {
        TokenTree::Punct(sign) => !matches!(sign.as_char(), ';' | '='),
        TokenTree::Group(_) => false,
        _ => true,
    };
    let head: TokenStream = tokens.take_while(is_in_head).collect();
    head.to_string()
}

impl fmt::Display for NotRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, why, item } = self;
        let file = file.display();
        write!(
            f,
            "`{file}` would be no Rust, by a mistake in a template: {why}"
        )?;
        if item.is_empty() {
            return Ok(());
        }
        write!(f, ", in `{item}`")
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
    fn what_is_no_rust_is_told_with_its_item() {
        let fields = "//! Docs.\n#[derive(Clone)]\npub struct A { pub a: B, }\n\
                      /// Docs.\n#[derive(Clone)]\npub struct Book { pub title: ::std::A pub name: B, }\n\
                      pub struct C;";
        assert_eq!(
            error(fields),
            "`types/books.rs` would be no Rust, by a mistake in a template: expected `,`, in \
             `pub struct Book`"
        );
        let member = "impl Book { pub fn a(&self) -> u8 { 1 } pub fn 2() {} }";
        let told = error(member);
        assert!(told.ends_with("in `impl Book`"), "{told}");
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
