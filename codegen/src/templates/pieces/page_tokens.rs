//! Tokens of pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::model::Step;

/// How an answer tells of the next page, and how a request asks for it.
pub(in crate::templates) fn page_tokens(
    token: &str,
    next_token: &Step,
    has_more: Option<&Step>,
) -> TokenStream {
    let token = ident(token);
    let next = ident(&next_token.field);
    let next = if next_token.required {
        quote! { Some(&output.#next) }
    } else {
        quote! { output.#next.as_deref() }
    };
    let has_more = has_more.map(|step| {
        let field = ident(&step.field);
        let more = if step.required {
            quote! { output.#field }
        } else {
            quote! { output.#field.unwrap_or_default() }
        };
        quote! {
            fn has_more(output: &Self::Output) -> bool {
                #more
            }
        }
    });
    quote! {
        fn next_page_token(output: &Self::Output) -> Option<&str> {
            #next
        }

        #has_more

        fn set_page_token(&mut self, token: String) {
            self.#token = Some(token);
        }
    }
}
