//! A value of one of several kinds: an enum that tells them apart by the kind of JSON, or by the
//! tag of an object.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::pieces::{docs, held, ident, is_boxed, member_docs, shape, variant};
use crate::model::{Alternative, Choice, Kind, Shape, TagPlace, TypeKind};

/// A choice of the API.
pub(super) fn choice(choice: &Choice) -> Vec<TokenStream> {
    let name = ident(&choice.name);
    let about = docs(&choice.docs);
    let variants = choice.alternatives.iter().map(|alternative| {
        let about = member_docs(&alternative.docs);
        let (name, kind) = (variant(alternative), held(alternative));
        quote! { #about #name(#kind) }
    });
    let other = match &choice.tag {
        Some(_) => " An object that this version of the SDK does not know.",
        None => " A value of a kind that this version of the SDK does not know.",
    };
    let mut items = vec![
        quote! {
            #about
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                #[doc = #other]
                Other(Value),
            }
        },
        decode(choice),
        encode(choice),
        quote! { json::impl_choice!(#name); },
    ];
    let conversions = choice.alternatives.iter();
    items.extend(conversions.flat_map(|alternative| match &choice.tag {
        Some(tag) => vec![tagged_from(&name, tag, alternative)],
        None => conversions_from(&name, alternative),
    }));
    items
}

fn decode(choice: &Choice) -> TokenStream {
    let name = ident(&choice.name);
    let told = match &choice.tag {
        Some(tag) => quote! { value.tag(#tag)?.as_deref() },
        None => quote! { value.kind() },
    };
    let is_told = |one: &&Alternative| choice.tag.is_none() || !one.tags.is_empty();
    let reads = choice
        .alternatives
        .iter()
        .filter(is_told)
        .map(|alternative| {
            let variant = variant(alternative);
            if choice.tag.is_some() {
                let tags = &alternative.tags;
                return quote! { Some(#(#tags)|*) => Self::#variant(value.take()?), };
            }
            let kind = ident(match alternative.kind {
                Kind::Text => "String",
                Kind::Number => "Number",
                Kind::Boolean => "Boolean",
                Kind::List => "Array",
                Kind::Object => "Object",
            });
            quote! { Some(json::Kind::#kind) => Self::#variant(value.take()?), }
        });
    quote! {
        impl json::Decode for #name {
            fn empty() -> Self {
                Self::Other(Value::Null)
            }

            fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
                *self = match #told {
                    #(#reads)*
                    _ => Self::Other(value.take()?),
                };
                Ok(())
            }
        }
    }
}

fn encode(choice: &Choice) -> TokenStream {
    let name = ident(&choice.name);
    let writes = choice.alternatives.iter().map(|alternative| {
        let variant = variant(alternative);
        quote! { Self::#variant(value) => json::Encode::encode(value, writer), }
    });
    quote! {
        impl json::Encode for #name {
            fn encode(&self, writer: &mut json::Writer) {
                match self {
                    #(#writes)*
                    Self::Other(value) => json::Encode::encode(value, writer),
                }
            }
        }
    }
}

/// `From` for one of several objects, which gets the tag by which it is told.
fn tagged_from(name: &Ident, tag: &str, alternative: &Alternative) -> TokenStream {
    let variant = variant(alternative);
    let kind = shape(&alternative.shape);
    let value = alternative.tags.first();
    let marks = match &alternative.tag_place {
        _ if value.is_none() => None,
        TagPlace::Field(field) => {
            let field = ident(field);
            Some(quote! { value.#field.get_or_insert_with(|| #value.into()); })
        }
        TagPlace::Extra => Some(quote! {
            if value.extra.text(#tag).is_none() {
                value.extra.insert(#tag, #value);
            }
        }),
        TagPlace::User => None,
    };
    let mutable = marks.is_some().then(|| quote! { mut });
    quote! {
        impl From<#kind> for #name {
            fn from(#mutable value: #kind) -> Self {
                #marks
                Self::#variant(Box::new(value))
            }
        }
    }
}

/// `From` for what a variant holds.
fn conversions_from(name: &Ident, alternative: &Alternative) -> Vec<TokenStream> {
    let variant = variant(alternative);
    let from = |kind: TokenStream, value: TokenStream| {
        quote! {
            impl From<#kind> for #name {
                fn from(value: #kind) -> Self {
                    Self::#variant(#value)
                }
            }
        }
    };
    let kind = shape(&alternative.shape);
    let value = if is_boxed(alternative) {
        quote! { Box::new(value) }
    } else {
        quote! { value }
    };
    let mut conversions = vec![from(kind, value)];
    match (alternative.kind, &alternative.shape) {
        (Kind::Text, Shape::Text) => {
            conversions.push(from(quote! { &str }, quote! { value.to_owned() }));
        }
        (Kind::Text, _) => {
            conversions.push(from(quote! { &str }, quote! { value.into() }));
            conversions.push(from(quote! { String }, quote! { value.into() }));
        }
        (Kind::Number, Shape::Named(named)) => {
            let integer = match named.kind {
                TypeKind::UnsignedId => quote! { u64 },
                _ => quote! { i64 },
            };
            conversions.push(from(integer, quote! { value.into() }));
        }
        _ => {}
    }
    conversions
}
