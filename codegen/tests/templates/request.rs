// What this template emits.

/// What to repair, and who pays for it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RepairBook {
    /// The book.
    pub book_id: BookId,
    /// Who pays for it.
    pub card: Option<Box<Card>>,
    /// Makes it safe to ask again.
    ///
    /// At most 64 characters.
    pub order_token: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl RepairBook {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book_id: impl Into<BookId>) -> Self {
        Self {
            book_id: book_id.into(),
            card: None,
            order_token: None,
            extra: Extra::default(),
        }
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: impl Into<BookId>) -> Self {
        self.book_id = value.into();
        self
    }

    /// Sets `card`.
    #[must_use]
    pub fn card(mut self, value: impl Into<Card>) -> Self {
        self.card = Some(Box::new(value.into()));
        self
    }

    /// Sets `order_token`.
    #[must_use]
    pub fn order_token(mut self, value: impl Into<String>) -> Self {
        self.order_token = Some(value.into());
        self
    }
}

impl Model for RepairBook {
    fn empty() -> Self {
        Self {
            book_id: Decode::empty(),
            card: None,
            order_token: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "RepairBook"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book_id" => value.read(&mut self.book_id),
            "card" => value.read(&mut self.card),
            "order_token" => value.read(&mut self.order_token),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book_id", &self.book_id);
        object.member("card", &self.card);
        object.member("order_token", &self.order_token);
        object.extra(&self.extra);
    }
}

json::impl_model!(RepairBook);

impl From<BookId> for RepairBook {
    fn from(book_id: BookId) -> Self {
        Self::new(book_id)
    }
}

impl From<i64> for RepairBook {
    fn from(book_id: i64) -> Self {
        Self::new(book_id)
    }
}
