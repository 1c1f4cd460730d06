// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};

/// `ListBooksResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListBooksResponse {
    /// Books of this page.
    pub books: Option<Vec<Book>>,
    /// Token of the next page.
    pub next_page_token: Option<String>,
    /// Whether there is a next page.
    pub has_more: Option<bool>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl ListBooksResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `books`.
    #[must_use]
    pub fn books(mut self, value: impl IntoIterator<Item = impl Into<Book>>) -> Self {
        self.books = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `books`.
    #[must_use]
    pub fn book(mut self, value: impl Into<Book>) -> Self {
        self.books.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `next_page_token`.
    #[must_use]
    pub fn next_page_token(mut self, value: impl Into<String>) -> Self {
        self.next_page_token = Some(value.into());
        self
    }

    /// Sets `has_more`.
    #[must_use]
    pub fn has_more(mut self, value: bool) -> Self {
        self.has_more = Some(value);
        self
    }
}

impl Model for ListBooksResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "ListBooksResponse"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "books" => value.read(&mut self.books),
            "next_page_token" => value.read(&mut self.next_page_token),
            "has_more" => value.read(&mut self.has_more),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("books", &self.books);
        object.member("next_page_token", &self.next_page_token);
        object.member("has_more", &self.has_more);
        object.extra(&self.extra);
    }
}

json::impl_model!(ListBooksResponse);

/// A book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its title.
    pub title: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Book"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);
