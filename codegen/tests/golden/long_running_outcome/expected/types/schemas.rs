// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// Identifier of a repair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepairId(pub String);

json::impl_string_id!(RepairId);

/// A repair.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Repair {
    /// How it stands.
    pub status: Box<RepairStatus>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Repair {
    /// A value with the members that are always there.
    pub fn new(status: impl Into<RepairStatus>) -> Self {
        Self {
            status: Box::new(status.into()),
            extra: Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<RepairStatus>) -> Self {
        self.status = Box::new(value.into());
        self
    }
}

impl Model for Repair {
    fn empty() -> Self {
        Self {
            status: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Repair"
    }

    fn required(&self) -> &'static [&'static str] {
        &["status"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "status" => value.read(&mut self.status),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("status", &self.status);
        object.extra(&self.extra);
    }
}

json::impl_model!(Repair);

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RepairStatus {
    /// How far it is.
    pub state: RepairStatusState,
    /// What came of it.
    pub result: Option<String>,
    /// What the bookbinder says.
    pub remark: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl RepairStatus {
    /// A value with the members that are always there.
    pub fn new(state: impl Into<RepairStatusState>) -> Self {
        Self {
            state: state.into(),
            result: None,
            remark: None,
            extra: Extra::default(),
        }
    }

    /// Sets `state`.
    #[must_use]
    pub fn state(mut self, value: impl Into<RepairStatusState>) -> Self {
        self.state = value.into();
        self
    }

    /// Sets `result`.
    #[must_use]
    pub fn result(mut self, value: impl Into<String>) -> Self {
        self.result = Some(value.into());
        self
    }

    /// Sets `remark`.
    #[must_use]
    pub fn remark(mut self, value: impl Into<String>) -> Self {
        self.remark = Some(value.into());
        self
    }
}

impl Model for RepairStatus {
    fn empty() -> Self {
        Self {
            state: Decode::empty(),
            result: None,
            remark: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "RepairStatus"
    }

    fn required(&self) -> &'static [&'static str] {
        &["state"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "state" => value.read(&mut self.state),
            "result" => value.read(&mut self.result),
            "remark" => value.read(&mut self.remark),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("state", &self.state);
        object.member("result", &self.result);
        object.member("remark", &self.remark);
        object.extra(&self.extra);
    }
}

json::impl_model!(RepairStatus);

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RepairStatusState {
    /// `WAITING`
    Waiting,
    /// `ENDED`
    Ended,
    /// `RUINED`
    Ruined,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for RepairStatusState {
    fn from_wire(value: &str) -> Self {
        match value {
            "WAITING" => Self::Waiting,
            "ENDED" => Self::Ended,
            "RUINED" => Self::Ruined,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Waiting => "WAITING",
            Self::Ended => "ENDED",
            Self::Ruined => "RUINED",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(RepairStatusState);
