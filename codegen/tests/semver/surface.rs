//! What of generated code others can use, as the compiler sees it.

use std::collections::BTreeSet;
use std::path::Path;

use jobs_codegen::Tree;
use jobs_codegen::diff::{Class, Diff};
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, ImplItem, Item, UseTree, Visibility};

/// Each thing that code can name, with its type, as one text. What is added is more of them; where
/// one is gone, code may break.
pub(crate) fn surface(tree: &Tree) -> BTreeSet<String> {
    let mut surface = Surface::default();
    for (path, text) in tree {
        if path.extension().is_some_and(|end| end == "rs") {
            surface.module = module(path);
            for item in syn::parse_file(text).unwrap().items {
                surface.item(item);
            }
        }
    }
    surface.found
}

/// Checks that something is gone for users if the change is said to break their code, and only
/// then; and that nothing is new if it is said to be one of words.
pub(crate) fn check_class(before: &BTreeSet<String>, after: &Tree, diff: &Diff) {
    let after = surface(after);
    let gone: Vec<_> = before.difference(&after).collect();
    let breaks = diff.class() == Some(Class::Major);
    assert_eq!(breaks, !gone.is_empty(), "{gone:#?}\n{}", diff.text());
    let come: Vec<_> = after.difference(before).collect();
    let adds = diff.class() >= Some(Class::Minor);
    assert!(adds || come.is_empty(), "{come:#?}\n{}", diff.text());
}

#[derive(Default)]
struct Surface {
    module: String,
    found: BTreeSet<String>,
}

impl Surface {
    fn add(&mut self, what: impl ToTokens) {
        let text = format!("{}: {}", self.module, what.to_token_stream());
        self.found.insert(text);
    }

    fn item(&mut self, item: Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = &item.ident;
                self.add(quote! { struct #name });
                self.derives(name, &item.attrs);
                self.fields(name, &item.fields);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = &item.ident;
                self.add(quote! { enum #name });
                self.derives(name, &item.attrs);
                for variant in &item.variants {
                    let (variant, fields) = (&variant.ident, &variant.fields);
                    self.add(quote! { #name::#variant #fields });
                }
            }
            Item::Impl(item) => {
                let name = &item.self_ty;
                let of = match &item.trait_ {
                    Some((of, _)) => {
                        // It is the same whether it is derived.
                        let of = of.segments.last();
                        self.add(quote! { impl #of for #name });
                        of
                    }
                    None => None,
                };
                for member in &item.items {
                    match member {
                        ImplItem::Fn(method) if is_public(&method.vis) => {
                            let signature = &method.sig;
                            self.add(quote! { #name::#signature });
                        }
                        ImplItem::Type(held) => {
                            let (held, kind) = (&held.ident, &held.ty);
                            self.add(quote! { <#name as #of>::#held = #kind });
                        }
                        _ => {}
                    }
                }
            }
            Item::Use(item) if is_public(&item.vis) => self.uses(&item.tree, ""),
            Item::Mod(item) if is_public(&item.vis) => {
                let name = &item.ident;
                self.add(quote! { mod #name });
            }
            Item::Macro(item) => self.add(item.mac),
            _ => {}
        }
    }

    fn derives(&mut self, name: &syn::Ident, attributes: &[Attribute]) {
        for attribute in attributes
            .iter()
            .filter(|one| one.path().is_ident("derive"))
        {
            let nested = attribute.parse_nested_meta(|derived| {
                let of = derived.path;
                self.add(quote! { impl #of for #name });
                Ok(())
            });
            nested.unwrap();
        }
    }

    fn fields(&mut self, name: &syn::Ident, fields: &Fields) {
        for (position, field) in fields.iter().enumerate() {
            if is_public(&field.vis) {
                let field_name = field.ident.as_ref();
                let field_name = field_name.map_or(position.to_string(), ToString::to_string);
                let kind = &field.ty;
                self.add(quote! { #name.#field_name: #kind });
            }
        }
    }

    fn uses(&mut self, tree: &UseTree, before: &str) {
        match tree {
            UseTree::Path(path) => {
                self.uses(&path.tree, &format!("{before}{}::", path.ident));
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.uses(tree, before);
                }
            }
            tree => {
                let text = format!("{before}{}", tree.to_token_stream());
                self.add(quote! { use #text });
            }
        }
    }
}

const fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The path of a file's module.
fn module(path: &Path) -> String {
    let path = path.with_extension("");
    let steps = path.iter().filter(|step| *step != "mod");
    let steps: Vec<_> = steps.map(|step| step.to_string_lossy()).collect();
    steps.join("::")
}
