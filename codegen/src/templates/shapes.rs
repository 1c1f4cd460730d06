//! What requests may say, as data: for a service that checks them.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToShoutySnakeCase as _;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::pieces::{ident, module_docs};
use crate::model::{Api, Field, FieldPlace, Shape, TypeDef, TypeKind};

/// `mod.rs` of the emulator's generated folder.
pub(super) fn shapes(api: &Api) -> Vec<TokenStream> {
    let definitions = api.modules.iter().flat_map(|module| &module.types);
    let definitions: BTreeMap<&str, &TypeDef> = definitions
        .map(|definition| (definition.name(), definition))
        .collect();
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let about =
        ["What requests say, and what is demanded of it: members, types, limits.".to_owned()];
    let mut items = vec![
        module_docs(&about),
        quote! { use crate::shape::{Kind, Limit, Member, Shape}; },
    ];
    let mut requests = Vec::new();
    let mut used = BTreeSet::new();
    for operation in operations.filter(|operation| operation.has_body_members()) {
        let fields = operation.request.fields.iter().zip(&operation.places);
        let fields = fields.filter(|(_, place)| **place == FieldPlace::Body);
        let fields: Vec<&Field> = fields.map(|(field, _)| field).collect();
        let (operation, request) = (&operation.name, &operation.request.name);
        items.push(object(request, &fields, &definitions));
        let name = constant(request);
        requests.push(quote! { (#operation, &#name) });
        use_types(&fields, &definitions, &mut used);
    }
    for name in used {
        if let Some(TypeDef::Model(model)) = definitions.get(name) {
            let fields: Vec<&Field> = model.fields.iter().collect();
            items.push(object(name, &fields, &definitions));
        }
    }
    items.push(quote! {
        #[doc = " The bodies of requests, by operation."]
        pub(crate) static REQUESTS: &[(&str, &Shape)] = &[#(#requests),*];
    });
    items
}

/// Adds the types that fields have, and those that these have.
fn use_types<'a>(
    fields: &[&'a Field],
    definitions: &BTreeMap<&str, &'a TypeDef>,
    used: &mut BTreeSet<&'a str>,
) {
    let mut open: Vec<&Field> = fields.to_vec();
    while let Some(field) = open.pop() {
        let mut shape = &field.shape;
        while let Shape::List(inner) | Shape::Map(inner) = shape {
            shape = inner;
        }
        if let Shape::Named(named) = shape
            && used.insert(&named.name)
            && let Some(TypeDef::Model(model)) = definitions.get(named.name.as_str())
        {
            open.extend(&model.fields);
        }
    }
}

fn constant(name: &str) -> TokenStream {
    let name = ident(&name.to_shouty_snake_case());
    quote! { #name }
}

fn object(name: &str, fields: &[&Field], definitions: &BTreeMap<&str, &TypeDef>) -> TokenStream {
    let constant = constant(name);
    let members = fields.iter().map(|field| {
        let (wire, required) = (&field.wire, field.is_demanded());
        let limits: Vec<TokenStream> = field.limits.iter().filter_map(limit).collect();
        let Some(kind) = kind(&field.shape, definitions) else {
            return quote! {
                Member { name: #wire, kind: None, required: #required, limits: &[#(#limits),*] }
            };
        };
        let required = required.then(|| quote! { .required() });
        let limits = (!limits.is_empty()).then(|| quote! { .limits(&[#(#limits),*]) });
        quote! { Member::new(#wire, #kind) #required #limits }
    });
    let about = format!(" `{name}`");
    quote! {
        #[doc = #about]
        pub(crate) static #constant: Shape = Shape { members: &[#(#members),*] };
    }
}

/// The type of a value; none if it may be any JSON, or holds what may be.
fn kind(shape: &Shape, definitions: &BTreeMap<&str, &TypeDef>) -> Option<TokenStream> {
    Some(match shape {
        Shape::Text => quote! { Kind::Text },
        Shape::Integer | Shape::Unsigned => quote! { Kind::Integer },
        Shape::Number => quote! { Kind::Number },
        Shape::Boolean => quote! { Kind::Boolean },
        Shape::Any | Shape::Plain | Shape::Bytes | Shape::Upload => return None,
        Shape::List(inner) => {
            let inner = kind(inner, definitions)?;
            quote! { Kind::List(&#inner) }
        }
        Shape::Map(inner) => {
            let inner = kind(inner, definitions)?;
            quote! { Kind::Map(&#inner) }
        }
        Shape::Named(named) => match (named.kind, definitions.get(named.name.as_str())) {
            (TypeKind::IntegerId | TypeKind::UnsignedId, _) => quote! { Kind::Integer },
            // Of a choice, the service looks at nothing.
            (TypeKind::Choice, _) => return None,
            (TypeKind::OpenEnum, Some(TypeDef::OpenEnum(open_enum))) => {
                let values = open_enum.variants.iter().filter(|variant| !variant.gone);
                let values = values.map(|variant| &variant.wire);
                quote! { Kind::Word(&[#(#values),*]) }
            }
            (TypeKind::Model, _) => {
                let name = constant(&named.name);
                quote! { Kind::Object(&#name) }
            }
            (TypeKind::StringId | TypeKind::OpenEnum, _) => quote! { Kind::Text },
        },
    })
}

/// A limit; none for keywords that limit nothing, and for those that the emulator does not know.
fn limit((keyword, value): &(&'static str, String)) -> Option<TokenStream> {
    if *keyword == "pattern" {
        return Some(quote! { Limit::Pattern(#value) });
    }
    let name = ident(match *keyword {
        "minLength" => "MinLength",
        "maxLength" => "MaxLength",
        "minimum" => "Minimum",
        "maximum" => "Maximum",
        "minItems" => "MinItems",
        "maxItems" => "MaxItems",
        "maxProperties" => "MaxEntries",
        _ => return None,
    });
    // Limits of floats are whole numbers too.
    let value = value
        .strip_suffix(".0")
        .unwrap_or(value)
        .parse::<i64>()
        .ok()?;
    let value = Literal::i64_unsuffixed(value);
    Some(quote! { Limit::#name(#value) })
}
