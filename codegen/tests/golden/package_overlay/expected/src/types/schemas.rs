// Generated from openapi.yaml. Do not edit.

use std::fmt;

use jobs_runtime::json::{
    self, Decode, Extra, Hidden, Model, ObjectWriter, OpenEnum, ReadError, Reader,
    UnknownValue,
};

/// `ListBooksResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListBooksResponse {
    /// Books of this page.
    pub books: Option<Vec<Book>>,
    /// Token of the next page.
    pub next_page_token: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl ListBooksResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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

    /// Sets `next_page_token`.
    #[must_use]
    pub fn next_page_token(mut self, value: impl Into<String>) -> Self {
        self.next_page_token = Some(value.into());
        self
    }
}

impl Model for ListBooksResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "ListBooksResponse"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "books" => value.read(&mut self.books),
            "next_page_token" => value.read(&mut self.next_page_token),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("books", &self.books);
        object.member("next_page_token", &self.next_page_token);
        object.extra(&self.extra);
    }
}

json::impl_model!(ListBooksResponse);

/// `StartRepairResponse` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StartRepairResponse {
    /// The repair.
    pub repair_id: i64,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl StartRepairResponse {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(repair_id: i64) -> Self {
        Self {
            repair_id,
            extra: Extra::default(),
        }
    }

    /// Sets `repair_id`.
    #[must_use]
    pub fn repair_id(mut self, value: i64) -> Self {
        self.repair_id = value;
        self
    }
}

impl Model for StartRepairResponse {
    fn empty() -> Self {
        Self {
            repair_id: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "StartRepairResponse"
    }

    fn required(&self) -> &'static [&'static str] {
        &["repair_id"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "repair_id" => value.read(&mut self.repair_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("repair_id", &self.repair_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(StartRepairResponse);

/// `GetRepairResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetRepairResponse {
    /// The repair.
    pub repair_id: Option<i64>,
    /// How far it is.
    pub state: Option<GetRepairResponseState>,
    /// What the bookbinder says.
    pub remark: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl GetRepairResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `repair_id`.
    #[must_use]
    pub fn repair_id(mut self, value: i64) -> Self {
        self.repair_id = Some(value);
        self
    }

    /// Sets `state`.
    #[must_use]
    pub fn state(mut self, value: impl Into<GetRepairResponseState>) -> Self {
        self.state = Some(value.into());
        self
    }

    /// Sets `remark`.
    #[must_use]
    pub fn remark(mut self, value: impl Into<String>) -> Self {
        self.remark = Some(value.into());
        self
    }
}

impl Model for GetRepairResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "GetRepairResponse"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "repair_id" => value.read(&mut self.repair_id),
            "state" => value.read(&mut self.state),
            "remark" => value.read(&mut self.remark),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("repair_id", &self.repair_id);
        object.member("state", &self.state);
        object.member("remark", &self.remark);
        object.extra(&self.extra);
    }
}

json::impl_model!(GetRepairResponse);

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GetRepairResponseState {
    /// `WAITING`
    Waiting,
    /// `DONE`
    Done,
    /// `RUINED`
    Ruined,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for GetRepairResponseState {
    fn from_wire(value: &str) -> Self {
        match value {
            "WAITING" => Self::Waiting,
            "DONE" => Self::Done,
            "RUINED" => Self::Ruined,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Waiting => "WAITING",
            Self::Done => "DONE",
            Self::Ruined => "RUINED",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(GetRepairResponseState);

/// A book.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its title.
    pub title: Option<String>,
    /// What unlocks it.
    pub pin: Option<i64>,
    /// How many pages it has.
    pub pages: Option<i64>,
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
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `pin`.
    #[must_use]
    pub fn pin(mut self, value: i64) -> Self {
        self.pin = Some(value);
        self
    }

    /// Sets `pages`.
    #[must_use]
    pub fn pages(mut self, value: i64) -> Self {
        self.pages = Some(value);
        self
    }
}

impl fmt::Debug for Book {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Book")
            .field("title", &self.title)
            .field("pin", &self.pin.as_ref().map(|_| Hidden))
            .field("pages", &self.pages)
            .field("extra", &self.extra)
            .finish()
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
            "PIN" => value.read(&mut self.pin),
            "pages" => value.read(&mut self.pages),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("PIN", &self.pin);
        object.member("pages", &self.pages);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);
