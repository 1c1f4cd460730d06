// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;
use std::fmt;

use jobs_runtime::json::{
    self, Decode, Extra, Hidden, Model, ObjectWriter, ReadError, Reader,
};

/// What lets a reader in.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Card {
    /// Its number.
    pub number: Option<String>,
    /// Another one, as the format tells.
    pub word: Option<String>,
    /// Secret of its owner.
    pub pin: String,
    /// Keys of the lockers.
    pub keys: Option<BTreeMap<String, String>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Card {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(pin: impl Into<String>) -> Self {
        Self {
            number: None,
            word: None,
            pin: pin.into(),
            keys: None,
            extra: Extra::default(),
        }
    }

    /// Sets `number`.
    #[must_use]
    pub fn number(mut self, value: impl Into<String>) -> Self {
        self.number = Some(value.into());
        self
    }

    /// Sets `word`.
    #[must_use]
    pub fn word(mut self, value: impl Into<String>) -> Self {
        self.word = Some(value.into());
        self
    }

    /// Sets `pin`.
    #[must_use]
    pub fn pin(mut self, value: impl Into<String>) -> Self {
        self.pin = value.into();
        self
    }

    /// Sets `keys`.
    #[must_use]
    pub fn keys(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.keys = Some(
            value.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        );
        self
    }

    /// Adds one to `keys`.
    #[must_use]
    pub fn key(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.keys.get_or_insert_default().insert(name.into(), value.into());
        self
    }
}

impl fmt::Debug for Card {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Card")
            .field("number", &self.number)
            .field("word", &self.word.as_ref().map(|_| Hidden))
            .field("pin", &Hidden)
            .field("keys", &self.keys.as_ref().map(|_| Hidden))
            .field("extra", &self.extra)
            .finish()
    }
}

impl Model for Card {
    fn empty() -> Self {
        Self {
            number: None,
            word: None,
            pin: Decode::empty(),
            keys: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Card"
    }

    fn required(&self) -> &'static [&'static str] {
        &["pin"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "number" => value.read(&mut self.number),
            "word" => value.read(&mut self.word),
            "pin" => value.read(&mut self.pin),
            "keys" => value.read(&mut self.keys),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("number", &self.number);
        object.member("word", &self.word);
        object.member("pin", &self.pin);
        object.member("keys", &self.keys);
        object.extra(&self.extra);
    }
}

json::impl_model!(Card);
