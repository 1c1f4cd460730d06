//! A struct, and what can be done with it in Rust: its setters, and how it is shown.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{docs, field_type, ident, member_docs, with_members};
use super::{debug, setters};
use crate::model::Model;

/// The struct and what can be done with it in Rust.
pub(super) fn structure(model: &Model, has_extra: bool) -> Vec<TokenStream> {
    let name = ident(&model.name);
    let about = docs(&model.docs);
    let fields = model.fields.iter().map(|field| {
        let about = member_docs(&field.docs);
        let name = ident(&field.name);
        let kind = field_type(field);
        quote! { #about pub #name: #kind, }
    });
    let extra = has_extra.then(|| {
        quote! {
            #[doc = " Members that this version of the SDK does not know; they are sent back unchanged."]
            pub extra: Extra,
        }
    });
    let derives = derives(model);
    let head = quote! {
        #about
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #name
    };
    let mut items = vec![
        with_members(head, fields.chain(extra)),
        setters::setters(model, has_extra),
    ];
    if model.fields.iter().any(|field| field.sensitive) {
        items.push(debug::debug(model, has_extra));
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
