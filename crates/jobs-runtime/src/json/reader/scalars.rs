//! What the reader takes where a boolean, a number or a string is wanted.

use std::borrow::Cow;
use std::str::FromStr;

use super::Reader;
use crate::json::error::ReadError;

/// What integers are, in words.
const INTEGER: &str = "an integer of 64 bits";
const UNSIGNED: &str = "an integer of 64 bits that is not negative";

impl<'de> Reader<'de> {
    /// Takes a boolean.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn boolean(&mut self) -> Result<bool, ReadError> {
        match self.tokens.peek() {
            Some(b't') => self.tokens.literal("true").map(|()| true),
            Some(b'f') => self.tokens.literal("false").map(|()| false),
            Some(b'"') if self.untyped => {
                let offset = self.tokens.offset();
                match &*self.tokens.string()? {
                    "true" | "True" | "TRUE" => Ok(true),
                    "false" | "False" | "FALSE" => Ok(false),
                    _ => Err(ReadError::wrong_type("a boolean", "a string", offset)),
                }
            }
            _ => Err(self.mismatch("a boolean")),
        }
    }

    /// Takes an integer. It may be written as a string, or with a fraction or an exponent if it
    /// has none in truth: `123`, `"123"`, `123.0` and `1.23e2` are the same.
    ///
    /// # Errors
    ///
    /// When there is none, or none of 64 bits.
    pub fn integer(&mut self) -> Result<i64, ReadError> {
        match self.tokens.peek() {
            Some(b'-' | b'0'..=b'9') => match self.tokens.small_integer() {
                Some(integer) => Ok(integer),
                None => self.unusual_integer(INTEGER),
            },
            Some(b'"') => self.integer_in_string(INTEGER),
            _ => Err(self.mismatch("an integer")),
        }
    }

    /// Takes an integer that is not negative, written as [`integer`](Self::integer) takes them.
    ///
    /// # Errors
    ///
    /// When there is none, or none of 64 bits.
    pub fn unsigned(&mut self) -> Result<u64, ReadError> {
        match self.tokens.peek() {
            Some(b'-' | b'0'..=b'9') => self.unusual_integer(UNSIGNED),
            Some(b'"') => self.integer_in_string(UNSIGNED),
            _ => Err(self.mismatch("an integer")),
        }
    }

    /// Takes a number that is long, or written with a fraction or an exponent.
    #[cold]
    fn unusual_integer<T: TryFrom<i128>>(
        &mut self,
        expected: &'static str,
    ) -> Result<T, ReadError> {
        let offset = self.tokens.offset();
        let number = self.tokens.number()?;
        let integer = number.integer().map(T::try_from);
        integer.and_then(Result::ok).ok_or_else(|| {
            // Digits after the first few do not tell the reader more.
            let excerpt: String = number.text.chars().take(24).collect();
            let found = format!("the number {excerpt}");
            ReadError::wrong_type(expected, &found, offset)
        })
    }

    /// Takes a string whose text is an integer.
    fn integer_in_string<T: FromStr>(&mut self, expected: &'static str) -> Result<T, ReadError> {
        let offset = self.tokens.offset();
        let text = self.tokens.string()?;
        text.parse()
            .map_err(|_| ReadError::wrong_type(expected, "a string that is none", offset))
    }

    /// Takes a number.
    ///
    /// # Errors
    ///
    /// When there is none, or none in the range of floats.
    pub fn float(&mut self) -> Result<f64, ReadError> {
        match self.tokens.peek() {
            Some(b'-' | b'0'..=b'9') => {
                let offset = self.tokens.offset();
                self.tokens.number()?.float(offset)
            }
            Some(b'"') if self.untyped => {
                let offset = self.tokens.offset();
                let number = self.tokens.string()?.parse().ok();
                number
                    .filter(|number: &f64| number.is_finite())
                    .ok_or_else(|| ReadError::wrong_type("a number", "a string", offset))
            }
            _ => Err(self.mismatch("a number")),
        }
    }

    /// Takes a string. It is borrowed from the document unless it has escapes.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn string(&mut self) -> Result<Cow<'de, str>, ReadError> {
        match self.tokens.peek() {
            Some(b'"') => self.tokens.string(),
            Some(b'-' | b'0'..=b'9' | b't' | b'f') if self.untyped => {
                let start = self.tokens.offset();
                self.tokens.skip_scalar()?;
                Ok(Cow::Borrowed(self.tokens.since(start)))
            }
            _ => Err(self.mismatch("a string")),
        }
    }

    /// Takes a string, or an integer as the string of its digits.
    ///
    /// # Errors
    ///
    /// When there is neither.
    pub fn string_or_integer(&mut self) -> Result<Cow<'de, str>, ReadError> {
        match self.tokens.peek() {
            Some(b'-' | b'0'..=b'9') if !self.untyped => {
                let offset = self.tokens.offset();
                let number = self.tokens.number()?;
                if number.is_integer {
                    Ok(Cow::Borrowed(number.text))
                } else {
                    Err(ReadError::wrong_type("a string", "a number", offset))
                }
            }
            _ => self.string(),
        }
    }
}
