// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::Book;

/// A book is all it takes; where it stands can be said as well.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddBook {
    /// Its title.
    pub title: String,
    /// Its chapters.
    pub chapters: Option<Vec<String>>,
    /// Where it is to stand.
    pub shelf: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AddBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            chapters: None,
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

    /// Sets `chapters`.
    #[must_use]
    pub fn chapters(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.chapters = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `chapters`.
    #[must_use]
    pub fn chapter(mut self, value: impl Into<String>) -> Self {
        self.chapters.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<String>) -> Self {
        self.shelf = Some(value.into());
        self
    }
}

impl Model for AddBook {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            chapters: None,
            shelf: None,
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
            "title" => value.read(&mut self.title),
            "chapters" => value.read(&mut self.chapters),
            "shelf" => value.read(&mut self.shelf),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("chapters", &self.chapters);
        object.member("shelf", &self.shelf);
        object.extra(&self.extra);
    }
}

json::impl_model!(AddBook);

impl From<&str> for AddBook {
    fn from(title: &str) -> Self {
        Self::new(title)
    }
}

impl From<String> for AddBook {
    fn from(title: String) -> Self {
        Self::new(title)
    }
}

impl From<Book> for AddBook {
    /// The request with these members and no others.
    fn from(part: Book) -> Self {
        Self {
            title: part.title,
            chapters: part.chapters,
            shelf: None,
            extra: part.extra,
        }
    }
}

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

/// A book alone does not make a loan.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lend {
    /// Its title.
    pub title: String,
    /// Its chapters.
    pub chapters: Option<Vec<String>>,
    /// Who borrows it.
    pub reader: String,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Lend {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>, reader: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            chapters: None,
            reader: reader.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `chapters`.
    #[must_use]
    pub fn chapters(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.chapters = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `chapters`.
    #[must_use]
    pub fn chapter(mut self, value: impl Into<String>) -> Self {
        self.chapters.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `reader`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<String>) -> Self {
        self.reader = value.into();
        self
    }
}

impl Model for Lend {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            chapters: None,
            reader: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Lend"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "chapters" => value.read(&mut self.chapters),
            "reader" => value.read(&mut self.reader),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("chapters", &self.chapters);
        object.member("reader", &self.reader);
        object.extra(&self.extra);
    }
}

json::impl_model!(Lend);

impl Operation for Lend {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "lend",
        Method::Post,
        "/loans",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

/// What to change.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ChangeBook {
    /// A book.
    pub changes: Option<Box<Book>>,
    /// What to remove.
    pub remove: Option<Vec<String>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl ChangeBook {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `changes`.
    #[must_use]
    pub fn changes(mut self, value: impl Into<Book>) -> Self {
        self.changes = Some(Box::new(value.into()));
        self
    }

    /// Sets `remove`.
    #[must_use]
    pub fn remove(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.remove = Some(value.into_iter().map(Into::into).collect());
        self
    }
}

impl Model for ChangeBook {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "ChangeBook"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "changes" => value.read(&mut self.changes),
            "remove" => value.read(&mut self.remove),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("changes", &self.changes);
        object.member("remove", &self.remove);
        object.extra(&self.extra);
    }
}

json::impl_model!(ChangeBook);

impl Operation for ChangeBook {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "change_book",
        Method::Patch,
        "/books/last",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        if self.extra.is_empty() {
            request.any_of(&[("changes", &self.changes), ("remove", &self.remove)])?;
        }
        request.json(self)?;
        Ok(())
    }
}
