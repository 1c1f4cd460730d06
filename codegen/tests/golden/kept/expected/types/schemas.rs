// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// What keeps a book together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cover {
    /// `HARD`
    Hard,
    /// `SOFT`, which the API does not have any more.
    #[deprecated = "the API does not have this value any more"]
    Soft,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

#[expect(deprecated, reason = "values that are gone can still be read")]
impl OpenEnum for Cover {
    fn from_wire(value: &str) -> Self {
        match value {
            "HARD" => Self::Hard,
            "SOFT" => Self::Soft,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Hard => "HARD",
            Self::Soft => "SOFT",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(Cover);

/// A shelf.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Shelf {
    /// Where it is.
    ///
    /// The API does not demand it any more; it is empty where an answer lacks it.
    pub room: String,
    /// What its books are like.
    ///
    /// The API does not demand it any more; it is empty where an answer lacks it.
    pub cover: Cover,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Shelf {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(room: impl Into<String>, cover: impl Into<Cover>) -> Self {
        Self {
            room: room.into(),
            cover: cover.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `room`.
    #[must_use]
    pub fn room(mut self, value: impl Into<String>) -> Self {
        self.room = value.into();
        self
    }

    /// Sets `cover`.
    #[must_use]
    pub fn cover(mut self, value: impl Into<Cover>) -> Self {
        self.cover = value.into();
        self
    }
}

impl Model for Shelf {
    fn empty() -> Self {
        Self {
            room: Decode::empty(),
            cover: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Shelf"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "room" => value.read(&mut self.room),
            "cover" => value.read(&mut self.cover),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        if self.room != <String as Decode>::empty() {
            object.member("room", &self.room);
        }
        if self.cover != <Cover as Decode>::empty() {
            object.member("cover", &self.cover);
        }
        object.extra(&self.extra);
    }
}

json::impl_model!(Shelf);
