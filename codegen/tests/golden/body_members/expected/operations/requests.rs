// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, ReadError, Reader, Value,
};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{NewBookBinding, NewBookResponse};

/// The book to add.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NewBook {
    /// Where to put it.
    pub shelf: String,
    /// Its title.
    pub title: String,
    /// Notes, of any type.
    pub notes: Option<Value>,
    /// `binding` of the API.
    pub binding: Option<Box<NewBookBinding>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl NewBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(shelf: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            shelf: shelf.into(),
            title: title.into(),
            notes: None,
            binding: None,
            extra: Extra::default(),
        }
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<String>) -> Self {
        self.shelf = value.into();
        self
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `notes`.
    #[must_use]
    pub fn notes(mut self, value: impl Into<Value>) -> Self {
        self.notes = Some(value.into());
        self
    }

    /// Sets `binding`.
    #[must_use]
    pub fn binding(mut self, value: impl Into<NewBookBinding>) -> Self {
        self.binding = Some(Box::new(value.into()));
        self
    }
}

impl Model for NewBook {
    fn empty() -> Self {
        Self {
            shelf: Decode::empty(),
            title: Decode::empty(),
            notes: None,
            binding: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "NewBook"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "shelf" => value.read(&mut self.shelf),
            "title" => value.read(&mut self.title),
            "notes" => value.read(&mut self.notes),
            "binding" => value.read(&mut self.binding),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("notes", &self.notes);
        object.member("binding", &self.binding);
        object.extra(&self.extra);
    }
}

json::impl_model!(NewBook);

impl Operation for NewBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "add_book",
        Method::Post,
        "/shelves/{shelf}/books",
        RetryClass::Unsafe,
    );
    type Output = NewBookResponse;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("shelf", &self.shelf)?;
        request.json(self)?;
        Ok(())
    }
}
