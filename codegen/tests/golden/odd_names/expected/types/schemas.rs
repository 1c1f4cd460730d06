// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
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

/// A book.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Type本 {
    /// Its title.
    pub 題名: String,
    /// Its kind.
    pub 種類: Option<Type本Type種類>,
    /// A book.
    pub 本: Option<Box<Type本>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Type本 {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(題名: impl Into<String>) -> Self {
        Self {
            題名: 題名.into(),
            種類: None,
            本: None,
            extra: Extra::default(),
        }
    }

    /// Sets `題名`.
    #[must_use]
    pub fn 題名(mut self, value: impl Into<String>) -> Self {
        self.題名 = value.into();
        self
    }

    /// Sets `種類`.
    #[must_use]
    pub fn 種類(mut self, value: impl Into<Type本Type種類>) -> Self {
        self.種類 = Some(value.into());
        self
    }

    /// Sets `本`.
    #[must_use]
    pub fn 本(mut self, value: impl Into<Type本>) -> Self {
        self.本 = Some(Box::new(value.into()));
        self
    }
}

impl Model for Type本 {
    fn empty() -> Self {
        Self {
            題名: Decode::empty(),
            種類: None,
            本: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Type本"
    }

    fn required(&self) -> &'static [&'static str] {
        &["題名"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "題名" => value.read(&mut self.題名),
            "種類" => value.read(&mut self.種類),
            "本" => value.read(&mut self.本),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("題名", &self.題名);
        object.member("種類", &self.種類);
        object.member("本", &self.本);
        object.extra(&self.extra);
    }
}

json::impl_model!(Type本);

/// Its kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Type本Type種類 {
    /// `小説`
    小説,
    /// `詩`
    詩,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Type本Type種類 {
    fn from_wire(value: &str) -> Self {
        match value {
            "小説" => Self::小説,
            "詩" => Self::詩,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::小説 => "小説",
            Self::詩 => "詩",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Type本Type種類);

/// Members that are called like methods of traits. The setter gives way.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Copy {
    /// Like that of an object without members.
    pub default: Option<String>,
    /// Like that of all objects.
    pub clone: Option<bool>,
    /// Another one.
    pub eq: Option<i64>,
    /// Another one.
    pub ne: Option<i64>,
    /// Another one.
    pub fmt: Option<String>,
    /// Another one.
    pub from: Option<String>,
    /// Another one.
    pub into: Option<String>,
    /// Another one.
    pub to_owned: Option<String>,
    /// Its singular is `clone`, which a field has.
    pub clones: Option<Vec<String>>,
    /// Its singular is the name of a method, too.
    pub try_froms: Option<Vec<String>>,
    /// Like that of numbers, which hides nothing.
    pub sub: Option<i64>,
    /// Its singular is another one.
    pub adds: Option<Vec<i64>>,
    /// Its singular takes a name, too.
    pub divs: Option<BTreeMap<String, i64>>,
    /// Its singular is no name at all.
    pub crates: Option<Vec<String>>,
    /// It has no singular.
    pub s: Option<Vec<String>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Copy {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `default`.
    #[must_use]
    pub fn default_(mut self, value: impl Into<String>) -> Self {
        self.default = Some(value.into());
        self
    }

    /// Sets `clone`.
    #[must_use]
    pub fn clone_(mut self, value: bool) -> Self {
        self.clone = Some(value);
        self
    }

    /// Sets `eq`.
    #[must_use]
    pub fn eq_(mut self, value: i64) -> Self {
        self.eq = Some(value);
        self
    }

    /// Sets `ne`.
    #[must_use]
    pub fn ne_(mut self, value: i64) -> Self {
        self.ne = Some(value);
        self
    }

    /// Sets `fmt`.
    #[must_use]
    pub fn fmt_(mut self, value: impl Into<String>) -> Self {
        self.fmt = Some(value.into());
        self
    }

    /// Sets `from`.
    #[must_use]
    pub fn from_(mut self, value: impl Into<String>) -> Self {
        self.from = Some(value.into());
        self
    }

    /// Sets `into`.
    #[must_use]
    pub fn into_(mut self, value: impl Into<String>) -> Self {
        self.into = Some(value.into());
        self
    }

    /// Sets `to_owned`.
    #[must_use]
    pub fn to_owned_(mut self, value: impl Into<String>) -> Self {
        self.to_owned = Some(value.into());
        self
    }

    /// Sets `clones`.
    #[must_use]
    pub fn clones(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.clones = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `try_froms`.
    #[must_use]
    pub fn try_froms(
        mut self,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.try_froms = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `try_froms`.
    #[must_use]
    pub fn try_from_(mut self, value: impl Into<String>) -> Self {
        self.try_froms.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `sub`.
    #[expect(clippy::should_implement_trait, reason = "it is called as the member is")]
    #[must_use]
    pub fn sub(mut self, value: i64) -> Self {
        self.sub = Some(value);
        self
    }

    /// Sets `adds`.
    #[must_use]
    pub fn adds(mut self, value: impl IntoIterator<Item = i64>) -> Self {
        self.adds = Some(value.into_iter().collect());
        self
    }

    /// Adds one to `adds`.
    #[expect(clippy::should_implement_trait, reason = "it is called as the member is")]
    #[must_use]
    pub fn add(mut self, value: i64) -> Self {
        self.adds.get_or_insert_default().push(value);
        self
    }

    /// Sets `divs`.
    #[must_use]
    pub fn divs(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, i64)>,
    ) -> Self {
        self.divs = Some(
            value.into_iter().map(|(name, value)| (name.into(), value)).collect(),
        );
        self
    }

    /// Adds one to `divs`.
    #[must_use]
    pub fn div(mut self, name: impl Into<String>, value: i64) -> Self {
        self.divs.get_or_insert_default().insert(name.into(), value);
        self
    }

    /// Sets `crates`.
    #[must_use]
    pub fn crates(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.crates = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `s`.
    #[must_use]
    pub fn s(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.s = Some(value.into_iter().map(Into::into).collect());
        self
    }
}

impl Model for Copy {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Copy"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "default" => value.read(&mut self.default),
            "clone" => value.read(&mut self.clone),
            "eq" => value.read(&mut self.eq),
            "ne" => value.read(&mut self.ne),
            "fmt" => value.read(&mut self.fmt),
            "from" => value.read(&mut self.from),
            "into" => value.read(&mut self.into),
            "to_owned" => value.read(&mut self.to_owned),
            "clones" => value.read(&mut self.clones),
            "try_froms" => value.read(&mut self.try_froms),
            "sub" => value.read(&mut self.sub),
            "adds" => value.read(&mut self.adds),
            "divs" => value.read(&mut self.divs),
            "crates" => value.read(&mut self.crates),
            "s" => value.read(&mut self.s),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("default", &self.default);
        object.member("clone", &self.clone);
        object.member("eq", &self.eq);
        object.member("ne", &self.ne);
        object.member("fmt", &self.fmt);
        object.member("from", &self.from);
        object.member("into", &self.into);
        object.member("to_owned", &self.to_owned);
        object.member("clones", &self.clones);
        object.member("try_froms", &self.try_froms);
        object.member("sub", &self.sub);
        object.member("adds", &self.adds);
        object.member("divs", &self.divs);
        object.member("crates", &self.crates);
        object.member("s", &self.s);
        object.extra(&self.extra);
    }
}

json::impl_model!(Copy);

/// It is not without members, so that nothing else is called `default`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Original {
    /// What it is if nothing is said.
    pub default: String,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Original {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(default: impl Into<String>) -> Self {
        Self {
            default: default.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `default`.
    #[must_use]
    pub fn default(mut self, value: impl Into<String>) -> Self {
        self.default = value.into();
        self
    }
}

impl Model for Original {
    fn empty() -> Self {
        Self {
            default: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Original"
    }

    fn required(&self) -> &'static [&'static str] {
        &["default"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "default" => value.read(&mut self.default),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("default", &self.default);
        object.extra(&self.extra);
    }
}

json::impl_model!(Original);

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
    /// `err`
    Err,
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
            "err" => Self::Err,
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
            Self::Err => "err",
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
