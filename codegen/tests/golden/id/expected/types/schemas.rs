// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};

/// Identifier of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookId(pub i64);

json::impl_integer_id!(BookId);

/// Identifier of a reader.
///
/// At most 20 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReaderId(pub String);

json::impl_string_id!(ReaderId);

/// Who has which book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Loan {
    /// Identifier of a book.
    pub book_id: Option<BookId>,
    /// The reader who has it.
    pub reader_id: Option<ReaderId>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Loan {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: impl Into<BookId>) -> Self {
        self.book_id = Some(value.into());
        self
    }

    /// Sets `reader_id`.
    #[must_use]
    pub fn reader_id(mut self, value: impl Into<ReaderId>) -> Self {
        self.reader_id = Some(value.into());
        self
    }
}

impl Model for Loan {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Loan"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book_id" => value.read(&mut self.book_id),
            "reader_id" => value.read(&mut self.reader_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book_id", &self.book_id);
        object.member("reader_id", &self.reader_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(Loan);
