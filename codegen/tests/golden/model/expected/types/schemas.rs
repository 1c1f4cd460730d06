// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};

/// A book of the library.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: i64,
    /// What it weighs, in kilograms.
    pub weight: Option<f64>,
    /// Whether somebody has it.
    pub lent: Option<bool>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>, pages: i64) -> Self {
        Self {
            title: title.into(),
            pages,
            weight: None,
            lent: None,
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `pages`.
    #[must_use]
    pub fn pages(mut self, value: i64) -> Self {
        self.pages = value;
        self
    }

    /// Sets `weight`.
    #[must_use]
    pub fn weight(mut self, value: f64) -> Self {
        self.weight = Some(value);
        self
    }

    /// Sets `lent`.
    #[must_use]
    pub fn lent(mut self, value: bool) -> Self {
        self.lent = Some(value);
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            pages: Decode::empty(),
            weight: None,
            lent: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Book"
    }

    fn required(&self) -> &'static [&'static str] {
        &["title", "pages"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "pages" => value.read(&mut self.pages),
            "weight" => value.read(&mut self.weight),
            "lent" => value.read(&mut self.lent),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("pages", &self.pages);
        object.member("weight", &self.weight);
        object.member("lent", &self.lent);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);
