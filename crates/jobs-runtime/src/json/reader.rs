//! Walks a document and fills values from it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::decode::Decode;
use super::error::ReadError;
use super::missing::Missing;
use super::model::Model;
use super::tokenizer::Tokenizer;

mod scalars;

/// Arrays and objects that may nest, so that no document overflows the stack.
pub(super) const DEPTH: u8 = 127;

/// The kinds of values that JSON has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A place in a JSON document, from which values are taken one after the other.
///
/// The methods take the next value if it is of their type. One that fails leaves the reader
/// somewhere inside of the value: there is no going on after an error.
pub struct Reader<'de> {
    tokens: Tokenizer<'de>,
    /// Arrays and objects that may still be entered.
    depth: u8,
    /// Whether the type of a scalar is for the one who takes it to say.
    untyped: bool,
}

impl<'de> Reader<'de> {
    /// A reader at the beginning of a document.
    ///
    /// # Errors
    ///
    /// When the document is not UTF-8.
    pub fn new(json: &'de [u8]) -> Result<Self, ReadError> {
        Ok(Self {
            tokens: Tokenizer::new(json)?,
            depth: DEPTH,
            untyped: false,
        })
    }

    /// Reads the document as one whose scalars have no type of their own, as it is with YAML:
    /// strings take numbers and booleans as they are written, and what is written as a string is
    /// a boolean or a number where one is wanted.
    #[must_use]
    pub fn untyped(mut self) -> Self {
        self.untyped = true;
        self
    }

    /// Bytes of the document before the next value.
    pub(super) fn offset(&mut self) -> usize {
        self.tokens.peek();
        self.tokens.offset()
    }

    /// Reads the next value into a slot, in place of what is there.
    ///
    /// # Errors
    ///
    /// When it is of another type.
    // Compiled once for each type: within models, which read each of their members by it, it would
    // be most of their code.
    #[inline(never)]
    pub fn read<T: Decode>(&mut self, slot: &mut T) -> Result<(), ReadError> {
        *slot = T::empty();
        if self.null() { Ok(()) } else { slot.fill(self) }
    }

    /// Takes the next value.
    ///
    /// # Errors
    ///
    /// When it is of another type.
    pub fn take<T: Decode>(&mut self) -> Result<T, ReadError> {
        let mut value = T::empty();
        if !self.null() {
            value.fill(self)?;
        }
        Ok(value)
    }

    /// Of which kind the next value is; none if there is no value.
    pub fn kind(&mut self) -> Option<Kind> {
        Some(match self.tokens.peek()? {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => Kind::String,
            b'-' | b'0'..=b'9' => Kind::Number,
            b't' | b'f' => Kind::Boolean,
            b'n' => Kind::Null,
            _ => return None,
        })
    }

