// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};

/// What is in the catalogue.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// When it came out.
    pub year: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Entry {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            year: None,
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `year`.
    #[must_use]
    pub fn year(mut self, value: i64) -> Self {
        self.year = Some(value);
        self
    }
}

impl Model for Entry {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            year: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Entry"
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
            "year" => value.read(&mut self.year),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("year", &self.year);
        object.extra(&self.extra);
    }
}

json::impl_model!(Entry);

/// A map is an entry with a scale, and always has a year.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Map {
    /// Its title.
    pub title: String,
    /// When it came out.
    pub year: i64,
    /// How much smaller it is than the land.
    pub scale: i64,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Map {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(title: impl Into<String>, year: i64, scale: i64) -> Self {
        Self {
            title: title.into(),
            year,
            scale,
            extra: Extra::default(),
        }
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = value.into();
        self
    }

    /// Sets `year`.
    #[must_use]
    pub fn year(mut self, value: i64) -> Self {
        self.year = value;
        self
    }

    /// Sets `scale`.
    #[must_use]
    pub fn scale(mut self, value: i64) -> Self {
        self.scale = value;
        self
    }
}

impl Model for Map {
    fn empty() -> Self {
        Self {
            title: Decode::empty(),
            year: Decode::empty(),
            scale: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Map"
    }

    fn required(&self) -> &'static [&'static str] {
        &["title", "year", "scale"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "year" => value.read(&mut self.year),
            "scale" => value.read(&mut self.scale),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("year", &self.year);
        object.member("scale", &self.scale);
        object.extra(&self.extra);
    }
}

json::impl_model!(Map);

/// A room.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Room {
    /// The map on its wall. This is how OpenAPI 3.0 puts words beside a reference.
    pub wall: Option<Box<Map>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Room {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `wall`.
    #[must_use]
    pub fn wall(mut self, value: impl Into<Map>) -> Self {
        self.wall = Some(Box::new(value.into()));
        self
    }
}

impl Model for Room {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Room"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "wall" => value.read(&mut self.wall),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("wall", &self.wall);
        object.extra(&self.extra);
    }
}

json::impl_model!(Room);
