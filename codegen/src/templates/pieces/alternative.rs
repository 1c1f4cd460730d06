//! What a choice may be.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{ident, shape};
use crate::model::{Alternative, Shape, TypeKind};

/// The variant's name.
pub(in crate::templates) fn variant(alternative: &Alternative) -> Ident {
    ident(&alternative.name)
}

/// Objects are kept on the heap: they are larger than all else, and may hold the choice itself.
pub(in crate::templates) fn is_boxed(alternative: &Alternative) -> bool {
    matches!(&alternative.shape, Shape::Named(named) if named.kind == TypeKind::Model)
}

/// The type that a variant holds.
pub(in crate::templates) fn held(alternative: &Alternative) -> TokenStream {
    let kind = shape(&alternative.shape);
    if is_boxed(alternative) {
        quote! { Box<#kind> }
    } else {
        kind
    }
}
