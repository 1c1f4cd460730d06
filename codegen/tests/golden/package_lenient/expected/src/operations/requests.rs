// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::Value;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

/// Request to set_book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetBook {
    /// `book` of the API.
    pub book: String,
    /// `body` of the API.
    pub body: Value,
}

impl SetBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book: impl Into<String>, body: impl Into<Value>) -> Self {
        Self {
            book: book.into(),
            body: body.into(),
        }
    }

    /// Sets `book`.
    #[must_use]
    pub fn book(mut self, value: impl Into<String>) -> Self {
        self.book = value.into();
        self
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Value>) -> Self {
        self.body = value.into();
        self
    }
}

impl Operation for SetBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "set_book",
        Method::Put,
        "/books/{book}",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("book", &self.book)?;
        request.json(&self.body)?;
        Ok(())
    }
}
