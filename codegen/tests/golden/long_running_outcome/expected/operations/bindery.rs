// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{Repair, RepairId};

/// Request to get a repair.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetRepair {
    /// The repair.
    pub repair_id: RepairId,
    /// Whether to tell the rounds.
    pub with_rounds: Option<bool>,
}

impl GetRepair {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(repair_id: impl Into<RepairId>) -> Self {
        Self {
            repair_id: repair_id.into(),
            with_rounds: None,
        }
    }

    /// Sets `repair_id`.
    #[must_use]
    pub fn repair_id(mut self, value: impl Into<RepairId>) -> Self {
        self.repair_id = value.into();
        self
    }

    /// Sets `with_rounds`.
    #[must_use]
    pub fn with_rounds(mut self, value: bool) -> Self {
        self.with_rounds = Some(value);
        self
    }
}

impl From<RepairId> for GetRepair {
    fn from(repair_id: RepairId) -> Self {
        Self::new(repair_id)
    }
}

impl From<&str> for GetRepair {
    fn from(repair_id: &str) -> Self {
        Self::new(repair_id)
    }
}

impl From<String> for GetRepair {
    fn from(repair_id: String) -> Self {
        Self::new(repair_id)
    }
}

impl Operation for GetRepair {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_repair",
        Method::Get,
        "/repairs/get",
        RetryClass::Safe,
    );
    type Output = Repair;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("repair_id", &self.repair_id);
        request.query("with_rounds", &self.with_rounds);
        Ok(())
    }
}
