// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::Book;

/// Request to get a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetBook {
    /// Its title.
    pub title: String,
}

impl GetBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into() }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }
}

impl From<&str> for GetBook {
    fn from(title: &str) -> Self {
        Self::new(title)
    }
}

impl From<String> for GetBook {
    fn from(title: String) -> Self {
        Self::new(title)
    }
}

impl Operation for GetBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_book",
        Method::Get,
        "/books/{title}",
        RetryClass::Safe,
    );
    type Output = Book;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("title", &self.title)?;
        Ok(())
    }
}
