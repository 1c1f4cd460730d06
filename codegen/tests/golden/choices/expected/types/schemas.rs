// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
    Value,
};

/// A number or a name. The kind of value tells which of them it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shelf {
    /// Its number from the left.
    Integer(i64),
    /// A string.
    Text(ShelfText),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Shelf {
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

impl json::Encode for Shelf {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Shelf);

impl From<i64> for Shelf {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<ShelfText> for Shelf {
    fn from(value: ShelfText) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Shelf {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Shelf {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}

/// `ShelfText` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShelfText {
    /// `TOP`
    Top,
    /// `CELLAR`
    Cellar,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for ShelfText {
    fn from_wire(value: &str) -> Self {
        match value {
            "TOP" => Self::Top,
            "CELLAR" => Self::Cellar,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Top => "TOP",
            Self::Cellar => "CELLAR",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(ShelfText);

/// What is between two kinds of objects is merged; all else stays apart.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Source {
    /// An object.
    Object(Box<SourceObject>),
    /// A list.
    List(Vec<SourceItem>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Source {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Object) => Self::Object(value.take()?),
            Some(json::Kind::Array) => Self::List(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for Source {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::List(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Source);

impl From<SourceObject> for Source {
    fn from(value: SourceObject) -> Self {
        Self::Object(Box::new(value))
    }
}

impl From<Vec<SourceItem>> for Source {
    fn from(value: Vec<SourceItem>) -> Self {
        Self::List(value)
    }
}

/// `SourceObject` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SourceObject {
    /// Who gave it.
    pub giver: Option<String>,
    /// Where they have no type in common, so does the member.
    pub note: Option<SourceObjectNote>,
    /// What it cost.
    pub price: Option<f64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl SourceObject {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `giver`.
    #[must_use]
    pub fn giver(mut self, value: impl Into<String>) -> Self {
        self.giver = Some(value.into());
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<SourceObjectNote>) -> Self {
        self.note = Some(value.into());
        self
    }

    /// Sets `price`.
    #[must_use]
    pub fn price(mut self, value: f64) -> Self {
        self.price = Some(value);
        self
    }
}

impl Model for SourceObject {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "SourceObject"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "giver" => value.read(&mut self.giver),
            "note" => value.read(&mut self.note),
            "price" => value.read(&mut self.price),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("giver", &self.giver);
        object.member("note", &self.note);
        object.member("price", &self.price);
        object.extra(&self.extra);
    }
}

json::impl_model!(SourceObject);

/// `SourceItem` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SourceItem {
    /// An object.
    Object(Box<SourceObject>),
    /// A list.
    List(Vec<SourceItem>),
    /// A boolean.
    Boolean(bool),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for SourceItem {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Object) => Self::Object(value.take()?),
            Some(json::Kind::Array) => Self::List(value.take()?),
            Some(json::Kind::Boolean) => Self::Boolean(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for SourceItem {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::List(value) => json::Encode::encode(value, writer),
            Self::Boolean(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(SourceItem);

impl From<SourceObject> for SourceItem {
    fn from(value: SourceObject) -> Self {
        Self::Object(Box::new(value))
    }
}

impl From<Vec<SourceItem>> for SourceItem {
    fn from(value: Vec<SourceItem>) -> Self {
        Self::List(value)
    }
}

impl From<bool> for SourceItem {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

/// What somebody gave.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Gift {
    /// Who gave it.
    pub giver: Option<String>,
    /// Where they have no type in common, so does the member.
    pub note: Option<GiftNote>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Gift {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `giver`.
    #[must_use]
    pub fn giver(mut self, value: impl Into<String>) -> Self {
        self.giver = Some(value.into());
        self
    }

    /// Sets `note`.
    #[must_use]
    pub fn note(mut self, value: impl Into<GiftNote>) -> Self {
        self.note = Some(value.into());
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
            "giver" => value.read(&mut self.giver),
            "note" => value.read(&mut self.note),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("giver", &self.giver);
        object.member("note", &self.note);
        object.extra(&self.extra);
    }
}

json::impl_model!(Gift);

/// Where they have no type in common, so does the member.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GiftNote {
    /// A string.
    Text(String),
    /// A number.
    Integer(i64),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for GiftNote {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::String) => Self::Text(value.take()?),
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for GiftNote {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(GiftNote);

impl From<String> for GiftNote {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for GiftNote {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<i64> for GiftNote {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

/// Where they have no type in common, so does the member.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SourceObjectNote {
    /// A string.
    Text(String),
    /// A number.
    Integer(i64),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for SourceObjectNote {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::String) => Self::Text(value.take()?),
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for SourceObjectNote {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(SourceObjectNote);

impl From<String> for SourceObjectNote {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for SourceObjectNote {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<i64> for SourceObjectNote {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

/// A book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Of several types.
    pub key: BookKey,
    /// A number or a name. The kind of value tells which of them it is.
    pub shelf: Shelf,
    /// What is between two kinds of objects is merged; all else stays apart.
    pub source: Option<Source>,
    /// Whether it is lent or to whom.
    pub lent: Option<BookLent>,
    /// Values of several types.
    pub grade: Option<BookGrade>,
    /// What is said of elements is said of lists alone.
    pub parts: Option<BookParts>,
    /// What may be anything is that.
    pub anything: Option<Value>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(key: impl Into<BookKey>, shelf: impl Into<Shelf>) -> Self {
        Self {
            key: key.into(),
            shelf: shelf.into(),
            source: None,
            lent: None,
            grade: None,
            parts: None,
            anything: None,
            extra: Extra::default(),
        }
    }

    /// Sets `key`.
    #[must_use]
    pub fn key(mut self, value: impl Into<BookKey>) -> Self {
        self.key = value.into();
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<Shelf>) -> Self {
        self.shelf = value.into();
        self
    }

    /// Sets `source`.
    #[must_use]
    pub fn source(mut self, value: impl Into<Source>) -> Self {
        self.source = Some(value.into());
        self
    }

    /// Sets `lent`.
    #[must_use]
    pub fn lent(mut self, value: impl Into<BookLent>) -> Self {
        self.lent = Some(value.into());
        self
    }

    /// Sets `grade`.
    #[must_use]
    pub fn grade(mut self, value: impl Into<BookGrade>) -> Self {
        self.grade = Some(value.into());
        self
    }

    /// Sets `parts`.
    #[must_use]
    pub fn parts(mut self, value: impl Into<BookParts>) -> Self {
        self.parts = Some(value.into());
        self
    }

    /// Sets `anything`.
    #[must_use]
    pub fn anything(mut self, value: impl Into<Value>) -> Self {
        self.anything = Some(value.into());
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self {
            key: Decode::empty(),
            shelf: Decode::empty(),
            source: None,
            lent: None,
            grade: None,
            parts: None,
            anything: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Book"
    }

    fn required(&self) -> &'static [&'static str] {
        &["key", "shelf"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "key" => value.read(&mut self.key),
            "shelf" => value.read(&mut self.shelf),
            "source" => value.read(&mut self.source),
            "lent" => value.read(&mut self.lent),
            "grade" => value.read(&mut self.grade),
            "parts" => value.read(&mut self.parts),
            "anything" => value.read(&mut self.anything),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("key", &self.key);
        object.member("shelf", &self.shelf);
        object.member("source", &self.source);
        object.member("lent", &self.lent);
        object.member("grade", &self.grade);
        object.member("parts", &self.parts);
        object.member("anything", &self.anything);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// Of several types.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BookKey {
    /// A number.
    Integer(i64),
    /// A string.
    Text(String),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for BookKey {
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

impl json::Encode for BookKey {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(BookKey);

impl From<i64> for BookKey {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<String> for BookKey {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for BookKey {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// Whether it is lent or to whom.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BookLent {
    /// A boolean.
    Boolean(bool),
    /// An object.
    Object(BTreeMap<String, String>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for BookLent {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Boolean) => Self::Boolean(value.take()?),
            Some(json::Kind::Object) => Self::Object(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for BookLent {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Boolean(value) => json::Encode::encode(value, writer),
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(BookLent);

impl From<bool> for BookLent {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<BTreeMap<String, String>> for BookLent {
    fn from(value: BTreeMap<String, String>) -> Self {
        Self::Object(value)
    }
}

/// Values of several types.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BookGrade {
    /// A number.
    Integer(i64),
    /// A string.
    Text(BookGradeText),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for BookGrade {
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

impl json::Encode for BookGrade {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(BookGrade);

impl From<i64> for BookGrade {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<BookGradeText> for BookGrade {
    fn from(value: BookGradeText) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for BookGrade {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for BookGrade {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}

/// `BookGradeText` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BookGradeText {
    /// `worn`
    Worn,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for BookGradeText {
    fn from_wire(value: &str) -> Self {
        match value {
            "worn" => Self::Worn,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Worn => "worn",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(BookGradeText);

/// What is said of elements is said of lists alone.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BookParts {
    /// A list.
    List(Vec<String>),
    /// A string.
    Text(String),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for BookParts {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Array) => Self::List(value.take()?),
            Some(json::Kind::String) => Self::Text(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for BookParts {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::List(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(BookParts);

impl From<Vec<String>> for BookParts {
    fn from(value: Vec<String>) -> Self {
        Self::List(value)
    }
}

impl From<String> for BookParts {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for BookParts {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// Objects that lead to each other in the same way are merged once.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Chain {
    /// `next` of the API.
    pub next: Option<Box<Chain>>,
    /// How large it is.
    pub size: Option<ChainSize>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Chain {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `next`.
    #[must_use]
    pub fn next(mut self, value: impl Into<Chain>) -> Self {
        self.next = Some(Box::new(value.into()));
        self
    }

    /// Sets `size`.
    #[must_use]
    pub fn size(mut self, value: impl Into<ChainSize>) -> Self {
        self.size = Some(value.into());
        self
    }
}

impl Model for Chain {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Chain"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "next" => value.read(&mut self.next),
            "size" => value.read(&mut self.size),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("next", &self.next);
        object.member("size", &self.size);
        object.extra(&self.extra);
    }
}

json::impl_model!(Chain);

/// One link.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Link {
    /// One link.
    pub next: Option<Box<Link>>,
    /// How large it is.
    pub size: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Link {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `next`.
    #[must_use]
    pub fn next(mut self, value: impl Into<Link>) -> Self {
        self.next = Some(Box::new(value.into()));
        self
    }

    /// Sets `size`.
    #[must_use]
    pub fn size(mut self, value: i64) -> Self {
        self.size = Some(value);
        self
    }
}

impl Model for Link {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Link"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "next" => value.read(&mut self.next),
            "size" => value.read(&mut self.size),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("next", &self.next);
        object.member("size", &self.size);
        object.extra(&self.extra);
    }
}

json::impl_model!(Link);

/// How large it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChainSize {
    /// How large it is.
    Integer(i64),
    /// How large it is.
    Text(String),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for ChainSize {
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

impl json::Encode for ChainSize {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(ChainSize);

impl From<i64> for ChainSize {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<String> for ChainSize {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for ChainSize {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// One ring.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Ring {
    /// One ring.
    pub next: Option<Box<Ring>>,
    /// How large it is.
    pub size: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Ring {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `next`.
    #[must_use]
    pub fn next(mut self, value: impl Into<Ring>) -> Self {
        self.next = Some(Box::new(value.into()));
        self
    }

    /// Sets `size`.
    #[must_use]
    pub fn size(mut self, value: impl Into<String>) -> Self {
        self.size = Some(value.into());
        self
    }
}

impl Model for Ring {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Ring"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "next" => value.read(&mut self.next),
            "size" => value.read(&mut self.size),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("next", &self.next);
        object.member("size", &self.size);
        object.extra(&self.extra);
    }
}

json::impl_model!(Ring);
