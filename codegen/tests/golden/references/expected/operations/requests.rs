// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{BookAuthor, ListBooksResponse};

/// Request to list books.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListBooks {}

impl ListBooks {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for ListBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "list_books",
        Method::Get,
        "/books",
        RetryClass::Safe,
    );
    type Output = ListBooksResponse;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to the same answer as another operation.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FirstBooks {}

impl FirstBooks {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for FirstBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "first_books",
        Method::Get,
        "/books/first",
        RetryClass::Safe,
    );
    type Output = BookAuthor;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}
