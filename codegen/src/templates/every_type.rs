//! A list of all types and answers of an API, for tests that hold for every one of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{ident, module_docs};
use crate::model::{Api, Shape};

/// `mod.rs` of the tests' generated folder.
pub(super) fn every_type(api: &Api) -> Vec<TokenStream> {
    let types = api.modules.iter().flat_map(|module| &module.types);
    let types = types.map(|definition| case(&quote! { types }, definition.name()));
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let requests = operations
        .clone()
        .filter(|operation| operation.has_body_members());
    let requests = requests.map(|operation| case(&quote! { operations }, &operation.request.name));
    let mut answers: Vec<String> = operations
        .filter_map(|operation| operation.answer.as_ref().and_then(Shape::named_type))
        .collect();
    answers.sort();
    answers.dedup();
    let about = ["Every type of the API, for tests that hold for all of them.".to_owned()];
    vec![
        module_docs(&about),
        quote! {
            use jobs_api::{operations, types};

            use crate::case::Case;
        },
        quote! {
            #[doc = " Every type that has JSON of its own."]
            #[must_use]
            #[allow(clippy::too_many_lines, reason = "it is a list")]
            pub fn every_type() -> Vec<Case> {
                Vec::from([#(#types,)* #(#requests,)*])
            }
        },
        quote! {
            #[doc = " Names of the types that operations answer."]
            pub const ANSWERS: &[&str] = &[#(#answers),*];
        },
    ]
}

fn case(module: &TokenStream, name: &str) -> TokenStream {
    let rust = ident(name);
    quote! { Case::of::<#module::#rust>(#name) }
}
