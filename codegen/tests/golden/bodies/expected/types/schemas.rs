// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};

/// A loan. Of a form, the members are those of the request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Loan {
    /// The book.
    pub book: String,
    /// For how long.
    pub days: Option<i64>,
    /// Who reads it.
    pub readers: Option<Vec<String>>,
    /// With spaces. Only `form` is exploded unasked.
    pub pages: Option<Vec<i64>>,
    /// With commas. The style is `form` if nothing is said.
    pub places: Option<Vec<String>>,
    /// In brackets.
    pub period: Option<Box<LoanPeriod>>,
    /// A note.
    pub note: Option<Box<Note>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Loan {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book: impl Into<String>) -> Self {
        Self {
            book: book.into(),
            days: None,
            readers: None,
            pages: None,
            places: None,
            period: None,
            note: None,
            extra: Extra::default(),
        }
    }

    /// Sets `book`.
    #[must_use]
    pub fn book(mut self, value: impl Into<String>) -> Self {
        self.book = value.into();
        self
    }

    /// Sets `days`.
    #[must_use]
    pub fn days(mut self, value: i64) -> Self {
        self.days = Some(value);
        self
    }

    /// Sets `readers`.
    #[must_use]
    pub fn readers(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.readers = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `readers`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<String>) -> Self {
        self.readers.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `pages`.
    #[must_use]
    pub fn pages(mut self, value: impl IntoIterator<Item = i64>) -> Self {
        self.pages = Some(value.into_iter().collect());
        self
    }

    /// Adds one to `pages`.
    #[must_use]
    pub fn page(mut self, value: i64) -> Self {
        self.pages.get_or_insert_default().push(value);
        self
    }

    /// Sets `places`.
    #[must_use]
    pub fn places(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.places = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `places`.
    #[must_use]
    pub fn place(mut self, value: impl Into<String>) -> Self {
        self.places.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `period`.
    #[must_use]
    pub fn period(mut self, value: impl Into<LoanPeriod>) -> Self {
        self.period = Some(Box::new(value.into()));
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<Note>) -> Self {
        self.note = Some(Box::new(value.into()));
        self
    }
}

impl Model for Loan {
    fn empty() -> Self {
        Self {
            book: Decode::empty(),
            days: None,
            readers: None,
            pages: None,
            places: None,
            period: None,
            note: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Loan"
    }

    fn required(&self) -> &'static [&'static str] {
        &["book"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book" => value.read(&mut self.book),
            "days" => value.read(&mut self.days),
            "readers" => value.read(&mut self.readers),
            "pages" => value.read(&mut self.pages),
            "places" => value.read(&mut self.places),
            "period" => value.read(&mut self.period),
            "note" => value.read(&mut self.note),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book", &self.book);
        object.member("days", &self.days);
        object.member("readers", &self.readers);
        object.member("pages", &self.pages);
        object.member("places", &self.places);
        object.member("period", &self.period);
        object.member("note", &self.note);
        object.extra(&self.extra);
    }
}

json::impl_model!(Loan);

/// In brackets.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LendPeriod {
    /// The first year.
    pub from: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl LendPeriod {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `from`.
    #[must_use]
    pub fn from_(mut self, value: i64) -> Self {
        self.from = Some(value);
        self
    }
}

impl Model for LendPeriod {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "LendPeriod"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "from" => value.read(&mut self.from),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("from", &self.from);
        object.extra(&self.extra);
    }
}

json::impl_model!(LendPeriod);

/// In brackets.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LoanPeriod {
    /// The first year.
    pub from: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl LoanPeriod {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `from`.
    #[must_use]
    pub fn from_(mut self, value: i64) -> Self {
        self.from = Some(value);
        self
    }
}

impl Model for LoanPeriod {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "LoanPeriod"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "from" => value.read(&mut self.from),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("from", &self.from);
        object.extra(&self.extra);
    }
}

json::impl_model!(LoanPeriod);

/// A note.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Note {
    /// What it says.
    pub text: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Note {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `text`.
    #[must_use]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        self.text = Some(value.into());
        self
    }
}

impl Model for Note {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Note"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "text" => value.read(&mut self.text),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("text", &self.text);
        object.extra(&self.extra);
    }
}

json::impl_model!(Note);
