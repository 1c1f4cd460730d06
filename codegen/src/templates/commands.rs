//! A command for each operation: for a program that is used at a terminal.

use std::collections::BTreeMap;
use std::path::PathBuf;

use heck::{ToKebabCase as _, ToShoutySnakeCase as _};
use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{self, ident, module_docs};
use crate::format::{self, Scope};
use crate::model::{Api, Field, Group, Operation, Shape, TypeDef, TypeKind};
use crate::{Options, Tree};

/// Names of flags that every command has, or that stand for more than a member.
const TAKEN: &[&str] = &[
    "debug",
    "help",
    "host",
    "interval",
    "json",
    "limit",
    "on-interrupt",
    "output",
    "profile",
    "query",
    "quiet",
    "retry-for",
    "timeout",
    "version",
    "wait",
];

/// Renders the program's generated folder: the list of all commands, and a file for each group.
pub(super) fn commands(api: &Api, options: &Options) -> Tree {
    let file = |items: Vec<TokenStream>| format::file(&options.header, &Scope::default(), &items);
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

/// How a command is spelt.
struct Words {
    words: Vec<String>,
    /// Another spelling, by the path of the operation; empty if there is none.
    also: Vec<String>,
}

/// A command is called as its operation. Those of resources beside the main one stand in a group
/// of the resource's name, which need not be said twice; those of a resource below it have a
/// second spelling in a group of that one.
fn words(operation: &Operation, home: &str) -> Words {
    let name = operation.name.to_kebab_case();
    let steps = resources(&operation.path);
    match steps.as_slice() {
        [first, below @ ..] if *first == home => Words {
            words: vec![name],
            also: match below {
                [] | [_] => Vec::new(),
                below => below.iter().map(|step| step.to_kebab_case()).collect(),
            },
        },
        [first, ..] => {
            let group = first.to_kebab_case();
            let singular = group.strip_suffix('s').unwrap_or(&group);
            let said = [group.as_str(), singular];
            let words = name.split('-').filter(|word| !said.contains(word));
            let short = words.collect::<Vec<_>>().join("-");
            let name = if short.is_empty() { name } else { short };
            Words {
                words: vec![group, name],
                also: Vec::new(),
            }
        }
        [] => Words {
            words: vec![name],
            also: Vec::new(),
        },
    }
}

/// The resource that the API is about: that of its first operation.
fn home(api: &Api) -> &str {
    let mut operations = api.groups.iter().flat_map(|group| &group.operations);
    let first = operations
        .next()
        .map(|operation| resources(&operation.path));
    first
        .and_then(|steps| steps.first().copied())
        .unwrap_or_default()
}

/// The steps of a path without its version and its parameters.
fn resources(path: &str) -> Vec<&str> {
    let is_version = |step: &str| step.starts_with(|c: char| c.is_ascii_digit());
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps = steps.skip_while(|step| *step == "api" || is_version(step));
    steps.filter(|step| !step.starts_with('{')).collect()
}

/// The members that a person is asked for: not the page, for all of them are read.
fn asked(operation: &Operation) -> impl Iterator<Item = &Field> {
    let paged = operation.paged.as_ref().map(|paged| &paged.token);
    let continued = operation.continued.as_ref().map(|whole| &whole.token);
    let token = paged.or(continued);
    let fields = operation.request.fields.iter();
    fields.filter(move |field| Some(&field.name) != token)
}

/// The one scalar that a request cannot do without.
fn positional(operation: &Operation) -> Option<&str> {
    let required = operation.request.fields.iter();
    let mut scalars = required.filter(|field| field.required && is_scalar(&field.shape));
    match (scalars.next(), scalars.next()) {
        (Some(only), None) => Some(&only.name),
        _ => None,
    }
}

fn is_scalar(shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::Integer => true,
        Shape::Named(named) => matches!(named.kind, TypeKind::IntegerId | TypeKind::StringId),
        _ => false,
    }
}

/// The flag for a member; none for members that only JSON can say.
fn flag(
    operation: &Operation,
    field: &Field,
    positional: Option<&str>,
    definitions: &BTreeMap<&str, &TypeDef>,
) -> Option<TokenStream> {
    let kind = kind(&field.shape, definitions)?;
    let paged = operation
        .paged
        .as_ref()
        .and_then(|paged| paged.limit.as_ref());
    let name = if paged.is_some_and(|limit| limit.field == field.name) {
        "page-size".to_owned()
    } else {
        let name = field.wire.to_kebab_case();
        match TAKEN.contains(&name.as_str()) {
            true => format!("request-{name}"),
            false => name,
        }
    };
    let (wire, about) = (&field.wire, field.docs.join("\n\n"));
    let positional = (positional == Some(&field.name)).then(|| quote! { .positional() });
    Some(quote! { Flag::new(#name, #wire, #kind, #about) #positional })
}

fn kind(shape: &Shape, definitions: &BTreeMap<&str, &TypeDef>) -> Option<TokenStream> {
    Some(match shape {
        Shape::Text => quote! { Kind::Text },
        Shape::Integer => quote! { Kind::Integer },
        Shape::Number => quote! { Kind::Number },
        Shape::Boolean => quote! { Kind::Boolean },
        Shape::Named(named) => match (named.kind, definitions.get(named.name.as_str())) {
            (TypeKind::IntegerId, _) => quote! { Kind::Integer },
            (TypeKind::StringId, _) => quote! { Kind::Text },
            (TypeKind::OpenEnum, Some(TypeDef::OpenEnum(open_enum))) => {
                let values = open_enum.variants.iter().map(|variant| &variant.wire);
                quote! { Kind::Word(&[#(#values),*]) }
            }
            _ => return None,
        },
        Shape::List(item) if **item == Shape::Integer => quote! { Kind::Integers },
        Shape::List(item) => match &**item {
            Shape::Text => quote! { Kind::Texts },
            Shape::Named(named) if named.kind == TypeKind::IntegerId => quote! { Kind::Integers },
            Shape::Named(named) if named.kind == TypeKind::StringId => quote! { Kind::Texts },
            _ => return None,
        },
        Shape::Map(value) if **value == Shape::Text => quote! { Kind::TextMap },
        _ => return None,
    })
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
        Shape::Named(named) if matches!(named.kind, TypeKind::IntegerId | TypeKind::StringId) => {
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
