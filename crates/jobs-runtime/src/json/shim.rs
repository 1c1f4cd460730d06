//! Serde for models, enums and ids, by way of JSON text: one path for all types.
//!
//! Macros of this crate expand to paths in here; nothing else may use them.

mod deserialize;
mod serialize;

pub use deserialize::deserialize;
pub use serde;
pub use serialize::serialize;

/// Implements serde's traits for a type that is `Decode` and `Encode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    ($type:ty) => {
        impl $crate::json::shim::serde::Serialize for $type {
            fn serialize<S: $crate::json::shim::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::json::shim::serialize(self, serializer)
            }
        }

        impl<'de> $crate::json::shim::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::json::shim::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::json::shim::deserialize(deserializer)
            }
        }
    };
}
