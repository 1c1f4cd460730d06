// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{Book, Card};

/// Request to add a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddBook {
    /// Only answers have it, though it is required.
    ///
    /// Set by the service only.
    pub id: Option<i64>,
    /// Its title.
    pub title: String,
    /// Both have it.
    pub card: Box<Card>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AddBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>, card: impl Into<Card>) -> Self {
        Self {
            id: None,
            title: title.into(),
            card: Box::new(card.into()),
            extra: Extra::default(),
        }
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, value: i64) -> Self {
        self.id = Some(value);
        self
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `card`.
    #[must_use]
    pub fn card(mut self, value: impl Into<Card>) -> Self {
        self.card = Box::new(value.into());
        self
    }
}

impl Model for AddBook {
    fn empty() -> Self {
        Self {
            id: None,
            title: Decode::empty(),
            card: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "AddBook"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "id" => value.read(&mut self.id),
            "title" => value.read(&mut self.title),
            "card" => value.read(&mut self.card),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("id", &self.id);
        object.member("title", &self.title);
        object.member("card", &self.card);
        object.extra(&self.extra);
    }
}

json::impl_model!(AddBook);

impl Operation for AddBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "add_book",
        Method::Post,
        "/books",
        RetryClass::Unsafe,
    );
    type Output = Option<Book>;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}
