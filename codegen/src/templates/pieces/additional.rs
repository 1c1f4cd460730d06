//! Methods for members that have no name, but a type.

use proc_macro2::TokenStream;
use quote::quote;

use super::{argument, converted, ident, shape};
use crate::model::Additional;

/// The one that gives them, and the one that sets one.
pub(in crate::templates) fn additional(additional: &Additional) -> TokenStream {
    let (getter, setter) = (ident(&additional.getter), ident(&additional.setter));
    let kind = shape(&additional.shape);
    let argument = argument(&additional.shape);
    let value = ident("value");
    let conversion = match converted(&additional.shape, &value) {
        same if value == same.to_string() => None,
        converted => Some(quote! { let #value: #kind = #converted; }),
    };
    quote! {
        #[doc = " The members that have no name here, by their names."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When one of them is of another type."]
        pub fn #getter(&self) -> Result<BTreeMap<String, #kind>, ReadError> {
            self.extra.get_all()
        }

        #[doc = " Sets a member that has no name here."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " When a number in it is not finite."]
        pub fn #setter(mut self, name: &str, value: #argument) -> Result<Self, json::WriteError> {
            #conversion
            self.extra.insert_as(name, &#value)?;
            Ok(self)
        }
    }
}
