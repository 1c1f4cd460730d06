//! The root of what is generated.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::module_docs;
use crate::model::Api;

/// `mod.rs`, or `lib.rs` of a crate of its own: the modules and the client.
pub(super) fn root(api: &Api) -> Vec<TokenStream> {
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
    let allowed = quote! {
        #![allow(
            rustdoc::redundant_explicit_links,
            reason = "docs are shown where a name is in scope, and where it is not"
        )]
    };
    let mut items = vec![docs, allowed, quote! { #client #operations #types }];
    items.extend(export);
    items
}
