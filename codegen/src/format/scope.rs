//! What a file imports: whatever its items name that is not their own.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

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

    /// The imports that these items need, by where they come from: the standard library, other
    /// crates, this one.
    pub(super) fn imports(&self, items: &[syn::File]) -> Vec<TokenStream> {
        let mut found = Found::default();
        items.iter().for_each(|item| found.visit_file(item));
        let mut open: BTreeSet<&String> = found.used.difference(&found.defined).collect();
        let mut imports: [BTreeMap<&str, Vec<&str>>; 3] = Default::default();
        for (module, names) in &self.modules {
            let own_name = module.rsplit("::").next().unwrap_or_default();
            let wanted = names.iter().filter(|name| match name.as_str() {
                "self" => open.contains(&own_name.to_owned()),
                _ => open.contains(name),
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

/// First words of the paths in some items, and the types that these define.
#[derive(Default)]
struct Found {
    used: BTreeSet<String>,
    defined: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Found {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first() {
            self.used.insert(first.ident.to_string());
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let paths = Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
        if attribute.path().is_ident("derive")
            && let Ok(derives) = attribute.parse_args_with(paths)
        {
            self.used.extend(
                derives
                    .iter()
                    .filter_map(|path| Some(path.get_ident()?.to_string())),
            );
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.defined.insert(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.defined.insert(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(scope: &Scope, source: &str) -> Vec<String> {
        let imports = scope.imports(&[syn::parse_str(source).unwrap()]);
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
    }
}
