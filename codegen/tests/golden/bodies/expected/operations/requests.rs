// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::Value;
use jobs_runtime::operation::{
    self, Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{LendPeriod, Note};

/// Request to lend a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lend {
    /// The book.
    pub book: String,
    /// For how long.
    pub days: Option<i64>,
    /// Who reads it.
    pub readers: Option<Vec<String>>,
    /// With spaces. Only `form` is exploded unasked.
    pub pages: Option<Vec<i64>>,
    /// With commas. The style is `form` if nothing is said.
    pub places: Option<Vec<String>>,
    /// In brackets.
    pub period: Option<Box<LendPeriod>>,
    /// A note.
    pub note: Option<Box<Note>>,
}

impl Lend {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book: impl Into<String>) -> Self {
        Self {
            book: book.into(),
            days: None,
            readers: None,
            pages: None,
            places: None,
            period: None,
            note: None,
        }
    }

    /// Sets `book`.
    #[must_use]
    pub fn book(mut self, value: impl Into<String>) -> Self {
        self.book = value.into();
        self
    }

    /// Sets `days`.
    #[must_use]
    pub fn days(mut self, value: i64) -> Self {
        self.days = Some(value);
        self
    }

    /// Sets `readers`.
    #[must_use]
    pub fn readers(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.readers = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `readers`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<String>) -> Self {
        self.readers.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `pages`.
    #[must_use]
    pub fn pages(mut self, value: impl IntoIterator<Item = i64>) -> Self {
        self.pages = Some(value.into_iter().collect());
        self
    }

    /// Adds one to `pages`.
    #[must_use]
    pub fn page(mut self, value: i64) -> Self {
        self.pages.get_or_insert_default().push(value);
        self
    }

    /// Sets `places`.
    #[must_use]
    pub fn places(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.places = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `places`.
    #[must_use]
    pub fn place(mut self, value: impl Into<String>) -> Self {
        self.places.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `period`.
    #[must_use]
    pub fn period(mut self, value: impl Into<LendPeriod>) -> Self {
        self.period = Some(Box::new(value.into()));
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<Note>) -> Self {
        self.note = Some(Box::new(value.into()));
        self
    }
}

impl From<&str> for Lend {
    fn from(book: &str) -> Self {
        Self::new(book)
    }
}

impl From<String> for Lend {
    fn from(book: String) -> Self {
        Self::new(book)
    }
}

impl Operation for Lend {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "lend",
        Method::Post,
        "/books",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.form("book", operation::Style::Exploded, &self.book)?;
        request.form("days", operation::Style::Exploded, &self.days)?;
        request.form("readers", operation::Style::Exploded, &self.readers)?;
        request.form("pages", operation::Style::Spaces, &self.pages)?;
        request.form("places", operation::Style::Commas, &self.places)?;
        request.form("period", operation::Style::Deep, &self.period)?;
        request.form("note", operation::Style::Json, &self.note)?;
        Ok(())
    }
}

/// Request to change a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// A note.
    pub body: Box<Note>,
}

impl Change {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<Note>) -> Self {
        Self {
            body: Box::new(body.into()),
        }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Note>) -> Self {
        self.body = Box::new(value.into());
        self
    }
}

impl From<Note> for Change {
    fn from(body: Note) -> Self {
        Self::new(body)
    }
}

impl Operation for Change {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "change",
        Method::Patch,
        "/books",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&*self.body)?;
        request.media("application/merge-patch+json");
        Ok(())
    }
}

/// Request to tag books.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tag {
    /// `body` of the API.
    pub body: Vec<String>,
}

impl Tag {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            body: body.into_iter().map(Into::into).collect(),
        }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body = value.into_iter().map(Into::into).collect();
        self
    }
}

impl Operation for Tag {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "tag",
        Method::Put,
        "/books",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&self.body)?;
        Ok(())
    }
}

/// Request to remove books.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Remove {
    /// A note.
    pub body: Option<Box<Note>>,
}

impl Remove {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Note>) -> Self {
        self.body = Some(Box::new(value.into()));
        self
    }
}

impl Operation for Remove {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "remove",
        Method::Delete,
        "/books",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        if let Some(body) = &self.body {
            request.json(body)?;
        }
        Ok(())
    }
}

/// Request to upload a cover.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UploadCover {
    /// Of which book.
    pub title: String,
    /// The cover.
    pub image: operation::Upload,
    /// What is inside.
    pub pages: Option<Vec<operation::Upload>>,
    /// Who drew it.
    pub artist: Option<String>,
    /// A note.
    pub note: Option<Box<Note>>,
    /// Of one type, if it does not say another one.
    pub sketch: Option<operation::Upload>,
    /// Of several.
    pub print: Option<operation::Upload>,
    /// As JSON, each of them.
    pub colours: Option<Vec<String>>,
    /// As text of its own kind.
    pub poem: Option<String>,
    /// Text of a type of its own, which is a file.
    pub score: Option<operation::Upload>,
    /// Of nothing but a media type.
    pub plates: Option<Vec<operation::Upload>>,
    /// `frame` of the API.
    pub frame: Option<operation::Upload>,
}

