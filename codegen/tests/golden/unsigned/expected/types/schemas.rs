// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader, Value};

/// From the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(pub u64);

json::impl_integer_id!(Offset, u64);

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// From the beginning.
    pub offset: Option<Offset>,
    /// Its size.
    ///
    /// From 1 to 18446744073709551615.
    pub size: Option<u64>,
    /// Of few values.
    ///
    /// One of `1`, `18446744073709551615`.
    pub kind: Option<u64>,
    /// What tells it apart, in one way or the other.
    pub hash: Option<PageHash>,
    /// Perhaps where.
    pub at: Option<PageAt>,
    /// Two schemas, one of which says it.
    pub all: Option<u64>,
    /// No integer has room for all.
    pub both: Option<Value>,
    /// The same among others.
    pub any: Option<Value>,
    /// A signed one has room for these.
    pub few: Option<i64>,
    /// Several.
    pub counts: Option<BTreeMap<String, u64>>,
    /// Limits beyond those of integers.
    ///
    /// From -9223372036854776000 to 1000000000000000000000.
    pub huge: Option<f64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Page {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `offset`.
    #[must_use]
    pub fn offset(mut self, value: impl Into<Offset>) -> Self {
        self.offset = Some(value.into());
        self
    }

    /// Sets `size`.
    #[must_use]
    pub fn size(mut self, value: u64) -> Self {
        self.size = Some(value);
        self
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: u64) -> Self {
        self.kind = Some(value);
        self
    }

    /// Sets `hash`.
    #[must_use]
    pub fn hash(mut self, value: impl Into<PageHash>) -> Self {
        self.hash = Some(value.into());
        self
    }

    /// Sets `at`.
    #[must_use]
    pub fn at(mut self, value: impl Into<PageAt>) -> Self {
        self.at = Some(value.into());
        self
    }

    /// Sets `all`.
    #[must_use]
    pub fn all(mut self, value: u64) -> Self {
        self.all = Some(value);
        self
    }

    /// Sets `both`.
    #[must_use]
    pub fn both(mut self, value: impl Into<Value>) -> Self {
        self.both = Some(value.into());
        self
    }

    /// Sets `any`.
    #[must_use]
    pub fn any(mut self, value: impl Into<Value>) -> Self {
        self.any = Some(value.into());
        self
    }

    /// Sets `few`.
    #[must_use]
    pub fn few(mut self, value: i64) -> Self {
        self.few = Some(value);
        self
    }

    /// Sets `counts`.
    #[must_use]
    pub fn counts(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, u64)>,
    ) -> Self {
        self.counts = Some(
            value.into_iter().map(|(name, value)| (name.into(), value)).collect(),
        );
        self
    }

    /// Adds one to `counts`.
    #[must_use]
    pub fn count(mut self, name: impl Into<String>, value: u64) -> Self {
        self.counts.get_or_insert_default().insert(name.into(), value);
        self
    }

    /// Sets `huge`.
    #[must_use]
    pub fn huge(mut self, value: f64) -> Self {
        self.huge = Some(value);
        self
    }
}

impl Model for Page {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Page"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "offset" => value.read(&mut self.offset),
            "size" => value.read(&mut self.size),
            "kind" => value.read(&mut self.kind),
            "hash" => value.read(&mut self.hash),
            "at" => value.read(&mut self.at),
            "all" => value.read(&mut self.all),
            "both" => value.read(&mut self.both),
            "any" => value.read(&mut self.any),
            "few" => value.read(&mut self.few),
            "counts" => value.read(&mut self.counts),
            "huge" => value.read(&mut self.huge),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("offset", &self.offset);
        object.member("size", &self.size);
        object.member("kind", &self.kind);
        object.member("hash", &self.hash);
        object.member("at", &self.at);
        object.member("all", &self.all);
        object.member("both", &self.both);
        object.member("any", &self.any);
        object.member("few", &self.few);
        object.member("counts", &self.counts);
        object.member("huge", &self.huge);
        object.extra(&self.extra);
    }
}

json::impl_model!(Page);

/// What tells it apart, in one way or the other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PageHash {
    /// A string.
    Text(String),
    /// A number.
    Integer(u64),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for PageHash {
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

impl json::Encode for PageHash {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(PageHash);

impl From<String> for PageHash {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for PageHash {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<u64> for PageHash {
    fn from(value: u64) -> Self {
        Self::Integer(value)
    }
}

/// Perhaps where.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PageAt {
    /// A boolean.
    Boolean(bool),
    /// A number.
    Integer(Offset),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for PageAt {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::Boolean) => Self::Boolean(value.take()?),
            Some(json::Kind::Number) => Self::Integer(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for PageAt {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Boolean(value) => json::Encode::encode(value, writer),
            Self::Integer(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(PageAt);

impl From<bool> for PageAt {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Offset> for PageAt {
    fn from(value: Offset) -> Self {
        Self::Integer(value)
    }
}

impl From<u64> for PageAt {
    fn from(value: u64) -> Self {
        Self::Integer(value.into())
    }
}
