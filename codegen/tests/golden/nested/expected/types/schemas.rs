// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::json::{
    self, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// A book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Book {
    /// How it is bound.
    pub binding: Option<Box<BookBinding>>,
    /// Its copies.
    pub copies: Option<Vec<BookCopiesItem>>,
    /// Its reviews by the reader's name.
    pub reviews: Option<BTreeMap<String, Review>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Book {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `binding`.
    #[must_use]
    pub fn binding(mut self, value: impl Into<BookBinding>) -> Self {
        self.binding = Some(Box::new(value.into()));
        self
    }

    /// Sets `copies`.
    #[must_use]
    pub fn copies(
        mut self,
        value: impl IntoIterator<Item = impl Into<BookCopiesItem>>,
    ) -> Self {
        self.copies = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `copies`.
    #[must_use]
    pub fn copy(mut self, value: impl Into<BookCopiesItem>) -> Self {
        self.copies.get_or_insert_default().push(value.into());
        self
    }

    /// Sets `reviews`.
    #[must_use]
    pub fn reviews(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<Review>)>,
    ) -> Self {
        self.reviews = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `reviews`.
    #[must_use]
    pub fn review(mut self, name: impl Into<String>, value: impl Into<Review>) -> Self {
        self.reviews.get_or_insert_default().insert(name.into(), value.into());
        self
    }
}

impl Model for Book {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Book"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "binding" => value.read(&mut self.binding),
            "copies" => value.read(&mut self.copies),
            "reviews" => value.read(&mut self.reviews),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("binding", &self.binding);
        object.member("copies", &self.copies);
        object.member("reviews", &self.reviews);
        object.extra(&self.extra);
    }
}

json::impl_model!(Book);

/// How it is bound.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BookBinding {
    /// What it is made of.
    pub material: Option<BookBindingMaterial>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BookBinding {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `material`.
    #[must_use]
    pub fn material(mut self, value: impl Into<BookBindingMaterial>) -> Self {
        self.material = Some(value.into());
        self
    }
}

impl Model for BookBinding {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BookBinding"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "material" => value.read(&mut self.material),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("material", &self.material);
        object.extra(&self.extra);
    }
}

json::impl_model!(BookBinding);

/// What it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BookBindingMaterial {
    /// `CLOTH`
    Cloth,
    /// `LEATHER`
    Leather,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for BookBindingMaterial {
    fn from_wire(value: &str) -> Self {
        match value {
            "CLOTH" => Self::Cloth,
            "LEATHER" => Self::Leather,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Cloth => "CLOTH",
            Self::Leather => "LEATHER",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(BookBindingMaterial);

/// One copy.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BookCopiesItem {
    /// Where it stands.
    pub shelf: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BookCopiesItem {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `shelf`.
    #[must_use]
    pub fn shelf(mut self, value: impl Into<String>) -> Self {
        self.shelf = Some(value.into());
        self
    }
}

impl Model for BookCopiesItem {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BookCopiesItem"
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

json::impl_model!(BookCopiesItem);

/// What a reader thinks of it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Review {
    /// The more the better.
    ///
    /// At most 5.
    pub stars: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Review {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `stars`.
    #[must_use]
    pub fn stars(mut self, value: i64) -> Self {
        self.stars = Some(value);
        self
    }
}

impl Model for Review {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Review"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "stars" => value.read(&mut self.stars),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("stars", &self.stars);
        object.extra(&self.extra);
    }
}

json::impl_model!(Review);
