// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::Result;
use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{Mark, Marks};

/// What to write into which book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct MarkBooks {
    /// Who does it.
    pub by: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl MarkBooks {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `by`.
    #[must_use]
    pub fn by(mut self, value: impl Into<String>) -> Self {
        self.by = Some(value.into());
        self
    }

    /// The members that have no name here, by their names.
    ///
    /// # Errors
    ///
    /// When one of them is of another type.
    pub fn extra_values(&self) -> Result<BTreeMap<String, Mark>, ReadError> {
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
        value: impl Into<Mark>,
    ) -> Result<Self, json::WriteError> {
        let value: Mark = value.into();
        self.extra.insert_as(name, &value)?;
        Ok(self)
    }
}

impl Model for MarkBooks {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "MarkBooks"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "by" => value.read(&mut self.by),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("by", &self.by);
        object.extra(&self.extra);
    }
}

json::impl_model!(MarkBooks);

impl Operation for MarkBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "mark_books",
        Method::Post,
        "/marks",
        RetryClass::Unsafe,
    );
    type Output = Marks;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}
