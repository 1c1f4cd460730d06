// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue, Value,
};

/// No other members.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Closed {
    /// A member.
    pub a: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Closed {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `a`.
    #[must_use]
    pub fn a(mut self, value: impl Into<String>) -> Self {
        self.a = Some(value.into());
        self
    }
}

impl Model for Closed {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Closed"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "a" => value.read(&mut self.a),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("a", &self.a);
        object.extra(&self.extra);
    }
}

json::impl_model!(Closed);

/// Any other members, which `extra` holds.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Open {
    /// A member.
    pub a: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Open {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `a`.
    #[must_use]
    pub fn a(mut self, value: impl Into<String>) -> Self {
        self.a = Some(value.into());
        self
    }
}

impl Model for Open {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Open"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "a" => value.read(&mut self.a),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("a", &self.a);
        object.extra(&self.extra);
    }
}

json::impl_model!(Open);

/// Other members are numbers, and in `extra`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Typed {
    /// A member.
    pub a: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Typed {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `a`.
    #[must_use]
    pub fn a(mut self, value: impl Into<String>) -> Self {
        self.a = Some(value.into());
        self
    }
}

impl Model for Typed {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Typed"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "a" => value.read(&mut self.a),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("a", &self.a);
        object.extra(&self.extra);
    }
}

json::impl_model!(Typed);

/// Objects whose members nobody names.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Maps {
    /// Of anything.
    pub any: Option<BTreeMap<String, Value>>,
    /// Of anything.
    pub empty: Option<BTreeMap<String, Value>>,
    /// Of integers.
    pub numbers: Option<BTreeMap<String, i64>>,
    /// Of objects.
    pub objects: Option<BTreeMap<String, Closed>>,
    /// Of objects described in place.
    pub inline: Option<BTreeMap<String, MapsInlineValue>>,
    /// Of lists of words.
    pub lists: Option<BTreeMap<String, Vec<MapsListsValueItem>>>,
    /// Of maps.
    pub maps: Option<BTreeMap<String, BTreeMap<String, f64>>>,
    /// Of several kinds.
    pub mixed: Option<BTreeMap<String, MapsMixedValue>>,
    /// Named by a pattern.
    pub patterns: Option<BTreeMap<String, String>>,
    /// Of anything.
    pub nothing: Option<BTreeMap<String, Value>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Maps {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `any`.
    #[must_use]
    pub fn any(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<Value>)>,
    ) -> Self {
        self.any = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Sets `empty`.
    #[must_use]
    pub fn empty(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<Value>)>,
    ) -> Self {
        self.empty = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Sets `numbers`.
    #[must_use]
    pub fn numbers(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, i64)>,
    ) -> Self {
        self.numbers = Some(
            value.into_iter().map(|(name, value)| (name.into(), value)).collect(),
        );
        self
    }

    /// Adds one to `numbers`.
    #[must_use]
    pub fn number(mut self, name: impl Into<String>, value: i64) -> Self {
        self.numbers.get_or_insert_default().insert(name.into(), value);
        self
    }

    /// Sets `objects`.
    #[must_use]
    pub fn objects(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<Closed>)>,
    ) -> Self {
        self.objects = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `objects`.
    #[must_use]
    pub fn object(mut self, name: impl Into<String>, value: impl Into<Closed>) -> Self {
        self.objects.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// Sets `inline`.
    #[must_use]
    pub fn inline(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<MapsInlineValue>)>,
    ) -> Self {
        self.inline = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Sets `lists`.
    #[must_use]
    pub fn lists(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, Vec<MapsListsValueItem>)>,
    ) -> Self {
        self.lists = Some(
            value.into_iter().map(|(name, value)| (name.into(), value)).collect(),
        );
        self
    }

    /// Adds one to `lists`.
    #[must_use]
    pub fn list(
        mut self,
        name: impl Into<String>,
        value: impl IntoIterator<Item = impl Into<MapsListsValueItem>>,
    ) -> Self {
        self.lists
            .get_or_insert_default()
            .insert(name.into(), value.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `maps`.
    #[must_use]
    pub fn maps(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, BTreeMap<String, f64>)>,
    ) -> Self {
        self.maps = Some(
            value.into_iter().map(|(name, value)| (name.into(), value)).collect(),
        );
        self
    }

    /// Adds one to `maps`.
    #[must_use]
    pub fn map(
        mut self,
        name: impl Into<String>,
        value: impl IntoIterator<Item = (impl Into<String>, f64)>,
    ) -> Self {
        self.maps
            .get_or_insert_default()
            .insert(
                name.into(),
                value.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            );
        self
    }

    /// Sets `mixed`.
    #[must_use]
    pub fn mixed(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<MapsMixedValue>)>,
    ) -> Self {
        self.mixed = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Sets `patterns`.
    #[must_use]
    pub fn patterns(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.patterns = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `patterns`.
    #[must_use]
    pub fn pattern(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.patterns.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// Sets `nothing`.
    #[must_use]
    pub fn nothing(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<Value>)>,
    ) -> Self {
        self.nothing = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }
}

impl Model for Maps {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Maps"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "any" => value.read(&mut self.any),
            "empty" => value.read(&mut self.empty),
            "numbers" => value.read(&mut self.numbers),
            "objects" => value.read(&mut self.objects),
            "inline" => value.read(&mut self.inline),
            "lists" => value.read(&mut self.lists),
            "maps" => value.read(&mut self.maps),
            "mixed" => value.read(&mut self.mixed),
            "patterns" => value.read(&mut self.patterns),
            "nothing" => value.read(&mut self.nothing),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("any", &self.any);
        object.member("empty", &self.empty);
        object.member("numbers", &self.numbers);
        object.member("objects", &self.objects);
        object.member("inline", &self.inline);
        object.member("lists", &self.lists);
        object.member("maps", &self.maps);
        object.member("mixed", &self.mixed);
        object.member("patterns", &self.patterns);
        object.member("nothing", &self.nothing);
        object.extra(&self.extra);
    }
}

json::impl_model!(Maps);

/// `MapsInlineValue` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct MapsInlineValue {
    /// A member.
    pub b: Option<bool>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl MapsInlineValue {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `b`.
    #[must_use]
    pub fn b(mut self, value: bool) -> Self {
        self.b = Some(value);
        self
    }
}

impl Model for MapsInlineValue {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "MapsInlineValue"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "b" => value.read(&mut self.b),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("b", &self.b);
        object.extra(&self.extra);
    }
}

json::impl_model!(MapsInlineValue);

/// `MapsListsValueItem` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MapsListsValueItem {
    /// `ONE`
    One,
    /// `TWO`
    Two,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for MapsListsValueItem {
    fn from_wire(value: &str) -> Self {
        match value {
            "ONE" => Self::One,
            "TWO" => Self::Two,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::One => "ONE",
            Self::Two => "TWO",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(MapsListsValueItem);

/// `MapsMixedValue` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MapsMixedValue {
    /// A string.
    Text(String),
    /// A boolean.
    Boolean(bool),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for MapsMixedValue {
    fn empty() -> Self {
        Self::Other(Value::Null)
    }

    fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
        *self = match value.kind() {
            Some(json::Kind::String) => Self::Text(value.take()?),
            Some(json::Kind::Boolean) => Self::Boolean(value.take()?),
            _ => Self::Other(value.take()?),
        };
        Ok(())
    }
}

impl json::Encode for MapsMixedValue {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Text(value) => json::Encode::encode(value, writer),
            Self::Boolean(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(MapsMixedValue);

impl From<String> for MapsMixedValue {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for MapsMixedValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<bool> for MapsMixedValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}
