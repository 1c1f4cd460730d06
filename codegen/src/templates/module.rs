//! Module files and the heads of files: docs, imports, re-exports.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Uses;
use super::text::{docs, ident, module_docs};
use crate::model::{Api, Group, Model, Module, Operation, TypeDef};
use crate::openapi::Retry;

/// The root: the modules and the client.
pub(super) fn root(api: &Api) -> Vec<TokenStream> {
    let docs = module_docs(&api.docs);
    let has_operations = !api.groups.is_empty();
    let client = has_operations.then(|| {
        quote! {
            #[cfg(feature = "blocking")]
            #[doc = " The client for programs that are not async."]
            pub mod blocking;
            #[cfg(feature = "client")]
            mod client;
        }
    });
    let operations = has_operations.then(|| quote! { pub mod operations; });
    let types = (!api.modules.is_empty()).then(|| quote! { pub mod types; });
    let export = has_operations.then(|| {
        quote! {
            #[cfg(feature = "client")]
            pub use client::Client;
        }
    });
    let mut items = vec![docs, quote! { #client #operations #types }];
    items.extend(export);
    items
}

/// `types/mod.rs`
pub(super) fn types(api: &Api) -> Vec<TokenStream> {
    let about = ["The types of the API, by what they are about.".to_owned()];
    let modules = api.modules.iter().map(|module| {
        let about = docs(&module.docs);
        let name = ident(&module.name);
        quote! { #about pub mod #name; }
    });
    let names = api.modules.iter().map(|module| ident(&module.name));
    vec![
        module_docs(&about),
        quote! { #(#modules)* },
        quote! { #(pub use #names::*;)* },
    ]
}

/// `operations/mod.rs`
pub(super) fn operations(api: &Api) -> Vec<TokenStream> {
    let about = [
        "The operations of the API: their requests, by what they are about.".to_owned(),
        "A request is sent by the method of the client with its operation's name.".to_owned(),
    ];
    let modules = api.groups.iter().map(|group| {
        let about = docs(&group.docs);
        let name = ident(&group.name);
        quote! { #about pub mod #name; }
    });
    let names = api.groups.iter().map(|group| ident(&group.name));
    vec![
        module_docs(&about),
        quote! { #(#modules)* },
        quote! { #(pub use #names::*;)* },
    ]
}

/// Imports of a file of types.
pub(super) fn types_head(module: &Module) -> Vec<TokenStream> {
    let mut uses = Uses::default();
    let mut json: Vec<&str> = Vec::new();
    for definition in &module.types {
        match definition {
            TypeDef::Model(model) => {
                uses.add_model(model);
                json.extend(model_imports(model));
            }
            TypeDef::OpenEnum(_) => json.extend(["self", "OpenEnum", "UnknownValue"]),
            TypeDef::Id(_) => json.push("self"),
        }
    }
    for definition in &module.types {
        uses.types.remove(definition.name());
    }
    let mut items = std_imports(&uses, &mut json);
    items.extend(import(&quote! { jobs_runtime::json }, json));
    let names = uses.types.iter().map(String::as_str);
    items.extend(import(&quote! { super }, names));
    vec![quote! { #(#items)* }]
}

/// Imports of a file of operations.
pub(super) fn operations_head(group: &Group) -> Vec<TokenStream> {
    let mut uses = Uses::default();
    let mut json: Vec<&str> = Vec::new();
    let mut operation = vec![
        "Method",
        "Operation",
        "OperationInfo",
        "RequestParts",
        "RetryClass",
    ];
    let mut requests: Vec<&str> = Vec::new();
    for each in &group.operations {
        uses.add_model(&each.request);
        each.answer.iter().for_each(|answer| uses.add(answer));
        uses.types
            .extend(each.parts.iter().map(|part| part.name.clone()));
        if each.has_body_members() {
            json.extend(model_imports(&each.request));
        }
        connections(each, &mut uses, &mut operation, &mut requests);
    }
    requests.retain(|name| {
        group
            .operations
            .iter()
            .all(|each| each.request.name != *name)
    });
    let mut items = std_imports(&uses, &mut json);
    items.extend(import(&quote! { jobs_runtime::json }, json));
    items.extend(import(&quote! { jobs_runtime::operation }, operation));
    let names = uses.types.iter().map(String::as_str);
    items.extend(import(&quote! { super::super::types }, names));
    items.extend(import(&quote! { super }, requests));
    vec![quote! { #(#items)* }]
}

/// What a model's wire code uses.
fn model_imports(model: &Model) -> Vec<&'static str> {
    let mut names = vec![
        "self",
        "Extra",
        "Model",
        "ObjectWriter",
        "ReadError",
        "Reader",
    ];
    if model.fields.iter().any(|field| field.required) {
        names.push("Decode");
    }
    names
}

/// What pages and waiting use.
fn connections<'a>(
    operation: &'a Operation,
    uses: &mut Uses,
    names: &mut Vec<&'static str>,
    requests: &mut Vec<&'a str>,
) {
    if matches!(operation.retry, Retry::Keyed(_)) {
        names.push("idempotency_token");
    }
    if let Some(paged) = &operation.paged {
        uses.add(&paged.item);
        names.push("Paged");
    }
    if let Some(continued) = &operation.continued {
        names.extend(["Continuation", "Continued"]);
        if !continued.arrays.is_empty() {
            names.push("self");
        }
    }
    if let Some(work) = &operation.long_running {
        names.extend(["LongRunning", "Progress", "Told"]);
        requests.push(&work.poll);
        uses.types.insert(work.polled.clone());
        for path in work.messages.iter().chain([&work.link]) {
            // The type at the end of a path is named where something on the way may be absent.
            if let Some(last) = path.last()
                && path.iter().any(|step| !step.required)
            {
                uses.add(&last.shape);
            }
        }
    }
}

/// Imports from the standard library, and the names from `json` that go with them.
fn std_imports(uses: &Uses, json: &mut Vec<&str>) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if uses.map {
        items.push(quote! { use std::collections::BTreeMap; });
    }
    if uses.sensitive {
        items.push(quote! { use std::fmt; });
        json.push("Hidden");
    }
    if uses.any {
        json.push("Value");
    }
    items
}

/// Imports names from a module, itself first; nothing if there are none.
fn import<'a>(
    module: &TokenStream,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<TokenStream> {
    let names: BTreeSet<&str> = names.into_iter().collect();
    let itself = names.contains("self");
    let names: Vec<TokenStream> = names
        .into_iter()
        .filter(|name| *name != "self")
        .map(|name| ident(name).to_token_stream())
        .collect();
    match (itself, names.is_empty()) {
        (false, true) => None,
        (true, true) => Some(quote! { use #module; }),
        (true, false) => Some(quote! { use #module::{self, #(#names),*}; }),
        (false, false) => Some(quote! { use #module::{#(#names),*}; }),
    }
}
