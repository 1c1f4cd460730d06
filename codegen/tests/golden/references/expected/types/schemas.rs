// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};

use super::Wall;

/// `ListBooksResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListBooksResponse {
    /// The books.
    pub books: Option<Vec<Book>>,
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
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("books", &self.books);
        object.extra(&self.extra);
    }
}

json::impl_model!(ListBooksResponse);

/// References may lead into other schemas, and to files that are one.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Shelf {
    /// Who wrote it.
    pub author: Option<Box<BookAuthor>>,
    /// `edition` of the API.
    pub edition: Option<Box<BookEditionsItem>>,
    /// A wall.
    pub wall: Option<Box<Wall>>,
    /// What stands beside a reference holds as well.
    pub best: Option<Box<ShelfBest>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Shelf {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `author`.
    #[must_use]
    pub fn author(mut self, value: impl Into<BookAuthor>) -> Self {
        self.author = Some(Box::new(value.into()));
        self
    }

    /// Sets `edition`.
    #[must_use]
    pub fn edition(mut self, value: impl Into<BookEditionsItem>) -> Self {
        self.edition = Some(Box::new(value.into()));
        self
    }

    /// Sets `wall`.
    #[must_use]
    pub fn wall(mut self, value: impl Into<Wall>) -> Self {
        self.wall = Some(Box::new(value.into()));
        self
    }

    /// Sets `best`.
    #[must_use]
    pub fn best(mut self, value: impl Into<ShelfBest>) -> Self {
        self.best = Some(Box::new(value.into()));
        self
    }
}

impl Model for Shelf {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Shelf"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "author" => value.read(&mut self.author),
            "edition" => value.read(&mut self.edition),
            "wall" => value.read(&mut self.wall),
            "best" => value.read(&mut self.best),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("author", &self.author);
        object.member("edition", &self.edition);
        object.member("wall", &self.wall);
        object.member("best", &self.best);
        object.extra(&self.extra);
    }
}

json::impl_model!(Shelf);

/// What stands beside a reference holds as well.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ShelfBest {
    /// Who wrote it.
    pub author: Option<Box<BookAuthor>>,
    /// In order.
    pub editions: Option<Vec<BookEditionsItem>>,
    /// What it won.
    pub prize: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl ShelfBest {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `author`.
    #[must_use]
    pub fn author(mut self, value: impl Into<BookAuthor>) -> Self {
        self.author = Some(Box::new(value.into()));
        self
    }

    /// Sets `editions`.
    #[must_use]
    pub fn editions(
        mut self,
        value: impl IntoIterator<Item = impl Into<BookEditionsItem>>,
    ) -> Self {
        self.editions = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `editions`.
    #[must_use]
    pub fn edition(mut self, value: impl Into<BookEditionsItem>) -> Self {
        self.editions.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `prize`.
    #[must_use]
    pub fn prize(mut self, value: impl Into<String>) -> Self {
        self.prize = Some(value.into());
        self
    }
}

impl Model for ShelfBest {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "ShelfBest"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "author" => value.read(&mut self.author),
            "editions" => value.read(&mut self.editions),
            "prize" => value.read(&mut self.prize),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("author", &self.author);
        object.member("editions", &self.editions);
        object.member("prize", &self.prize);
        object.extra(&self.extra);
    }
}

json::impl_model!(ShelfBest);

/// A book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Who wrote it.
    pub author: Option<Box<BookAuthor>>,
    /// In order.
    pub editions: Option<Vec<BookEditionsItem>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `author`.
    #[must_use]
    pub fn author(mut self, value: impl Into<BookAuthor>) -> Self {
        self.author = Some(Box::new(value.into()));
        self
    }

    /// Sets `editions`.
    #[must_use]
    pub fn editions(
        mut self,
        value: impl IntoIterator<Item = impl Into<BookEditionsItem>>,
    ) -> Self {
        self.editions = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `editions`.
    #[must_use]
    pub fn edition(mut self, value: impl Into<BookEditionsItem>) -> Self {
        self.editions.get_or_insert_default().push(value.into());
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
            "author" => value.read(&mut self.author),
            "editions" => value.read(&mut self.editions),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("author", &self.author);
        object.member("editions", &self.editions);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// Who wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BookAuthor {
    /// Their name.
    pub name: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BookAuthor {
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

impl Model for BookAuthor {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BookAuthor"
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

json::impl_model!(BookAuthor);

/// `BookEditionsItem` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BookEditionsItem {
    /// When it came out.
    pub year: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BookEditionsItem {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `year`.
    #[must_use]
    pub fn year(mut self, value: i64) -> Self {
        self.year = Some(value);
        self
    }
}

impl Model for BookEditionsItem {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BookEditionsItem"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "year" => value.read(&mut self.year),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("year", &self.year);
        object.extra(&self.extra);
    }
}

json::impl_model!(BookEditionsItem);
