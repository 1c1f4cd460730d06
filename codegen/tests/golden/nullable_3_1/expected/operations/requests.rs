// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    self, Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{Loan, Shelf};

/// Request to find loans.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct FindLoans {
    /// In a query there is no null.
    pub like: Option<Box<Loan>>,
    /// In none.
    pub r#as: Option<Box<Loan>>,
}

impl FindLoans {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `like`.
    #[must_use]
    pub fn like(mut self, value: impl Into<Loan>) -> Self {
        self.like = Some(Box::new(value.into()));
        self
    }

    /// Sets `as`.
    #[must_use]
    pub fn r#as(mut self, value: impl Into<Loan>) -> Self {
        self.r#as = Some(Box::new(value.into()));
        self
    }
}

impl Operation for FindLoans {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "find_loans",
        Method::Get,
        "/loans",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query_value("like", operation::Style::Deep, &self.like)?;
        request.query_value("as", operation::Style::Commas, &self.r#as)?;
        Ok(())
    }
}

/// Request to lend a book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Lend {
    /// Which one.
    pub book: String,
    /// Till when, if that is known.
    ///
    /// If it is unset, `null` is sent.
    pub until: Option<String>,
    /// From where.
    ///
    /// If it is unset, `null` is sent.
    pub from: Option<Box<Shelf>>,
    /// What else there is to say, if anything.
    pub note: Option<String>,
    /// When that was said.
    ///
    /// Set by the service only.
    pub added: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Lend {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book: impl Into<String>) -> Self {
        Self {
            book: book.into(),
            until: None,
            from: None,
            note: None,
            added: None,
            extra: Extra::default(),
        }
    }

    /// Sets `book`.
    #[must_use]
    pub fn book(mut self, value: impl Into<String>) -> Self {
        self.book = value.into();
        self
    }

    /// Sets `until`.
    #[must_use]
    pub fn until(mut self, value: impl Into<String>) -> Self {
        self.until = Some(value.into());
        self
    }

    /// Sets `from`.
    #[must_use]
    pub fn from_(mut self, value: impl Into<Shelf>) -> Self {
        self.from = Some(Box::new(value.into()));
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<String>) -> Self {
        self.note = Some(value.into());
        self
    }

    /// Sets `added`.
    #[must_use]
    pub fn added(mut self, value: impl Into<String>) -> Self {
        self.added = Some(value.into());
        self
    }
}

impl Model for Lend {
    fn empty() -> Self {
        Self {
            book: Decode::empty(),
            until: None,
            from: None,
            note: None,
            added: None,
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
            "book" => value.read(&mut self.book),
            "until" => value.read(&mut self.until),
            "from" => value.read(&mut self.from),
            "note" => value.read(&mut self.note),
            "added" => value.read(&mut self.added),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book", &self.book);
        object.any_member("until", &self.until);
        object.any_member("from", &self.from);
        object.member("note", &self.note);
        object.member("added", &self.added);
        object.extra(&self.extra);
    }
}

json::impl_model!(Lend);

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
        "/loans",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

/// Request to change a loan.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChangeLoan {
    /// A loan.
    pub body: Box<Loan>,
}

impl ChangeLoan {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<Loan>) -> Self {
        Self {
            body: Box::new(body.into()),
        }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Loan>) -> Self {
        self.body = Box::new(value.into());
        self
    }
}

impl From<Loan> for ChangeLoan {
    fn from(body: Loan) -> Self {
        Self::new(body)
    }
}

impl Operation for ChangeLoan {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "change_loan",
        Method::Put,
        "/loans",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&*self.body)?;
        Ok(())
    }
}

/// Request to prolong a loan.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Prolong {
    /// Which one.
    pub book: String,
    /// A form has no null.
    pub until: Option<String>,
}

impl Prolong {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(book: impl Into<String>) -> Self {
        Self {
            book: book.into(),
            until: None,
        }
    }

    /// Sets `book`.
    #[must_use]
    pub fn book(mut self, value: impl Into<String>) -> Self {
        self.book = value.into();
        self
    }

    /// Sets `until`.
    #[must_use]
    pub fn until(mut self, value: impl Into<String>) -> Self {
        self.until = Some(value.into());
        self
    }
}

impl From<&str> for Prolong {
    fn from(book: &str) -> Self {
        Self::new(book)
    }
}

impl From<String> for Prolong {
    fn from(book: String) -> Self {
        Self::new(book)
    }
}

impl Operation for Prolong {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "prolong",
        Method::Patch,
        "/loans",
        RetryClass::Unsafe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.form("book", operation::Style::Exploded, &self.book)?;
        request.form("until", operation::Style::Exploded, &self.until)?;
        Ok(())
    }
}
