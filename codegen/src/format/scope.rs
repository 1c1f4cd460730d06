//! What a file imports: whatever its items name that is not their own.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::quote;

use super::tokens::{Kind, Slice};

/// Names that the items of a file may use, and the modules that they come from. Those that are used
/// are imported, so templates need not tell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    modules: Vec<(&'static str, BTreeSet<String>)>,
}

impl Scope {
    /// The same, with names from a module: `self` for the module itself. Of two modules with the
    /// same name, the first counts.
    pub(crate) fn with<N: Into<String>>(
        mut self,
        module: &'static str,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        self.modules.push((module, names));
        self
    }

    /// The imports that items need in which these names were found, by where they come from: the
    /// standard library, other crates, this one.
    pub(super) fn imports<'f>(
        &self,
        found: impl Iterator<Item = &'f Found> + Clone,
    ) -> Vec<TokenStream> {
        let is_way = |name| found.clone().any(|found| found.ways.contains(name));
        let is_defined = |name| found.clone().any(|found| found.defined.contains(name));
        let used = found.clone().flat_map(|found| &found.used);
        let mut open: HashSet<&str> = used.map(String::as_str).collect();
        open.retain(|name| !is_defined(*name));
        let mut imports: [BTreeMap<&str, Vec<&str>>; 3] = Default::default();
        for (module, names) in &self.modules {
            let own_name = module.rsplit("::").next().unwrap_or_default();
            let wanted = names.iter().filter(|name| match name.as_str() {
                // A single word is something else of that name, such as an argument.
                "self" => is_way(own_name) && open.contains(own_name),
                name => open.contains(name),
            });
            let wanted: Vec<&str> = wanted.map(String::as_str).collect();
            open.retain(|name| !names.contains(*name));
            if !wanted.is_empty() {
                let names = imports[group(module)].entry(*module).or_default();
                names.extend(wanted);
            }
        }
        let imports = imports.into_iter().filter(|group| !group.is_empty());
        imports.map(sorted).collect()
    }
}

/// The position of a module's imports among those of a file.
fn group(module: &str) -> usize {
    match module.split("::").next() {
        Some("std") => 0,
        Some("super" | "crate" | "self") => 2,
        _ => 1,
    }
}

/// Imports in the order in which the formatter for hand-written code puts them.
fn sorted(modules: BTreeMap<&str, Vec<&str>>) -> TokenStream {
    let imports = modules.iter().map(import);
    let mut imports: Vec<(String, TokenStream)> = imports
        .map(|import| (import.to_string().replace(' ', ""), import))
        .collect();
    imports.sort_by(|(one, _), (other, _)| one.cmp(other));
    imports.into_iter().map(|(_, import)| import).collect()
}

fn import((module, names): (&&str, &Vec<&str>)) -> TokenStream {
    let path = module.split("::").map(word);
    let path = quote! { #(#path)::* };
    // The module itself comes first.
    let itself = names.contains(&"self").then(|| word("self"));
    let others = names.iter().filter(|name| **name != "self");
    let names = itself.into_iter().chain(others.map(|name| word(name)));
    let names: Vec<Ident> = names.collect();
    match names.as_slice() {
        [only] if *only == "self" => quote! { use #path; },
        [only] => quote! { use #path::#only; },
        names => quote! { use #path::{#(#names),*}; },
    }
}

fn word(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Names that some items take from elsewhere, or define.
#[derive(Default)]
pub(super) struct Found {
    used: HashSet<String>,
    /// Those among them that lead to something else.
    ways: HashSet<String>,
    defined: HashSet<String>,
}

impl Found {
    /// Looks for names in some items, too.
    pub(super) fn look_at(&mut self, tokens: Slice<'_>) {
        let mut position = 0;
        while position < tokens.len() {
            position += match tokens.kind(position) {
                Some(Kind::Word) => self.look_at_word(tokens, position),
                Some(Kind::Open(Delimiter::Bracket)) => self.look_at_brackets(tokens, position),
                _ => 1,
            };
        }
    }

    /// Gives how many tokens have been looked at.
    fn look_at_brackets(&mut self, tokens: Slice<'_>, position: usize) -> usize {
        if tokens.before(position) != "#" {
            return 1;
        }
        // Of what attributes name, only derives are imported.
        let attribute = tokens.inside(position);
        if attribute.word(0) == "derive" {
            self.look_at(attribute.rest(1));
        }
        tokens.span(position)
    }

    /// Gives how many tokens have been looked at.
    fn look_at_word(&mut self, tokens: Slice<'_>, position: usize) -> usize {
        let word = tokens.word(position);
        let (before, after) = (tokens.before(position), tokens.word(position + 1));
        match before {
            "struct" | "enum" => {
                add(&mut self.defined, word);
                if before == "enum" && tokens.opens(position + 1, Delimiter::Brace) {
                    self.look_at_variants(tokens.inside(position + 1));
                    return 1 + tokens.span(position + 1);
                }
            }
            // What belongs to something else.
            "." | "::" | "fn" => {}
            // What is given a name or a value here.
            _ if matches!(after, ":" | "=") => {}
            _ => {
                // A small word that leads nowhere is a variable.
                let is_variable =
                    !word.starts_with(char::is_uppercase) && !matches!(after, "::" | "(" | "!");
                if !is_variable {
                    add(&mut self.used, word);
                }
                if after == "::" {
                    add(&mut self.ways, word);
                }
            }
        }
        1
    }

    /// Only what variants hold is named elsewhere.
    fn look_at_variants(&mut self, variants: Slice<'_>) {
        variants.find(|position| {
            self.look_at(variants.part(position + 1, position + variants.span(position)));
            false
        });
    }
}

/// Adds a name, which mostly is there already.
fn add(names: &mut HashSet<String>, name: &str) {
    if !names.contains(name) {
        names.insert(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Tokens;
    use super::*;

    fn imports(scope: &Scope, source: &str) -> Vec<String> {
        let mut tokens = Tokens::default();
        tokens.replace(source.parse().unwrap());
        let mut found = Found::default();
        found.look_at(tokens.all());
        let imports = scope.imports([found].iter());
        imports
            .iter()
            .map(|group| group.to_string().replace(' ', ""))
            .collect()
    }

    #[test]
    fn what_is_used_and_not_defined_is_imported() {
        let scope = Scope::default()
            .with("super", ["Book", "Own", "Shelf", "Value"])
            .with("a::json", ["self", "Model", "Value", "Unused"])
            .with("std", ["fmt"])
            .with("serde", ["Serialize"]);
        let source = "#[derive(Clone, Serialize)] struct Own { book: Option<Book>, fmt: Value }
            enum Kind { Shelf, Model }
            impl fmt::Debug for Own { fn new() -> Own { Kind::Shelf; json::read(Unused::X) } }";
        assert_eq!(
            imports(&scope, source),
            [
                "usestd::fmt;",
                "usea::json::{self,Unused};useserde::Serialize;",
                "usesuper::{Book,Value};"
            ]
        );
        assert!(imports(&scope, "struct Model;").is_empty());
        assert!(imports(&scope, "fn write(json: u8) { drop(json) }").is_empty());
        assert!(imports(&scope, "fn from(fmt: u8) { Self::new(fmt) }").is_empty());
    }
}
