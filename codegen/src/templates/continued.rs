//! An operation that answers an object whose arrays continue over pages.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::pieces::{ident, page_tokens};
use crate::model::{Continued, ContinuedArray, Operation, Step};

/// `impl Continued`: an object whose arrays continue over pages.
pub(super) fn continued(operation: &Operation, continued: &Continued) -> TokenStream {
    let request = ident(&operation.request.name);
    let has_more = continued.has_more.as_ref();
    let tokens = page_tokens(&continued.token, &continued.next_token, has_more);
    let takes_over = has_more.map(|step| {
        let field = ident(&step.field);
        quote! { whole.#field = page.#field; }
    });
    let next_token = ident(&continued.next_token.field);
    let merges = merges(&continued.arrays, 0, &quote! { whole }, &quote! { page });
    quote! {
        impl Continued for #request {
            #tokens

            fn merge(whole: &mut Self::Output, page: Self::Output) {
                whole.#next_token = page.#next_token;
                #takes_over
                #merges
            }
        }
    }
}

/// Merges the arrays that begin with the same fields inside one `if let`.
fn merges(
    arrays: &[ContinuedArray],
    depth: usize,
    whole: &TokenStream,
    page: &TokenStream,
) -> TokenStream {
    let mut statements = TokenStream::new();
    let mut done: Vec<&str> = Vec::new();
    for array in arrays {
        let Some(step) = array.path.get(depth) else {
            continue;
        };
        let field = ident(&step.field);
        if array.path.len() == depth + 1 {
            let key = key(&array.key);
            statements.extend(quote! {
                operation::append_new(&mut #whole.#field, #page.#field, #key);
            });
        } else if !done.contains(&step.field.as_str()) {
            done.push(&step.field);
            let inside: Vec<ContinuedArray> = arrays
                .iter()
                .filter(|other| other.path.get(depth).map(|s| &s.field) == Some(&step.field))
                .cloned()
                .collect();
            let (inner_whole, inner_page) = (format_ident!("whole_{}", field), &field);
            let merged = merges(
                &inside,
                depth + 1,
                &quote! { #inner_whole },
                &quote! { #inner_page },
            );
            statements.extend(quote! {
                if let Some(#inner_page) = #page.#field {
                    match &mut #whole.#field {
                        Some(#inner_whole) => { #merged }
                        unset => *unset = Some(#inner_page),
                    }
                }
            });
        }
    }
    statements
}

/// How two elements are told apart; none where an element lacks what tells it.
fn key(step: &Step) -> TokenStream {
    let field = ident(&step.field);
    let value = if step.shape.is_copy() {
        quote! { item.#field }
    } else {
        quote! { item.#field.clone() }
    };
    if step.required {
        quote! { |item| Some(#value) }
    } else {
        quote! { |item| #value }
    }
}
