// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{Book, BookId};

/// Request to find a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FindBook {
    /// The book.
    pub book_id: BookId,
    /// Languages to look for.
    pub language: Option<Vec<String>>,
    /// Whether it may be lent.
    ///
    /// Default: `false`.
    pub lent: Option<bool>,
    /// Who asks.
    ///
    /// **Deprecated.**
    pub x_reader: Option<String>,
    /// The shelf.
    pub shelf: String,
}

impl FindBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book_id: impl Into<BookId>, shelf: impl Into<String>) -> Self {
        Self {
            book_id: book_id.into(),
            language: None,
            lent: None,
            x_reader: None,
            shelf: shelf.into(),
        }
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: impl Into<BookId>) -> Self {
        self.book_id = value.into();
        self
    }

    /// Sets `language`.
    #[must_use]
    pub fn language(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.language = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `lent`.
    #[must_use]
    pub fn lent(mut self, value: bool) -> Self {
        self.lent = Some(value);
        self
    }

    /// Sets `x_reader`.
    #[must_use]
    pub fn x_reader(mut self, value: impl Into<String>) -> Self {
        self.x_reader = Some(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<String>) -> Self {
        self.shelf = value.into();
        self
    }
}

impl Operation for FindBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
            "find_book",
            Method::Get,
            "/shelves/{shelf}/books/{book_id}",
            RetryClass::Safe,
        )
        .not_found("Book .* is not there");
    type Output = Book;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("book_id", &self.book_id)?;
        request.query("language", &self.language);
        request.query("lent", &self.lent);
        request.header("X-Reader", &self.x_reader);
        request.path("shelf", &self.shelf)?;
        Ok(())
    }
}
