// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    self, Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{
    AskChoiceResponse, AskListResponseItem, Book, BookId, SeveralResponse, State,
};

/// Request to text.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AskText {}

impl AskText {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for AskText {
    const INFO: &'static OperationInfo = &OperationInfo::new(
            "ask_text",
            Method::Get,
            "/answers/text",
            RetryClass::Safe,
        )
        .accept("text/plain");
    type Output = operation::Text;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to bytes.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AskBytes {}

impl AskBytes {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for AskBytes {
    const INFO: &'static OperationInfo = &OperationInfo::new(
            "ask_bytes",
            Method::Get,
            "/answers/bytes",
            RetryClass::Safe,
        )
        .accept("image/png, image/gif");
    type Output = operation::Bytes;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a named scalar.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AskId {}

impl AskId {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for AskId {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "ask_id",
        Method::Get,
        "/answers/id",
        RetryClass::Safe,
    );
    type Output = BookId;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to an enum.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AskState {}

impl AskState {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for AskState {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "ask_state",
        Method::Get,
        "/answers/state",
        RetryClass::Safe,
    );
    type Output = State;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a list of a scalar or an object.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AskList {}

impl AskList {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for AskList {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "ask_list",
        Method::Get,
        "/answers/list",
        RetryClass::Safe,
    );
    type Output = Vec<AskListResponseItem>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to an object or a list of them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AskChoice {}

impl AskChoice {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for AskChoice {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "ask_choice",
        Method::Get,
        "/answers/choice",
        RetryClass::Safe,
    );
    type Output = AskChoiceResponse;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to several successes.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Several {}

impl Several {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for Several {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "several",
        Method::Post,
        "/answers/several",
        RetryClass::Unsafe,
    );
    type Output = SeveralResponse;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a success without content.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Perhaps {}

impl Perhaps {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for Perhaps {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "perhaps",
        Method::Get,
        "/answers/perhaps",
        RetryClass::Safe,
    );
    type Output = Option<Book>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a dialect of JSON.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Dialect {}

impl Dialect {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for Dialect {
    const INFO: &'static OperationInfo = &OperationInfo::new(
            "dialect",
            Method::Get,
            "/answers/dialect",
            RetryClass::Safe,
        )
        .accept("application/vnd.library+json");
    type Output = Book;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to nothing but a default.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Fallback {}

impl Fallback {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for Fallback {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "fallback",
        Method::Options,
        "/answers/default",
        RetryClass::Safe,
    );
    type Output = Book;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}
