//! The tokens of JSON (RFC 8259).

use std::borrow::Cow;

use super::error::ReadError;
use super::number::Number;

/// A place in a document, from which tokens are taken.
pub(super) struct Tokenizer<'de> {
    /// Known to be UTF-8 as a whole, so that no part of it need be looked at again.
    text: &'de str,
    /// Always before, between or after tokens or escapes, hence never inside a character.
    at: usize,
}

/// A place in a document, between tokens.
pub(super) struct Mark(usize);

impl<'de> Tokenizer<'de> {
    pub(super) fn new(json: &'de [u8]) -> Result<Self, ReadError> {
        match std::str::from_utf8(json) {
            Ok(text) => Ok(Self { text, at: 0 }),
            Err(error) => {
                let offset = error.valid_up_to();
                Err(ReadError::syntax("text that is not UTF-8", offset))
            }
        }
    }

    /// This place, to come back to.
    pub(super) fn mark(&self) -> Mark {
        Mark(self.at)
    }

    /// Goes back to a place.
    pub(super) fn reset(&mut self, mark: Mark) {
        self.at = mark.0;
    }

    /// Bytes before this place.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// What stands between an earlier place and this one.
    pub(super) fn since(&self, start: usize) -> &'de str {
        &self.text[start..self.at]
    }

    pub(super) fn error(&self, problem: &'static str) -> ReadError {
        ReadError::syntax(problem, self.at)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The first byte of the next token; none at the end.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.byte() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => self.peek_after_space(),
        }
    }

    /// The same where white space may be in between.
    #[cold]
    fn peek_after_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Takes the next token if it is this character.
    #[inline]
    pub(super) fn take(&mut self, punctuation: u8) -> bool {
        let found = self.peek() == Some(punctuation);
        if found {
            self.at += 1;
        }
        found
    }

    /// Takes `true`, `false` or `null`.
    pub(super) fn literal(&mut self, literal: &'static str) -> Result<(), ReadError> {
        if self.text.as_bytes()[self.at..].starts_with(literal.as_bytes()) {
            self.at += literal.len();
            Ok(())
        } else {
            Err(self.error("expected `true`, `false` or `null`"))
        }
    }

    /// Takes a string. The next token must be its quote.
    // Half of all tokens are strings: a call for each makes reading a tenth slower.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, ReadError> {
        match self.plain_string() {
            Some(string) => Ok(Cow::Borrowed(string)),
            None => self.string_with_escapes().map(Cow::Owned),
        }
    }

    /// Takes a string without escapes. If there is another one, it stays.
    #[inline(always)]
    fn plain_string(&mut self) -> Option<&'de str> {
        let start = self.at + 1;
        let end = text_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        Some(&self.text[start..end])
    }

    /// Takes a string that has an escape or ends badly.
    #[cold]
    fn string_with_escapes(&mut self) -> Result<String, ReadError> {
        let mut string = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            self.at = text_end(self.text.as_bytes(), start);
            string.push_str(self.since(start));
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(string);
                }
                Some(b'\\') => string.push(self.escape()?),
                Some(_) => return Err(self.error("a control character in a string")),
                None => return Err(self.error("a string that does not end")),
            }
        }
    }

    /// Takes a string whose content is not wanted. The next token must be its quote.
    fn skip_string(&mut self) -> Result<(), ReadError> {
        self.at += 1;
        loop {
            self.at = text_end(self.text.as_bytes(), self.at);
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.escape()?;
                }
                Some(_) => return Err(self.error("a control character in a string")),
                None => return Err(self.error("a string that does not end")),
            }
        }
    }

    /// Takes an escape. The next byte must be its backslash.
    fn escape(&mut self) -> Result<char, ReadError> {
        self.at += 1;
        let character = match self.byte() {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.error("an escape that does not exist")),
        };
        self.at += 1;
        Ok(character)
    }

    /// Takes the rest of an escape from its `u` on, and the second one of a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char, ReadError> {
        let start = self.at;
        let mut code = self.code_unit()?;
        let is_high = (0xD800..0xDC00).contains(&code);
        if is_high && self.text.as_bytes()[self.at..].starts_with(br"\u") {
            self.at += 1;
            let low = self.code_unit()?;
            if (0xDC00..0xE000).contains(&low) {
                code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            }
        }
        char::from_u32(code).ok_or_else(|| ReadError::syntax("half a surrogate pair", start))
    }

    /// Takes `u` and four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, ReadError> {
        let is_hexadecimal = |digits: &&str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let digits = self
            .text
            .get(self.at + 1..self.at + 5)
            .filter(is_hexadecimal);
        let Some(Ok(code)) = digits.map(|digits| u32::from_str_radix(digits, 16)) else {
            return Err(self.error("an escape without four hexadecimal digits"));
        };
        self.at += 5;
        Ok(code)
    }

    /// Takes an integer of up to 18 digits, as nearly all numbers are. If there is another number,
    /// it stays.
    #[inline]
    pub(super) fn small_integer(&mut self) -> Option<i64> {
        let number = &self.text.as_bytes()[self.at..];
        let sign = usize::from(number.first() == Some(&b'-'));
        let digits = &number[sign..];
        let mut value = 0;
        let mut length = 0;
        while let Some(digit @ b'0'..=b'9') = digits.get(length) {
            if length == 18 {
                return None;
            }
            value = value * 10 + i64::from(digit - b'0');
            length += 1;
        }
        let goes_on = matches!(digits.get(length), Some(b'.' | b'e' | b'E'));
        let leading_zero = length > 1 && digits[0] == b'0';
        if length == 0 || goes_on || leading_zero {
            return None;
        }
        self.at += sign + length;
        Some(if sign == 1 { -value } else { value })
    }

    /// Takes a number. The next token must be its minus or its first digit.
    pub(super) fn number(&mut self) -> Result<Number<'de>, ReadError> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        if self.byte() == Some(b'0') {
            self.at += 1;
            if matches!(self.byte(), Some(b'0'..=b'9')) {
                return Err(self.error("a number with a leading zero"));
            }
        } else {
            self.digits()?;
        }
        let whole = self.at;
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        let mut exponent_digits = 0;
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            exponent_digits = self.digits()?;
        }
        Ok(Number {
            text: self.since(start),
            is_integer: self.at == whole,
            // 200 digits and an exponent of two more stay below 1e300.
            may_overflow: exponent_digits > 2 || whole - start > 200,
        })
    }

    /// Takes digits, at least one, and tells how many.
    fn digits(&mut self) -> Result<usize, ReadError> {
        let start = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        match self.at - start {
            0 => Err(self.error("a number without a digit")),
            count => Ok(count),
        }
    }

    /// Takes a scalar whose content is not wanted.
    pub(super) fn skip_scalar(&mut self) -> Result<(), ReadError> {
        match self.byte() {
            Some(b'"') => self.skip_string(),
            Some(b'-' | b'0'..=b'9') => {
                let start = self.at;
                let number = self.number()?;
                if number.may_overflow {
                    number.float(start)?;
                }
                Ok(())
            }
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            Some(_) => Err(self.error("expected a value")),
            None => Err(self.error("the document ends too early")),
        }
    }
}

