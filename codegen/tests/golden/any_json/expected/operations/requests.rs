// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::Result;
use jobs_runtime::json::Value;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::Book;

/// Request to list_books.
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
    type Output = Vec<Book>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to set_books.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SetBooks {
    /// `body` of the API.
    pub body: Vec<Book>,
}

impl SetBooks {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl IntoIterator<Item = impl Into<Book>>) -> Self {
        Self {
            body: body.into_iter().map(Into::into).collect(),
        }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl IntoIterator<Item = impl Into<Book>>) -> Self {
        self.body = value.into_iter().map(Into::into).collect();
        self
    }
}

impl Operation for SetBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "set_books",
        Method::Put,
        "/books",
        RetryClass::Idempotent,
    );
    type Output = i64;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&self.body)?;
        Ok(())
    }
}

/// Request to titles.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Titles {}

impl Titles {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for Titles {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "titles",
        Method::Get,
        "/titles",
        RetryClass::Safe,
    );
    type Output = BTreeMap<String, String>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to find.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Find {
    /// `body` of the API.
    pub body: String,
}

impl Find {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into() }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<String>) -> Self {
        self.body = value.into();
        self
    }
}

impl From<&str> for Find {
    fn from(body: &str) -> Self {
        Self::new(body)
    }
}

impl From<String> for Find {
    fn from(body: String) -> Self {
        Self::new(body)
    }
}

impl Operation for Find {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "find",
        Method::Post,
        "/titles",
        RetryClass::Safe,
    );
    type Output = Value;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&self.body)?;
        Ok(())
    }
}
