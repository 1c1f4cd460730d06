//! How values are made of arguments, of which as much as can be turned into the value is taken.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{ident, shape};
use crate::model::{Field, Shape};

/// A value as it is kept.
pub(in crate::templates) fn boxed(field: &Field, value: TokenStream) -> TokenStream {
    if field.boxed {
        quote! { Box::new(#value) }
    } else {
        value
    }
}

/// Whether a required field holds something, as an expression.
pub(in crate::templates) fn is_not_empty(field: &Field) -> TokenStream {
    let (name, kind) = (ident(&field.name), shape(&field.shape));
    let value = if field.boxed {
        quote! { *self.#name }
    } else {
        quote! { self.#name }
    };
    quote! { #value != <#kind as Decode>::empty() }
}

/// Whether a value of this type is taken as `impl Into`.
fn is_converted(kind: &Shape) -> bool {
    matches!(
        kind,
        Shape::Text | Shape::Named(_) | Shape::Any | Shape::Bytes | Shape::Upload
    )
}

/// The type of an argument for a value of this type.
pub(in crate::templates) fn argument(kind: &Shape) -> TokenStream {
    match kind {
        Shape::List(item) => {
            let item_type = shape(item);
            if is_converted(item) {
                quote! { impl IntoIterator<Item = impl Into<#item_type>> }
            } else {
                quote! { impl IntoIterator<Item = #item_type> }
            }
        }
        Shape::Map(value) => {
            let value_type = shape(value);
            if is_converted(value) {
                quote! { impl IntoIterator<Item = (impl Into<String>, impl Into<#value_type>)> }
            } else {
                quote! { impl IntoIterator<Item = (impl Into<String>, #value_type)> }
            }
        }
        _ if is_converted(kind) => {
            let plain = shape(kind);
            quote! { impl Into<#plain> }
        }
        _ => shape(kind),
    }
}

/// The argument as a value of this type.
pub(in crate::templates) fn converted(kind: &Shape, argument: &Ident) -> TokenStream {
    match kind {
        Shape::List(item) if is_converted(item) => {
            quote! { #argument.into_iter().map(Into::into).collect() }
        }
        Shape::List(_) => quote! { #argument.into_iter().collect() },
        Shape::Map(value) => {
            let value = if is_converted(value) {
                quote! { value.into() }
            } else {
                quote! { value }
            };
            quote! { #argument.into_iter().map(|(name, value)| (name.into(), #value)).collect() }
        }
        _ if is_converted(kind) => quote! { #argument.into() },
        _ => quote! { #argument },
    }
}
