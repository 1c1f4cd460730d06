// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// `GetBook2Response` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetBook2Response {
    /// Its title.
    pub title: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl GetBook2Response {
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
}

impl Model for GetBook2Response {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "GetBook2Response"
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

json::impl_model!(GetBook2Response);

/// It has the name of a request.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetBook {
    /// A keyword.
    pub r#type: Option<String>,
    /// Another one.
    pub self_: Option<GetBookSelfType>,
    /// Taken by generated code.
    pub new_: Option<String>,
    /// Its shelf.
    pub shelf: Option<Box<GetBookShelf2>>,
    /// Who wrote it.
    pub authors: Option<Vec<GetBookAuthorsItem>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl GetBook {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `type`.
    #[must_use]
    pub fn r#type(mut self, value: impl Into<String>) -> Self {
        self.r#type = Some(value.into());
        self
    }

    /// Sets `self_`.
    #[must_use]
    pub fn self_(mut self, value: impl Into<GetBookSelfType>) -> Self {
        self.self_ = Some(value.into());
        self
    }

    /// Sets `new_`.
    #[must_use]
    pub fn new_(mut self, value: impl Into<String>) -> Self {
        self.new_ = Some(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<GetBookShelf2>) -> Self {
        self.shelf = Some(Box::new(value.into()));
        self
    }

    /// Sets `authors`.
    #[must_use]
    pub fn authors(
        mut self,
        value: impl IntoIterator<Item = impl Into<GetBookAuthorsItem>>,
    ) -> Self {
        self.authors = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `authors`.
    #[must_use]
    pub fn author(mut self, value: impl Into<GetBookAuthorsItem>) -> Self {
        self.authors.get_or_insert_default().push(value.into());
        self
    }
}

impl Model for GetBook {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "GetBook"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "type" => value.read(&mut self.r#type),
            "self" => value.read(&mut self.self_),
            "new" => value.read(&mut self.new_),
            "shelf" => value.read(&mut self.shelf),
            "authors" => value.read(&mut self.authors),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("type", &self.r#type);
        object.member("self", &self.self_);
        object.member("new", &self.new_);
        object.member("shelf", &self.shelf);
        object.member("authors", &self.authors);
        object.extra(&self.extra);
    }
}

json::impl_model!(GetBook);

/// Another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GetBookSelfType {
    /// `asc`
    Asc,
    /// `ASC`
    Asc2,
    /// ''
    Empty,
    /// `-1`
    Minus1,
    /// `+1`
    Plus1,
    /// `UNKNOWN_VALUE`
    UnknownValueValue,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for GetBookSelfType {
    fn from_wire(value: &str) -> Self {
        match value {
            "asc" => Self::Asc,
            "ASC" => Self::Asc2,
            "" => Self::Empty,
            "-1" => Self::Minus1,
            "+1" => Self::Plus1,
            "UNKNOWN_VALUE" => Self::UnknownValueValue,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Asc => "asc",
            Self::Asc2 => "ASC",
            Self::Empty => "",
            Self::Minus1 => "-1",
            Self::Plus1 => "+1",
            Self::UnknownValueValue => "UNKNOWN_VALUE",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(GetBookSelfType);

/// Its shelf.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetBookShelf2 {
    /// Where.
    pub room: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl GetBookShelf2 {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `room`.
    #[must_use]
    pub fn room(mut self, value: impl Into<String>) -> Self {
        self.room = Some(value.into());
        self
    }
}

impl Model for GetBookShelf2 {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "GetBookShelf2"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "room" => value.read(&mut self.room),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("room", &self.room);
        object.extra(&self.extra);
    }
}

json::impl_model!(GetBookShelf2);

/// An author.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetBookAuthorsItem {
    /// The name.
    pub name: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl GetBookAuthorsItem {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }
}

impl Model for GetBookAuthorsItem {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "GetBookAuthorsItem"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "name" => value.read(&mut self.name),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("name", &self.name);
        object.extra(&self.extra);
    }
}

json::impl_model!(GetBookAuthorsItem);

/// It has the name that a shelf would have.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetBookShelf {
    /// One.
    pub a_b_2: Option<String>,
    /// Two.
    pub a_b: Option<String>,
    /// Three.
    pub a_b_3: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl GetBookShelf {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `a_b_2`.
    #[must_use]
    pub fn a_b_2(mut self, value: impl Into<String>) -> Self {
        self.a_b_2 = Some(value.into());
        self
    }

    /// Sets `a_b`.
    #[must_use]
    pub fn a_b(mut self, value: impl Into<String>) -> Self {
        self.a_b = Some(value.into());
        self
    }

    /// Sets `a_b_3`.
    #[must_use]
    pub fn a_b_3(mut self, value: impl Into<String>) -> Self {
        self.a_b_3 = Some(value.into());
        self
    }
}

impl Model for GetBookShelf {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "GetBookShelf"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "a-b" => value.read(&mut self.a_b_2),
            "a_b" => value.read(&mut self.a_b),
            "A B" => value.read(&mut self.a_b_3),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("a-b", &self.a_b_2);
        object.member("a_b", &self.a_b);
        object.member("A B", &self.a_b_3);
        object.extra(&self.extra);
    }
}

json::impl_model!(GetBookShelf);

/// Taken by generated code.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PartialEqType {
    /// A keyword.
    pub self_: Option<String>,
    /// Another one.
    pub self_2: Option<String>,
    /// No letter.
    pub field_: Option<String>,
    /// None either.
    pub field_2: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl PartialEqType {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `self_`.
    #[must_use]
    pub fn self_(mut self, value: impl Into<String>) -> Self {
        self.self_ = Some(value.into());
        self
    }

    /// Sets `self_2`.
    #[must_use]
    pub fn self_2(mut self, value: impl Into<String>) -> Self {
        self.self_2 = Some(value.into());
        self
    }

    /// Sets `field_`.
    #[must_use]
    pub fn field_(mut self, value: impl Into<String>) -> Self {
        self.field_ = Some(value.into());
        self
    }

    /// Sets `field_2`.
    #[must_use]
    pub fn field_2(mut self, value: impl Into<String>) -> Self {
        self.field_2 = Some(value.into());
        self
    }
}

impl Model for PartialEqType {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "PartialEqType"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "self" => value.read(&mut self.self_),
            "Self" => value.read(&mut self.self_2),
            "_" => value.read(&mut self.field_),
            " " => value.read(&mut self.field_2),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("self", &self.self_);
        object.member("Self", &self.self_2);
        object.member("_", &self.field_);
        object.member(" ", &self.field_2);
        object.extra(&self.extra);
    }
}

json::impl_model!(PartialEqType);

/// The constructor's.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NewType {
    /// Its value.
    pub value: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl NewType {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `value`.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }
}

