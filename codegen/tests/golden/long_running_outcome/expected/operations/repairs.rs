// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    LongRunning, Method, Operation, OperationInfo, Progress, RequestParts, RetryClass,
    Told,
};

use super::GetRepair;
use super::super::types::{Renewal, Repair, RepairId, Round};

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
    #[must_use]
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

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

impl LongRunning for StopRepair {
    type Poll = GetRepair;

    fn poll(&self, _started: &Self::Output) -> Option<Self::Poll> {
        Some(GetRepair::new(self.repair_id.clone()))
    }

    fn subject(poll: &Self::Poll) -> String {
        format!("repair {}", poll.repair_id)
    }

    fn progress(answer: &Repair) -> Progress<'_> {
        let states = [
            Told::new(answer.phase.as_ref(), &["OVER"]),
            Told::new(Some(&answer.status.state), &["ENDED", "RUINED"]),
        ];
        let results = [Told::new(answer.status.result.as_ref(), &["AS_NEW", "STOPPED"])];
        Progress::told(&states, &results)
            .message(
                &[
                    answer.status.word.as_ref().map_or("", String::as_str),
                    answer.status.remark.as_ref().map_or("", String::as_str),
                ],
            )
            .link(answer.status.page.as_ref().map_or("", String::as_str))
    }
}

/// Request to start a repair once more.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RestartRepair {
    /// Identifier of a repair.
    pub repair_id: RepairId,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl RestartRepair {
    /// A value with the members that are always there.
    #[must_use]
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

impl Model for RestartRepair {
    fn empty() -> Self {
        Self {
            repair_id: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "RestartRepair"
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

json::impl_model!(RestartRepair);

impl From<RepairId> for RestartRepair {
    fn from(repair_id: RepairId) -> Self {
        Self::new(repair_id)
    }
}

impl From<&str> for RestartRepair {
    fn from(repair_id: &str) -> Self {
        Self::new(repair_id)
    }
}

impl From<String> for RestartRepair {
    fn from(repair_id: String) -> Self {
        Self::new(repair_id)
    }
}

impl Operation for RestartRepair {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "restart_repair",
        Method::Post,
        "/repairs/restart",
        RetryClass::Unsafe,
    );
    type Output = Round;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

impl LongRunning for RestartRepair {
    type Poll = GetRepair;

    fn poll(&self, _started: &Self::Output) -> Option<Self::Poll> {
        Some(GetRepair::new(self.repair_id.clone()).with_rounds(true))
    }

    fn subject(poll: &Self::Poll) -> String {
        format!("repair {}", poll.repair_id)
    }

    fn progress(answer: &Repair) -> Progress<'_> {
        let states = [Told::new(Some(&answer.status.state), &["ENDED"])];
        Progress::told(&states, &[])
    }

    fn has_begun(started: &Self::Output, answer: &Repair) -> bool {
        started
            .number
            .as_ref()
            .is_none_or(|name| {
                answer
                    .rounds
                    .as_ref()
                    .into_iter()
                    .flatten()
                    .any(|item| item.number.as_ref() == Some(name))
            })
    }
}

/// Request to start a repair anew.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RenewRepair {
    /// Identifier of a repair.
    pub repair_id: Option<RepairId>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl RenewRepair {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `repair_id`.
    #[must_use]
    pub fn repair_id(mut self, value: impl Into<RepairId>) -> Self {
        self.repair_id = Some(value.into());
        self
    }
}

impl Model for RenewRepair {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "RenewRepair"
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

json::impl_model!(RenewRepair);

impl Operation for RenewRepair {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "renew_repair",
        Method::Post,
        "/repairs/renew",
        RetryClass::Unsafe,
    );
    type Output = Renewal;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

impl LongRunning for RenewRepair {
    type Poll = GetRepair;

    fn poll(&self, _started: &Self::Output) -> Option<Self::Poll> {
        self.repair_id.clone().map(GetRepair::new)
    }

    fn subject(poll: &Self::Poll) -> String {
        format!("repair {}", poll.repair_id)
    }

    fn progress(answer: &Repair) -> Progress<'_> {
        RestartRepair::progress(answer)
    }

    fn has_begun(started: &Self::Output, answer: &Repair) -> bool {
        let name = &started.id;
        answer.status.ids.as_ref().into_iter().flatten().any(|item| item.id == *name)
    }
}
