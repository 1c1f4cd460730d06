//! Operations that answer in pages.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::text::{ident, shape};
use crate::model::Shape;
use crate::model::{Continued, ContinuedArray, Operation, Paged, Step, TypeKind};

/// `impl Paged`: a list in pages.
pub(super) fn paged(operation: &Operation, paged: &Paged) -> TokenStream {
    let request = ident(&operation.request.name);
    let item = shape(&paged.item);
    let tokens = tokens(&paged.token, &paged.next_token);
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

            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                #results
            }
        }
    }
}

/// `impl Continued`: an object whose arrays continue over pages.
pub(super) fn continued(operation: &Operation, continued: &Continued) -> TokenStream {
    let request = ident(&operation.request.name);
    let tokens = tokens(&continued.token, &continued.next_token);
    let next_token = ident(&continued.next_token.field);
    let merges = merges(&continued.arrays, 0, &quote! { whole }, &quote! { page });
    quote! {
        impl Continued for #request {
            #tokens

            fn merge(whole: &mut Self::Output, page: Self::Output) {
                whole.#next_token = page.#next_token;
                #merges
            }
        }
    }
}

fn tokens(token: &str, next_token: &Step) -> TokenStream {
    let token = ident(token);
    let next = ident(&next_token.field);
    let next = if next_token.required {
        quote! { Some(&output.#next) }
    } else {
        quote! { output.#next.as_deref() }
    };
    quote! {
        fn next_page_token(output: &Self::Output) -> Option<&str> {
            #next
        }

        fn set_page_token(&mut self, token: String) {
            self.#token = Some(token);
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
                if let (Some(#inner_whole), Some(#inner_page)) = (&mut #whole.#field, #page.#field) {
                    #merged
                }
            });
        }
    }
    statements
}

/// How two elements are told apart.
fn key(step: &Step) -> TokenStream {
    let field = ident(&step.field);
    match &step.shape {
        Shape::Named(named) if named.kind == TypeKind::IntegerId => quote! { |item| item.#field },
        Shape::Integer | Shape::Boolean => quote! { |item| item.#field },
        _ => quote! { |item| item.#field.clone() },
    }
}
