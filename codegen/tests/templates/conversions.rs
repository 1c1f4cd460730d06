// What this template emits.

impl From<BookId> for GetBook {
    fn from(book_id: BookId) -> Self {
        Self::new(book_id)
    }
}

impl From<i64> for GetBook {
    fn from(book_id: i64) -> Self {
        Self::new(book_id)
    }
}

impl From<&str> for IssueCard {
    fn from(reader: &str) -> Self {
        Self::new(reader)
    }
}

impl From<String> for IssueCard {
    fn from(reader: String) -> Self {
        Self::new(reader)
    }
}

impl From<Card> for IssueCard {
    /// The request with these members and no others.
    fn from(part: Card) -> Self {
        Self {
            reader: part.reader,
            fees: part.fees,
            pin: part.pin,
            days: None,
            extra: part.extra,
        }
    }
}
