// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// A member that may be null is optional, required or not.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its title.
    pub title: String,
    /// Its subtitle, if it has one.
    pub subtitle: Option<String>,
    /// Where it stands.
    pub shelf: Option<Shelf>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            subtitle: None,
            shelf: None,
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `subtitle`.
    #[must_use]
    pub fn subtitle(mut self, value: impl Into<String>) -> Self {
        self.subtitle = Some(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<Shelf>) -> Self {
        self.shelf = Some(value.into());
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            subtitle: None,
            shelf: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Book"
    }

    fn required(&self) -> &'static [&'static str] {
        &["title"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "subtitle" => value.read(&mut self.subtitle),
            "shelf" => value.read(&mut self.shelf),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("subtitle", &self.subtitle);
        object.member("shelf", &self.shelf);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shelf {
    /// `UPPER`
    Upper,
    /// `LOWER`
    Lower,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Shelf {
    fn from_wire(value: &str) -> Self {
        match value {
            "UPPER" => Self::Upper,
            "LOWER" => Self::Lower,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Upper => "UPPER",
            Self::Lower => "LOWER",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Shelf);
