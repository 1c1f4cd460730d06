//! What the runtime must know of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::text::{ident, shape};
use crate::model::{FieldPlace, Operation};
use crate::openapi::{Method, ParameterPlace, Retry};

/// `impl Operation` for the request type.
pub(super) fn operation(operation: &Operation) -> TokenStream {
    let request = ident(&operation.request.name);
    let (name, path) = (&operation.name, &operation.path);
    let method = method(operation.method);
    let retry = retry(&operation.retry);
    let not_found = operation
        .not_found
        .as_ref()
        .map(|pattern| quote! { .not_found(#pattern) });
    let output = operation
        .answer
        .as_ref()
        .map_or_else(|| quote! { () }, shape);
    let continuation = operation.continued.as_ref().map(|_| {
        quote! { const CONTINUATION: Option<Continuation<Self>> = Some(Continuation::of()); }
    });
    let prepare = prepare(&operation.retry);
    let encode = encode(operation);
    quote! {
        impl Operation for #request {
            const INFO: &'static OperationInfo =
                &OperationInfo::new(#name, Method::#method, #path, RetryClass::#retry) #not_found;
            #continuation
            type Output = #output;

            #prepare

            #encode
        }
    }
}

/// A keyed request gets its key once, before it is first sent.
fn prepare(retry: &Retry) -> Option<TokenStream> {
    let Retry::Keyed(field) = retry else {
        return None;
    };
    let field = ident(field);
    Some(quote! {
        fn prepare(&mut self) {
            idempotency_token(&mut self.#field);
        }

        fn has_key(&self) -> bool {
            self.#field.as_deref().is_some_and(|key| !key.is_empty())
        }
    })
}

fn encode(operation: &Operation) -> TokenStream {
    let fields = operation.request.fields.iter().zip(&operation.places);
    let mut writes: Vec<TokenStream> = fields
        .filter_map(|(field, place)| {
            let (name, wire) = (ident(&field.name), &field.wire);
            match place {
                FieldPlace::Parameter(ParameterPlace::Path) => {
                    Some(quote! { request.path(#wire, &self.#name)?; })
                }
                FieldPlace::Parameter(ParameterPlace::Query) => {
                    Some(quote! { request.query(#wire, &self.#name); })
                }
                FieldPlace::Parameter(ParameterPlace::Header) => {
                    Some(quote! { request.header(#wire, &self.#name); })
                }
                FieldPlace::WholeBody if field.boxed => {
                    Some(quote! { request.json(&*self.#name)?; })
                }
                FieldPlace::WholeBody => Some(quote! { request.json(&self.#name)?; }),
                FieldPlace::Body => None,
            }
        })
        .collect();
    writes.extend(any_of(operation));
    if operation.has_body_members() {
        writes.push(quote! { request.json(self)?; });
    }
    let request = if writes.is_empty() {
        quote! { _request }
    } else {
        quote! { request }
    };
    quote! {
        fn encode(&self, #request: &mut RequestParts) -> jobs_runtime::Result<()> {
            #(#writes)*
            Ok(())
        }
    }
}

/// A request that says nothing is not sent.
fn any_of(operation: &Operation) -> Option<TokenStream> {
    let members = operation.any_of.iter().map(|step| {
        let (name, text) = (ident(&step.field), &step.field);
        quote! { (#text, &self.#name) }
    });
    (!operation.any_of.is_empty()).then(|| {
        quote! {
            if self.extra.is_empty() {
                request.any_of(&[#(#members),*])?;
            }
        }
    })
}

fn method(method: Method) -> TokenStream {
    match method {
        Method::Get => quote! { Get },
        Method::Post => quote! { Post },
        Method::Put => quote! { Put },
        Method::Patch => quote! { Patch },
        Method::Delete => quote! { Delete },
        Method::Head => quote! { Head },
    }
}

fn retry(retry: &Retry) -> TokenStream {
    match retry {
        Retry::Safe => quote! { Safe },
        Retry::Idempotent => quote! { Idempotent },
        Retry::Keyed(_) => quote! { Keyed },
        Retry::Unsafe => quote! { Unsafe },
    }
}