    /// The text of a member of the next value, which is looked at and not taken: by it, types are
    /// told apart. None if the value is no object, or has no such member that is a string.
    ///
    /// # Errors
    ///
    /// When the value is not JSON.
    pub fn tag(&mut self, member: &str) -> Result<Option<Cow<'de, str>>, ReadError> {
        if self.kind() != Some(Kind::Object) {
            return Ok(None);
        }
        let start = self.tokens.mark();
        let mut tag = None;
        self.each_member(|name, value| {
            if name != member {
                return value.skip();
            }
            tag = match value.kind() {
                Some(Kind::String) => Some(value.string()?),
                _ => {
                    value.skip()?;
                    None
                }
            };
            Ok(())
        })?;
        self.tokens.reset(start);
        Ok(tag)
    }

    /// Takes `null` if that is next, and tells whether.
    #[inline]
    pub fn null(&mut self) -> bool {
        self.tokens.peek() == Some(b'n') && self.take_null()
    }

    #[cold]
    fn take_null(&mut self) -> bool {
        self.tokens.literal("null").is_ok()
    }

    /// Takes an object, and hands over the name of each member and the reader to take its value.
    ///
    /// # Errors
    ///
    /// When there is none, or with the error that `member` gives.
    pub fn members(
        &mut self,
        member: &mut dyn FnMut(&str, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.each_member(member)
    }

    /// [`members`](Self::members), compiled for each caller.
    #[inline]
    fn each_member(
        &mut self,
        mut member: impl FnMut(&str, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        if self.tokens.peek() != Some(b'{') {
            return Err(self.mismatch("an object"));
        }
        self.enter(b'{')?;
        if !self.tokens.take(b'}') {
            loop {
                if self.tokens.peek() != Some(b'"') {
                    return Err(self.tokens.error("expected the name of a member"));
                }
                let name = self.tokens.string()?;
                if !self.tokens.take(b':') {
                    return Err(self.tokens.error("expected `:` after the name of a member"));
                }
                if let Err(error) = member(&name, self) {
                    return Err(error.under_member(&name));
                }
                if !self.tokens.take(b',') {
                    break;
                }
            }
            if !self.tokens.take(b'}') {
                return Err(self.tokens.error("expected `,` or `}` after a member"));
            }
        }
        self.leave();
        Ok(())
    }

    /// Takes an array, and hands over the reader to take each element.
    ///
    /// # Errors
    ///
    /// When there is none, or with the error that `element` gives.
    pub fn elements(
        &mut self,
        element: &mut dyn FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        if self.tokens.peek() != Some(b'[') {
            return Err(self.mismatch("an array"));
        }
        self.enter(b'[')?;
        if !self.tokens.take(b']') {
            let mut index = 0;
            loop {
                if let Err(error) = element(self) {
                    return Err(error.under_element(index));
                }
                index += 1;
                if !self.tokens.take(b',') {
                    break;
                }
            }
            if !self.tokens.take(b']') {
                return Err(self.tokens.error("expected `,` or `]` after an element"));
            }
        }
        self.leave();
        Ok(())
    }

    /// Takes an object into a model that is [empty](Model::empty).
    ///
    /// # Errors
    ///
    /// When there is none, when a member is of another type, or when one that is
    /// [required](Model::required) is lacking.
    pub fn model(&mut self, model: &mut dyn Model) -> Result<(), ReadError> {
        let required = model.required();
        let result = if required.is_empty() {
            self.each_member(|name, value| model.read_member(name, value))
        } else {
            self.model_with_required(model, required)
        };
        result.map_err(|error| error.within(model.name()))
    }

    fn model_with_required(
        &mut self,
        model: &mut dyn Model,
        required: &[&'static str],
    ) -> Result<(), ReadError> {
        let offset = self.offset();
        let mut missing = Missing::all(required.len());
        self.each_member(|name, value| {
            if let Some(position) = required.iter().position(|required| *required == name) {
                // The last of several members of one name counts.
                missing.set(position, value.tokens.peek() == Some(b'n'));
            }
            model.read_member(name, value)
        })?;
        match missing.lowest().and_then(|position| required.get(position)) {
            Some(member) => Err(ReadError::missing(member, offset)),
            None => Ok(()),
        }
    }

    /// Takes a document of a model: an object, or `null` if no member is required.
    pub(super) fn document(&mut self, model: &mut dyn Model) -> Result<(), ReadError> {
        if model.required().is_empty() && self.null() {
            Ok(())
        } else {
            self.model(model)
        }
    }

    /// Takes any value. Integers that are not 64 bits wide become floats.
    ///
    /// # Errors
    ///
    /// When it is not JSON.
    pub fn any(&mut self) -> Result<Value, ReadError> {
        Ok(match self.tokens.peek() {
            Some(b'{') => {
                let mut object = Map::new();
                self.each_member(|name, value| {
                    object.insert(name.to_owned(), value.any()?);
                    Ok(())
                })?;
                Value::Object(object)
            }
            Some(b'[') => {
                let mut array = Vec::new();
                self.elements(&mut |value| {
                    array.push(value.any()?);
                    Ok(())
                })?;
                Value::Array(array)
            }
            Some(b'"') => Value::String(self.tokens.string()?.into_owned()),
            Some(b'-' | b'0'..=b'9') => {
                let offset = self.tokens.offset();
                self.tokens.number()?.any(offset)?
            }
            Some(b'n') => {
                self.tokens.literal("null")?;
                Value::Null
            }
            _ => Value::Bool(self.boolean()?),
        })
    }

    /// Takes any value, and gives its text as it stands in the document.
    ///
    /// # Errors
    ///
    /// When it is not JSON.
    pub fn raw(&mut self) -> Result<&'de str, ReadError> {
        let start = self.offset();
        self.skip()?;
        Ok(self.tokens.since(start))
    }

    /// Takes any value.
    ///
    /// # Errors
    ///
    /// When it is not JSON.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        match self.tokens.peek() {
            Some(b'{') => self.each_member(|_, value| value.skip()),
            Some(b'[') => self.elements(&mut Self::skip),
            _ => self.tokens.skip_scalar(),
        }
    }

    /// Ends reading.
    ///
    /// # Errors
    ///
    /// When something follows in the document.
    pub fn finish(mut self) -> Result<(), ReadError> {
        match self.tokens.peek() {
            None => Ok(()),
            Some(_) => Err(self.tokens.error("something follows the document's value")),
        }
    }

    /// Takes the bracket of an array or object, which must be next.
    fn enter(&mut self, bracket: u8) -> Result<(), ReadError> {
        if self.depth == 0 {
            return Err(self.tokens.error("arrays and objects nested too deep"));
        }
        self.depth -= 1;
        self.tokens.take(bracket);
        Ok(())
    }

    fn leave(&mut self) {
        self.depth += 1;
    }

    /// The error that the next value is of another type.
    #[cold]
    fn mismatch(&mut self, expected: &'static str) -> ReadError {
        let offset = self.tokens.offset();
        let found = match self.tokens.peek() {
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') if self.null() => "null",
            Some(_) => return self.tokens.error("expected a value"),
            None => return self.tokens.error("the document ends too early"),
        };
        ReadError::wrong_type(expected, found, offset)
    }
}
