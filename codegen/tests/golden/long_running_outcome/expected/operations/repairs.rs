// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    Ending, LongRunning, Method, Operation, OperationInfo, Progress, RequestParts,
    RetryClass,
};
use super::super::types::{Repair, RepairId};
use super::GetRepair;

/// Request to stop a repair.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StopRepair {
    /// Identifier of a repair.
    pub repair_id: RepairId,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl StopRepair {
    /// A value with the members that are always there.
    pub fn new(repair_id: impl Into<RepairId>) -> Self {
        Self {
            repair_id: repair_id.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `repair_id`.
    #[must_use]
    pub fn repair_id(mut self, value: impl Into<RepairId>) -> Self {
        self.repair_id = value.into();
        self
    }
}

impl Model for StopRepair {
    fn empty() -> Self {
        Self {
            repair_id: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "StopRepair"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "repair_id" => value.read(&mut self.repair_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("repair_id", &self.repair_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(StopRepair);

impl From<RepairId> for StopRepair {
    fn from(repair_id: RepairId) -> Self {
        Self::new(repair_id)
    }
}

impl From<&str> for StopRepair {
    fn from(repair_id: &str) -> Self {
        Self::new(repair_id)
    }
}

impl From<String> for StopRepair {
    fn from(repair_id: String) -> Self {
        Self::new(repair_id)
    }
}

impl Operation for StopRepair {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "stop_repair",
        Method::Post,
        "/repairs/stop",
        RetryClass::Idempotent,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> jobs_runtime::Result<()> {
        request.json(self)?;
        Ok(())
    }
}

impl LongRunning for StopRepair {
    type Poll = GetRepair;

    fn poll(&self, _started: &Self::Output) -> Option<Self::Poll> {
        Some(GetRepair::new(self.repair_id.clone()))
    }

    fn progress(answer: &Repair) -> Progress<'_> {
        let state = answer.status.state.as_str();
        let message = answer.status.remark.as_ref().map_or("", String::as_str);
        let outcome = answer.status.result.as_ref().map_or("", String::as_str);
        let ending = match (state, outcome) {
            ("ENDED", "AS_NEW" | "STOPPED") => Some(Ending::Succeeded),
            ("ENDED" | "RUINED", _) => Some(Ending::Failed),
            _ => None,
        };
        Progress::new(state, message, ending)
    }
}
