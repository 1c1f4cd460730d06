// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue, Value,
};

/// What is written into a book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Mark {
    /// Where.
    pub page: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Mark {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `page`.
    #[must_use]
    pub fn page(mut self, value: i64) -> Self {
        self.page = Some(value);
        self
    }
}

impl Model for Mark {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Mark"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "page" => value.read(&mut self.page),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("page", &self.page);
        object.extra(&self.extra);
    }
}

json::impl_model!(Mark);

/// What was written, in books and beside.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Marks {
    /// It is called like the method that sets others.
    pub extra_value: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Marks {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `extra_value`.
    #[must_use]
    pub fn extra_value(mut self, value: impl Into<String>) -> Self {
        self.extra_value = Some(value.into());
        self
    }

    /// The members that have no name here, by their names.
    ///
    /// # Errors
    ///
    /// When one of them is of another type.
    pub fn extra_values(&self) -> Result<BTreeMap<String, MarksValue>, ReadError> {
        self.extra.get_all()
    }

    /// Sets a member that has no name here.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn extra_value_(
        mut self,
        name: &str,
        value: impl Into<MarksValue>,
    ) -> Result<Self, json::WriteError> {
        let value: MarksValue = value.into();
        self.extra.insert_as(name, &value)?;
        Ok(self)
    }
}

impl Model for Marks {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Marks"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "extra_value" => value.read(&mut self.extra_value),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("extra_value", &self.extra_value);
        object.extra(&self.extra);
    }
}

json::impl_model!(Marks);

/// `MarksValue` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MarksValue {
    /// An object.
    Object(Box<Mark>),
    /// A value of a kind that this version of the SDK does not know.
    Other(Value),
}

impl json::Decode for MarksValue {
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

impl json::Encode for MarksValue {
    fn encode(&self, writer: &mut json::Writer) {
        match self {
            Self::Object(value) => json::Encode::encode(value, writer),
            Self::Other(value) => json::Encode::encode(value, writer),
        }
    }
}

json::impl_choice!(MarksValue);

impl From<Mark> for MarksValue {
    fn from(value: Mark) -> Self {
        Self::Object(Box::new(value))
    }
}

/// Prices, but for books.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Prices {
    /// Which.
    pub currency: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Prices {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `currency`.
    #[must_use]
    pub fn currency(mut self, value: impl Into<String>) -> Self {
        self.currency = Some(value.into());
        self
    }

    /// The members that have no name here, by their names.
    ///
    /// # Errors
    ///
    /// When one of them is of another type.
    pub fn extra_values(&self) -> Result<BTreeMap<String, f64>, ReadError> {
        self.extra.get_all()
    }

    /// Sets a member that has no name here.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn extra_value(
        mut self,
        name: &str,
        value: f64,
    ) -> Result<Self, json::WriteError> {
        self.extra.insert_as(name, &value)?;
        Ok(self)
    }
}

impl Model for Prices {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Prices"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "currency" => value.read(&mut self.currency),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("currency", &self.currency);
        object.extra(&self.extra);
    }
}

json::impl_model!(Prices);

/// The same, and the books have names.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BookPrices {
    /// Which.
    pub currency: Option<String>,
    /// Which.
    pub books: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BookPrices {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `currency`.
    #[must_use]
    pub fn currency(mut self, value: impl Into<String>) -> Self {
        self.currency = Some(value.into());
        self
    }

    /// Sets `books`.
    #[must_use]
    pub fn books(mut self, value: impl Into<String>) -> Self {
        self.books = Some(value.into());
        self
    }

    /// The members that have no name here, by their names.
    ///
    /// # Errors
    ///
    /// When one of them is of another type.
    pub fn extra_values(&self) -> Result<BTreeMap<String, f64>, ReadError> {
        self.extra.get_all()
    }

    /// Sets a member that has no name here.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn extra_value(
        mut self,
        name: &str,
        value: f64,
    ) -> Result<Self, json::WriteError> {
        self.extra.insert_as(name, &value)?;
        Ok(self)
    }
}

impl Model for BookPrices {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BookPrices"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "currency" => value.read(&mut self.currency),
            "books" => value.read(&mut self.books),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("currency", &self.currency);
        object.member("books", &self.books);
        object.extra(&self.extra);
    }
}

json::impl_model!(BookPrices);

/// Described in place.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Sizes {
    /// Which.
    pub unit: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Sizes {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `unit`.
    #[must_use]
    pub fn unit(mut self, value: impl Into<String>) -> Self {
        self.unit = Some(value.into());
        self
    }

    /// The members that have no name here, by their names.
    ///
    /// # Errors
    ///
    /// When one of them is of another type.
    pub fn extra_values(&self) -> Result<BTreeMap<String, SizesValue>, ReadError> {
        self.extra.get_all()
    }

    /// Sets a member that has no name here.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn extra_value(
        mut self,
        name: &str,
        value: impl Into<SizesValue>,
    ) -> Result<Self, json::WriteError> {
        let value: SizesValue = value.into();
        self.extra.insert_as(name, &value)?;
        Ok(self)
    }
}

impl Model for Sizes {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Sizes"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "unit" => value.read(&mut self.unit),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("unit", &self.unit);
        object.extra(&self.extra);
    }
}

json::impl_model!(Sizes);

/// `SizesValue` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SizesValue {
    /// From left to right.
    pub width: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl SizesValue {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `width`.
    #[must_use]
    pub fn width(mut self, value: i64) -> Self {
        self.width = Some(value);
        self
    }
}

impl Model for SizesValue {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "SizesValue"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "width" => value.read(&mut self.width),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("width", &self.width);
        object.extra(&self.extra);
    }
}

json::impl_model!(SizesValue);

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

/// Other members are numbers. What is none stays in `extra`.
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

    /// The members that have no name here, by their names.
    ///
    /// # Errors
    ///
    /// When one of them is of another type.
    pub fn extra_values(&self) -> Result<BTreeMap<String, i64>, ReadError> {
        self.extra.get_all()
    }

    /// Sets a member that has no name here.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn extra_value(
        mut self,
        name: &str,
        value: i64,
    ) -> Result<Self, json::WriteError> {
        self.extra.insert_as(name, &value)?;
        Ok(self)
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
