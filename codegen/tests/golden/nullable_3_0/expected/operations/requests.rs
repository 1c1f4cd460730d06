// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{Book, Shelf};

/// Request to find a book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Find {}

impl Find {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for Find {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "find",
        Method::Get,
        "/book",
        RetryClass::Safe,
    );
    type Output = Option<Book>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to find a shelf.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FindShelf {}

impl FindShelf {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for FindShelf {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "find_shelf",
        Method::Get,
        "/shelf",
        RetryClass::Safe,
    );
    type Output = Option<Shelf>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}
