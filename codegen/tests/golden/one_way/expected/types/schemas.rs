// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};

/// Only answers have it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// It is always there.
    ///
    /// Set by the service only.
    pub id: i64,
    /// It never is.
    ///
    /// Sent only: the service never tells it.
    pub pin: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(id: i64) -> Self {
        Self {
            id,
            pin: None,
            extra: Extra::default(),
        }
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, value: i64) -> Self {
        self.id = value;
        self
    }

    /// Sets `pin`.
    #[must_use]
    pub fn pin(mut self, value: impl Into<String>) -> Self {
        self.pin = Some(value.into());
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self {
            id: Decode::empty(),
            pin: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Book"
    }

    fn required(&self) -> &'static [&'static str] {
        &["id"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "id" => value.read(&mut self.id),
            "pin" => value.read(&mut self.pin),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("id", &self.id);
        object.member("pin", &self.pin);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// Both have it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// Requests need not have it.
    ///
    /// Set by the service only.
    pub number: Option<i64>,
    /// Requests must have it.
    ///
    /// Sent only: the service never tells it.
    pub pin: String,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Card {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(pin: impl Into<String>) -> Self {
        Self {
            number: None,
            pin: pin.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `number`.
    #[must_use]
    pub fn number(mut self, value: i64) -> Self {
        self.number = Some(value);
        self
    }

    /// Sets `pin`.
    #[must_use]
    pub fn pin(mut self, value: impl Into<String>) -> Self {
        self.pin = value.into();
        self
    }
}

impl Model for Card {
    fn empty() -> Self {
        Self {
            number: None,
            pin: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Card"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "number" => value.read(&mut self.number),
            "pin" => value.read(&mut self.pin),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("number", &self.number);
        object.member("pin", &self.pin);
        object.extra(&self.extra);
    }
}

json::impl_model!(Card);
