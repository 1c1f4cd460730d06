// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    LongRunning, Method, Operation, OperationInfo, Progress, RequestParts, RetryClass,
    Told,
};

use super::super::types::{Repair, RepairId};

/// Request to start to repair a book.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct StartRepair {
    /// The book.
    pub title: Option<String>,
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
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.extra(&self.extra);
    }
}

json::impl_model!(StartRepair);

impl Operation for StartRepair {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "start_repair",
        Method::Post,
        "/repairs",
        RetryClass::Unsafe,
    );
    type Output = Repair;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

impl LongRunning for StartRepair {
    type Poll = GetRepair;

    fn poll(&self, started: &Self::Output) -> Option<Self::Poll> {
        started.repair_id.map(GetRepair::new)
    }

    fn subject(poll: &Self::Poll) -> String {
        format!("repair {}", poll.repair_id)
    }

    fn progress(answer: &Repair) -> Progress<'_> {
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
    pub repair_id: RepairId,
}

impl GetRepair {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(repair_id: impl Into<RepairId>) -> Self {
        Self {
            repair_id: repair_id.into(),
        }
    }

    /// Sets `repair_id`.
    #[must_use]
    pub fn repair_id(mut self, value: impl Into<RepairId>) -> Self {
        self.repair_id = value.into();
        self
    }
}

impl From<RepairId> for GetRepair {
    fn from(repair_id: RepairId) -> Self {
        Self::new(repair_id)
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
        "/repairs/{repair_id}",
        RetryClass::Safe,
    );
    type Output = Repair;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("repair_id", &self.repair_id)?;
        Ok(())
    }
}
