//! From any deserializer to JSON text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::json::decode::Decode;
use crate::json::reader::{DEPTH, Reader};
use crate::json::writer::Writer;

/// Makes a value of what a deserializer gives.
///
/// # Errors
///
/// With the deserializer's error, or when the value is of another type.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    fill(&mut value, deserializer)?;
    Ok(value)
}

/// Fills an empty value: compiled once for all types.
fn fill<'de, D: Deserializer<'de>>(
    value: &mut dyn Decode,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut writer = Writer::new();
    Copy {
        writer: &mut writer,
        depth: DEPTH,
    }
    .deserialize(deserializer)?;
    let json = writer.finish().map_err(D::Error::custom)?;
    Reader::new(&json)
        .and_then(|mut reader| {
            if reader.null() {
                Ok(())
            } else {
                value.fill(&mut reader)
            }
        })
        .map_err(|error| D::Error::custom(error.without_offset()))
}

/// Writes down the value that a deserializer gives.
struct Copy<'w> {
    writer: &'w mut Writer,
    /// Arrays and objects that may still be entered.
    depth: u8,
}

impl Copy<'_> {
    /// The copy of what is one level deeper.
    fn inner<E: Error>(&mut self) -> Result<Copy<'_>, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Copy {
                writer: self.writer,
                depth,
            }),
            None => Err(E::custom("arrays and objects nested too deep")),
        }
    }

    fn number<E>(self, number: impl fmt::Display) -> Result<(), E> {
        self.writer.raw(&number.to_string());
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Copy<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Writes down an element, once it is known that there is one.
struct Element<'w>(Copy<'w>);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.writer.begin_element();
        self.0.deserialize(deserializer)
    }
}

impl<'de> Visitor<'de> for Copy<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.writer.null();
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.writer.boolean(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.number(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.number(value)
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.number(value)
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.number(value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.writer.float(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.writer.string(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut array: A) -> Result<(), A::Error> {
        let start = self.writer.begin();
        let mut index = 0;
        while array.next_element_seed(Element(self.inner()?))?.is_some() {
            self.writer.end_element(index);
            index += 1;
        }
        self.writer.end(start, *b"[]");
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<(), A::Error> {
        let start = self.writer.begin();
        while let Some(name) = object.next_key_seed(Name)? {
            self.writer.begin_member(&name);
            object.next_value_seed(self.inner()?)?;
            self.writer.end_member(&name);
        }
        self.writer.end(start, *b"{}");
        Ok(())
    }
}

/// Takes the name of a member. Other formats have names that are not strings.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, name: D) -> Result<String, D::Error> {
        self.deserialize(name)
    }

    fn visit_bool<E>(self, name: bool) -> Result<String, E> {
        Ok(name.to_string())
    }

    fn visit_i64<E>(self, name: i64) -> Result<String, E> {
        Ok(name.to_string())
    }

    fn visit_u64<E>(self, name: u64) -> Result<String, E> {
        Ok(name.to_string())
    }

    fn visit_str<E>(self, name: &str) -> Result<String, E> {
        Ok(name.to_owned())
    }
}
