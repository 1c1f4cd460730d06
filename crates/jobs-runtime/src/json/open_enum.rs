//! Enums that take values which are not known yet.

use std::fmt;

/// An enum over strings, to which the service may add values at any time.
pub trait OpenEnum {
    /// The variant of this string; one that keeps the string if it is not known.
    fn from_wire(value: &str) -> Self;

    /// The string.
    fn as_str(&self) -> &str;
}

/// A value that an enum does not know, kept as it came.
///
/// It cannot be made or looked into otherwise than through its enum, so that a program which
/// handles such a value goes on working when a later version knows it: convert a string to the
/// enum, and compare the enum's `as_str`.
///
/// ```compile_fail,E0423
/// let value = jobs_runtime::json::UnknownValue("RUNNING".into());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// For [`OpenEnum::from_wire`] alone, which knows what is not known.
    #[doc(hidden)]
    pub fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Makes an [`OpenEnum`] readable, writable and usable as a parameter, and convertible from and to
/// text: implements `Decode`, `Encode`, `Parameter`, `Display`, `From<&str>`, `From<String>`,
/// `FromStr`, `Word`, serde's `Serialize` and `Deserialize`, and the inherent `as_str` and
/// `is_known`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_open_enum {
    ($open_enum:ty) => {
        impl $open_enum {
            /// The value as the service writes it.
            pub fn as_str(&self) -> &str {
                $crate::json::OpenEnum::as_str(self)
            }

            /// Whether this version of the SDK knows the value.
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::UnknownValue(_))
            }
        }

        impl $crate::operation::Word for $open_enum {
            fn word(&self) -> &str {
                self.as_str()
            }

            fn is_known(&self) -> bool {
                self.is_known()
            }
        }

        impl ::std::convert::From<&str> for $open_enum {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::json::OpenEnum::from_wire(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for $open_enum {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                $crate::json::OpenEnum::from_wire(&value)
            }
        }

        $crate::__impl_text!($open_enum);

        impl $crate::json::Decode for $open_enum {
            fn empty() -> Self {
                $crate::json::OpenEnum::from_wire("")
            }

            fn fill(
                &mut self,
                value: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::json::ReadError> {
                *self = $crate::json::OpenEnum::from_wire(&value.string()?);
                ::std::result::Result::Ok(())
            }
        }

        impl $crate::operation::Output for $open_enum {
            #[inline]
            fn decode(body: &[u8]) -> ::std::result::Result<Self, $crate::json::ReadError> {
                $crate::json::from_slice(body)
            }
        }

        $crate::__impl_serde!($open_enum);
    };
}

/// What a type has that is made of text: `as_str`, and conversions from strings that cannot fail.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_text {
    ($text:ty) => {
        impl ::std::fmt::Display for $text {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $text {
            type Err = ::std::convert::Infallible;

            // Of an enum, `Self::Err` may be a value.
            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(::std::convert::From::from(text))
            }
        }

        impl $crate::json::Encode for $text {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.string(self.as_str());
            }
        }

        impl $crate::operation::Parameter for $text {
            fn each(&self, text: &mut dyn ::std::ops::FnMut(&str)) {
                text(self.as_str());
            }
        }
    };
}
