//! Flags: what a person may say of a request.

use std::collections::BTreeMap;

use heck::ToKebabCase as _;
use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Operation, Shape, TypeDef, TypeKind};

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

/// The members that a person is asked for: not the page, for all of them are read.
pub(super) fn asked(operation: &Operation) -> impl Iterator<Item = &Field> {
    let paged = operation.paged.as_ref().map(|paged| &paged.token);
    let continued = operation.continued.as_ref().map(|whole| &whole.token);
    let token = paged.or(continued);
    let fields = operation.request.fields.iter();
    fields.filter(move |field| Some(&field.name) != token)
}

/// The one scalar that a request cannot do without.
pub(super) fn positional(operation: &Operation) -> Option<&str> {
    let required = operation.request.fields.iter();
    let mut scalars = required.filter(|field| field.required && is_scalar(&field.shape));
    match (scalars.next(), scalars.next()) {
        (Some(only), None) => Some(&only.name),
        _ => None,
    }
}

fn is_scalar(shape: &Shape) -> bool {
    match shape {
        Shape::Text | Shape::Integer | Shape::Unsigned => true,
        Shape::Named(named) => named.kind.is_id(),
        _ => false,
    }
}

/// The flag for a member; none for members that only JSON can say.
pub(super) fn flag(
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
        Shape::List(item) => {
            let item = scalar(item, definitions)?;
            quote! { Kind::List(&#item) }
        }
        Shape::Map(value) if **value == Shape::Text => quote! { Kind::TextMap },
        shape => scalar(shape, definitions)?,
    })
}

fn scalar(shape: &Shape, definitions: &BTreeMap<&str, &TypeDef>) -> Option<TokenStream> {
    Some(match shape {
        Shape::Text => quote! { Kind::Text },
        Shape::Integer | Shape::Unsigned => quote! { Kind::Number { whole: true } },
        Shape::Number => quote! { Kind::Number { whole: false } },
        Shape::Boolean => quote! { Kind::Boolean },
        Shape::Named(named) => match (named.kind, definitions.get(named.name.as_str())) {
            (TypeKind::IntegerId | TypeKind::UnsignedId, _) => {
                quote! { Kind::Number { whole: true } }
            }
            (TypeKind::StringId, _) => quote! { Kind::Text },
            (TypeKind::OpenEnum, Some(TypeDef::OpenEnum(open_enum))) => {
                let values = open_enum.variants.iter().filter(|variant| !variant.gone);
                let values = values.map(|variant| &variant.wire);
                quote! { Kind::Word(&[#(#values),*]) }
            }
            _ => return None,
        },
        _ => return None,
    })
}
