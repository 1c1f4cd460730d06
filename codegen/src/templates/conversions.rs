//! What can be turned into a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::ident;
use crate::model::{Model, Operation, Shape, TypeKind};

/// `From` for what alone makes a request, and for what its body is composed of.
pub(super) fn conversions(operation: &Operation) -> Vec<TokenStream> {
    let mut conversions = from_only(operation);
    let parts = operation.parts.iter();
    conversions.extend(parts.map(|part| from_part(&operation.request, part)));
    conversions
}

/// `From` for what the body is composed of.
fn from_part(request: &Model, part: &Model) -> TokenStream {
    let (name, from) = (ident(&request.name), ident(&part.name));
    let fields = request.fields.iter().map(|field| {
        let name = ident(&field.name);
        match part.fields.iter().any(|own| own.name == field.name) {
            true => quote! { #name: part.#name },
            false => quote! { #name: None },
        }
    });
    quote! {
        impl From<#from> for #name {
            #[doc = " The request with these members and no others."]
            fn from(part: #from) -> Self {
                Self { #(#fields,)* extra: part.extra }
            }
        }
    }
}

/// `From` for the one value that is required, if there is one.
fn from_only(operation: &Operation) -> Vec<TokenStream> {
    let mut required = operation
        .request
        .fields
        .iter()
        .filter(|field| field.required);
    let (Some(only), None) = (required.next(), required.next()) else {
        return Vec::new();
    };
    let from = |kind: TokenStream| {
        let name = ident(&operation.request.name);
        let field = ident(&only.name);
        quote! {
            impl From<#kind> for #name {
                fn from(#field: #kind) -> Self {
                    Self::new(#field)
                }
            }
        }
    };
    match &only.shape {
        Shape::Text => vec![from(quote! { &str }), from(quote! { String })],
        Shape::Integer => vec![from(quote! { i64 })],
        Shape::Unsigned => vec![from(quote! { u64 })],
        Shape::Named(named) => {
            let name = ident(&named.name);
            let mut conversions = vec![from(quote! { #name })];
            match named.kind {
                TypeKind::IntegerId => conversions.push(from(quote! { i64 })),
                TypeKind::UnsignedId => conversions.push(from(quote! { u64 })),
                TypeKind::StringId => {
                    conversions.extend([from(quote! { &str }), from(quote! { String })]);
                }
                TypeKind::Model | TypeKind::OpenEnum | TypeKind::Choice => {}
            }
            conversions
        }
        _ => Vec::new(),
    }
}
