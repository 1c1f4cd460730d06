// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue, Value,
};

/// A scalar.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FindBooksShelf {
    /// A number.
    Integer(i64),
    /// A string.
    Text(String),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for FindBooksShelf {
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

impl json::Encode for FindBooksShelf {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(FindBooksShelf);

impl From<i64> for FindBooksShelf {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<String> for FindBooksShelf {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for FindBooksShelf {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// One or several.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FindBooksSort {
    /// A string.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for FindBooksSort {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::String) => Self::Text(value.take()?),
            Some(json::Kind::Array) => Self::List(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for FindBooksSort {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::List(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(FindBooksSort);

impl From<String> for FindBooksSort {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for FindBooksSort {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Vec<String>> for FindBooksSort {
    fn from(value: Vec<String>) -> Self {
        Self::List(value)
    }
}

/// Another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FindBooksTheme {
    /// `dark`
    Dark,
    /// `light`
    Light,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for FindBooksTheme {
    fn from_wire(value: &str) -> Self {
        match value {
            "dark" => Self::Dark,
            "light" => Self::Light,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(FindBooksTheme);

/// A span of time.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Span {
    /// Its beginning.
    pub from: Option<i64>,
    /// Its end.
    pub to: Option<Box<SpanTo>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Span {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `from`.
    #[must_use]
    pub fn from_(mut self, value: i64) -> Self {
        self.from = Some(value);
        self
    }

    /// Sets `to`.
    #[must_use]
    pub fn to(mut self, value: impl Into<SpanTo>) -> Self {
        self.to = Some(Box::new(value.into()));
        self
    }
}

impl Model for Span {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Span"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "from" => value.read(&mut self.from),
            "to" => value.read(&mut self.to),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("from", &self.from);
        object.member("to", &self.to);
        object.extra(&self.extra);
    }
}

json::impl_model!(Span);

/// Its end.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SpanTo {
    /// The year.
    pub year: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl SpanTo {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `year`.
    #[must_use]
    pub fn year(mut self, value: i64) -> Self {
        self.year = Some(value);
        self
    }
}

impl Model for SpanTo {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "SpanTo"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "year" => value.read(&mut self.year),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("year", &self.year);
        object.extra(&self.extra);
    }
}

json::impl_model!(SpanTo);

/// From when to when.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Range {
    /// The first year.
    pub since: Option<i64>,
    /// The last year.
    pub until: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Range {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `since`.
    #[must_use]
    pub fn since(mut self, value: i64) -> Self {
        self.since = Some(value);
        self
    }

    /// Sets `until`.
    #[must_use]
    pub fn until(mut self, value: i64) -> Self {
        self.until = Some(value);
        self
    }
}

impl Model for Range {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Range"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "since" => value.read(&mut self.since),
            "until" => value.read(&mut self.until),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("since", &self.since);
        object.member("until", &self.until);
        object.extra(&self.extra);
    }
}

json::impl_model!(Range);
