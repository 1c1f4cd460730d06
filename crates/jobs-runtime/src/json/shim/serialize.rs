//! From JSON text to any serializer.

use serde::ser::{Error as _, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::Value;

use crate::json::encode::Encode;
use crate::json::error::ReadError;
use crate::json::reader::Reader;
use crate::json::writer::Writer;

/// Serializes a value as its JSON says.
///
/// # Errors
///
/// When a number is not finite, or with the serializer's error.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    let json = writer.finish().map_err(S::Error::custom)?;
    Text(&json).serialize(serializer)
}

/// A value as it is written in JSON.
struct Text<'a>(&'a [u8]);

/// The same, taken apart by one level.
enum Parts<'a> {
    Scalar(Value),
    Array(Vec<&'a str>),
    Object(Vec<(String, &'a str)>),
}

impl<'a> Parts<'a> {
    fn of(json: &'a [u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(json)?;
        match json.first() {
            Some(b'[') => {
                let mut elements = Vec::new();
                reader.elements(&mut |value| {
                    elements.push(value.raw()?);
                    Ok(())
                })?;
                Ok(Self::Array(elements))
            }
            Some(b'{') => {
                let mut members = Vec::new();
                reader.members(&mut |name, value| {
                    members.push((name.to_owned(), value.raw()?));
                    Ok(())
                })?;
                Ok(Self::Object(members))
            }
            _ => reader.any().map(Self::Scalar),
        }
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match Parts::of(self.0).map_err(S::Error::custom)? {
            Parts::Scalar(value) => value.serialize(serializer),
            Parts::Array(elements) => {
                let mut array = serializer.serialize_seq(Some(elements.len()))?;
                for element in elements {
                    array.serialize_element(&Text(element.as_bytes()))?;
                }
                array.end()
            }
            Parts::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    object.serialize_entry(&name, &Text(value.as_bytes()))?;
                }
                object.end()
            }
        }
    }
}
