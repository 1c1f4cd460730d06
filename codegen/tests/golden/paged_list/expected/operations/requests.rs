// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, Paged, RequestParts, RetryClass,
};

use super::super::types::{Book, ListBooksResponse};

/// Request to list all books.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListBooks {
    /// How many books a page has.
    ///
    /// At most 50.
    pub page_size: Option<i64>,
    /// Which page.
    pub page_token: Option<String>,
}

impl ListBooks {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `page_size`.
    #[must_use]
    pub fn page_size(mut self, value: i64) -> Self {
        self.page_size = Some(value);
        self
    }

    /// Sets `page_token`.
    #[must_use]
    pub fn page_token(mut self, value: impl Into<String>) -> Self {
        self.page_token = Some(value.into());
        self
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

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("page_size", &self.page_size);
        request.query("page_token", &self.page_token);
        Ok(())
    }
}

impl Paged for ListBooks {
    type Item = Book;

    fn next_page_token(output: &Self::Output) -> Option<&str> {
        output.next_page_token.as_deref()
    }

    fn has_more(output: &Self::Output) -> bool {
        output.has_more.unwrap_or_default()
    }

    fn set_page_token(&mut self, token: String) {
        self.page_token = Some(token);
    }

    fn limit_page(&mut self, most: i64) {
        self.page_size.get_or_insert(most.min(50));
    }

    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.books.unwrap_or_default()
    }
}
