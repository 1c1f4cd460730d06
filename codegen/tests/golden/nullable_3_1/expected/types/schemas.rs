// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
    Value,
};

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
