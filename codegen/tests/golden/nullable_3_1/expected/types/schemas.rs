// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
    Value,
};

/// A loan.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Loan {
    /// Which one.
    ///
    /// If it is unset, `null` is sent.
    pub book: Option<String>,
    /// Till when.
    ///
    /// If it is unset, `null` is sent.
    pub until: Option<String>,
    /// To whom, by name or number.
    ///
    /// If it is unset, `null` is sent.
    pub to: Option<LoanTo>,
    /// What else there is to say.
    pub note: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Loan {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `book`.
    #[must_use]
    pub fn book(mut self, value: impl Into<String>) -> Self {
        self.book = Some(value.into());
        self
    }

    /// Sets `until`.
    #[must_use]
    pub fn until(mut self, value: impl Into<String>) -> Self {
        self.until = Some(value.into());
        self
    }

    /// Sets `to`.
    #[must_use]
    pub fn to(mut self, value: impl Into<LoanTo>) -> Self {
        self.to = Some(value.into());
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<String>) -> Self {
        self.note = Some(value.into());
        self
    }
}

impl Model for Loan {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Loan"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book" => value.read(&mut self.book),
            "until" => value.read(&mut self.until),
            "to" => value.read(&mut self.to),
            "note" => value.read(&mut self.note),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.any_member("book", &self.book);
        object.any_member("until", &self.until);
        object.any_member("to", &self.to);
        object.member("note", &self.note);
        object.extra(&self.extra);
    }
}

json::impl_model!(Loan);

/// To whom, by name or number.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LoanTo {
    /// A number.
    Integer(i64),
    /// A string.
    Text(Person),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for LoanTo {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            Some(json::Kind::String) => Self::Text(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for LoanTo {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(LoanTo);

impl From<i64> for LoanTo {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Person> for LoanTo {
    fn from(value: Person) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for LoanTo {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for LoanTo {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}

/// A reader's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(pub String);

json::impl_string_id!(Person);

/// A member that may be null is optional, required or not.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its title.
    pub title: String,
    /// Its subtitle, if it has one.
    pub subtitle: Option<String>,
    /// Where it stands.
    pub shelf: Option<Box<Shelf>>,
    /// An element that may be null is a choice, which has room for that.
    pub prices: Option<Vec<BookPricesItem>>,
    /// So is a member without a name.
    pub loans: Option<BTreeMap<String, BookLoansValue>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            subtitle: None,
            shelf: None,
            prices: None,
            loans: None,
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `subtitle`.
    #[must_use]
    pub fn subtitle(mut self, value: impl Into<String>) -> Self {
        self.subtitle = Some(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<Shelf>) -> Self {
        self.shelf = Some(Box::new(value.into()));
        self
    }

    /// Sets `prices`.
    #[must_use]
    pub fn prices(
        mut self,
        value: impl IntoIterator<Item = impl Into<BookPricesItem>>,
    ) -> Self {
        self.prices = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `prices`.
    #[must_use]
    pub fn price(mut self, value: impl Into<BookPricesItem>) -> Self {
        self.prices.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `loans`.
    #[must_use]
    pub fn loans(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<BookLoansValue>)>,
    ) -> Self {
        self.loans = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `loans`.
    #[must_use]
    pub fn loan(
        mut self,
        name: impl Into<String>,
        value: impl Into<BookLoansValue>,
    ) -> Self {
        self.loans.get_or_insert_default().insert(name.into(), value.into());
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            subtitle: None,
            shelf: None,
            prices: None,
            loans: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Book"
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
            "subtitle" => value.read(&mut self.subtitle),
            "shelf" => value.read(&mut self.shelf),
            "prices" => value.read(&mut self.prices),
            "loans" => value.read(&mut self.loans),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("subtitle", &self.subtitle);
        object.member("shelf", &self.shelf);
        object.member("prices", &self.prices);
        object.member("loans", &self.loans);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// `BookPricesItem` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BookPricesItem {
    /// A number.
    Number(f64),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for BookPricesItem {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Number) => Self::Number(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for BookPricesItem {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Number(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(BookPricesItem);

impl From<f64> for BookPricesItem {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

/// `BookLoansValue` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BookLoansValue {
    /// An object.
    Object(Box<Shelf>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for BookLoansValue {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Object) => Self::Object(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for BookLoansValue {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(BookLoansValue);

impl From<Shelf> for BookLoansValue {
    fn from(value: Shelf) -> Self {
        Self::Object(Box::new(value))
    }
}

/// A shelf.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Shelf {
    /// There is but one floor.
    pub floor: Option<ShelfFloor>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Shelf {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `floor`.
    #[must_use]
    pub fn floor(mut self, value: impl Into<ShelfFloor>) -> Self {
        self.floor = Some(value.into());
        self
    }
}

impl Model for Shelf {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Shelf"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "floor" => value.read(&mut self.floor),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("floor", &self.floor);
        object.extra(&self.extra);
    }
}

json::impl_model!(Shelf);

/// There is but one floor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShelfFloor {
    /// `FIRST`
    First,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for ShelfFloor {
    fn from_wire(value: &str) -> Self {
        match value {
            "FIRST" => Self::First,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::First => "FIRST",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(ShelfFloor);
