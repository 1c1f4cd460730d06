// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader, Value};

/// `Book` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// `title` of the API.
    pub title: Option<Value>,
    /// `pages` of the API.
    pub pages: Option<Value>,
    /// `again` of the API.
    pub again: Option<Value>,
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
    pub fn title(mut self, value: impl Into<Value>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `pages`.
    #[must_use]
    pub fn pages(mut self, value: impl Into<Value>) -> Self {
        self.pages = Some(value.into());
        self
    }

    /// Sets `again`.
    #[must_use]
    pub fn again(mut self, value: impl Into<Value>) -> Self {
        self.again = Some(value.into());
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
            "pages" => value.read(&mut self.pages),
            "again" => value.read(&mut self.again),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("pages", &self.pages);
        object.member("again", &self.again);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);