impl Model for NewType {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "NewType"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "value" => value.read(&mut self.value),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("value", &self.value);
        object.extra(&self.extra);
    }
}

json::impl_model!(NewType);

/// Taken by generated code.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OptionType2 {
    /// Its value.
    pub value: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl OptionType2 {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `value`.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }
}

impl Model for OptionType2 {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "OptionType2"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "value" => value.read(&mut self.value),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("value", &self.value);
        object.extra(&self.extra);
    }
}

json::impl_model!(OptionType2);

/// Taken by that.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct OptionType {
    /// Its value.
    pub value: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl OptionType {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `value`.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }
}

impl Model for OptionType {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "OptionType"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "value" => value.read(&mut self.value),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("value", &self.value);
        object.extra(&self.extra);
    }
}

json::impl_model!(OptionType);

/// `Settings` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// `on` of the API.
    pub on: bool,
    /// Is it?
    pub bright: bool,
    /// Is it?
    pub loud: bool,
    /// Is it?
    pub warm: bool,
    /// A number.
    pub pid: i64,
    /// Nearly the same.
    pub ppid: i64,
    /// Like the method of an operator.
    pub add: Option<String>,
    /// Very.
    pub deep: Option<Vec<Vec<Vec<Vec<Vec<Vec<Vec<String>>>>>>>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Settings {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(
        on: bool,
        bright: bool,
        loud: bool,
        warm: bool,
        pid: i64,
        ppid: i64,
    ) -> Self {
        Self {
            on,
            bright,
            loud,
            warm,
            pid,
            ppid,
            add: None,
            deep: None,
            extra: Extra::default(),
        }
    }

    /// Sets `on`.
    #[must_use]
    pub fn on(mut self, value: bool) -> Self {
        self.on = value;
        self
    }

    /// Sets `bright`.
    #[must_use]
    pub fn bright(mut self, value: bool) -> Self {
        self.bright = value;
        self
    }

    /// Sets `loud`.
    #[must_use]
    pub fn loud(mut self, value: bool) -> Self {
        self.loud = value;
        self
    }

    /// Sets `warm`.
    #[must_use]
    pub fn warm(mut self, value: bool) -> Self {
        self.warm = value;
        self
    }

    /// Sets `pid`.
    #[must_use]
    pub fn pid(mut self, value: i64) -> Self {
        self.pid = value;
        self
    }

    /// Sets `ppid`.
    #[must_use]
    pub fn ppid(mut self, value: i64) -> Self {
        self.ppid = value;
        self
    }

    /// Sets `add`.
    #[expect(clippy::should_implement_trait, reason = "it is called as the member is")]
    #[must_use]
    pub fn add(mut self, value: impl Into<String>) -> Self {
        self.add = Some(value.into());
        self
    }

    /// Sets `deep`.
    #[must_use]
    pub fn deep(
        mut self,
        value: impl IntoIterator<Item = Vec<Vec<Vec<Vec<Vec<Vec<String>>>>>>>,
    ) -> Self {
        self.deep = Some(value.into_iter().collect());
        self
    }
}

impl Model for Settings {
    fn empty() -> Self {
        Self {
            on: Decode::empty(),
            bright: Decode::empty(),
            loud: Decode::empty(),
            warm: Decode::empty(),
            pid: Decode::empty(),
            ppid: Decode::empty(),
            add: None,
            deep: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Settings"
    }

    fn required(&self) -> &'static [&'static str] {
        &["on", "bright", "loud", "warm", "pid", "ppid"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "on" => value.read(&mut self.on),
            "bright" => value.read(&mut self.bright),
            "loud" => value.read(&mut self.loud),
            "warm" => value.read(&mut self.warm),
            "pid" => value.read(&mut self.pid),
            "ppid" => value.read(&mut self.ppid),
            "add" => value.read(&mut self.add),
            "deep" => value.read(&mut self.deep),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("on", &self.on);
        object.member("bright", &self.bright);
        object.member("loud", &self.loud);
        object.member("warm", &self.warm);
        object.member("pid", &self.pid);
        object.member("ppid", &self.ppid);
        object.member("add", &self.add);
        object.member("deep", &self.deep);
        object.extra(&self.extra);
    }
}

json::impl_model!(Settings);

/// `Kinds` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kinds {
    /// `小説`
    小説,
    /// `小説`
    小説2,
    /// `詩`
    詩,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Kinds {
    fn from_wire(value: &str) -> Self {
        match value {
            "小説" => Self::小説,
            "小説 " => Self::小説2,
            "詩" => Self::詩,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::小説 => "小説",
            Self::小説2 => "小説 ",
            Self::詩 => "詩",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Kinds);
