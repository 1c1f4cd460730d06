//! `new` and the setters of a struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{additional, argument, boxed, converted, docs_line, ident, with_members};
use crate::model::{Field, Model, Shape};

/// The `impl` with a constructor, and a setter for each field.
pub(super) fn setters(model: &Model, has_extra: bool) -> TokenStream {
    let name = ident(&model.name);
    let mut members = vec![new(model, has_extra)];
    for field in &model.fields {
        members.push(setter(field));
        let name = field.appender.as_ref();
        members.extend(name.map(|name| appender(field, name)));
    }
    let others = model.additional.as_ref().filter(|_| has_extra);
    members.extend(others.map(additional));
    with_members(quote! { impl #name }, members)
}

/// The constructor: required members are its arguments.
fn new(model: &Model, has_extra: bool) -> TokenStream {
    let fields = &model.fields;
    let required: Vec<&Field> = fields.iter().filter(|field| field.required).collect();
    if required.is_empty() {
        return quote! {
            #[doc = " A value without any member."]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
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
    let is_long = (required.len() > 7).then(|| {
        quote! {
            #[expect(clippy::too_many_arguments, reason = "all of them are always there")]
        }
    });
    quote! {
        #[doc = " A value with the members that are always there."]
        #is_long
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* #extra }
        }
    }
}

/// Methods of operators' traits that take what a setter takes. No object is a number, so they hide
/// nothing; but clippy takes them for an attempt at the trait.
const OF_OPERATORS: [&str; 10] = [
    "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
];

/// What a setter of this name has to say to clippy.
fn expectation(name: &str) -> Option<TokenStream> {
    OF_OPERATORS.contains(&name).then(|| {
        quote! {
            #[expect(clippy::should_implement_trait, reason = "it is called as the member is")]
        }
    })
}

fn setter(field: &Field) -> TokenStream {
    let about = docs_line(&format!("Sets `{}`.", field.name));
    let expect = expectation(&field.setter);
    let (name, setter) = (ident(&field.name), ident(&field.setter));
    let kind = argument(&field.shape);
    let value = boxed(field, converted(&field.shape, &ident("value")));
    let value = if field.required {
        value
    } else {
        quote! { Some(#value) }
    };
    quote! {
        #[doc = #about]
        #expect
        #[must_use]
        pub fn #setter(mut self, value: #kind) -> Self {
            self.#name = #value;
            self
        }
    }
}

fn appender(field: &Field, name: &str) -> TokenStream {
    let about = docs_line(&format!("Adds one to `{}`.", field.name));
    let takes_one = matches!(field.shape, Shape::List(_));
    let expect = expectation(name).filter(|_| takes_one);
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
        #[doc = #about]
        #expect
        #[must_use]
        pub fn #name(mut self, #arguments) -> Self {
            #insertion
            self
        }
    }
}
