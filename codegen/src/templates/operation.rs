//! What the runtime must know of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{ident, is_not_empty, shape};
use crate::model::{Field, FieldPlace, Operation};
use crate::openapi::{Method, ParameterPlace, Retry, Style};

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
    let output = if operation.may_be_empty {
        quote! { Option<#output> }
    } else {
        output
    };
    let accept = operation
        .accept
        .as_ref()
        .map(|media| quote! { .accept(#media) });
    let continuation = operation.continued.as_ref().map(|_| {
        quote! { const CONTINUATION: Option<Continuation<Self>> = Some(Continuation::of()); }
    });
    let prepare = prepare(&operation.retry);
    let encode = encode(operation);
    quote! {
        impl Operation for #request {
            const INFO: &'static OperationInfo =
                &OperationInfo::new(#name, Method::#method, #path, RetryClass::#retry) #not_found #accept;
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
        .filter_map(|(field, place)| write(operation, field, *place))
        .collect();
    writes.extend(any_of(operation));
    if operation.has_body_members() {
        let media = dialect(operation);
        writes.push(quote! { request.json(self)?; #media });
    }
    let request = if writes.is_empty() {
        quote! { _request }
    } else {
        quote! { request }
    };
    quote! {
        fn encode(&self, #request: &mut RequestParts) -> Result<()> {
            #(#writes)*
            Ok(())
        }
    }
}

/// How a field is written, if it is.
fn write(operation: &Operation, field: &Field, place: FieldPlace) -> Option<TokenStream> {
    let write = write_value(operation, field, place)?;
    if !field.lapsed || field.is_always_written() {
        return Some(write);
    }
    let condition = is_not_empty(field);
    Some(quote! { if #condition { #write } })
}

/// How the value of a field is written; members of a JSON body are written all at once.
fn write_value(operation: &Operation, field: &Field, place: FieldPlace) -> Option<TokenStream> {
    let (name, wire) = (ident(&field.name), &field.wire);
    Some(match place {
        FieldPlace::Body => return None,
        FieldPlace::Parameter(ParameterPlace::Path) => {
            quote! { request.path(#wire, &self.#name)?; }
        }
        FieldPlace::Parameter(ParameterPlace::Query) => {
            quote! { request.query(#wire, &self.#name); }
        }
        FieldPlace::Parameter(ParameterPlace::Header) => {
            quote! { request.header(#wire, &self.#name); }
        }
        FieldPlace::Styled(ParameterPlace::Path, way) => {
            let way = style(way);
            quote! { request.path_value(#wire, #way, &self.#name)?; }
        }
        FieldPlace::Styled(ParameterPlace::Query, way) => {
            let way = style(way);
            quote! { request.query_value(#wire, #way, &self.#name)?; }
        }
        FieldPlace::Styled(ParameterPlace::Header, way) => {
            let way = style(way);
            quote! { request.header_value(#wire, #way, &self.#name)?; }
        }
        FieldPlace::Parameter(ParameterPlace::Cookie) => {
            let way = style(Style::Commas);
            quote! { request.cookie(#wire, #way, &self.#name)?; }
        }
        FieldPlace::Styled(ParameterPlace::Cookie, way) => {
            let way = style(way);
            quote! { request.cookie(#wire, #way, &self.#name)?; }
        }
        FieldPlace::WholeBody => {
            let media = dialect(operation);
            if !field.required {
                quote! {
                    if let Some(#name) = &self.#name {
                        request.json(#name)?;
                        #media
                    }
                }
            } else if field.boxed {
                quote! { request.json(&*self.#name)?; #media }
            } else {
                quote! { request.json(&self.#name)?; #media }
            }
        }
        FieldPlace::Form(way) => {
            let way = style(way);
            quote! { request.form(#wire, #way, &self.#name)?; }
        }
        FieldPlace::Part => match &field.media {
            Some(media) => quote! { request.part_as(#wire, #media, &self.#name)?; },
            None => quote! { request.part(#wire, &self.#name)?; },
        },
        FieldPlace::File => match &field.media {
            Some(media) => quote! { request.upload_as(#wire, #media, &self.#name); },
            None => quote! { request.upload(#wire, &self.#name); },
        },
        FieldPlace::Raw => {
            let media = operation.media.as_deref().unwrap_or_default();
            if field.required {
                quote! { request.bytes(#media, self.#name.clone()); }
            } else {
                quote! {
                    if let Some(#name) = &self.#name {
                        request.bytes(#media, #name.clone());
                    }
                }
            }
        }
    })
}

/// The type of a body that is JSON, where it has one of its own.
fn dialect(operation: &Operation) -> Option<TokenStream> {
    let media = operation.media.as_ref();
    media.map(|media| quote! { request.media(#media); })
}

fn style(style: Style) -> TokenStream {
    let name = ident(match style {
        Style::Exploded => "Exploded",
        Style::Commas => "Commas",
        Style::Spaces => "Spaces",
        Style::Pipes => "Pipes",
        Style::Deep => "Deep",
        Style::Json => "Json",
        Style::Pairs => "Pairs",
        Style::Label => "Label",
        Style::Labels => "Labels",
        Style::Matrix => "Matrix",
        Style::Matrices => "Matrices",
    });
    quote! { operation::Style::#name }
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
        Method::Options => quote! { Options },
        Method::Trace => quote! { Trace },
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
