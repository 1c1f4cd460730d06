// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    LongRunning, Method, Operation, OperationInfo, Paged, Progress, RequestParts,
    RetryClass, Told, idempotency_token,
};

use super::super::types::{
    Book, GetRepairResponse, ListBooksResponse, StartRepairResponse,
};

/// Request to list books.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListBooks {
    /// How many books a page has.
    ///
    /// At most 50.
    pub limit: Option<i64>,
    /// Which page.
    pub page_token: Option<String>,
}

impl ListBooks {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `limit`.
    #[must_use]
    pub fn limit(mut self, value: i64) -> Self {
        self.limit = Some(value);
        self
    }

    /// Sets `page_token`.
    #[must_use]
    pub fn page_token(mut self, value: impl Into<String>) -> Self {
        self.page_token = Some(value.into());
        self
    }
}

impl Operation for ListBooks {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "list_books",
        Method::Get,
        "/2.0/books/list",
        RetryClass::Safe,
    );
    type Output = ListBooksResponse;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("limit", &self.limit);
        request.query("page_token", &self.page_token);
        Ok(())
    }
}

impl Paged for ListBooks {
    type Item = Book;

    fn next_page_token(output: &Self::Output) -> Option<&str> {
        output.next_page_token.as_deref()
    }

    fn set_page_token(&mut self, token: String) {
        self.page_token = Some(token);
    }

    fn limit_page(&mut self, most: i64) {
        self.limit.get_or_insert(most.min(50));
    }

    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.books.unwrap_or_default()
    }
}

/// Request to start to repair a book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct StartRepair {
    /// The book.
    pub title: Option<String>,
    /// Makes it safe to ask again.
    pub token: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl StartRepair {
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

    /// Sets `token`.
    #[must_use]
    pub fn token(mut self, value: impl Into<String>) -> Self {
        self.token = Some(value.into());
        self
    }
}

impl Model for StartRepair {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "StartRepair"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "token" => value.read(&mut self.token),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("token", &self.token);
        object.extra(&self.extra);
    }
}

json::impl_model!(StartRepair);

impl Operation for StartRepair {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "start_repair",
        Method::Post,
        "/2.0/repairs/start",
        RetryClass::Keyed,
    );
    type Output = StartRepairResponse;

    fn prepare(&mut self) {
        idempotency_token(&mut self.token);
    }

    fn has_key(&self) -> bool {
        self.token.as_deref().is_some_and(|key| !key.is_empty())
    }

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

impl LongRunning for StartRepair {
    type Poll = GetRepair;

    fn poll(&self, started: &Self::Output) -> Option<Self::Poll> {
        Some(GetRepair::new(started.repair_id))
    }

    fn subject(poll: &Self::Poll) -> String {
        format!("repair {}", poll.repair_id)
    }

    fn progress(answer: &GetRepairResponse) -> Progress<'_> {
        let states = [Told::new(answer.state.as_ref(), &["DONE", "RUINED"])];
        let results = [Told::new(answer.state.as_ref(), &["DONE"])];
        Progress::told(&states, &results)
            .message(&[answer.remark.as_ref().map_or("", String::as_str)])
    }
}

/// Request to get a repair.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetRepair {
    /// The repair.
    pub repair_id: i64,
}

impl GetRepair {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(repair_id: i64) -> Self {
        Self { repair_id }
    }

    /// Sets `repair_id`.
    #[must_use]
    pub fn repair_id(mut self, value: i64) -> Self {
        self.repair_id = value;
        self
    }
}

impl From<i64> for GetRepair {
    fn from(repair_id: i64) -> Self {
        Self::new(repair_id)
    }
}

impl Operation for GetRepair {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_repair",
        Method::Get,
        "/2.0/repairs/get",
        RetryClass::Safe,
    );
    type Output = GetRepairResponse;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("repair_id", &self.repair_id);
        Ok(())
    }
}
