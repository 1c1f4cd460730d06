// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, ReadError, Reader, Value,
};

/// Who wrote a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Author {
    /// All of the names, the best known first.
    pub names: Vec<String>,
    /// What they wrote.
    pub books: Option<Vec<Book>>,
    /// Year of each book.
    pub years: Option<BTreeMap<String, i64>>,
    /// Prizes, in whatever form.
    pub prizes: Option<BTreeMap<String, Value>>,
    /// Sales.
    pub tables: Option<Vec<Vec<f64>>>,
    /// Any JSON.
    pub note: Option<Value>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Author {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            names: names.into_iter().map(Into::into).collect(),
            books: None,
            years: None,
            prizes: None,
            tables: None,
            note: None,
            extra: Extra::default(),
        }
    }

    /// Sets `names`.
    #[must_use]
    pub fn names(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.names = value.into_iter().map(Into::into).collect();
        self
    }

    /// Adds one to `names`.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.names.push(value.into());
        self
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

    /// Sets `years`.
    #[must_use]
    pub fn years(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, i64)>,
    ) -> Self {
        self.years = Some(
            value.into_iter().map(|(name, value)| (name.into(), value)).collect(),
        );
        self
    }

    /// Adds one to `years`.
    #[must_use]
    pub fn year(mut self, name: impl Into<String>, value: i64) -> Self {
        self.years.get_or_insert_default().insert(name.into(), value);
        self
    }

    /// Sets `prizes`.
    #[must_use]
    pub fn prizes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<Value>)>,
    ) -> Self {
        self.prizes = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `prizes`.
    #[must_use]
    pub fn prize(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.prizes.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// Sets `tables`.
    #[must_use]
    pub fn tables(mut self, value: impl IntoIterator<Item = Vec<f64>>) -> Self {
        self.tables = Some(value.into_iter().collect());
        self
    }

    /// Adds one to `tables`.
    #[must_use]
    pub fn table(mut self, value: impl IntoIterator<Item = f64>) -> Self {
        self.tables.get_or_insert_default().push(value.into_iter().collect());
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<Value>) -> Self {
        self.note = Some(value.into());
        self
    }
}

impl Model for Author {
    fn empty() -> Self {
        Self {
            names: Decode::empty(),
            books: None,
            years: None,
            prizes: None,
            tables: None,
            note: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Author"
    }

    fn required(&self) -> &'static [&'static str] {
        &["names"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "names" => value.read(&mut self.names),
            "books" => value.read(&mut self.books),
            "years" => value.read(&mut self.years),
            "prizes" => value.read(&mut self.prizes),
            "tables" => value.read(&mut self.tables),
            "note" => value.read(&mut self.note),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("names", &self.names);
        object.member("books", &self.books);
        object.member("years", &self.years);
        object.member("prizes", &self.prizes);
        object.member("tables", &self.tables);
        object.member("note", &self.note);
        object.extra(&self.extra);
    }
}

json::impl_model!(Author);

/// A book with whatever members it has.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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
        self.extra.read(name, value)
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);
