// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};

/// `NewBookBinding` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NewBookBinding {
    /// What it is made of.
    pub material: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl NewBookBinding {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `material`.
    #[must_use]
    pub fn material(mut self, value: impl Into<String>) -> Self {
        self.material = Some(value.into());
        self
    }
}

impl Model for NewBookBinding {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "NewBookBinding"
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

json::impl_model!(NewBookBinding);

/// `NewBookResponse` of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NewBookResponse {
    /// Only the service writes this: without it, the answer is refused.
    pub number: i64,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl NewBookResponse {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(number: i64) -> Self {
        Self {
            number,
            extra: Extra::default(),
        }
    }

    /// Sets `number`.
    #[must_use]
    pub fn number(mut self, value: i64) -> Self {
        self.number = value;
        self
    }
}

impl Model for NewBookResponse {
    fn empty() -> Self {
        Self {
            number: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "NewBookResponse"
    }

    fn required(&self) -> &'static [&'static str] {
        &["number"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "number" => value.read(&mut self.number),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("number", &self.number);
        object.extra(&self.extra);
    }
}

json::impl_model!(NewBookResponse);
