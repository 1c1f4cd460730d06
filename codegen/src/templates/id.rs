//! A scalar with a name of its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{docs, ident, shape};
use crate::model::{Id, Shape};

/// An id of the API.
pub(super) fn id(id: &Id) -> Vec<TokenStream> {
    let name = ident(&id.name);
    let about = docs(&id.docs);
    let held = shape(&id.shape);
    let (copy, implement) = match &id.shape {
        Shape::Text => (None, quote! { json::impl_string_id!(#name); }),
        Shape::Unsigned => (
            Some(quote! { Copy, }),
            quote! { json::impl_integer_id!(#name, #held); },
        ),
        _ => (
            Some(quote! { Copy, }),
            quote! { json::impl_integer_id!(#name); },
        ),
    };
    vec![
        quote! {
            #about
            #[derive(Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(pub #held);
        },
        implement,
    ]
}
