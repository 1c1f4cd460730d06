//! Operations that start work which ends later.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::ident;
use crate::model::{Begun, Binding, LongRunning, Operation, Shape, Step, Tell};

/// What the answers to a poll mean, and the first request of a file for which they mean that.
#[derive(Default)]
pub(super) struct Told(BTreeMap<String, String>);

/// `impl LongRunning`: what to poll, and what its answers mean.
pub(super) fn long_running(
    operation: &Operation,
    work: &LongRunning,
    told: &mut Told,
) -> TokenStream {
    let request = ident(&operation.request.name);
    let poll = ident(&work.poll);
    let polled = ident(&work.polled);
    let (started, bind) = bind(work, &poll);
    let subject = subject(work);
    let meaning = meaning(work);
    let first = told
        .0
        .entry(format!("{polled} {meaning}"))
        .or_insert_with(|| operation.request.name.clone());
    let meaning = if *first == operation.request.name {
        meaning
    } else {
        let first = ident(first);
        quote! { #first::progress(answer) }
    };
    let begun = work.begun.as_ref().map(|begun| has_begun(begun, &polled));
    quote! {
        impl LongRunning for #request {
            type Poll = #poll;

            fn poll(&self, #started: &Self::Output) -> Option<Self::Poll> {
                #bind
            }

            #subject

            fn progress(answer: &#polled) -> Progress<'_> {
                #meaning
            }

            #begun
        }
    }
}

/// How the work stands by an answer.
fn meaning(work: &LongRunning) -> TokenStream {
    let states = work.states.iter().map(told);
    let results: Vec<TokenStream> = work.results.iter().map(told).collect();
    let (bound, results) = if results.is_empty() {
        (None, quote! { [] })
    } else {
        let bound = quote! { let results = [#(#results),*]; };
        (Some(bound), quote! { results })
    };
    let message = (!work.messages.is_empty()).then(|| {
        let messages = work.messages.iter().map(|path| text(path));
        quote! { .message(&[#(#messages),*]) }
    });
    let link = (!work.link.is_empty()).then(|| {
        let link = text(&work.link);
        quote! { .link(#link) }
    });
    quote! {
        let states = [#(#states),*];
        #bound
        Progress::told(&states, &#results) #message #link
    }
}

fn bind(work: &LongRunning, poll: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
    let (argument, owner, step) = match &work.bind {
        Binding::Answer(step) => (quote! { started }, quote! { started }, step),
        Binding::Request(step) => (quote! { _started }, quote! { self }, step),
    };
    let field = ident(&step.field);
    let clone = (!step.shape.is_copy()).then(|| quote! { .clone() });
    let ask = work.begun.as_ref().and_then(|begun| begun.ask.as_ref());
    let ask = ask.map(|ask| {
        let ask = ident(ask);
        quote! { .#ask(true) }
    });
    let bind = if step.required {
        quote! { Some(#poll::new(#owner.#field #clone) #ask) }
    } else if ask.is_some() {
        quote! { #owner.#field #clone .map(|name| #poll::new(name) #ask) }
    } else {
        quote! { #owner.#field #clone .map(#poll::new) }
    };
    (argument, bind)
}

/// What is waited for, in words: `run 17`.
fn subject(work: &LongRunning) -> TokenStream {
    let field = ident(&work.bound);
    let format = format!("{} {{}}", work.subject);
    quote! {
        fn subject(poll: &Self::Poll) -> String {
            format!(#format, poll.#field)
        }
    }
}

/// A value and those that count.
fn told(tell: &Tell) -> TokenStream {
    let value = option(&tell.path);
    let values = &tell.values;
    quote! { Told::new(#value, &[#(#values),*]) }
}

/// Whether the list has what was started.
fn has_begun(begun: &Begun, polled: &proc_macro2::Ident) -> TokenStream {
    let list = option(&begun.list);
    let name = ident(&begun.name.field);
    let key = ident(&begun.key.field);
    let is_it = if begun.key.required {
        quote! { item.#key == *name }
    } else {
        quote! { item.#key.as_ref() == Some(name) }
    };
    let is_in_list = quote! { #list.into_iter().flatten().any(|item| #is_it) };
    let body = if begun.name.required {
        quote! { let name = &started.#name; #is_in_list }
    } else {
        quote! { started.#name.as_ref().is_none_or(|name| #is_in_list) }
    };
    quote! {
        fn has_begun(started: &Self::Output, answer: &#polled) -> bool {
            #body
        }
    }
}

/// The value at the end of a path, by reference; none if something on the way is absent.
fn option(path: &[Step]) -> TokenStream {
    let mut value = quote! { answer };
    let mut optional = false;
    for step in path {
        let field = ident(&step.field);
        value = follow(&value, &field, step, optional);
        optional |= !step.required;
    }
    if optional {
        value
    } else {
        quote! { Some(&#value) }
    }
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