/// Where plain text in a string ends: at a quote, a backslash, a control character, or the end.
#[inline]
pub(super) fn text_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let ends = text_ends(u64::from_le_bytes(*word));
        if ends != 0 {
            return at + (ends.trailing_zeros() / 8) as usize;
        }
        at += size_of::<u64>();
    }
    while let Some(b' '..=b'!' | b'#'..=b'[' | b']'..) = bytes.get(at) {
        at += 1;
    }
    at
}

/// Whether text can stand in a string as it is, without an escape.
#[inline]
pub(super) fn is_plain(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk() else {
        return text_end(text, 0) == text.len();
    };
    // The last word overlaps the one before it.
    let (words, _) = text.as_chunks();
    words
        .iter()
        .chain([last])
        .all(|word| text_ends(u64::from_le_bytes(*word)) == 0)
}

/// Marks the high bit of the bytes of a word by which text in a string ends. The lowest mark is
/// right; the ones above it may be there in error, for a subtraction borrows from the byte above.
#[inline]
fn text_ends(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    // A byte below the limit wraps around, which sets its high bit. Bytes of characters beyond
    // ASCII have it set from the start, and are taken out at the end.
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit));
    let quote = below(word ^ (ONES * b'"' as u64), 1);
    let backslash = below(word ^ (ONES * b'\\' as u64), 1);
    (quote | backslash | below(word, b' ')) & !word & HIGHS
}
