//! What can be read.

use std::collections::BTreeMap;

use super::error::ReadError;
use super::reader::Reader;

/// A type whose values can be read.
///
/// Models, enums and ids get it from `impl_model!` and its like.
pub trait Decode {
    /// What stands where a document has nothing or `null`.
    fn empty() -> Self
    where
        Self: Sized;

    /// Takes the next value, which is not `null`, into this one, which is [empty](Self::empty).
    ///
    /// # Errors
    ///
    /// When the next value is of another type.
    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError>;
}

impl Decode for bool {
    fn empty() -> Self {
        false
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = value.boolean()?;
        Ok(())
    }
}

impl Decode for i64 {
    fn empty() -> Self {
        0
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = value.integer()?;
        Ok(())
    }
}

impl Decode for u64 {
    fn empty() -> Self {
        0
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = value.unsigned()?;
        Ok(())
    }
}

impl Decode for f64 {
    fn empty() -> Self {
        0.0
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = value.float()?;
        Ok(())
    }
}

impl Decode for String {
    fn empty() -> Self {
        Self::new()
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = value.string()?.into_owned();
        Ok(())
    }
}

/// Any value. Integers that are not 64 bits wide become floats.
impl Decode for serde_json::Value {
    fn empty() -> Self {
        Self::Null
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = value.any()?;
        Ok(())
    }
}

/// Whatever stands there is passed over.
impl Decode for () {
    fn empty() -> Self {}

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        value.skip()
    }
}

impl<T: Decode> Decode for Option<T> {
    fn empty() -> Self {
        None
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        self.insert(T::empty()).fill(value)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        (**self).fill(value)
    }
}

/// Size in bytes from which on elements are large.
const LARGE: usize = 256;

impl<T: Decode> Decode for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        value.elements(&mut |value| {
            // A list of large elements is often short, and begins with room for one, not four.
            if size_of::<T>() > LARGE && self.len() == self.capacity() {
                self.reserve_exact(self.len().max(1));
            }
            self.push(T::empty());
            match self.last_mut() {
                Some(element) if !value.null() => element.fill(value),
                _ => Ok(()),
            }
        })
    }
}

/// Of several members of one name, the last one counts.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        value.members(&mut |name, value| {
            let mut member = T::empty();
            if !value.null() {
                member.fill(value)?;
            }
            self.insert(name.to_owned(), member);
            Ok(())
        })
    }
}
