//! An open enum: its known values, and room for those to come.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{docs, ident, member_docs};
use crate::model::OpenEnum;

/// An enum of the API.
pub(super) fn open_enum(open_enum: &OpenEnum) -> Vec<TokenStream> {
    let name = ident(&open_enum.name);
    let about = docs(&open_enum.docs);
    let variants = open_enum.variants.iter().map(|variant| {
        let about = member_docs(&variant.docs);
        let name = ident(&variant.name);
        let gone = variant.gone.then(|| {
            quote! { #[deprecated = "the API does not have this value any more"] }
        });
        quote! { #about #gone #name }
    });
    let from_wire = open_enum.variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.name), &variant.wire);
        quote! { #wire => Self::#name, }
    });
    let as_str = open_enum.variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.name), &variant.wire);
        quote! { Self::#name => #wire, }
    });
    let has_gone = open_enum.variants.iter().any(|variant| variant.gone);
    let expect = has_gone.then(|| {
        quote! { #[expect(deprecated, reason = "values that are gone can still be read")] }
    });
    vec![
        quote! {
            #about
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                #[doc = " A value that this version of the SDK does not know."]
                UnknownValue(UnknownValue),
            }
        },
        quote! {
            #expect
            impl OpenEnum for #name {
                fn from_wire(value: &str) -> Self {
                    match value {
                        #(#from_wire)*
                        _ => Self::UnknownValue(UnknownValue::new(value)),
                    }
                }

                fn as_str(&self) -> &str {
                    match self {
                        #(#as_str)*
                        Self::UnknownValue(value) => value.as_str(),
                    }
                }
            }
        },
        quote! { json::impl_open_enum!(#name); },
    ]
}
