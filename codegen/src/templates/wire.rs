//! How members are read and written.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{ident, is_not_empty, with_members};
use crate::model::{Field, Model};

/// `impl Model`; `written` tells which of the fields are members of the JSON.
pub(super) fn wire(model: &Model, written: &[bool]) -> TokenStream {
    let name = ident(&model.name);
    let text = &model.name;
    let empty = empty(model);
    let required = required(model);
    // A parameter may be called like a member of the body, which then is what is read.
    let mut read: BTreeMap<&str, &Field> = BTreeMap::new();
    for (field, written) in model.fields.iter().zip(written) {
        let known = read.entry(&field.wire).or_insert(field);
        if *written {
            *known = field;
        }
    }
    let is_read = |field: &&Field| {
        let read = read.get(field.wire.as_str());
        read.is_some_and(|read| read.name == field.name)
    };
    let reads = model.fields.iter().filter(is_read).map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire);
        quote! { #wire => value.read(&mut self.#name), }
    });
    let others = quote! { self.extra.read(name, value) };
    let read = if model.fields.is_empty() {
        others
    } else {
        let others = quote! { _ => #others, };
        with_members(quote! { match name }, reads.chain([others]))
    };
    let read_member = quote! {
        fn read_member(
            &mut self,
            name: &str,
            value: &mut Reader<'_>,
        ) -> Result<(), ReadError>
    };
    let members = model
        .fields
        .iter()
        .zip(written)
        .filter(|(_, written)| **written);
    let writes = members.map(|(field, _)| write(field));
    let extra = quote! { object.extra(&self.extra); };
    let write_members = quote! { fn write_members(&self, object: &mut ObjectWriter<'_>) };
    let members = [
        quote! {
            fn empty() -> Self {
                #empty
            }

            fn name(&self) -> &'static str {
                #text
            }

            #required
        },
        with_members(read_member, [read]),
        with_members(write_members, writes.chain([extra])),
    ];
    with_members(quote! { impl Model for #name }, members)
}

/// Writes a member.
fn write(field: &Field) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.wire);
    if field.null_if_unset && !field.required {
        return quote! { object.any_member(#wire, &self.#name); };
    }
    let write = quote! { object.member(#wire, &self.#name); };
    if !field.required || field.is_always_written() {
        return write;
    }
    let condition = is_not_empty(field);
    let otherwise = field
        .null_if_unset
        .then(|| quote! { else { object.any_member(#wire, &()); } });
    quote! { if #condition { #write } #otherwise }
}

fn empty(model: &Model) -> TokenStream {
    if !model.fields.iter().any(|field| field.required) {
        return quote! { Self::default() };
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
    let fields = model.fields.iter();
    let required: Vec<&Field> = fields.filter(|field| field.is_demanded()).collect();
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
