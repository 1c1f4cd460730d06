//! The root of what is generated.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::module_docs;
use crate::model::{Api, FieldPlace, Operation, TypeDef};

/// `mod.rs`, or `lib.rs` of a crate of its own: the modules and the client.
pub(super) fn root(api: &Api, is_crate: bool) -> Vec<TokenStream> {
    let docs = module_docs(&api.docs);
    let has_operations = !api.groups.is_empty();
    let client = has_operations.then(|| {
        quote! {
            #[doc = " The client for programs that are not async."]
            #[cfg(feature = "blocking")]
            pub mod blocking;
            #[cfg(feature = "client")]
            mod client;
        }
    });
    let operations = has_operations.then(|| quote! { pub mod operations; });
    let types = (!api.modules.is_empty()).then(|| quote! { pub mod types; });
    let export = has_operations.then(|| {
        quote! {
            #[cfg(feature = "client")]
            pub use client::Client;
        }
    });
    // Such a document is written as others please.
    let of_others = is_crate.then(|| {
        quote! {
            #![allow(
                clippy::disallowed_names,
                clippy::fn_params_excessive_bools,
                clippy::should_implement_trait,
                clippy::similar_names,
                clippy::struct_excessive_bools,
                clippy::too_many_lines,
                clippy::type_complexity,
                reason = "members have the names and types of the API, and are as many"
            )]
        }
    });
    let allowed = quote! {
        #of_others
        #![allow(
            rustdoc::redundant_explicit_links,
            reason = "docs are shown where a name is in scope, and where it is not"
        )]
    };
    let long = (!is_crate && has_long_lists(api)).then(|| {
        quote! {
            #![allow(
                clippy::too_many_lines,
                reason = "what has many members or values is read and written by lists of them"
            )]
        }
    });
    let mut items = vec![docs, allowed];
    items.extend(long);
    items.push(quote! { #client #operations #types });
    items.extend(export);
    items
}

/// How many members or values may take more lines than Clippy lets a function have, at one each.
const MANY: usize = 80;

/// The same of what a request has beside a JSON body, at up to seven lines each.
const MANY_PARAMETERS: usize = 14;

/// Whether some function may be longer than Clippy has it.
fn has_long_lists(api: &Api) -> bool {
    let mut types = api.modules.iter().flat_map(|module| &module.types);
    let mut operations = api.groups.iter().flat_map(|group| &group.operations);
    let is_parameter = |place: &&FieldPlace| **place != FieldPlace::Body;
    let is_long = |operation: &Operation| {
        operation.request.fields.len() > MANY
            || operation.places.iter().filter(is_parameter).count() > MANY_PARAMETERS
    };
    operations.any(is_long)
        || types.any(|definition| {
            MANY < match definition {
                TypeDef::Model(model) => model.fields.len(),
                TypeDef::OpenEnum(open_enum) => open_enum.variants.len(),
                TypeDef::Choice(choice) => choice.alternatives.len(),
                TypeDef::Id(_) => 0,
            }
        })
}
