// What this template emits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Identifier of a book.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub struct BookId(pub i64);

/// A book that can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Book {
    /// Its identifier.
    pub book_id: BookId,
    /// Its title.
    ///
    /// Default: `"Untitled"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shelf: Option<Shelf>,
    /// How it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// What the bookbinder says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Who had it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loans: Option<Vec<Loan>>,
    /// Words by which it is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
    /// Token of the next page of loans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_page_token: Option<String>,
}

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book_id: impl Into<BookId>) -> Self {
        Self {
            book_id: book_id.into(),
            title: None,
            shelf: None,
            state: None,
            remark: None,
            loans: None,
            tags: None,
            next_page_token: None,
        }
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: impl Into<BookId>) -> Self {
        self.book_id = value.into();
        self
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<Shelf>) -> Self {
        self.shelf = Some(value.into());
        self
    }

    /// Sets `state`.
    #[must_use]
    pub fn state(mut self, value: impl Into<State>) -> Self {
        self.state = Some(value.into());
        self
    }

    /// Sets `remark`.
    #[must_use]
    pub fn remark(mut self, value: impl Into<String>) -> Self {
        self.remark = Some(value.into());
        self
    }

    /// Sets `loans`.
    #[must_use]
    pub fn loans(mut self, value: impl IntoIterator<Item = impl Into<Loan>>) -> Self {
        self.loans = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `loans`.
    #[must_use]
    pub fn loan(mut self, value: impl Into<Loan>) -> Self {
        self.loans.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `tags`.
    #[must_use]
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.tags = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `tags`.
    #[must_use]
    pub fn tag(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// Sets `next_page_token`.
    #[must_use]
    pub fn next_page_token(mut self, value: impl Into<String>) -> Self {
        self.next_page_token = Some(value.into());
        self
    }
}

/// A page of books.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BookList {
    /// Books of this page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub books: Option<Vec<Book>>,
    /// Token of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_page_token: Option<String>,
}

impl BookList {
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

/// That somebody had a book.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Loan {
    /// Number of the loan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// Who had it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<Box<Card>>,
}

impl Loan {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `number`.
    #[must_use]
    pub fn number(mut self, value: i64) -> Self {
        self.number = Some(value);
        self
    }

    /// Sets `card`.
    #[must_use]
    pub fn card(mut self, value: impl Into<Card>) -> Self {
        self.card = Some(Box::new(value.into()));
        self
    }
}

/// What lets a reader in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Card {
    /// Whose it is.
    pub reader: String,
    /// What the reader owes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees: Option<Fees>,
    /// Secret of its owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin: Option<String>,
}

impl Card {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(reader: impl Into<String>) -> Self {
        Self {
            reader: reader.into(),
            fees: None,
            pin: None,
        }
    }

    /// Sets `reader`.
    #[must_use]
    pub fn reader(mut self, value: impl Into<String>) -> Self {
        self.reader = value.into();
        self
    }

    /// Sets `fees`.
    #[must_use]
    pub fn fees(mut self, value: impl Into<Fees>) -> Self {
        self.fees = Some(value.into());
        self
    }

    /// Sets `pin`.
    #[must_use]
    pub fn pin(mut self, value: impl Into<String>) -> Self {
        self.pin = Some(value.into());
        self
    }
}

/// What somebody owes, in cents or in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fees {
    /// A number.
    Integer(i64),
    /// A string.
    Text(String),
    /// A value of another kind.
    Other(Value),
}

/// Where a book stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Shelf {
    /// In the upper left corner.
    #[serde(rename = "UPPER_LEFT")]
    UpperLeft,
    /// In the lower right corner.
    #[serde(rename = "lower-right")]
    LowerRight,
    /// A value that this version of the SDK does not know.
    #[serde(other)]
    UnknownValue,
}

/// How a book is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum State {
    /// It can be read.
    #[serde(rename = "SOUND")]
    Sound,
    /// At the bookbinder's.
    #[serde(rename = "IN_REPAIR")]
    InRepair,
    /// It cannot be read any more.
    #[serde(rename = "RUINED")]
    Ruined,
    /// A value that this version of the SDK does not know.
    #[serde(other)]
    UnknownValue,
}
