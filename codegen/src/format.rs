//! From tokens to the text of a file.

mod line;
mod plain;
mod pretty;
mod scope;
mod tokens;

use proc_macro2::TokenStream;

pub(crate) use scope::Scope;

use plain::Lines;
use pretty::{formatted, formatted_member};
use tokens::{Slice, Tokens, one_by_one};

/// Some of the items of a file, formatted.
pub(crate) struct Part {
    items: Vec<Tokens>,
    text: String,
}

impl Part {
    /// Formats items, with an empty line before each.
    ///
    /// Tokens that are no Rust can only come from a mistake in a template; they are written as they
    /// are, so that the compiler shows the place.
    pub(crate) fn of(items: Vec<TokenStream>) -> Self {
        let items: Vec<Tokens> = items.into_iter().map(Tokens::of).collect();
        let mut text = String::new();
        for item in &items {
            add_block(&mut text, &spaced(&block(item.all())));
        }
        Self { items, text }
    }
}

fn add_block(text: &mut String, block: &str) {
    if !block.is_empty() {
        text.push('\n');
        text.push_str(block);
    }
}

/// The text of a file with these items.
pub(crate) fn file(header: &str, scope: &Scope, items: Vec<TokenStream>) -> String {
    file_of(header, scope, &[Part::of(items)])
}

/// The text of a file: a header, the imports that the items need, and the items.
pub(crate) fn file_of(header: &str, scope: &Scope, parts: &[Part]) -> String {
    let mut text = format!("// {header}\n");
    for group in scope.imports(parts.iter().flat_map(|part| &part.items)) {
        add_block(&mut text, &formatted(&group.to_string()));
    }
    text.extend(parts.iter().map(|part| part.text.as_str()));
    text
}

/// Items that belong together.
fn block(tokens: Slice<'_>) -> String {
    if tokens.word(1) == "!" {
        // Docs of the file.
        return formatted(&tokens.source());
    }
    one_by_one(tokens).into_iter().map(item).collect()
}

fn item(tokens: Slice<'_>) -> String {
    let mut lines = Lines::indented(0);
    if lines.item(tokens).is_some() {
        return lines.into_text();
    }
    let mut lines = Lines::indented(0);
    let Some(members) = lines.begin_impl(tokens) else {
        return formatted(&tokens.source());
    };
    let mut text = lines.into_text();
    for member in one_by_one(members) {
        let mut lines = Lines::indented(4);
        match lines.member(member) {
            Some(()) => text.push_str(&lines.into_text()),
            None => text.push_str(&formatted_member(&member.source())),
        }
    }
    text.push_str("}\n");
    text
}

/// Puts an empty line between the members of an `impl`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut previous = "";
    for line in text.lines() {
        let begins = [
            "fn ",
            "pub fn ",
            "pub async fn ",
            "pub const fn ",
            "///",
            "#[",
        ]
        .iter()
        .any(|start| {
            line.strip_prefix("    ")
                .is_some_and(|rest| rest.starts_with(start))
        });
        let after_member = previous == "    }" && line != "}";
        let is_docs = previous.trim_start().starts_with("///");
        let after_constant =
            begins && !is_docs && previous.starts_with("    ") && previous.ends_with(';');
        if after_member || after_constant {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The items of every golden, and the members of every `impl` in them, as they are written
    /// here, if they are, and by the formatter.
    fn written() -> Vec<(Option<String>, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates");
        let mut written = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let tokens: TokenStream = fs::read_to_string(path).unwrap().parse().unwrap();
            let tokens = Tokens::of(tokens);
            for item in one_by_one(tokens.all()) {
                let mut lines = Lines::indented(0);
                if let Some(members) = lines.begin_impl(item) {
                    for member in one_by_one(members) {
                        let mut lines = Lines::indented(4);
                        let plain = lines.member(member).map(|()| lines.into_text());
                        written.push((plain, formatted_member(&member.source())));
                    }
                    written.push((Some(super::item(item)), formatted(&item.source())));
                } else {
                    let mut lines = Lines::indented(0);
                    let plain = lines.item(item).map(|()| lines.into_text());
                    written.push((plain, formatted(&item.source())));
                }
            }
        }
        written
    }

    #[test]
    fn what_is_plain_is_written_as_the_formatter_does() {
        let written = written();
        let plain: Vec<_> = written
            .iter()
            .filter_map(|(plain, formatted)| Some((plain.as_ref()?, formatted)))
            .collect();
        for (plain, formatted) in &plain {
            assert_eq!(plain, formatted);
        }
        // Else this would show nothing, and the generator would be slow.
        assert!(
            plain.len() * 10 > written.len() * 8,
            "only {} of {} are plain",
            plain.len(),
            written.len()
        );
    }

    fn block_of(source: &str) -> String {
        block(Tokens::of(source.parse().unwrap()).all())
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_formatter() {
        for source in [
            "fn main() { let a = b < c; }",
            "impl A { fn a(&self) -> i64 { -self.a + 1 } }",
            "impl A { fn a(&self) { for a in b { c(); } } }",
            "impl A { fn a(&self) { if a { b } else { c } } }",
            "impl A { fn a(&self) { if a { return; } b } }",
            "impl A { fn a<T: B>(a: T,) where T: C { } }",
            "impl A { fn a() { match a { A | B => (), C if d => { e } _ => f, } } }",
            "impl A { fn a() -> (u8,) { (1,) } }",
            "impl A { fn a() { A { b, ..c } } }",
            "impl A { fn a() { A { b: c, dddddddddddddd: eeeeeeeeeeee } } }",
            "impl<T> A<T> for B { type C = [u8; 4]; fn a() -> u8 { a![b, c] } }",
            "#[doc = \"a\\nb\"] #[doc = \"\\\"c\\\"  \"] #[doc = \"/d\"] struct A;",
            "enum A { B { c: D }, E(F, G), H = 1 }",
            "const A: B = C { d: 1 }; static E: &[&str] = &[\"f\"];",
            "pub(crate) struct A(pub(super) Vec<&'static str>, B);",
            "impl A { fn a() { b(|c| c.d, |(e, f)| *e && !f); } }",
        ] {
            let file: syn::File = syn::parse_str(source).unwrap();
            assert_eq!(block_of(source), prettyplease::unparse(&file));
        }
    }

    #[test]
    fn what_is_no_rust_is_written_as_it_is() {
        assert_eq!(block_of("fn ;"), "fn ; ");
        assert_eq!(
            block_of("impl A { fn 1() {} }"),
            "impl A {\nfn 1 ( ) { } \n}\n"
        );
    }
}
