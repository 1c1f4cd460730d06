// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::Shelf;

/// Request to add a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddBook {
    /// Where it goes.
    ///
    /// The API does not demand it any more; it is empty where an answer lacks it.
    pub shelf: Box<Shelf>,
    /// What it is called.
    pub title: String,
    /// How many pages it has.
    ///
    /// The API does not demand it any more; it is empty where an answer lacks it.
    pub pages: i64,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AddBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(shelf: impl Into<Shelf>, title: impl Into<String>, pages: i64) -> Self {
        Self {
            shelf: Box::new(shelf.into()),
            title: title.into(),
            pages,
            extra: Extra::default(),
        }
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<Shelf>) -> Self {
        self.shelf = Box::new(value.into());
        self
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
}

impl Model for AddBook {
    fn empty() -> Self {
        Self {
            shelf: Decode::empty(),
            title: Decode::empty(),
            pages: Decode::empty(),
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
            "shelf" => value.read(&mut self.shelf),
            "title" => value.read(&mut self.title),
            "pages" => value.read(&mut self.pages),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        if *self.shelf != <Shelf as Decode>::empty() {
            object.member("shelf", &self.shelf);
        }
        object.member("title", &self.title);
        object.member("pages", &self.pages);
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
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}