impl UploadCover {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>, image: impl Into<operation::Upload>) -> Self {
        Self {
            title: title.into(),
            image: image.into(),
            pages: None,
            artist: None,
            note: None,
            sketch: None,
            print: None,
            colours: None,
            poem: None,
            score: None,
            plates: None,
            frame: None,
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `image`.
    #[must_use]
    pub fn image(mut self, value: impl Into<operation::Upload>) -> Self {
        self.image = value.into();
        self
    }

    /// Sets `pages`.
    #[must_use]
    pub fn pages(
        mut self,
        value: impl IntoIterator<Item = impl Into<operation::Upload>>,
    ) -> Self {
        self.pages = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `pages`.
    #[must_use]
    pub fn page(mut self, value: impl Into<operation::Upload>) -> Self {
        self.pages.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `artist`.
    #[must_use]
    pub fn artist(mut self, value: impl Into<String>) -> Self {
        self.artist = Some(value.into());
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<Note>) -> Self {
        self.note = Some(Box::new(value.into()));
        self
    }

    /// Sets `sketch`.
    #[must_use]
    pub fn sketch(mut self, value: impl Into<operation::Upload>) -> Self {
        self.sketch = Some(value.into());
        self
    }

    /// Sets `print`.
    #[must_use]
    pub fn print(mut self, value: impl Into<operation::Upload>) -> Self {
        self.print = Some(value.into());
        self
    }

    /// Sets `colours`.
    #[must_use]
    pub fn colours(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.colours = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `colours`.
    #[must_use]
    pub fn colour(mut self, value: impl Into<String>) -> Self {
        self.colours.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `poem`.
    #[must_use]
    pub fn poem(mut self, value: impl Into<String>) -> Self {
        self.poem = Some(value.into());
        self
    }

    /// Sets `score`.
    #[must_use]
    pub fn score(mut self, value: impl Into<operation::Upload>) -> Self {
        self.score = Some(value.into());
        self
    }

    /// Sets `plates`.
    #[must_use]
    pub fn plates(
        mut self,
        value: impl IntoIterator<Item = impl Into<operation::Upload>>,
    ) -> Self {
        self.plates = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `plates`.
    #[must_use]
    pub fn plate(mut self, value: impl Into<operation::Upload>) -> Self {
        self.plates.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `frame`.
    #[must_use]
    pub fn frame(mut self, value: impl Into<operation::Upload>) -> Self {
        self.frame = Some(value.into());
        self
    }
}

impl Operation for UploadCover {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "upload_cover",
        Method::Post,
        "/covers/{title}",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("title", &self.title)?;
        request.upload("image", &self.image);
        request.upload("pages", &self.pages);
        request.part_as("artist", "text/plain", &self.artist)?;
        request.part("note", &self.note)?;
        request.upload_as("sketch", "image/svg+xml", &self.sketch);
        request.upload("print", &self.print);
        request.part_as("colours", "application/json", &self.colours)?;
        request.part_as("poem", "text/markdown", &self.poem)?;
        request.upload_as("score", "application/xml", &self.score);
        request.upload_as("plates", "image/tiff", &self.plates);
        request.upload("frame", &self.frame);
        Ok(())
    }
}

/// Request to replace a cover.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReplaceCover {
    /// Of which book.
    pub title: String,
    /// The body, of type `image/png`.
    pub body: operation::Bytes,
}

impl ReplaceCover {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>, body: impl Into<operation::Bytes>) -> Self {
        Self {
            title: title.into(),
            body: body.into(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<operation::Bytes>) -> Self {
        self.body = value.into();
        self
    }
}

impl Operation for ReplaceCover {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "replace_cover",
        Method::Put,
        "/covers/{title}",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("title", &self.title)?;
        request.bytes("image/png", self.body.clone());
        Ok(())
    }
}

/// Request to add a text.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AddText {
    /// The body, of type `text/markdown`.
    pub body: Option<String>,
}

impl AddText {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<String>) -> Self {
        self.body = Some(value.into());
        self
    }
}

impl Operation for AddText {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "add_text",
        Method::Post,
        "/texts",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        if let Some(body) = &self.body {
            request.bytes("text/markdown; charset=utf-8", body.clone());
        }
        Ok(())
    }
}

/// Request to add anything.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddAnything {
    /// `body` of the API.
    pub body: Value,
}

impl AddAnything {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<Value>) -> Self {
        Self { body: body.into() }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Value>) -> Self {
        self.body = value.into();
        self
    }
}

impl Operation for AddAnything {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "add_anything",
        Method::Put,
        "/texts",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&self.body)?;
        Ok(())
    }
}
