//! What can be written.

use std::collections::BTreeMap;

use super::writer::Writer;

/// A type whose values can be written.
///
/// Models, enums and ids get it from `impl_model!` and its like.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, writer: &mut Writer);

    /// Whether an object leaves the member out that has this value.
    fn is_absent(&self) -> bool {
        false
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Encode for i64 {
    fn encode(&self, writer: &mut Writer) {
        writer.integer(*self);
    }
}

impl Encode for u64 {
    fn encode(&self, writer: &mut Writer) {
        writer.unsigned(*self);
    }
}

/// A number that is not finite fails the document.
impl Encode for f64 {
    fn encode(&self, writer: &mut Writer) {
        writer.float(*self);
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for serde_json::Value {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.to_string());
    }
}

/// Written as `null`.
impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.null();
    }
}

/// `None` is left out as a member, and written as `null` elsewhere.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        let mut elements = self.iter();
        writer.array(&mut || elements.next().map(|element| element as &dyn Encode));
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&mut |object| {
            for (name, value) in self {
                object.any_member(name, value);
            }
        });
    }
}
