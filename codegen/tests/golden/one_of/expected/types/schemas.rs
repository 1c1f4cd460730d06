// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// One schema per value makes one enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Condition {
    /// As good as new.
    Good,
    /// It has been read a lot.
    Worn,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Condition {
    fn from_wire(value: &str) -> Self {
        match value {
            "GOOD" => Self::Good,
            "WORN" => Self::Worn,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Good => "GOOD",
            Self::Worn => "WORN",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Condition);

/// As good as new.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Good {
    /// `GOOD`
    Good,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for Good {
    fn from_wire(value: &str) -> Self {
        match value {
            "GOOD" => Self::Good,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Good => "GOOD",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Good);

/// A choice between objects makes one object with all their members.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Borrower {
    /// What it is.
    pub kind: Option<BorrowerKind>,
    /// Their name.
    pub name: Option<String>,
    /// Its name.
    pub school: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Borrower {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<BorrowerKind>) -> Self {
        self.kind = Some(value.into());
        self
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets `school`.
    #[must_use]
    pub fn school(mut self, value: impl Into<String>) -> Self {
        self.school = Some(value.into());
        self
    }
}

impl Model for Borrower {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Borrower"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            "name" => value.read(&mut self.name),
            "school" => value.read(&mut self.school),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("name", &self.name);
        object.member("school", &self.school);
        object.extra(&self.extra);
    }
}

json::impl_model!(Borrower);

/// A person.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// What it is.
    pub kind: Option<PersonKind>,
    /// Their name.
    pub name: String,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Person {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            kind: None,
            name: name.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `kind`.
    #[must_use]
    pub fn kind(mut self, value: impl Into<PersonKind>) -> Self {
        self.kind = Some(value.into());
        self
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.name = value.into();
        self
    }
}

impl Model for Person {
    fn empty() -> Self {
        Self {
            kind: None,
            name: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Person"
    }

    fn required(&self) -> &'static [&'static str] {
        &["name"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "kind" => value.read(&mut self.kind),
            "name" => value.read(&mut self.name),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("kind", &self.kind);
        object.member("name", &self.name);
        object.extra(&self.extra);
    }
}

json::impl_model!(Person);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BorrowerKind {
    /// `PERSON`
    Person,
    /// `SCHOOL`
    School,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for BorrowerKind {
    fn from_wire(value: &str) -> Self {
        match value {
            "PERSON" => Self::Person,
            "SCHOOL" => Self::School,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Person => "PERSON",
            Self::School => "SCHOOL",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(BorrowerKind);

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PersonKind {
    /// `PERSON`
    Person,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for PersonKind {
    fn from_wire(value: &str) -> Self {
        match value {
            "PERSON" => Self::Person,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Person => "PERSON",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(PersonKind);

/// Which members go together is for the service to check.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Search {
    /// Part of the title.
    pub title: Option<String>,
    /// Part of the name.
    pub author: Option<String>,
    /// A shelf, or none.
    pub shelf: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Search {
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

    /// Sets `author`.
    #[must_use]
    pub fn author(mut self, value: impl Into<String>) -> Self {
        self.author = Some(value.into());
        self
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<String>) -> Self {
        self.shelf = Some(value.into());
        self
    }
}

impl Model for Search {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Search"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "author" => value.read(&mut self.author),
            "shelf" => value.read(&mut self.shelf),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("author", &self.author);
        object.member("shelf", &self.shelf);
        object.extra(&self.extra);
    }
}

json::impl_model!(Search);
