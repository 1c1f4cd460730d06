//! Operations that start work which ends later.

use proc_macro2::TokenStream;
use quote::quote;

use super::text::ident;
use crate::model::{Binding, LongRunning, Operation, Shape, Step, TypeKind};

/// `impl LongRunning`: what to poll, and what its answers mean.
pub(super) fn long_running(operation: &Operation, work: &LongRunning) -> TokenStream {
    let request = ident(&operation.request.name);
    let poll = ident(&work.poll);
    let polled = ident(&work.polled);
    let (started, bind) = bind(work, &poll);
    let state = text(&work.state);
    let message = text(&work.message);
    let ending = ending(work);
    quote! {
        impl LongRunning for #request {
            type Poll = #poll;

            fn poll(&self, #started: &Self::Output) -> Option<Self::Poll> {
                #bind
            }

            fn progress(answer: &#polled) -> Progress<'_> {
                let state = #state;
                let message = #message;
                #ending
                Progress::new(state, message, ending)
            }
        }
    }
}

fn bind(work: &LongRunning, poll: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
    let (argument, owner, step) = match &work.bind {
        Binding::Answer(step) => (quote! { started }, quote! { started }, step),
        Binding::Request(step) => (quote! { _started }, quote! { self }, step),
    };
    let field = ident(&step.field);
    let is_copy = matches!(&step.shape, Shape::Integer)
        || matches!(&step.shape, Shape::Named(named) if named.kind == TypeKind::IntegerId);
    let clone = (!is_copy).then(|| quote! { .clone() });
    let bind = if step.required {
        quote! { Some(#poll::new(#owner.#field #clone)) }
    } else {
        quote! { #owner.#field #clone .map(#poll::new) }
    };
    (argument, bind)
}

/// The text at the end of a path; empty if something on the way is absent.
fn text(path: &[Step]) -> TokenStream {
    let Some((last, way)) = path.split_last() else {
        return quote! { "" };
    };
    let mut value = quote! { answer };
    let mut optional = false;
    for step in way {
        let field = ident(&step.field);
        value = follow(&value, &field, step, optional);
        optional |= !step.required;
    }
    let field = ident(&last.field);
    let as_str = match &last.shape {
        Shape::Text => quote! { String::as_str },
        Shape::Named(named) => {
            let name = ident(&named.name);
            quote! { #name::as_str }
        }
        _ => return quote! { "" },
    };
    if optional || !last.required {
        let value = follow(&value, &field, last, optional);
        quote! { #value.map_or("", #as_str) }
    } else {
        quote! { #value.#field.as_str() }
    }
}

fn follow(
    value: &TokenStream,
    field: &proc_macro2::Ident,
    step: &Step,
    optional: bool,
) -> TokenStream {
    match (optional, step.required) {
        (false, true) => quote! { #value.#field },
        (false, false) => quote! { #value.#field.as_ref() },
        (true, true) => quote! { #value.map(|value| &value.#field) },
        (true, false) => quote! { #value.and_then(|value| value.#field.as_ref()) },
    }
}

fn ending(work: &LongRunning) -> TokenStream {
    let (ended, failed) = (&work.ended, &work.failed);
    let succeeded: Vec<&String> = ended
        .iter()
        .filter(|state| !failed.contains(state))
        .collect();
    let failure = (!failed.is_empty()).then(|| quote! { #(#failed)|* => Some(Ending::Failed), });
    if work.outcome.is_empty() {
        let success =
            (!succeeded.is_empty()).then(|| quote! { #(#succeeded)|* => Some(Ending::Succeeded), });
        return quote! {
            let ending = match state {
                #success
                #failure
                _ => None,
            };
        };
    }
    let outcome = text(&work.outcome);
    let successes = &work.successes;
    let success = (!succeeded.is_empty()).then(|| {
        quote! { (#(#succeeded)|*, #(#successes)|*) => Some(Ending::Succeeded), }
    });
    quote! {
        let outcome = #outcome;
        let ending = match (state, outcome) {
            #success
            (#(#ended)|*, _) => Some(Ending::Failed),
            _ => None,
        };
    }
}
