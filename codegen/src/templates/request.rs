//! The request type of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::model;
use super::text::ident;
use crate::model::{FieldPlace, Model, Operation, Shape, TypeKind};

/// The struct; where it has a JSON body, how its members are read and written.
pub(super) fn request(operation: &Operation) -> Vec<TokenStream> {
    let request = &operation.request;
    let has_body = operation.has_body_members();
    let mut items = model::structure(request, has_body);
    if has_body {
        let written: Vec<bool> = operation
            .places
            .iter()
            .map(|place| *place == FieldPlace::Body)
            .collect();
        items.push(model::wire(request, &written));
        let name = ident(&request.name);
        items.push(quote! { json::impl_model!(#name); });
    }
    items.extend(conversions(operation));
    let parts = operation.parts.iter();
    items.extend(parts.map(|part| from_part(&operation.request, part)));
    items
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

/// `From` for what alone makes a request.
fn conversions(operation: &Operation) -> Vec<TokenStream> {
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
        Shape::Named(named) => {
            let name = ident(&named.name);
            let mut conversions = vec![from(quote! { #name })];
            match named.kind {
                TypeKind::IntegerId => conversions.push(from(quote! { i64 })),
                TypeKind::StringId => {
                    conversions.extend([from(quote! { &str }), from(quote! { String })]);
                }
                TypeKind::Model | TypeKind::OpenEnum => {}
            }
            conversions
        }
        _ => Vec::new(),
    }
}
