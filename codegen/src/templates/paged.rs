//! An operation that answers a list in pages.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::pieces::{ident, page_tokens, shape};
use crate::model::{Operation, PageLimit, Paged};

/// `impl Paged`: a list in pages.
pub(super) fn paged(operation: &Operation, paged: &Paged) -> TokenStream {
    let request = ident(&operation.request.name);
    let item = shape(&paged.item);
    let tokens = page_tokens(&paged.token, &paged.next_token, paged.has_more.as_ref());
    let limit = paged.limit.as_ref().map(limit);
    let results = ident(&paged.results.field);
    let results = if paged.results.required {
        quote! { output.#results }
    } else {
        quote! { output.#results.unwrap_or_default() }
    };
    quote! {
        impl Paged for #request {
            type Item = #item;

            #tokens

            #limit

            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                #results
            }
        }
    }
}

/// How a smaller page is asked for.
fn limit(limit: &PageLimit) -> TokenStream {
    let (field, most) = (ident(&limit.field), Literal::i64_unsuffixed(limit.most));
    quote! {
        fn limit_page(&mut self, most: i64) {
            self.#field.get_or_insert(most.min(#most));
        }
    }
}
