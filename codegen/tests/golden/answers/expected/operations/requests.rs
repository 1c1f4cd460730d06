// Generated from openapi.yaml. Do not edit.

use std::collections::BTreeMap;

use jobs_runtime::Result;
use jobs_runtime::json::Value;
use jobs_runtime::operation::{
    self, Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{
    AskChoiceResponse, AskListResponseItem, Book, BookId, Lent, NullByNameResponse,
    NullChoiceResponse, NullNestedResponse, NullObjectResponse, NullOfChoiceResponse,
    NullSeveralResponse, Reason, SeveralResponse, State,
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

/// Request to a text or no content.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Note {}

impl Note {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for Note {
    const INFO: &'static OperationInfo = &OperationInfo::new(
            "note",
            Method::Get,
            "/answers/note",
            RetryClass::Safe,
        )
        .accept("text/plain");
    type Output = Option<operation::Text>;

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

/// Request to an object or null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullAnyOf {}

impl NullAnyOf {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullAnyOf {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_any_of",
        Method::Get,
        "/nulls/any_of",
        RetryClass::Safe,
    );
    type Output = Option<Book>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to null or an object.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullOneOf {}

impl NullOneOf {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullOneOf {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_one_of",
        Method::Get,
        "/nulls/one_of",
        RetryClass::Safe,
    );
    type Output = Option<Book>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to an object of its own or null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullObject {}

impl NullObject {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullObject {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_object",
        Method::Get,
        "/nulls/object",
        RetryClass::Safe,
    );
    type Output = Option<NullObjectResponse>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to an object that may be null itself.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullReference {}

impl NullReference {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullReference {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_reference",
        Method::Get,
        "/nulls/reference",
        RetryClass::Safe,
    );
    type Output = Option<Reason>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a list or null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullList {}

impl NullList {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullList {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_list",
        Method::Get,
        "/nulls/list",
        RetryClass::Safe,
    );
    type Output = Option<Vec<Book>>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a string or null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullText {}

impl NullText {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullText {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_text",
        Method::Get,
        "/nulls/text",
        RetryClass::Safe,
    );
    type Output = Option<String>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a map or null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullMap {}

impl NullMap {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullMap {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_map",
        Method::Get,
        "/nulls/map",
        RetryClass::Safe,
    );
    type Output = Option<BTreeMap<String, i64>>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a choice or null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullChoice {}

impl NullChoice {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullChoice {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_choice",
        Method::Get,
        "/nulls/choice",
        RetryClass::Safe,
    );
    type Output = Option<NullChoiceResponse>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to anything.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullAny {}

impl NullAny {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullAny {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_any",
        Method::Get,
        "/nulls/any",
        RetryClass::Safe,
    );
    type Output = Value;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a choice of which one may be null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullOfChoice {}

impl NullOfChoice {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullOfChoice {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_of_choice",
        Method::Get,
        "/nulls/of_choice",
        RetryClass::Safe,
    );
    type Output = Option<NullOfChoiceResponse>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a choice within a choice that may be null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullNested {}

impl NullNested {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullNested {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_nested",
        Method::Get,
        "/nulls/nested",
        RetryClass::Safe,
    );
    type Output = Option<NullNestedResponse>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to a choice within a choice that has a name.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullByName {}

impl NullByName {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullByName {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_by_name",
        Method::Get,
        "/nulls/by_name",
        RetryClass::Safe,
    );
    type Output = Option<NullByNameResponse>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to several successes of which one may be null.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct NullSeveral {}

impl NullSeveral {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Operation for NullSeveral {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_several",
        Method::Get,
        "/nulls/several",
        RetryClass::Safe,
    );
    type Output = Option<NullSeveralResponse>;

    fn encode(&self, _request: &mut RequestParts) -> Result<()> {
        Ok(())
    }
}

/// Request to an object that is sent as well.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NullSent {
    /// What is lent.
    pub body: Box<Lent>,
}

impl NullSent {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(body: impl Into<Lent>) -> Self {
        Self {
            body: Box::new(body.into()),
        }
    }

    /// Sets `body`.
    #[must_use]
    pub fn body(mut self, value: impl Into<Lent>) -> Self {
        self.body = Box::new(value.into());
        self
    }
}

impl From<Lent> for NullSent {
    fn from(body: Lent) -> Self {
        Self::new(body)
    }
}

impl Operation for NullSent {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "null_sent",
        Method::Post,
        "/nulls/sent",
        RetryClass::Unsafe,
    );
    type Output = Option<Lent>;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(&*self.body)?;
        Ok(())
    }
}
