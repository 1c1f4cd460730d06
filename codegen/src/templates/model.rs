//! A model: the struct, its setters, and how its members are read and written.

use proc_macro2::TokenStream;
use quote::quote;

use super::setter;
use super::text::{docs, field_type, ident, member_docs};
use crate::model::{Field, Model};

/// A model of the API.
pub(super) fn model(model: &Model) -> Vec<TokenStream> {
    let mut items = structure(model, true);
    items.push(wire(model, &vec![true; model.fields.len()]));
    let name = ident(&model.name);
    items.push(quote! { json::impl_model!(#name); });
    items
}

/// The struct and what can be done with it in Rust.
pub(super) fn structure(model: &Model, has_extra: bool) -> Vec<TokenStream> {
    let name = ident(&model.name);
    let about = docs(&model.docs);
    let fields = model.fields.iter().map(|field| {
        let about = member_docs(&field.docs);
        let name = ident(&field.name);
        let kind = field_type(field);
        quote! { #about pub #name: #kind }
    });
    let extra = has_extra.then(|| {
        quote! {
            #[doc = " Members that this version of the SDK does not know; they are sent back unchanged."]
            pub extra: Extra,
        }
    });
    let derives = derives(model);
    let new = setter::new(&model.fields, has_extra);
    let setters = setter::setters(&model.fields);
    let mut items = vec![
        quote! {
            #about
            #[derive(#(#derives),*)]
            #[non_exhaustive]
            pub struct #name { #(#fields,)* #extra }
        },
        quote! { impl #name { #new #setters } },
    ];
    if model.fields.iter().any(|field| field.sensitive) {
        items.push(debug(model, has_extra));
    }
    items
}

fn derives(model: &Model) -> Vec<TokenStream> {
    let mut derives = vec![quote! { Clone }];
    if !model.fields.iter().any(|field| field.sensitive) {
        derives.push(quote! { Debug });
    }
    if !model.fields.iter().any(|field| field.required) {
        derives.push(quote! { Default });
    }
    derives.push(quote! { PartialEq });
    derives
}

/// `Debug` that hides what must not be shown.
fn debug(model: &Model, has_extra: bool) -> TokenStream {
    let name = ident(&model.name);
    let text = &model.name;
    let fields = model.fields.iter().map(|field| {
        let name = ident(&field.name);
        let text = &field.name;
        let value = match (field.sensitive, field.required) {
            (false, _) => quote! { &self.#name },
            (true, true) => quote! { &Hidden },
            (true, false) => quote! { &self.#name.as_ref().map(|_| Hidden) },
        };
        quote! { .field(#text, #value) }
    });
    let extra = has_extra.then(|| quote! { .field("extra", &self.extra) });
    quote! {
        impl fmt::Debug for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#text) #(#fields)* #extra .finish()
            }
        }
    }
}

/// How members are read and written; `written` tells which of the fields are members of the JSON.
pub(super) fn wire(model: &Model, written: &[bool]) -> TokenStream {
    let name = ident(&model.name);
    let text = &model.name;
    let empty = empty(model);
    let required = required(model);
    let reads = model.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire);
        quote! { #wire => value.read(&mut self.#name), }
    });
    let read = if model.fields.is_empty() {
        quote! { self.extra.read(name, value) }
    } else {
        quote! {
            match name {
                #(#reads)*
                _ => self.extra.read(name, value),
            }
        }
    };
    let members = model
        .fields
        .iter()
        .zip(written)
        .filter(|(_, written)| **written);
    let writes = members.map(|(field, _)| {
        let (name, wire) = (ident(&field.name), &field.wire);
        quote! { object.member(#wire, &self.#name); }
    });
    quote! {
        impl Model for #name {
            fn empty() -> Self {
                #empty
            }

            fn name(&self) -> &'static str {
                #text
            }

            #required

            fn read_member(
                &mut self,
                name: &str,
                value: &mut Reader<'_>,
            ) -> Result<(), ReadError> {
                #read
            }

            fn write_members(&self, object: &mut ObjectWriter<'_>) {
                #(#writes)*
                object.extra(&self.extra);
            }
        }
    }
}

fn empty(model: &Model) -> TokenStream {
    if !model.fields.iter().any(|field| field.required) {
        return quote! { Default::default() };
    }
    let fields = model.fields.iter().map(|field| {
        let name = ident(&field.name);
        if field.required {
            quote! { #name: Decode::empty() }
        } else {
            quote! { #name: None }
        }
    });
    quote! { Self { #(#fields,)* extra: Extra::default() } }
}

/// Members without which an answer makes no sense.
fn required(model: &Model) -> Option<TokenStream> {
    let required: Vec<&Field> = model.fields.iter().filter(|field| field.required).collect();
    if !model.answers_only || required.is_empty() {
        return None;
    }
    let names = required.iter().map(|field| &field.wire);
    Some(quote! {
        fn required(&self) -> &'static [&'static str] {
            &[#(#names),*]
        }
    })
}
