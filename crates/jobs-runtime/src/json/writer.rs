//! Makes a document of values.

use super::encode::Encode;
use super::error::WriteError;
use super::extra::Extra;
use super::model::Model;
use super::tokenizer::{is_plain, text_end};

/// A JSON document in the making.
pub struct Writer {
    json: Vec<u8>,
    /// Why there will be no document. Members and elements after an error are left out.
    error: Option<WriteError>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            json: Vec::with_capacity(256),
            error: None,
        }
    }

    /// The document.
    pub(super) fn finish(self) -> Result<Vec<u8>, WriteError> {
        match self.error {
            None => Ok(self.json),
            Some(error) => Err(error),
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes a boolean.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i64) {
        self.raw(itoa::Buffer::new().format(value));
    }

    /// Writes an integer that is not negative.
    pub fn unsigned(&mut self, value: u64) {
        self.raw(itoa::Buffer::new().format(value));
    }

    /// Writes a number. One that is not finite fails the document.
    pub fn float(&mut self, value: f64) {
        match serde_json::Number::from_f64(value) {
            Some(number) => self.raw(&number.to_string()),
            None => self.error = Some(WriteError::not_finite()),
        }
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.json.reserve(value.len() + 2);
        self.json.push(b'"');
        self.text(value);
        self.json.push(b'"');
    }

    /// Writes what stands between the quotes of a string.
    #[inline]
    fn text(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            self.json.extend_from_slice(text.as_bytes());
        } else {
            self.text_with_escapes(text.as_bytes());
        }
    }

    #[cold]
    fn text_with_escapes(&mut self, mut rest: &[u8]) {
        loop {
            let (text, after) = rest.split_at(text_end(rest, 0));
            self.json.extend_from_slice(text);
            let Some((escaped, after)) = after.split_first() else {
                return;
            };
            self.escape(*escaped);
            rest = after;
        }
    }

    /// Writes a character that a string cannot hold as it is.
    #[cold]
    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0C => b'f',
            _ => {
                const HEX: [u8; 16] = *b"0123456789abcdef";
                let [high, low] = [byte >> 4, byte & 15].map(|digit| HEX[usize::from(digit)]);
                self.json
                    .extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
                return;
            }
        };
        self.json.extend_from_slice(&[b'\\', short]);
    }

    /// Writes a value that is JSON already.
    pub(super) fn raw(&mut self, json: &str) {
        self.json.extend_from_slice(json.as_bytes());
    }

    /// Writes an array of the elements that `next` gives until it gives none.
    pub fn array<'v>(&mut self, next: &mut dyn FnMut() -> Option<&'v dyn Encode>) {
        let start = self.begin();
        let mut index = 0;
        while let (None, Some(element)) = (&self.error, next()) {
            self.begin_element();
            element.encode(self);
            self.end_element(index);
            index += 1;
        }
        self.end(start, *b"[]");
    }

    /// Writes an object of the members that `members` adds.
    pub fn object(&mut self, members: &mut dyn FnMut(&mut ObjectWriter<'_>)) {
        let start = self.begin();
        members(&mut ObjectWriter { writer: self });
        self.end(start, *b"{}");
    }

    /// Writes a model as an object.
    pub fn model(&mut self, model: &dyn Model) {
        let start = self.begin();
        model.write_members(&mut ObjectWriter { writer: self });
        self.end(start, *b"{}");
    }

    /// Begins an array or object, and tells where.
    pub(super) fn begin(&self) -> usize {
        self.json.len()
    }

    /// Writes what stands before an element.
    pub(super) fn begin_element(&mut self) {
        self.json.push(b',');
    }

    /// Notes what stands around an error in an element.
    pub(super) fn end_element(&mut self, index: usize) {
        if let Some(error) = &mut self.error {
            error.under_element(index);
        }
    }

    /// Writes what stands before the value of a member.
    pub(super) fn begin_member(&mut self, name: &str) {
        self.json.reserve(name.len() + 4);
        self.json.extend_from_slice(b",\"");
        self.text(name);
        self.json.extend_from_slice(b"\":");
    }

    /// Notes what stands around an error in a member.
    pub(super) fn end_member(&mut self, name: &str) {
        if let Some(error) = &mut self.error {
            error.under_member(name);
        }
    }

    /// Ends an array or object. The comma of the first thing in it becomes its bracket.
    pub(super) fn end(&mut self, start: usize, [open, close]: [u8; 2]) {
        match self.json.get_mut(start) {
            Some(comma) => *comma = open,
            None => self.json.push(open),
        }
        self.json.push(close);
    }
}

/// An object in the making.
pub struct ObjectWriter<'w> {
    writer: &'w mut Writer,
}

impl ObjectWriter<'_> {
    /// Adds a member, unless its value [is absent](Encode::is_absent).
    #[inline]
    pub fn member<T: Encode>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.any_member(name, value);
        }
    }

    /// Adds a member, even if its value is absent: as `null`.
    pub fn any_member(&mut self, name: &str, value: &dyn Encode) {
        if self.writer.error.is_none() {
            self.writer.begin_member(name);
            value.encode(self.writer);
            self.writer.end_member(name);
        }
    }

    /// Adds the members that a model does not know.
    pub fn extra(&mut self, extra: &Extra) {
        for (name, json) in extra.texts() {
            self.writer.begin_member(name);
            self.writer.raw(json);
        }
    }
}
