// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// Identifier of a repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepairId(pub i64);

json::impl_integer_id!(RepairId);

/// A repair.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Repair {
    /// Identifier of a repair.
    pub repair_id: Option<RepairId>,
    /// How far it is.
    pub state: Option<RepairState>,
    /// What the bookbinder says.
    pub remark: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Repair {
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

    /// Sets `state`.
    #[must_use]
    pub fn state(mut self, value: impl Into<RepairState>) -> Self {
        self.state = Some(value.into());
        self
    }

    /// Sets `remark`.
    #[must_use]
    pub fn remark(mut self, value: impl Into<String>) -> Self {
        self.remark = Some(value.into());
        self
    }
}

impl Model for Repair {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Repair"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "repair_id" => value.read(&mut self.repair_id),
            "state" => value.read(&mut self.state),
            "remark" => value.read(&mut self.remark),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("repair_id", &self.repair_id);
        object.member("state", &self.state);
        object.member("remark", &self.remark);
        object.extra(&self.extra);
    }
}

json::impl_model!(Repair);

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RepairState {
    /// `WAITING`
    Waiting,
    /// `DONE`
    Done,
    /// `RUINED`
    Ruined,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for RepairState {
    fn from_wire(value: &str) -> Self {
        match value {
            "WAITING" => Self::Waiting,
            "DONE" => Self::Done,
            "RUINED" => Self::Ruined,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Waiting => "WAITING",
            Self::Done => "DONE",
            Self::Ruined => "RUINED",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(RepairState);
