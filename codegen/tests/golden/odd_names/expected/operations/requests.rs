// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{GetTypeXOddName, Type本};

/// Request to ask by odd names.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetType {
    /// A word of the language.
    pub r#type: String,
    /// Another one.
    pub r#match: String,
    /// Brackets.
    pub filter_name: Option<String>,
    /// A word, too.
    ///
    /// Default: `true`.
    pub r#async: Option<bool>,
    /// A header.
    pub x_odd_name: Option<GetTypeXOddName>,
}

impl GetType {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(r#type: impl Into<String>, r#match: impl Into<String>) -> Self {
        Self {
            r#type: r#type.into(),
            r#match: r#match.into(),
            filter_name: None,
            r#async: None,
            x_odd_name: None,
        }
    }

    /// Sets `type`.
    #[must_use]
    pub fn r#type(mut self, value: impl Into<String>) -> Self {
        self.r#type = value.into();
        self
    }

    /// Sets `match`.
    #[must_use]
    pub fn r#match(mut self, value: impl Into<String>) -> Self {
        self.r#match = value.into();
        self
    }

    /// Sets `filter_name`.
    #[must_use]
    pub fn filter_name(mut self, value: impl Into<String>) -> Self {
        self.filter_name = Some(value.into());
        self
    }

    /// Sets `async`.
    #[must_use]
    pub fn r#async(mut self, value: bool) -> Self {
        self.r#async = Some(value);
        self
    }

    /// Sets `x_odd_name`.
    #[must_use]
    pub fn x_odd_name(mut self, value: impl Into<GetTypeXOddName>) -> Self {
        self.x_odd_name = Some(value.into());
        self
    }
}

impl Operation for GetType {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_type",
        Method::Get,
        "/{type}/{match}",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("type", &self.r#type)?;
        request.path("match", &self.r#match)?;
        request.query("filter[name]", &self.filter_name);
        request.query("async", &self.r#async);
        request.header("X-Odd.Name", &self.x_odd_name);
        Ok(())
    }
}

/// Request to ask by names of methods.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListCopies {
    /// The first, by which alone it can be asked.
    pub from: i64,
    /// Where to.
    pub into: Option<String>,
}

impl ListCopies {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(from: i64) -> Self {
        Self { from, into: None }
    }

    /// Sets `from`.
    #[must_use]
    pub fn from_(mut self, value: i64) -> Self {
        self.from = value;
        self
    }

    /// Sets `into`.
    #[must_use]
    pub fn into_(mut self, value: impl Into<String>) -> Self {
        self.into = Some(value.into());
        self
    }
}

impl From<i64> for ListCopies {
    fn from(from: i64) -> Self {
        Self::new(from)
    }
}

impl Operation for ListCopies {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "list_copies",
        Method::Get,
        "/copies",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("from", &self.from);
        request.query("into", &self.into);
        Ok(())
    }
}

/// Request to ask in letters that have no case.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Type取得 {
    /// Its title.
    pub 題名: String,
}

impl Type取得 {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(題名: impl Into<String>) -> Self {
        Self { 題名: 題名.into() }
    }

    /// Sets `題名`.
    #[must_use]
    pub fn 題名(mut self, value: impl Into<String>) -> Self {
        self.題名 = value.into();
        self
    }
}

impl From<&str> for Type取得 {
    fn from(題名: &str) -> Self {
        Self::new(題名)
    }
}

impl From<String> for Type取得 {
    fn from(題名: String) -> Self {
        Self::new(題名)
    }
}

impl Operation for Type取得 {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "取得",
        Method::Get,
        "/本/{題名}",
        RetryClass::Safe,
    );
    type Output = Type本;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("題名", &self.題名)?;
        Ok(())
    }
}
