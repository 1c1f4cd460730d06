//! `new` and the setters of a struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::text::{ident, lines, shape};
use crate::model::{Field, Shape};

/// The constructor: required members are its arguments.
pub(super) fn new(fields: &[Field], has_extra: bool) -> TokenStream {
    let required: Vec<&Field> = fields.iter().filter(|field| field.required).collect();
    if required.is_empty() {
        return quote! {
            #[doc = " A value without any member."]
            #[must_use]
            pub fn new() -> Self {
                Default::default()
            }
        };
    }
    let arguments = required.iter().map(|field| {
        let name = ident(&field.name);
        let kind = argument(&field.shape);
        quote! { #name: #kind }
    });
    let values = fields.iter().map(|field| {
        let name = ident(&field.name);
        if !field.required {
            return quote! { #name: None };
        }
        let value = boxed(field, converted(&field.shape, &name));
        if name == value.to_string() {
            quote! { #name }
        } else {
            quote! { #name: #value }
        }
    });
    let extra = has_extra.then(|| quote! { extra: Extra::default(), });
    quote! {
        #[doc = " A value with the members that are always there."]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* #extra }
        }
    }
}

/// The setters of all fields.
pub(super) fn setters(fields: &[Field]) -> TokenStream {
    let setters = fields.iter().map(|field| {
        let setter = setter(field);
        let appender = field.appender.as_ref().map(|name| appender(field, name));
        quote! { #setter #appender }
    });
    quote! { #(#setters)* }
}

fn setter(field: &Field) -> TokenStream {
    let docs = lines(&[format!("Sets `{}`.", field.name)]);
    let name = ident(&field.name);
    let kind = argument(&field.shape);
    let value = boxed(field, converted(&field.shape, &ident("value")));
    let value = if field.required {
        value
    } else {
        quote! { Some(#value) }
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, value: #kind) -> Self {
            self.#name = #value;
            self
        }
    }
}

fn appender(field: &Field, name: &str) -> TokenStream {
    let docs = lines(&[format!("Adds one to `{}`.", field.name)]);
    let name = ident(name);
    let target = ident(&field.name);
    let target = if field.required {
        quote! { self.#target }
    } else {
        quote! { self.#target.get_or_insert_default() }
    };
    let value = ident("value");
    let (arguments, insertion) = match &field.shape {
        Shape::Map(inner) => {
            let kind = argument(inner);
            let value = converted(inner, &value);
            (
                quote! { name: impl Into<String>, value: #kind },
                quote! { #target.insert(name.into(), #value); },
            )
        }
        Shape::List(inner) => {
            let kind = argument(inner);
            let value = converted(inner, &value);
            (quote! { value: #kind }, quote! { #target.push(#value); })
        }
        _ => return TokenStream::new(),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #arguments) -> Self {
            #insertion
            self
        }
    }
}

fn boxed(field: &Field, value: TokenStream) -> TokenStream {
    if field.boxed {
        quote! { Box::new(#value) }
    } else {
        value
    }
}

/// Whether a value of this type is taken as `impl Into`.
fn is_converted(kind: &Shape) -> bool {
    matches!(kind, Shape::Text | Shape::Named(_) | Shape::Any)
}

/// The type of an argument for a value of this type.
pub(super) fn argument(kind: &Shape) -> TokenStream {
    let plain = shape(kind);
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
        _ if is_converted(kind) => quote! { impl Into<#plain> },
        _ => plain,
    }
}

/// The argument as a value of this type.
pub(super) fn converted(kind: &Shape, argument: &proc_macro2::Ident) -> TokenStream {
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
