// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
    Value,
};

/// What can be lent. A member tells what it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Item {
    /// A book.
    Book(Box<Book>),
    /// A film.
    Film(Box<Film>),
    /// A map. Its schema's name is its tag.
    Map(Box<Map>),
    /// An object that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Item {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.tag("kind")?.as_deref() {
            Some("book" | "novel") => Self::Book(value.take()?),
            Some("film") => Self::Film(value.take()?),
            Some("Map") => Self::Map(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for Item {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Book(value) => json::Encode::encode(value, writer),
            Self::Film(value) => json::Encode::encode(value, writer),
            Self::Map(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Item);

impl From<Book> for Item {
    fn from(mut value: Book) -> Self {
        value.kind.get_or_insert_with(|| "book".into());
        Self::Book(Box::new(value))
    }
}

impl From<Film> for Item {
    fn from(value: Film) -> Self {
        Self::Film(Box::new(value))
    }
}

impl From<Map> for Item {
    fn from(mut value: Map) -> Self {
        if value.extra.text("kind").is_none() {
            value.extra.insert("kind", "Map");
        }
        Self::Map(Box::new(value))
    }
}

/// A book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// What it is.
    pub kind: Option<String>,
    /// How long it is.
    pub pages: Option<i64>,
    /// What is lent with it.
    pub with: Option<Vec<Item>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<String>) -> Self {
        self.kind = Some(value.into());
        self
    }

    /// Sets `pages`.
    #[must_use]
    pub fn pages(mut self, value: i64) -> Self {
        self.pages = Some(value);
        self
    }

    /// Sets `with`.
    #[must_use]
    pub fn with(mut self, value: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        self.with = Some(value.into_iter().map(Into::into).collect());
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
            "kind" => value.read(&mut self.kind),
            "pages" => value.read(&mut self.pages),
            "with" => value.read(&mut self.with),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("pages", &self.pages);
        object.member("with", &self.with);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// A film.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Film {
    /// What it is.
    pub kind: FilmKind,
    /// How long it is, in words.
    pub minutes: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Film {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(kind: impl Into<FilmKind>) -> Self {
        Self {
            kind: kind.into(),
            minutes: None,
            extra: Extra::default(),
        }
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<FilmKind>) -> Self {
        self.kind = value.into();
        self
    }

    /// Sets `minutes`.
    #[must_use]
    pub fn minutes(mut self, value: impl Into<String>) -> Self {
        self.minutes = Some(value.into());
        self
    }
}

impl Model for Film {
    fn empty() -> Self {
        Self {
            kind: Decode::empty(),
            minutes: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Film"
    }

    fn required(&self) -> &'static [&'static str] {
        &["kind"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            "minutes" => value.read(&mut self.minutes),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("minutes", &self.minutes);
        object.extra(&self.extra);
    }
}

json::impl_model!(Film);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FilmKind {
    /// `film`
    Film,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for FilmKind {
    fn from_wire(value: &str) -> Self {
        match value {
            "film" => Self::Film,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Film => "film",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(FilmKind);

/// A map. Its schema's name is its tag.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Map {
    /// How much smaller it is.
    pub scale: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Map {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `scale`.
    #[must_use]
    pub fn scale(mut self, value: i64) -> Self {
        self.scale = Some(value);
        self
    }
}

impl Model for Map {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Map"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "scale" => value.read(&mut self.scale),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("scale", &self.scale);
        object.extra(&self.extra);
    }
}

json::impl_model!(Map);

/// A shelf.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Shelf {
    /// What can be lent. A member tells what it is.
    pub first: Option<Item>,
    /// Two of them have a tag in common, so that it does not tell them apart.
    pub loan: Option<Loan>,
    /// Objects that have no names are merged all the same.
    pub thing: Option<Box<ShelfThing>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Shelf {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `first`.
    #[must_use]
    pub fn first(mut self, value: impl Into<Item>) -> Self {
        self.first = Some(value.into());
        self
    }

    /// Sets `loan`.
    #[must_use]
    pub fn loan(mut self, value: impl Into<Loan>) -> Self {
        self.loan = Some(value.into());
        self
    }

    /// Sets `thing`.
    #[must_use]
    pub fn thing(mut self, value: impl Into<ShelfThing>) -> Self {
        self.thing = Some(Box::new(value.into()));
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
            "first" => value.read(&mut self.first),
            "loan" => value.read(&mut self.loan),
            "thing" => value.read(&mut self.thing),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("first", &self.first);
        object.member("loan", &self.loan);
        object.member("thing", &self.thing);
        object.extra(&self.extra);
    }
}

json::impl_model!(Shelf);

/// Objects that have no names are merged all the same.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ShelfThing {
    /// `kind` of the API.
    pub kind: Option<ShelfThingKind>,
    /// `x` of the API.
    pub x: Option<i64>,
    /// `y` of the API.
    pub y: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl ShelfThing {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<ShelfThingKind>) -> Self {
        self.kind = Some(value.into());
        self
    }

    /// Sets `x`.
    #[must_use]
    pub fn x(mut self, value: i64) -> Self {
        self.x = Some(value);
        self
    }

    /// Sets `y`.
    #[must_use]
    pub fn y(mut self, value: i64) -> Self {
        self.y = Some(value);
        self
    }
}

impl Model for ShelfThing {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "ShelfThing"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            "x" => value.read(&mut self.x),
            "y" => value.read(&mut self.y),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("x", &self.x);
        object.member("y", &self.y);
        object.extra(&self.extra);
    }
}

json::impl_model!(ShelfThing);

/// `ShelfThingKind` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShelfThingKind {
    /// `a`
    A,
    /// `b`
    B,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for ShelfThingKind {
    fn from_wire(value: &str) -> Self {
        match value {
            "a" => Self::A,
            "b" => Self::B,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(ShelfThingKind);

/// Two of them have a tag in common, so that it does not tell them apart.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Loan {
    /// An object.
    LoanLoan(Box<LoanLoan>),
    /// For ever. What it is called is one of the values that the member may have.
    Gift(Box<Gift>),
    /// An object that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Loan {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.tag("kind")?.as_deref() {
            Some("loan") => Self::LoanLoan(value.take()?),
            Some("Gift") => Self::Gift(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for Loan {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::LoanLoan(value) => json::Encode::encode(value, writer),
            Self::Gift(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Loan);

impl From<LoanLoan> for Loan {
    fn from(mut value: LoanLoan) -> Self {
        value.kind.get_or_insert_with(|| "loan".into());
        Self::LoanLoan(Box::new(value))
    }
}

impl From<Gift> for Loan {
    fn from(mut value: Gift) -> Self {
        value.kind.get_or_insert_with(|| "Gift".into());
        Self::Gift(Box::new(value))
    }
}

/// `LoanLoan` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct LoanLoan {
    /// What it is.
    pub kind: Option<ShortLoanKind>,
    /// For how many days.
    pub days: Option<i64>,
    /// For how many years.
    pub years: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl LoanLoan {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<ShortLoanKind>) -> Self {
        self.kind = Some(value.into());
        self
    }

    /// Sets `days`.
    #[must_use]
    pub fn days(mut self, value: i64) -> Self {
        self.days = Some(value);
        self
    }

    /// Sets `years`.
    #[must_use]
    pub fn years(mut self, value: i64) -> Self {
        self.years = Some(value);
        self
    }
}

impl Model for LoanLoan {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "LoanLoan"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            "days" => value.read(&mut self.days),
            "years" => value.read(&mut self.years),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("days", &self.days);
        object.member("years", &self.years);
        object.extra(&self.extra);
    }
}

json::impl_model!(LoanLoan);

/// For some days.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ShortLoan {
    /// What it is.
    pub kind: ShortLoanKind,
    /// For how many days.
    pub days: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl ShortLoan {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(kind: impl Into<ShortLoanKind>) -> Self {
        Self {
            kind: kind.into(),
            days: None,
            extra: Extra::default(),
        }
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<ShortLoanKind>) -> Self {
        self.kind = value.into();
        self
    }

    /// Sets `days`.
    #[must_use]
    pub fn days(mut self, value: i64) -> Self {
        self.days = Some(value);
        self
    }
}

impl Model for ShortLoan {
    fn empty() -> Self {
        Self {
            kind: Decode::empty(),
            days: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "ShortLoan"
    }

    fn required(&self) -> &'static [&'static str] {
        &["kind"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            "days" => value.read(&mut self.days),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("days", &self.days);
        object.extra(&self.extra);
    }
}

json::impl_model!(ShortLoan);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShortLoanKind {
    /// `loan`
    Loan,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for ShortLoanKind {
    fn from_wire(value: &str) -> Self {
        match value {
            "loan" => Self::Loan,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Loan => "loan",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(ShortLoanKind);

/// For years.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LongLoan {
    /// What it is.
    pub kind: LongLoanKind,
    /// For how many years.
    pub years: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl LongLoan {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(kind: impl Into<LongLoanKind>) -> Self {
        Self {
            kind: kind.into(),
            years: None,
            extra: Extra::default(),
        }
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<LongLoanKind>) -> Self {
        self.kind = value.into();
        self
    }

    /// Sets `years`.
    #[must_use]
    pub fn years(mut self, value: i64) -> Self {
        self.years = Some(value);
        self
    }
}

impl Model for LongLoan {
    fn empty() -> Self {
        Self {
            kind: Decode::empty(),
            years: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "LongLoan"
    }

    fn required(&self) -> &'static [&'static str] {
        &["kind"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            "years" => value.read(&mut self.years),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("years", &self.years);
        object.extra(&self.extra);
    }
}

json::impl_model!(LongLoan);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LongLoanKind {
    /// `loan`
    Loan,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for LongLoanKind {
    fn from_wire(value: &str) -> Self {
        match value {
            "loan" => Self::Loan,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Loan => "loan",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(LongLoanKind);

/// For ever. What it is called is one of the values that the member may have.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Gift {
    /// What it is.
    pub kind: Option<Kind>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Gift {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<Kind>) -> Self {
        self.kind = Some(value.into());
        self
    }
}

impl Model for Gift {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Gift"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.extra(&self.extra);
    }
}

json::impl_model!(Gift);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// `loan`
    Loan,
    /// [`Gift`](crate::types::Gift)
    Gift,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Kind {
    fn from_wire(value: &str) -> Self {
        match value {
            "loan" => Self::Loan,
            "Gift" => Self::Gift,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Loan => "loan",
            Self::Gift => "Gift",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Kind);
