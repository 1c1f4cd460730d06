// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    self, Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::Shelf;

/// Request to add a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddBook {
    /// Where it goes.
    ///
    /// The API does not demand it any more: if it is empty, it is not sent.
    pub shelf: Box<Shelf>,
    /// What it is called.
    pub title: String,
    /// How many pages it has.
    ///
    /// The API does not demand it any more, but it is sent all the same.
    pub pages: i64,
    /// Who adds it.
    ///
    /// The API does not demand it any more: if it is empty, it is not sent.
    pub reader: String,
    /// How many there are.
    ///
    /// The API does not demand it any more, but it is sent all the same.
    pub copies: i64,
    /// Words.
    ///
    /// The API does not demand it any more: if it is empty, it is not sent.
    pub x_tags: Vec<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AddBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(
        shelf: impl Into<Shelf>,
        title: impl Into<String>,
        pages: i64,
        reader: impl Into<String>,
        copies: i64,
        x_tags: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            shelf: Box::new(shelf.into()),
            title: title.into(),
            pages,
            reader: reader.into(),
            copies,
            x_tags: x_tags.into_iter().map(Into::into).collect(),
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

    /// Sets `reader`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<String>) -> Self {
        self.reader = value.into();
        self
    }

    /// Sets `copies`.
    #[must_use]
    pub fn copies(mut self, value: i64) -> Self {
        self.copies = value;
        self
    }

    /// Sets `x_tags`.
    #[must_use]
    pub fn x_tags(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.x_tags = value.into_iter().map(Into::into).collect();
        self
    }

    /// Adds one to `x_tags`.
    #[must_use]
    pub fn x_tag(mut self, value: impl Into<String>) -> Self {
        self.x_tags.push(value.into());
        self
    }
}

impl Model for AddBook {
    fn empty() -> Self {
        Self {
            shelf: Decode::empty(),
            title: Decode::empty(),
            pages: Decode::empty(),
            reader: Decode::empty(),
            copies: Decode::empty(),
            x_tags: Decode::empty(),
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
            "reader" => value.read(&mut self.reader),
            "copies" => value.read(&mut self.copies),
            "X-Tags" => value.read(&mut self.x_tags),
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
        if self.reader != <String as Decode>::empty() {
            request.query("reader", &self.reader);
        }
        request.query("copies", &self.copies);
        if self.x_tags != <Vec<String> as Decode>::empty() {
            request.header_value("X-Tags", operation::Style::Commas, &self.x_tags)?;
        }
        request.json(self)?;
        Ok(())
    }
}

/// Request to move books.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MoveBooks {
    /// A shelf.
    ///
    /// The API does not demand it any more: if it is empty, it is not sent.
    pub body: Box<Shelf>,
}

impl MoveBooks {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<Shelf>) -> Self {
        Self {
            body: Box::new(body.into()),
        }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Shelf>) -> Self {
        self.body = Box::new(value.into());
        self
    }
}

impl From<Shelf> for MoveBooks {
    fn from(body: Shelf) -> Self {
        Self::new(body)
    }
}

impl Operation for MoveBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "move_books",
        Method::Put,
        "/books",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        if *self.body != <Shelf as Decode>::empty() {
            request.json(&*self.body)?;
        }
        Ok(())
    }
}

/// Request to add covers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddCovers {
    /// What they look like.
    ///
    /// The API does not demand it any more, but it is sent all the same.
    pub scans: Vec<operation::Upload>,
    /// What is on the back.
    ///
    /// The API does not demand it any more, but it is sent all the same.
    pub label: operation::Upload,
    /// Of which book.
    ///
    /// The API does not demand it any more: if it is empty, it is not sent.
    pub title: String,
}

impl AddCovers {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(
        scans: impl IntoIterator<Item = impl Into<operation::Upload>>,
        label: impl Into<operation::Upload>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            scans: scans.into_iter().map(Into::into).collect(),
            label: label.into(),
            title: title.into(),
        }
    }

    /// Sets `scans`.
    #[must_use]
    pub fn scans(
        mut self,
        value: impl IntoIterator<Item = impl Into<operation::Upload>>,
    ) -> Self {
        self.scans = value.into_iter().map(Into::into).collect();
        self
    }

    /// Adds one to `scans`.
    #[must_use]
    pub fn scan(mut self, value: impl Into<operation::Upload>) -> Self {
        self.scans.push(value.into());
        self
    }

    /// Sets `label`.
    #[must_use]
    pub fn label(mut self, value: impl Into<operation::Upload>) -> Self {
        self.label = value.into();
        self
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }
}

impl Operation for AddCovers {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "add_covers",
        Method::Post,
        "/covers",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.upload("scans", &self.scans);
        request.upload("label", &self.label);
        if self.title != <String as Decode>::empty() {
            request.part("title", &self.title)?;
        }
        Ok(())
    }
}

/// Request to tell of a cover.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TellCover {
    /// The body, of type `text/plain`.
    ///
    /// The API does not demand it any more: if it is empty, it is not sent.
    pub body: String,
}

impl TellCover {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into() }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<String>) -> Self {
        self.body = value.into();
        self
    }
}

impl From<&str> for TellCover {
    fn from(body: &str) -> Self {
        Self::new(body)
    }
}

impl From<String> for TellCover {
    fn from(body: String) -> Self {
        Self::new(body)
    }
}

impl Operation for TellCover {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "tell_cover",
        Method::Put,
        "/covers",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        if self.body != <String as Decode>::empty() {
            request.bytes("text/plain; charset=utf-8", self.body.clone());
        }
        Ok(())
    }
}
