// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

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
        "/api/v1/books",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to add a book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AddBook {}

impl AddBook {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for AddBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "add_book",
        Method::Post,
        "/writers/books",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to list shelves.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListShelves {}

impl ListShelves {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for ListShelves {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "list_shelves",
        Method::Get,
        "/shelves",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}
