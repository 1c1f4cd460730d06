// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{GetBook, GetBook2Response};

/// Request to get a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetBookRequest {
    /// The book.
    pub id: String,
    /// Something else.
    pub id_2: Option<String>,
    /// The name of a module.
    pub json: Option<String>,
    /// Whether it is liked.
    pub plus_1: Option<bool>,
}

impl GetBookRequest {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            id_2: None,
            json: None,
            plus_1: None,
        }
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, value: impl Into<String>) -> Self {
        self.id = value.into();
        self
    }

    /// Sets `id_2`.
    #[must_use]
    pub fn id_2(mut self, value: impl Into<String>) -> Self {
        self.id_2 = Some(value.into());
        self
    }

    /// Sets `json`.
    #[must_use]
    pub fn json(mut self, value: impl Into<String>) -> Self {
        self.json = Some(value.into());
        self
    }

    /// Sets `plus_1`.
    #[must_use]
    pub fn plus_1(mut self, value: bool) -> Self {
        self.plus_1 = Some(value);
        self
    }
}

impl From<&str> for GetBookRequest {
    fn from(id: &str) -> Self {
        Self::new(id)
    }
}

impl From<String> for GetBookRequest {
    fn from(id: String) -> Self {
        Self::new(id)
    }
}

impl Operation for GetBookRequest {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_book",
        Method::Get,
        "/books/{id}",
        RetryClass::Safe,
    );
    type Output = GetBook;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("id", &self.id)?;
        request.query("ID", &self.id_2);
        request.query("json", &self.json);
        request.query("+1", &self.plus_1);
        Ok(())
    }
}

/// Request to burn a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteBooksId {
    /// The book.
    pub id: String,
}

impl DeleteBooksId {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, value: impl Into<String>) -> Self {
        self.id = value.into();
        self
    }
}

impl From<&str> for DeleteBooksId {
    fn from(id: &str) -> Self {
        Self::new(id)
    }
}

impl From<String> for DeleteBooksId {
    fn from(id: String) -> Self {
        Self::new(id)
    }
}

impl Operation for DeleteBooksId {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "delete_books_id",
        Method::Delete,
        "/books/{id}",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("id", &self.id)?;
        Ok(())
    }
}

/// Request to get any book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetBook2 {}

impl GetBook2 {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for GetBook2 {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_book_2",
        Method::Get,
        "/books",
        RetryClass::Safe,
    );
    type Output = GetBook2Response;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to copy a book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CloneType {}

impl CloneType {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for CloneType {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "clone_",
        Method::Post,
        "/copies",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}
