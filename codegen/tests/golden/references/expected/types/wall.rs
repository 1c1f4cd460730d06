// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};

/// A wall.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Wall {
    /// In metres.
    pub height: Option<f64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Wall {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `height`.
    #[must_use]
    pub fn height(mut self, value: f64) -> Self {
        self.height = Some(value);
        self
    }
}

impl Model for Wall {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Wall"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "height" => value.read(&mut self.height),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("height", &self.height);
        object.extra(&self.extra);
    }
}

json::impl_model!(Wall);
