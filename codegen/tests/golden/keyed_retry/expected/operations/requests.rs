// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass, idempotency_token,
};

/// Request to order a book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// Title of the book.
    pub title: Option<String>,
    /// Makes it safe to order again.
    pub order_token: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Order {
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

    /// Sets `order_token`.
    #[must_use]
    pub fn order_token(mut self, value: impl Into<String>) -> Self {
        self.order_token = Some(value.into());
        self
    }
}

impl Model for Order {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Order"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "order_token" => value.read(&mut self.order_token),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("order_token", &self.order_token);
        object.extra(&self.extra);
    }
}

json::impl_model!(Order);

impl Operation for Order {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "order",
        Method::Post,
        "/orders",
        RetryClass::Keyed,
    );
    type Output = ();

    fn prepare(&mut self) {
        idempotency_token(&mut self.order_token);
    }

    fn has_key(&self) -> bool {
        self.order_token.as_deref().is_some_and(|key| !key.is_empty())
    }

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}
