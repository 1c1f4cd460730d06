//! A scalar with a name of its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{docs, ident};
use crate::model::Id;

/// An id of the API.
pub(super) fn id(id: &Id) -> Vec<TokenStream> {
    let name = ident(&id.name);
    let about = docs(&id.docs);
    if id.integer {
        vec![
            quote! {
                #about
                #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub struct #name(pub i64);
            },
            quote! { json::impl_integer_id!(#name); },
        ]
    } else {
        vec![
            quote! {
                #about
                #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub struct #name(pub String);
            },
            quote! { json::impl_string_id!(#name); },
        ]
    }
}
