// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{
    AccessControlList, AccessControlRequest, BookKey, BookSettings, BookSettingsFormat,
    BooksCreateResponse, BooksGetResponse, Source,
};

/// Request to create a new book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BooksCreate {
    /// This field is required.
    pub title: Option<String>,
    /// `format` of the API.
    pub format: Option<BookSettingsFormat>,
    /// `key` of the API.
    pub key: Option<BookKey>,
    /// `source` of the API.
    pub source: Option<Box<Source>>,
    /// `access_control_list` of the API.
    pub access_control_list: Option<Vec<AccessControlRequest>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BooksCreate {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `format`.
    #[must_use]
    pub fn format(mut self, value: impl Into<BookSettingsFormat>) -> Self {
        self.format = Some(value.into());
        self
    }

    /// Sets `key`.
    #[must_use]
    pub fn key(mut self, value: impl Into<BookKey>) -> Self {
        self.key = Some(value.into());
        self
    }

    /// Sets `source`.
    #[must_use]
    pub fn source(mut self, value: impl Into<Source>) -> Self {
        self.source = Some(Box::new(value.into()));
        self
    }

    /// Sets `access_control_list`.
    #[must_use]
    pub fn access_control_list(
        mut self,
        value: impl IntoIterator<Item = impl Into<AccessControlRequest>>,
    ) -> Self {
        self.access_control_list = Some(value.into_iter().map(Into::into).collect());
        self
    }
}

impl Model for BooksCreate {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BooksCreate"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "format" => value.read(&mut self.format),
            "key" => value.read(&mut self.key),
            "source" => value.read(&mut self.source),
            "access_control_list" => value.read(&mut self.access_control_list),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("format", &self.format);
        object.member("key", &self.key);
        object.member("source", &self.source);
        object.member("access_control_list", &self.access_control_list);
        object.extra(&self.extra);
    }
}

json::impl_model!(BooksCreate);

impl From<BookSettings> for BooksCreate {
    /// The request with these members and no others.
    fn from(part: BookSettings) -> Self {
        Self {
            title: part.title,
            format: part.format,
            key: part.key,
            source: part.source,
            access_control_list: None,
            extra: part.extra,
        }
    }
}

impl From<AccessControlList> for BooksCreate {
    /// The request with these members and no others.
    fn from(part: AccessControlList) -> Self {
        Self {
            title: None,
            format: None,
            key: None,
            source: None,
            access_control_list: part.access_control_list,
            extra: part.extra,
        }
    }
}

impl Operation for BooksCreate {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "books_create",
        Method::Post,
        "/api/1.0/books/create",
        RetryClass::Unsafe,
    );
    type Output = BooksCreateResponse;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

/// Request to booksGet.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BooksGet {
    /// `book_id` of the API.
    pub book_id: i64,
}

impl BooksGet {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book_id: i64) -> Self {
        Self { book_id }
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: i64) -> Self {
        self.book_id = value;
        self
    }
}

impl From<i64> for BooksGet {
    fn from(book_id: i64) -> Self {
        Self::new(book_id)
    }
}

impl Operation for BooksGet {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "books_get",
        Method::Get,
        "/api/1.0/books/get",
        RetryClass::Safe,
    );
    type Output = BooksGetResponse;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("book_id", &self.book_id);
        Ok(())
    }
}

/// Request to booksDelete.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BooksDelete {
    /// `book_id` of the API.
    pub book_id: i64,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BooksDelete {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book_id: i64) -> Self {
        Self {
            book_id,
            extra: Extra::default(),
        }
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: i64) -> Self {
        self.book_id = value;
        self
    }
}

impl Model for BooksDelete {
    fn empty() -> Self {
        Self {
            book_id: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "BooksDelete"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book_id" => value.read(&mut self.book_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book_id", &self.book_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(BooksDelete);

impl From<i64> for BooksDelete {
    fn from(book_id: i64) -> Self {
        Self::new(book_id)
    }
}

impl Operation for BooksDelete {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "books_delete",
        Method::Post,
        "/api/1.0/books/delete",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}
