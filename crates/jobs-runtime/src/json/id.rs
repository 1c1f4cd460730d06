//! Ids: newtypes over an integer or a string, so that one kind is not taken for another.

/// Makes a newtype over `i64` an id, or over `u64` if that is said: implements `Decode` (from a number
/// or a decimal string), `Encode`, `Parameter`, `Display`, `FromStr`, `From<i64>`, `Into<i64>`, and
/// serde's `Serialize` and `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_integer_id {
    ($id:ident) => {
        $crate::impl_integer_id!($id, i64);
    };
    ($id:ident, $integer:ident) => {
        impl ::std::convert::From<$integer> for $id {
            #[inline]
            fn from(id: $integer) -> Self {
                Self(id)
            }
        }

        impl ::std::convert::From<$id> for $integer {
            #[inline]
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl ::std::fmt::Display for $id {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $id {
            type Err = ::std::num::ParseIntError;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl $crate::json::Decode for $id {
            fn empty() -> Self {
                Self(0)
            }

            fn fill(
                &mut self,
                value: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::json::ReadError> {
                $crate::json::Decode::fill(&mut self.0, value)
            }
        }

        impl $crate::json::Encode for $id {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                $crate::json::Encode::encode(&self.0, writer);
            }
        }

        impl $crate::operation::Parameter for $id {
            fn each(&self, text: &mut dyn ::std::ops::FnMut(&str)) {
                $crate::operation::Parameter::each(&self.0, text);
            }
        }

        impl $crate::operation::Output for $id {
            #[inline]
            fn decode(body: &[u8]) -> ::std::result::Result<Self, $crate::json::ReadError> {
                $crate::json::from_slice(body)
            }
        }

        $crate::__impl_serde!($id);
    };
}

/// Makes a newtype over `String` an id: implements `Decode` (from a string or an integer),
/// `Encode` (as a string), `Parameter`, `Display`, `FromStr`, `From<&str>`, `From<String>`,
/// `Into<String>`, serde's `Serialize` and `Deserialize`, and the inherent `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_string_id {
    ($id:ident) => {
        impl $id {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::convert::From<&str> for $id {
            #[inline]
            fn from(id: &str) -> Self {
                Self(::std::convert::From::from(id))
            }
        }

        impl ::std::convert::From<::std::string::String> for $id {
            #[inline]
            fn from(id: ::std::string::String) -> Self {
                Self(id)
            }
        }

        impl ::std::convert::From<$id> for ::std::string::String {
            #[inline]
            fn from(id: $id) -> Self {
                id.0
            }
        }

        $crate::__impl_text!($id);

        impl $crate::json::Decode for $id {
            fn empty() -> Self {
                Self(::std::string::String::new())
            }

            fn fill(
                &mut self,
                value: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::json::ReadError> {
                self.0 = value.string_or_integer()?.into_owned();
                ::std::result::Result::Ok(())
            }
        }

        impl $crate::operation::Output for $id {
            #[inline]
            fn decode(body: &[u8]) -> ::std::result::Result<Self, $crate::json::ReadError> {
                $crate::json::from_slice(body)
            }
        }

        $crate::__impl_serde!($id);
    };
}
