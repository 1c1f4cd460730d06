//! An object with members of known names.

use super::error::ReadError;
use super::reader::Reader;
use super::writer::ObjectWriter;

/// A type whose values are JSON objects, as generated code implements it.
pub trait Model {
    /// A value without any member.
    fn empty() -> Self
    where
        Self: Sized;

    /// Name of the type, for errors.
    fn name(&self) -> &'static str;

    /// Names of the members without which an object is refused. All others may be absent or null.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }

    /// Takes the value of a member.
    ///
    /// # Errors
    ///
    /// When it is of another type than the member of this name.
    fn read_member(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError>;

    /// Adds all members to an object.
    fn write_members(&self, object: &mut ObjectWriter<'_>);
}

/// Makes a [`Model`] readable and writable: implements `Decode` and `Encode`, and serde's
/// `Serialize` and `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_model {
    ($model:ty) => {
        impl $crate::json::Decode for $model {
            fn empty() -> Self {
                <Self as $crate::json::Model>::empty()
            }

            fn fill(
                &mut self,
                value: &mut $crate::json::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::json::ReadError> {
                value.model(self)
            }
        }

        impl $crate::json::Encode for $model {
            fn encode(&self, writer: &mut $crate::json::Writer) {
                writer.model(self);
            }
        }

        $crate::__impl_serde!($model);
    };
}
