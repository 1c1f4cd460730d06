// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};

/// A library.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Library {
    /// Its readers.
    pub readers: Option<Vec<ReaderType>>,
    /// What it has.
    pub catalogue: Option<Box<Catalogue>>,
    /// Token of the next page.
    pub next_page_token: Option<String>,
    /// Whether there is a next page.
    pub has_more: Option<bool>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Library {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `readers`.
    #[must_use]
    pub fn readers(
        mut self,
        value: impl IntoIterator<Item = impl Into<ReaderType>>,
    ) -> Self {
        self.readers = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `readers`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<ReaderType>) -> Self {
        self.readers.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `catalogue`.
    #[must_use]
    pub fn catalogue(mut self, value: impl Into<Catalogue>) -> Self {
        self.catalogue = Some(Box::new(value.into()));
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

impl Model for Library {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Library"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "readers" => value.read(&mut self.readers),
            "catalogue" => value.read(&mut self.catalogue),
            "next_page_token" => value.read(&mut self.next_page_token),
            "has_more" => value.read(&mut self.has_more),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("readers", &self.readers);
        object.member("catalogue", &self.catalogue);
        object.member("next_page_token", &self.next_page_token);
        object.member("has_more", &self.has_more);
        object.extra(&self.extra);
    }
}

json::impl_model!(Library);

/// What a library has.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Catalogue {
    /// Books.
    pub books: Option<Vec<Book>>,
    /// Maps.
    pub maps: Option<Vec<Book>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Catalogue {
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

    /// Sets `maps`.
    #[must_use]
    pub fn maps(mut self, value: impl IntoIterator<Item = impl Into<Book>>) -> Self {
        self.maps = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `maps`.
    #[must_use]
    pub fn map(mut self, value: impl Into<Book>) -> Self {
        self.maps.get_or_insert_default().push(value.into());
        self
    }
}

impl Model for Catalogue {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Catalogue"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "books" => value.read(&mut self.books),
            "maps" => value.read(&mut self.maps),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("books", &self.books);
        object.member("maps", &self.maps);
        object.extra(&self.extra);
    }
}

json::impl_model!(Catalogue);

/// A reader.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ReaderType {
    /// Their name.
    pub name: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl ReaderType {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
}

impl Model for ReaderType {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "ReaderType"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "name" => value.read(&mut self.name),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("name", &self.name);
        object.extra(&self.extra);
    }
}

json::impl_model!(ReaderType);

/// A book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its number.
    pub book_id: Option<i64>,
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

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: i64) -> Self {
        self.book_id = Some(value);
        self
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
            "book_id" => value.read(&mut self.book_id),
            "title" => value.read(&mut self.title),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book_id", &self.book_id);
        object.member("title", &self.title);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);
