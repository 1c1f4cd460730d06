//! Docs, names and types.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::model::{Field, Shape, interrupts_paragraph};

/// Columns of a line of docs on an item, without indentation and `/// `.
pub(in crate::templates) const WIDTH: usize = 96;

/// Docs of an item: paragraphs, wrapped.
pub(in crate::templates) fn docs(paragraphs: &[String]) -> TokenStream {
    lines(&wrapped(paragraphs, WIDTH))
}

/// Docs of a member of an item, which is indented.
pub(in crate::templates) fn member_docs(paragraphs: &[String]) -> TokenStream {
    lines(&wrapped(paragraphs, WIDTH - 4))
}

/// Docs of a module.
pub(in crate::templates) fn module_docs(paragraphs: &[String]) -> TokenStream {
    let lines = wrapped(paragraphs, WIDTH);
    let lines = lines.iter().map(|line| docs_line(line));
    quote! { #(#![doc = #lines])* }
}

/// Lines of docs as they are.
pub(in crate::templates) fn lines(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| docs_line(line));
    quote! { #(#[doc = #lines])* }
}

/// A line of docs as an attribute has it. To escape every letter takes long, and nearly all lines
/// have none that needs it.
pub(in crate::templates) fn docs_line(line: &str) -> Literal {
    let is_plain = |sign: u8| matches!(sign, b' '..=b'~') && !matches!(sign, b'"' | b'\\');
    let space = if line.is_empty() { "" } else { " " };
    let plain = line
        .bytes()
        .all(is_plain)
        .then(|| format!("\"{space}{line}\"").parse());
    match plain {
        Some(Ok(literal)) => literal,
        _ => Literal::string(&format!("{space}{line}")),
    }
}

/// Wraps paragraphs, with an empty line between two. No line begins with a word that Markdown
/// would take for the beginning of something else.
pub(in crate::templates) fn wrapped(paragraphs: &[String], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let indentation = if paragraph.starts_with("* ") {
            "  "
        } else {
            ""
        };
        let mut line = String::with_capacity(width);
        let mut columns = 0;
        let mut words = paragraph.split_whitespace();
        if let Some(first) = words.next() {
            line.push_str(first);
            columns = first.chars().count();
        }
        for word in words {
            let length = word.chars().count();
            if columns + 1 + length > width && !interrupts_paragraph(word) {
                lines.push(line);
                line = String::with_capacity(width);
                line.push_str(indentation);
                columns = indentation.len();
            } else {
                line.push(' ');
                columns += 1;
            }
            line.push_str(word);
            columns += length;
        }
        lines.push(line);
    }
    lines
}

/// Words of the language, those that it keeps for later too.
const WORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A name, as `r#name` where it is a word of the language.
pub(in crate::templates) fn ident(name: &str) -> Ident {
    if WORDS.binary_search(&name).is_ok() {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// The type of a field.
pub(in crate::templates) fn field_type(field: &Field) -> TokenStream {
    let mut kind = shape(&field.shape);
    if field.boxed {
        kind = quote! { Box<#kind> };
    }
    if !field.required {
        kind = quote! { Option<#kind> };
    }
    kind
}

/// The type of a value.
pub(in crate::templates) fn shape(kind: &Shape) -> TokenStream {
    match kind {
        Shape::Text => quote! { String },
        Shape::Integer => quote! { i64 },
        Shape::Unsigned => quote! { u64 },
        Shape::Number => quote! { f64 },
        Shape::Boolean => quote! { bool },
        Shape::Any => quote! { Value },
        Shape::Plain => quote! { operation::Text },
        Shape::Bytes => quote! { operation::Bytes },
        Shape::Upload => quote! { operation::Upload },
        Shape::Named(named) => {
            let name = ident(&named.name);
            quote! { #name }
        }
        Shape::List(item) => {
            let item = shape(item);
            quote! { Vec<#item> }
        }
        Shape::Map(value) => {
            let value = shape(value);
            quote! { BTreeMap<String, #value> }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_are_wrapped_between_words() {
        let text = ["one two three".to_owned(), "four".to_owned()];
        assert_eq!(wrapped(&text, 7), ["one two", "three", "", "four"]);
        let element = ["* one two three".to_owned()];
        assert_eq!(wrapped(&element, 7), ["* one", "  two", "  three"]);
        let minus = ["seven - two".to_owned()];
        assert_eq!(wrapped(&minus, 6), ["seven -", "two"]);
    }

    #[test]
    fn words_of_the_language_become_raw_names() {
        assert!(WORDS.is_sorted());
        assert_eq!(ident("type").to_string(), "r#type");
        assert_eq!(ident("gen").to_string(), "r#gen");
        assert_eq!(ident("name").to_string(), "name");
    }
}
