//! An object of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::ident;
use super::{structure, wire};
use crate::model::Model;

/// The struct, and how its members are read and written.
pub(super) fn model(model: &Model) -> Vec<TokenStream> {
    let mut items = structure::structure(model, true);
    items.push(wire::wire(model, &vec![true; model.fields.len()]));
    let name = ident(&model.name);
    items.push(quote! { json::impl_model!(#name); });
    items
}
