//! A command for each operation: for a program that is used at a terminal.

mod flags;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use heck::ToShoutySnakeCase as _;
use proc_macro2::TokenStream;
use quote::quote;

use self::flags::{asked, flag, positional};
use self::words::{Words, home, words};
use super::pieces::{self, ident, module_docs};
use crate::format::{self, Scope};
use crate::model::{Api, Group, Operation, Shape, TypeDef};
use crate::openapi::Retry;
use crate::{Options, Tree};

/// Renders the program's generated folder: the list of all commands, and a file for each group.
pub(super) fn commands(api: &Api, options: &Options) -> Tree {
    let file = |items: Vec<TokenStream>| format::file(&options.header, &Scope::default(), items);
    let mut tree = Tree::from([(PathBuf::from("mod.rs"), file(index(api)))]);
    for each in &api.groups {
        let path = PathBuf::from(format!("{}.rs", each.name));
        tree.insert(path, file(group(api, each)));
    }
    tree
}

/// `mod.rs`
fn index(api: &Api) -> Vec<TokenStream> {
    let about = ["The commands of the API: one for each operation.".to_owned()];
    let groups: Vec<_> = api.groups.iter().map(|group| ident(&group.name)).collect();
    let commands = api.groups.iter().flat_map(|group| {
        let module = ident(&group.name);
        let names = group.operations.iter().map(constant);
        names.map(move |name| quote! { &#module::#name })
    });
    let named = named_groups(api).into_iter();
    let named = named.map(|(name, about)| quote! { (#name, #about) });
    vec![
        module_docs(&about),
        quote! { #(mod #groups;)* },
        quote! { use crate::command::Command; },
        quote! {
            #[doc = " All commands, in the order of the spec."]
            pub(crate) static COMMANDS: &[&Command] = &[#(#commands),*];
        },
        quote! {
            #[doc = " The groups that commands stand in, and what they are about."]
            pub(crate) static GROUPS: &[(&str, &str)] = &[#(#named),*];
        },
    ]
}

/// The groups that commands stand in by either spelling, with what the spec says of them.
fn named_groups(api: &Api) -> BTreeMap<String, String> {
    let home = home(api);
    let mut named = BTreeMap::new();
    for group in &api.groups {
        for operation in &group.operations {
            let Words { words, also } = words(operation, home);
            for words in [words, also] {
                for name in words.split_last().map_or(&[][..], |(_, groups)| groups) {
                    let about = group.docs.first().cloned();
                    named
                        .entry(name.clone())
                        .or_insert(about.unwrap_or_default());
                }
            }
        }
    }
    named
}

/// The commands of one group of operations.
fn group(api: &Api, group: &Group) -> Vec<TokenStream> {
    let definitions = api.modules.iter().flat_map(|module| &module.types);
    let definitions: BTreeMap<&str, &TypeDef> = definitions
        .map(|definition| (definition.name(), definition))
        .collect();
    let home = home(api);
    let operations = group.operations.iter();
    let mut items = vec![
        module_docs(&group.docs),
        quote! {
            use jobs_api::{operations, types};
            use crate::command::{Answer, Command, Flag, Kind};
        },
    ];
    items.extend(operations.map(|operation| command(operation, home, &definitions)));
    items
}

fn command(
    operation: &Operation,
    home: &str,
    definitions: &BTreeMap<&str, &TypeDef>,
) -> TokenStream {
    let (constant, name) = (constant(operation), &operation.name);
    let Words { words, also } = words(operation, home);
    let title = format!(" `{}`", words.join(" "));
    let about = operation.docs.first().map(String::as_str).unwrap_or("");
    let details = operation.docs.iter().skip(1).map(String::as_str);
    let details = details.collect::<Vec<_>>().join("\n\n");
    let positional = positional(operation);
    let asked = asked(operation);
    let flags = asked.filter_map(|field| flag(operation, field, positional, definitions));
    let required = operation.request.fields.iter();
    let required = required.filter(|field| field.required);
    let required = required.map(|field| &field.wire);
    let answer = ident(answer_kind(operation));
    let changes = operation.retry != Retry::Safe;
    let id = match id_member(operation, definitions) {
        Some(member) => quote! { Some(#member) },
        None => quote! { None },
    };
    let send = send(operation);
    quote! {
        #[doc = #title]
        pub(super) static #constant: Command = Command {
            operation: #name,
            words: &[#(#words),*],
            also: &[#(#also),*],
            about: #about,
            details: #details,
            flags: &[#(#flags),*],
            required: &[#(#required),*],
            changes: #changes,
            answer: Answer::#answer,
            id: #id,
            send: |session, mut request| Box::pin(async move { #send }),
        };
    }
}

/// Makes the request of its members, and sends it.
fn send(operation: &Operation) -> TokenStream {
    let (method, name) = (ident(&operation.name), ident(&operation.request.name));
    let typed = if operation.has_body_members() {
        quote! { let typed: operations::#name = request.read()?; }
    } else {
        let required = asked(operation).filter(|field| field.required);
        let required = required.map(|field| {
            let (wire, kind) = (&field.wire, rust_type(&field.shape));
            quote! { request.take::<#kind>(#wire)? }
        });
        let optional = asked(operation).filter(|field| !field.required);
        let optional: Vec<_> = optional
            .map(|field| {
                let (field, wire) = (ident(&field.name), &field.wire);
                quote! { typed.#field = request.take(#wire)?; }
            })
            .collect();
        let mutable = (!optional.is_empty()).then(|| quote! { mut });
        quote! {
            let #mutable typed = operations::#name::new(#(#required),*);
            #(#optional)*
            request.nothing_left()?;
        }
    };
    let how = ident(match answer_kind(operation) {
        "Nothing" => "nothing",
        "One" => "one",
        "List" => "list",
        _ if operation.answer.is_none() => "silent_work",
        _ => "work",
    });
    quote! {
        #typed
        session.#how(session.client().#method(typed)).await
    }
}

/// What comes of a command: nothing, one value, a list over pages, or work that goes on.
fn answer_kind(operation: &Operation) -> &'static str {
    if operation.paged.is_some() {
        "List"
    } else if operation.long_running.is_some() {
        "Work"
    } else if operation.answer.is_some() {
        "One"
    } else {
        "Nothing"
    }
}

/// The type of a member of a request without a body.
fn rust_type(shape: &Shape) -> TokenStream {
    match shape {
        Shape::Named(named) => {
            let name = ident(&named.name);
            quote! { types::#name }
        }
        Shape::List(item) => {
            let item = rust_type(item);
            quote! { Vec<#item> }
        }
        Shape::Map(value) => {
            let value = rust_type(value);
            quote! { std::collections::BTreeMap<String, #value> }
        }
        Shape::Any => quote! { jobs_api::runtime::json::Value },
        scalar => pieces::shape(scalar),
    }
}

/// The member of an answer, or of an element of a list, that names it: the id of its own kind, or
/// else its first.
fn id_member<'a>(
    operation: &Operation,
    definitions: &BTreeMap<&str, &'a TypeDef>,
) -> Option<&'a str> {
    let item = operation.paged.as_ref().map(|paged| &paged.item);
    let Some(Shape::Named(answer)) = item.or(operation.answer.as_ref()) else {
        return None;
    };
    let Some(TypeDef::Model(model)) = definitions.get(answer.name.as_str()) else {
        return None;
    };
    let ids = model.fields.iter().filter_map(|field| match &field.shape {
        Shape::Named(named) if named.kind.is_id() => {
            Some((field.wire.as_str(), named.name.trim_end_matches("Id")))
        }
        _ => None,
    });
    let ids: Vec<_> = ids.collect();
    let own = ids.iter().find(|(_, stem)| answer.name.contains(stem));
    own.or(ids.first()).map(|(wire, _)| *wire)
}

fn constant(operation: &Operation) -> TokenStream {
    let name = ident(&operation.name.to_shouty_snake_case());
    quote! { #name }
}
