//! The same types with serde's derive in place of our wire code, as most generators emit them.
//!
//! Nobody is meant to use that crate: it is what the wire code is measured against. Everything
//! else, from the names to the boxes and setters, is therefore the same.

use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{
    docs, field_type, held, ident, member_docs, module_docs, scopes, shape, variant,
};
use super::setters;
use crate::format::{self, Scope};
use crate::model::{Api, Choice, FieldPlace, Group, Id, Model, Module, OpenEnum, Shape, TypeDef};
use crate::{Options, Tree};

/// Renders the types and requests of an API as a crate of their own.
pub(super) fn package(api: &Api, options: &Options) -> Tree {
    let mut tree = Tree::from([(PathBuf::from("Cargo.toml"), manifest(options))]);
    let mut put = |path: String, scope: &Scope, items: Vec<TokenStream>| {
        let path = PathBuf::from("src").join(path);
        tree.insert(path, format::file(&options.header, scope, items));
    };
    let nothing = Scope::default();
    put("lib.rs".to_owned(), &nothing, root(api));
    put("types/mod.rs".to_owned(), &nothing, super::types_index(api));
    let scope = scopes::of_derive(api, "super");
    for module in &api.modules {
        put(format!("types/{}.rs", module.name), &scope, types(module));
    }
    let index = super::operations_index(api);
    put("operations/mod.rs".to_owned(), &nothing, index);
    let scope = scopes::of_derive(api, "super::super::types");
    for group in &api.groups {
        put(
            format!("operations/{}.rs", group.name),
            &scope,
            requests(group),
        );
    }
    tree
}

fn manifest(options: &Options) -> String {
    format!(
        r#"# {header}

[package]
name = "{name}-derive"
description = "The types of {name}, read and written by serde's derive."
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"

[workspace]
"#,
        header = options.header,
        name = options.crate_name,
    )
}

/// The root: the modules, and a function for each document of the API. Without these the crate
/// would hold no wire code: what derive makes is generic, and compiled where it is used.
fn root(api: &Api) -> Vec<TokenStream> {
    let about = ["The types of the API, read and written by serde's derive.".to_owned()];
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let answers = operations.clone().filter_map(|operation| {
        let answer = ident(&operation.answer.as_ref()?.named_type()?);
        let about = format!(" Reads what `{}` answers.", operation.name);
        let read = ident(&format!("read_{}", operation.name));
        Some(quote! {
            #[doc = #about]
            pub fn #read(json: &[u8]) -> serde_json::Result<types::#answer> {
                serde_json::from_slice(json)
            }
        })
    });
    let requests = operations
        .filter(|operation| operation.has_body_members())
        .map(|operation| {
            let request = ident(&operation.request.name);
            let about = format!(" Writes what `{}` sends.", operation.name);
            let write = ident(&format!("write_{}", operation.name));
            quote! {
                #[doc = #about]
                pub fn #write(request: &operations::#request) -> serde_json::Result<Vec<u8>> {
                    serde_json::to_vec(request)
                }
            }
        });
    let mut items = vec![
        module_docs(&about),
        quote! { pub mod operations; pub mod types; },
    ];
    items.extend(answers);
    items.extend(requests);
    items
}

/// The types of a schema file.
fn types(module: &Module) -> Vec<TokenStream> {
    let mut items = Vec::new();
    for definition in &module.types {
        match definition {
            TypeDef::Model(each) => items.extend(model(each, |_| true)),
            TypeDef::OpenEnum(each) => items.push(open_enum(each)),
            TypeDef::Id(each) => items.push(id(each)),
            TypeDef::Choice(each) => items.push(choice_of(each)),
        }
    }
    items
}

/// The requests of a tag, those that have a body.
fn requests(group: &Group) -> Vec<TokenStream> {
    let operations = group.operations.iter();
    let operations = operations.filter(|operation| operation.has_body_members());
    let requests = operations.flat_map(|operation| {
        let written = |field| operation.places.get(field) == Some(&FieldPlace::Body);
        model(&operation.request, written)
    });
    requests.collect()
}

/// A struct; `written` tells by its position whether a field is a member of the JSON.
fn model(model: &Model, written: impl Fn(usize) -> bool) -> Vec<TokenStream> {
    let name = ident(&model.name);
    let about = docs(&model.docs);
    let is_required = model.fields.iter().any(|field| field.required);
    let default = (!is_required).then(|| quote! { Default, });
    let fields = model.fields.iter().enumerate().map(|(position, field)| {
        let about = member_docs(&field.docs);
        let (name, kind, wire) = (ident(&field.name), field_type(field), &field.wire);
        let rename = (field.name != field.wire).then(|| quote! { #[serde(rename = #wire)] });
        let how = if !written(position) {
            Some(quote! { #[serde(skip)] })
        } else if field.required || field.null_if_unset {
            None
        } else {
            Some(quote! { #[serde(skip_serializing_if = "Option::is_none")] })
        };
        quote! { #about #rename #how pub #name: #kind }
    });
    vec![
        quote! {
            #about
            #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
            #[non_exhaustive]
            pub struct #name { #(#fields,)* }
        },
        setters::setters(model, false),
    ]
}

/// An enum; a value that it does not know is lost.
fn open_enum(open_enum: &OpenEnum) -> TokenStream {
    let name = ident(&open_enum.name);
    let about = docs(&open_enum.docs);
    let variants = open_enum.variants.iter().map(|variant| {
        let about = member_docs(&variant.docs);
        let (name, wire) = (ident(&variant.name), &variant.wire);
        quote! { #about #[serde(rename = #wire)] #name }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this version of the SDK does not know."]
            #[serde(other)]
            UnknownValue,
        }
    }
}

/// A choice, which is tried in order.
fn choice_of(each: &Choice) -> TokenStream {
    let name = ident(&each.name);
    let about = docs(&each.docs);
    let variants = each.alternatives.iter().map(|alternative| {
        let about = member_docs(&alternative.docs);
        let (name, kind) = (variant(alternative), held(alternative));
        quote! { #about #name(#kind) }
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value of another kind."]
            Other(Value),
        }
    }
}

/// A newtype; it has a default for the requests in which it is no member of the JSON.
fn id(id: &Id) -> TokenStream {
    let name = ident(&id.name);
    let about = docs(&id.docs);
    let kind = shape(&id.shape);
    let copy = (id.shape != Shape::Text).then(|| quote! { Copy, });
    quote! {
        #about
        #[derive(
            Clone, #copy Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize
        )]
        pub struct #name(pub #kind);
    }
}
