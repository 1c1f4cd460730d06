// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
    Value,
};

/// `AskListResponseItem` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AskListResponseItem {
    /// A number.
    Integer(i64),
    /// An object.
    Object(Box<Book>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for AskListResponseItem {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            Some(json::Kind::Object) => Self::Object(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for AskListResponseItem {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(AskListResponseItem);

impl From<i64> for AskListResponseItem {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Book> for AskListResponseItem {
    fn from(value: Book) -> Self {
        Self::Object(Box::new(value))
    }
}

/// `AskChoiceResponse` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AskChoiceResponse {
    /// An object.
    Object(Box<Book>),
    /// A list.
    List(Vec<Book>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for AskChoiceResponse {
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

impl json::Encode for AskChoiceResponse {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::List(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(AskChoiceResponse);

impl From<Book> for AskChoiceResponse {
    fn from(value: Book) -> Self {
        Self::Object(Box::new(value))
    }
}

impl From<Vec<Book>> for AskChoiceResponse {
    fn from(value: Vec<Book>) -> Self {
        Self::List(value)
    }
}

/// `SeveralResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SeveralResponse {
    /// Its title.
    pub title: Option<String>,
    /// Of a book.
    pub book_id: Option<BookId>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl SeveralResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: impl Into<BookId>) -> Self {
        self.book_id = Some(value.into());
        self
    }
}

impl Model for SeveralResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "SeveralResponse"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "book_id" => value.read(&mut self.book_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("book_id", &self.book_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(SeveralResponse);

/// A shelf.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullObjectResponse {
    /// Where.
    pub floor: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl NullObjectResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `floor`.
    #[must_use]
    pub fn floor(mut self, value: i64) -> Self {
        self.floor = Some(value);
        self
    }
}

impl Model for NullObjectResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "NullObjectResponse"
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

json::impl_model!(NullObjectResponse);

/// `NullChoiceResponse` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NullChoiceResponse {
    /// An object.
    Object(Box<Book>),
    /// A number.
    Integer(i64),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for NullChoiceResponse {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Object) => Self::Object(value.take()?),
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for NullChoiceResponse {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(NullChoiceResponse);

impl From<Book> for NullChoiceResponse {
    fn from(value: Book) -> Self {
        Self::Object(Box::new(value))
    }
}

impl From<i64> for NullChoiceResponse {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

/// `NullOfChoiceResponse` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NullOfChoiceResponse {
    /// A number.
    Integer(i64),
    /// An object.
    Object(Box<Reason>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for NullOfChoiceResponse {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            Some(json::Kind::Object) => Self::Object(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for NullOfChoiceResponse {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(NullOfChoiceResponse);

impl From<i64> for NullOfChoiceResponse {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Reason> for NullOfChoiceResponse {
    fn from(value: Reason) -> Self {
        Self::Object(Box::new(value))
    }
}

/// `NullNestedResponse` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NullNestedResponse {
    /// A number.
    Integer(i64),
    /// An object.
    Object(Box<Book>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for NullNestedResponse {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            Some(json::Kind::Object) => Self::Object(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for NullNestedResponse {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(NullNestedResponse);

impl From<i64> for NullNestedResponse {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Book> for NullNestedResponse {
    fn from(value: Book) -> Self {
        Self::Object(Box::new(value))
    }
}

/// `NullByNameResponse` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NullByNameResponse {
    /// A number.
    Integer(i64),
    /// An object.
    Object(Box<Book>),
    /// A string.
    Text(String),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for NullByNameResponse {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            Some(json::Kind::Object) => Self::Object(value.take()?),
            Some(json::Kind::String) => Self::Text(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for NullByNameResponse {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(NullByNameResponse);

impl From<i64> for NullByNameResponse {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Book> for NullByNameResponse {
    fn from(value: Book) -> Self {
        Self::Object(Box::new(value))
    }
}

impl From<String> for NullByNameResponse {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for NullByNameResponse {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// `NullSeveralResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullSeveralResponse {
    /// Its title.
    pub title: Option<String>,
    /// What for.
    pub why: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl NullSeveralResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `why`.
    #[must_use]
    pub fn why(mut self, value: impl Into<String>) -> Self {
        self.why = Some(value.into());
        self
    }
}

impl Model for NullSeveralResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "NullSeveralResponse"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "why" => value.read(&mut self.why),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("why", &self.why);
        object.extra(&self.extra);
    }
}

json::impl_model!(NullSeveralResponse);

/// Of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookId(pub i64);

json::impl_integer_id!(BookId);

/// Of a book.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// `IN`
    In,
    /// `OUT`
    Out,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for State {
    fn from_wire(value: &str) -> Self {
        match value {
            "IN" => Self::In,
            "OUT" => Self::Out,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::In => "IN",
            Self::Out => "OUT",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(State);

/// A book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// Its title.
    pub title: String,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
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
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// What was made.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Made {
    /// Of a book.
    pub book_id: Option<BookId>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Made {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: impl Into<BookId>) -> Self {
        self.book_id = Some(value.into());
        self
    }
}

impl Model for Made {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Made"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book_id" => value.read(&mut self.book_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book_id", &self.book_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(Made);

/// Something, perhaps.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Reason {
    /// What for.
    pub why: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Reason {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `why`.
    #[must_use]
    pub fn why(mut self, value: impl Into<String>) -> Self {
        self.why = Some(value.into());
        self
    }
}

impl Model for Reason {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Reason"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "why" => value.read(&mut self.why),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("why", &self.why);
        object.extra(&self.extra);
    }
}

json::impl_model!(Reason);

/// A book or a word, perhaps.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Unsure {
    /// An object.
    Object(Box<Book>),
    /// A string.
    Text(String),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for Unsure {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Object) => Self::Object(value.take()?),
            Some(json::Kind::String) => Self::Text(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for Unsure {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(Unsure);

impl From<Book> for Unsure {
    fn from(value: Book) -> Self {
        Self::Object(Box::new(value))
    }
}

impl From<String> for Unsure {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Unsure {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// What is lent.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Lent {
    /// How long.
    pub days: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Lent {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `days`.
    #[must_use]
    pub fn days(mut self, value: i64) -> Self {
        self.days = Some(value);
        self
    }
}

impl Model for Lent {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Lent"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "days" => value.read(&mut self.days),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("days", &self.days);
        object.extra(&self.extra);
    }
}

json::impl_model!(Lent);
