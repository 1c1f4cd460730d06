//! The request type of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::ident;
use super::{conversions, structure, wire};
use crate::model::{FieldPlace, Operation};

/// The struct; where it has a JSON body, how its members are read and written.
pub(super) fn request(operation: &Operation) -> Vec<TokenStream> {
    let request = &operation.request;
    let has_body = operation.has_body_members();
    let mut items = structure::structure(request, has_body);
    if has_body {
        let written: Vec<bool> = operation
            .places
            .iter()
            .map(|place| *place == FieldPlace::Body)
            .collect();
        items.push(wire::wire(request, &written));
        let name = ident(&request.name);
        items.push(quote! { json::impl_model!(#name); });
    }
    items.extend(conversions::conversions(operation));
    items
}
