// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// A header.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GetTypeXOddName {
    /// `a`
    A,
    /// `B`
    B,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for GetTypeXOddName {
    fn from_wire(value: &str) -> Self {
        match value {
            "a" => Self::A,
            "B" => Self::B,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::A => "a",
            Self::B => "B",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(GetTypeXOddName);

/// Values in mixed case and with odd characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SortOrder {
    /// `asc`
    Asc,
    /// `Desc`
    Desc,
    /// `SCREAMING_CASE`
    ScreamingCase,
    /// `camelCase`
    CamelCase,
    /// `kebab-case`
    KebabCase,
    /// `with space`
    WithSpace,
    /// `text/plain`
    TextPlain,
    /// `v1.2`
    V12,
    /// `3d`
    Value3d,
    /// `+1`
    Plus1,
    /// `-1`
    Minus1,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `*`
    Asterisk,
    /// ''
    Empty,
    /// `ünïcode`
    Ünïcode,
    /// `self`
    SelfValue,
    /// `100%`
    Value100,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for SortOrder {
    fn from_wire(value: &str) -> Self {
        match value {
            "asc" => Self::Asc,
            "Desc" => Self::Desc,
            "SCREAMING_CASE" => Self::ScreamingCase,
            "camelCase" => Self::CamelCase,
            "kebab-case" => Self::KebabCase,
            "with space" => Self::WithSpace,
            "text/plain" => Self::TextPlain,
            "v1.2" => Self::V12,
            "3d" => Self::Value3d,
            "+1" => Self::Plus1,
            "-1" => Self::Minus1,
            "<=" => Self::LessEqual,
            ">" => Self::Greater,
            "*" => Self::Asterisk,
            "" => Self::Empty,
            "ünïcode" => Self::Ünïcode,
            "self" => Self::SelfValue,
            "100%" => Self::Value100,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Asc => "asc",
            Self::Desc => "Desc",
            Self::ScreamingCase => "SCREAMING_CASE",
            Self::CamelCase => "camelCase",
            Self::KebabCase => "kebab-case",
            Self::WithSpace => "with space",
            Self::TextPlain => "text/plain",
            Self::V12 => "v1.2",
            Self::Value3d => "3d",
            Self::Plus1 => "+1",
            Self::Minus1 => "-1",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::Asterisk => "*",
            Self::Empty => "",
            Self::Ünïcode => "ünïcode",
            Self::SelfValue => "self",
            Self::Value100 => "100%",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(SortOrder);

/// Defaults are told. The service sets them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Defaults {
    /// Values in mixed case and with odd characters.
    pub order: Option<SortOrder>,
    /// How many.
    ///
    /// Default: `20`.
    pub count: Option<i64>,
    /// Tags.
    ///
    /// Default: `["a", "b"]`.
    pub tags: Option<Vec<String>>,
    /// Where.
    ///
    /// Default: `{"shelf": 1}`.
    pub r#where: Option<Box<DefaultsWhere>>,
    /// Its id.
    ///
    /// Set by the service only.
    pub id: Option<String>,
    /// A password.
    ///
    /// Sent only: the service never tells it.
    pub secret: Option<String>,
    /// A level.
    ///
    /// One of `1`, `2`, `3`.
    pub level: Option<i64>,
    /// A sign before it.
    pub context: Option<String>,
    /// Another sign.
    pub value: Option<f64>,
    /// A word of the language.
    pub r#fn: Option<bool>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Defaults {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `order`.
    #[must_use]
    pub fn order(mut self, value: impl Into<SortOrder>) -> Self {
        self.order = Some(value.into());
        self
    }

    /// Sets `count`.
    #[must_use]
    pub fn count(mut self, value: i64) -> Self {
        self.count = Some(value);
        self
    }

    /// Sets `tags`.
    #[must_use]
    pub fn tags(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `tags`.
    #[must_use]
    pub fn tag(mut self, value: impl Into<String>) -> Self {
        self.tags.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `where`.
    #[must_use]
    pub fn r#where(mut self, value: impl Into<DefaultsWhere>) -> Self {
        self.r#where = Some(Box::new(value.into()));
        self
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, value: impl Into<String>) -> Self {
        self.id = Some(value.into());
        self
    }

    /// Sets `secret`.
    #[must_use]
    pub fn secret(mut self, value: impl Into<String>) -> Self {
        self.secret = Some(value.into());
        self
    }

    /// Sets `level`.
    #[must_use]
    pub fn level(mut self, value: i64) -> Self {
        self.level = Some(value);
        self
    }

    /// Sets `context`.
    #[must_use]
    pub fn context(mut self, value: impl Into<String>) -> Self {
        self.context = Some(value.into());
        self
    }

    /// Sets `value`.
    #[must_use]
    pub fn value(mut self, value: f64) -> Self {
        self.value = Some(value);
        self
    }

    /// Sets `fn`.
    #[must_use]
    pub fn r#fn(mut self, value: bool) -> Self {
        self.r#fn = Some(value);
        self
    }
}

impl Model for Defaults {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Defaults"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "order" => value.read(&mut self.order),
            "count" => value.read(&mut self.count),
            "tags" => value.read(&mut self.tags),
            "where" => value.read(&mut self.r#where),
            "id" => value.read(&mut self.id),
            "secret" => value.read(&mut self.secret),
            "level" => value.read(&mut self.level),
            "@context" => value.read(&mut self.context),
            "$value" => value.read(&mut self.value),
            "fn" => value.read(&mut self.r#fn),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("order", &self.order);
        object.member("count", &self.count);
        object.member("tags", &self.tags);
        object.member("where", &self.r#where);
        object.member("id", &self.id);
        object.member("secret", &self.secret);
        object.member("level", &self.level);
        object.member("@context", &self.context);
        object.member("$value", &self.value);
        object.member("fn", &self.r#fn);
        object.extra(&self.extra);
    }
}

json::impl_model!(Defaults);

/// Where.
///
/// Default: `{"shelf": 1}`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DefaultsWhere {
    /// A shelf.
    pub shelf: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl DefaultsWhere {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: i64) -> Self {
        self.shelf = Some(value);
        self
    }
}

impl Model for DefaultsWhere {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "DefaultsWhere"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "shelf" => value.read(&mut self.shelf),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("shelf", &self.shelf);
        object.extra(&self.extra);
    }
}

json::impl_model!(DefaultsWhere);
