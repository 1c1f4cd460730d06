// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::Book;

/// Request to replace a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReplaceBook {
    /// The book to replace.
    pub book_id: i64,
    /// A book.
    pub body: Box<Book>,
}

impl ReplaceBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book_id: i64, body: impl Into<Book>) -> Self {
        Self {
            book_id,
            body: Box::new(body.into()),
        }
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: i64) -> Self {
        self.book_id = value;
        self
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Book>) -> Self {
        self.body = Box::new(value.into());
        self
    }
}

impl Operation for ReplaceBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "replace_book",
        Method::Put,
        "/books/{book_id}",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("book_id", &self.book_id)?;
        request.json(&*self.body)?;
        Ok(())
    }
}

/// Request to check a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CheckBook {
    /// A book.
    pub body: Box<Book>,
}

impl CheckBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<Book>) -> Self {
        Self {
            body: Box::new(body.into()),
        }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Book>) -> Self {
        self.body = Box::new(value.into());
        self
    }
}

impl From<Book> for CheckBook {
    fn from(body: Book) -> Self {
        Self::new(body)
    }
}

impl Operation for CheckBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "check_book",
        Method::Post,
        "/books",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&*self.body)?;
        Ok(())
    }
}
