//! `Debug` that hides what must not be shown.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::ident;
use crate::model::Model;

/// `impl Debug` for a struct with fields that must not be shown.
pub(super) fn debug(model: &Model, has_extra: bool) -> TokenStream {
    let name = ident(&model.name);
    let text = &model.name;
    let fields = model.fields.iter().map(|field| {
        let name = ident(&field.name);
        let text = &field.name;
        let value = match (field.sensitive, field.required) {
            (false, _) => quote! { &self.#name },
            (true, true) => quote! { &Hidden },
            (true, false) => quote! { &self.#name.as_ref().map(|_| Hidden) },
        };
        quote! { .field(#text, #value) }
    });
    let extra = has_extra.then(|| quote! { .field("extra", &self.extra) });
    quote! {
        impl fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#text) #(#fields)* #extra .finish()
            }
        }
    }
}
