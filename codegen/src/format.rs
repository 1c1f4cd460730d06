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
use scope::Found;
use tokens::{Slice, Tokens, one_by_one};

/// Some of the items of a file, formatted.
#[derive(Default)]
pub(crate) struct Part {
    lines: Lines,
    /// The names in them.
    found: Found,
    /// Where the tokens of an item stand while it is formatted.
    tokens: Tokens,
}

impl Part {
    /// Formats items, with an empty line before each.
    ///
    /// Tokens that are no Rust can only come from a mistake in a template; they are written as they
    /// are, and [`verify`](crate::verify()) tells the item.
    pub(crate) fn add(&mut self, items: impl IntoIterator<Item = TokenStream>) {
        for item in items {
            self.tokens.replace(item);
            let item = self.tokens.all();
            self.found.look_at(item);
            if !item.is_empty() {
                self.lines.add_text("\n");
                add_block(&mut self.lines, item);
            }
        }
    }
}

/// The text of a file with these items.
pub(crate) fn file(header: &str, scope: &Scope, items: Vec<TokenStream>) -> String {
    let mut part = Part::default();
    part.add(items);
    file_of(header, scope, &[part])
}

/// The text of a file: a header, the imports that the items need, and the items.
pub(crate) fn file_of(header: &str, scope: &Scope, parts: &[Part]) -> String {
    let mut text = format!("// {header}\n");
    for group in scope.imports(parts.iter().map(|part| &part.found)) {
        text.push('\n');
        text.push_str(&formatted(&group.to_string()));
    }
    text.extend(parts.iter().map(|part| part.lines.text()));
    text
}

/// Adds items that belong together.
fn add_block(lines: &mut Lines, tokens: Slice<'_>) {
    if tokens.word(1) == "!" {
        // Docs of the file.
        lines.add_text(&formatted(&tokens.source()));
        return;
    }
    for item in one_by_one(tokens) {
        add_item(lines, item);
    }
}

fn add_item(lines: &mut Lines, tokens: Slice<'_>) {
    if lines.attempt(|lines| lines.item(tokens)).is_some() {
        return;
    }
    let Some(members) = lines.attempt(|lines| lines.begin_impl(tokens)) else {
        lines.add_text(&spaced(&formatted(&tokens.source())));
        return;
    };
    let is_line = |member: Slice<'_>| member.word(member.len() - 1) == ";";
    let mut previous: Option<Slice<'_>> = None;
    for member in one_by_one(members) {
        let has_docs = member.word(0) == "#";
        // Constants and types stand together.
        if previous.is_some_and(|previous| has_docs || !is_line(member) || !is_line(previous)) {
            lines.add_text("\n");
        }
        previous = Some(member);
        if lines.attempt(|lines| lines.member(member)).is_none() {
            lines.add_text(&formatted_member(&member.source()));
        }
    }
    lines.add_text("}\n");
}

/// Puts an empty line between the members of an `impl` that the formatter has written.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut previous = "";
    for line in text.lines() {
        let after_member = previous == "    }" && line != "}";
        if after_member || (ends_constant(previous) && begins_member(line)) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced
}

fn ends_constant(line: &str) -> bool {
    line.ends_with(';') && line.starts_with("    ") && !line.trim_start().starts_with("///")
}

fn begins_member(line: &str) -> bool {
    let starts = [
        "fn ",
        "pub fn ",
        "pub async fn ",
        "pub const fn ",
        "///",
        "#[",
    ];
    let line = line.strip_prefix("    ");
    line.is_some_and(|line| starts.iter().any(|start| line.starts_with(start)))
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
        let plain = |add: &dyn Fn(&mut Lines) -> Option<()>| {
            let mut lines = Lines::default();
            add(&mut lines).map(|()| lines.text().to_owned())
        };
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let tokens = tokens_of(&fs::read_to_string(path).unwrap());
            for item in one_by_one(tokens.all()) {
                if let Some(members) = Lines::default().begin_impl(item) {
                    for member in one_by_one(members) {
                        let plain = plain(&|lines| lines.member(member));
                        written.push((plain, formatted_member(&member.source())));
                    }
                    let plain = plain(&|lines| {
                        add_item(lines, item);
                        Some(())
                    });
                    written.push((plain, spaced(&formatted(&item.source()))));
                } else {
                    let plain = plain(&|lines| lines.item(item));
                    written.push((plain, formatted(&item.source())));
                }
            }
        }
        written
    }

    fn tokens_of(source: &str) -> Tokens {
        let mut tokens = Tokens::default();
        tokens.replace(source.parse().unwrap());
        tokens
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
        let mut lines = Lines::default();
        add_block(&mut lines, tokens_of(source).all());
        lines.text().to_owned()
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
            "impl A { fn a(f: B) -> C { f.aaaaaaaaaaaaaaaa(\"bbbbbbbbbbbbbbbbbb\").cccccccccc(dddddddd, &self.eeeeeeeeeeeeeeee).f() } }",
            "impl A { fn a() { long.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(\"bbbbbbbbbbbbbbbbbb\", &self.eeeeeeeeeeeeeeeeee); } }",
            "impl A { fn a() { longer.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(\"bbbbbbbbbbbbbbbbbb\", &self.eeeeeeeeeeeeee); } }",
            "impl A { fn a() { longer.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(\"bbbbbbbbbbbbbbbbbb\", &self.eeeeeeeeeeeeee,); } }",
            "impl A { fn a() { longer.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(\"bbbbbbbbbbbbbbbbbb\", &self.eeeeeeeeeeeeee).b; } }",
            "impl A { fn a() { longer.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(\"bbbbbbbbbbbbbbbbbb\", &self.eeeeeeeeeeeeee).b(); } }",
            "impl A { fn a() { longer.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(bbbbbbbbbbbbbbbbbb, ccccccccccccc(ddddddddddddddddd)); } }",
            "impl A { fn a() { longer.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(bbbbbbbbbbbbbbbbbb, |ccccccccccccc| ddddddddddddddddd()); } }",
        ] {
            let file: syn::File = syn::parse_str(source).unwrap();
            assert_eq!(block_of(source), spaced(&prettyplease::unparse(&file)));
        }
    }

    #[test]
    fn what_is_no_rust_is_written_as_it_is() {
        assert_eq!(block_of("fn ;"), "fn ; \n");
        assert_eq!(
            block_of("impl A { fn 1() {} }"),
            "impl A {\nfn 1 ( ) { } \n}\n"
        );
    }
}
