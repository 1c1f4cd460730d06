// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};

/// A chapter. What leads back to it is boxed, what is in a list need not be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// The one after it.
    pub next: Option<Box<Chapter>>,
    /// What it consists of.
    pub parts: Option<Vec<Chapter>>,
    /// The book it belongs to.
    pub book: Option<Box<Book>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Chapter {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            next: None,
            parts: None,
            book: None,
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `next`.
    #[must_use]
    pub fn next(mut self, value: impl Into<Chapter>) -> Self {
        self.next = Some(Box::new(value.into()));
        self
    }

    /// Sets `parts`.
    #[must_use]
    pub fn parts(mut self, value: impl IntoIterator<Item = impl Into<Chapter>>) -> Self {
        self.parts = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `parts`.
    #[must_use]
    pub fn part(mut self, value: impl Into<Chapter>) -> Self {
        self.parts.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `book`.
    #[must_use]
    pub fn book(mut self, value: impl Into<Book>) -> Self {
        self.book = Some(Box::new(value.into()));
        self
    }
}

impl Model for Chapter {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            next: None,
            parts: None,
            book: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Chapter"
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
            "next" => value.read(&mut self.next),
            "parts" => value.read(&mut self.parts),
            "book" => value.read(&mut self.book),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("next", &self.next);
        object.member("parts", &self.parts);
        object.member("book", &self.book);
        object.extra(&self.extra);
    }
}

json::impl_model!(Chapter);

/// A book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its first chapter.
    pub first: Option<Box<Chapter>>,
    /// Small enough to be held as it is.
    pub format: Option<Box<Format>>,
    /// Large enough to be boxed, so that books stay small.
    pub imprint: Option<Box<Imprint>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `first`.
    #[must_use]
    pub fn first(mut self, value: impl Into<Chapter>) -> Self {
        self.first = Some(Box::new(value.into()));
        self
    }

    /// Sets `format`.
    #[must_use]
    pub fn format(mut self, value: impl Into<Format>) -> Self {
        self.format = Some(Box::new(value.into()));
        self
    }

    /// Sets `imprint`.
    #[must_use]
    pub fn imprint(mut self, value: impl Into<Imprint>) -> Self {
        self.imprint = Some(Box::new(value.into()));
        self
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
            "first" => value.read(&mut self.first),
            "format" => value.read(&mut self.format),
            "imprint" => value.read(&mut self.imprint),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("first", &self.first);
        object.member("format", &self.format);
        object.member("imprint", &self.imprint);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// How large it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Format {
    /// In millimetres.
    pub height: i64,
    /// In millimetres.
    pub width: i64,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Format {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(height: i64, width: i64) -> Self {
        Self {
            height,
            width,
            extra: Extra::default(),
        }
    }

    /// Sets `height`.
    #[must_use]
    pub fn height(mut self, value: i64) -> Self {
        self.height = value;
        self
    }

    /// Sets `width`.
    #[must_use]
    pub fn width(mut self, value: i64) -> Self {
        self.width = value;
        self
    }
}

impl Model for Format {
    fn empty() -> Self {
        Self {
            height: Decode::empty(),
            width: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Format"
    }

    fn required(&self) -> &'static [&'static str] {
        &["height", "width"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "height" => value.read(&mut self.height),
            "width" => value.read(&mut self.width),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("height", &self.height);
        object.member("width", &self.width);
        object.extra(&self.extra);
    }
}

json::impl_model!(Format);

/// Who made it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Imprint {
    /// Who published it.
    pub publisher: Option<String>,
    /// Who printed it.
    pub printer: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Imprint {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `publisher`.
    #[must_use]
    pub fn publisher(mut self, value: impl Into<String>) -> Self {
        self.publisher = Some(value.into());
        self
    }

    /// Sets `printer`.
    #[must_use]
    pub fn printer(mut self, value: impl Into<String>) -> Self {
        self.printer = Some(value.into());
        self
    }

    /// Sets `place`.
    #[must_use]
    pub fn place(mut self, value: impl Into<String>) -> Self {
        self.place = Some(value.into());
        self
    }
}

impl Model for Imprint {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Imprint"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "publisher" => value.read(&mut self.publisher),
            "printer" => value.read(&mut self.printer),
            "place" => value.read(&mut self.place),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("publisher", &self.publisher);
        object.member("printer", &self.printer);
        object.member("place", &self.place);
        object.extra(&self.extra);
    }
}

json::impl_model!(Imprint);

/// Somebody who cannot do without another reader. There would be no end of them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Borrower {
    /// What they are called.
    pub name: String,
    /// Whom they read with.
    ///
    /// The API demands it, which cannot be: each would hold another one without end.
    pub friend: Option<Box<Borrower>>,
    /// What they show at the desk.
    ///
    /// The API demands it, which cannot be: each would hold another one without end.
    pub card: Option<Box<Card>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Borrower {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            friend: None,
            card: None,
            extra: Extra::default(),
        }
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = value.into();
        self
    }

    /// Sets `friend`.
    #[must_use]
    pub fn friend(mut self, value: impl Into<Borrower>) -> Self {
        self.friend = Some(Box::new(value.into()));
        self
    }

    /// Sets `card`.
    #[must_use]
    pub fn card(mut self, value: impl Into<Card>) -> Self {
        self.card = Some(Box::new(value.into()));
        self
    }
}

impl Model for Borrower {
    fn empty() -> Self {
        Self {
            name: Decode::empty(),
            friend: None,
            card: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Borrower"
    }

    fn required(&self) -> &'static [&'static str] {
        &["name"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "name" => value.read(&mut self.name),
            "friend" => value.read(&mut self.friend),
            "card" => value.read(&mut self.card),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("name", &self.name);
        object.member("friend", &self.friend);
        object.member("card", &self.card);
        object.extra(&self.extra);
    }
}

json::impl_model!(Borrower);

/// A card of a reader who has it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// Whose it is.
    ///
    /// The API demands it, which cannot be: each would hold another one without end.
    pub reader: Option<Box<Borrower>>,
    /// How large it is.
    pub format: Box<Format>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Card {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(format: impl Into<Format>) -> Self {
        Self {
            reader: None,
            format: Box::new(format.into()),
            extra: Extra::default(),
        }
    }

    /// Sets `reader`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<Borrower>) -> Self {
        self.reader = Some(Box::new(value.into()));
        self
    }

    /// Sets `format`.
    #[must_use]
    pub fn format(mut self, value: impl Into<Format>) -> Self {
        self.format = Box::new(value.into());
        self
    }
}

impl Model for Card {
    fn empty() -> Self {
        Self {
            reader: None,
            format: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Card"
    }

    fn required(&self) -> &'static [&'static str] {
        &["format"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "reader" => value.read(&mut self.reader),
            "format" => value.read(&mut self.format),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("reader", &self.reader);
        object.member("format", &self.format);
        object.extra(&self.extra);
    }
}

json::impl_model!(Card);
