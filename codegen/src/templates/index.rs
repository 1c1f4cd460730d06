//! A module that holds others and shows what is in them as its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{docs, ident, module_docs};

/// `mod.rs` of a folder, with its own docs and, of each module in it, name and docs.
pub(super) fn index(about: &[&str], modules: &[(&str, &[String])]) -> Vec<TokenStream> {
    let about: Vec<String> = about.iter().map(|text| (*text).to_owned()).collect();
    let names = modules.iter().map(|(name, _)| ident(name));
    let modules = modules.iter().map(|(name, about)| {
        let about = docs(about);
        let name = ident(name);
        quote! { #about pub mod #name; }
    });
    vec![
        module_docs(&about),
        quote! { #(#modules)* },
        quote! { #(pub use #names::*;)* },
    ]
}
